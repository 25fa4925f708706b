"""Put a report into words: its figures and headline, why it is a draft, texts with links, and decisions."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from poatool import __version__
from poatool.blocks import Run, Runs, with_languages
from poatool.decisions import model as decisions
from poatool.decisions.waivers import waiver_in_words
from poatool.framework.edition import Edition
from poatool.framework.model import Framework, Reach
from poatool.render import document as doc, text
from poatool.render.coverage.state_marks import Marks
from poatool.reports.changes import Since
from poatool.reports.year_end_model import YearEndReport
from poatool.text import actions, counted, listed, long_date, one_line
from poatool.workbooks.own import COMPILED_WITH

_Figure = tuple[str, Runs, Runs]  # its label, its number, and a note on the number
_LINK_LIMIT = 8  # how many actions a figure may link to, and the notice on a draft may name
_NAME_LIMIT = 4  # a note names up to this many actions; if more, it counts them


class Words(NamedTuple):
    """Make runs of texts, with a plan's languages and its word for an action."""

    plan: Framework

    def text(self, text: str) -> Runs:
        """A text from the plan or an agency, with its languages marked."""
        return with_languages(doc.words(text), self.plan.all_marks)

    def say(self, sentence: str, *, bold: bool = False) -> Runs:
        """A sentence from poatool itself, with the plan's word for an action."""
        return doc.words(self.plan.in_its_words(sentence), bold=bold)

    def named(self, codes: Sequence[str], most: int | None = None) -> Runs:
        """`Actions 1, 3 and 5`, each code as a link; only `most` of them, or one more: `Actions 1, 3 and 4 more`."""
        links = [link(code) for code in codes[: most if most and len(codes) > most + 1 else None]]
        if further := len(codes) - len(links):
            links.append(doc.words(f"{further} more"))
        if not links:
            return ()
        before = (*doc.joined(links[:-1]), Run(" and ")) if len(links) > 1 else ()
        return (*self.say("Actions " if len(codes) > 1 else "Action "), *before, *links[-1])

    def agency(self, edition: Edition, code: str) -> Runs:
        """An agency's name in the period, with its code."""
        return self.text(f"{one_line(edition.agency_name(code))} ({code})")


def anchor(code: str) -> str:
    """The anchor of an action."""
    return f"action-{quote(code)}"


def link(code: str) -> Runs:
    """The code of an action as a link."""
    return doc.words(code, href=f"#{anchor(code)}")


def links(codes: Sequence[str]) -> Runs:
    """The codes of actions as links, or a dash if there are none."""
    return doc.joined(map(link, codes)) or doc.words("–")


STATES = {
    decisions.State.APPLIED: "in use",
    decisions.State.STALE: "stale",
    decisions.State.IDLE: "not used: nothing in this report concerns it, or it has run out",
}


def in_words(decision: decisions.Decision, plan: Framework) -> str:  # noqa: PLR0911 - a sentence for each kind
    """Describe what a decision settles, such as `Action 14: Delayed`."""
    match decision:
        case decisions.AssessedStatus(action=action, status=status):
            return f"{plan.in_its_words('Action')} {action}: {plan.status_by_id[status].label}"
        case decisions.Counts(agency=agency, file=file, instead_of=other):
            return f"{agency}: {file} counts instead of {other}"
        case decisions.Edit(update=update, column=column):
            return f"{update}: {plan.column_by_id[column].heading} edited"
        case decisions.Withhold(update=update):
            return f"{update}: withheld"
        case decisions.Accept():
            return f"{waiver_in_words(decision)}: accepted"
        case decisions.Extension(agency=agency, until=until):
            return f"{agency}: due by {long_date(until)}"
        case decisions.Clearance(agency=agency, cleared_by=role, date=date):
            return f"{agency}: cleared{f' by {role}' if role else ''}{f' on {date}' if date else ''}"
        case decisions.NotExpected(agency=agency, action=action):
            on = f" on {plan.in_its_words('Action')} {action}" if action else ""
            return f"{agency}: not expected to report{on}"
        case _:
            raise AssertionError(decision)


def figures(report: YearEndReport, found: Marks, since: Since | None, words: Words) -> doc.Grid:
    """The four figures. “Newly reported on” needs an earlier report; without one, agencies are counted instead."""
    covered, stand = report.coverage, report.coverage.standing
    nil = next(mark.codes for mark in found.each if mark.look == "nil")
    before = f"{since.reported} of {since.in_force} in {since.period}" if since and not since.perhaps else ""
    begun = [f"{covered.nil - len(nil)} not begun"] if covered.nil > len(nil) else []
    others = listed([*begun, *text.further(covered)])

    def figure(label: str, number: int, codes: Sequence[str] = (), note: str = "", of: str = "") -> _Figure:
        below = (*words.named(codes, _LINK_LIMIT), *(doc.words(" – ") if codes and note else ()), *words.say(note))
        return words.plan.in_its_words(label), (*doc.words(str(number), bold=True), *doc.words(of)), below

    reporting = {agency for action in covered.actions for agency in action.reported_by}
    beside = "; ".join(filter(None, (others and f"besides these, {others}", before)))
    again = _unreported_again(report, since) if since and since.still_unreported else ""
    last = figure("Agencies that reported", len(reporting))
    if since:
        last = figure("Newly reported on", len(since.newly_reported), since.newly_reported)
    four = (
        figure("Actions reported on", covered.reported, note=beside, of=f" of {covered.in_force}"),
        figure("Nothing to report", len(nil), nil),
        figure("Not reported", len(stand.unreported), stand.unreported, again),
        last,
    )
    return doc.Grid(
        caption="",
        description="The report in figures",
        columns=tuple(doc.GridColumn(label) for label, _, _ in four),
        rows=(tuple(number for _, number, _ in four), tuple(note for _, _, note in four)),
        anchors=("standing", "standing-nil", "standing-unreported", "changes" if since else "agencies"),
        looks=("", "", "alarm" if stand.unreported else "", ""),
        figures=True,
    )


