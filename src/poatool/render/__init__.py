"""Turn finished models into text or bytes: a package for each document, a function for each format."""
