"""Layouts that look like something else at first sight: matrices, logs of meetings, records over two rows, letters."""

import datetime as dt

from layouts.draw import (
    FILES,
    FORMS,
    HEADINGS,
    PERIODS,
    REMARKS,
    ROWS,
    TABLES,
    WHOSE,
    WIDE,
    WORDS,
    Draw,
    Entry,
    Page,
)
from layouts.model import Book, Dialect, ExpectedUpdate, Forbidden, Value
from layouts.unseen.bank import kind

USUAL = ("action", "agency", "status", "progress", "next")
OWN = ("action", "status", "progress", "next")


@kind("wide-matrix", WIDE)
def matrix(d: Draw) -> Book:
    """A row an agency, a column an action, the progress where they meet."""
    page = d.page()
    d.banner(page)
    codes = d.codes(3)
    page.line(d.heading("agency"), *(f"Action {code}" for code in codes), bold=True)
    expected = []
    for agency in d.agencies(4):
        said: list[Value] = [d.text() if d.chance(0.7) else None for _ in codes]
        if not any(said):
            said[0] = d.text()
        page.line(d.spelling(agency), *said)
        expected += [
            ExpectedUpdate(agency.published, (code,), d.period, None, str(text))
            for code, text in zip(codes, said, strict=True)
            if text
        ]
    return d.book([page], expected)


@kind("wide-actions-as-bands", WIDE)
def action_bands(d: Draw) -> Book:
    """Actions side by side as bands over status and progress, a row an agency."""
    page = d.page()
    codes = d.codes(2)
    top, left = page.row, page.left
    page.put(top, left, "Agency", bold=True)
    page.merge(top, left, top + 1, left)
    for place, code in enumerate(codes):
        page.put(top, left + 1 + 2 * place, f"Action {code}", bold=True)
        page.merge(top, left + 1 + 2 * place, top, left + 2 + 2 * place)
        page.put(top + 1, left + 1 + 2 * place, "Status", bold=True)
        page.put(top + 1, left + 2 + 2 * place, "Progress", bold=True)
    page.row = top + 2
    entries: list[Entry] = []
    for agency in d.agencies(3):
        here = [d.entry(code, agency, steps=False) for code in codes]
        page.line(agency.name, *(value for entry in here for value in (entry.status_word, entry.progress)))
        entries += here
    return d.book([page], d.expected(entries))


@kind("tables-side-by-side", TABLES)
def side_by_side(d: Draw) -> Book:
    """Two agencies' tables beside each other, each with its name and headings above."""
    page = d.page(row=1, left=1)
    top = page.row
    entries: list[Entry] = []
    named = {role: d.heading(role) for role in OWN}
    for place, agency in enumerate(d.agencies(2)):
        page.row, page.left = top, 1 + 6 * place
        page.line(agency.name, bold=True)
        page.gap()
        here = d.entries(d.dice.randrange(2, 5), agency)
        d.table(page, OWN, here, named=named)
        entries += here
    return d.book([page], d.expected(entries))


@kind("tables-meeting-actions-below", TABLES)
def meeting_actions(d: Draw) -> Book:
    """Below the updates the actions of a meeting, with numbers, owners and due dates."""
    page = d.page()
    entries = d.entries(4)
    d.table(page, USUAL, entries)
    page.gap(2)
    page.line(d.pick(("Action log of the steering group", "Actions from the meeting", "Follow-up list")), bold=True)
    page.line("Item", "What", "Who", "By when", bold=True)
    forbidden = []
    for number, what in enumerate(
        ("Send the minutes to all members", "Book a room for the forum", "Share the slides"), start=1
    ):
        page.line(number, what, "Secretariat", dt.date(d.year, 11, number + 4))
        forbidden.append(Forbidden("A meeting's to-do is no action of the plan.", text=what))
    return d.book([page], d.expected(entries), forbidden=forbidden, may_warn=True)


