"""Turn finished models into text or bytes: a package for each document, with a function for each format."""
