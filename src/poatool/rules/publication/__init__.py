"""PUB: whether what an update says is fit to be published."""
