"""Findings in every format: for the screen, for other programs and for agencies."""
