"""The template for an agency to fill in: the same columns that are read, handed out."""
