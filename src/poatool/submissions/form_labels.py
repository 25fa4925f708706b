"""The labels of a form, and what each asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from poatool.framework.dates import Fit
from poatool.submissions.evidence import Evidence
from poatool.submissions.heading_words import Other
from poatool.submissions.headings import HEADING_LENGTH, NO_SENSE, Sense
from poatool.submissions.kinds import Kind
from poatool.submissions.values import trimmed
from poatool.workbooks.model import RawCell

_LABEL = 1.5
"""The weight from which a text is a label; with a colon or a question mark, less is enough."""

_MARKED = 1.0

_MARKS = (":", "?", "：")

_LONGEST = 120

_LABEL_WORDS = 8

_FITTING = 0.8
"""The weight a label needs if its value fits: `Ref` beside the number of an action."""


@dataclass(frozen=True)
class Entry:
    """A label of a form with the cells that answer it; `column` is the column of the plan it asks for, or None.

    `aside` are cells far away, or below and apart, which do not answer it. `shared` means that it stands above several
    forms and applies to all.
    """

    label: RawCell
    text: str
    sense: Sense
    values: list[RawCell] = field(default_factory=list)
    column: str | None = None
    aside: list[RawCell] = field(default_factory=list)
    shared: bool = False

    @property
    def dated(self) -> bool:
        """Whether it asks about another time than the period."""
        return self.sense.time is Fit.OTHER or self.sense.other is Other.PAST


def entry_of(cell: RawCell, following: RawCell | None, evidence: Evidence, *, inside: bool) -> Entry | None:
    """A label, with its answer if that follows a colon; None if the cell is no label.

    `inside` a form, a short text beside a value or before a colon is a label even if unknown; the value shows what it
    asks for.
    """
    text = trimmed(cell.value)
    sense, value = _label(text, cell, evidence)
    if sense is not None:
        asked = _asks_for(sense, evidence)
        said = value or following
        if (
            asked in evidence.narrative
            and sense.exact is None
            and said is not None
            and _by_value(said, evidence) == "agency"
        ):
            asked = "agency"
        return Entry(cell, text, sense, [value] if value is not None else [], asked)
    name, colon, rest = text.replace("：", ":").partition(":")
    if not text or len(text) > HEADING_LENGTH or len(name.split()) > _LABEL_WORDS:
        return None
    if colon and rest.strip() and inside and not rest.startswith("//"):
        said = cell._replace(value=rest.strip(), formula=None)
        return Entry(cell, text, evidence.headings.sense(name), [said], _by_value(said, evidence))
    if following is None or following.value is None or evidence.kind(text) is not Kind.WORDS:
        return None
    heads = evidence.headings.sense(text)
    column = _by_value(following, evidence)
    if column is not None and (inside or heads.weights.get(column, 0.0) >= _FITTING):
        return Entry(cell, text, heads, [], column)
    return Entry(cell, text, heads, [], None) if inside else None


def _by_value(value: RawCell, evidence: Evidence) -> str | None:
    """The column that a value beside an unknown label must belong to, if there is only one."""
    match evidence.kind(value.value) if value.value is not None else None:
        case Kind.STATUS:
            return "status"
        case Kind.AGENCY:
            return "agency"
        case Kind.ACTION | Kind.NUMBER_OF_ACTION:
            return "action"
        case _:
            return None


def _label(text: str, cell: RawCell, evidence: Evidence) -> tuple[Sense | None, RawCell | None]:  # noqa: PLR0911 - what makes a text no label, one after the other
    """The meaning of a cell as a label, with its answer if that follows a colon; empty if it is no label."""
    if not text:
        return None, None
    name, colon, rest = text.replace("：", ":").partition(":")
    if colon and rest.strip() and len(name) <= _LONGEST and not rest.startswith("//"):
        sense = evidence.headings.sense(name.strip())
        column, weight = sense.best
        if column is not None and weight >= _LABEL and sense.other is None:
            return sense, cell._replace(value=rest.strip(), formula=None)
        if evidence.kind(rest.strip()) in (Kind.STATUS, Kind.AGENCY):
            return None, None
    marked = text.endswith(_MARKS)
    if len(text) > HEADING_LENGTH or (len(text) > _LONGEST and not marked):
        return None, None
    sense = evidence.headings.sense(text.rstrip(":： "))
    column, weight = sense.best
    if sense.only_time or column is None:
        return (NO_SENSE, None) if marked and len(text.split()) <= 12 else (None, None)  # noqa: PLR2004
    kind = evidence.kind(text)
    if sense.exact is None and kind in (
        Kind.STATUS,
        Kind.AGENCY,
        Kind.ACTION,
        Kind.LINK,
        Kind.EMAIL,
        Kind.DATE,
        Kind.TICK,
    ):
        return None, None
    needed = _MARKED if marked else _LABEL
    if weight < needed or (not marked and (len(text.split()) > _LABEL_WORDS or _tells(text, sense))):
        return None, None
    return sense, None


def _tells(text: str, sense: Sense) -> bool:
    """Whether a text is a sentence rather than a label: `Translate the remaining three sheets.`"""
    return sense.exact is None and text.endswith(".") and len(text.split()) > 2  # noqa: PLR2004


def _asks_for(sense: Sense, evidence: Evidence) -> str | None:
    column, _ = sense.best
    if column in evidence.narrative and (
        sense.other in (Other.AUDIENCE, Other.PAST) or sense.forbids or sense.time is Fit.OTHER
    ):
        return None
    return column if sense.other is None or column not in evidence.narrative else None
