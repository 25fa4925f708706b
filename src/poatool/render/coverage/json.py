"""The `coverage` document, whose body a `report` carries too."""

from __future__ import annotations

from typing import Literal

from poatool.render.coverage.formats import By
from poatool.render.json import Header, Shape, header, shaped
from poatool.reports.model import ActionState, Coverage


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


class PublishedCoverage(Shape):
    """What a published report says about coverage."""

    totals: TotalsShape
    actions: tuple[ActionCoverageShape, ...]
    pillars: tuple[ShareShape, ...]
    objectives: tuple[ShareShape, ...]
    agencies: tuple[AgencyShape, ...]


class CoverageBody(PublishedCoverage):
    """What the `coverage` document and the whole `report` document say about coverage."""

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
    """What the `coverage` document and the whole `report` document say about coverage."""
    return {
        **published_coverage(coverage),
        "left_out": tuple(shaped(LeftOutShape, left_out) for left_out in coverage.left_out),
    }


def published_coverage(coverage: Coverage) -> PublishedCoverage:
    """What a published report says about coverage: nothing about files."""
    return PublishedCoverage(
        totals=shaped(TotalsShape, coverage),
        actions=tuple(shaped(ActionCoverageShape, action) for action in coverage.actions),
        pillars=tuple(shaped(ShareShape, pillar) for pillar in coverage.pillars),
        objectives=tuple(shaped(ShareShape, objective) for objective in coverage.objectives),
        agencies=tuple(shaped(AgencyShape, agency) for agency in coverage.agencies),
    )
