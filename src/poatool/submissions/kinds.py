"""The kinds of values that tell columns apart, and how much each kind weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, Value


class Kind(StrEnum):
    """The kind of a value, as far as it helps to tell columns apart."""

    NUMBER_OF_ACTION = "a bare number of an action"
    ACTION = "an action"
    AGENCY = "an agency"
    STATUS = "a status"
    PERIOD = "a period"
    DATE = "a date"
    NUMBER = "a number"
    LINK = "a web address"
    EMAIL = "an e-mail address"
    TICK = "a tick"
    DITTO = "the same as above"
    SENTENCE = "running text"
    WORDS = "a few words"
    ERROR = "an error of the spreadsheet"


TICKS = frozenset({"x", "✓", "✔", "☑", "☒", "✗", "●", "■", "yes", "y", "true", "1", "✅"})

UNTICKED = frozenset({"☐", "□", "◻", "no", "n", "false", "0", "-", "–", "[ ]", "○"})
"""Signs in place of a tick that mean “no”."""

DITTOS = frozenset(
    {*('"', "''", "”", "“", "〃", "″", "↑", "↓", "^", '-"-'), "ditto", "do", "as above", "same", "same as above"}
    | {"same action", "see above"}
)
"""Ways to say that a cell repeats the one above."""

_NOTHING = frozenset(
    {"n/a", "not applicable", "na", "n.a.", "n.a", "nil", "-", "--", "–", "—", ".", "..", "…", "0"}
) - {"nil"}
"""Texts that fill a cell without answering."""


def says_nothing(value: Value | None) -> bool:
    """Whether a value answers nothing: a dash, dots, or a form's placeholder."""
    return isinstance(value, str) and _is_nothing(value)


@lru_cache(maxsize=10_000)
def _is_nothing(text: str) -> bool:
    """Cached, as a column is looked at in each way that its sheet may be read."""
    text = text.strip()
    if len(text) <= _LONGEST_PROMPT and (text.casefold() in _NOTHING or _TO_REPLACE.fullmatch(text)):
        return True
    return not text.strip(".…-–—_ ")


_LONGEST_PROMPT = 200
"""Characters of the longest prompt; a longer text answers something, whatever it begins with."""

_TO_REPLACE = lazy_pattern(
    r"(?is)<[^<>]{1,80}>|\[\s{0,9}(?:insert|enter|add|type|select|choose|update|text|your)[^\[\]]{0,80}\]"
    r"|[-–—]{1,3}\s{0,9}[\w ]{1,40}?\s{0,9}[-–—]{1,3}"
    r"|(?:please )?(?:click|tap)(?: or tap| or click)?(?: here)?(?: to| on)? .{0,60}"
    r"|(?:please )?(?:select|choose)(?: (?:one|an item|a status|from (?:the )?list))?\W{0,20}"
    r"|(?:please )?(?:enter|type|insert) (?:your )?(?:text|update|progress|answer|response)(?: here)?\W{0,20}"
    r"|(?:please )?(?:enter|type|insert|add|write|fill in)\b[^.]{0,40}\bhere\b.{0,40}"
    r"|(?:please |tell us )?(?:describe|explain|summari[sz]e|outline|set out|list|provide|state|say|give)\b"
    r".{0,100}\byour?\b.{0,100}"
)
"""Placeholders of forms: `Click here to enter text.`, `<insert update>`, `Describe what your agency did`."""

SENTENCE_WORDS = 5
"""The number of words from which a text is running text."""


class Profile(NamedTuple):
    """How many values of each kind a column, or a sample of it, holds.

    `serial` means that they count 1, 2, 3 … like row numbers.
    """

    kinds: Mapping[Kind, int]
    total: int
    serial: bool

    def share(self, *kinds: Kind) -> float:
        """The part of the values that are of these kinds, from 0 to 1."""
        return sum(self.kinds.get(kind, 0) for kind in kinds) / self.total if self.total else 0.0


