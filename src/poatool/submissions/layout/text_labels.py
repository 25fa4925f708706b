"""Divide a text at labels within it: `Status: Under way`, then `Next steps: …`."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping

from poatool.submissions.evidence.heading_words import NO_SENSE
from poatool.submissions.evidence.headings import SHORT
from poatool.submissions.evidence.kinds import Kind
from poatool.submissions.evidence.values import LABEL, Evidence
from poatool.submissions.statements.labels import split_label
from poatool.workbooks.model import RawCell


def have_labels(texts: Iterable[str], headed: Container[str], evidence: Evidence) -> bool:
    """Whether labels in the texts of a table, such as `Next: …`, count although they do not name a column clearly.

    They must ask for two columns, or several must ask for one that is not among the `headed` columns.
    """
    lines = (line for text in texts for line in text.splitlines())
    times = Counter(asked for line in lines if (asked := _asked_by(line, evidence)) in evidence.narrative)
    return len(times) > 1 or any(times[column] > 1 for column in times if column not in headed)


def divided(cell: RawCell, column: str, evidence: Evidence, *, labelled: bool) -> Mapping[str, RawCell]:
    """The parts of the text in a column, by the column that each label asks for; empty without such labels.

    A label begins a line and names its column clearly or, if texts are `labelled` (`have_labels`), may ask for it.
    """
    if not isinstance(cell.value, str) or ":" not in cell.value.strip()[:-1]:
        return {}
    parts: dict[str, list[str]] = {column: []}
    into, found = column, False
    for line in cell.value.splitlines():
        text = line
        label, colon, rest = split_label(line)
        named = evidence.headings.column_of(label) if colon else None
        named = named or (_asked_by(line, evidence) if labelled else None)
        if named in evidence.answers and (named != "status" or evidence.kind(rest) is Kind.STATUS):
            into, text, found = named, rest, True
        parts.setdefault(into, []).append(text)
        into = into if into in evidence.narrative else column  # any other answer ends with its line
    joined = {name: "\n".join(lines).strip() for name, lines in parts.items()}
    return {name: cell._replace(value=text) for name, text in joined.items()} if found else {}


def _asked_by(line: str, evidence: Evidence) -> str | None:
    """The column that the label of a line may ask for."""
    label, colon, _ = split_label(line)
    sense = evidence.headings.sense(label) if colon and len(label) <= SHORT else NO_SENSE
    return sense.best[0] if sense.best[1] >= LABEL and not (sense.other or sense.forbids or sense.strange) else None
