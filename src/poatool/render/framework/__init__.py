"""The plan, the meaning of references to it, the faults in its file, and the changes in it."""
