"""Layouts other than a plain table: things side by side, forms, exports of other programs, tables on their side."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from layouts.draw import FORMS, TURNED, WIDE, Draw, Entry, Page
from layouts.model import Book, Forbidden
from layouts.seen import headings
from layouts.seen.bank import kind
from layouts.seen.parts import USUAL, action_title, opened, some

TICKS = ("✓", "x", "X", "✔", "Yes", "1", "•")


# Wide tables.


def _ticked(draw: Draw, mark: str) -> Book:
    """A column for each status, with a mark in the right one."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    statuses = [status for status in draw.plan.statuses if not status.nil]
    draw.heads(page, [draw.heading("action"), *(status.label for status in statuses), draw.heading("progress")])
    for entry in entries:
        ticks = [mark if status.id == entry.status.id else "" for status in statuses]
        page.line(draw.number(entry.code), *ticks, entry.progress)
    return draw.book([page], draw.expected(entries, steps=False))


@kind("wide-mark-in-a-status", WIDE)
def wide_marks(draw: Draw) -> Book:
    return _ticked(draw, draw.pick(TICKS))


@kind("wide-mark-below-a-band", WIDE)
def wide_band_of_statuses(draw: Draw) -> Book:
    """The same, with Status in a merged cell over the columns of statuses, and next steps at the end."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    statuses = [status for status in draw.plan.statuses if not status.nil]
    row, left = page.row, page.left
    page.put(row, left + 1, draw.pick(("Status (tick one)", "Status", "Where is it at?")), bold=True)
    page.merge(row, left + 1, row, left + len(statuses))
    page.gap()
    heads = [
        draw.heading("action"),
        *(status.label for status in statuses),
        draw.heading("progress"),
        draw.heading("next"),
    ]
    draw.heads(page, heads)
    mark = draw.pick(TICKS)
    for entry in entries:
        ticks = [mark if status.id == entry.status.id else "" for status in statuses]
        page.line(draw.number(entry.code), *ticks, entry.progress, entry.steps)
    return draw.book([page], draw.expected(entries))


@kind("wide-text-below-its-status", WIDE)
def wide_text_in_status(draw: Draw) -> Book:
    """A column for each status, with the text itself in the right one."""
    page, agency = opened(draw)
    statuses = [status for status in draw.plan.statuses if status.progress and not status.nil][:4]
    entries = []
    draw.heads(page, [draw.heading("action"), *(status.label for status in statuses)])
    for entry in some(draw, agency, low=4):
        mine = replace(entry, status=draw.dice.choice(statuses), steps="")
        page.line(draw.number(mine.code), *(mine.progress if status is mine.status else "" for status in statuses))
        entries.append(mine)
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("wide-agencies-side-by-side", WIDE)
def wide_agencies(draw: Draw) -> Book:
    """Actions down, agencies across, a text in each cell that was filled in."""
    page = draw.page()
    draw.banner(page)
    agencies = draw.agencies(3)
    draw.heads(page, ["Action", *(draw.spelling(agency) for agency in agencies)])
    entries = []
    for code in draw.codes(4):
        filled = [agency if draw.chance(0.7) else None for agency in agencies]
        mine = [draw.entry(code, agency, steps=False) if agency else None for agency in filled]
        page.line(draw.number(code), *(entry.progress if entry else "" for entry in mine))
        entries += [entry for entry in mine if entry]
    if not entries:
        entry = draw.entry(draw.codes(1)[0], agencies[0], steps=False)
        page.line(draw.number(entry.code), entry.progress)
        entries = [entry]
    return draw.book([page], draw.expected(entries, status=False))


@kind("wide-agencies-with-sub-columns", WIDE)
def wide_agency_bands(draw: Draw) -> Book:
    """A group heading for each agency, with status and progress below it."""
    page = draw.page()
    draw.banner(page)
    agencies = draw.agencies(3)
    row, left = page.row, page.left
    for place, agency in enumerate(agencies):
        page.put(row, left + 1 + 2 * place, draw.spelling(agency), bold=True)
        page.merge(row, left + 1 + 2 * place, row, left + 2 + 2 * place)
    page.gap()
    draw.heads(page, ["Action", *(["Status", draw.pick(("Progress", "Update"))] * 3)])
    entries = []
    for code in draw.codes(4):
        mine = [draw.entry(code, agency, steps=False) for agency in agencies]
        page.line(draw.number(code), *(value for entry in mine for value in (entry.status_word, entry.progress)))
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("wide-quarters-of-the-year", WIDE)
def wide_quarters(draw: Draw) -> Book:
    """Four quarters of the year reported on, side by side: all of them are progress."""
    page, agency = opened(draw)
    entries = []
    heads = draw.dice.choice(
        (
            ("Q1", "Q2", "Q3", "Q4"),
            ("Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec"),
            tuple(f"Q{n} {draw.year}" for n in range(1, 5)),
            tuple(f"Quarter {n}" for n in range(1, 5)),
        )
    )
    word = draw.pick(("Progress ", ""))
    draw.heads(page, ["Action", "Status", *(word + head for head in heads)])
    for entry in some(draw, agency, high=4):
        texts = [draw.text() for _ in heads]
        page.line(draw.number(entry.code), entry.status_word, *texts)
        entries.append(replace(entry, progress="\n\n".join(texts)))
    updates = [replace(update, parts=True) for update in draw.expected(entries, steps=False)]
    return draw.book([page], updates, may_warn=True)


@kind("wide-years-in-bands", WIDE)
def wide_years(draw: Draw) -> Book:
    """A group heading for each year above status, progress and next steps."""
    page, agency = opened(draw)
    row, left = page.row, page.left
    for place, period in enumerate((draw.before, draw.period)):
        page.put(row, left + 1 + 3 * place, int(period) if draw.chance(0.5) else period, bold=True)
        page.merge(row, left + 1 + 3 * place, row, left + 3 + 3 * place)
    page.gap()
    draw.heads(page, ["Action", *(["Status", "Progress", "Next steps"] * 2)])
    entries, old = [], []
    for code in draw.codes(4):
        then, now = draw.entry(code, agency), draw.entry(code, agency)
        page.line(
            draw.number(code),
            *(value for each in (then, now) for value in (each.status_word, each.progress, each.steps)),
        )
        entries.append(now)
        old.append(Forbidden("It was said for the year before.", then.progress))
    return draw.book([page], draw.expected(entries), forbidden=old, may_warn=True)


@kind("wide-halves-of-a-plan", WIDE, plan="safe-roads.yaml")
def wide_halves(draw: Draw) -> Book:
    """Group headings for half-years, in a plan that reports by half-years."""
    page, agency = opened(draw)
    row, left = page.row, page.left
    shape = draw.pick(("{h} {y}", "{y} {h}", "{s} {y}"))
    for place, period in enumerate((draw.before, draw.period)):
        half = period[-2:]
        head = shape.format(h=half, y=period[:4], s={"H1": "Jan–Jun", "H2": "Jul–Dec"}[half])
        page.put(row, left + 1 + 2 * place, head, bold=True)
        page.merge(row, left + 1 + 2 * place, row, left + 2 + 2 * place)
    page.gap()
    draw.heads(page, [draw.plan.word, *(["Status", "Progress"] * 2)])
    entries, old = [], []
    for code in draw.codes(3):
        then, now = draw.entry(code, agency, steps=False), draw.entry(code, agency, steps=False)
        page.line(code, *(value for each in (then, now) for value in (each.status_word, each.progress)))
        entries.append(now)
        old.append(Forbidden("It was said for the half before.", then.progress))
    return draw.book([page], draw.expected(entries), forbidden=old, may_warn=True)


@kind("wide-quarters-of-a-plan", WIDE, plan="river-health.yaml")
def wide_plan_quarters(draw: Draw) -> Book:
    """All quarters up to now as columns, in a plan that reports by quarters."""
    page, agency = opened(draw)
    periods = [period for period in draw.plan.periods if period <= draw.period]
    shape = draw.pick(("{q} {y}", "{y} {q}", "Progress {q} {y}", "{q}/{y}", "Update {q} {y}"))
    draw.heads(page, [draw.plan.word, "Status", *(shape.format(q=period[-2:], y=period[:4]) for period in periods)])
    entries, old = [], []
    for code in draw.codes(4):
        entry = draw.entry(code, agency, steps=False)
        before = [draw.text() for _ in periods[1:]]
        page.line(code, entry.status_word, *before, entry.progress)
        entries.append(entry)
        old += [Forbidden("It was said for an earlier quarter.", text) for text in before]
    return draw.book([page], draw.expected(entries), forbidden=old, may_warn=True)


# Forms.


def _form(draw: Draw, page: Page, entry: Entry, way: str, labels: Sequence[str]) -> None:
    """One entry as labels and values: beside each other, below each other, or in one cell."""
    values = [draw.value(role, entry, "number") for role in USUAL]
    for label, value in zip(labels, values, strict=True):
        if way == "beside":
            page.line(label, value)
        elif way == "below":
            page.line(label, bold=True)
            page.line(value)
        else:
            page.line(f"{label} {value}" if label.endswith(":") else f"{label}: {value}")


def _labels(draw: Draw) -> list[str]:
    end = draw.pick(("", ":"))
    return [draw.label(role) + end for role in USUAL]


@kind("form-value-beside-label", FORMS)
def form_beside(draw: Draw) -> Book:
    """Label and value side by side, a block for each action."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=4)
    labels = _labels(draw)
    for entry in entries:
        _form(draw, page, entry, "beside", labels)
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("form-value-below-label", FORMS)
def form_below(draw: Draw) -> Book:
    """The value is in the cell below its label."""
    page, agency = opened(draw)
    entries = [draw.entry(code, agency, steps=True) for code in draw.codes(3)]
    labels = _labels(draw)
    for entry in entries:
        _form(draw, page, entry, "below", labels)
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("form-label-and-value-in-a-cell", FORMS)
def form_one_cell(draw: Draw) -> Book:
    """Label and value share a cell."""
    page, agency = opened(draw)
    entries = [draw.entry(code, agency, steps=True) for code in draw.codes(3)]
    labels = _labels(draw)
    for entry in entries:
        _form(draw, page, entry, "one", labels)
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("form-a-sheet-each", FORMS)
def form_sheets(draw: Draw) -> Book:
    """A sheet for each action, filled in beside or below the labels; the first label is for the agency."""
    agency = draw.agency()
    way = draw.pick(("beside", "below"))
    entries = [draw.entry(code, agency, steps=True) for code in draw.codes(3)]
    labels = _labels(draw)
    pages = []
    for number, entry in enumerate(entries, start=1):
        page = Page(draw.pick((f"Form {number}", f"Sheet{number}", f"Entry {number}")))
        page.line(draw.title(), bold=True)
        draw.label_agency(page, agency)
        page.gap()
        _form(draw, page, entry, way, labels)
        pages.append(page)
    return draw.book(pages, draw.expected(entries))


