"""Documents as Word files."""
