"""The plan as a typed catalogue: what it is, how it is loaded, and what a reference to it means."""