@kind("tables-plan-beside", TABLES)
def plan_beside(d: Draw) -> Book:
    """The plan's actions listed on the same sheet, to the right, for looking up."""
    page = d.page(row=1, left=1)
    entries = d.entries(5)
    d.table(page, USUAL, entries, ref="number")
    page.put(1, 9, "Actions of the plan", bold=True)
    for row, action in enumerate(d.plan.actions, start=2):
        page.put(row, 9, d.number(action.code))
        page.put(row, 10, action.text)
    return d.book([page], d.expected(entries), may_warn=True)


@kind("about-status-sections", WHOSE)
def status_sections(d: Draw) -> Book:
    """Rows grouped by status, which stands above them and in no column."""
    page = d.page()
    d.heads(page, [d.heading(role) for role in ("action", "agency", "progress", "next")])
    entries: list[Entry] = []
    statuses = [status for status in d.plan.statuses if status.progress]
    codes = d.codes(6)
    for place, status in enumerate(d.dice.sample(statuses, 3)):
        page.line(status.label, bold=True)
        for code in codes[2 * place : 2 * place + 2]:
            drawn = d.entry(code, d.agency())
            entry = Entry(
                drawn.codes, drawn.agency, drawn.agency_word, status, status.label, drawn.progress, drawn.steps
            )
            page.line(d.reference(entry), entry.agency_word, entry.progress, entry.steps)
            entries.append(entry)
    return d.book([page], d.expected(entries))


@kind("rows-text-merged-across", ROWS)
def merged_across(d: Draw) -> Book:
    """The texts and their heading merged over three columns each."""
    page = d.page(left=1)
    columns = {"action": 1, "agency": 2, "status": 3, "progress": 4, "next": 7}
    entries = d.entries(4)
    for role, column in columns.items():
        page.put(page.row, column, d.heading(role), bold=True)
        if column >= columns["progress"]:
            page.merge(page.row, column, page.row, column + 2)
    for entry in entries:
        page.row += 1
        for role, column in columns.items():
            page.put(page.row, column, d.value(role, entry))
            if column >= columns["progress"]:
                page.merge(page.row, column, page.row, column + 2)
    return d.book([page], d.expected(entries))


@kind("rows-merged-down", ROWS)
def merged_down(d: Draw) -> Book:
    """Each update takes three rows, all its cells merged down."""
    page = d.page(left=1)
    entries = d.entries(4)
    d.heads(page, [d.heading(role) for role in USUAL])
    for entry in entries:
        top = page.row
        page.line(*(d.value(role, entry) for role in USUAL))
        for offset in range(len(USUAL)):
            page.merge(top, 1 + offset, top + 2, 1 + offset)
        page.row = top + 3
    return d.book([page], d.expected(entries))


@kind("rows-records-of-two", ROWS)
def two_line_records(d: Draw) -> Book:
    """Action, agency and status in one row, the text merged across in the row below, each with its label."""
    page = d.page(left=1)
    d.banner(page, width=4)
    entries = d.entries(4, steps=False)
    for entry in entries:
        page.line("Action", d.reference(entry, "number"), "Agency", entry.agency_word, "Status", entry.status_word)
        row = page.line("Progress", entry.progress)
        page.merge(row, 2, row, 6)
        page.gap(d.dice.choice((0, 1)))
    return d.book([page], d.expected(entries))


@kind("whose-from-and-to", WHOSE)
def from_and_to(d: Draw) -> Book:
    """To: the coordinating ministry, From: the agency whose return it is."""
    to = d.plan.agency("MBIE")
    agency = d.agency(but=[to])
    page = d.page()
    lines = [("To:", to.name), ("From:", agency.name), ("Subject:", f"Plan of Action return {d.period}")]
    if d.chance(0.3):
        lines[:2] = lines[1::-1]
    for line in lines:
        page.line(*line)
    page.gap()
    entries = d.entries(4, agency)
    d.table(page, OWN, entries)
    return d.book([page], d.expected(entries), may_warn=True)


