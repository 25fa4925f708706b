"""The `report` document."""

from __future__ import annotations

from typing import Literal, cast

from poatool.framework.model import Framework
from poatool.render.coverage.json import CoverageBody, coverage_body
from poatool.render.json import Header, Shape, header, shaped
from poatool.reports.model import (
    ActionReport,
    ObjectiveReport,
    PillarReport,
    ReportedUpdate,
    SetAside,
    YearEndReport,
)


class SourceShape(Shape):
    """A row of a file, or a whole sheet or file if `row` is null; paths are as the user gave them."""

    file: str
    sha256: str | None
    sheet: str | None
    row: int | None


class UpdateShape(Shape):
    """One update, listed by `agency`; `agencies` are all that it names.

    Columns that the plan declares follow `next_steps`, or `evidence` if they hold web addresses.
    """

    agency: str
    status: str | None
    progress: str
    next_steps: str
    evidence: tuple[str, ...]
    reported_as: str | None
    source: SourceShape
    agencies: tuple[str, ...]
    codes: tuple[str, ...]
    nil: bool


class ActionShape(Shape):
    """One action with its updates."""

    code: str
    text: str
    in_force: bool
    incorporated_into: tuple[str, ...]
    incorporates: tuple[str, ...]
    status: str | None
    updates: tuple[UpdateShape, ...]


class ObjectiveShape(Shape):
    """One objective with its actions."""

    id: str
    title: str
    active_agencies: tuple[str, ...]
    actions: tuple[ActionShape, ...]


class PillarShape(Shape):
    """One pillar with its objectives."""

    id: str
    title: str
    objectives: tuple[ObjectiveShape, ...]


class FindingShape(Shape):
    """Why something was set aside; `cell` is null for a whole row, sheet or file."""

    code: str
    message: str
    hint: str
    cell: str | None


class SetAsideShape(Shape):
    """An update, sheet or file kept out of the report, with the reasons."""

    source: SourceShape
    codes: tuple[str, ...]
    agency: str | None
    action: str
    progress: str
    findings: tuple[FindingShape, ...]


class FileShape(Shape):
    """A file that the report was made from."""

    path: str
    sha256: str | None
    agency: str | None
    readable: bool


class ReportDocument(Header):
    """`compile --format json`."""

    schema: Literal["poatool/report/1"]
    pillars: tuple[PillarShape, ...]
    coverage: CoverageBody
    set_aside: tuple[SetAsideShape, ...]
    files: tuple[FileShape, ...]


def report_document(report: YearEndReport) -> ReportDocument:
    """The `report` document."""
    return {
        "schema": "poatool/report/1",
        **header(report.edition.framework, report.edition.period),
        "pillars": tuple(_pillar(pillar, report.edition.framework) for pillar in report.pillars),
        "coverage": coverage_body(report.coverage),
        "set_aside": tuple(_set_aside(entry) for entry in report.set_aside),
        "files": tuple(shaped(FileShape, file) for file in report.files),
    }


def _pillar(pillar: PillarReport, plan: Framework) -> PillarShape:
    return shaped(PillarShape, pillar, objectives=tuple(_objective(each, plan) for each in pillar.objectives))


def _objective(objective: ObjectiveReport, plan: Framework) -> ObjectiveShape:
    return shaped(ObjectiveShape, objective, actions=tuple(_action(each, plan) for each in objective.actions))


def _action(action: ActionReport, plan: Framework) -> ActionShape:
    standing = action.standing
    return shaped(
        ActionShape,
        action,
        code=standing.code,
        text=standing.text,
        in_force=standing.in_force,
        incorporated_into=standing.into,
        updates=tuple(_update(update, plan) for update in action.updates),
    )


def _update(update: ReportedUpdate, plan: Framework) -> UpdateShape:
    written = {
        "agency": update.agencies[0],
        "status": update.status,
        **{column.id: update.texts.get(column.id, "") for column in plan.text_columns},
        **{column.id: update.links.get(column.id, ()) for column in plan.link_columns},
        "reported_as": update.reported_as,
        "source": shaped(SourceShape, update.source),
        "agencies": update.agencies,
        "codes": update.codes,
        "nil": update.nil,
    }
    return cast("UpdateShape", written)


def _set_aside(entry: SetAside) -> SetAsideShape:
    findings = tuple(shaped(FindingShape, finding, cell=finding.place.cell) for finding in entry.findings)
    return shaped(SetAsideShape, entry, source=shaped(SourceShape, entry), findings=findings)
