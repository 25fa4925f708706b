"""The `report` document, whole and as published: its parts, and how it is built."""

from typing import Annotated, Generic, Literal, TypeVar

from poatool.decisions.model import Kind, State
from poatool.framework.edition import ObjectiveStanding
from poatool.framework.model import Framework
from poatool.render.coverage.page import CoverageBody, PublishedCoverage
from poatool.render.html import html_blocks
from poatool.render.json import Header, Shape, document, shaped
from poatool.render.report.words import in_words
from poatool.reports.changes import Since, since
from poatool.reports.coverage_model import ActionState, HowActionsStand, StatedStatus
from poatool.reports.year_end_model import ActionReport, ReportedUpdate, YearEndReport

U = TypeVar("U", bound=Shape)


class PublishedUpdate(Shape):
    """One update; `agency` is the first of its `agencies`, and `id` is the same in every format.

    Further columns of the plan come last. `html` holds the texts by column with paragraphs, lists, emphasis, links and
    languages; nothing in it is active except links to web pages and mailboxes.
    """

    agency: str
    status: str | None
    progress: str
    next_steps: str
    evidence: tuple[str, ...]
    reported_as: str | None
    agencies: tuple[str, ...]
    codes: tuple[str, ...]
    nil: bool
    id: str
    html: dict[str, str]


class SourceShape(Shape):
    """A row of a file, or a whole sheet or file if `row` is null; paths are as the user gave them."""

    file: str
    sha256: str | None
    sheet: str | None
    row: int | None


class UpdateShape(PublishedUpdate):
    """One update and the row it comes from.

    `replaced` holds the original texts of edited columns, `cells` the cell of each text, and `elsewhere` the cells of
    texts that are not in the row, as in a form.
    """

    source: SourceShape
    replaced: dict[str, str]
    cells: dict[str, str]
    elsewhere: dict[str, str]


class AssessedShape(Shape):
    """The status set by a decision, why, and the role that decided."""

    status: str
    because: str
    by: str


class ActionShape(Shape, Generic[U]):
    """One action with its updates.

    `status` is the decided status, or else the status that all agencies stated; null if they differ or stated none.
    """

    code: str
    text: Annotated[str, "standing.text"]
    in_force: Annotated[bool, "standing.in_force"]
    incorporated_into: Annotated[tuple[str, ...], "standing.into"]
    incorporates: tuple[str, ...]
    status: Annotated[str | None, "covered.status"]
    statuses: Annotated[tuple[StatedStatus, ...], "covered.statuses"]
    state: Annotated[ActionState, "covered.state"]
    assessed: AssessedShape | None
    updates: tuple[U, ...]


class ObjectiveShape(Shape, Generic[U]):
    """One objective with its actions."""

    id: str
    title: str
    active_agencies: tuple[str, ...]
    actions: tuple[ActionShape[U], ...]


class PillarShape(Shape, Generic[U]):
    """One pillar with its objectives."""

    id: str
    title: str
    objectives: tuple[ObjectiveShape[U], ...]


class EarlierShape(Shape, Generic[U]):
    """An earlier period printed in the report."""

    period: str
    pillars: tuple[PillarShape[U], ...]


class FindingShape(Shape):
    """Why something was set aside; `cell` is null for a whole row, sheet or file."""

    code: str
    message: str
    hint: str
    cell: Annotated[str | None, "place.cell"]


class SetAsideShape(Shape):
    """An update, sheet or file kept out of the report, with its texts by column and the reasons."""

    source: SourceShape
    codes: tuple[str, ...]
    agency: str | None
    action: str
    progress: str
    texts: dict[str, str]
    findings: tuple[FindingShape, ...]


class DecisionShape(Shape):
    """A decision for the period: what it settles (as a sentence), its state, and its line in decisions.yaml.

    An edit has `update`, `column` and `was`; a withholding has `update` and `was`, an accepted finding only `was`.
    """

    kind: Annotated[Kind, "decision.KIND"]
    settles: str
    state: State
    because: Annotated[str, "decision.because"]
    decided_by: Annotated[str, "decision.by"]
    file: Annotated[str, "decision.source.file"]
    line: int
    update: Annotated[str | None, "decision.update"]
    column: Annotated[str | None, "decision.column"]
    was: str | None