@kind("whose-return-to-below", WHOSE)
def return_to(d: Draw) -> Book:
    """Below the table: to whom the form is to be sent back; that agency has nothing to do with the rows."""
    to = d.plan.agency("MBIE")
    agency = d.agency(but=[to])
    page = d.page()
    page.line("Agency:", agency.name)
    page.gap()
    entries = d.entries(4, agency)
    d.table(page, OWN, entries)
    page.gap()
    page.line(f"Please return this form to the {to.name} by 17 February {int(d.period) + 1}.")
    return d.book([page], d.expected(entries))


@kind("remarks-joint-agencies", REMARKS)
def joint(d: Draw) -> Book:
    """Two agencies in one cell, the first of which leads."""
    page = d.page()
    d.heads(page, [d.heading(role) for role in USUAL])
    expected = []
    for code in d.codes(4):
        first, second = d.agencies(2)
        entry = d.entry(code, first)
        both = d.pick(("{} and {}", "{}, {}", "{} / {}", "{}; {}", "{}\n{}", "{} & {}", "{} with {}"))
        page.line(
            d.reference(entry), both.format(first.code, second.code), entry.status_word, entry.progress, entry.steps
        )
        expected.append(
            ExpectedUpdate(
                first.published,
                (code,),
                d.period,
                entry.status.id,
                entry.progress,
                entry.steps,
                joint=(second.published,),
            )
        )
    return d.book([page], expected)


@kind("periods-due-quarters", PERIODS)
def due_quarters(d: Draw) -> Book:
    """A column that says by when: quarters and months of the years to come, which are no periods of the rows."""
    page = d.page()
    after = int(d.period) + 1
    entries = d.entries(5)
    d.heads(
        page, [*(d.heading(role) for role in USUAL), d.pick(("Target date", "Due", "By when", "Expected completion"))]
    )
    for entry in entries:
        due = d.dice.choice(
            (f"Q{d.dice.randrange(1, 5)} {after}", f"June {after}", dt.date(after, 6, 30), "ongoing", f"end {after}")
        )
        page.line(*(d.value(role, entry) for role in USUAL), due)
    return d.book([page], d.expected(entries))


@kind("periods-since-column", PERIODS)
def since_column(d: Draw) -> Book:
    """A column of the years in which the work began."""
    page = d.page()
    entries = d.entries(5)
    d.heads(
        page,
        [
            d.heading("action"),
            d.heading("agency"),
            d.pick(("Started in", "Start year", "Work began")),
            *(d.heading(role) for role in ("status", "progress", "next")),
        ],
    )
    for entry in entries:
        page.line(
            d.reference(entry),
            entry.agency_word,
            d.dice.randrange(2019, int(d.period) + 1),
            *(d.value(role, entry) for role in ("status", "progress", "next")),
        )
    return d.book([page], d.expected(entries))


@kind("words-question-numbers-in-quarters", WORDS, plan="river-health.yaml")
def question_numbers(d: Draw) -> Book:
    """Q1. to Q5. are questions, though the plan has quarters."""
    page = d.page()
    entries = d.entries(4)
    words = ("Which milestone?", "Which agency?", "What is the status?", "What was done?", "What comes next?")
    form = d.pick(("Q{}. {}", "Q{} {}", "Q{}: {}"))
    d.heads(page, [form.format(number, word) for number, word in enumerate(words, start=1)])
    d.table(page, USUAL, entries, head=False)
    return d.book([page], d.expected(entries))


