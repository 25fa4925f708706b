"""States of actions, why they are in them, why agencies are expected to report, and what they answered."""

from enum import StrEnum


class ActionState(StrEnum):
    """The state of an action in a period; percentages leave out incorporated actions and those not in force."""

    REPORTED = "reported"
    CLOSED = "closed"
    NIL = "nil"
    UNREPORTED = "unreported"
    INCORPORATED = "incorporated"
    NOT_IN_FORCE = "not_in_force"

    @property
    def in_force(self) -> bool:
        """Whether the action is in force and counts in percentages; each such state is also a field of `Counts`."""
        return self not in (ActionState.INCORPORATED, ActionState.NOT_IN_FORCE)

    @property
    def settled(self) -> bool:
        """Whether the action is in force, but no report on it is expected."""
        return self is ActionState.CLOSED


class Kind(StrEnum):
    """Why an action in force is in its state, if the state alone does not explain it."""

    NOBODY = "nobody"
    EXPECTED_SILENT = "expected_silent"
    NIL = "nil"
    SET_ASIDE = "set_aside"
    POINTER = "pointer"
    SILENT_FOR = "silent_for"
    NEVER = "never"
    CLOSED = "closed"
    REOPENED = "reopened"


class Reason(StrEnum):
    """Why an agency is expected to report on an action, the strongest reason first."""

    LEAD = "lead"
    SUPPORT = "support"
    SENT = "sent"
    LAST_PERIOD = "last_period"


class AgencyAnswer(StrEnum):
    """What one agency answered for one action."""

    REPORTED = "reported"
    NIL = "nil"
    POINTER = "pointer"
    SET_ASIDE = "set_aside"
    MISSING = "missing"
