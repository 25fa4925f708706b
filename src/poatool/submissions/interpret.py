"""A submission in the light of the framework: which actions, agencies and status each row means."""

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
_AROUND = ".,;)"
"""What stands behind an address and is no part of it."""

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
    """One row as an update: agency × action.

    `agencies` are the published codes: those that the row names, or else the title of its table, or else the file.
    `nil`: it says that there is nothing to report. `texts` are those that reports print and `links` the web addresses,
    by the id of their column; where a cell is empty, there is none.
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
        """What it says was done, empty where it says nothing."""
        return self.texts.get("progress", "")

    @property
    def signed(self) -> bool:
        """Whether the row or the title of its table names an agency; if neither does, it is the file's."""
        return self.named_agencies is not None or self.table.title is not None

    @property
    def codes(self) -> tuple[str, ...]:
        """The actions that it counts towards, in published order."""
        return self.references.codes

    def cell(self, column: str) -> Cell:
        """The cell of a column in this row; where it is empty or missing, the first cell of the row."""
        return self.row.cells.place(column) or self.row.first


class Text(NamedTuple):
    """A text of an update that a report prints, such as its progress."""

    update: Update
    column: str
    text: str

    @property
    def cell(self) -> Cell:
        """The cell that holds it."""
        return self.update.row.cells[self.column].cell


class Owner(NamedTuple):
    """Whose submission it is, by a labelled cell or by the document properties.

    `code` is the published agency, None where what is written names none or several. `cell` is None
    where it comes from the properties; `property` is then the one.
    """

    names: Names
    code: str | None
    cell: Cell | None
    property: str | None = None


@dataclass(frozen=True, eq=False)
class Interpreted:
    """A submission with its updates and its owner (None: nothing in the file says whose it is)."""

    submission: Submission
    edition: Edition
    owner: Owner | None
    updates: tuple[Update, ...]

    @cached_property
    def agency(self) -> str | None:
        """The published code of the agency that sent it; failing that, the one agency that all its rows name."""
        if self.owner is not None:
            return self.owner.code
        named = {update.agencies for update in self.updates if update.agencies}
        common = set.intersection(*map(set, named)) if named else set()
        return common.pop() if len(common) == 1 else None

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The texts that a report prints, in reading order."""
        return tuple(Text(update, column, text) for update in self.updates for column, text in update.texts.items())

    @cached_property
    def prose(self) -> Prose:
        """The same texts, to look through all at once."""
        return Prose([text.text for text in self.texts])


def interpret(submission: Submission, edition: Edition) -> Interpreted:
    """Say what each row of a submission means in an edition of the framework. Never raises."""
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
    value = {column: cell.value for column, cell in row.cells.raw.items()}
    references = resolve(edition, value.get("action"))
    written = agency_names.agencies(edition.framework, text_of(value.get("agency")))
    named = written if written.ids or written.unknown else None
    agencies = _agencies(named, table, owner, edition)
    stated = _status(value.get("status"), edition)
    status = stated.ids[0] if stated and stated.ids else None
    plan = edition.framework
    texts = {column.id: text for column in plan.text_columns if (text := text_of(value.get(column.id)))}
    links = {
        column.id: found
        for column in plan.link_columns
        if (found := _addresses(text_of(value.get(column.id)), row.links.get(column.id)))
    }
    nil = _nil(status, texts.get("progress", ""), edition)
    return Update(table, row, references, named, agencies, stated, status, nil, texts, links)


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
    """The web addresses of a cell: those that are written, then the one behind a link.

    Nothing that nobody sees is a part of them.
    """
    text, link = without_invisible(text), without_invisible(link or "")
    if not link and _ADDRESS.fullmatch(text):  # as most are
        return (text.rstrip(_AROUND),)
    written = [address.rstrip(_AROUND) for address in _ADDRESS.findall(text)] if text else []
    behind = [link] if link and _ADDRESS.fullmatch(link) else []
    return tuple(dict.fromkeys([*written, *behind]))
