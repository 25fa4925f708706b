"""poatool: compile and validate progress reports on a plan of action."""

__version__ = "0.1.0"