@kind("form-below-a-title", FORMS)
def form_titled(draw: Draw) -> Book:
    """The action is the title of a block, above its labels."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=4)
    labels = _labels(draw)[1:]
    for entry in entries:
        row = page.line(action_title(draw, entry), bold=True, fill="DDEBF7")
        if draw.chance(0.5):
            page.merge(row, page.left, row, page.left + 1)
        for label, role in zip(labels, USUAL[1:], strict=True):
            page.line(label, draw.value(role, entry))
        page.gap(draw.dice.choice((0, 1)))
    return draw.book([page], draw.expected(entries))


@kind("form-in-pairs-of-columns", FORMS)
def form_pairs(draw: Draw) -> Book:
    """Two labels with their values in one line, and the texts below in full width."""
    page, agency = opened(draw)
    entries = [draw.entry(code, agency, steps=True) for code in draw.codes(3)]
    action, status, progress, steps = _labels(draw)
    for entry in entries:
        page.line(action, draw.number(entry.code), status, entry.status_word)
        for label, text in ((progress, entry.progress), (steps, entry.steps)):
            row = page.line(label, text)
            page.merge(row, page.left + 1, row, page.left + 3)
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("form-with-whose-in-each", FORMS)
def form_whose(draw: Draw) -> Book:
    """Each block names its agency too."""
    page = draw.page()
    draw.banner(page)
    entries = [draw.entry(code, draw.agency()) for code in draw.codes(3)]
    labels = _labels(draw)
    label = draw.label("agency")
    for entry in entries:
        page.line(label, entry.agency_word)
        _form(draw, page, entry, "beside", labels)
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("form-numbered-questions", FORMS)
def form_questions(draw: Draw) -> Book:
    """A questionnaire: numbered questions on the left, answers on the right or below."""
    agency = draw.agency()
    page = draw.page()
    page.line(draw.title(), bold=True)
    page.gap()
    entry = draw.entry(draw.codes(1)[0], agency, steps=True)
    asked = (
        (draw.pick(("Which agency do you report for?", "Name of your agency")), entry.agency_word),
        (draw.pick(("Which action of the plan are you reporting on?", "Action number")), draw.number(entry.code)),
        (draw.pick(("What is the status of the action?", "Current status")), entry.status_word),
        (draw.pick(("What did you do during the year?", "What progress was made?")), entry.progress),
        (draw.pick(("What do you intend to do next?", "What are the next steps?")), entry.steps),
    )
    below = draw.chance(0.4)
    mark = draw.pick(("{n}. ", "Q{n} ", "{n}) "))
    for number, (question, answer) in enumerate(asked, start=1):
        if below:
            page.line(mark.format(n=number) + question, bold=True)
            page.line(answer)
            page.gap()
        else:
            page.line(mark.format(n=number) + question, answer)
    return draw.book([page], draw.expected([entry]))


@kind("form-export-of-a-survey", FORMS)
def form_survey(draw: Draw) -> Book:
    """The export of a survey tool: numbers and times first, then long questions as headings."""
    page = Page("Form1", 1, 1)
    heads = (
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        draw.pick(("Which agency are you from?", "Your agency")),
        draw.pick(("Which action does this update relate to?", "Action number")),
        draw.pick(("How would you rate the status of the action?", "Status of the action")),
        draw.pick(("Please describe the progress that was made this year.", "What progress has been made?")),
        draw.pick(("What are your next steps?", "What is planned for next year?")),
    )
    page.line(*heads)
    entries = some(draw)
    for number, entry in enumerate(entries, start=1):
        start = dt.datetime(draw.year, 12, number, 9, 15)  # noqa: DTZ001 - cells have no zone
        values = (entry.agency_word, draw.number(entry.code), entry.status_word, entry.progress, entry.steps)
        page.line(number, start, start + dt.timedelta(minutes=14), "anonymous", "", *values)
    return draw.book([page], draw.expected(entries))


@kind("form-export-of-a-tracker", FORMS)
def form_tracker(draw: Draw) -> Book:
    """The export of a task tracker: keys, assignees, dates; the summary names the action."""
    page = Page("Export", 1, 1)
    page.line("Key", "Summary", "Component", "Status", "Created", "Description", "Next step", bold=True)
    entries = some(draw)
    for number, entry in enumerate(entries, start=1):
        summary = f"Action {entry.code}: {' '.join(draw.plan.action(entry.code).text.split()[:6])}"
        made = dt.date(draw.year, draw.dice.randrange(1, 12), 5)
        page.line(
            f"POA-{100 + number}", summary, entry.agency_word, entry.status_word, made, entry.progress, entry.steps
        )
    return draw.book([page], draw.expected(entries))


@kind("form-export-of-a-list", FORMS)
def form_list(draw: Draw) -> Book:
    """The export of a list on an intranet, with its own columns at the end."""
    page = Page("query (2)", 1, 1)
    heads = ("Title", "Agency", "Status", "Progress", draw.pick(("NextSteps", "Next_x0020_Steps", "Next steps")))
    page.line(*heads, "Modified", "Modified By", "Item Type", "Path")
    entries = some(draw)
    for entry in entries:
        when = dt.date(draw.year, 11, draw.dice.randrange(1, 28))
        path = "sites/poa/Lists/Updates"
        title = f"Action {entry.code}"
        page.line(
            title, entry.agency_word, entry.status_word, entry.progress, entry.steps, when, "T. Moana", "Item", path
        )
    return draw.book([page], draw.expected(entries))


@kind("form-two-side-by-side", FORMS)
def form_two(draw: Draw) -> Book:
    """Two forms beside each other on the sheet."""
    page, agency = opened(draw)
    entries = [draw.entry(code, agency, steps=True) for code in draw.codes(2)]
    labels = _labels(draw)
    top = page.row
    for place, entry in enumerate(entries):
        for offset, (label, role) in enumerate(zip(labels, USUAL, strict=True)):
            page.put(top + offset, page.left + 3 * place, label, bold=True)
            page.put(top + offset, page.left + 3 * place + 1, draw.value(role, entry, "number"))
    return draw.book([page], draw.expected(entries))


# On their side.


def _turned(draw: Draw, page: Page, entries: Sequence[Entry], roles: Sequence[str], labels: Sequence[str]) -> None:
    """Labels down the first column, and a column for each entry."""
    for label, role in zip(labels, roles, strict=True):
        page.put(page.row, page.left, label, bold=True)
        for place, entry in enumerate(entries, start=1):
            page.put(page.row, page.left + place, draw.value(role, entry, "number"))
        page.gap()


@kind("turned-numbers-across", TURNED)
def turned_actions(draw: Draw) -> Book:
    page, agency = opened(draw)
    entries = some(draw, agency)
    _turned(draw, page, entries, USUAL, [draw.heading(role) for role in USUAL])
    return draw.book([page], draw.expected(entries))


@kind("turned-with-agencies", TURNED)
def turned_agencies(draw: Draw) -> Book:
    """One of the lines is the agency."""
    page = draw.page()
    draw.banner(page)
    entries = some(draw)
    roles = ("action", "agency", "status", "progress", "next")
    _turned(draw, page, entries, roles, [draw.heading(role) for role in roles])
    return draw.book([page], draw.expected(entries))


@kind("turned-worded-actions", TURNED)
def turned_worded(draw: Draw) -> Book:
    """`Action 9` and so on across the top, with an empty corner."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=5)
    for place, entry in enumerate(entries, start=1):
        page.put(page.row, page.left + place, f"Action {entry.code}", bold=True)
    page.gap()
    roles = USUAL[1:]
    _turned(draw, page, entries, roles, [draw.heading(role) for role in roles])
    return draw.book([page], draw.expected(entries))


