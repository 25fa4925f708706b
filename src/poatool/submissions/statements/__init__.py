"""Titles, labels, tabs and legends: what they say about the rows of a table."""
