"""The body of the page: each objective with its actions, and a block for each period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from poatool.blocks import Block, Blocks, Paragraph, Run, Runs, Sections, with_languages
from poatool.framework.edition import Edition, Standing
from poatool.render import text
from poatool.render.report.marks import Mark, status_words
from poatool.reports.coverage_model import ActionCoverage, ActionState
from poatool.reports.model import ActionReport, ObjectiveReport, ReportedUpdate, YearEndReport
from poatool.text import actions, listed, one_line

_NO_DESCRIPTION: Blocks = (Paragraph((Run("No description was given."),)),)

_LABELS = {"next_steps": "Next"}
"""The label printed before a text instead of its heading."""

Links = tuple[tuple[str, tuple[str, ...]], ...]
"""The headings of columns of web addresses, each with the addresses."""


class ActionLine(NamedTuple):
    """An action as printed: `mark` is that of its footnote, `look` is the style of its square; both may be empty.

    If it is not in force, `moved` says what became of it and `into` which actions took it in.
    """

    code: str
    mark: str
    text: str
    status: str
    look: str
    moved: str = ""
    into: tuple[str, ...] = ()
    own: Sections = ()


class Note(NamedTuple):
    """A footnote below the actions that have its mark."""

    mark: str
    text: str
    codes: tuple[str, ...]


class Entry(NamedTuple):
    """An update under an objective: in full at its first place on the page, elsewhere a pointer to that.

    `see` is the title of the objective with the full text; `codes` are current codes, for links.
    """

    id: str
    agencies: tuple[str, ...]
    codes: tuple[str, ...]
    came_as: tuple[str, ...]
    status: str
    said: Blocks = ()
    links: Links = ()
    see: str = ""

    @property
    def by(self) -> str:
        """Its agencies and actions, in words."""
        return ", ".join([listed(self.agencies), actions(self.codes), *map(text.reported_as, self.came_as)])


class PeriodBlock(NamedTuple):
    """What was reported on an objective in one period; if nothing was, `silence` says why."""

    title: str
    agencies: tuple[Runs, ...]
    entries: tuple[Entry, ...]
    nil: tuple[Entry, ...]
    silence: str


class ObjectiveBlock(NamedTuple):
    """An objective: its actions with their footnotes, and its periods, the latest first.

    `own` is the coordinator's text.
    """

    id: str
    title: str
    own: Sections
    actions: tuple[ActionLine, ...]
    notes: tuple[Note, ...]
    periods: tuple[PeriodBlock, ...]


class PillarBlock(NamedTuple):
    """A pillar with its objectives; `own` is the coordinator's text on it."""

    id: str
    title: str
    own: Sections
    objectives: tuple[ObjectiveBlock, ...]


def pillar_blocks(report: YearEndReport, marks: Iterable[Mark], *, show_status: bool) -> tuple[PillarBlock, ...]:
    """Lay out the body of the page."""
    body = _Body(report, {code: mark for mark in marks for code in mark.codes}, show_status=show_status)
    return tuple(
        PillarBlock(
            pillar.id, pillar.title, body.own("pillar", pillar.id), tuple(map(body.objective, pillar.objectives))
        )
        for pillar in report.pillars
    )


