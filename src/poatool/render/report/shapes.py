"""The parts of the `report` document, whole and as published."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from poatool.decisions.model import Kind, State
from poatool.render.coverage.json import CoverageBody, PublishedCoverage
from poatool.render.json import Header, Shape
from poatool.reports.changes import Since
from poatool.reports.coverage_model import ActionState, HowActionsStand, StatedStatus
from poatool.reports.model import InputFile

U = TypeVar("U", bound=Shape)


class PublishedUpdate(Shape):
    """One update, listed by `agency`; `agencies` are all that it names. `id` is its name in every format.

    Columns that the plan declares follow `next_steps`, or `evidence` if they hold web addresses. `html` has the texts
    by column with paragraphs, lists, emphasis, links and languages; its only active content is links to web pages and
    mailboxes.
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
    """One update with the row that it comes from; `replaced` are the original texts of edited columns."""

    source: SourceShape
    replaced: dict[str, str]


class AssessedShape(Shape):
    """The status set by a decision, why, and the role that decided."""

    status: str
    because: str
    by: str


class ActionShape(Shape, Generic[U]):
    """One action with its updates.

    `status` is the assessed status, or else the one that all agencies stated; null if they differ or stated none.
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
    """An earlier period that is printed with the report."""

    period: str
    pillars: tuple[PillarShape[U], ...]


class FindingShape(Shape):
    """Why something was set aside; `cell` is null for a whole row, sheet or file."""

    code: str
    message: str
    hint: str
    cell: Annotated[str | None, "place.cell"]


class SetAsideShape(Shape):
    """An update, sheet or file kept out of the report, with the reasons.

    If one finding keeps several entries out, the first of them has it in `findings`; all have its code.
    """

    source: Annotated[SourceShape, "."]
    codes: tuple[str, ...]
    agency: str | None
    action: str
    progress: str
    findings: tuple[FindingShape, ...]


class DecisionShape(Shape):
    """A decision for the period: what it settles in words, its state, and its place in its file.

    An edit has `update`, `column` and `was`; a withholding has `update` and `was`.
    """

    kind: Annotated[Kind, "decision.KIND"]
    settles: str
    state: State
    because: Annotated[str, "decision.because"]
    decided_by: Annotated[str, "decision.by"]
    file: Annotated[str, "decision.source.file"]
    line: int
    update: str | None
    column: str | None
    was: str | None


class ReportDocument(Header):
    """The whole report, `coordinator/report.json`. `withheld` are updates that decisions keep out of `publish/`.

    `since_then` are later reports, which are not counted; `corrections` are the reasons for corrections after sealing.
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
    files: tuple[InputFile, ...]


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
