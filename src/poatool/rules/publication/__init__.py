"""PUB: whether an update is fit to be published."""
