"""Clean the text of a cell so that nothing in it acts on a terminal or in XML."""

import unicodedata
from typing import NamedTuple

from poatool.text import lazy_pattern

_ESCAPE = lazy_pattern(r"_x([0-9A-Fa-f]{4})_")
_LIKE_AN_ESCAPE = lazy_pattern(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWANTED = lazy_pattern("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_BREAKS = lazy_pattern("\r\n?|\x0b|\x0c")
_JOINED = "Accents stored separately from their letters, as some programs store macrons, were joined to them."


class Cleaned(NamedTuple):
    """A text and, if it matters, a note in plain words on how it was cleaned."""

    text: str
    note: str | None = None


def clean(text: str) -> Cleaned:
    r"""Make line breaks `\n` and the text NFC, and remove control characters and lone surrogates; spaces stay."""
    if text.replace("\n", "").isprintable():
        return Cleaned(text) if text.isascii() else _joined(text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _BREAKS.sub("\n", text)
    if not (unwanted := _UNWANTED.findall(text)):
        return _joined(text)
    joined = _joined(_UNWANTED.sub("", text))
    codes = ", ".join(dict.fromkeys(f"U+{ord(character):04X}" for character in unwanted))
    removed = f"Control characters ({codes}) were taken out of the text."
    return Cleaned(joined.text, " ".join(filter(None, (removed, joined.note))))


def _joined(text: str) -> Cleaned:
    joined = unicodedata.normalize("NFC", text)
    return Cleaned(joined, _JOINED if joined != text else None)


def decode(text: str) -> Cleaned:
    """Clean a text from an Excel part, in which `_x005F_` stands for `_` (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return clean(text)


def encode(text: str) -> str:
    """Escape what Excel would read as an escape, so that it is shown as written."""
    return _LIKE_AN_ESCAPE.sub("_x005F_", text) if "_x" in text else text
