"""The `coverage` document, whose body a `report` carries too."""

from __future__ import annotations

from typing import Literal

from poatool.render.coverage.formats import By
from poatool.render.json import Header, Shape, header
from poatool.reports.model import ActionCoverage, ActionState, Coverage, Share


class TotalsShape(Shape):
    """The counts; `percent` is 100 × reported ÷ in force to one decimal, null when nothing is in force."""

    in_force: int
    reported: int
    nil: int
    unreported: int
    percent: float | None


class ActionCoverageShape(Shape):
    """Which agencies were expected to report on an action, did, had nothing to report (`nil_by`) or are missing."""

    code: str
    pillar: str
    objective: str
    state: ActionState
    expected: tuple[str, ...]
    reported_by: tuple[str, ...]
    missing: tuple[str, ...]
    last_reported: str | None
    nil_by: tuple[str, ...]


class ShareShape(Shape):
    """The share of a pillar's or an objective's actions that were reported on."""

    id: str
    in_force: int
    reported: int
    percent: float | None


class AgencyShape(Shape):
    """What an agency was expected to report on, and did; `submitted` is true if a readable file came in."""

    code: str
    expected: int
    reported: int
    percent: float | None
    submitted: bool


class LeftOutShape(Shape):
    """What does not count: `rows` set aside in a file, or the whole file (`rows` is 0) and why."""

    file: str
    rows: int
    why: str


class CoverageBody(Shape):
    """What the `coverage` and `report` documents say about coverage."""

    totals: TotalsShape
    actions: tuple[ActionCoverageShape, ...]
    pillars: tuple[ShareShape, ...]
    objectives: tuple[ShareShape, ...]
    agencies: tuple[AgencyShape, ...]
    left_out: tuple[LeftOutShape, ...]


class CoverageDocument(Header, CoverageBody):
    """`gaps --format json`."""

    schema: Literal["poatool/coverage/1"]


def coverage_document(coverage: Coverage, _: By = By.ACTION) -> CoverageDocument:
    """The `coverage` document; it has every table, whichever was asked for."""
    return {
        "schema": "poatool/coverage/1",
        **header(coverage.edition.framework, coverage.edition.period),
        **coverage_body(coverage),
    }


def coverage_body(coverage: Coverage) -> CoverageBody:
    """What the `coverage` and `report` documents say about coverage."""
    return CoverageBody(
        totals=TotalsShape(
            in_force=coverage.in_force,
            reported=coverage.reported,
            nil=coverage.nil,
            unreported=coverage.unreported,
            percent=coverage.percent,
        ),
        actions=tuple(_action(action) for action in coverage.actions),
        pillars=_shares(coverage.pillars),
        objectives=_shares(coverage.objectives),
        agencies=tuple(
            AgencyShape(code=a.code, expected=a.expected, reported=a.reported, percent=a.percent, submitted=a.submitted)
            for a in coverage.agencies
        ),
        left_out=tuple(LeftOutShape(file=out.file, rows=out.rows, why=out.why) for out in coverage.left_out),
    )


def _action(action: ActionCoverage) -> ActionCoverageShape:
    return ActionCoverageShape(
        code=action.code,
        pillar=action.pillar,
        objective=action.objective,
        state=action.state,
        expected=action.expected,
        reported_by=action.reported_by,
        missing=action.missing,
        last_reported=action.last_reported,
        nil_by=action.nil_by,
    )


def _shares(shares: tuple[Share, ...]) -> tuple[ShareShape, ...]:
    return tuple(ShareShape(id=s.id, in_force=s.in_force, reported=s.reported, percent=s.percent) for s in shares)
