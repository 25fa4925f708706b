"""Finished models to text or bytes: a package for each document, in it a function for each format."""
