"""The content of a cell as a person reads it."""

import datetime as dt

from poatool.workbooks.model import ErrorValue, Value

_WHOLE = 2.0**53  # the largest whole number below which floats represent every whole number
INVISIBLE = "".join(
    chr(code)
    for first, last in (
        *((0x00, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x2000, 0x200F)),
        *((0x2028, 0x202F), (0x205F, 0x206F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
    )
    for code in range(first, last + 1)
)
"""Blanks and invisible characters. A cell with only these is empty."""


def text_of(value: Value | None) -> str:
    """A value as text, without surrounding blanks and invisible characters; empty for no value and for an error."""
    if isinstance(value, str):  # first, as nearly every value is text
        return value.strip(INVISIBLE)
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


def trimmed(value: Value | None) -> str:
    """A text without surrounding blanks and invisible characters; empty for any other value."""
    if not isinstance(value, str):
        return ""
    return value if "!" <= value[:1] <= "~" and "!" <= value[-1:] <= "~" else value.strip(INVISIBLE)


def holds(value: Value | None) -> bool:
    """Whether a value is more than blanks and invisible characters."""
    if type(value) is str:
        return value[:1].isalnum() or bool(value.strip(INVISIBLE))
    return value is not None
