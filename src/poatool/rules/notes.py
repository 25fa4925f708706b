"""Notes: useful facts that need no action. `--verbose` prints them; they are not findings."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poatool.findings.model import Place
from poatool.rules.wording import agency_names
from poatool.submissions.interpret import Interpreted
from poatool.text import actions, listed

_MANY = 3  # how many actions a row may be about without a note


class Note(NamedTuple):
    """A note and its place."""

    place: Place
    message: str


class NoteKind(NamedTuple):
    """A kind of note. No rule has the same `code` or `name`."""

    code: str
    name: str
    title: str


KINDS = (
    NoteKind("WBK105", "status-column-missing", "A table has no column for the status."),
    NoteKind("WBK123", "several-tables", "A sheet has more than one table, and each is read."),
    NoteKind("ACT212", "range-leaves-out", "A range leaves out an action that the plan prints between its ends."),
    NoteKind("ACT214", "many-actions-in-a-cell", "A row reports on more than three actions."),
    NoteKind("AGY404", "unit-as-agency", "A unit reports in its own name, and is published as its agency."),
    NoteKind("AGY406", "several-agencies", "A row counts for several agencies."),
    NoteKind("AGY408", "submission-in-parts", "An agency has sent two workbooks on different actions."),
)


def notes(submissions: Sequence[Interpreted]) -> Iterator[Note]:
    """The notes on the submissions of a period, file by file."""
    sent: dict[str, list[Interpreted]] = defaultdict(list)
    for submission in submissions:
        path, agency = submission.submission.path, submission.agency
        if agency is not None:
            codes = {code for update in submission.updates for code in update.codes}
            others = (o for o in sent[agency] if codes.isdisjoint(code for each in o.updates for code in each.codes))
            if (other := next(others, None)) is not None:
                message = f"{agency} has also sent {other.submission.path}, on other actions; both count."
                yield Note(Place(path), message)
            sent[agency].append(submission)
        for notes_on in (_on_tables, _on_actions, _on_agencies):
            yield from notes_on(submission)


def _on_tables(submission: Interpreted) -> Iterator[Note]:
    first: dict[str | None, int] = {}
    for table in submission.submission.tables:
        stated = table.heading("status") is not None or not submission.edition.framework.statuses
        if not stated and table.heading("progress") is not None:
            message = f"The table in row {table.header_row} has no column for the status; its updates have no status."
            yield Note(Place(submission.submission.path, table.sheet), message)
        above = first.setdefault(table.sheet, table.header_row)
        if above < table.header_row and table.headings:
            message = f"Another table begins here; the headings of the first are in row {above}."
            yield Note(Place.of(table.headings[0].cell), message)


def _on_actions(submission: Interpreted) -> Iterator[Note]:
    for update in (each for each in submission.updates if "action" in each.row.cells):
        place = Place.of(update.cell("action"))
        if update.references.advice:
            yield Note(place, " ".join(update.references.advice))
        if len(update.codes) > _MANY and update.row.continues is None:
            yield Note(place, f"This text is published under {len(update.codes)} actions: {actions(update.codes)}.")


def _on_agencies(submission: Interpreted) -> Iterator[Note]:
    edition, units = submission.edition, set[str]()
    for update in submission.updates:
        place = Place.of(update.cell("agency"))
        for code in update.named_agencies.ids if update.named_agencies else ():
            if edition.published_as(code) != code and code not in units:
                units.add(code)
                unit = listed(agency_names(edition, [code]))
                yield Note(place, f"{unit} is published as {edition.published_as(code)}.")
        if len(update.agencies) > 1 and "agency" in update.row.cells:
            yield Note(place, f"This row counts for {listed(update.agencies)}.")
