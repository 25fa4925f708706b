"""Numbers as the XML of workbooks writes them."""

from __future__ import annotations

_LONGEST_INTEGER = 18


def number_of(text: str) -> int | float | None:
    """Read a number as XML writes it: an int where it has neither a decimal point nor an exponent."""
    if not text.isascii() or "_" in text:
        return None
    digits = text.removeprefix("-")
    if digits.isdigit() and len(digits) <= _LONGEST_INTEGER:
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None
