"""ACT: actions that a text cites or that its parts are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.names.matching import beginning, fold
from poatool.framework.reference.model import Fault, Incorporated, NotInForce, Piece, Unknown
from poatool.framework.reference.resolve import mentions
from poatool.rules.actions.parts import Part, parts
from poatool.rules.prose import Needs, Said, progress_texts, text_rule
from poatool.rules.registry import Problem, rule
from poatool.rules.text import in_period, quoted
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.text import actions, listed

_SPLIT = "Give each action a row with its part of the text."
_SURE = 40
"""Characters from which it is no coincidence that a text begins with a wording."""


class _Cited(NamedTuple):
    """Something cited that readers would not find in the plan: its words, why, and the likely meanings."""

    text: str
    why: str
    choices: Sequence[str]


def _cited(text: Text, edition: Edition) -> _Cited | None:
    for mention in mentions(edition, text.text):
        said = [why for piece in mention.references.pieces if (why := _not_there(piece, text.update, edition))]
        if said:
            return _Cited(mention.text, " ".join(said), mention.references.suggestions[:3])
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


@text_rule("ACT215", "prose-cites-no-action", Severity.WARNING, _cited, Needs(words=frozenset({"action", "actions"})))
def prose_cites_no_action(found: _Cited) -> Said:
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
    choices = [f"Action {code}" for code in found.choices]
    meant = (
        f"Did you mean {listed(choices, 'or')}? Correct the text." if choices else "Cite the action that is in force."
    )
    return Said(f"The text cites {quoted(found.text)}. {found.why}", meant)


@rule("ACT216", "text-of-another-action", Severity.WARNING, requires=("ACT207", "ACT215"))
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
        if headed := parts(text.text, edition):
            said = _in_parts(text.update, headed)
        else:
            others = _worded(text.update, edition) if beginning(text.text) in wordings else ()
            said = _of_others(text.update, others) if others else None
        if said is not None and text.update.references.resolved:
            yield Problem.at(text.cell, *said)


def _in_parts(update: Update, headed: Sequence[Part]) -> tuple[str, str] | None:
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
