"""Write the template for an agency to fill in, with the same columns that reading expects."""
