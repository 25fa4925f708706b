"""Typical workbooks: several peculiarities at once, none of which prevents a person from reading them."""

from dataclasses import replace
from itertools import groupby

from layouts.draw import FILES, HEADINGS, PERIODS, REMARKS, ROWS, TABLES, WHOLE, WHOSE, WIDE, Draw, Entry, Page
from layouts.model import Book, ExpectedUpdate, Forbidden
from layouts.seen import headings
from layouts.seen.bank import kind
from layouts.seen.parts import USUAL, action_title, opened, some


@kind("mixed-cover-pillars-and-sign-off", TABLES)
def cover_and_pillars(draw: Draw) -> Book:
    """A cover, guidance, a sheet for each pillar with the whole plan, dashes where nothing is answered, a signature."""
    agency = draw.agency()
    cover = Page("Cover")
    cover.line("Plan of action", bold=True)
    cover.line(f"Return for {draw.period}")
    cover.gap()
    cover.line("Agency:", draw.spelling(agency))
    guide = Page("How to")
    guide.line("Guidance", bold=True)
    guide.line("1. Fill in the white cells.")
    guide.line("2. Send the workbook back by 17 February.")
    pages, entries = [cover, guide], []
    chosen = set(draw.codes(5))
    roles = [draw.heading(role) for role in USUAL[1:]]
    for pillar, actions in groupby(draw.plan.actions, key=lambda action: action.pillar):
        page = Page(pillar)
        page.line(f"Pillar: {pillar}", bold=True)
        page.gap()
        draw.heads(page, ["Objective", "Action", "Action text", *roles])
        for objective, group in groupby(actions, key=lambda action: action.objective):
            top = page.row
            page.put(top, page.left, objective)
            for action in group:
                begin = ["", draw.number(action.code), action.text]
                if action.code in chosen:
                    entry = draw.entry(action.code, agency)
                    page.line(*begin, entry.status_word, entry.progress, entry.steps)
                    entries.append(entry)
                else:
                    page.line(*begin, "", "-")
            page.merge(top, page.left, page.row - 1, page.left)
        pages.append(page)
    page.gap()
    page.line("Approved by:", "Chief Executive")
    return draw.book(pages, draw.expected(entries))


@kind("mixed-columns-share-a-role", HEADINGS)
def two_progress(draw: Draw) -> Book:
    """Progress in two columns, one for each doer: both are progress."""
    page, agency = opened(draw)
    pair = draw.dice.choice((("policy", "operations"), ("national", "regional"), ("in New Zealand", "in the Pacific")))
    shape = draw.pick(("Progress – {p}", "Progress ({p})", "Progress: {p}", "Progress, {p}"))
    draw.heads(page, ["Action", "Status", *(shape.format(p=part) for part in pair), "Next steps"])
    updates: list[ExpectedUpdate] = []
    for entry in some(draw, agency, high=5):
        more = draw.text()
        page.line(draw.number(entry.code), entry.status_word, entry.progress, more, entry.steps)
        updates += [
            replace(update, progress=f"{entry.progress}\n\n{more}", parts=True) for update in draw.expected([entry])
        ]
    return draw.book([page], updates, may_warn=True)


@kind("mixed-halves-of-one-year", WIDE)
def halves(draw: Draw) -> Book:
    """Two half-years of the year reported on: both are progress."""
    page, agency = opened(draw)
    heads = draw.dice.choice(
        (
            (f"January–June {draw.year}", f"July–December {draw.year}"),
            ("Progress to 30 June", "Progress to 31 December"),
            (f"Progress H1 {draw.year}", f"Progress H2 {draw.year}"),
            ("First half of the year", "Second half of the year"),
        )
    )
    draw.heads(page, ["Action", "Status", *heads])
    updates: list[ExpectedUpdate] = []
    for entry in some(draw, agency, high=5):
        more = draw.text()
        page.line(draw.number(entry.code), entry.status_word, entry.progress, more)
        updates += [
            replace(update, progress=f"{entry.progress}\n\n{more}", parts=True)
            for update in draw.expected([entry], steps=False)
        ]
    return draw.book([page], updates, may_warn=True)