@kind("words-mesure-fiches", FORMS, plan="plan-forets.yaml")
def fiches(d: Draw) -> Book:
    """A French form a measure, on sheets of their own."""
    d.period = "2023"
    pages = []
    entries = [d.entry(code, d.agency(), steps=True) for code in d.codes(2)]
    for entry in entries:
        page = d.page(f"Fiche {entry.code}")
        page.line("Fiche de suivi 2023", bold=True)
        page.gap()
        page.line("Mesure", d.reference(entry, d.pick(("number", "word", "worded"))))
        page.line("Service", entry.agency_word)
        page.line("État", entry.status_word)
        page.line("Réalisations", entry.progress)
        page.line("Prochaines étapes", entry.steps)
        pages.append(page)
    return d.book(pages, d.expected(entries))


@kind("csv-cp1252", FILES, plan="plan-forets.yaml")
def cp1252(d: Draw) -> Book:
    """A French CSV with semicolons in the encoding of older Windows."""
    d.period = "2023"
    page = d.page(row=1, left=1)
    entries = d.entries(3)
    page.line("Mesure", "Service", "État", "Réalisations", "Prochaines étapes")
    for entry in entries:
        page.line(entry.code, entry.agency_word, entry.status_word, entry.progress, entry.steps)
    return d.book([page], d.expected(entries), suffix="csv", dialect=Dialect(delimiter=";", encoding="cp1252"))


@kind("headings-contact-column", HEADINGS)
def contact_column(d: Draw) -> Book:
    """A column for whom to ask, with roles, and one for who approved."""
    page = d.page()
    entries = d.entries(4)
    d.heads(
        page,
        [
            d.heading("action"),
            d.heading("agency"),
            d.pick(("Contact", "Contact person", "Whom to ask")),
            *(d.heading(role) for role in ("status", "progress", "next")),
            d.pick(("Approved by", "Signed off by")),
        ],
    )
    for entry in entries:
        page.line(
            d.reference(entry),
            entry.agency_word,
            d.pick(("Manager, Policy", "Team leader", "Principal adviser")),
            *(d.value(role, entry) for role in ("status", "progress", "next")),
            "Deputy Secretary",
        )
    return d.book([page], d.expected(entries))


@kind("headings-only-two", HEADINGS)
def only_two(d: Draw) -> Book:
    """Nothing but the action and the progress; agency and period in labels."""
    page = d.page()
    agency = d.agency()
    d.label_agency(page, agency)
    page.line(d.label("period"), int(d.period))
    page.gap()
    entries = d.entries(4, agency, steps=False)
    d.table(page, ["action", "progress"], entries)
    return d.book([page], d.expected(entries, status=False))


@kind("rows-in-table-notes", ROWS)
def notes_between(d: Draw) -> Book:
    """Lines of instruction between the rows of a form that was sent out with them."""
    page = d.page()
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    entries = d.entries(4, agency)
    d.heads(page, [d.heading(role) for role in OWN])
    for place, entry in enumerate(entries):
        if place in {0, 2}:
            page.line(
                d.pick(("Please be brief.", "Prevention actions:", "(Actions of the first pillar)", "Continue below"))
            )
        page.line(*(d.value(role, entry) for role in OWN))
    return d.book([page], d.expected(entries))


@kind("turned-quarters-down", PERIODS, plan="river-health.yaml")
def quarters_down(d: Draw) -> Book:
    """A block a quarter on one sheet, each with its title; only one is wanted."""
    page = Page("Log")
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    mine = d.plan.periods.index(d.period)
    entries: list[Entry] = []
    forbidden = []
    for quarter in range(mine + 1):
        page.line(d.pick(("Quarter {} 2023", "Q{} 2023")).format(quarter + 1), bold=True)
        here = d.entries(2, agency, steps=False)
        page.line("Milestone", "Status", "Progress", bold=True)
        for entry in here:
            page.line(entry.code, entry.status_word, entry.progress)
        page.gap()
        if quarter == mine:
            entries = here
        else:
            forbidden += [Forbidden("The block is another quarter's.", text=entry.progress) for entry in here]
    return d.book([page], d.expected(entries), forbidden=forbidden, may_warn=True)
