"""A cell's value as a person reads it."""

from __future__ import annotations

import datetime as dt

from poatool.workbooks.model import ErrorValue, Value

_WHOLE = 2.0**53
"""Beyond it a float no longer tells one whole number from the next."""


def text_of(value: Value | None) -> str:
    """The text of a value, without blanks around it; empty where there is none or where it is an error."""
    if isinstance(value, str):  # before all others: nearly every value is one
        return value.strip()
    match value:
        case None | ErrorValue():
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < _WHOLE:
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case _:
            return str(value)
