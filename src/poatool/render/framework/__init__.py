"""The plan, what references to it mean, what is wrong with its file, and what changed in it."""
