"""The kinds of file that can be read, by the endings of their names, and what can be done with each."""

from __future__ import annotations

XLSX = ("xlsx", "xlsm", "xltx", "xltm")
"""The kinds that can be checked or corrected in a copy that is otherwise unchanged."""

XLS = ("xls", "xlt")
ODS = ("ods", "ots", "fods")
CSV = ("csv", "tsv")
"""One unnamed table, without formats or comments."""

SPREADSHEETS = (*XLSX, *XLS, "xlsb", *ODS, *CSV)
"""The kinds that are taken from a folder; .xlsb is among them so that it is refused, not skipped."""

WITH_MACROS = ("xlsm", "xltm")


def endings(*kinds: str) -> tuple[str, ...]:
    """File name endings of these kinds, each with its dot."""
    return tuple(f".{kind}" for kind in kinds)
