"""The `report` document, whole and as published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from poatool.decisions.model import Edit, Ruling, Withhold
from poatool.framework.model import Framework
from poatool.render.html import html_blocks
from poatool.render.json import document, shaped
from poatool.render.report import shapes
from poatool.render.report.words import in_words
from poatool.reports.changes import since
from poatool.reports.model import ReportedUpdate, YearEndReport

Write = Callable[[ReportedUpdate, Framework], shapes.U]
"""Writes an update, whole or as published."""


def report_document(report: YearEndReport) -> shapes.ReportDocument:
    """The whole `report` document."""
    plan = report.edition.framework
    return document(
        shapes.ReportDocument,
        report.edition,
        report,
        **_periods(report, _update),
        set_aside=tuple(_set_aside(report)),
        withheld=tuple(_update(each, plan) for each in report.withheld),
        decisions=tuple(_decision(each, plan) for each in report.rulings),
    )


def _set_aside(report: YearEndReport) -> Iterator[shapes.SetAsideShape]:
    """What was set aside; if one finding keeps several entries out, only the first of them has it."""
    known: set[int] = set()
    for entry in report.set_aside:
        own = [each for each in entry.findings if each.place.row == entry.row or id(each) not in known]
        known |= {id(each) for each in entry.findings}
        yield shaped(shapes.SetAsideShape, entry, findings=tuple(shaped(shapes.FindingShape, each) for each in own))


def _decision(ruling: Ruling, plan: Framework) -> shapes.DecisionShape:
    made = ruling.decision
    return shaped(
        shapes.DecisionShape,
        ruling,
        settles=in_words(made, plan),
        line=made.source.row or 1,
        update=made.update if isinstance(made, Withhold) else None,
        column=made.column if isinstance(made, Edit) else None,
    )


def published_document(report: YearEndReport) -> shapes.PublishedDocument:
    """The `report` document without anything about its input files."""
    return document(
        shapes.PublishedDocument,
        report.edition,
        report,
        **_periods(report, _published),
        coverage=report.coverage.published,
        set_aside=len(report.set_aside),
    )


def _periods(report: YearEndReport, write: Write[shapes.U]) -> dict[str, object]:
    """The pillars of a report and of the others that are printed with it, and what changed."""
    return {
        "pillars": _pillars(report, write),
        "previous": since(report),
        **{
            name: tuple(
                {"period": each.edition.period.id, "pillars": _pillars(each, write)}
                for each in others
                if each.edition.period
            )
            for name, others in (("earlier", report.earlier), ("since_then", report.since_then))
        },
    }


def _pillars(report: YearEndReport, write: Write[shapes.U]) -> tuple[shapes.PillarShape[shapes.U], ...]:
    plan = report.edition.framework
    return tuple(
        shaped(
            shapes.PillarShape,
            pillar,
            objectives=tuple(
                shaped(
                    shapes.ObjectiveShape,
                    objective,
                    actions=tuple(
                        shaped(shapes.ActionShape, action, updates=tuple(write(each, plan) for each in action.updates))
                        for action in objective.actions
                    ),
                )
                for objective in pillar.objectives
            ),
        )
        for pillar in report.pillars
    )


def _update(update: ReportedUpdate, plan: Framework) -> shapes.UpdateShape:
    source = shaped(shapes.SourceShape, update.source)
    return {**_published(update, plan), "source": source, "replaced": dict(update.replaced)}


def _published(update: ReportedUpdate, plan: Framework) -> shapes.PublishedUpdate:
    written = {
        "agency": update.agencies[0],
        "status": update.status,
        **{column.id: update.texts.get(column.id, "") for column in plan.text_columns},
        **{column.id: update.links.get(column.id, ()) for column in plan.link_columns},
        "reported_as": update.reported_as,
        "agencies": update.agencies,
        "codes": update.codes,
        "nil": update.nil,
        "id": update.id,
        "html": {column: html_blocks(blocks) for column, blocks in update.blocks.items()},
    }
    return cast("shapes.PublishedUpdate", written)
