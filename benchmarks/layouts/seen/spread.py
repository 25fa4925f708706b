"""More wide tables, and the whole plan listed with few answers."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from layouts.draw import TABLES, WHOLE, WIDE, Draw, Entry, Page
from layouts.model import Book, ExpectedUpdate, Forbidden
from layouts.seen.fresh import kind, row, usual
from layouts.seen.parts import USUAL, opened, some

# Side by side.


@kind("wide-panels-side-by-side", WIDE)
def panels(draw: Draw) -> Book:
    """Two small tables side by side, each under the title of its pillar."""
    page, agency = opened(draw)
    by_pillar = [
        [action.code for action in actions]
        for _, actions in groupby(draw.plan.actions, key=lambda action: action.pillar)
    ]
    heads = [draw.heading(role) for role in ("action", "status", "progress")]
    top, left, entries = page.row, page.left, []
    for codes in draw.dice.sample(by_pillar, 2):
        page.row = top
        page.line(draw.plan.action(codes[0]).pillar, bold=True)
        page.merge(top, page.left, top, page.left + 2)
        page.line(*heads, bold=True)
        for code in codes[:3]:
            entry = draw.entry(code, agency, steps=False)
            page.line(draw.number(code), entry.status_word, entry.progress)
            entries.append(entry)
        page.left += 4
    page.left = left
    return draw.book([page], draw.expected(entries))


@kind("wide-yes-and-no-in-statuses", WIDE)
def yes_and_no(draw: Draw) -> Book:
    """A column for each status, with yes in one and no in all others."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    statuses = [status for status in draw.plan.statuses if not status.nil]
    draw.heads(page, [draw.heading("action"), draw.heading("progress"), *(status.label for status in statuses)])
    yes, no = draw.dice.choice((("Yes", "No"), ("Y", "N"), ("☒", "☐")))
    for entry in entries:
        marks = [yes if status.id == entry.status.id else no for status in statuses]
        page.line(draw.number(entry.code), entry.progress, *marks)
    return draw.book([page], draw.expected(entries, steps=False))


