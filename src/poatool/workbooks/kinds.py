"""The kinds of files, each by the ending that its files bear, and what can be done with them."""

from __future__ import annotations

OOXML = ("xlsx", "xlsm", "xltx", "xltm")
XLS = ("xls", "xlt")
XLSB = ("xlsb",)
"""Known by its name, so that it is not passed over in a folder, and refused."""

OPEN_DOCUMENT = ("ods", "ots", "fods")
DELIMITED = ("csv", "tsv")
"""Texts: one table without a name, and neither formats nor comments."""

SPREADSHEETS = (*OOXML, *XLS, *XLSB, *OPEN_DOCUMENT, *DELIMITED)
"""The kinds whose files are known by their names."""

WITH_MACROS = ("xlsm", "xltm")

ANNOTATED = OOXML
"""The kinds of which a copy can be made that has comments and a sheet of ours, and all else as it was."""

CORRECTABLE = (*OOXML, *DELIMITED)
"""The kinds in which a cell can be corrected, and all else left as it is."""


def endings(*kinds: str) -> tuple[str, ...]:
    """What the names of files of these kinds end with."""
    return tuple(f".{kind}" for kind in kinds)
