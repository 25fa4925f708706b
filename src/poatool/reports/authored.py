"""The coordinator's own texts in a report: the names they may have, and the numbers they may quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from poatool.framework.edition import Edition
from poatool.markdown_text import Written
from poatool.reports.model import YearEndReport

CASE_STUDIES = "case-studies"
"""The folder of texts, whose files may have any name."""

Texts = Mapping[str, Written]
"""Texts by their names, such as `foreword` or `pillar-prevention`, in the order of the report."""


def names(edition: Edition) -> Iterator[str]:
    """The names that texts may have, in the order of the report."""
    yield from ("foreword", "summary")
    for pillar in edition.pillars:
        yield f"pillar-{pillar.id}"
        for objective in pillar.objectives:
            yield f"objective-{objective.id}"
            yield from (f"action-{action.code}" for action in objective.actions)


def numbers(report: YearEndReport) -> dict[str, str]:
    """The numbers of a report, by the names that texts use for them."""
    covered, stand = report.coverage, report.standing
    found = {
        "reported": covered.reported,
        "in_force": covered.in_force,
        "nil": len(stand.nil),
        "unreported": len(stand.unreported),
        "closed": len(stand.closed),
        "differ": len(stand.differ),
        "updates": len(report.updates),
        **{f"status.{id_}": len(codes) for id_, codes in stand.statuses.items()},
    }
    if report.previous is not None:
        found |= {"previous.reported": report.previous.coverage.reported}
        found |= {"previous.in_force": report.previous.coverage.in_force}
    return {name: str(number) for name, number in found.items()}
