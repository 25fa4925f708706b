"""Tables: headings in many wordings, gates, second tables, sub-rows, plans listed whole, and remarks in cells."""

import datetime as dt
from dataclasses import replace

from layouts.draw import FILES, GATES, HEADINGS, REMARKS, ROWS, SUBROWS, TABLES, WHOLE, WHOSE, Draw, Entry, Page
from layouts.model import Book, Dialect, ExpectedUpdate, Forbidden, Heard, Value
from layouts.unseen import headings, texts
from layouts.unseen.bank import kind

USUAL = ("action", "agency", "status", "progress", "next")


def _plain(d: Draw, style: str, roles: tuple[str, ...] = USUAL, *, row: int | None = None) -> Book:
    """One table with headings of one family, the agency in a column."""
    page = d.page(row=row)
    if d.chance(0.7):
        d.banner(page)
    entries = d.entries(d.dice.randrange(3, 9))
    columns = d.order(roles)
    d.table(page, columns, entries, style=style)
    return d.book([page], d.expected(entries, status="status" in roles, steps="next" in roles))


@kind("headings-words", HEADINGS)
def words(d: Draw) -> Book:
    """Everyday wordings."""
    return _plain(d, "word")


@kind("headings-questions", HEADINGS)
def questions(d: Draw) -> Book:
    """Headings that ask."""
    return _plain(d, "question")


@kind("headings-suffixes", HEADINGS)
def suffixes(d: Draw) -> Book:
    """Headings with asterisks, limits of words and colons."""
    return _plain(d, "suffix")


@kind("headings-upper", HEADINGS)
def upper(d: Draw) -> Book:
    """Headings in capitals."""
    return _plain(d, "upper")


@kind("headings-bilingual", HEADINGS)
def bilingual(d: Draw) -> Book:
    """Headings in te reo Māori and English."""
    return _plain(d, "bilingual")


@kind("headings-no-status", HEADINGS)
def no_status(d: Draw) -> Book:
    """Three columns and nothing else, one agency named in a label."""
    page = d.page()
    agency = d.agency()
    d.label_agency(page, agency)
    page.gap()
    entries = d.entries(d.dice.randrange(2, 7), agency)
    d.table(page, ["action", "progress", "next"], entries)
    return d.book([page], d.expected(entries, status=False))


@kind("headings-weak-alone", HEADINGS)
def weak(d: Draw) -> Book:
    """One narrative column under a heading that says little; nothing competes with it."""
    page = d.page()
    d.banner(page)
    entries = d.entries(d.dice.randrange(4, 9), steps=False)
    d.table(page, ["action", "agency", "status", "weak"], entries)
    return d.book([page], d.expected(entries), note="a warning is fair, an error is not", may_warn=True)


@kind("headings-numbered", HEADINGS)
def numbered(d: Draw) -> Book:
    """A. Action, B. Agency … or Q1., (1), 1)."""
    page = d.page()
    d.banner(page)
    entries = d.entries(d.dice.randrange(3, 8))
    columns = d.order(USUAL)
    form = d.dice.choice(
        (
            "{letter}. {word}",
            "Q{number}. {word}",
            "({number}) {word}",
            "{number}) {word}",
            "{letter}) {word}",
            "Q{number} – {word}",
            "Column {letter}: {word}",
            "[{number}] {word}",
        )
    )
    named = {
        role: form.format(
            letter="ABCDEFG"[place], number=place + 1, word=d.heading(role, "question" if "Q" in form else "word")
        )
        for place, role in enumerate(columns)
    }
    d.table(page, columns, entries, named=named)
    return d.book([page], d.expected(entries))


@kind("headings-column-numbers", HEADINGS)
def column_numbers(d: Draw) -> Book:
    """A row of column numbers or letters below the headings."""
    page = d.page()
    d.banner(page)
    entries = d.entries(d.dice.randrange(3, 8))
    columns = d.order(USUAL)
    d.heads(page, [d.heading(role) for role in columns])
    marks = d.dice.choice(
        (list(range(1, 6)), [f"({letter})" for letter in "abcde"], list("ABCDE"), [f"[{n}]" for n in range(1, 6)])
    )
    page.line(*marks)
    d.table(page, columns, entries, head=False)
    return d.book([page], d.expected(entries))


@kind("headings-prompts-below", HEADINGS)
def prompts_below(d: Draw) -> Book:
    """A row of instructions below the headings, one a column."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 8))
    columns = list(USUAL)
    d.heads(page, [d.heading(role) for role in columns])
    page.line(
        "Number in the plan",
        "Choose from the list",
        "Choose from the list",
        "Up to 200 words, in plain English",
        "One or two sentences",
    )
    d.table(page, columns, entries, head=False)
    return d.book([page], d.expected(entries))


@kind("headings-with-period", HEADINGS)
def with_period(d: Draw) -> Book:
    """Headings that name the period."""
    page = d.page()
    d.banner(page)
    entries = d.entries(d.dice.randrange(3, 8))
    named = {
        "progress": d.dice.choice(
            (
                f"Progress in {d.period}",
                f"Progress {d.period}",
                f"Update for the year to 31 December {d.period}",
                f"What was done in {d.period}?",
                f"Achievements (January–December {d.period})",
                f"{d.period} progress",
            )
        ),
        "next": d.dice.choice(
            (
                f"Next steps for {int(d.period) + 1}",
                f"Planned for {int(d.period) + 1}",
                "Next steps",
                f"Plans ({int(d.period) + 1})",
            )
        ),
    }
    d.table(page, d.order(USUAL), entries, named=named)
    return d.book([page], d.expected(entries))


@kind("headings-two-rows", HEADINGS)
def two_rows(d: Draw) -> Book:
    """Bands over the headings: some headings merged down, some under a band."""
    page = d.page()
    d.banner(page)
    entries = d.entries(d.dice.randrange(3, 8))
    top, left = page.row, page.left
    for offset, role in enumerate(("action", "agency")):
        page.put(top, left + offset, d.heading(role), bold=True)
        page.merge(top, left + offset, top + 1, left + offset)
    page.put(
        top,
        left + 2,
        d.pick(("Reporting", "To be completed by the agency", "Annual update", f"Update {d.period}")),
        bold=True,
    )
    page.merge(top, left + 2, top, left + 4)
    for offset, role in enumerate(("status", "progress", "next"), start=2):
        page.put(top + 1, left + offset, d.heading(role), bold=True)
    page.row = top + 2
    d.table(page, USUAL, entries, head=False)
    return d.book([page], d.expected(entries))


@kind("headings-three-rows", HEADINGS)
def three_rows(d: Draw) -> Book:
    """A band over bands over headings."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 8))
    top, left = page.row, page.left
    page.put(top, left, d.pick(("From the plan", "Prefilled", "Section A")), bold=True)
    page.merge(top, left, top, left + 1)
    page.put(top, left + 2, d.pick(("From the agency", "To be completed", "Section B")), bold=True)
    page.merge(top, left + 2, top, left + 4)
    page.put(top + 1, left + 2, d.pick(("Now", "Position", f"At the end of {d.period}")), bold=True)
    page.merge(top + 1, left + 2, top + 1, left + 3)
    page.put(top + 1, left + 4, d.pick(("Later", "Ahead", "Following year")), bold=True)
    for offset, role in enumerate(USUAL):
        page.put(top + 2, left + offset, d.heading(role), bold=True)
    page.row = top + 3
    d.table(page, USUAL, entries, head=False)
    return d.book([page], d.expected(entries))


