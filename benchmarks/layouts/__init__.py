"""Workbooks as agencies lay them out, each with its correct reading, and a judge of how they are read."""
