"""The model of coverage: how the actions stand, which files do not count, and the counts of the plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.reports.action_coverage_model import ActionCoverage
from poatool.reports.states import ActionState, AgencyCoverage, Kind, Share, Totals


class HowActionsStand(NamedTuple):
    """The codes of the actions in force, each in exactly one list, in published order.

    `statuses` has a list for each status id. `differ` lists actions for which agencies stated different statuses, and
    `unstated` actions that were reported on without a status.
    """

    statuses: Mapping[str, tuple[str, ...]]
    differ: tuple[str, ...]
    nil: tuple[str, ...]
    unreported: tuple[str, ...]
    closed: tuple[str, ...]
    unstated: tuple[str, ...]


class LeftOut(NamedTuple):
    """A file that does not count in full: how many of its `rows` are set aside, or why none of it counts."""

    file: str
    rows: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Coverage(Totals):
    """Who reported on which actions in a period.

    `left_out` names files with rows set aside, as that may explain a gap. `earlier` holds the known earlier periods,
    earliest first. `active` holds, by objective, the agencies whose work on it is on a published page, which does not
    say for which action. `not_expected` says why no more is expected of an agency on any action.
    """

    edition: Edition
    actions: tuple[ActionCoverage, ...]
    pillars: tuple[Share, ...]
    objectives: tuple[Share, ...]
    agencies: tuple[AgencyCoverage, ...]
    left_out: tuple[LeftOut, ...] = ()
    earlier: "tuple[Coverage, ...]" = ()
    active: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_expected: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_file_code(self) -> Mapping[str, ActionCoverage]:
        """The actions by their code in the plan's file."""
        return {self.edition.by_code[action.code].action.code: action for action in self.actions}

    @property
    def published(self) -> "Coverage":
        """A copy for publication, without files, rows set aside, and reasons for not reporting."""
        private = (Kind.SET_ASIDE, Kind.NIL)
        found = (a._replace(set_aside_by=(), not_expected={}) for a in self.actions)
        actions = tuple(a._replace(because="") if a.kind in private else a for a in found)
        return replace(self, left_out=(), actions=actions, not_expected={})

    @cached_property
    def standing(self) -> HowActionsStand:
        """The actions in force by status; every status of the plan has a list, in the plan's order."""
        listed = {action.code: action.listed_under for action in self.actions if action.in_force}

        def codes(state: ActionState, *statuses: str | None) -> tuple[str, ...]:
            return tuple(code for code, (where, status) in listed.items() if where is state and status in statuses)

        ids = [status.id for status in self.edition.framework.statuses if not status.nil]
        other = {status for _, status in listed.values()} - {*ids, "differ"}
        return HowActionsStand(
            {id_: codes(ActionState.REPORTED, id_) for id_ in ids},
            differ=codes(ActionState.REPORTED, "differ"),
            unstated=codes(ActionState.REPORTED, *other),
            **{each.value: codes(each, None) for each in ActionState if each.in_force and each != "reported"},
        )

    def only(self, word: str) -> "Coverage":
        """A copy that lists only the actions with this state or kind; the counts are still those of all actions."""
        return replace(self, actions=tuple(each for each in self.actions if word in (each.state, each.kind)))

    @property
    def gaps(self) -> tuple[ActionCoverage, ...]:
        """The actions in force without a report, or with only nil returns, in published order."""
        return tuple(a for a in self.actions if a.state in (ActionState.NIL, ActionState.UNREPORTED))
