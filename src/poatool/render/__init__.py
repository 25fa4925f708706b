"""Finished models to text or bytes: a folder a document, a file a format. What was sent in is counted before."""