@kind("headings-split-words", HEADINGS)
def split_words(d: Draw) -> Book:
    """Headings broken over two cells, one below the other."""
    page = d.page()
    d.banner(page)
    entries = d.entries(d.dice.randrange(3, 8))
    page.line("Action", "Lead", "Current", "Progress made", "Planned", bold=True)
    page.line("number", "agency", "status", f"in {d.period}", "next steps", bold=True)
    d.table(page, USUAL, entries, head=False)
    return d.book([page], d.expected(entries))


@kind("headings-tall-title", HEADINGS)
def tall_title(d: Draw) -> Book:
    """A title merged over two rows and all columns, directly on the headings."""
    page = d.page(row=1, left=1)
    page.put(1, 1, f"{d.title()} {d.period}", bold=True)
    page.merge(1, 1, 2, 5)
    page.row = 3
    entries = d.entries(d.dice.randrange(3, 8))
    d.table(page, USUAL, entries)
    return d.book([page], d.expected(entries))


@kind("form-export", HEADINGS)
def form_export(d: Draw) -> Book:
    """What a web form exports: a row a reply, a column a question, times in front."""
    page = d.page(row=1, left=1)
    page.name = "Form responses 1"
    entries = d.entries(d.dice.randrange(3, 8))
    page.line(
        "ID",
        "Start time",
        "Completion time",
        "Language",
        d.pick(("Which agency are you from?", "Your agency", "Agency name")),
        d.pick(("Which action are you reporting on?", "Select the action", "Action number (see the plan)")),
        d.pick(("How is the action going?", "What is the current status of the action?", "Status")),
        d.pick(
            (
                "What progress has been made on this action?",
                "Please describe what your agency has done.",
                "Tell us about progress (200 words)",
            )
        ),
        d.pick(("What are the next steps?", "What do you plan to do next?", "Next steps (optional)")),
    )
    for serial, entry in enumerate(entries, start=1):
        start = dt.datetime.combine(dt.date(int(d.period) + 1, 1, 10 + serial), dt.time(9, 15, 30))
        page.line(
            serial,
            start,
            start + dt.timedelta(minutes=7),
            "English (New Zealand)",
            entry.agency_word,
            d.reference(entry),
            entry.status_word,
            entry.progress,
            entry.steps,
        )
    return d.book([page], d.expected(entries), file="Plan of Action update form(1-8)")


@kind("tracker-export", HEADINGS)
def tracker_export(d: Draw) -> Book:
    """What an issue tracker exports, with keys, types and times."""
    page = d.page(row=1, left=1)
    page.name = d.pick(("Export", "Issues", "query (1)", "general_report"))
    entries = d.entries(d.dice.randrange(3, 8))
    page.line(
        "Key",
        "Issue type",
        "Summary",
        "Assigned department",
        "State",
        "% complete",
        "Created",
        "Updated",
        "Latest update",
        "Next actions",
    )
    for serial, entry in enumerate(entries, start=1):
        day = dt.date(int(d.period), serial, 3)
        page.line(
            f"POA-{100 + serial}",
            "Action",
            d.reference(entry, "worded"),
            entry.agency_word,
            entry.status_word,
            0.1 * serial,
            day,
            day + dt.timedelta(days=40),
            entry.progress,
            entry.steps,
        )
    return d.book([page], d.expected(entries))


@kind("database-export", HEADINGS)
def database_export(d: Draw) -> Book:
    """Column names as a database has them."""
    page = d.page(row=1, left=1)
    page.name = "qry_updates"
    entries = d.entries(d.dice.randrange(4, 9))
    style = d.dice.choice(
        (
            ("record_id", "action_no", "agency_name", "status", "progress_text", "next_steps", "modified_on"),
            ("RecordID", "ActionNo", "LeadAgency", "StatusCode", "ProgressUpdate", "NextSteps", "ModifiedOn"),
            ("id", "action.number", "agency.name", "status.label", "progress.narrative", "next.steps", "updated.at"),
        )
    )
    page.line(*style)
    for serial, entry in enumerate(entries, start=5001):
        page.line(
            serial,
            entry.code,
            entry.agency_word,
            entry.status_word,
            entry.progress,
            entry.steps,
            dt.datetime.combine(dt.date(int(d.period), 12, serial % 27 + 1), dt.time(16, 4)),
        )
    return d.book([page], d.expected(entries))


@kind("two-progress-columns", HEADINGS)
def two_progress(d: Draw) -> Book:
    """Two narratives whose headings share a role: what was done, and what came of it."""
    page = d.page()
    d.banner(page)
    entries = d.entries(d.dice.randrange(3, 7), steps=True)
    first, second = d.dice.choice(
        (
            ("Activities undertaken", "Results achieved"),
            ("What we did", "What was achieved"),
            ("Key activities", "Key achievements"),
            ("Progress", "Achievements"),
        )
    )
    page.line(
        d.heading("action"), d.heading("agency"), d.heading("status"), first, second, d.heading("next"), bold=True
    )
    expected = []
    for entry in entries:
        more = d.text()
        page.line(d.reference(entry), entry.agency_word, entry.status_word, entry.progress, more, entry.steps)
        expected.append(
            ExpectedUpdate(
                entry.agency.published,
                entry.codes,
                d.period,
                entry.status.id,
                f"{entry.progress}\n\n{more}",
                entry.steps,
                parts=True,
            )
        )
    return d.book([page], expected, may_warn=True)


