"""Single cells as headings: what may head a column, and what is a value or an account."""

from __future__ import annotations

from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Line
from poatool.submissions.headings import HEADING_LENGTH
from poatool.submissions.kinds import Kind
from poatool.submissions.labels import labelled
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, Value

ROLE = 1.0
"""The weight from which a heading names a column."""

ROLES = 2
"""The number of columns that a heading row names at least, or of blocks that a wide table has."""

_CLAUSE = 3
"""The number of words from which a text with a full stop is no heading; `Action no.` is one."""

_WORDY = 12
"""The number of words from which a text is a heading only if others are beside it."""

NO_HEADING = frozenset(
    {
        Kind.AGENCY,
        Kind.STATUS,
        Kind.ACTION,
        Kind.NUMBER_OF_ACTION,
        Kind.NUMBER,
        Kind.DATE,
        Kind.LINK,
        Kind.EMAIL,
        Kind.TICK,
        Kind.ERROR,
    }
)
"""Kinds of values that head no column, but for agencies, statuses and actions side by side."""

ASKS = lazy_pattern(
    r"(?i)\W*(?:please|tell us|say|describe|choose|select|state|list|give|enter|explain|summari[sz]e|outline|set out"
    r"|which|what|how|who)\b"
)
"""How a heading begins that asks for the content below it."""


def text_of_heading(cell: RawCell) -> str:
    """The text of a heading; for a number or a date, what the file stores."""
    return trimmed(cell.value) or cell.text.strip()


def may_be_heading(cell: RawCell, evidence: Evidence) -> bool:
    """Whether a cell may be a heading: neither a value nor an account."""
    text = trimmed(cell.value)
    if not text:
        return cell.value is not None and is_year(cell.value, evidence)
    if len(text) > HEADING_LENGTH:
        return False
    if evidence.headings.sense(text).exact:
        return True
    kind = evidence.kind(text)
    return kind in (Kind.AGENCY, Kind.STATUS) or (kind not in NO_HEADING and not tells(text, kind))


def tells(text: str, kind: Kind) -> bool:
    """Whether a text is more than a heading: a sentence, or many words that ask nothing."""
    if text.endswith(("?", ":")) or ASKS.match(text):
        return False
    words = len(text.split())
    return (text.endswith(".") and words >= _CLAUSE) or (kind is Kind.SENTENCE and words > _WORDY)


def is_year(value: Value, evidence: Evidence) -> bool:
    """Whether a number heads a column as a year."""
    return not isinstance(value, str) and evidence.kind(value) is Kind.PERIOD


def is_labelled(line: Line, evidence: Evidence) -> bool:
    """Whether a row begins with a label and its value: `Period: | 2022`."""
    marked = ":" in trimmed(line.cells[0].value)
    return any(
        marked or evidence.kind(cell.value or "") in (Kind.AGENCY, Kind.PERIOD)
        for _, cell in labelled([line], evidence)
    )
