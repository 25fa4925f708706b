"""What a rule found, what stands around it, and which findings are accepted or known."""
