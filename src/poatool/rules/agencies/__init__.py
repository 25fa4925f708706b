"""AGY: which agency an update is from."""
