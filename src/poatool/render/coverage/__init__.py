"""Coverage and gaps: on the screen, as tables and pages, and the machine document."""
