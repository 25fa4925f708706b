"""The parts of a period's status: the state of each agency, and what the workspace records."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from poatool.decisions.model import Decisions
from poatool.submissions.sent import NOTHING_SENT, Sent
from poatool.submissions.sources import LeftAlone
from poatool.workspace.records import Chased, Registered


class State(StrEnum):
    """The state of an agency: `to_fix` has errors to correct; `nil` has nothing to report."""

    RECEIVED = "received"
    TO_FIX = "to_fix"
    NIL = "nil"
    MISSING = "missing"
    NOT_EXPECTED = "not_expected"


class Records(NamedTuple):
    """What a workspace records apart from submissions."""

    files: Mapping[str, Registered]  # the register's entries, by path
    left_alone: Sequence[LeftAlone] = ()
    older_than: tuple[str, ...] | None = None  # the inputs that are newer than the report, or `gone`; None without one
    gone: Sequence[str] = ()
    kept_up: Sequence[str] = ()  # inputs that people go on changing after the report is sealed, such as the plan
    sealed: bool = False
    closed: bool = False  # the report's folder cannot be opened
    sent: Sent = NOTHING_SENT
    due_in_templates: dt.date | None = None  # if it differs from the plan's
    decisions: Decisions = Decisions()
    proposed: str = ""  # the path of the proposed decisions
    chased: Sequence[Chased] = ()
    arguments: tuple[str, str] = ("", "")  # to add to each suggested command, and to `verify`
    later: Collection[str] = ()  # the agencies whose later returns the report prints
    held: Collection[str] = ()  # the ids of updates that the report withholds until somebody decides
    proofs: bool = False  # agencies were asked to clear the report
    undated: bool = False  # the settings give no day for the report

    def came_as(self, path: str) -> str:
        """The file name that a return had when it came."""
        return (self.files[path].came_as if path in self.files else "") or PurePath(path).name


class AgencyStatus(NamedTuple):
    """Where an agency stands on a day; `expected`, `answered` and `owed` hold action codes.

    `due` is the day its return is due, extended or not, and `because` says why. `days` is how many days before `due`
    its return first came or, until one comes, how many are left: negative if late, null if unknown or nothing is
    expected. `files` holds the files that count, `file` the first of them, `instead_of` files that do not count,
    `replaces` the earlier version. `only_from` holds the units that sent the files if the agency itself did not,
    `nil_from` other units with nil returns. `errors` counts findings that keep something out of the report, and
    `errors_in` holds their files; `unopened` holds files that this user may not open, `unsigned` templates that do not
    say who approved them. `nil` says why the agency has nothing to report, `not_expected` why no more is expected.
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
    unopened: tuple[str, ...]
    unsigned: tuple[str, ...]
    expected: tuple[str, ...]
    answered: tuple[str, ...]
    owed: tuple[str, ...]
    nil: str
    because: str
    not_expected: str

    @property
    def owes(self) -> bool:
        """Whether the agency still has to send something."""
        return bool(self.owed) or self.state in (State.TO_FIX, State.MISSING)
