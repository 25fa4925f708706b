"""Workbooks as agencies lay them out, each with its truth, and a judge of how they are read."""
