"""What titles, labels, tabs and legends say about the rows of a table."""
