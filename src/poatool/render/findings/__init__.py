"""What was found, in every format: for the screen, for other programs, and for the agency it concerns."""