@kind("wide-ticks-counted-below", WIDE)
def ticks_counted(draw: Draw) -> Book:
    """A tick in a column of statuses, and a last row that counts the ticks."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    statuses = [status for status in draw.plan.statuses if not status.nil]
    heads = [draw.heading("action"), *(status.label for status in statuses), draw.heading("progress")]
    draw.heads(page, [*heads, draw.heading("next")])
    for entry in entries:
        ticks = ["✓" if status.id == entry.status.id else "" for status in statuses]
        page.line(draw.number(entry.code), *ticks, entry.progress, entry.steps)
    counts = [sum(entry.status.id == status.id for entry in entries) for status in statuses]
    page.line(draw.pick(("Total", "Count", "Sum")), *counts)
    return draw.book([page], draw.expected(entries))


@kind("wide-one-agency-ticked", WIDE)
def agency_ticked(draw: Draw) -> Book:
    """A column for each agency, with a tick for the one that reports."""
    page = draw.page()
    draw.banner(page)
    agencies = draw.agencies(4)
    draw.heads(page, ["Action", *(agency.code for agency in agencies), *(draw.heading(role) for role in USUAL[1:])])
    entries = [draw.entry(code, draw.dice.choice(agencies)) for code in draw.codes(5)]
    mark = draw.pick(("x", "✓", "●", "X"))
    for entry in entries:
        ticks = [mark if agency == entry.agency else "" for agency in agencies]
        page.line(draw.number(entry.code), *ticks, entry.status_word, entry.progress, entry.steps)
    return draw.book([page], draw.expected(entries))


@kind("wide-agencies-with-counts-between", WIDE)
def counts_between(draw: Draw) -> Book:
    """A group heading for each agency above status and progress, with a count of words or hours after each."""
    page = draw.page()
    draw.banner(page)
    agencies = draw.agencies(2)
    count = draw.pick(("Words", "Hours", "Staff (FTE)"))
    top, left = page.row, page.left
    for place, agency in enumerate(agencies):
        page.put(top, left + 1 + 3 * place, draw.spelling(agency), bold=True)
        page.merge(top, left + 1 + 3 * place, top, left + 3 + 3 * place)
    page.gap()
    draw.heads(page, ["Action", *(["Status", draw.heading("progress"), count] * 2)])
    entries = []
    for code in draw.codes(4):
        mine = [draw.entry(code, agency, steps=False) for agency in agencies]
        cells: list[str | int] = []
        for entry in mine:
            cells += [entry.status_word, entry.progress, len(entry.progress.split())]
        page.line(draw.number(code), *cells)
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("wide-agency-and-role-in-a-heading", WIDE)
def agency_and_role(draw: Draw) -> Book:
    """Police status, Police progress, Customs status, Customs progress: one row of headings."""
    page = draw.page()
    draw.banner(page)
    agencies = draw.agencies(2)
    shape = draw.pick(("{a} {r}", "{a}: {r}", "{a} – {r}", "{r} ({a})"))
    roles = ("Status", "Progress", "Next steps")
    draw.heads(page, ["Action", *(shape.format(a=agency.code, r=role) for agency in agencies for role in roles)])
    entries = []
    for code in draw.codes(4):
        mine = [draw.entry(code, agency) for agency in agencies]
        cells = [cell for entry in mine for cell in (entry.status_word, entry.progress, entry.steps)]
        page.line(draw.number(code), *cells)
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("wide-halves-done-and-planned", WIDE)
def done_and_planned(draw: Draw) -> Book:
    """Work done in each half of the year, and plans for the next half."""
    page, agency = opened(draw)
    year = draw.year
    heads = draw.dice.choice(
        (
            (f"Done January–June {year}", f"Done July–December {year}", f"Planned for {year + 1}"),
            ("What we did, first half", "What we did, second half", "What we will do next year"),
            (f"Progress Jan–Jun {year}", f"Progress Jul–Dec {year}", f"Next steps ({year + 1})"),
        )
    )
    draw.heads(page, ["Action", "Status", *heads])
    updates: list[ExpectedUpdate] = []
    for entry in some(draw, agency, high=5):
        more = draw.text()
        page.line(draw.number(entry.code), entry.status_word, entry.progress, more, entry.steps)
        (update,) = draw.expected([entry])
        updates.append(replace(update, progress=f"{entry.progress}\n\n{more}", parts=True))
    return draw.book([page], updates, may_warn=True)


@kind("wide-thirds-in-bands", WIDE, plan="coast-watch.yaml")
def thirds(draw: Draw) -> Book:
    """A group heading for each third of the year above status, progress and next steps; later thirds are empty."""
    page, agency = opened(draw)
    spans = ("January–April 2023", "May–August 2023", "September–December 2023")
    now = draw.plan.periods.index(draw.period)
    for place, span in enumerate(spans):
        page.put(page.row, page.left + 1 + 3 * place, span, bold=True)
        page.merge(page.row, page.left + 1 + 3 * place, page.row, page.left + 3 + 3 * place)
    page.gap()
    draw.heads(page, ["Measure", *(["Status", "Progress", "Next steps"] * 3)])
    entries, old = [], []
    for code in draw.codes(4):
        cells: list[str] = []
        for place in range(now + 1):
            entry = draw.entry(code, agency)
            cells += [entry.status_word, entry.progress, entry.steps]
            if place == now:
                entries.append(entry)
            else:
                old.append(Forbidden("It was said for an earlier third.", entry.progress))
        page.line(code, *cells)
    return draw.book([page], draw.expected(entries), forbidden=old, may_warn=True)


@kind("wide-quarters-with-money-between", WIDE)
def quarters_and_money(draw: Draw) -> Book:
    """Four quarters side by side, each followed by the money spent, and the total at the end."""
    page, agency = opened(draw)
    heads = [head for n in range(1, 5) for head in (f"Progress Q{n}", f"Spend Q{n} ($000)")]
    draw.heads(page, ["Action", "Status", *heads, "Total spend ($000)"])
    updates: list[ExpectedUpdate] = []
    for entry in draw.entries(3, agency, steps=False):
        parts = [entry.progress, *(draw.text() for _ in range(3))]
        spent = [draw.dice.randrange(5, 90) for _ in parts]
        cells = [cell for pair in zip(parts, spent, strict=True) for cell in pair]
        page.line(draw.number(entry.code), entry.status_word, *cells, sum(spent))
        (update,) = draw.expected([entry])
        updates.append(replace(update, progress="\n\n".join(parts), parts=True))
    return draw.book([page], updates, may_warn=True)


@kind("wide-plan-columns-first", WIDE)
def plan_first(draw: Draw) -> Book:
    """Eight columns with the plan's own data, then the agency's three."""
    page, agency = opened(draw)
    draw.heads(page, ["Pillar", "Objective", "No.", "Action", "Lead", "Measure", "Target date", "Budget", *USUAL_HEADS])
    entries = some(draw, agency)
    for entry in entries:
        action = draw.plan.action(entry.code)
        measure = draw.pick(("Number of people reached", "Yes/no", "Share of cases closed", "Report published"))
        page.line(
            action.pillar,
            action.objective,
            draw.number(entry.code),
            action.text,
            agency.code,
            measure,
            dt.date(draw.year + 2, 12, 31),
            draw.dice.randrange(10, 900),
            entry.status_word,
            entry.progress,
            entry.steps,
        )
    return draw.book([page], draw.expected(entries))


USUAL_HEADS = ("Status", "Progress", "Next steps")

# Under different titles.


@kind("tables-led-and-supported", TABLES)
def led_and_supported(draw: Draw) -> Book:
    """A table of actions that the agency leads, and one of those that it supports."""
    page, agency = opened(draw)
    titles = draw.dice.choice(
        (
            ("A. Actions we lead", "B. Actions we support"),
            ("Part 1: lead agency actions", "Part 2: supporting agency actions"),
            ("Actions for which we are responsible", "Actions to which we contribute"),
        )
    )
    entries = []
    codes = draw.codes(6)
    for title, mine in zip(titles, (codes[:3], codes[3:]), strict=True):
        page.line(title, bold=True)
        lot = [draw.entry(code, agency) for code in mine]
        draw.table(page, USUAL, lot)
        page.gap()
        entries += lot
    return draw.book([page], draw.expected(entries))


@kind("tables-new-and-continued", TABLES)
def new_and_continued(draw: Draw) -> Book:
    """A table of new actions, and one of those continued from earlier years."""
    page, agency = opened(draw)
    titles = draw.dice.choice(
        (
            ("Work that is new this year", "Work that goes on from earlier years"),
            ("New activity", "Existing programmes of work"),
        )
    )
    entries = []
    codes = draw.codes(5)
    named = {role: draw.heading(role) for role in USUAL}
    for title, mine in zip(titles, (codes[:2], codes[2:]), strict=True):
        page.gap()
        page.line(title, bold=True)
        lot = [draw.entry(code, agency) for code in mine]
        draw.table(page, USUAL, lot, named=named)
        entries += lot
    return draw.book([page], draw.expected(entries))


@kind("tables-of-business-groups", TABLES)
def groups(draw: Draw) -> Book:
    """Each business group of the agency has a table under its name; the agency is named above."""
    page, agency = opened(draw)
    names = draw.dice.sample(("Policy group", "Operations", "Corporate services", "Regional delivery", "Legal team"), 3)
    entries = []
    codes = draw.codes(6)
    for name in names:
        page.line(name, bold=True)
        lot = [draw.entry(codes.pop(), agency) for _ in range(2)]
        draw.table(page, USUAL, lot, named={role: draw.heading(role) for role in USUAL})
        page.gap()
        entries += lot
    return draw.book([page], draw.expected(entries))


# The plan listed whole.

Rest = Callable[[int], Sequence[str]]


def _listed(draw: Draw, rest: Rest, *, heads: Sequence[str] = ()) -> tuple[Page, list[Entry], list[str]]:
    """All actions of the plan; four are answered, and the others have `rest`."""
    page, agency = opened(draw)
    number = min(4, len(draw.plan.actions) - 2)
    chosen = set(draw.codes(number))
    draw.heads(page, [draw.heading("action"), draw.heading("action_text"), *(heads or usual(draw)[1:])])
    entries, others = [], []
    for place, action in enumerate(draw.plan.actions):
        begin = (draw.number(action.code), action.text)
        if action.code in chosen:
            entry = draw.entry(action.code, agency)
            page.line(*begin, entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
        else:
            page.line(*begin, *rest(place))
            others.append(action.code)
    return page, entries, others


@kind("whole-form-controls-untouched", WHOLE)
def controls(draw: Draw) -> Book:
    """The word processor's own prompts where nothing is answered."""
    item = draw.pick(("Choose an item.", "Select…", "Please select", "-- select --"))
    text = draw.pick(("Click or tap here to enter text.", "Click here to enter text.", "Tap to type"))
    page, entries, _ = _listed(draw, lambda _: (item, text, text))
    return draw.book([page], draw.expected(entries))