@kind("many-other-columns", HEADINGS)
def many_others(d: Draw) -> Book:
    """Money, shares, dates, links and notes between the columns that count."""
    page = d.page()
    d.banner(page, width=9)
    entries = d.entries(d.dice.randrange(3, 8))
    roles = [
        "serial",
        "action",
        "action_text",
        "agency",
        "status",
        "share",
        "progress",
        "next",
        "date",
        "money",
        "evidence",
        "notes",
    ]
    d.table(page, roles, entries, ref="number")
    return d.book([page], d.expected(entries))


@kind("serial-beside-number", HEADINGS)
def serials(d: Draw) -> Book:
    """A serial number beside the action's number; both are small integers."""
    page = d.page()
    entries = d.entries(d.dice.randrange(5, 10))
    d.table(page, ["serial", "action", "agency", "status", "progress", "next"], entries, ref="number")
    return d.book([page], d.expected(entries))


@kind("risk-column", HEADINGS)
def risk_column(d: Draw) -> Book:
    """A column of risks between progress and next steps."""
    page = d.page()
    d.banner(page)
    entries = d.entries(d.dice.randrange(4, 8))
    d.table(page, ["action", "agency", "status", "progress", "risk", "next"], entries)
    return d.book([page], d.expected(entries), may_warn=True)


@kind("action-number-and-title", HEADINGS)
def number_and_title(d: Draw) -> Book:
    """The number in one column, the plan's wording in the next, pillar and objective before them."""
    page = d.page()
    entries = d.entries(d.dice.randrange(4, 9))
    roles = [
        *d.dice.choice((("pillar", "objective"), ("objective",), ("pillar",))),
        "action",
        "action_text",
        "agency",
        "status",
        "progress",
        "next",
    ]
    d.table(page, roles, entries, ref=d.pick(("number", "dot", "word")))
    return d.book([page], d.expected(entries))


# Gates: something odd in the heading row or near it.


@kind("gate-number-far-away", GATES)
def gate_far(d: Draw) -> Book:
    """A number, a switch or a date in the heading row, far to the right."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 8))
    row = page.row
    d.table(page, d.order(USUAL), entries)
    far = d.dice.randrange(12, 45)
    page.put(row, far, d.dice.choice((3.2, True, 2023, dt.date(2023, 2, 1), "v4", dt.time(9, 30))))
    return d.book([page], d.expected(entries))


@kind("gate-stamp-near", GATES)
def gate_near(d: Draw) -> Book:
    """A version or a count beside the last heading."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 8))
    columns = d.order(USUAL)
    row = page.row
    d.table(page, columns, entries)
    page.put(row, page.left + len(columns) + d.dice.choice((0, 1)), d.dice.choice((1, 2.1, 5, "v2.1", "Form 7B")))
    return d.book([page], d.expected(entries))


@kind("gate-long-heading", GATES)
def gate_long(d: Draw) -> Book:
    """A heading with its guidance in the same cell, over 300 characters."""
    page = d.page()
    d.banner(page)
    entries = d.entries(d.dice.randrange(3, 8))
    guidance = (
        "Please describe in plain English what your agency has done on this action in the reporting period. Write in "
        "whole sentences, name figures where you have them, and leave out abbreviations that a reader outside "
        "government would not know. The text may be published as you write it, so please have it approved first. "
        "About 100 words are enough."
    )
    d.table(
        page,
        d.order(USUAL),
        entries,
        named={"progress": f"{d.pick(('Progress', 'Achievements', 'Progress update'))}\n{guidance}"},
    )
    return d.book([page], d.expected(entries))


@kind("gate-blank-heading", GATES)
def gate_blank(d: Draw) -> Book:
    """An empty column in the middle, narrow and without a heading."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 8))
    top, left = page.row, page.left
    places = {"action": 0, "agency": 1, "status": 3, "progress": 4, "next": 6}
    for role, offset in places.items():
        page.put(top, left + offset, d.heading(role), bold=True)
    for entry in entries:
        page.row += 1
        for role, offset in places.items():
            page.put(page.row, left + offset, d.value(role, entry))
    return d.book([page], d.expected(entries))


@kind("gate-blank-rows", GATES)
def gate_blank_rows(d: Draw) -> Book:
    """A blank row below the headings and between the entries."""
    page = d.page()
    d.banner(page)
    entries = d.entries(d.dice.randrange(3, 7))
    d.heads(page, [d.heading(role) for role in USUAL])
    for entry in entries:
        page.gap()
        d.table(page, USUAL, [entry], head=False)
    return d.book([page], d.expected(entries))


@kind("gate-far-from-corner", GATES)
def gate_corner(d: Draw) -> Book:
    """The table begins far from A1."""
    page = d.page(row=d.dice.randrange(14, 30), left=d.dice.randrange(5, 12))
    entries = d.entries(d.dice.randrange(3, 8))
    d.table(page, d.order(USUAL), entries)
    return d.book([page], d.expected(entries))


@kind("gate-totals-above", GATES)
def gate_totals(d: Draw) -> Book:
    """Counts of statuses above the table, as a small dashboard."""
    page = d.page(row=1)
    page.line(d.title(), bold=True)
    page.line("Completed", "Under way", "Delayed", "Total", bold=True)
    page.line(3, 9, 2, 14)
    page.gap()
    entries = d.entries(d.dice.randrange(3, 8))
    d.table(page, USUAL, entries)
    return d.book([page], d.expected(entries))


# More than one table.


@kind("tables-strange-first", TABLES)
def strange_first(d: Draw) -> Book:
    """Two tables, each with headings of its own and its columns in its own order."""
    page = d.page()
    agency = d.agency()
    d.label_agency(page, agency)
    page.gap()
    entries = d.entries(6, agency, steps=True)
    page.line("Activity", "What we have done", "What we will do next", bold=True)
    for entry in entries[:3]:
        page.line(entry.code, entry.progress, entry.steps)
    page.gap(2)
    page.line("Next steps", "Action", "Progress", bold=True)
    for entry in entries[3:]:
        page.line(entry.steps, entry.code, entry.progress)
    return d.book([page], d.expected(entries, status=False))


@kind("tables-by-pillar", TABLES)
def by_pillar(d: Draw) -> Book:
    """Pillar by pillar, each with a title and its headings repeated, worded anew in some."""
    page = d.page()
    d.banner(page)
    entries: list[Entry] = []
    same = {role: d.heading(role) for role in USUAL} if d.chance(0.5) else {}
    for pillar in dict.fromkeys(action.pillar for action in d.plan.actions):
        page.line(d.dice.choice((f"Pillar: {pillar}", pillar, pillar.upper())), bold=True)
        codes = [action.code for action in d.plan.actions if action.pillar == pillar]
        here = [d.entry(code, d.agency()) for code in d.dice.sample(codes, d.dice.randrange(1, 4))]
        d.table(page, USUAL, here, named=same, ref="number")
        page.gap(d.dice.randrange(1, 3))
        entries += here
    return d.book([page], d.expected(entries))


@kind("tables-headings-repeated", TABLES)
def repeated(d: Draw) -> Book:
    """The same headings again after some rows, as for printing."""
    page = d.page()
    entries = d.entries(8)
    named = {role: d.heading(role) for role in USUAL}
    d.table(page, USUAL, entries[:4], named=named)
    d.table(page, USUAL, entries[4:], named=named)
    return d.book([page], d.expected(entries))


@kind("tables-reordered-below", TABLES)
def reordered(d: Draw) -> Book:
    """A second table directly below whose columns stand in another order."""
    page = d.page()
    entries = d.entries(6, steps=True)
    d.table(page, ["action", "agency", "status", "progress", "next"], entries[:3])
    page.gap()
    d.table(page, ["agency", "action", "next", "status", "progress"], entries[3:])
    return d.book([page], d.expected(entries))


@kind("tables-risk-log-below", TABLES)
def risk_log(d: Draw) -> Book:
    """A log of risks below the updates."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 7))
    d.table(page, USUAL, entries)
    page.gap(2)
    page.line(d.pick(("Risk register", "Risks", "Key risks to delivery")), bold=True)
    page.line("Risk no.", "Risk", "Likelihood", "Impact", "Mitigation", bold=True)
    forbidden = []
    for number, risk in enumerate(texts.RISKS[:3], start=1):
        page.line(
            number, risk, d.pick(("Low", "Medium", "High")), d.pick(("Low", "Medium", "High")), "Reviewed each month."
        )
        forbidden.append(Forbidden("A risk is no progress on an action.", text=risk))
    return d.book([page], d.expected(entries), forbidden=forbidden, may_warn=True)


