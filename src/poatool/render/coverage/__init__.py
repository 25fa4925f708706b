"""Coverage and gaps: on the screen, as tables and pages, and as JSON."""
