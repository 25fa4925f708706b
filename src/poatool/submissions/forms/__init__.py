"""Vertical forms: labels in one column and answers beside or below them, for one action each."""