@kind("tables-agencies-beside", TABLES)
def list_beside(d: Draw) -> Book:
    """A list of agencies and abbreviations beside the table."""
    page = d.page()
    top = page.row
    entries = d.entries(d.dice.randrange(4, 8))
    d.table(page, USUAL, entries)
    column = page.left + 7
    page.put(top, column, d.pick(("Agency", "Abbreviation")), bold=True)
    page.put(top, column + 1, "Name in full", bold=True)
    for offset, agency in enumerate(d.plan.agencies, start=1):
        page.put(top + offset, column, agency.code)
        page.put(top + offset, column + 1, agency.name)
    return d.book([page], d.expected(entries))


@kind("tables-status-key-beside", TABLES)
def key_beside(d: Draw) -> Book:
    """A key to the statuses beside the table, or above it."""
    page = d.page()
    above = d.chance(0.5)
    key = [
        (status.label, d.pick(("work goes as planned", "see the guidance", "to be used with care")))
        for status in d.plan.statuses[:5]
    ]
    if above:
        page.line("Key to statuses", bold=True)
        for label, meaning in key:
            page.line(label, meaning)
        page.gap()
    top = page.row
    entries = d.entries(d.dice.randrange(4, 8))
    d.table(page, USUAL, entries)
    if not above:
        page.put(top, page.left + 7, "Status", bold=True)
        page.put(top, page.left + 8, "Meaning", bold=True)
        for offset, (label, meaning) in enumerate(key, start=1):
            page.put(top + offset, page.left + 7, label)
            page.put(top + offset, page.left + 8, meaning)
    return d.book([page], d.expected(entries))


@kind("tables-plan-list-sheet", TABLES)
def lists_sheet(d: Draw) -> Book:
    """Sheets of lists for drop-downs and one with the plan's actions beside the updates."""
    page = d.page("Updates")
    entries = d.entries(d.dice.randrange(3, 8))
    d.table(page, USUAL, entries)
    lists = Page(d.pick(("Lists", "Lookups", "Ref", "DropDowns")))
    lists.line("Agencies", "Statuses", "Actions")
    for row, action in enumerate(d.plan.actions, start=2):
        lists.put(row, 1, d.plan.agencies[row - 2].name if row - 2 < len(d.plan.agencies) else "")
        lists.put(row, 2, d.plan.statuses[row - 2].label if row - 2 < len(d.plan.statuses) else "")
        lists.put(row, 3, f"{action.code}. {action.text}")
    lists.hidden = d.chance(0.5)
    return d.book([page, lists], d.expected(entries))


@kind("tables-instructions-sheet", TABLES)
def instructions_sheet(d: Draw) -> Book:
    """A sheet of instructions in front, with an example that is no update."""
    guide = Page("Instructions")
    for number, note in enumerate(
        (
            "How to fill in this workbook",
            "Use one row for each action on which you report.",
            "Choose a status from the list; say what was done in the year, not what is planned.",
            "Save the workbook under the name of your agency.",
        )
    ):
        guide.line(note, bold=number == 0)
    guide.gap()
    guide.line("Column", "What goes in it", bold=True)
    guide.line("Action", "The number of the action in the plan, for instance 9")
    guide.line("Status", "One of the words in the list")
    guide.line("Progress", "What was done, in up to 200 words")
    page = d.page("Return")
    entries = d.entries(d.dice.randrange(3, 8))
    d.table(page, USUAL, entries)
    return d.book([guide, page], d.expected(entries))


@kind("tables-dashboard-sheet", TABLES)
def dashboard(d: Draw) -> Book:
    """A sheet that counts the statuses in front of the sheet that holds the updates."""
    page = d.page("Detail")
    entries = d.entries(d.dice.randrange(4, 9))
    d.table(page, USUAL, entries)
    front = Page(d.pick(("Dashboard", "Summary", "Overview")))
    front.line("Plan of Action at a glance", bold=True)
    front.gap()
    front.line("Status", "Number of actions", "Share", bold=True)
    for label in dict.fromkeys(entry.status.label for entry in entries):
        number = sum(entry.status.label == label for entry in entries)
        front.line(label, number, number / len(entries))
    front.line("Total", len(entries), 1)
    return d.book([front, page], d.expected(entries))