@kind("turned-two-blocks", TURNED)
def turned_two(draw: Draw) -> Book:
    """Two turned blocks below each other, as the page was too narrow."""
    page, agency = opened(draw)
    entries = draw.entries(6, agency)
    labels = [draw.pick(headings.PLAIN[role]) for role in USUAL]
    for first in (0, 3):
        _turned(draw, page, entries[first : first + 3], USUAL, labels)
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("turned-agencies-across-one-action", TURNED)
def turned_one_action(draw: Draw) -> Book:
    """A sheet for each action: agencies across, status, progress and next steps down."""
    pages, entries = [], []
    roles = ("agency", *USUAL[1:])
    for code in draw.codes(2):
        page = Page(f"Action {code}")
        page.line(draw.plan.action(code).text if draw.chance(0.5) else f"Action {code}", bold=True)
        page.gap()
        mine = [draw.entry(code, agency) for agency in draw.agencies(3)]
        _turned(draw, page, mine, roles, [draw.pick(headings.PLAIN[role]) for role in roles])
        pages.append(page)
        entries += mine
    return draw.book(pages, draw.expected(entries))


@kind("turned-with-a-serial-line", TURNED)
def turned_serial(draw: Draw) -> Book:
    """A line of serial numbers above the line of actions, and a line of the plan's text below it."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=5)
    page.line(draw.pick(("Item", "No.", "#")), *range(1, len(entries) + 1))
    _turned(draw, page, entries, ("action", "action_text"), ["Action", "Action text"])
    _turned(draw, page, entries, USUAL[1:], [draw.pick(headings.PLAIN[role]) for role in USUAL[1:]])
    return draw.book([page], draw.expected(entries))


@kind("turned-some-left-empty", TURNED)
def turned_empty(draw: Draw) -> Book:
    """Actions across, only some of them answered."""
    page, agency = opened(draw)
    codes = draw.codes(7)
    entries = [draw.entry(code, agency) for code in codes]
    answered = draw.dice.sample(entries, 3)
    page.line("Action", *(draw.number(code) for code in codes))
    for role in USUAL[1:]:
        values = [draw.value(role, entry) if entry in answered else "" for entry in entries]
        page.line(draw.pick(headings.PLAIN[role]), *values)
    kept = [entry for entry in entries if entry in answered]
    return draw.book([page], draw.expected(kept))
