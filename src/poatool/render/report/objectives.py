"""Lay out the body of a report: each pillar and objective, its actions, and what was reported in each period."""

from collections.abc import Iterator, Sequence

from poatool.blocks import Block, Blocks, Paragraph, Run, Runs, Sections, Subheading, is_web_address
from poatool.framework.edition import Edition, ObjectiveStanding, PillarStanding, Standing
from poatool.render import document as doc, text
from poatool.render.coverage.state_marks import state_marks
from poatool.render.report.words import Words, anchor
from poatool.reports.coverage_model import ActionState
from poatool.reports.year_end_model import ActionReport, ReportedUpdate, YearEndReport
from poatool.text import actions, by_first, listed, one_line

_NO_DESCRIPTION: Blocks = (Paragraph((Run("No description was given."),)),)

_REPORTED, _NIL = "Key achievements", "Nothing to report"


class Body:
    """Lay out the body from the top; each update is printed once, and later places link to it."""

    def __init__(self, report: YearEndReport) -> None:
        self._report = report
        self._marks = state_marks(report.coverage)
        self._mark_of = self._marks.by_code
        self._words = Words(report.edition.framework)
        self._ours = report.edition.framework.in_its_words
        self._first_in: dict[str, ObjectiveStanding] = {}

    def pillar(self, pillar: PillarStanding) -> Iterator[doc.Part]:
        """A pillar with its objectives."""
        yield doc.Heading(1, self._words.text(pillar.title), f"pillar-{pillar.id}", new_page=True)
        yield from self._own_text("pillar", pillar.id)
        for objective in pillar.objectives:
            yield doc.Box("objective", tuple(self._objective(objective)))

    def _own_text(self, kind: str, id_: str) -> Iterator[doc.Heading | doc.Passage]:
        if written := self._report.texts.get(f"{kind}-{id_}"):
            yield from own_parts(written.with_title_below(2 if kind == "pillar" else 3))

    def _objective(self, objective: ObjectiveStanding) -> Iterator[doc.Part]:
        note, actions = f"note-{objective.id}", self._report.under(objective.id)
        yield doc.Heading(2, self._words.text(objective.title), f"objective-{objective.id}")
        yield from self._own_text("objective", objective.id)
        yield doc.LabelledList(tuple(self._action(action, note) for action in actions))
        first_with = {each.standing.action.footnote: each.code for each in reversed(actions)}
        for footnote in self._words.plan.footnotes:
            if footnote.mark in first_with:
                mark = Run(footnote.mark, href=f"#{anchor(first_with[footnote.mark])}")
                yield doc.paragraph(mark, self._words.text(f" {footnote.text}"), look=doc.Look.DETAILS, anchor=note)
                note = ""  # only the first footnote has the anchor
        yield doc.Box("period", tuple(self._period(self._report, objective)))
        for later in self._report.since_then:
            if any(not update.nil for action in later.under(objective.id) for update in action.updates):
                yield doc.Box("period", tuple(self._period(later, objective, "Since then (not counted): ")))
        for earlier in self._report.earlier:
            yield doc.Box("period", tuple(self._period(earlier, objective)))

    def _action(self, action: ActionReport, note: str) -> doc.Labelled:
        standing = action.standing
        footnote, printed = standing.action.footnote or "", one_line(standing.text)
        moved: Runs = ()
        status = look = ""
        if standing.in_force:
            status, look = self._status(action), self._mark_of[standing.code].look
        elif standing.standing is Standing.NOT_YET:
            status = "Not yet in force in this period"
        else:
            into = (Run(" into "), *self._words.named(standing.into)) if standing.into else ()
            moved = (*self._words.say(f"Action {standing.code} has been {standing.standing}"), *into, Run(". "))
        return doc.Labelled(
            doc.words(f"{standing.code}{footnote}.", href=f"#{note}" if footnote else None),
            (*moved, *self._words.text(f"({printed})" if moved else printed)),
            anchor(standing.code),
            status,
            look,
            tuple(self._own_text("action", standing.code)),
        )

    def _status(self, action: ActionReport) -> str:
        covered, mark, decided = action.covered, self._mark_of[action.code], action.assessed
        labels = {id_: status.label for id_, status in self._words.plan.status_by_id.items()}
        by_status = by_first((stated.status, stated.agency) for stated in covered.statuses)
        alone = len({each.agency for each in covered.statuses}) == 1 and decided is None
        stated = " · ".join(labels[of] + ("" if alone else f" ({listed(by)})") for of, by in by_status.items())
        reported = covered.state is ActionState.REPORTED
        last = f" – last reported on in {covered.last_reported}" if covered.last_reported and not reported else ""
        if covered.state is ActionState.UNREPORTED and covered.pointer_by:
            last = self._ours(f" – {listed(covered.pointer_by)} only pointed to another action") + last
        if decided is None:
            return f"{text.differing([covered])}: {stated}" if mark.look == "differ" else mark.label + last
        others = f" Agencies stated: {stated}." if by_status.keys() - {decided.status} else ""
        why = f"{labels[decided.status]} – assessed by {decided.by}: {decided.because.rstrip('.')}.{others}"
        return why if reported else f"{mark.label}{last}. {why}"

    def _period(self, report: YearEndReport, objective: ObjectiveStanding, since_then: str = "") -> Iterator[doc.Part]:
        """What was reported on an objective in one period. Of later returns (`since_then`), only progress is shown."""
        edition = report.edition
        heading = f"{since_then}{edition.period_id or 'latest'}" if since_then else text.report_title(edition)
        yield doc.Heading(3, doc.words(heading), context=(Run(": "), *self._words.text(objective.title)))
        if agencies := [self._words.agency(edition, code) for code in report.active_under(objective.id)]:
            yield doc.paragraph(Run("Active agencies", bold=True), Run(" – "), doc.joined(agencies), look=doc.Look.LEAD)
        own = report.under(objective.id)
        found = by_first((each.id, (action, each)) for action in own for each in action.updates).values()
        by_title = by_first((_title(places[0][1]), places) for places in found)
        for title in (_REPORTED, *text.NO_REPORT.values(), *([] if since_then else [_NIL])):
            if updates := by_title.get(title):
                yield doc.paragraph(title, look=doc.Look.SUBHEADING)
                each = (doc.Box("update", tuple(self._update(places, objective, edition))) for places in updates)
                yield doc.Box("updates", tuple(each))
        if not found:
            then, active = report.edition.period_id or "latest", report.coverage.active.get(objective.id)
            work = f"Work by {listed(active)} on this objective in {then} was published at the time." if active else ""
            withheld = any(each.covered.state is ActionState.REPORTED for each in own)
            none = f"{'What' if withheld else 'Nothing'} was reported on this objective in {then}"
            yield doc.paragraph(self._words.say(work or f"{none}{' is not published' if withheld else ''}."))

    def _update(
        self, places: Sequence[tuple[ActionReport, ReportedUpdate]], objective: ObjectiveStanding, edition: Edition
    ) -> Iterator[doc.Part]:
        """An update in full where it is first printed in the report, and a link to that place everywhere else."""
        update, plan, in_report = places[0][1], edition.framework, self._report.edition.by_file_code
        status = plan.status_by_id[update.status].label if update.status and not update.nil else ""
        came_as = dict.fromkeys(each.reported_as for _, each in places if each.reported_as)
        details = [
            self._ours(actions([in_report[action.standing.entry.code].code for action, _ in places])),
            *filter(None, [status, text.months(*update.part) if update.part else ""]),
            *(self._ours(f"reported as Action {code}") for code in came_as),
        ]
        by = (Run(listed(update.agencies), bold=True), Run("".join(f" · {each}" for each in details)))
        if (first := self._first_in.setdefault(update.id, objective)) is not objective:
            there = Run(f"printed under “{first.title}”", href=f"#{update.id}")
            yield doc.paragraph(*by, Run(": "), there, look=doc.Look.DETAILS)
            return
        yield doc.Heading(4, by, update.id)
        yield from map(doc.Passage, _texts(update, edition))
        for column in (each for each in plan.link_columns if each.id in update.links):
            shown = ((a.split("://", 1)[-1], a if is_web_address(a) else None) for a in update.links[column.id])
            addresses = [doc.words(address, href=href) for address, href in shown]
            yield doc.paragraph(Run(f"{column.heading}: ", bold=True), doc.joined(addresses), look=doc.Look.LINKS)


def _title(update: ReportedUpdate) -> str:
    return _NIL if update.nil else text.NO_REPORT.get(update.answer, _REPORTED)


def own_parts(sections: Sections) -> Iterator[doc.Heading | doc.Passage]:
    """The parts of a coordinator's text; its headings rank below the report's title."""
    for block in sections:
        yield doc.Heading(block.level - 1, block.runs) if isinstance(block, Subheading) else doc.Passage(block)


def _texts(update: ReportedUpdate, edition: Edition) -> Iterator[Block]:
    """The texts of an update, column by column. Each begins with the label of its column; progress has none."""
    idle = update.status is None or not edition.framework.status_by_id[update.status].progress
    for column in edition.framework.text_columns:
        blocks = update.blocks.get(column.id, ())
        if column.id == "progress" and update.nil:
            yield from blocks if update.explained else ()
        elif column.id == "progress":
            yield from blocks if blocks or (idle and update.texts) else _NO_DESCRIPTION
        elif blocks:
            runs, others = (blocks[0].runs, blocks[1:]) if isinstance(blocks[0], Paragraph) else ((), blocks)
            yield Paragraph((Run(f"{column.label} ", bold=True), *runs))
            yield from others
