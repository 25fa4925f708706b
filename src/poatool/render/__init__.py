"""Finished models to text or bytes: one file a format, and nothing is counted here."""
