"""ACT: what the action column refers to."""