class FileShape(Shape):
    """A file that went into the report."""

    path: Annotated[str, "submission.path"]
    sha256: Annotated[str | None, "submission.sha256"]
    agency: str | None
    readable: Annotated[bool, "submission.readable"]


class ReportDocument(Header):
    """The whole report, `coordinator/report.json`. `withheld` holds updates that decisions keep out of `publish/`.

    `columns` holds headings by column id, `since_then` later reports, which are not counted, and `corrections` the
    reasons for corrections after sealing.
    """

    schema: Literal["poatool/report/1"]
    pillars: tuple[PillarShape[UpdateShape], ...]
    standing: Annotated[HowActionsStand, "coverage.standing"]
    previous: Since | None
    earlier: tuple[EarlierShape[UpdateShape], ...]
    since_then: tuple[EarlierShape[UpdateShape], ...]
    corrections: tuple[str, ...]
    coverage: CoverageBody
    set_aside: tuple[SetAsideShape, ...]
    withheld: tuple[UpdateShape, ...]
    decisions: tuple[DecisionShape, ...]
    files: Annotated[tuple[FileShape, ...], "submissions"]
    columns: dict[str, str]


class PublishedDocument(Header):
    """The published report, `publish/report.json`; `set_aside` is the number of updates, sheets and files kept out."""

    schema: Literal["poatool/report/1"]
    pillars: tuple[PillarShape[PublishedUpdate], ...]
    standing: Annotated[HowActionsStand, "coverage.standing"]
    previous: Since | None
    earlier: tuple[EarlierShape[PublishedUpdate], ...]
    since_then: tuple[EarlierShape[PublishedUpdate], ...]
    corrections: tuple[str, ...]
    coverage: PublishedCoverage
    set_aside: int


def report_document(report: YearEndReport) -> ReportDocument:
    """The whole `report` document."""
    plan = report.edition.framework
    return document(
        ReportDocument,
        report.edition,
        report,
        columns={column.id: column.heading for column in plan.column_by_id.values()},
        **_periods(report, UpdateShape),
        withheld=tuple(_update(each, plan, UpdateShape) for each in report.withheld),
        set_aside=tuple(
            shaped(SetAsideShape, e, agency=next(iter(e.agencies), None), progress=e.texts.get("progress", ""))
            for e in report.set_aside
        ),
        decisions=tuple(
            shaped(DecisionShape, each, settles=in_words(each.decision, plan), line=each.decision.source.row or 1)
            for each in report.rulings
        ),
    )


def published_document(report: YearEndReport) -> PublishedDocument:
    """The `report` document without anything about its input files."""
    return document(
        PublishedDocument, report.edition, report, **_periods(report, PublishedUpdate), set_aside=len(report.set_aside)
    )


def _periods(report: YearEndReport, shape: type[U]) -> dict[str, object]:
    beside = {
        name: tuple(shaped(EarlierShape, each, pillars=_pillars(each, shape)) for each in others if each.period)
        for name, others in (("earlier", report.earlier), ("since_then", report.since_then))
    }
    return {"pillars": _pillars(report, shape), "previous": since(report), **beside}


def _pillars(report: YearEndReport, shape: type[U]) -> tuple[PillarShape[U], ...]:
    def action(found: ActionReport) -> ActionShape[U]:
        updates = tuple(_update(each, report.edition.framework, shape) for each in found.updates)
        return shaped(ActionShape, found, updates=updates)

    def objective(found: ObjectiveStanding) -> ObjectiveShape[U]:
        active, actions = report.active_under(found.id), tuple(map(action, report.under(found.id)))
        return shaped(ObjectiveShape, found, active_agencies=active, actions=actions)

    pillars = report.edition.pillars
    return tuple(shaped(PillarShape, each, objectives=tuple(map(objective, each.objectives))) for each in pillars)


def _update(update: ReportedUpdate, plan: Framework, shape: type[U]) -> U:
    texts = {column.id: update.texts.get(column.id, "") for column in plan.text_columns}
    links = {column.id: update.links.get(column.id, ()) for column in plan.link_columns}
    html = {column: html_blocks(blocks) for column, blocks in update.blocks.items()}
    return shaped(shape, update, agency=update.agencies[0], html=html, **texts, **links)
