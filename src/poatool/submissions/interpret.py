"""What a submission means in a plan: the actions, agencies and status of each row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.names import agencies as agency_names
from poatool.framework.names import statuses as status_names
from poatool.framework.names.matching import Names
from poatool.framework.reference.model import References
from poatool.framework.reference.resolve import resolve
from poatool.submissions.model import Cell, Row, RowKind, Submission, Table
from poatool.submissions.prose import Prose
from poatool.submissions.template import PROPERTY_AGENCY
from poatool.submissions.values import text_of
from poatool.text import lazy_pattern, without_invisible
from poatool.workbooks.model import Value, Workbook

_ADDRESS = lazy_pattern(r"https?://[^\s<>\"]+", re.IGNORECASE)
_AFTER = ".,;)"
"""Punctuation behind an address that does not belong to it."""

_AGENCY_PROPERTIES = (
    f"custom.{PROPERTY_AGENCY}",
    "custom.Agency",
    "app.Company",
    "core.creator",
    "core.title",
    "core.subject",
    "core.category",
)


class Update(NamedTuple):
    """A row that reports: agency × action.

    `agencies` are published codes: those that the row names, else its table's title, else the file.
    `nil`: it states that there is nothing to report. `texts` and `links` (web addresses) are what reports print, by the
    id of their column, without empty ones.
    """

    table: Table
    row: Row
    references: References
    named_agencies: Names | None
    agencies: tuple[str, ...]
    named_status: Names | None
    status: str | None
    nil: bool
    texts: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]

    @property
    def progress(self) -> str:
        """What was done; empty if the cell is."""
        return self.texts.get("progress", "")

    @property
    def signed(self) -> bool:
        """Whether the row or its table's title names an agency, so that it is not the file's."""
        return self.named_agencies is not None or self.table.title is not None

    @property
    def codes(self) -> tuple[str, ...]:
        """The actions that it counts towards in published order."""
        return self.references.codes

    def cell(self, column: str) -> Cell:
        """The cell of a column; the first cell of the row if that one is empty or missing."""
        return self.row.cells.place(column) or self.row.first


class Text(NamedTuple):
    """A text that reports print, such as the progress of an update."""

    update: Update
    column: str
    text: str

    @property
    def cell(self) -> Cell:
        """The cell that holds it."""
        return self.update.row.cells[self.column].cell


class Owner(NamedTuple):
    """The agency of a submission, from a labelled cell or from a document property (`cell` is None then).

    `code` is the published agency, None if the names stand for no agency or for several.
    """

    names: Names
    code: str | None
    cell: Cell | None
    property: str | None = None


@dataclass(frozen=True, eq=False)
class Interpreted:
    """A submission with its updates and its owner, None if the file does not name one."""

    submission: Submission
    edition: Edition
    owner: Owner | None
    updates: tuple[Update, ...]

    @cached_property
    def agency(self) -> str | None:
        """The published code of its owner, else of the one agency that all its rows name; None if unknown."""
        if self.owner is not None:
            return self.owner.code
        named = {update.agencies for update in self.updates if update.agencies}
        common = set.intersection(*map(set, named)) if named else set()
        return common.pop() if len(common) == 1 else None

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The texts that reports print, in reading order."""
        return tuple(Text(update, column, text) for update in self.updates for column, text in update.texts.items())

    @cached_property
    def prose(self) -> Prose:
        """The same texts, for searching them all at once."""
        return Prose([text.text for text in self.texts])


def interpret(submission: Submission, edition: Edition) -> Interpreted:
    """Work out what each row of a submission means in an edition of the plan. Raises nothing."""
    owner = _owner(submission, edition)
    updates = tuple(_update(table, row, owner, edition) for table, row in submission.rows if row.kind is RowKind.UPDATE)
    return Interpreted(submission, edition, owner, updates)


def _owner(submission: Submission, edition: Edition) -> Owner | None:
    if (label := submission.labels.get("agency")) is not None and (text := text_of(label.value)):
        return _owned_by(agency_names.agencies(edition.framework, text), label.cell, edition)
    if isinstance(submission.workbook, Workbook):
        for name in _AGENCY_PROPERTIES:
            written = submission.workbook.properties.get(name, "")
            found = agency_names.agencies(edition.framework, written, suggest=False)
            if (owner := _owned_by(found, None, edition)).code is not None:
                return owner._replace(property=name)
    return None


def _owned_by(found: Names, cell: Cell | None, edition: Edition) -> Owner:
    published = _published(found, edition)
    return Owner(found, published[0] if len(published) == 1 and not found.unknown else None, cell)


def _published(found: Names, edition: Edition) -> tuple[str, ...]:
    if len(found.ids) == 1:
        return (edition.published_as(found.ids[0]),)
    return tuple(dict.fromkeys(edition.published_as(code) for code in found.ids))


def _update(table: Table, row: Row, owner: Owner | None, edition: Edition) -> Update:
    plan = edition.framework
    value = {column: cell.value for column, cell in row.cells.raw.items()}
    written = agency_names.agencies(plan, text_of(value.get("agency")))
    named = written if written.ids or written.unknown else None
    stated = _status(value.get("status"), edition)
    status = stated.ids[0] if stated and stated.ids else None
    texts = {column.id: text for column in plan.text_columns if (text := text_of(value.get(column.id)))}
    links = {
        column.id: found
        for column in plan.link_columns
        if (found := _addresses(text_of(value.get(column.id)), row.links.get(column.id)))
    }
    return Update(
        table,
        row,
        references=resolve(edition, value.get("action")),
        named_agencies=named,
        agencies=_agencies(named, table, owner, edition),
        named_status=stated,
        status=status,
        nil=_nil(status, texts.get("progress", ""), edition),
        texts=texts,
        links=links,
    )


def _agencies(named: Names | None, table: Table, owner: Owner | None, edition: Edition) -> tuple[str, ...]:
    if named is not None:
        return _published(named, edition)
    if table.title is not None:
        return (edition.published_as(table.title.agency),)
    return (owner.code,) if owner and owner.code else ()


def _status(value: Value | None, edition: Edition) -> Names | None:
    text = text_of(value)
    return status_names.status(edition.framework, text) if text else None


def _nil(status: str | None, progress: str, edition: Edition) -> bool:
    if status is not None and edition.framework.status_by_id[status].nil:
        return True
    return bool(progress) and status_names.is_nil(edition.framework, progress)


def _addresses(text: str, link: str | None) -> tuple[str, ...]:
    """The web addresses in a cell, then the one that it links to, without invisible characters."""
    text, link = without_invisible(text), without_invisible(link or "")
    if not link and _ADDRESS.fullmatch(text):  # most cells
        return (text.rstrip(_AFTER),)
    written = [address.rstrip(_AFTER) for address in _ADDRESS.findall(text)] if text else []
    behind = [link] if link and _ADDRESS.fullmatch(link) else []
    return tuple(dict.fromkeys([*written, *behind]))
