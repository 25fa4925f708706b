"""The `status` document."""

from __future__ import annotations

from typing import Literal

from poatool.render.json import Header, Shape, header, shaped
from poatool.reports.status import State, Status


class AgencyStatusShape(Shape):
    """An agency: its state, and the actions that it was expected to report on, answered and still owes.

    `days` count from the day its first return came (from today if none has) to the due day; negative if late, null if
    nothing is expected. `errors` keep rows or files out of the report.
    """

    code: str
    state: State
    days: int | None
    file: str | None
    replaces: str | None
    errors: int
    expected: tuple[str, ...]
    answered: tuple[str, ...]
    due: str
    files: tuple[str, ...]
    owed: tuple[str, ...]
    instead_of: tuple[str, ...]
    nil: str
    because: str


class StatusDocument(Header):
    """`status --format json`.

    `older_than` names inputs newer than the report, null if there is no report. `unplaced` are files whose agency is
    unknown.
    """

    schema: Literal["poatool/status/1"]
    due: str
    today: str
    agencies: tuple[AgencyStatusShape, ...]
    undecided: int
    questions: tuple[str, ...]
    next: tuple[str, ...]
    unplaced: tuple[str, ...]
    older_than: tuple[str, ...] | None


def status_document(status: Status) -> StatusDocument:
    """The `status` document."""
    agencies = (shaped(AgencyStatusShape, each) for each in status.agencies)
    return {
        "schema": "poatool/status/1",
        **header(status.edition.framework, status.edition.period),
        "due": status.due.isoformat(),
        "today": status.today.isoformat(),
        "agencies": tuple(agencies),
        "undecided": len(status.questions),
        "questions": status.questions,
        "next": status.next,
        "unplaced": status.unplaced,
        "older_than": status.kept.older_than,
    }
