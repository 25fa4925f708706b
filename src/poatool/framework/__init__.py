"""The plan of action: its model, loading and editing its file, and references to its actions."""
