"""Divide a text at labels within it: `Status: Under way`, then `Next steps: …`."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from poatool.submissions.evidence.heading_words import NO_SENSE
from poatool.submissions.evidence.headings import SHORT
from poatool.submissions.evidence.kinds import Kind
from poatool.submissions.evidence.values import LABEL, Evidence
from poatool.submissions.statements.labels import split_label
from poatool.workbooks.model import RawCell


class TextLabels(NamedTuple):
    """Finds labels that begin a line: those that name a column and, if `loose`, those that may ask for one."""

    evidence: Evidence
    loose: bool

    @classmethod
    def of(cls, texts: Iterable[str], headed: Container[str], evidence: Evidence) -> "TextLabels":
        """The labels in the texts of a table that has headings for the columns in `headed`.

        Labels such as `Next: …` count only if they ask for two columns, or several ask for one without a heading.
        """
        lines = (line for text in texts for line in text.splitlines())
        times = Counter(asked for line in lines if (asked := _asked_by(line, evidence)) in evidence.narrative)
        return cls(evidence, len(times) > 1 or any(times[column] > 1 for column in times if column not in headed))

    def divide(self, column: str, values: Mapping[str, RawCell]) -> Mapping[str, RawCell]:
        """The parts of the text in a column, by the column that each label asks for; empty without such labels."""
        cell = values[column]
        if not isinstance(cell.value, str) or ":" not in cell.value.strip()[:-1]:
            return {}
        parts: dict[str, list[str]] = {column: []}
        into, labelled = column, False
        for line in cell.value.splitlines():
            text = line
            label, colon, rest = split_label(line)
            named = self.evidence.headings.column_of(label) if colon else None
            named = named or (_asked_by(line, self.evidence) if self.loose else None)
            status = named != "status" or self.evidence.kind(rest) is Kind.STATUS
            if named in self.evidence.answers and status:
                into, text, labelled = named, rest, True
            parts.setdefault(into, []).append(text)
            into = into if into in self.evidence.narrative else column  # any other answer ends with its line
        joined = {name: "\n".join(lines).strip() for name, lines in parts.items()}
        return {name: cell._replace(value=text) for name, text in joined.items()} if labelled else {}


def _asked_by(line: str, evidence: Evidence) -> str | None:
    """The column that the label of a line may ask for."""
    label, colon, _ = split_label(line)
    sense = evidence.headings.sense(label) if colon and len(label) <= SHORT else NO_SENSE
    plain = sense.best[1] >= LABEL and not (sense.other or sense.forbids or sense.strange)
    return sense.best[0] if plain else None
