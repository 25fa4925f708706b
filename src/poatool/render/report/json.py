"""The `report` document, whole and as published."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from poatool.decisions.model import Edit, Ruling, Withhold
from poatool.framework.model import Framework
from poatool.render.coverage.json import StatedShape, coverage_body, published_coverage
from poatool.render.html import html_blocks
from poatool.render.json import header, shaped
from poatool.render.report.decisions import in_words
from poatool.render.report.shapes import (
    ActionShape,
    AssessedShape,
    DecisionShape,
    EarlierShape,
    FileShape,
    FindingShape,
    MovedShape,
    ObjectiveShape,
    PillarShape,
    PlanChangeShape,
    PreviousShape,
    PublishedDocument,
    PublishedUpdate,
    ReportDocument,
    SetAsideShape,
    SourceShape,
    StandingKeys,
    StandingShape,
    U,
    UpdateShape,
)
from poatool.reports.model import ActionReport, ObjectiveReport, PillarReport, ReportedUpdate, SetAside, YearEndReport
from poatool.reports.since import since


def report_document(report: YearEndReport) -> ReportDocument:
    """The whole `report` document."""
    return {
        "schema": "poatool/report/1",
        **header(report.edition.framework, report.edition.period),
        "pillars": _pillars(report, _update),
        **_standing(report),
        "earlier": _earlier(report.earlier, _update),
        "since_then": _earlier(report.since_then, _update),
        "corrections": report.corrections,
        "coverage": coverage_body(report.coverage),
        "set_aside": tuple(_set_aside(entry) for entry in report.set_aside),
        "withheld": tuple(_update(each, report.edition.framework) for each in report.withheld),
        "decisions": tuple(_decision(each, report.edition.framework) for each in report.rulings),
        "files": tuple(shaped(FileShape, file) for file in report.files),
    }


def _decision(ruling: Ruling, plan: Framework) -> DecisionShape:
    made, source = ruling.decision, ruling.decision.source
    return {
        "kind": made.KIND,
        "settles": in_words(made, plan),
        "state": ruling.state,
        "because": made.because,
        "decided_by": made.by,
        "file": source.file,
        "line": source.row or 1,
        "update": made.update if isinstance(made, Withhold) else None,
        "column": made.column if isinstance(made, Edit) else None,
        "was": ruling.was,
    }


def published_document(report: YearEndReport) -> PublishedDocument:
    """The `report` document without anything about its input files."""
    return {
        "schema": "poatool/report/1",
        **header(report.edition.framework, report.edition.period),
        "pillars": _pillars(report, _published),
        **_standing(report),
        "earlier": _earlier(report.earlier, _published),
        "since_then": _earlier(report.since_then, _published),
        "corrections": report.corrections,
        "coverage": published_coverage(report.coverage),
        "set_aside": len(report.set_aside),
    }


def _standing(report: YearEndReport) -> StandingKeys:
    found = since(report)
    return {
        "standing": shaped(StandingShape, report.standing),
        "previous": shaped(
            PreviousShape,
            found,
            plan=tuple(shaped(PlanChangeShape, change) for change in found.plan),
            moved=tuple(shaped(MovedShape, moved) for moved in found.moved),
        )
        if found
        else None,
    }


def _pillars(report: YearEndReport, update: Callable[[ReportedUpdate, Framework], U]) -> tuple[PillarShape[U], ...]:
    plan = report.edition.framework

    def pillar(each: PillarReport) -> PillarShape[U]:
        return shaped(PillarShape, each, objectives=tuple(map(objective, each.objectives)))

    def objective(each: ObjectiveReport) -> ObjectiveShape[U]:
        return shaped(ObjectiveShape, each, actions=tuple(map(action, each.actions)))

    def action(each: ActionReport) -> ActionShape[U]:
        standing = each.standing
        return shaped(
            ActionShape,
            each,
            code=standing.code,
            text=standing.text,
            in_force=standing.in_force,
            incorporated_into=standing.into,
            statuses=tuple(shaped(StatedShape, stated) for stated in each.statuses),
            assessed=shaped(AssessedShape, each.assessed) if each.assessed else None,
            updates=tuple(update(one, plan) for one in each.updates),
        )

    return tuple(map(pillar, report.pillars))


def _earlier(
    reports: Iterable[YearEndReport], update: Callable[[ReportedUpdate, Framework], U]
) -> tuple[EarlierShape[U], ...]:
    return tuple(
        {"period": period.id, "pillars": _pillars(each, update)} for each in reports if (period := each.edition.period)
    )


def _update(update: ReportedUpdate, plan: Framework) -> UpdateShape:
    source = shaped(SourceShape, update.source)
    return {**_published(update, plan), "source": source, "replaced": dict(update.replaced)}


def _published(update: ReportedUpdate, plan: Framework) -> PublishedUpdate:
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
    return cast("PublishedUpdate", written)


def _set_aside(entry: SetAside) -> SetAsideShape:
    findings = tuple(shaped(FindingShape, finding, cell=finding.place.cell) for finding in entry.findings)
    return shaped(SetAsideShape, entry, source=shaped(SourceShape, entry), findings=findings)
