"""Read texts that name their own actions: letters, and tables in which a cell says which action its row is about."""

from collections import Counter, defaultdict
from collections.abc import Container, Sequence, Set as AbstractSet
from typing import NamedTuple

from poatool.framework.reference.resolve import mentions
from poatool.framework.reference.subjects import Subject, subject_of
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.evidence.kinds import ACTION_KINDS, SENTENCE_ENDS, SENTENCE_WORDS, Kind, ends_like_prose
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line
from poatool.submissions.layout.entries import Entries, Entry
from poatool.submissions.layout.heading_cells import are_headings
from poatool.submissions.statements.labels import label_in
from poatool.submissions.statements.scope import ACTION
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, trimmed

_SENTENCE = lazy_pattern(rf"(?<=[{''.join(SENTENCE_ENDS)}])\s+")


class _Told(NamedTuple):
    """What a cell says: its actions, and its text, which is empty if the cell only says what its row is about."""

    action: str
    text: str
    known: bool


def letter_entries(grid: Grid, evidence: Evidence, least: int) -> Entries | None:
    """An entry for each cell of a column that names its own actions; None if fewer than `least` of its cells do so.

    Another cell with a sentence on actions has only this sentence as its action, so that a rule refuses it. All further
    texts but titles and headings are texts without a label.
    """
    texts = [cell for line in grid.lines for cell in line.cells if isinstance(cell.value, str)]
    times = Counter(cell.column for cell in texts if _subject(trimmed(cell.value), evidence))
    at = max(times, key=times.__getitem__, default=0)
    if not at or times[at] < least:
        return None
    entries, early = list[Entry](), list[RawCell]()
    head: Sequence[RawCell] = ()
    heading, known = None, list[int]()
    for line in grid.lines:
        cell = next((each for each in line.cells if each.column == at), None)
        text = trimmed(cell.value) if cell else ""
        if cell and (told := _told(cell, line, heading, evidence)):
            if not (told.known or entries) and len(_cited(text, evidence)) > 1:
                early.append(cell)  # an introduction may list all actions
                continue
            entries.append(_entry(cell, told, line, heading, evidence))
            known += [line.number] if told.known else []
        elif len(line.cells) > 1 and not entries and are_headings(line, evidence):
            head, heading = line.cells, cell
        elif cell and _is_heading(text, evidence):
            heading = cell
        elif entries:
            entries[-1].rest.extend(line.cells)
        else:
            early += [each for each in line.cells if trimmed(each.value).endswith(SENTENCE_ENDS)]
    asking = (evidence.headings.sense(trimmed(each.value)).exact == ACTION for each in head if each.column != at)
    if len(known) < least or any(asking) or _is_numbered_beside(grid, at, known, evidence):
        return None
    entries[0].rest[:0] = early
    return Entries.of(grid, entries, 0, [each for each in head if each.column != at])


def _cited(text: str, evidence: Evidence) -> AbstractSet[str]:
    return {code for each in mentions(evidence.edition, text) for code in each.references.codes or [each.text]}


def _is_heading(text: str, evidence: Evidence) -> bool:
    """Whether a text is exactly a heading, or one that keeps the texts below it out of the report."""
    sense = label_in(text, evidence, inside=True)
    return sense is not None and bool(sense.exact or sense.other or sense.forbids)


def _subject(text: str, evidence: Evidence) -> Subject | None:
    """What a text is about according to its first words, or to its last sentence: `This falls under action 12.`"""
    if said := subject_of(evidence.edition, text):
        return said
    *others, last = _SENTENCE.split(text)
    said = subject_of(evidence.edition, last) if others else None
    said = said if said and _cited(text, evidence) == _cited(last, evidence) else None
    return said._replace(rest=text, labels=False) if said and said.certain and not said.rest else None


def _told(cell: RawCell, line: Line, heading: RawCell | None, evidence: Evidence) -> _Told | None:
    """What a cell says, or an unknown action if that is uncertain; None if it names no action."""
    text = trimmed(cell.value)
    beside = any(evidence.kind_of(each) is Kind.SENTENCE for each in line.cells if each is not cell)
    said = _subject(text, evidence)
    if evidence.kind(text) is Kind.ACTION and (beside or not (said and said.rest)):
        return _Told(text, "", known=True) if beside else None
    tells = ends_like_prose(text) and (not said or len(said.rest.split()) >= SENTENCE_WORDS)
    if said and not tells:
        words = said.rest.strip(" .,()")
        return _Told(f"{said.actions} ({words})" if words else said.actions, "", said.known) if beside else None
    column = evidence.headings.sense(trimmed(heading.value)).best[0] if heading else None
    of_plan = column in (ACTION, "action_text") or (beside and column not in evidence.narrative)
    if said and said.certain and not of_plan and evidence.kind(said.rest) is not Kind.ACTION:
        return _Told(said.actions, said.rest if said.labels else text, said.known)
    doubtful = tells and _cited(text, evidence) and evidence.kind(text) is not Kind.ACTION
    return _Told(text, text, known=False) if doubtful else None


def _entry(cell: RawCell, told: _Told, line: Line, heading: RawCell | None, evidence: Evidence) -> Entry:
    known = evidence.edition.framework.column_by_id
    name = trimmed(heading.value) if heading else known["progress"].heading
    entry = Entry({each.column: each for each in line.cells if each is not cell})
    for label, text in ((known[ACTION].heading, told.action), (name, told.text)):
        if text:
            entry.labels[fold_heading(label)] = cell._replace(value=label)
            entry.answers[fold_heading(label)] = [cell._replace(value=text, runs=())]
    return entry


def _is_numbered_beside(grid: Grid, at: int, rows: Container[int], evidence: Evidence) -> bool:
    """Whether another column may also name the actions of these rows: its numbers do not only count the rows."""
    columns = defaultdict[int, list[RawCell]](list)
    for line in grid.lines:
        for cell in line.cells if line.number in rows else ():
            if cell.column != at and evidence.kind_of(cell) in ACTION_KINDS:
                columns[cell.column].append(cell)
    return any(not evidence.profile(cells).serial for cells in columns.values())
