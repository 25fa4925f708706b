"""What changed between two periods' submissions, in words and as a machine document."""
