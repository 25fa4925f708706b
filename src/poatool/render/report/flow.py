"""Lay out the report as a document in reading order."""

from collections import Counter
from collections.abc import Iterable, Iterator

from poatool.blocks import Item, ItemList, Run, Runs, is_web_address
from poatool.cell_text import laid_out
from poatool.framework.events import EventKind
from poatool.render import document as doc, text
from poatool.render.coverage.state_marks import DARK, LIGHT, chart, chart_in_words
from poatool.render.report.objectives import Body, own_parts
from poatool.render.report.words import anchor, figures, headline, link, links, method, reasons_for_draft
from poatool.reports.changes import PlanChange, Since, Way, since
from poatool.reports.coverage_model import ActionState, AgencyAnswer
from poatool.reports.year_end_model import CASE_STUDIES, YearEndReport
from poatool.text import by_first, listed, long_date, one_line, slug

_Headed = tuple[str, int] | tuple[str, int, bool]  # a heading, its share of the width, and whether it is above numbers
_CHART_WIDTH = 800
_PLAN = {
    PlanChange.ADDED: "Added to the plan",
    PlanChange.REINSTATED: "Reinstated in the plan",
    PlanChange.INCORPORATED: "Incorporated",
    PlanChange.WITHDRAWN: "Withdrawn from the plan",
    PlanChange.CHANGED: listed([kind for kind in EventKind if kind.replaces], "or").capitalize(),
}
_WAYS = {Way.FORWARD: "forward", Way.BACK: "back", Way.LEVEL: "neither way"}


def report_flow(report: YearEndReport) -> doc.Document:
    """Lay out a report as a document."""
    parts, mark = _Flow(report).parts(), "DRAFT" if any(reasons_for_draft(report)) else ""
    title, described = text.report_title(report.edition), f"{text.share_reported(report.coverage)}."
    looks, day = {"light": LIGHT, "dark": DARK}, report.last_updated
    return doc.Document(title, report.edition, tuple(parts), "report", mark, described, looks, day)


