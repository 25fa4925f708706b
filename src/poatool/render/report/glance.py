"""Summarise a report at a glance: its figures, the title of its chart, and why it is a draft."""

from collections.abc import Iterator, Sequence

from poatool.blocks import Runs
from poatool.decisions import model as decisions
from poatool.framework.model import Reach
from poatool.render import document as doc, text
from poatool.render.coverage.state_marks import Marks
from poatool.render.report.words import Words
from poatool.reports.changes import Since
from poatool.reports.year_end_model import YearEndReport
from poatool.text import actions, counted, listed

_Figure = tuple[str, Runs, Runs]  # its label, its number, and a note on the number
_LINK_LIMIT = 8  # how many actions a figure may link to, and the notice on a draft may name
_NAME_LIMIT = 4  # a note names up to this many actions, and counts more


def figures(report: YearEndReport, found: Marks, since: Since | None, words: Words) -> doc.Grid:
    """The four figures. “Newly reported on” needs an earlier report; without one, agencies are counted instead."""
    covered, stand = report.coverage, report.coverage.standing
    nil = next(mark.codes for mark in found.each if mark.look == "nil")
    before = f"{since.reported} of {since.in_force} in {since.period}" if since and not since.perhaps else ""
    begun = f"and {covered.nil - len(nil)} not begun" if covered.nil > len(nil) else ""
    reporting = {agency for update in report.updates if not update.nil for agency in update.agencies}

    def figure(label: str, number: int, codes: Sequence[str] = (), note: str = "", of: str = "") -> _Figure:
        between = doc.words(" – ") if codes and note else ()
        below = (*words.named(codes, _LINK_LIMIT), *between, *words.say(note))
        return words.plan.in_its_words(label), (*doc.words(str(number), bold=True), *doc.words(of)), below

    closed = f"{covered.closed} completed earlier" if covered.closed else ""
    beside = "; ".join(filter(None, (begun, closed, before)))
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


def reasons_for_draft(report: YearEndReport) -> Iterator[str]:
    """Say why a report is not yet final, without mentioning what is withheld."""
    yield from tuple(_open(report)) or (("A decision on it is still needed.",) if report.unsettled else ())


def _open(report: YearEndReport) -> Iterator[str]:
    if aside := report.set_aside:
        agencies = {entry.agency or "" for entry in aside}
        by = listed(report.edition.framework.in_order(agencies)) if "" not in agencies else ""
        entries, are = counted(len(aside), "entry", "entries"), "is" if len(aside) == 1 else "are"
        yield f"{entries}{f' from {by}' if by else ''} {are} set aside until corrected and {are} not counted here."
    if codes := report.undecided:
        which = actions(codes) if len(codes) <= _LINK_LIMIT else f"{len(codes)} actions"
        yield f"{text.differing(report.coverage.actions, which)}."
    if stale := sum(ruling.state is decisions.State.STALE for ruling in report.rulings):
        yield f"{counted(stale, 'decision has', 'decisions have')} to be made again."
