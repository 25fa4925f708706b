"""The parts of a period's status: the state of each agency, and what the workspace records."""

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from poatool.decisions.model import NO_DECISIONS, Decisions
from poatool.submissions.intake import LeftAlone
from poatool.submissions.sent import NOTHING_SENT, Sent
from poatool.workspace.records import Chased, Registered


class State(StrEnum):
    """The state of an agency: `to_fix` has errors to correct; `nil` has nothing to report."""

    RECEIVED = "received"
    TO_FIX = "to_fix"
    NIL = "nil"
    MISSING = "missing"
    NOT_EXPECTED = "not_expected"


class Records(NamedTuple):
    """What a workspace records apart from submissions.

    `files` holds the register's entries by path. `older_than` names the inputs that the report is older than; None if
    there is no report. `kept_up` names newer inputs, such as the plan, that people go on adding to after the report is
    sealed; the additions may not concern it. `sent` holds what each agency's template asks about, and
    `due_in_templates` the due day that they name, if it differs from the plan's. `proposed` is the path to the
    decisions that the report proposes. `chased` is the log of drafts. `arguments` are added to the next commands: the
    second to `verify`, the first to all others; both are empty for the default period. `later` holds
    agencies whose late returns are printed separately, each with the actions that they are on.
    """

    files: Mapping[str, Registered]
    left_alone: Sequence[LeftAlone] = ()
    older_than: tuple[str, ...] | None = None
    kept_up: Sequence[str] = ()
    sealed: bool = False
    sent: Sent = NOTHING_SENT
    due_in_templates: str = ""
    decisions: Decisions = NO_DECISIONS
    proposed: str = ""
    chased: Sequence[Chased] = ()
    arguments: tuple[str, str] = ("", "")
    later: Sent = NOTHING_SENT


class AgencyStatus(NamedTuple):
    """Where an agency stands on a day; `expected`, `answered` and `owed` hold action codes.

    `due` is the day its return is due, including any extension; `because` is the reason for that. `days` counts to the
    due day, from the day its first return came or, until one comes, from today. It is negative if late, null if nothing
    is expected or the day is unknown. `files` holds the files that count, `file` the first of them, and
    `instead_of` files that do not count. `only_from` holds the units that sent them if the agency itself sent none, and
    `nil_from` the units that sent a nil return beside them. `replaces` is the previous version. `errors` counts errors
    that keep something out of the report, and `errors_in` holds their files. `nil` says why it has nothing to report.
    """

    code: str
    name: str
    state: State
    due: dt.date
    days: int | None
    file: str | None
    files: tuple[str, ...]
    only_from: tuple[str, ...]
    nil_from: tuple[str, ...]
    instead_of: tuple[str, ...]
    replaces: str | None
    errors: int
    errors_in: tuple[str, ...]
    expected: tuple[str, ...]
    answered: tuple[str, ...]
    owed: tuple[str, ...]
    nil: str
    because: str

    @property
    def owes(self) -> bool:
        """Whether the agency still has to send something."""
        return bool(self.owed) or self.state in (State.TO_FIX, State.MISSING)