@kind("mixed-quarters-down-the-rows", PERIODS)
def quarter_rows(draw: Draw) -> Book:
    """A column says in which quarter of the year something was done: each row is an update."""
    page, agency = opened(draw)
    draw.heads(page, ["Action", draw.pick(("Quarter", "When", "Period")), "Status", "Progress", "Next steps"])
    shape = draw.pick(("Q{n}", "Q{n} {y}", "Quarter {n}", "Q{n}/{y}"))
    entries = []
    for code in draw.codes(2):
        for number in sorted(draw.dice.sample(range(1, 5), 2)):
            entry = draw.entry(code, agency)
            when = shape.format(n=number, y=draw.year)
            page.line(draw.number(code), when, entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("mixed-what-was-said-last-year", PERIODS)
def said_last_year(draw: Draw) -> Book:
    """Last year's texts are filled in for reference, beside the column to fill in."""
    page, agency = opened(draw)
    head = draw.pick(
        ("What you told us last year", "Last year's update (for reference)", "Previous update", "Last report")
    )
    draw.heads(page, ["Action", head, "Status", "Progress this year", "Next steps"])
    entries, old = [], []
    for entry in some(draw, agency, high=5):
        before = draw.text()
        page.line(draw.number(entry.code), before, entry.status_word, entry.progress, entry.steps)
        entries.append(entry)
        old.append(Forbidden("It was said last year.", before))
    return draw.book([page], draw.expected(entries), forbidden=old, may_warn=True)


@kind("mixed-colour-beside-status", HEADINGS)
def colour_column(draw: Draw) -> Book:
    """A column of colours beside the column of statuses."""
    page, agency = opened(draw)
    draw.heads(page, ["Action", draw.pick(("RAG", "Colour", "Traffic light")), "Status", "Progress", "Next steps"])
    entries = some(draw, agency)
    for entry in entries:
        colour = draw.pick(("Green", "Amber", "Red", "G", "A", "R"))
        page.line(draw.number(entry.code), colour, entry.status_word, entry.progress, entry.steps)
    return draw.book([page], draw.expected(entries))


@kind("mixed-text-of-the-action-below-its-number", ROWS)
def text_below(draw: Draw) -> Book:
    """The number is in the row of the update, the action's text in the row below."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=5)
    draw.heads(page, [draw.heading(role) for role in USUAL])
    for entry in entries:
        page.line(f"Action {entry.code}", entry.status_word, entry.progress, entry.steps)
        page.line(draw.plan.action(entry.code).text)
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("mixed-labelled-sections-in-the-table", WHOSE)
def labelled_sections(draw: Draw) -> Book:
    """A row `Agency: …` in the table, above the agency's rows."""
    page = draw.page()
    draw.banner(page)
    draw.heads(page, [draw.heading(role) for role in USUAL])
    word = draw.pick(("Agency: ", "Agency – ", "Department: ", "Input from: "))
    entries = []
    for agency in draw.agencies(2):
        row = page.line(word + draw.spelling(agency), bold=True)
        page.merge(row, page.left, row, page.left + 3)
        mine = draw.entries(3, agency)
        draw.table(page, USUAL, mine, head=False)
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("mixed-a-letter-above", ROWS)
def letter(draw: Draw) -> Book:
    """A covering letter in the cells above the table."""
    agency = draw.agency()
    page = draw.page(left=1)
    page.line(draw.spelling(agency))
    page.gap()
    page.line("Kia ora,")
    page.line("please find our update on the plan of action below. We thank the secretariat for its patience.")
    page.line(draw.pick(("Ngā mihi", "Kind regards")))
    page.line("Policy team")
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("mixed-english-below-maori", HEADINGS)
def maori_row(draw: Draw) -> Book:
    """Headings in te reo Māori, and below them the same in English."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.heads(page, ["Mahi", "Tūnga", "Kaneke", "Ngā mahi e whai ake"])
    draw.heads(page, [draw.pick(headings.PLAIN[role]) for role in USUAL])
    draw.table(page, USUAL, entries, head=False)
    return draw.book([page], draw.expected(entries))


@kind("mixed-far-from-the-corner", HEADINGS)
def far_away(draw: Draw) -> Book:
    """The table begins in row 25 and column G."""
    page, agency = opened(draw)
    page.left += 6
    page.row = 25
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("mixed-print-version", FILES)
def print_version(draw: Draw) -> Book:
    """A second sheet repeats the first for printing; its rows need to be published only once."""
    page, agency = opened(draw, "Data")
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    copy = Page("Print version")
    copy.line(f"{draw.spelling(agency)} – plan of action", bold=True)
    copy.line("Agency:", agency.name)
    copy.gap()
    draw.table(copy, USUAL, entries)
    return draw.book([page, copy], draw.expected(entries), optional=draw.expected(entries), may_warn=True)


@kind("mixed-person-beside-agency", REMARKS)
def person(draw: Draw) -> Book:
    """The agency's cell has a person or a unit after the agency."""
    page = draw.page()
    draw.banner(page)
    entries = some(draw)
    roles = ("action", "agency", "status", "progress", "next")
    draw.heads(page, [draw.heading(role) for role in roles])
    joint = draw.pick((" – Policy", ", Strategy Group", " / J. Tait", "\n(contact: R. Moss)"))
    for entry in entries:
        page.line(
            draw.number(entry.code), f"{entry.agency_word}{joint}", entry.status_word, entry.progress, entry.steps
        )
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("mixed-whole-plan-in-blocks", WHOLE)
def whole_blocks(draw: Draw) -> Book:
    """A block of empty labels for each action of the plan; three were filled in."""
    page, agency = opened(draw)
    chosen = set(draw.codes(3))
    labels = [draw.label(role) for role in USUAL[1:]]
    entries = []
    for action in draw.plan.actions:
        page.line(f"Action {action.code}", action.text, bold=True)
        entry: Entry | None = draw.entry(action.code, agency) if action.code in chosen else None
        for label, role in zip(labels, USUAL[1:], strict=True):
            page.line(label, draw.value(role, entry) if entry else "")
        if entry:
            entries.append(entry)
    return draw.book([page], draw.expected(entries))


@kind("mixed-action-over-labels-and-agencies", WHOSE)
def action_over_agencies(draw: Draw) -> Book:
    """An action above a small table of agencies, in a file named after the secretariat."""
    page = draw.page("Consolidated")
    page.line("Consolidated updates", bold=True)
    entries = []
    named = {"agency": "Agency", "status": "Status", "progress": draw.pick(("Update", "Progress")), "next": "Next"}
    for code in draw.codes(3):
        mine = [draw.entry(code, agency) for agency in draw.agencies(2)]
        page.gap()
        page.line(action_title(draw, mine[0]), bold=True)
        draw.table(page, ("agency", "status", "progress", "next"), mine, named=named)
        entries += mine
    return draw.book([page], draw.expected(entries), file=f"MBIE secretariat consolidated {draw.period}")
