"""Why a file cannot be read, or cannot be changed. Whoever opens a workbook is given an Unreadable instead."""

from __future__ import annotations

from poatool.workbooks.model import Trouble

RESAVE = "Open it in Excel, choose File > Save As > Excel Workbook (*.xlsx), and send the new file."
RESEND = "A whole copy of it is needed: it may have been cut short on its way."


class Refused(Exception):  # noqa: N818 - it is a decision on a file, not a fault of the tool
    """A file that cannot, or must not, be read.

    Attributes:
        trouble: which kind of trouble it is.
        what: what is wrong, in a user's words.
        do: what the user can do about it.
    """

    def __init__(self, trouble: Trouble, message: str, hint: str) -> None:
        """Say what is wrong and what to do about it."""
        super().__init__(message)
        self.trouble = trouble
        self.message = message
        self.hint = hint


def damaged(message: str) -> Refused:
    """Refuse a file that is not whole."""
    return Refused(Trouble.DAMAGED, message, f"{RESAVE} If Excel cannot open it either, a whole copy of it is needed.")


def unsafe(message: str) -> Refused:
    """Refuse a file that no spreadsheet program writes, and that could harm a program which reads it."""
    return Refused(Trouble.UNSAFE, message, f"Do not open it unless you trust who sent it. {RESAVE}")


def with_password() -> Refused:
    """Refuse a workbook that is encrypted."""
    # To protect its structure Excel encrypts an old workbook, with a password of its own that nobody is asked for.
    hint = (
        "Remove it (File > Info > Protect Workbook) and send it again. If Excel opens the workbook without asking for "
        "one, turn “Protect Workbook Structure” off in the same place."
    )
    return Refused(Trouble.ENCRYPTED, "This workbook has a password.", hint)