def _unreported_again(report: YearEndReport, since: Since) -> str:
    """The actions that were not reported on in the earlier period either: `3 and 5 for the second year running`."""
    least = "at least " if len(report.coverage.earlier) > 1 else ""
    running = f"for {least}the second {text.period_kind(report.edition)[1]} running"
    plan, now = report.edition.framework, report.edition.period
    if now is None or any(plan.period_by_id[since.period].start < each.start < now.start for each in plan.periods):
        running = f"nor in {since.period}"
    if since.still_unreported == report.coverage.standing.unreported:
        return running
    again = since.still_unreported
    return f"{listed(again) if len(again) <= _NAME_LIMIT else f'{len(again)} of them'} {running}"


def headline(report: YearEndReport, found: Marks) -> str:
    """The title of the chart: the most common state, and how many actions nobody reported on."""
    if not (in_force := report.coverage.in_force):
        return "No action was in force"
    groups = {reach: [mark for mark in found.each if mark.reach is reach and mark.codes] for reach in Reach}
    leading = max(groups.values(), key=lambda marks: sum(len(mark.codes) for mark in marks))
    if number := sum(len(mark.codes) for mark in leading):
        how = listed([mark.label[:1].lower() + mark.label[1:] for mark in leading], "or")
        many = "All actions" if in_force > 1 else "The only action"
        if number < in_force:
            many = f"{'Most' if 2 * number > in_force else f'{number} of {in_force}'} actions"
        first = f"{many} {'is' if number == 1 else 'are'} {how}"
    else:
        reported = report.coverage.reported
        first = f"{reported} of {counted(in_force, 'action')} {'was' if reported == 1 else 'were'} reported on"
    missing, differ = report.coverage.standing.unreported, report.coverage.standing.differ
    if len(differ) > len(missing):
        who = text.differing(report.coverage.actions, counted(len(differ), "action"))
        first += f"; {who.replace('Agencies', 'agencies')}"
    if missing:
        first += f"; {len(missing)} {'was' if len(missing) == 1 else 'were'} not reported on{_main_pillar(found)}"
    return first


def _main_pillar(found: Marks) -> str:
    """The pillar with the most unreported actions: `, 3 of them in Prevention`; empty if none stands out."""
    counts = next(mark.counts for mark in found.each if mark.look == "unreported")
    ((most, title), *others) = sorted(zip(counts, found.pillars, strict=True), key=lambda each: -each[0])
    if not others or most < 2 or most == others[0][0]:  # noqa: PLR2004 - one action does not show where most are
        return ""
    return f", all of them in {title}" if most == sum(counts) else f", {most} of them in {title}"


def method(report: YearEndReport) -> tuple[str, ...]:
    """Sentences about how a report was made."""
    printed = (report, *report.earlier)
    files = counted(len({e.submission.path for r in printed for e in r.submissions if e.submission.readable}), "file")
    updates = {update.id: update for each in printed for update in each.updates}
    edited = sum(bool(update.replaced) for update in updates.values())
    aside = counted(len(report.set_aside), "entry", "entries")
    return (
        f"{COMPILED_WITH} {__version__} from {files} that agencies sent in.",
        f"It publishes {counted(len(updates), 'update')} in agencies’ words"
        + (f", {edited} of them edited." if edited else "."),
        *([f"Set aside until corrected, and not counted here: {aside}."] if report.set_aside else []),
        "An action counts as reported on when at least one agency described progress on it.",
        "Actions that were incorporated into another, or that were not in force, are not counted.",
    )


def reasons_for_draft(report: YearEndReport) -> Iterator[str]:
    """Say why a report is not yet final, without mentioning what is withheld."""
    yield from tuple(_open(report)) or (("A decision on it is still needed.",) if report.unsettled else ())


def _open(report: YearEndReport) -> Iterator[str]:
    if aside := report.set_aside:
        entries, are = counted(len(aside), "entry", "entries"), "is" if len(aside) == 1 else "are"
        yield f"{entries} {are} set aside until corrected and {are} not counted here."
    if codes := report.undecided:
        which = actions(codes) if len(codes) <= _LINK_LIMIT else f"{len(codes)} actions"
        yield f"{text.differing(report.coverage.actions, which)}."
    if stale := sum(ruling.state is decisions.State.STALE for ruling in report.rulings):
        yield f"{counted(stale, 'decision has', 'decisions have')} to be made again."
