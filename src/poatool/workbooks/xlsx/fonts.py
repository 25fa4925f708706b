"""What a font does to a text, as far as it matters to what the text says."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from poatool.workbooks.markup import is_true, qualified

_STRIKE = qualified("strike")


def strikes(font: Element) -> bool:
    """Whether a font of an Excel part, or of a run there, strikes through: `<strike/>`, unless its `val` is off."""
    for item in font:
        if item.tag in _STRIKE:
            value = item.get("val")
            return value is None or is_true(value)
    return False
