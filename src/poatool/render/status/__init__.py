"""Who owes what: on the screen and as JSON."""