class _Flow(Body):
    def parts(self) -> Iterator[doc.Part]:
        report, words = self._report, self._words
        changed = since(report)
        when = f" in {report.period}" if report.period else ""
        how = "status" if report.coverage.shows_statuses else "whether they were reported on"
        subtitle = f"Actions in force{when}, by pillar and {how}"
        yield from self._front()
        yield doc.Heading(1, doc.words("At a glance"), "glance")
        yield figures(report, self._marks, changed, words)
        yield doc.paragraph(words.say(headline(report, self._marks), bold=True))
        in_words = self._ours(chart_in_words(self._marks))
        svg, height = chart(self._marks, in_words, self._ours, width=_CHART_WIDTH)
        web, _ = chart(self._marks, in_words, self._ours)
        yield doc.Picture(svg, _CHART_WIDTH, height, self._ours(subtitle), in_words, web, "standing")
        yield doc.Contents("Contents")
        yield from self._own_texts(1, ("foreword", "summary"))
        yield doc.Heading(1, words.say("Every action"), "actions")
        yield self._squares()
        yield doc.Heading(1, words.say("How the actions stand"), "standing")
        yield self._standing(subtitle)
        if changed:
            yield doc.Heading(1, doc.words(f"What changed since {changed.period}"), "changes")
            yield from self._changes(changed)
        yield from (doc.Box("pillar", tuple(self.pillar(pillar))) for pillar in report.edition.pillars)
        if studies := tuple(self._own_texts(2, (name for name in report.texts if name.startswith(CASE_STUDIES)))):
            yield doc.Heading(1, doc.words("Case studies"), "case-studies")
            yield from studies
        yield doc.Heading(1, doc.words("By agency"), "agencies", new_page=True)
        yield self._agencies()
        yield doc.Heading(1, doc.words("About this report"), "about")
        yield from map(doc.Passage, laid_out(words.plan.introduction, marks=words.plan.all_marks))
        yield doc.paragraph(words.say(" ".join(method(report))))
        source = words.plan.source
        title = ("Source of the plan", source.title, (source.url if is_web_address(source.url or "") else None))
        about = (title, ("Licence", source.licence, None), ("Contact", source.contact, None))
        if known := [(label, Run(one_line(value), href=href)) for label, value, href in about if value]:
            yield doc.Passage(ItemList(tuple(Item((Run(f"{label}: ", bold=True), run)) for label, run in known)))

    def _front(self) -> Iterator[doc.Part]:
        report, source = self._report, self._words.plan.source
        yield doc.paragraph(self._words.text(one_line(self._words.plan.title)), look=doc.Look.SUBTITLE)
        yield doc.paragraph(text.report_title(report.edition), look=doc.Look.TITLE)
        updated = f"Last updated {long_date(report.last_updated)}" if report.last_updated else ""
        by = " · ".join(filter(None, (one_line(source.publisher or ""), updated)))
        yield doc.paragraph(self._words.text(by), look=doc.Look.DETAILS)
        if still_open := " ".join(reasons_for_draft(report)):
            yield doc.paragraph(Run("Draft. ", bold=True), self._words.say(still_open), look=doc.Look.NOTICE)
        for reason in report.corrections:
            yield doc.paragraph(Run("Corrected: ", bold=True), one_line(reason), look=doc.Look.NOTICE)

    def _own_texts(self, level: int, names: Iterable[str]) -> Iterator[doc.Part]:
        for number, name in enumerate(names, 1):
            if written := self._report.texts.get(name):
                place = f"{CASE_STUDIES}-{number}" if name.startswith(CASE_STUDIES) else slug(name, "text")
                yield doc.Heading(level, written.title or doc.words(name.capitalize()), place)
                yield from own_parts(written.nested_under(level + 1))

    def _grid(self, caption: str, about: str, columns: Iterable[_Headed], rows: Iterable[tuple[Runs, ...]]) -> doc.Grid:
        headed = tuple(doc.GridColumn(*column) for column in columns)
        return doc.Grid(self._ours(caption), self._ours(about), headed, tuple(rows))

    def _squares(self) -> doc.Grid:
        found = [
            (objective, [doc.Square(code, anchor(code), mark.look, mark.label) for code, mark in marks])
            for objective in self._report.edition.objectives
            if (marks := [(each.code, self._mark_of[each.code]) for each in objective.actions if each.in_force])
        ]
        titles = (self._words.text(objective.title) for objective, _ in found)
        states = (doc.joined(((*link(s.text), Run(f" {s.label}")) for s in squares), "; ") for _, squares in found)
        grid = self._grid(
            "Every action in force and its state, by objective",
            "For each objective, its actions by their codes, each with its state.",
            (("Objective", 2), (self._ours("Actions"), 3)),
            zip(titles, states, strict=True),
        )
        anchors = tuple(f"objective-{objective.id}" for objective, _ in found)
        return grid._replace(anchors=anchors, squares=tuple(tuple(squares) for _, squares in found))

    def _standing(self, caption: str) -> doc.Grid:
        marks = self._marks
        rows = [
            (
                (Run(mark.label, bold=True), *doc.words(f". {mark.meaning}" if mark.meaning else "")),
                *(doc.words(str(number)) for number in (*mark.counts, len(mark.codes))),
                links(mark.codes),
            )
            for mark in marks.each
        ]
        totals = (doc.words(str(number), bold=True) for number in (*marks.totals, sum(marks.totals)))
        rows.append(((Run("In force", bold=True), *self._words.say(f". {marks.not_counted}")), *totals, doc.words("–")))
        # Widths are percentages. The names of up to three pillars fit on one line; with more, codes get more room.
        many = max(3, len(marks.pillars))
        numbers = [(h, min(60 // many, max(map(len, h.split())) * 4 // 3 + 3), True) for h in (*marks.pillars, "All")]
        left = 100 - sum(share for _, share, _ in numbers)
        label = left * 2 // many
        grid = self._grid(
            caption,
            "For each state of actions, the number in each pillar, and the codes.",
            (("How they stand", max(18, label)), *numbers, (self._ours("Actions"), max(12, left - label))),
            rows,
        )
        anchors = tuple(f"standing-{mark.anchor}" for mark in marks.each)
        return grid._replace(anchors=anchors, looks=tuple(mark.look for mark in marks.each))

    def _changes(self, changed: Since) -> Iterator[doc.Part]:
        named, plan, now = self._words.named, self._words.plan, self._report.edition.period_id or "latest"
        labels = {each.id: text.STATES[ActionState.NIL] if each.nil else each.label for each in plan.statuses}
        found = (((_PLAN[kind], e.into), e.action) for kind in _PLAN for e in changed.plan if e.change is kind)
        reported = {
            f"Perhaps reported in {changed.period}, when work on their objectives was published": changed.perhaps,
            "Newly reported on": changed.newly_reported,
            "Reported on again": changed.reported_again,
            "No longer reported on": changed.no_longer_reported,
            f"Not reported in {changed.period} either": changed.still_unreported,
        }
        always = ("Newly reported on", "No longer reported on")
        lines = [*by_first(found).items()]
        lines += [((label, ()), [*codes]) for label, codes in reported.items() if codes or label in always]
        items: list[Item] = []
        for (label, into), codes in lines:
            behind = (Run(" into "), *named(into)) if into else ()
            items.append(Item((Run(f"{label}: ", bold=True), *(named(codes) or doc.words("none")), *behind)))
        yield doc.Passage(ItemList(tuple(items)))
        if not changed.moved:
            return
        rows: list[tuple[Runs, ...]] = []
        for each in changed.moved:
            said = (listed([labels[id_] for id_ in ids]) for ids in (each.before, each.after))
            rows.append((link(each.action), *map(doc.words, (each.agency, *said, _WAYS[each.way]))))
        counts = Counter(each.way for each in changed.moved)
        ways = listed([f"{counts[way]} {word}" for way, word in _WAYS.items() if counts[way]])
        yield self._grid(
            ": ".join(filter(None, (f"Statuses that changed ({len(changed.moved)})", ways))),
            "For each status that changed, the action, the agency, the old and new status, and the direction.",
            ((self._ours("Action"), 2), ("Agency", 2), (changed.period, 3), (now, 3), ("Direction", 2)),
            rows,
        )

    def _agencies(self) -> doc.Grid:
        report, rows = self._report, []
        in_force = [action for action in report.coverage.actions if action.state.in_force]
        for agency in report.coverage.agencies:
            number = sum(agency.code in update.agencies for update in report.updates)
            answers = [(each.code, each.answer(agency.code)) for each in in_force if not each.state.settled]
            reported, nil = (
                links([code for code, answer in answers if answer in which])
                for which in ([AgencyAnswer.REPORTED], [AgencyAnswer.NIL, AgencyAnswer.POINTER])
            )
            named = self._words.agency(report.edition, agency.code)
            absent = not (agency.submitted or agency.reported)
            if absent and agency.code in report.later_from:
                reported = doc.words("its return came later")
            elif absent and (agency.is_expected or agency.code in report.coverage.not_expected):
                reported = doc.words("no return came in" if agency.is_expected else "no return was expected")
            nil = doc.words("any action") if agency.nil_return and not (agency.nil or agency.reported) else nil
            rows.append((named, doc.words(str(number)), reported, nil))
        shared = any(len(update.agencies) > 1 for update in report.updates)
        return self._grid(
            f"What each agency reported on{'; a joint update counts for each of its agencies' if shared else ''}",
            "For each agency, its number of updates, the actions it reported on, and those without progress.",
            (("Agency", 5), ("Updates", 2, True), ("Reported on", 5), ("No progress on", 4)),
            rows,
        )
