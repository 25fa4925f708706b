"""The rule book, on the screen and as a page."""
