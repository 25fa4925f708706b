"""poatool: compile and validate progress reports on a plan of action."""

import os

__version__ = "0.1.0"

# openpyxl writes different bytes if lxml happens to be installed; the same input must give the same bytes everywhere.
os.environ.setdefault("OPENPYXL_LXML", "False")
