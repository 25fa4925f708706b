"""Read `sent.json`, a file beside the templates that records which actions each agency's workbook asks about."""

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

from poatool.bounded import read_bounded
from poatool.errors import InputError
from poatool.framework.names.matching import fold

_WORD = 3  # how many hexadecimal digits the digest of a word has; dozens of words share a digest, so it reveals none
_TEXT = 16  # how many digits the digest of a whole text has
RECOGNISABLE = 5  # a text with this many different words is recognised within a longer text


class KeptBack(NamedTuple):
    """The digests of an update: of all its words, of the words of its progress, and of each of its texts by column.

    An update that was only edited has no `words`, and `texts` has only its edited texts, as they were before the edit.
    """

    agencies: tuple[str, ...]
    codes: tuple[str, ...]
    words: tuple[frozenset[str], ...] = ()
    texts: Mapping[str, str] = {}

    @classmethod
    def of(cls, agencies: tuple[str, ...], codes: tuple[str, ...], texts: Mapping[str, str]) -> "KeptBack":
        """An update with these texts, by column."""
        folded = {column: fold(text) for column, text in texts.items()}
        parts = " ".join(folded.values()), folded.get("progress", "")
        words = tuple(frozenset(_digest(word, _WORD) for word in part.split()) for part in parts)
        return cls(agencies, codes, words, {column: _digest(text, _TEXT) for column, text in folded.items() if text})

    def __str__(self) -> str:
        """The digests, in the form that `parsed` reads; without agencies and actions."""
        if self.words:
            return "/".join(".".join(sorted(part)) for part in self.words)
        return ";".join(f"{column}:{text}" for column, text in self.texts.items())

    @classmethod
    def parsed(cls, text: str) -> "KeptBack":
        """The digests in a text that `str` made; none if the text has another form."""
        if "/" in text:
            return cls((), (), tuple(frozenset(filter(None, part.split("."))) for part in text.split("/")))
        pairs = (each.partition(":") for each in text.split(";"))
        return cls((), (), texts={column: digest for column, colon, digest in pairs if colon})

    def may_repeat(self, other: "KeptBack", *, in_time: bool) -> bool:
        """Whether this update repeats a text edited in the other, or may repeat the other if that was withheld.

        It may if half of all words are in both, if it has all words of the other, or if they are `in_time` and share an
        agency and an action.
        """
        if not other.words:
            return not self.texts.items().isdisjoint(other.texts.items())
        if in_time and {*self.agencies} & {*other.agencies} and {*self.codes} & {*other.codes}:
            return True
        both = zip(self.words, other.words, strict=False)
        return any(2 * len(a & b) >= len(a | b) > 0 or (len(b) >= RECOGNISABLE and b <= a) for a, b in both)


def _digest(text: str, digits: int) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:digits]


Sent = Mapping[str, tuple[str, ...]]
"""The actions that each agency was asked about, by their codes in the period; no codes if it was asked about all."""

T = TypeVar("T")

NOTHING_SENT: Sent = MappingProxyType({})

SENT_FILE = "sent.json"  # the file beside the templates; `poatool template` writes it

SENT_SCHEMA: Final = "poatool/sent/1"


def read_sent(path: Path, period: str) -> Sent:
    """The actions that agencies were asked about in a period; empty if the file is for another period.

    Raises InputError if `poatool template` did not write the file.
    """

    def asked(document: Any) -> Sent:  # noqa: ANN401 - whatever the file contains
        is_ours = (document["schema"], document["period"]) == (SENT_SCHEMA, period)
        return {str(code): tuple(map(str, asked)) for code, asked in (document["agencies"].items() if is_ours else ())}

    return _read(path, asked)


def kept_back_in(path: Path) -> tuple[KeptBack, ...]:
    """What was not published under an earlier plan. Raises InputError if `poatool template` did not write the file."""
    return _read(path, lambda document: tuple(map(KeptBack.parsed, document.get("kept_back", ()))))


def _read(path: Path, part: Callable[[Any], T]) -> T:
    import json  # imported here, because few commands read the file

    try:
        return part(json.loads(read_bounded(path)))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise InputError(
            f"{path}: poatool template did not write this. Delete it, or write the templates again."
        ) from None


def other_due(path: Path, due: dt.date | None) -> dt.date | None:
    """The due day in a readable `sent.json`, if it differs from `due`."""
    with suppress(ValueError, InputError):
        sent = dt.date.fromisoformat(_read(path, lambda document: str(document.get("due"))))
        return sent if sent != due else None
    return None