CONTENT: Mapping[str, Mapping[Kind, float]] = {
    "action": {
        Kind.ACTION: 3.4,
        Kind.NUMBER_OF_ACTION: 1.3,
        Kind.DITTO: 0.5,
        Kind.SENTENCE: -2.0,
        Kind.AGENCY: -2.0,
        Kind.STATUS: -2.0,
        Kind.LINK: -2.0,
        Kind.EMAIL: -2.0,
        Kind.WORDS: -0.8,
    },
    "action_text": {
        Kind.ACTION: 1.6,
        Kind.SENTENCE: 0.4,
        Kind.DATE: -2.0,
        Kind.NUMBER_OF_ACTION: -2.0,
        Kind.STATUS: -2.0,
        Kind.AGENCY: -2.0,
    },
    "agency": {
        Kind.AGENCY: 3.4,
        Kind.SENTENCE: -2.5,
        Kind.STATUS: -2.5,
        Kind.ACTION: -2.0,
        Kind.NUMBER_OF_ACTION: -2.0,
        Kind.NUMBER: -2.0,
        Kind.DATE: -2.0,
    },
    "status": {
        Kind.STATUS: 3.4,
        Kind.SENTENCE: -1.8,
        Kind.AGENCY: -2.5,
        Kind.ACTION: -2.0,
        Kind.NUMBER_OF_ACTION: -1.6,
        Kind.NUMBER: -0.6,
        Kind.DATE: -1.6,
        Kind.LINK: -2.5,
    },
    "progress": {
        Kind.SENTENCE: 2.6,
        Kind.STATUS: -1.2,
        Kind.AGENCY: -2.0,
        Kind.ACTION: -1.6,
        Kind.NUMBER_OF_ACTION: -2.0,
        Kind.TICK: -2.0,
        Kind.NUMBER: -1.2,
        Kind.DATE: -1.4,
        Kind.LINK: -1.4,
        Kind.EMAIL: -2.0,
    },
    "next_steps": {
        Kind.SENTENCE: 2.0,
        Kind.STATUS: -1.6,
        Kind.AGENCY: -2.0,
        Kind.ACTION: -1.6,
        Kind.NUMBER_OF_ACTION: -2.0,
        Kind.TICK: -2.0,
        Kind.NUMBER: -1.6,
        Kind.LINK: -1.6,
        Kind.EMAIL: -2.0,
    },
    "evidence": {Kind.LINK: 3.0, Kind.EMAIL: -1.5, Kind.STATUS: -1.5, Kind.AGENCY: -1.0},
    "contact": {Kind.EMAIL: 3.0, Kind.SENTENCE: -1.0, Kind.STATUS: -1.5, Kind.ACTION: -1.5},
    "notes": {Kind.SENTENCE: 0.3},
    "period": {Kind.PERIOD: 2.6, Kind.SENTENCE: -2.0, Kind.STATUS: -2.0, Kind.AGENCY: -2.0, Kind.DATE: -0.8},
    "previous_status": {Kind.STATUS: 0.6},
    "previous_progress": {Kind.SENTENCE: 0.6},
}
"""The weight of a full share of a kind for a column. Names and codes weigh most; text fits any column."""

_SERIAL = 0.5
"""The weight of bare numbers that count the rows: only their heading can make them actions."""

_SETTLES = 0.6
"""Few values weigh less than many: a share of n values weighs n / (n + 0.6)."""


def is_mark(text: str) -> bool:
    """Whether a text is one sign, such as a bullet, in place of a tick; a dash is none."""
    return len(text.rstrip("\ufe0f")) == 1 and not text[0].isalnum() and text[0] not in "-–—.…?*\"'"


def counts_rows(cells: Sequence[RawCell]) -> bool:
    """Whether numbers count 1, 2, 3 … without a gap."""
    if not cells or _whole(cells[0].value) != 1:
        return False
    numbers = [_whole(cell.value) for cell in cells]
    return len(numbers) > 1 and all(one is not None and other == one + 1 for one, other in pairwise(numbers))


def _whole(value: Value | None) -> int | None:
    match value:
        case bool():
            return None
        case int():
            return value
        case float() if value.is_integer():
            return int(value)
        case str() if value.strip(" .").isdecimal():
            return int(value.strip(" ."))
        case _:
            return None


def weigh(column: str, profile: Profile) -> float:
    """The weight of a column's values for a column of the plan."""
    table = CONTENT.get(column)
    if table is None or not profile.total:
        return 0.0
    weight = 0.0
    for kind, count in profile.kinds.items():
        each = (
            _SERIAL if profile.serial and column == "action" and kind is Kind.NUMBER_OF_ACTION else table.get(kind, 0.0)
        )
        weight += each * count / profile.total
    return weight * profile.total / (profile.total + _SETTLES)
