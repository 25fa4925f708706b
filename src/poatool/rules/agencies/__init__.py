"""AGY: whose update it is."""
