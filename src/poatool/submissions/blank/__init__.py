"""Write the template for an agency to fill in, with the columns that reading expects."""
