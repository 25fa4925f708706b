"""The `coverage` document; a `report` contains the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from poatool.render.formats import EVERYTHING, View
from poatool.render.json import Header, Shape, document
from poatool.reports.coverage_model import (
    ActionCoverage,
    AgencyAnswer,
    AgencyCoverage,
    Coverage,
    LeftOut,
    Share,
    Totals,
)


class PublishedCoverage(Shape):
    """The coverage in a published report."""

    totals: Annotated[Totals, "."]
    actions: tuple[ActionCoverage, ...]
    pillars: tuple[Share, ...]
    objectives: tuple[Share, ...]
    agencies: tuple[AgencyCoverage, ...]


class CoverageBody(PublishedCoverage):
    """The coverage in the `coverage` document and in the whole `report` document."""

    left_out: tuple[LeftOut, ...]


class CoverageDocument(Header, CoverageBody):
    """`gaps --format json`; `matrix` has each agency's answer for each action in force, by their codes."""

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
