"""List the kinds of files that can be read, by the endings of their names, and what can be done with each kind."""

XLSX = ("xlsx", "xlsm", "xltx", "xltm")
XLS = ("xls", "xlt")
ODS = ("ods", "ots")
CSV = ("csv", "tsv")  # the kinds with one unnamed table, without formats or comments
SPREADSHEETS = (*XLSX, *XLS, "xlsb", *ODS, "fods", *CSV)
"""The kinds that are taken from a folder. Some of them cannot be read; these are refused, not overlooked."""

WITH_MACROS = ("xlsm", "xltm")
ANNOTATED = XLSX  # the kinds that can be copied with comments and our sheet added, and everything else unchanged
CORRECTABLE = (*XLSX, *CSV)  # the kinds in which single cells can be corrected, with everything else unchanged


def endings(*kinds: str) -> tuple[str, ...]:
    """File name endings of these kinds, each with its dot."""
    return tuple(f".{kind}" for kind in kinds)