@kind("tables-contents-sheet", TABLES)
def contents(d: Draw) -> Book:
    """A cover with a list of sheets, then one sheet a pillar."""
    cover = Page("Cover")
    agency = d.agency()
    cover.line(d.title(), bold=True)
    cover.line(d.label("agency"), agency.name)
    cover.line(d.label("period"), int(d.period))
    cover.gap()
    cover.line("Contents", bold=True)
    pages: list[Page] = [cover]
    entries: list[Entry] = []
    for number, pillar in enumerate(dict.fromkeys(action.pillar for action in d.plan.actions), start=1):
        cover.line(f"{number}", pillar)
        page = d.page(d.dice.choice((pillar, f"{number} {pillar}", f"Pillar {number}")))
        codes = [action.code for action in d.plan.actions if action.pillar == pillar]
        here = [d.entry(code, agency) for code in d.dice.sample(codes, d.dice.randrange(1, 4))]
        page.line(pillar, bold=True)
        d.table(page, ["action", "status", "progress", "next"], here)
        pages.append(page)
        entries += here
    return d.book(pages, d.expected(entries))


# Rows that look like something else.


@kind("rows-first-words", ROWS)
def first_words(d: Draw) -> Book:
    """Texts whose first words look like a label, a note, a total or an example."""
    page = d.page()
    entries = d.entries(d.dice.randrange(4, 8))
    entries = [Entry(e.codes, e.agency, e.agency_word, e.status, e.status_word, d.trap(), e.steps) for e in entries]
    d.table(page, d.order(USUAL), entries)
    return d.book([page], d.expected(entries))


@kind("rows-paragraphs", ROWS)
def paragraphs(d: Draw) -> Book:
    """A text broken over several rows, one paragraph each; only the first has an action."""
    page = d.page()
    agency = d.agency()
    d.label_agency(page, agency)
    page.gap()
    entries = d.entries(d.dice.randrange(2, 5), agency, steps=True)
    d.heads(page, [d.heading(role) for role in ("action", "status", "progress", "next")])
    expected = []
    for entry in entries:
        more = [d.text() for _ in range(d.dice.randrange(1, 3))]
        page.line(d.reference(entry), entry.status_word, entry.progress, entry.steps)
        for text in more:
            page.line(None, None, text)
        expected.append(
            ExpectedUpdate(
                agency.published,
                entry.codes,
                d.period,
                entry.status.id,
                "\n\n".join([entry.progress, *more]),
                entry.steps,
                parts=True,
            )
        )
    return d.book([page], expected, may_warn=True)


@kind("rows-sign-off-below", ROWS)
def sign_off(d: Draw) -> Book:
    """Lines of approval below the table."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 7))
    d.table(page, USUAL, entries)
    page.gap(d.dice.choice((0, 1, 2)))
    lines: list[tuple[Value, ...]] = [
        ("Approved by:", "Deputy Secretary"),
        ("Date:", dt.date(int(d.period) + 1, 2, 3)),
        ("Signed off by the Chief Executive",),
        ("Prepared by", "Policy group"),
        ("Signature", "____________"),
        ("Position", "Manager"),
        ("I confirm that the information above is correct.",),
    ]
    for line in d.dice.sample(lines, 3):
        page.line(*line)
    return d.book([page], d.expected(entries))


@kind("rows-notes-below", ROWS)
def notes_below(d: Draw) -> Book:
    """Notes, footnotes and instructions below the table."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 7))
    d.table(page, USUAL, entries)
    page.gap(d.dice.choice((1, 2)))
    for line in d.dice.sample(
        [
            "* The plan was amended after it was published.",
            "Note: all figures are provisional.",
            "1 Including part-time staff.",
            "Please return this workbook by the end of February.",
            "Source: agency records",
            "Add rows as needed.",
            "If you have questions, ask the secretariat.",
            "Statuses are explained in the guidance that came with this form.",
            "End of return",
        ],
        3,
    ):
        page.line(line)
    return d.book([page], d.expected(entries))


@kind("rows-page-marks", ROWS)
def page_marks(d: Draw) -> Book:
    """Page marks and a line of print between and below the rows."""
    page = d.page()
    entries = d.entries(6)
    named = {role: d.heading(role) for role in USUAL}
    d.table(page, USUAL, entries[:3], named=named)
    page.line("Page 1 of 2")
    d.table(page, USUAL, entries[3:], named=named, head=d.chance(0.5))
    page.gap(d.dice.choice((0, 1)))
    page.put(
        page.row,
        page.left + d.dice.randrange(3),
        d.pick(("Page 2 of 2", "2 / 2", "Printed from the planning system", "- 2 -")),
    )
    return d.book([page], d.expected(entries))


@kind("rows-totals-below", ROWS)
def totals_below(d: Draw) -> Book:
    """A row of totals below, with the money summed up."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 7))
    roles = ["action", "agency", "status", "progress", "next", "money", "share"]
    d.table(page, roles, entries)
    page.gap(d.dice.choice((0, 1)))
    page.put(page.row, page.left, d.pick(("Total", "TOTAL", f"Total ({len(entries)} actions)", "Sum")), bold=True)
    page.put(page.row, page.left + 5, 1234)
    page.put(page.row, page.left + 6, 0.62, number_format="0%")
    return d.book([page], d.expected(entries))


@kind("rows-example-first", ROWS)
def example_first(d: Draw) -> Book:
    """An example row, plainly marked, before the real ones."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 7))
    d.heads(page, [d.heading(role) for role in USUAL])
    example = "For example: three workshops were held in the Waikato and a guide was printed."
    page.line(
        d.pick(("Example", "EXAMPLE", "e.g. 4", "Example: 4")),
        "Ministry of Examples",
        "Under way",
        example,
        "Print a second edition.",
    )
    d.table(page, USUAL, entries, head=False)
    return d.book([page], d.expected(entries), forbidden=[Forbidden("The row is an example.", text=example)])


@kind("rows-tab-called-example", ROWS)
def tab_example(d: Draw) -> Book:
    """Real rows on a tab that kept the name of the template's example, template or guide."""
    page = d.page(d.pick(("Example", "Template", "Sample", "Blank form", "Instructions and form")))
    agency = d.agency()
    d.label_agency(page, agency)
    entries = d.entries(d.dice.randrange(3, 7), agency)
    d.table(page, ["action", "status", "progress", "next"], entries)
    return d.book([page], d.expected(entries), may_warn=True)


