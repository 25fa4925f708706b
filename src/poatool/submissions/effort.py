"""Limit the work of reading one file."""

from poatool.workbooks.limits import Refused
from poatool.workbooks.model import Trouble


class Effort:
    """Counts what is weighed in a file, so that a file that would take minutes is refused in seconds.

    None of 753 spreadsheets from other projects takes more than a quarter of the limit.
    """

    left = most = 160_000
    heading = column = 4
    """The effort for weighing a new heading, or for assigning a column; searching a short text for a name takes 1."""

    def take(self, much: int = 1) -> None:
        """Count further effort. Raises Refused if it is too much."""
        self.left -= much
        if self.left < 0:
            message = "Too many cells of the file could be headings, names or labels, so it is not read."
            hint = "Delete the sheets, rows and columns that are not part of the report, save and send it again."
            raise Refused(Trouble.TOO_LARGE, message, hint)
