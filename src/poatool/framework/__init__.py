"""The plan of action: its model, how its file is loaded and edited, and references to its actions."""
