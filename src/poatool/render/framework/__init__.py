"""The plan, the meaning of references to it, and faults and changes in its file."""
