"""Why a file cannot be read, or cannot be changed. Whoever opens a workbook is given an Unreadable instead."""

from __future__ import annotations

from poatool.workbooks.model import Trouble

RESAVE = "Open it in Excel, save it again as an Excel workbook (.xlsx) and send that."
RESEND = "A whole copy of it is needed: it may have been cut short on its way."


class Refused(Exception):  # noqa: N818 - it is a decision on a file, not a fault of the tool
    """A file that cannot, or must not, be read.

    Attributes:
        trouble: which kind of trouble it is.
        what: what is wrong, in a user's words.
        do: what the user can do about it.
    """

    def __init__(self, trouble: Trouble, what: str, do: str) -> None:
        """Say what is wrong and what to do about it."""
        super().__init__(what)
        self.trouble = trouble
        self.what = what
        self.do = do


def damaged(what: str) -> Refused:
    """Refuse a file that is not whole."""
    return Refused(Trouble.DAMAGED, what, f"{RESAVE} If Excel cannot open it either, a whole copy of it is needed.")


def unsafe(what: str) -> Refused:
    """Refuse a file that no spreadsheet program writes, and that could harm a program which reads it."""
    return Refused(Trouble.UNSAFE, what, f"Do not open it unless you trust who sent it. {RESAVE}")


def with_password() -> Refused:
    """Refuse a workbook that is encrypted."""
    # To protect its structure Excel encrypts an old workbook, with a password of its own that nobody is asked for.
    do = (
        "Remove it (File > Info > Protect Workbook) and send it again. If Excel opens the workbook without asking for "
        "one, turn “Protect Workbook Structure” off in the same place."
    )
    return Refused(Trouble.ENCRYPTED, "This workbook has a password.", do)
