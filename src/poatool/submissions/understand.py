"""A submission in the light of the framework: which actions, agencies and status each row means."""

from __future__ import annotations

from dataclasses import dataclass

from poatool.framework.edition import Edition
from poatool.framework.reference import References
from poatool.submissions.model import Cell, Row, Submission, Table, Traced
from poatool.workbooks.model import Value


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that is not known, and the ones it may have meant (ids or codes), likeliest first."""

    text: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What a cell that names agencies (or a status) means: the ids it names, and the parts not known."""

    text: str
    ids: tuple[str, ...]
    unknown: tuple[Guess, ...] = ()
    via_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """One row as an update: agency × action.

    `agencies` are the published codes, from the row's own cell or else from the file. `nil`: it says that
    there is nothing to report. `progress` and the like are cleaned text, empty where the cell is.
    """

    table: Table
    row: Row
    references: References
    named_agencies: Names | None
    agencies: tuple[str, ...]
    named_status: Names | None
    status: str | None
    nil: bool
    progress: str
    next_steps: str
    evidence: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The actions that it counts towards, in published order."""
        return self.references.codes

    def cell(self, column: str) -> Cell:
        """The cell of a column in this row; where it is empty or missing, the first cell of the row."""
        traced = self.row.cells.get(column)
        return traced.cell if traced else self.row.first


@dataclass(frozen=True)
class Understood:
    """A submission with its updates, and the agency that sent it.

    `agency` is the published code, None where nothing in the file says whose it is; `agency_from` is the
    labelled cell or the word `properties`; `named_agency` what was written there.
    """

    submission: Submission
    edition: Edition
    agency: str | None
    named_agency: Names | None
    agency_cell: Traced[Value] | None
    updates: tuple[Update, ...]