@kind("whole-prompts-of-the-secretariat", WHOLE, plan="river-health.yaml")
def prompts(draw: Draw) -> Book:
    """The secretariat's prompts where nothing is answered."""
    text, steps = draw.dice.choice(
        (
            ("[Agency to complete]", "[Agency to complete]"),
            ("Enter progress here (max 200 words)", "Enter next steps here (max 100 words)"),
            ("<insert update>", "<insert planned work>"),
            ("Please describe what was done", "Please describe what comes next"),
            ("Type here …", "Type here …"),
        )
    )
    page, entries, _ = _listed(draw, lambda _: ("", text, steps))
    return draw.book([page], draw.expected(entries))


@kind("whole-each-left-in-another-way", WHOLE)
def several_ways(draw: Draw) -> Book:
    """Unanswered rows are empty, dashed, dotted or marked, each in another way."""
    ways = (("",), ("-", "-"), ("", "n/a"), ("N/A", "N/A", "N/A"), ("", "–", "–"), ("", "..."), ("", "nil"))
    page, entries, others = _listed(draw, lambda place: ways[place % 7])
    maybe = _either(draw, entries, others, "no_update")
    return draw.book([page], draw.expected(entries), optional=maybe)


def _either(draw: Draw, entries: Sequence[Entry], codes: Sequence[str], status: str) -> list[ExpectedUpdate]:
    """These actions may be published with this status, with none, or not at all."""
    agency = entries[0].agency.published
    return [ExpectedUpdate(agency, (code,), draw.period, said, "") for code in codes for said in (status, None)]


