"""Items of a part, such as the rows of a sheet, taken from its bytes without building their XML.

Nearly every program writes them in one form. The XML parser reads all else, and says where the items begin: what is
taken behind that place is whole, and means what it would mean to the parser. The first item in any other form, and all
behind it, is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from poatool.text import lazy_pattern
from poatool.workbooks.markup import begins_plainly

_LONGEST = 256 * 1024
"""Bytes in which an item ends; what goes on for longer is not waited for."""

_NO_TEXT = bytes([*range(0x09), *range(0x0B, 0x20)])
"""What XML does not allow, and the carriage return, which it takes for a line break."""

_NO_TEXTS = ("\ufffe", "\uffff")
_STRANGE = lazy_pattern(r"&(?!(?:amp|lt|gt|quot|apos);)")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
"""What stands for what. The ampersand comes last, since it begins all the others."""

_TO_CLEAN = _NO_TEXT + b"\t\n\x7f"
_DECLARATION = b"\xef\xbb\xbf<?xml "


class Items(NamedTuple):
    """Where the items of a part stand: what comes right before the first, what ends each of them, and what ends all."""

    opening: re.Pattern[bytes]
    end: bytes
    closing: bytes


class Stretch(NamedTuple):
    """Whole items, and perhaps others behind them, as they are written.

    `simple`: all in it stands for itself, with no entities and nothing to decode or to clean. `head` is what comes
    before the first item of the part.
    """

    text: str
    simple: bool
    head: bytes


class Sieve:
    """Lets through to the parser what is left of a part when its items are taken out.

    Attributes:
        begun: whether the parser, having read what it was given up to now, stands where the items begin.
    """

    def __init__(self, items: Items, take: Callable[[Stretch], int]) -> None:
        """`take` is given each stretch in turn, and says how many of its characters it has taken, all items whole."""
        self.begun = False
        self._items = items
        self._take = take
        self._head = b""

    def left_of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """What the parser has to read: everything but the items that were taken, piece by piece."""
        coming = iter(pieces)
        first = next(coming, b"")
        opening = self._items.opening.search(first)
        begin = opening.end() if opening else 0
        self._head, behind = first[:begin], first[begin:]
        yield self._head
        yield self._behind(behind, coming) if self.begun and _is_plain(self._head) else behind
        yield from coming

    def _behind(self, held: bytes, coming: Iterator[bytes]) -> bytes:
        """Take items as long as they are plain; what is left of the pieces begun."""
        last = self._items.end
        while len(held) < _LONGEST and not held.startswith(self._items.closing):
            end = held.rfind(last) + len(last)
            if end >= len(last):
                left = self._left_by(held[:end])
                held = left + held[end:]
                if left:
                    break
            elif piece := next(coming, b""):
                held += piece
            else:
                break
        return held

    def _left_by(self, written: bytes) -> bytes:
        clean = len(written.translate(None, _TO_CLEAN)) == len(written)
        text = _text(written, clean=clean)
        if not text:
            return written
        simple = clean and text.isascii() and "&" not in text and "_x" not in text
        return text[self._take(Stretch(text, simple, self._head)) :].encode()


def plain(written: str) -> str:
    """A text as it is written in a stretch, with the entities in it read."""
    if "&" in written:
        for entity, sign in _ENTITIES:
            written = written.replace(entity, sign)
    return written


def _is_plain(head: bytes) -> bool:
    """Whether what looks like the beginning of the items is that, and not within a comment or the like."""
    declared = head.count(b"<?xml ", 0, len(_DECLARATION))
    return begins_plainly(head) and b"<!" not in head and head.count(b"<?") == declared


def _text(written: bytes, *, clean: bool) -> str:
    """These bytes as a text; empty where anything in them may mean more to the parser than to us.

    `clean`: there is nothing in them that would have to be cleaned.
    """
    if not clean and len(written.translate(None, _NO_TEXT)) < len(written):
        return ""
    try:
        text = written.decode()
    except UnicodeDecodeError:
        return ""
    if any(odd in text for odd in _NO_TEXTS) or ("&" in text and _STRANGE.search(text)):
        return ""
    # Two brackets are rare and soon found missing; the last sign of the three is in every tag.
    return "" if "]]" in text and "]]>" in text else text
