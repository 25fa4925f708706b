"""The `report` document, whole and as published, and the `manifest` document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Literal, TypeVar, cast

from poatool.decisions.model import Edit, Kind, Ruling, State, Withhold
from poatool.framework.model import Framework
from poatool.render.coverage.json import CoverageBody, PublishedCoverage, StatedShape, coverage_body, published_coverage
from poatool.render.json import Header, Shape, header, shaped
from poatool.render.report.decisions import in_words
from poatool.reports.coverage_model import ActionState
from poatool.reports.manifest import Manifest
from poatool.reports.model import ActionReport, ObjectiveReport, PillarReport, ReportedUpdate, SetAside, YearEndReport
from poatool.reports.since import PlanChange, Way, since

U = TypeVar("U", bound=Shape)


class PublishedUpdate(Shape):
    """One update, listed by `agency`; `agencies` are all that it names. `id` is its name in every format.

    Columns that the plan declares follow `next_steps`, or `evidence` if they hold web addresses.
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


class SourceShape(Shape):
    """A row of a file, or a whole sheet or file if `row` is null; paths are as the user gave them."""

    file: str
    sha256: str | None
    sheet: str | None
    row: int | None


class UpdateShape(PublishedUpdate):
    """One update with the row that it comes from."""

    source: SourceShape


class AssessedShape(Shape):
    """The status that stands by decision, why, and who decided, by role."""

    status: str
    because: str
    by: str


class ActionShape(Shape, Generic[U]):
    """One action with its updates.

    `status` is the assessed one, else the one that all agencies stated; null where they differ or stated none.
    """

    code: str
    text: str
    in_force: bool
    incorporated_into: tuple[str, ...]
    incorporates: tuple[str, ...]
    status: str | None
    statuses: tuple[StatedShape, ...]
    state: ActionState
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


class StandingShape(Shape):
    """The actions in force, each in one list of codes; `statuses` has those reported on, by the status that stands."""

    statuses: dict[str, tuple[str, ...]]
    differ: tuple[str, ...]
    nil: tuple[str, ...]
    unreported: tuple[str, ...]
    closed: tuple[str, ...]
    unstated: tuple[str, ...]


class MovedShape(Shape):
    """The statuses, by id, that an agency stated for an action in the earlier period and in this one."""

    action: str
    agency: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    way: Way


class PlanChangeShape(Shape):
    """What happened to an action of the plan since the earlier period; `into` are the codes that took it in."""

    action: str
    change: PlanChange
    into: tuple[str, ...]


class PreviousShape(Shape):
    """What changed since an earlier period. `still_unreported` were in force then and not reported on either."""

    period: str
    in_force: int
    reported: int
    plan: tuple[PlanChangeShape, ...]
    newly_reported: tuple[str, ...]
    no_longer_reported: tuple[str, ...]
    still_unreported: tuple[str, ...]
    moved: tuple[MovedShape, ...]


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


class DecisionShape(Shape):
    """A decision for the period: what it settles in words, what has become of it, and its place in its file.

    `update`, `column` and `was` are those of an edit, `update` and `was` those of a withholding.
    """

    kind: Kind
    settles: str
    state: State
    because: str
    decided_by: str
    file: str
    line: int
    update: str | None
    column: str | None
    was: str | None


class ReportDocument(Header):
    """The whole report, `coordinator/report.json`. `withheld` are updates that decisions keep out of `publish/`."""

    schema: Literal["poatool/report/1"]
    pillars: tuple[PillarShape[UpdateShape], ...]
    standing: StandingShape
    previous: PreviousShape | None
    coverage: CoverageBody
    set_aside: tuple[SetAsideShape, ...]
    withheld: tuple[UpdateShape, ...]
    decisions: tuple[DecisionShape, ...]
    files: tuple[FileShape, ...]


class PublishedDocument(Header):
    """The report as it may go out, `publish/report.json`; `set_aside` counts the updates, sheets and files kept out."""

    schema: Literal["poatool/report/1"]
    pillars: tuple[PillarShape[PublishedUpdate], ...]
    standing: StandingShape
    previous: PreviousShape | None
    coverage: PublishedCoverage
    set_aside: int


class WrittenShape(Shape):
    """A file that `compile` wrote, by its path in the folder of the report; `bytes` is its size."""

    path: str
    sha256: str
    bytes: int


class InputShape(Shape):
    """A file that a report depends on, such as the waivers, by its path as given. `sha256` is null for a pipe."""

    path: str
    sha256: str | None


class ManifestDocument(Header):
    """`coordinator/manifest.json`: what a report was made from, with which options, and every file written.

    `plan` is null for the bundled plan; `settings`, `waivers` and `decisions` are null without such a file.
    """

    schema: Literal["poatool/manifest/1"]
    files: tuple[WrittenShape, ...]
    inputs: tuple[FileShape, ...]
    earlier: tuple[FileShape, ...]
    plan: InputShape | None
    settings: InputShape | None
    waivers: InputShape | None
    decisions: InputShape | None
    limits: dict[str, int]
    options: dict[str, bool | list[str]]


def report_document(report: YearEndReport) -> ReportDocument:
    """The whole `report` document."""
    return {
        "schema": "poatool/report/1",
        **header(report.edition.framework, report.edition.period),
        "pillars": _pillars(report, _update),
        **_standing(report),
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
    """The `report` document without anything about the files that it was made from."""
    return {
        "schema": "poatool/report/1",
        **header(report.edition.framework, report.edition.period),
        "pillars": _pillars(report, _published),
        **_standing(report),
        "coverage": published_coverage(report.coverage),
        "set_aside": len(report.set_aside),
    }


def manifest_document(manifest: Manifest) -> ManifestDocument:
    """The `manifest` document."""
    return {
        "schema": "poatool/manifest/1",
        **header(manifest.edition.framework, manifest.edition.period),
        "files": tuple(shaped(WrittenShape, file) for file in manifest.files),
        "inputs": tuple(shaped(FileShape, file) for file in manifest.inputs),
        "earlier": tuple(shaped(FileShape, file) for file in manifest.earlier),
        "plan": shaped(InputShape, manifest.plan) if manifest.plan else None,
        "settings": shaped(InputShape, manifest.settings) if manifest.settings else None,
        "waivers": shaped(InputShape, manifest.waivers) if manifest.waivers else None,
        "decisions": shaped(InputShape, manifest.decisions) if manifest.decisions else None,
        "limits": dict(manifest.limits),
        "options": dict(manifest.options),
    }


class _Standing(Shape):
    """How the actions stand, and what changed."""

    standing: StandingShape
    previous: PreviousShape | None


def _standing(report: YearEndReport) -> _Standing:
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


def _update(update: ReportedUpdate, plan: Framework) -> UpdateShape:
    return {**_published(update, plan), "source": shaped(SourceShape, update.source)}


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
    }
    return cast("PublishedUpdate", written)


def _set_aside(entry: SetAside) -> SetAsideShape:
    findings = tuple(shaped(FindingShape, finding, cell=finding.place.cell) for finding in entry.findings)
    return shaped(SetAsideShape, entry, source=shaped(SourceShape, entry), findings=findings)
