"""Findings in every format: for the screen, for other programs and for the agencies they concern."""
