"""Evidence for what a column holds: what its heading suggests, and what its cells show."""
