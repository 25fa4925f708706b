"""Finished models to text or bytes: a folder a document, a file a format, and nothing is counted here."""
