"""Words that restrict who may read a text, and notes to colleagues within it."""
