"""Why a file cannot be read or changed. Callers of `open` get an Unreadable instead."""

from __future__ import annotations

from poatool.workbooks.model import Own, Trouble, Unreadable

RESAVE = "Open it in Excel, choose File > Save As > Excel Workbook (*.xlsx), and send the new file."
RESEND = "A complete copy is needed: it may have been cut short on its way."


class Refused(Exception):  # noqa: N818 - a decision about a file, not a fault of the tool
    """A file that cannot, or must not, be read: `message` says why in a user's words, `hint` what to do about it."""

    def __init__(self, trouble: Trouble, message: str, hint: str) -> None:
        super().__init__(message)
        self.trouble = trouble
        self.message = message
        self.hint = hint

    def unreadable(self, path: str, sha256: str | None = None, own: Own | None = None) -> Unreadable:
        """The file that was refused, as a result."""
        return Unreadable(path, self.trouble, self.message, self.hint, sha256, own)


def damaged(message: str) -> Refused:
    """Refuse a file that is not whole."""
    return Refused(Trouble.DAMAGED, message, f"{RESAVE} If Excel cannot open it either, a complete copy is needed.")


def unsafe(message: str) -> Refused:
    """Refuse a file that no spreadsheet program writes, and that could harm a program that reads it."""
    return Refused(Trouble.UNSAFE, message, f"Do not open it unless you trust its sender. {RESAVE}")


def with_password() -> Refused:
    """Refuse an encrypted workbook."""
    # Excel also encrypts an old workbook whose structure is protected, with a password it never asks for.
    hint = (
        "Remove it (File > Info > Protect Workbook) and send it again. If Excel opens the workbook without asking for "
        "one, turn “Protect Workbook Structure” off in the same place."
    )
    return Refused(Trouble.ENCRYPTED, "This workbook has a password.", hint)
