"""The plan, what references to it mean, and what is wrong with its file."""
