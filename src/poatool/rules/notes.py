"""Notes: facts worth knowing that need nothing to be done. `--verbose` prints them; they are not findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from poatool.findings.model import Place
from poatool.rules.text import agency_names
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import actions, listed

_MANY = 3
"""The number of actions that one row may be about without a note."""


class Note(NamedTuple):
    """A note and its place."""

    place: Place
    message: str


class NoteKind(NamedTuple):
    """A kind of note. Its `code` and `name` are those of the rule that it once was, and are never reused.

    `find` is None if files must be compared.
    """

    code: str
    name: str
    title: str
    find: Callable[[Interpreted], Iterator[Note]] | None = None


def notes(submissions: Sequence[Interpreted]) -> Iterator[Note]:
    """The notes on the submissions of a period, file by file."""
    sent: dict[str, list[Interpreted]] = defaultdict(list)
    for submission in submissions:
        if submission.agency is not None:
            if earlier := [other for other in sent[submission.agency] if not _share_actions(submission, other)]:
                message = (
                    f"{submission.agency} has also sent {earlier[0].submission.path}, on other actions; both count."
                )
                yield Note(Place(submission.submission.path), message)
            sent[submission.agency].append(submission)
        for kind in KINDS:
            yield from kind.find(submission) if kind.find is not None else ()


def _share_actions(one: Interpreted, other: Interpreted) -> bool:
    codes = {code for update in one.updates for code in update.codes}
    return any(code in codes for update in other.updates for code in update.codes)


def _units(submission: Interpreted) -> Iterator[Note]:
    edition, seen = submission.edition, set[str]()
    for update in submission.updates:
        for code in update.named_agencies.ids if update.named_agencies else ():
            if edition.published_as(code) != code and code not in seen:
                seen.add(code)
                unit = listed(agency_names(edition, [code]))
                yield _at(update, "agency", f"{unit} is published as {edition.published_as(code)}.")


def _several_agencies(submission: Interpreted) -> Iterator[Note]:
    for update in submission.updates:
        if len(update.agencies) > 1 and "agency" in update.row.cells:
            yield _at(update, "agency", f"This row counts for {listed(update.agencies)}.")


def _ranges(submission: Interpreted) -> Iterator[Note]:
    for update in submission.updates:
        if update.references.advice and "action" in update.row.cells:
            yield _at(update, "action", " ".join(update.references.advice))


def _many_actions(submission: Interpreted) -> Iterator[Note]:
    for update in submission.updates:
        if len(update.codes) > _MANY and "action" in update.row.cells and update.row.continues is None:
            message = f"This text is published under {len(update.codes)} actions: {actions(update.codes)}."
            yield _at(update, "action", message)


def _without_status(submission: Interpreted) -> Iterator[Note]:
    path = submission.submission.path
    for table in submission.submission.tables if submission.edition.framework.statuses else ():
        if table.heading("status") is None and table.heading("progress") is not None:
            message = f"The table in row {table.header_row} has no column for the status; its updates have none."
            yield Note(Place(path, table.sheet), message)


def _further_tables(submission: Interpreted) -> Iterator[Note]:
    first: dict[str | None, int] = {}
    for table in submission.submission.tables:
        above = first.setdefault(table.sheet, table.header_row)
        if above < table.header_row and table.headings:
            message = f"A further table begins here; the first has its headings in row {above}."
            yield Note(Place.of(table.headings[0].cell), message)


def _at(update: Update, column: str, message: str) -> Note:
    return Note(Place.of(update.cell(column)), message)


KINDS = (
    NoteKind("WBK105", "status-column-missing", "A table has no column for the status.", _without_status),
    NoteKind("WBK123", "several-tables", "A sheet has more than one table, and each is read.", _further_tables),
    NoteKind("ACT212", "range-leaves-out", "A range leaves out an action that is printed within it.", _ranges),
    NoteKind("ACT214", "many-actions-in-a-cell", "A row reports on more than three actions.", _many_actions),
    NoteKind("AGY404", "unit-as-agency", "A unit reports in its own name, and is published as its agency.", _units),
    NoteKind("AGY406", "several-agencies", "A row counts for several agencies.", _several_agencies),
    NoteKind("AGY408", "submission-in-parts", "An agency has sent two workbooks on different actions."),
)
