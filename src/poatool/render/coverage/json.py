"""The `coverage` document, whose body a `report` carries too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from poatool.render.formats import EVERYTHING, View
from poatool.render.json import Header, Shape, document
from poatool.reports.coverage_model import ActionCoverage, AgencyAnswer, Coverage, LeftOut


class CountsShape(Shape):
    """The counts: `reported + nil + unreported + closed = in_force`.

    `percent` is 100 × reported ÷ in_force to one decimal, `percent_expected` 100 × reported ÷ (in_force − closed); null
    where that is 0.
    """

    in_force: int
    reported: int
    nil: int
    unreported: int
    percent: float | None
    closed: int
    percent_expected: float | None


class TotalsShape(CountsShape):
    """The counts of the whole plan, and how many rows were set aside."""

    set_aside: int


class ShareShape(CountsShape):
    """The counts of a pillar's or an objective's actions; `last_reported` is a period."""

    id: str
    last_reported: str | None


class AgencyShape(CountsShape):
    """What an agency was expected to report on and did; the counts cover all actions, by its answers alone.

    `percent` is of the actions `expected` of it, null if there are none. `missing` are those that it did not answer
    for. `submitted` is true if a readable file of its own for the period came in and was not empty.
    """

    code: str
    expected: int
    submitted: bool
    missing: tuple[str, ...]


class PublishedCoverage(Shape):
    """What a published report says about coverage."""

    totals: Annotated[TotalsShape, "."]
    actions: tuple[ActionCoverage, ...]
    pillars: tuple[ShareShape, ...]
    objectives: tuple[ShareShape, ...]
    agencies: tuple[AgencyShape, ...]


class CoverageBody(PublishedCoverage):
    """What the `coverage` document and the whole `report` document say about coverage."""

    left_out: tuple[LeftOut, ...]


class CoverageDocument(Header, CoverageBody):
    """`gaps --format json`; `matrix` has what each agency answered for each action in force, by their codes."""

    schema: Literal["poatool/coverage/1"]
    matrix: Mapping[str, Mapping[str, AgencyAnswer | None]]


def coverage_document(coverage: Coverage, _: View = EVERYTHING) -> CoverageDocument:
    """The `coverage` document; it always has every table."""
    return document(
        CoverageDocument,
        coverage.edition,
        coverage,
        matrix={
            action.code: {agency.code: action.answer(agency.code) for agency in coverage.agencies}
            for action in coverage.actions
            if action.in_force
        },
    )
