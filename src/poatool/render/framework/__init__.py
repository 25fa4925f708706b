"""The plan, what references mean, and the faults of a framework file: on the screen and as JSON."""