@kind("rows-text-below-table", ROWS)
def text_below(d: Draw) -> Book:
    """A long statement below the table that belongs to no action: it must not be lost without a word."""
    page = d.page()
    entries = d.entries(d.dice.randrange(3, 6))
    d.table(page, USUAL, entries)
    page.gap(2)
    statement = (
        "The agency wishes to add that the timetable of the whole programme depends on decisions that are expected in "
        "the second half of the year, and that several of its regional offices have been short of staff since "
        "the winter."
    )
    page.line(statement)
    return d.book(
        [page],
        d.expected(entries),
        heard=[Heard("A statement of forty words is no footnote.", statement)],
        may_warn=True,
    )


@kind("rows-hidden-marked", ROWS)
def hidden_marked(d: Draw) -> Book:
    """Rows that are hidden and say that they are old."""
    page = d.page()
    entries = d.entries(5)
    d.table(page, USUAL, entries)
    old = [d.entry(code, d.agency()) for code in d.codes(2, but=[e.code for e in entries])]
    forbidden = []
    for entry in old:
        marked = f"OLD VERSION – {entry.progress}"
        page.hidden_rows.append(page.line(entry.code, entry.agency_word, entry.status_word, marked, entry.steps))
        forbidden.append(
            Forbidden("A hidden row is not published without somebody having looked at it.", text=entry.progress)
        )
    return d.book([page], d.expected(entries), forbidden=forbidden, may_warn=True)


@kind("rows-hidden-sheet", ROWS)
def hidden_sheet(d: Draw) -> Book:
    """A hidden sheet with last year's return; the period is in its tab and its title."""
    page = d.page(f"Return {d.period}")
    entries = d.entries(4)
    d.table(page, USUAL, entries)
    old = Page(f"Return {d.before}")
    before = d.entries(3)
    old.line(f"{d.title()} {d.before}", bold=True)
    d.table(old, USUAL, before)
    old.hidden = True
    forbidden = [Forbidden("The sheet is last year's.", text=entry.progress) for entry in before]
    return d.book([page, old], d.expected(entries), forbidden=forbidden, may_warn=True)


@kind("rows-struck-placeholders", ROWS)
def placeholders(d: Draw) -> Book:
    """Rows that nobody filled in hold the template's prompts."""
    page = d.page()
    entries = d.entries(4)
    d.table(page, USUAL, entries, ref="number")
    for code in d.codes(3, but=[entry.code for entry in entries]):
        page.line(
            code,
            "Choose an item.",
            "Choose an item.",
            "Click or tap here to enter text.",
            "Click or tap here to enter text.",
        )
    return d.book(
        [page], d.expected(entries), may_warn=True, forbidden=[Forbidden("A prompt is no text.", text="enter text")]
    )


# Sub-rows.


def _sub_rows(d: Draw, mark: str | None, *, full: bool) -> Book:
    page = d.page()
    agency = d.agency()
    named = d.chance(0.5)
    if not named:
        d.label_agency(page, agency)
        page.gap()
    roles = ["action", *(["agency"] if named else []), "status", "progress", "next"]
    d.heads(page, [d.heading(role) for role in roles])
    entries: list[Entry] = []
    for code in d.codes(d.dice.randrange(2, 4)):
        first = d.entry(code, agency)
        d.table(page, roles, [first], head=False)
        entries.append(first)
        for _ in range(d.dice.randrange(1, 3)):
            more = d.entry(code, agency)
            values = [mark]
            if named:
                values.append(more.agency_word if full else mark)
            page.line(*values, more.status_word, more.progress, more.steps)
            entries.append(more)
    return d.book([page], d.expected(entries))


@kind("sub-rows-empty", SUBROWS)
def sub_empty(d: Draw) -> Book:
    """A second update of the same action with an empty action cell and a status of its own."""
    return _sub_rows(d, None, full=d.chance(0.5))


@kind("sub-rows-ditto", SUBROWS)
def sub_ditto(d: Draw) -> Book:
    """The same with ditto marks."""
    return _sub_rows(d, d.pick(('"', "″", "〃", "ditto", "do.", "''", '-"-')), full=d.chance(0.5))


@kind("sub-rows-as-above", SUBROWS)
def sub_as_above(d: Draw) -> Book:
    """The same in words."""
    return _sub_rows(
        d, d.pick(("As above", "as above", "(as above)", "Same as above", "See above", "Same action")), full=True
    )


@kind("sub-rows-merged", SUBROWS)
def sub_merged(d: Draw) -> Book:
    """The action merged over the rows of several agencies."""
    page = d.page()
    d.banner(page)
    d.heads(page, [d.heading(role) for role in USUAL])
    entries: list[Entry] = []
    for code in d.codes(3):
        top = page.row
        here = [d.entry(code, agency) for agency in d.agencies(d.dice.randrange(1, 4))]
        page.put(top, page.left, d.reference(here[0]))
        for entry in here:
            page.line(None, entry.agency_word, entry.status_word, entry.progress, entry.steps)
        page.merge(top, page.left, page.row - 1, page.left)
        entries += here
    return d.book([page], d.expected(entries))


@kind("sub-rows-agency-down", SUBROWS)
def agency_down(d: Draw) -> Book:
    """The agency in the first of its rows only."""
    page = d.page()
    roles = ["agency", "action", "status", "progress", "next"]
    d.heads(page, [d.heading(role) for role in roles])
    entries: list[Entry] = []
    merged = d.chance(0.5)
    for agency in d.agencies(3):
        here = d.entries(d.dice.randrange(2, 4), agency)
        top = page.row
        page.put(top, page.left, d.spelling(agency))
        for entry in here:
            page.line(None, d.reference(entry, "number"), entry.status_word, entry.progress, entry.steps)
        if merged:
            page.merge(top, page.left, page.row - 1, page.left)
        entries += here
    return d.book([page], d.expected(entries))


