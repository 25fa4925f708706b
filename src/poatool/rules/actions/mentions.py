"""ACT: actions that a text cites or that its parts are about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.names.matching import beginning, fold
from poatool.framework.reference.model import Fault, Incorporated, NotInForce, Piece, Unknown
from poatool.framework.reference.resolve import mentions
from poatool.rules.prose import Needs, Said, progress_texts, text_rule
from poatool.rules.registry import Problem, rule
from poatool.rules.text import in_period, quoted
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.text import actions, lazy_pattern, listed

_CITE = "Cite the action that is in force."
_SPLIT = "Give each action a row with its part of the text."
_SURE = 40
"""Characters from which it is no coincidence that a text begins with a wording."""

_HEADED = lazy_pattern(
    r"[^\S\n]{0,9}(?:,?\s{0,3}\(?cont(?:inued|['’]?d)?\.?)?(?:[)\]]{0,2}[:–—]|[)\]]{1,2}(?=\s)|-(?=\s)|\.(?=\s))"
)
_BULLET = r"[^\w\n(]{0,4}"
_LINE = lazy_pattern(r"^[^\w\n]{0,4}(?:(?:for|on|re|under)\s)?(?=actions?\b)", re.MULTILINE | re.IGNORECASE)
_NUMBER = r"[A-Za-z]{0,2}\d{1,3}"
_NUMBERED = lazy_pattern(
    rf"^{_BULLET}(?:\((?P<within>{_NUMBER})\):?|(?P<before>{_NUMBER}):)[^\S\n]{{1,9}}(?=[^\W\d_])", re.MULTILINE
)

_HEAD = len("... under actions")
"""The length of the start of a text that is first searched for the name of an action, before the pattern is run."""

_SEVERAL = 2
"""The number of lines from which plain numbers count as headings of parts."""

_NOWHERE, _LIST = -1, 0
"""Ranks in the plan: of an unknown number, and of the first action, whose number also begins an ordinary list."""


@text_rule("ACT215", "prose-cites-no-action", Severity.WARNING, Needs(words=frozenset({"action", "actions"})))
def prose_cites_no_action(text: Text, edition: Edition) -> Said | None:
    """A text cites an action that is not in the plan, or that has been incorporated into another.

    Readers would look for it in vain. To fix it, cite the action that is in force.

    Bad:
    | Action | Status    | Progress                                      | Next steps           |
    | 2      | Under way | Trained forty inspectors, as for Action 26.   |                      |
    | 3      | Under way | Wrote a guide for employers.                  | See Actions 3 and 31 |
    Found at: C2, D3

    Good:
    | Action | Status    | Progress                                                |
    | 2      | Under way | Trained forty inspectors; for the guide see Action 3.   |
    | 9      | Under way | Spoke at a forum (until 2021 this was Action 26).       |
    | 5      | Under way | Set up Action 40 of the Pacific Strategy in two towns.  |
    | 3      | Under way | Wrote it for action 2.3 in the Welfare Plan.            |
    """
    for mention in mentions(edition, text.text):
        said = [why for piece in mention.references.pieces if (why := _not_there(piece, text.update, edition))]
        if said:
            choices = [f"Action {code}" for code in mention.references.suggestions[:3]]
            hint = f"Did you mean {listed(choices, 'or')}? Correct the text." if choices else _CITE
            return Said(f"The text cites {quoted(mention.text)}. {' '.join(said)}", hint)
    return None


def _not_there(piece: Piece, update: Update, edition: Edition) -> str:
    """Why a cited action is not in the plan; empty if it is there, or if the row is about it."""
    match piece.resolution:
        case Incorporated(code=code, into=into) if not set(into) <= set(update.codes):
            return f"Action {code} has been incorporated into {actions(into)}."
        case NotInForce(code=code, why=why):
            return f"Action {code} is not in force{in_period(edition)}. {why}".rstrip()
        case Unknown(fault=fault) if fault is not Fault.NOT_A_REFERENCE:
            return f"{quoted(piece.text)} is not an action of the plan."
        case _:
            return ""


class _Part(NamedTuple):
    """Where the heading of a part begins, and the actions that its text counts for."""

    start: int
    codes: tuple[str, ...]


@rule("ACT216", "text-of-another-action", Severity.WARNING, requires=("ACT204", "ACT215"))
def text_of_another_action(submission: Interpreted) -> Iterator[Problem]:
    r"""A text, or a part of it, begins with the number or the wording of another action than that of its row.

    Rows are often pasted one line off. Or one text has parts for several actions; each action of its row would be published with the whole text.
    To fix it, correct the action or the text, or give each action a row with its part of the text.

    Bad:
    | Action  | Status    | Progress                                                                  |
    | 2       | Under way | Action 3: wrote a guide for employers.                                    |
    | 5       | Under way | Identify mechanisms to assist in building greater child safeguarding measures in the Pacific: held a first meeting. |
    | 6       | Under way | Trained forty inspectors.\nAction 7: wrote a report.                      |
    | 8 and 9 | Under way | Action 8: trained inspectors.\nAction 9: wrote a leaflet for employers.   |
    Found at: C2, C3, C4, C5

    Good:
    | Action | Status    | Progress                                  |
    | 2      | Under way | Action 2: trained forty inspectors.       |
    | 3      | Under way | Action 2 was the first that was finished. |
    """
    edition = submission.edition
    wordings = _wordings(edition)
    for text in progress_texts(submission):
        if headed := _parts(text.text, edition):
            said = _in_parts(text.update, headed)
        else:
            others = _worded(text.update, edition) if beginning(text.text) in wordings else ()
            said = _of_others(text.update, others) if others else None
        if said is not None and text.update.references.resolved:
            yield Problem.at(text.cell, *said)


def _in_parts(update: Update, headed: Sequence[_Part]) -> tuple[str, str] | None:
    """What is wrong with a text in parts, and what to do; None if the parts are in the right row."""
    own = set(update.codes)
    strange = [part for part in headed if own.isdisjoint(part.codes)]
    others = list(dict.fromkeys(code for part in strange for code in part.codes))
    if len(headed) == len(strange) == 1 and headed[0].start == 0:
        return _of_others(update, others)
    if strange:
        return f"Part of the text is about {actions(others)}, but published under {actions(update.codes)}.", _SPLIT
    if len(own) > 1 and len({part.codes for part in headed}) > 1:
        return f"The text has a part for each action, but all of it is published under {actions(update.codes)}.", _SPLIT
    return None


def _of_others(update: Update, others: Sequence[str]) -> tuple[str, str]:
    """What is wrong with a text about actions that its row does not name, and what to do."""
    return (
        f"The row is about {actions(update.codes)}, but its text is about {actions(others)}.",
        "Correct the action of the row, or the text.",
    )


def _worded(update: Update, edition: Edition) -> Sequence[str]:
    """Other actions whose wording a text begins with; empty if its own action has that wording too."""
    said = fold(update.progress)
    held = [code for wording, code in _wordings(edition)[beginning(update.progress)] if said.startswith(wording)]
    counted = {end for code in held for end in edition.by_code[code].counts_under}
    return () if counted & set(update.codes) else held


@lru_cache(maxsize=8)
def _wordings(edition: Edition) -> Mapping[bytes, list[tuple[str, str]]]:
    """Folded wordings with the codes of their actions, by their first characters; short ones are left out."""
    found: dict[bytes, list[tuple[str, str]]] = defaultdict(list)
    for action in edition.actions:
        if len(wording := fold(action.text)) >= _SURE:
            found[beginning(wording)].append((wording, action.code))
    return found


def _parts(text: str, edition: Edition) -> Sequence[_Part]:
    """The parts of a text whose headings name actions, in reading order.

    Plain numbers are headings if each is that of an action in force, if they are in the order of the plan, and if the
    text begins with one other than 1, which would begin an ordinary list.
    """
    if "\n" not in text:
        named = "action" in text[:_HEAD].lower() and _LINE.match(text) is not None
        return _by_word(text, edition) if named else ()
    return (_by_word(text, edition) if _LINE.search(text) is not None else ()) or _by_number(text, edition)


def _by_word(text: str, edition: Edition) -> Sequence[_Part]:
    lines = {match.end(): match.start() for match in _LINE.finditer(text)}
    return [
        _Part(lines[mention.start], mention.references.codes)
        for mention in mentions(edition, text)
        if mention.start in lines
        and _HEADED.match(text, mention.start + len(mention.text))
        and mention.references.codes
    ]


def _by_number(text: str, edition: Edition) -> Sequence[_Part]:
    lines = [(match.start(), match["within"] or match["before"]) for match in _NUMBERED.finditer(text)]
    if len(lines) < _SEVERAL or lines[0][0] > 0:
        return ()
    order = {action.code: number for number, action in enumerate(edition.actions) if action.in_force}
    places = [order.get(code, _NOWHERE) for _, code in lines]
    in_order = all(one < other for one, other in pairwise((_LIST, *places)))
    return [_Part(start, (code,)) for start, code in lines] if in_order else ()
