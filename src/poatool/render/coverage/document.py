"""Coverage as JSON: the `coverage` document, and the part of it that a report carries."""

from __future__ import annotations

from poatool.render.coverage.by import By
from poatool.render.machine import Shape, document, header
from poatool.reports.model import ActionCoverage, ActionState, Coverage, Share


class Totals(Shape):
    """The counts; `percent` is 100 × reported ÷ in force to one decimal, null of nothing."""

    in_force: int
    reported: int
    nil: int
    unreported: int
    percent: float | None


class ActionRow(Shape):
    """One action × agencies: who was expected, who reported, who answered that there was nothing, who is missing."""

    code: str
    pillar: str
    objective: str
    state: ActionState
    expected: tuple[str, ...]
    reported_by: tuple[str, ...]
    missing: tuple[str, ...]
    last_reported: str | None
    nil_by: tuple[str, ...]


class PartShare(Shape):
    """The share of a pillar's or an objective's actions that were reported on."""

    id: str
    in_force: int
    reported: int
    percent: float | None


class AgencyShare(Shape):
    """What one agency was expected to report on and did."""

    code: str
    expected: int
    reported: int
    percent: float | None
    submitted: bool


class LeftOutShape(Shape):
    """What of a file is not counted: rows that are set aside, or the whole file (0), with the reason."""

    file: str
    rows: int
    why: str


class CoverageDocument(Shape):
    """The body of the `coverage` document; a `report` carries the same."""

    totals: Totals
    actions: tuple[ActionRow, ...]
    pillars: tuple[PartShare, ...]
    objectives: tuple[PartShare, ...]
    agencies: tuple[AgencyShare, ...]
    left_out: tuple[LeftOutShape, ...]


def coverage_json(coverage: Coverage, _: By = By.ACTION) -> bytes:
    """The `coverage` document: every way to look at it, whichever was asked for."""
    head = header("coverage", coverage.edition.framework, coverage.edition.period)
    return document(head, coverage_body(coverage))


def coverage_body(coverage: Coverage) -> CoverageDocument:
    """The coverage as every document has it."""
    return CoverageDocument(
        totals=_totals(coverage),
        actions=tuple(_row(action) for action in coverage.actions),
        pillars=_shares(coverage.pillars),
        objectives=_shares(coverage.objectives),
        agencies=_agencies(coverage),
        left_out=tuple(LeftOutShape(file=out.file, rows=out.rows, why=out.why) for out in coverage.left_out),
    )


def _totals(coverage: Coverage) -> Totals:
    return Totals(
        in_force=coverage.in_force,
        reported=coverage.reported,
        nil=coverage.nil,
        unreported=coverage.unreported,
        percent=coverage.percent,
    )


def _row(action: ActionCoverage) -> ActionRow:
    return ActionRow(
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


def _shares(shares: tuple[Share, ...]) -> tuple[PartShare, ...]:
    return tuple(PartShare(id=s.id, in_force=s.in_force, reported=s.reported, percent=s.percent) for s in shares)


def _agencies(coverage: Coverage) -> tuple[AgencyShare, ...]:
    return tuple(
        AgencyShare(code=a.code, expected=a.expected, reported=a.reported, percent=a.percent, submitted=a.submitted)
        for a in coverage.agencies
    )
