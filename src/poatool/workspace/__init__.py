"""A workspace, the folder for one plan: its paths, its contacts, its register, and the final states of its actions."""