@kind("whole-others-will-report", WHOLE)
def others_report(draw: Draw) -> Book:
    """Actions of other agencies say who will report on them."""
    words = draw.pick(("{a} to report", "See return of {a}", "Refer to {a}", "Led by {a}, nothing from us"))
    page, entries, others = _listed(draw, lambda _: ("", words.format(a=draw.agency().code)))
    maybe = _either(draw, entries, others, "no_update")
    return draw.book([page], draw.expected(entries), optional=maybe, may_warn=True)


@kind("whole-default-status", WHOLE)
def default_status(draw: Draw) -> Book:
    """The template sets Not started in every row, and nobody wrote anything beside it."""
    word = draw.plan.status("not_started").label
    page, entries, others = _listed(draw, lambda _: (word,))
    maybe = _either(draw, entries, others, "not_started")
    return draw.book([page], draw.expected(entries), optional=maybe, may_warn=True)


@kind("whole-nothing-from-us-in-words", WHOLE, plan="secure-services.yaml")
def nothing_in_words(draw: Draw) -> Book:
    """Every unanswered row says that there is nothing to report."""
    page, entries, others = _listed(draw, lambda _: ("", "Nothing to report"))
    maybe = _either(draw, entries, others, "none")
    return draw.book([page], draw.expected(entries), optional=maybe)


@kind("whole-blanks-that-are-none", WHOLE)
def blank_signs(draw: Draw) -> Book:
    """Unanswered rows have spaces, line breaks and no-break spaces."""
    signs = (" ", "\u00a0", "\n", "  ", "\u200b", " \n ")
    page, entries, _ = _listed(draw, lambda place: (signs[place % 6], signs[(place + 1) % 6]))
    return draw.book([page], draw.expected(entries))


@kind("whole-last-years-text-filled-in", WHOLE)
def last_year_filled(draw: Draw) -> Book:
    """Last year's published texts are filled in for every action, beside the column for this year."""
    page, agency = opened(draw)
    chosen = set(draw.codes(4))
    head = draw.pick((f"Published in {draw.before}", f"{draw.before} update (published)", f"Your {draw.before} text"))
    draw.heads(page, ["Action", head, "Status", f"Progress {draw.period}", "Next steps"])
    entries, old = [], []
    for action in draw.plan.actions:
        before = draw.text()
        old.append(Forbidden("It was published last year.", before))
        if action.code in chosen:
            entry = draw.entry(action.code, agency)
            page.line(draw.number(action.code), before, entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
        else:
            page.line(draw.number(action.code), before)
    return draw.book([page], draw.expected(entries), forbidden=old, may_warn=True)


@kind("whole-under-objectives", WHOLE)
def under_objectives(draw: Draw) -> Book:
    """Every objective in a merged row, its actions below it, and few of them answered."""
    page, agency = opened(draw)
    chosen = set(draw.codes(5))
    draw.heads(page, usual(draw))
    entries = []
    for number, (objective, actions) in enumerate(
        groupby(draw.plan.actions, key=lambda action: action.objective), start=1
    ):
        there = page.line(f"{draw.pick(('Objective', 'Goal'))} {number}: {objective}", fill="EEEEEE")
        page.merge(there, page.left, there, page.left + 3)
        for action in actions:
            if action.code in chosen:
                entry = draw.entry(action.code, agency)
                row(draw, page, entry)
                entries.append(entry)
            else:
                page.line(f"{action.code}. {action.text}")
    return draw.book([page], draw.expected(entries))
