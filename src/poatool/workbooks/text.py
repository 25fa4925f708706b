"""Text of a cell as it may go on: escapes decoded, nothing in it that a terminal or an XML writer would obey."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|\x0b|\x0c")


class Cleaned(NamedTuple):
    """A text and, where characters were taken out of it, which ones (`U+001B`), in order, each once."""

    text: str
    removed: tuple[str, ...] = ()


def clean(text: str) -> Cleaned:
    r"""Make line breaks `\n` and the text NFC, and take out control characters and halves of characters.

    Spaces at either end stay: they are the agency's.
    """
    if text.replace("\n", "").isprintable():
        return Cleaned(text if text.isascii() else unicodedata.normalize("NFC", text))
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _BREAKS.sub("\n", text)
    unwanted = _UNWANTED.findall(text)
    if unwanted:
        text = _UNWANTED.sub("", text)
    removed = tuple(dict.fromkeys(f"U+{ord(character):04X}" for character in unwanted))
    return Cleaned(unicodedata.normalize("NFC", text), removed)


def decode(text: str) -> Cleaned:
    r"""Clean a text of an Excel part, in which `_x000D_` stands for a character and `_x005F_` for `_`.

    ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return clean(text)


def removal(removed: tuple[str, ...]) -> str:
    """Say in a note what was taken out of a text."""
    return f"Control characters ({', '.join(removed)}) were taken out of the text."