@kind("sub-rows-lettered", SUBROWS)
def lettered(d: Draw) -> Book:
    """An action row without a text, then points (i), (ii) below it that hold the texts."""
    page = d.page()
    agency = d.agency()
    d.label_agency(page, agency)
    page.gap()
    d.heads(page, ["Action", "Point", "Status", "Progress", "Next steps"])
    entries: list[Entry] = []
    for code in d.codes(3):
        page.line(f"Action {code}")
        for point in ("(i)", "(ii)"):
            entry = d.entry(code, agency)
            page.line(None, point, entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
    return d.book([page], d.expected(entries), may_warn=True)


# The plan listed whole.


def _whole(
    d: Draw, blank: str | None, *, sections: bool = False, status: str | None = None, lead: bool = False
) -> Book:
    page = d.page()
    agency = d.agency()
    d.label_agency(page, agency)
    d.banner(page)
    answered = {entry.code: entry for entry in d.entries(4, agency)}
    roles = ["action", "action_text", *(["plan_lead"] if lead else []), "status", "progress", "next"]
    d.heads(page, [d.heading(role) for role in roles])
    before: tuple[str, str] = ("", "")
    for action in d.plan.actions:
        if sections and action.pillar != before[0]:
            page.line(d.dice.choice((action.pillar, f"Pillar: {action.pillar}")), bold=True)
        if sections and action.objective != before[1]:
            page.line(action.objective)
        before = (action.pillar, action.objective)
        entry = answered.get(action.code)
        leads = [d.spelling(d.agency())] if lead else []
        if entry:
            page.line(d.number(action.code), action.text, *leads, entry.status_word, entry.progress, entry.steps)
        else:
            page.line(d.number(action.code), action.text, *leads, status, blank, blank)
    entries = [answered[action.code] for action in d.plan.actions if action.code in answered]
    return d.book([page], d.expected(entries))


@kind("whole-blank", WHOLE)
def whole_blank(d: Draw) -> Book:
    """All actions are listed; four are answered, the rest are blank."""
    return _whole(d, None)


@kind("whole-dashes", WHOLE)
def whole_dashes(d: Draw) -> Book:
    """The rest holds dashes or n/a."""
    return _whole(d, d.pick(("-", "–", "N/A", "n/a", "Not applicable", "—")))


@kind("whole-sections", WHOLE)
def whole_sections(d: Draw) -> Book:
    """The same with pillars and objectives as rows between."""
    return _whole(d, None, sections=True)


@kind("whole-prefilled-leads", WHOLE)
def whole_leads(d: Draw) -> Book:
    """The same with the plan's leads filled in beforehand; the return is one agency's."""
    return _whole(d, None, lead=True)


@kind("whole-status-prefilled", WHOLE)
def whole_status(d: Draw) -> Book:
    """The rest holds the drop-down's prompt."""
    return _whole(d, None, status=d.pick(("Select", "Please select", "Choose…", "<select>", "[Select status]")))


@kind("whole-not-ours", WHOLE)
def whole_not_ours(d: Draw) -> Book:
    """The rest says in words that the agency has nothing to say."""
    said = d.pick(("Not our action", "Not led by us", "No contribution", "Other agency"))
    return replace(_whole(d, said), may_warn=True)


@kind("whole-by-agency-column", WHOLE)
def whole_agency(d: Draw) -> Book:
    """All actions with the agency in a column, filled in where there is an update."""
    page = d.page()
    agency = d.agency()
    answered = {entry.code: entry for entry in d.entries(5, agency)}
    d.heads(page, [d.heading(role) for role in ("action", "agency", "status", "progress", "next")])
    for action in d.plan.actions:
        entry = answered.get(action.code)
        if entry:
            page.line(d.number(action.code), entry.agency_word, entry.status_word, entry.progress, entry.steps)
        else:
            page.line(d.number(action.code), agency.code if d.chance(0.3) else None)
    return d.book([page], d.expected([answered[action.code] for action in d.plan.actions if action.code in answered]))


@kind("whole-nil-returns", WHOLE)
def whole_nil(d: Draw) -> Book:
    """Two actions with a nil return beside those with progress."""
    page = d.page()
    agency = d.agency()
    d.label_agency(page, agency)
    page.gap()
    entries = d.entries(5, agency)
    d.table(page, ["action", "status", "progress", "next"], entries, ref="number")
    nil = d.plan.status("no_update")
    codes = d.codes(2, but=[entry.code for entry in entries])
    optional = []
    for code in codes:
        page.line(code, d.pick(nil.words))
        optional.append(ExpectedUpdate(agency.published, (code,), d.period, nil.id, ""))
    return d.book([page], d.expected(entries), optional=optional)


# Remarks in cells.


@kind("remarks-status", REMARKS)
def remarks_status(d: Draw) -> Book:
    """A status with a percentage, a date, a colour, a mark or a bracket."""
    page = d.page()
    entries = d.entries(d.dice.randrange(5, 9))
    remarks = (
        "{} – 60%",
        "{} (75%)",
        "{} (unchanged)",
        "{} since June",
        "🟢 {}",
        "{} – see below",
        "{}: 30 June",
        "{} (green)",
        "{} [no change since last report]",
        "{}, 80 % complete",
        "{}*",
        "1. {}",
        "{} (as of December)",
        "● {}",
    )
    d.heads(page, [d.heading(role) for role in USUAL])
    for entry in entries:
        page.line(
            d.reference(entry),
            entry.agency_word,
            d.pick(remarks).format(entry.status_word),
            entry.progress,
            entry.steps,
        )
    return d.book([page], d.expected(entries))


@kind("remarks-agency", REMARKS)
def remarks_agency(d: Draw) -> Book:
    """An agency with a remark that names no other."""
    page = d.page()
    entries = d.entries(d.dice.randrange(5, 9))
    remarks = (
        "{} (lead)",
        "{} – policy group",
        "{}, national office",
        "{} [lead agency]",
        "{} – Wellington",
        "Lead: {}",
        "{}*",
        "{} (on behalf of all partners)",
        "{} / regional teams",
    )
    d.heads(page, [d.heading(role) for role in USUAL])
    for entry in entries:
        agency = d.pick(remarks).format(d.pick(entry.agency.spellings))
        page.line(d.reference(entry), agency, entry.status_word, entry.progress, entry.steps)
    return d.book([page], d.expected(entries))


@kind("remarks-action", REMARKS)
def remarks_action(d: Draw) -> Book:
    """A number with a remark that names no other action."""
    page = d.page()
    entries = d.entries(d.dice.randrange(5, 9))
    remarks = (
        "{} (continued)",
        "{}*",
        "{} – new",
        "Action {} (joint)",
        "{} [joint action]",
        "Action {} – year two",
        "{} (lead)",
        "Action {} (see annex)",
        "{} †",
    )
    d.heads(page, [d.heading(role) for role in USUAL])
    for entry in entries:
        page.line(d.pick(remarks).format(entry.code), entry.agency_word, entry.status_word, entry.progress, entry.steps)
    return d.book([page], d.expected(entries))


PARAPHRASES: dict[str, str] = {
    "1": "Information and advice for vulnerable groups",
    "2": "Front-line training to recognise trafficking",
    "3": "Information resources for employers",
    "4": "Risk indicators and information sharing",
    "6": "Prevent and disrupt lower-level offending",
    "8": "Easier for migrant workers to leave exploitative employment (visa and reporting)",
    "9": "Bilateral and multilateral agreements",
    "11": "Child safeguarding in the Pacific",
    "13": "Government procurement",
    "14": "Tools for sector leaders, business and unions",
    "15": "Consumer awareness",
    "16": "Supply chain transparency legislation",
    "17": "UN Guiding Principles",
    "18": "Delivery of victim support services",
    "19": "Information sources for migrants on work rights",
    "21": "Research and monitoring",
    "N1": "Victim and survivor experiences",
    "24": "Crimes Act: trafficking in children",
    "25": "Cooperation between enforcement agencies",
    "28": "Capacity-building for prosecution",
}


@kind("remarks-paraphrase", REMARKS)
def paraphrase(d: Draw) -> Book:
    """A number with a paraphrase of its action."""
    page = d.page()
    codes = d.dice.sample(sorted(PARAPHRASES), 5)
    entries = [d.entry(code, d.agency()) for code in codes]
    form = d.pick(("{}. {}", "{} – {}", "Action {}: {}", "{}: {}", "{} {}", "Action {} ({})"))
    d.heads(page, [d.heading(role) for role in USUAL])
    for entry in entries:
        page.line(
            form.format(entry.code, PARAPHRASES[entry.code]),
            entry.agency_word,
            entry.status_word,
            entry.progress,
            entry.steps,
        )
    return d.book([page], d.expected(entries))


@kind("remarks-text-only", REMARKS)
def text_only(d: Draw) -> Book:
    """The plan's wording in place of the number, in one case cut short by an ellipsis."""
    page = d.page()
    entries = d.entries(5)
    d.heads(page, [d.heading(role) for role in USUAL])
    for place, entry in enumerate(entries):
        text = d.plan.action(entry.code).text
        words = text.split()
        shown = " ".join(words[:14]) + " …" if place == 0 and len(words) > 18 else text
        page.line(shown, entry.agency_word, entry.status_word, entry.progress, entry.steps)
    return d.book([page], d.expected(entries), may_warn=True)


@kind("remarks-several-actions", REMARKS)
def several_actions(d: Draw) -> Book:
    """Several actions in one cell."""
    page = d.page()
    codes = d.codes(7)
    order = [action.code for action in d.plan.actions]
    groups = [sorted(codes[:2], key=order.index), [codes[2]], sorted(codes[3:6], key=order.index), [codes[6]]]
    entries = [d.entry(group, d.agency()) for group in groups]
    d.heads(page, [d.heading(role) for role in USUAL])
    for entry in entries:
        page.line(d.reference(entry), entry.agency_word, entry.status_word, entry.progress, entry.steps)
    return d.book([page], d.expected(entries))


@kind("remarks-incorporated", REMARKS)
def incorporated(d: Draw) -> Book:
    """Action 26, which is counted under 9, in several spellings."""
    page = d.page()
    agency, other = d.agencies(2)
    entries = [d.entry("9", agency), *d.entries(2, other)]
    entries = [entries[0], *(entry for entry in entries[1:] if entry.code != "9")]
    d.heads(page, [d.heading(role) for role in USUAL])
    for place, entry in enumerate(entries):
        ref = d.pick(("26", "Action 26", "26 (now 9)")) if place == 0 else entry.code
        page.line(ref, entry.agency_word, entry.status_word, entry.progress, entry.steps)
    return d.book([page], d.expected(entries))


@kind("remarks-units", WHOSE)
def units(d: Draw) -> Book:
    """Units that report in their own name; their updates are published as their ministry's."""
    page = d.page()
    entries = [d.entry(code, d.agency(units=True)) for code in d.codes(6)]
    d.table(page, USUAL, entries)
    return d.book([page], d.expected(entries))


# Files: dialects of CSV.


def _csv(d: Draw, dialect: Dialect, suffix: str = "csv", *, banner: bool = False) -> Book:
    page = d.page(row=1, left=1)
    if banner:
        page.line(f"{d.title()} {d.period}")
        page.line()
    entries = d.entries(d.dice.randrange(3, 8))
    d.table(page, USUAL, entries)
    return d.book([page], d.expected(entries), suffix=suffix, dialect=dialect)


@kind("csv-commas", FILES)
def csv_commas(d: Draw) -> Book:
    """A plain CSV, with or without a byte order mark."""
    return _csv(
        d, Dialect(encoding=d.pick(("utf-8", "utf-8-sig")), quote_all=d.chance(0.3), line_end=d.pick(("\r\n", "\n")))
    )


@kind("csv-semicolons", FILES)
def csv_semicolons(d: Draw) -> Book:
    """Semicolons, as Excel writes in many countries."""
    return _csv(d, Dialect(delimiter=";", encoding="utf-8-sig", first_line=d.pick(("", "sep=;"))))


@kind("csv-tabs", FILES)
def csv_tabs(d: Draw) -> Book:
    """Tabs, in UTF-16 as Excel's Unicode text has them or in UTF-8."""
    return _csv(d, Dialect(delimiter="\t", encoding=d.pick(("utf-8", "utf-8-sig"))), d.pick(("tsv", "csv")))


@kind("csv-utf-16", FILES)
def csv_utf16(d: Draw) -> Book:
    """Excel's Unicode text."""
    return _csv(d, Dialect(delimiter="\t", encoding="utf-16"), "csv")


@kind("csv-banner", FILES)
def csv_banner(d: Draw) -> Book:
    """A title above the headings in a CSV."""
    return _csv(d, Dialect(encoding="utf-8-sig"), banner=True)


@kind("book-of-many-agencies", FILES)
def many_agencies(d: Draw) -> Book:
    """A coordinator's own compilation: a sheet for each agency, named in its tab."""
    pages = []
    entries: list[Entry] = []
    for agency in d.agencies(3):
        page = d.page(d.dice.choice((agency.code, agency.spellings[min(1, len(agency.spellings) - 1)])))
        if d.chance(0.5):
            page.line(d.title(), bold=True)
        here = d.entries(d.dice.randrange(2, 5), agency)
        d.table(page, ["action", "status", "progress", "next"], here)
        pages.append(page)
        entries += here
    return d.book(pages, d.expected(entries))


assert headings.count() >= 200
