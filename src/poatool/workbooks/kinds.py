"""The kinds of file that are read, by the endings of their names, and what can be done with each."""

from __future__ import annotations

XLSX = ("xlsx", "xlsm", "xltx", "xltm")
"""The kinds of which checked and corrected copies are made, everything else in them unchanged."""

XLS = ("xls", "xlt")
ODS = ("ods", "ots", "fods")
CSV = ("csv", "tsv")
"""One table without a name, with neither formats nor comments."""

SPREADSHEETS = (*XLSX, *XLS, "xlsb", *ODS, *CSV)
"""The kinds that are taken from a folder; .xlsb is among them so that it is refused and not passed over."""

WITH_MACROS = ("xlsm", "xltm")


def endings(*kinds: str) -> tuple[str, ...]:
    """File name endings of these kinds, each with its dot."""
    return tuple(f".{kind}" for kind in kinds)
