"""Changes to a framework file in place."""