class _Body:
    """Builds the body from the top, and remembers where each update was first printed."""

    def __init__(self, report: YearEndReport, marks: Mapping[str, Mark], *, show_status: bool) -> None:
        self.report = report
        self.marks = marks
        self.show_status = show_status
        self.first_in: dict[str, ObjectiveReport] = {}
        self.earlier = [(earlier, _by_id(earlier)) for earlier in report.earlier]
        self.since_then = [(later, _by_id(later)) for later in report.since_then]

    def own(self, kind: str, id_: str) -> Sections:
        """The coordinator's text on a pillar, an objective or an action."""
        written = self.report.texts.get(f"{kind}-{id_}")
        return written.with_title_below(2 if kind == "pillar" else 3) if written else ()

    def objective(self, objective: ObjectiveReport) -> ObjectiveBlock:
        then = ((earlier, found[objective.id]) for earlier, found in self.earlier if objective.id in found)
        later = [(each, found[objective.id]) for each, found in self.since_then if objective.id in found]
        return ObjectiveBlock(
            objective.id,
            objective.title,
            self.own("objective", objective.id),
            tuple(map(self._action, objective.actions)),
            tuple(self._notes(objective)),
            (
                self._period(self.report, objective),
                *(block for each in later if (block := self._later(*each)).entries),
                *(self._period(*each) for each in then),
            ),
        )

    def _action(self, action: ActionReport) -> ActionLine:
        standing = action.standing
        own = self.own("action", standing.code)
        line = ActionLine(standing.code, standing.action.footnote or "", one_line(standing.text), "", "", own=own)
        match standing.standing:
            case Standing.IN_FORCE:
                return line._replace(status=self._status(action), look=self.marks[standing.code].look)
            case Standing.INCORPORATED:
                return line._replace(
                    text=f"({line.text})",
                    moved=f"Action {standing.code} has been incorporated into",
                    into=standing.into,
                )
            case Standing.WITHDRAWN:
                return line._replace(text=f"({line.text})", moved=f"Action {standing.code} has been withdrawn")
            case Standing.NOT_YET:
                return line._replace(status="Not yet in force in this period")

    def _status(self, action: ActionReport) -> str:
        words = status_words(action, self.report.edition.framework.status_by_id) if self.show_status else ""
        if words and action.covered.state is ActionState.REPORTED:
            return words
        covered = action.covered
        assessed = f". {words}" if words and action.assessed else ""
        return self.marks[action.standing.code].label + _last_reported(covered) + assessed

    def _notes(self, objective: ObjectiveReport) -> Iterator[Note]:
        for footnote in self.report.edition.framework.footnotes:
            marked = (a.standing for a in objective.actions)
            codes = tuple(each.code for each in marked if each.action.footnote == footnote.mark)
            if codes:
                yield Note(footnote.mark, footnote.text, codes)

    def _period(self, report: YearEndReport, objective: ObjectiveReport) -> PeriodBlock:
        edition = report.edition
        rows = [(*row, self._entry(*row, objective, edition)) for row in _rows(objective.actions)]
        return PeriodBlock(
            title=text.report_title(edition),
            agencies=tuple(agency_name(edition, code) for code in objective.active_agencies),
            entries=tuple(entry for update, _, _, entry in rows if not update.nil),
            nil=tuple(entry for update, _, _, entry in rows if update.nil),
            silence="" if rows else _silence(objective, text.period_name(edition), report.coverage.active),
        )

    def _later(self, report: YearEndReport, objective: ObjectiveReport) -> PeriodBlock:
        block = self._period(report, objective)
        return block._replace(title=f"Since then (not counted): {text.period_name(report.edition)}", nil=())

    def _entry(
        self,
        update: ReportedUpdate,
        under: tuple[str, ...],
        came_as: tuple[str, ...],
        objective: ObjectiveReport,
        edition: Edition,
    ) -> Entry:
        today = self.report.edition.by_file_code
        codes = tuple(today[edition.by_code[code].action.code].code for code in under)
        status = edition.framework.status_by_id[update.status].label if update.status and self.show_status else ""
        entry = Entry(update.id, update.agencies, codes, came_as, status)
        if (first := self.first_in.setdefault(update.id, objective)) is not objective:
            return entry._replace(see=first.title)
        columns = edition.framework.link_columns
        links = tuple((column.heading, update.links[column.id]) for column in columns if column.id in update.links)
        return entry._replace(said=() if update.nil else tuple(_texts(update, edition)), links=links)


def _by_id(report: YearEndReport) -> Mapping[str, ObjectiveReport]:
    return {objective.id: objective for pillar in report.pillars for objective in pillar.objectives}


def _rows(reported: Iterable[ActionReport]) -> Iterator[tuple[ReportedUpdate, tuple[str, ...], tuple[str, ...]]]:
    """Each update once, with the actions it is listed under and those it was sent under."""
    listed_under: dict[str, list[tuple[str, ReportedUpdate]]] = {}
    for action in reported:
        for update in action.updates:
            listed_under.setdefault(update.id, []).append((action.standing.code, update))
    for places in listed_under.values():
        came_as = dict.fromkeys(update.reported_as for _, update in places if update.reported_as)
        yield places[0][1], tuple(code for code, _ in places), tuple(came_as)


def _texts(update: ReportedUpdate, edition: Edition) -> Iterator[Block]:
    """The texts by column; all but progress have a label."""
    for column in edition.framework.text_columns:
        said = update.blocks.get(column.id, ())
        if column.id == "progress":
            yield from said if said or update.only_adds else _NO_DESCRIPTION
        elif said:
            label = Run(f"{_LABELS.get(column.id, column.report_heading)}: ", bold=True)
            match said:
                case (Paragraph(runs), *others):
                    yield Paragraph((label, *runs))
                    yield from others
                case _:
                    yield Paragraph((label,))
                    yield from said


def _last_reported(covered: ActionCoverage) -> str:
    silent = covered.state in (ActionState.NIL, ActionState.UNREPORTED, ActionState.CLOSED)
    return f" – last reported on in {covered.last_reported}" if silent and covered.last_reported else ""


def _silence(objective: ObjectiveReport, period: str, active: Mapping[str, tuple[str, ...]]) -> str:
    if agencies := active.get(objective.id):
        return f"Work by {listed(agencies)} on this objective in {period} was published at the time."
    if any(action.standing.in_force for action in objective.actions):
        return f"Nothing was reported on this objective in {period}."
    return f"No action of this objective was in force in {period}."


def agency_name(edition: Edition, code: str) -> Runs:
    """An agency's name in the period, with its code."""
    plan = edition.framework
    said = f"{one_line(edition.agency_name(code))} ({code})" if code in plan.agency_by_code else code
    return with_languages((Run(said),), plan.language_marks)
