"""Whose a sheet is, what action it is about, forms, turned sheets, wide tables, and periods."""

import datetime as dt
from dataclasses import replace

from layouts import plans
from layouts.draw import FILES, FORMS, PERIODS, TURNED, WHOSE, WIDE, WORDS, Draw, Entry, Page
from layouts.model import Book, Dialect, ExpectedUpdate, Forbidden, Value, Writer
from layouts.unseen import headings
from layouts.unseen.bank import kind

USUAL = ("action", "agency", "status", "progress", "next")
OWN = ("action", "status", "progress", "next")


def _own(d: Draw, page: Page, agency: plans.Agency, number: int = 0) -> list[Entry]:
    """A table of one agency, without a column for it."""
    entries = d.entries(number or d.dice.randrange(3, 7), agency)
    d.table(page, OWN, entries)
    return entries


# Whose.


@kind("whose-tab", WHOSE)
def whose_tab(d: Draw) -> Book:
    """The agency in the tab only."""
    agency = d.agency()
    page = d.page(
        d.dice.choice((agency.code, agency.spellings[-1], f"{agency.code} return", f"{agency.code} {d.period}"))
    )
    d.banner(page)
    return d.book([page], d.expected(_own(d, page, agency)))


@kind("whose-section-rows", WHOSE)
def whose_sections(d: Draw) -> Book:
    """A row with the agency above its rows."""
    page = d.page()
    d.banner(page)
    d.heads(page, [d.heading(role) for role in OWN])
    entries: list[Entry] = []
    merged = d.chance(0.5)
    for agency in d.agencies(3):
        row = page.line(d.spelling(agency), bold=True, fill="EEEEEE" if d.chance(0.5) else "")
        if merged:
            page.merge(row, page.left, row, page.left + 3)
        here = d.entries(d.dice.randrange(2, 4), agency)
        d.table(page, OWN, here, head=False)
        entries += here
    return d.book([page], d.expected(entries))


@kind("whose-label", WHOSE)
def whose_label(d: Draw) -> Book:
    """A labelled cell above the table, with other labels around it."""
    page = d.page()
    agency = d.agency()
    page.line(d.title(), bold=True)
    lines: list[tuple[Value, ...]] = [
        (d.label("agency") + d.pick((":", "")), d.spelling(agency)),
        (
            d.label("period") + d.pick((":", "")),
            d.dice.choice((int(d.period), d.period, f"1 January to 31 December {d.period}")),
        ),
        ("Date of return", dt.date(int(d.period) + 1, 2, 14)),
        ("Version", 2),
    ]
    d.dice.shuffle(lines)
    for line in lines:
        page.line(*line)
    page.gap()
    return d.book([page], d.expected(_own(d, page, agency)))


@kind("whose-label-merged", WHOSE)
def whose_label_merged(d: Draw) -> Book:
    """The label and its value in merged cells with a gap between."""
    page = d.page(left=1)
    agency = d.agency()
    page.put(page.row, 1, d.label("agency"), bold=True)
    page.merge(page.row, 1, page.row, 2)
    page.put(page.row, 4, d.spelling(agency))
    page.merge(page.row, 4, page.row, 6)
    page.row += 2
    return d.book([page], d.expected(_own(d, page, agency)))


@kind("whose-label-below-value", WHOSE)
def whose_label_over(d: Draw) -> Book:
    """The value stands below its label."""
    page = d.page()
    agency = d.agency()
    page.line(d.label("agency"), d.label("period"), "Date", bold=True)
    page.line(agency.name, int(d.period), dt.date(int(d.period) + 1, 1, 30))
    page.gap(2)
    return d.book([page], d.expected(_own(d, page, agency)))


@kind("whose-title", WHOSE)
def whose_title(d: Draw) -> Book:
    """The agency in the words of a title."""
    page = d.page()
    agency = d.agency()
    title = d.pick(
        (
            "{agency} – annual return on the Plan of Action {period}",
            "Plan of Action {period}: return of {agency}",
            "Annual update from {agency}",
            "{agency}: progress on the Plan of Action in {period}",
            "Update by {agency} for the year {period}",
            "Return {period} ({agency})",
        )
    ).format(agency=agency.name, period=d.period)
    row = page.line(title, bold=True)
    if d.chance(0.5):
        page.merge(row, page.left, row, page.left + 3)
    page.gap(d.dice.choice((0, 1)))
    return d.book([page], d.expected(_own(d, page, agency)))


@kind("whose-letterhead", WHOSE)
def whose_letterhead(d: Draw) -> Book:
    """The agency's bare name above the table, in English or in te reo."""
    page = d.page(row=1)
    agency = d.agency()
    page.line(d.dice.choice((agency.name, agency.name.upper(), agency.spellings[-1])), bold=True)
    page.line(d.title())
    page.gap()
    return d.book([page], d.expected(_own(d, page, agency)))


@kind("whose-letterhead-against-tab", WHOSE)
def letterhead_against_tab(d: Draw) -> Book:
    """The coordinating ministry's letterhead on its template; the tab says who filled it in."""
    other = d.plan.agency("MBIE")
    agency = d.agency(but=[other])
    page = d.page(agency.code, row=1)
    page.line(other.name, bold=True)
    page.line(f"{d.title()} {d.period}")
    page.gap()
    return d.book([page], d.expected(_own(d, page, agency)), may_warn=True)


@kind("whose-letterhead-against-label", WHOSE)
def letterhead_against_label(d: Draw) -> Book:
    """The coordinating ministry's letterhead; a label says who filled it in."""
    other = d.plan.agency("MBIE")
    agency = d.agency(but=[other])
    page = d.page(row=1)
    page.line(d.dice.choice((other.name, "Hīkina Whakatutuki")), bold=True)
    page.line(f"{d.title()} {d.period}")
    page.gap()
    page.line(d.pick(("Reporting agency:", "Agency completing this return:", "Return from:")), d.spelling(agency))
    page.gap()
    return d.book([page], d.expected(_own(d, page, agency)))


@kind("whose-properties-of-maker", WHOSE)
def properties_of_maker(d: Draw) -> Book:
    """The company in the file's properties made the template; a label says whose the return is."""
    agency, other = d.agencies(2)
    page = d.page()
    d.label_agency(page, agency)
    page.gap()
    book = d.book([page], d.expected(_own(d, page, agency)), properties={"company": other.name, "title": "Template"})
    return replace(book, writer=Writer.XLSXWRITER)  # the only writer here that writes a company


@kind("whose-prefilled-lead", WHOSE)
def prefilled_lead(d: Draw) -> Book:
    """A column with the plan's leads; the label says whose return it is."""
    agency = d.agency()
    page = d.page()
    page.line(d.pick(("Reporting agency:", "Return from:", "Agency completing this return:")), agency.name)
    page.gap()
    entries = d.entries(d.dice.randrange(4, 7), agency)
    d.table(page, ["action", "plan_lead", "status", "progress", "next"], entries)
    return d.book([page], d.expected(entries))


@kind("whose-file-name", WHOSE)
def whose_file(d: Draw) -> Book:
    """The agency in the file's name only."""
    agency = d.agency()
    page = d.page()
    d.banner(page)
    name = d.dice.choice(
        (
            f"{agency.code} Plan of Action return {d.period}",
            f"PoA {d.period} - {agency.name}",
            f"{d.period}_{agency.code.lower()}_update_FINAL",
        )
    )
    return d.book([page], d.expected(_own(d, page, agency)), file=name, may_warn=True)


@kind("whose-below-table", WHOSE)
def whose_below(d: Draw) -> Book:
    """The agency in a labelled cell of the sign-off below the table."""
    agency = d.agency()
    page = d.page()
    entries = _own(d, page, agency)
    page.gap()
    page.line(d.pick(("Completed on behalf of:", "Agency:", "Submitted by agency:")), agency.name)
    page.line("Date:", dt.date(int(d.period) + 1, 2, 20))
    return d.book([page], d.expected(entries), may_warn=True)


@kind("whose-cover", WHOSE)
def whose_cover(d: Draw) -> Book:
    """A cover sheet names the agency and the period, another holds the table."""
    agency = d.agency()
    cover = d.page("Cover")
    cover.line(d.title(), bold=True)
    cover.gap()
    cover.line(d.label("agency") + ":", d.spelling(agency))
    cover.line(d.label("period") + ":", int(d.period))
    cover.line("Approved:", "yes")
    page = d.page(d.pick(("Updates", "Part 2", "Table", "Actions")))
    return d.book([cover, page], d.expected(_own(d, page, agency)))


@kind("whose-beside-table", WHOSE)
def whose_beside(d: Draw) -> Book:
    """A small block of labels to the right of the table."""
    agency = d.agency()
    page = d.page()
    top = page.row
    entries = _own(d, page, agency)
    column = page.left + 6
    page.put(top, column, "Agency", bold=True)
    page.put(top, column + 1, agency.name)
    page.put(top + 1, column, "Date", bold=True)
    page.put(top + 1, column + 1, dt.date(int(d.period) + 1, 2, 2))
    return d.book([page], d.expected(entries), may_warn=True)


@kind("whose-unit-below-ministry", WHOSE)
def unit_below(d: Draw) -> Book:
    """A ministry's return in which some rows name a unit and the rest are blank."""
    ministry = d.plan.agency("MBIE")
    page = d.page()
    page.line("Agency:", ministry.name)
    page.gap()
    d.heads(
        page, [d.pick(("Action", "Action no.")), "Unit", *(d.heading(role) for role in ("status", "progress", "next"))]
    )
    entries = []
    for place, code in enumerate(d.codes(5)):
        entry = d.entry(code, d.plan.agency(d.pick(("INZ", "LI"))) if place % 2 else ministry)
        page.line(
            d.reference(entry), entry.agency_word if place % 2 else None, entry.status_word, entry.progress, entry.steps
        )
        entries.append(entry)
    return d.book([page], d.expected(entries), may_warn=True)


# About what action.


@kind("about-tab", WHOSE)
def about_tab(d: Draw) -> Book:
    """A sheet an action, its number in the tab, a row an agency."""
    pages = []
    entries: list[Entry] = []
    form = d.pick(("Action {}", "A{}", "{}", "Act {}"))
    for code in d.codes(3):
        page = d.page(form.format(code), row=1)
        here = [d.entry(code, agency) for agency in d.agencies(d.dice.randrange(2, 4))]
        d.table(page, ["agency", "status", "progress", "next"], here)
        pages.append(page)
        entries += here
    return d.book(pages, d.expected(entries))


@kind("about-title", WHOSE)
def about_title(d: Draw) -> Book:
    """One action in the sheet's title, a row an agency."""
    page = d.page()
    code = d.codes(1)[0]
    action = d.plan.action(code)
    row = page.line(
        d.dice.choice((f"Action {code}: {action.text}", f"Updates on Action {code}", f"Action {code}")), bold=True
    )
    page.merge(row, page.left, row, page.left + 3)
    page.gap(d.dice.choice((0, 1)))
    entries = [d.entry(code, agency) for agency in d.agencies(d.dice.randrange(3, 6))]
    d.table(page, ["agency", "status", "progress", "next"], entries)
    return d.book([page], d.expected(entries))


@kind("about-label", WHOSE)
def about_label(d: Draw) -> Book:
    """One action in a labelled cell, a row an agency."""
    page = d.page()
    code = d.codes(1)[0]
    page.line(
        d.pick(("Action:", "Action no.", "Action reported on:")), d.dice.choice((d.number(code), f"Action {code}"))
    )
    page.line("Year", int(d.period))
    page.gap()
    entries = [d.entry(code, agency) for agency in d.agencies(4)]
    d.table(page, ["agency", "status", "progress", "next"], entries)
    return d.book([page], d.expected(entries))


@kind("about-section-rows", WHOSE)
def about_sections(d: Draw) -> Book:
    """A merged row with the action above its rows, one an agency."""
    page = d.page()
    d.banner(page)
    d.heads(page, [d.heading(role) for role in ("agency", "status", "progress", "next")])
    entries: list[Entry] = []
    merged, pasted = d.chance(0.6), d.chance(0.6)
    for code in d.codes(3):
        text = d.plan.action(code).text
        row = page.line(f"Action {code}: {text}" if pasted else f"Action {code}", bold=True)
        if merged:
            page.merge(row, page.left, row, page.left + 3)
        here = [d.entry(code, agency) for agency in d.agencies(d.dice.randrange(1, 4))]
        d.table(page, ["agency", "status", "progress", "next"], here, head=False)
        entries += here
    return d.book([page], d.expected(entries))


@kind("about-blocks", WHOSE)
def about_blocks(d: Draw) -> Book:
    """Blocks with the action as a title and the headings repeated in each."""
    page = d.page()
    entries: list[Entry] = []
    named = {role: d.heading(role) for role in ("agency", "status", "progress", "next")}
    for code in d.codes(3):
        page.line(f"Action {code} – {d.plan.action(code).text}", bold=True)
        here = [d.entry(code, agency) for agency in d.agencies(d.dice.randrange(1, 4))]
        d.table(page, ["agency", "status", "progress", "next"], here, named=named)
        page.gap()
        entries += here
    return d.book([page], d.expected(entries))


# Wide tables.


@kind("wide-ticks", WIDE)
def ticks(d: Draw) -> Book:
    """A column for each status with a mark in one of them."""
    page = d.page()
    d.banner(page)
    agency = d.agency()
    own = d.chance(0.5)
    if own:
        d.label_agency(page, agency)
        page.gap()
    mark = d.pick(("x", "X", "✓", "✔", "●", "1", "Yes", "√"))
    statuses = [status for status in d.plan.statuses if status.progress][:5]
    lead = ["action"] if own else ["action", "agency"]
    d.heads(
        page,
        [
            *(d.heading(role) for role in lead),
            *(status.label for status in statuses),
            d.heading("progress"),
            d.heading("next"),
        ],
    )
    entries = d.entries(d.dice.randrange(4, 8), agency) if own else d.entries(d.dice.randrange(4, 8))
    for entry in entries:
        marks = [mark if status.id == entry.status.id else None for status in statuses]
        page.line(*(d.value(role, entry) for role in lead), *marks, entry.progress, entry.steps)
    return d.book([page], d.expected(entries))


@kind("wide-ticks-under-band", WIDE)
def ticks_band(d: Draw) -> Book:
    """The same with a band "Status (tick one)" over the columns."""
    page = d.page()
    statuses = [status for status in d.plan.statuses if status.progress][:5]
    top, left = page.row, page.left
    for offset, role in enumerate(("action", "agency")):
        page.put(top, left + offset, d.heading(role), bold=True)
        page.merge(top, left + offset, top + 1, left + offset)
    page.put(top, left + 2, d.pick(("Status (tick one)", "Status", "RAG – mark with x", "State")), bold=True)
    page.merge(top, left + 2, top, left + 6)
    for offset, status in enumerate(statuses, start=2):
        page.put(top + 1, left + offset, status.label, bold=True)
    for offset, role in enumerate(("progress", "next"), start=7):
        page.put(top, left + offset, d.heading(role), bold=True)
        page.merge(top, left + offset, top + 1, left + offset)
    page.row = top + 2
    entries = d.entries(d.dice.randrange(4, 8))
    mark = d.pick(("x", "✓", "●", "■"))
    for entry in entries:
        marks = [mark if status.id == entry.status.id else None for status in statuses]
        page.line(d.reference(entry), entry.agency_word, *marks, entry.progress, entry.steps)
    return d.book([page], d.expected(entries))


@kind("wide-agencies", WIDE)
def wide_agencies(d: Draw) -> Book:
    """A row an action, a column an agency with its progress."""
    page = d.page()
    d.banner(page)
    agencies = d.agencies(3)
    d.heads(page, [d.heading("action"), *(d.dice.choice((agency.name, agency.code)) for agency in agencies)])
    expected = []
    for code in d.codes(5):
        said = [d.text() if d.chance(0.75) else None for _ in agencies]
        if not any(said):
            said[0] = d.text()
        page.line(d.number(code), *said)
        expected += [
            ExpectedUpdate(agency.published, (code,), d.period, None, text)
            for agency, text in zip(agencies, said, strict=True)
            if text
        ]
    return d.book([page], expected)


@kind("wide-agencies-bands", WIDE)
def agencies_bands(d: Draw) -> Book:
    """Agencies side by side as bands, each over status and progress."""
    page = d.page()
    agencies = d.agencies(2)
    top, left = page.row, page.left
    page.put(top, left, "Action", bold=True)
    page.merge(top, left, top + 1, left)
    for place, agency in enumerate(agencies):
        page.put(top, left + 1 + 3 * place, agency.name, bold=True)
        page.merge(top, left + 1 + 3 * place, top, left + 3 + 3 * place)
        for offset, role in enumerate(("Status", "Progress", "Next steps")):
            page.put(top + 1, left + 1 + 3 * place + offset, role, bold=True)
    page.row = top + 2
    entries: list[Entry] = []
    for code in d.codes(4):
        here = [d.entry(code, agency) for agency in agencies]
        values: list[Value] = []
        for place, entry in enumerate(here):
            if place and d.chance(0.3):
                values += [None, None, None]
                continue
            values += [entry.status_word, entry.progress, entry.steps]
            entries.append(entry)
        page.line(d.number(code), *values)
    return d.book([page], d.expected(entries))


@kind("wide-year-and-year-before", WIDE)
def year_before(d: Draw) -> Book:
    """Last year's text beside this year's, last year's first or second."""
    page = d.page()
    d.banner(page, period=False)
    entries = d.entries(5)
    before = d.pick(headings.PRIOR).format(before=d.before)
    now = d.pick(headings.CURRENT).format(now=d.period)
    first = d.chance(0.6)
    d.heads(
        page,
        [
            d.heading("action"),
            d.heading("agency"),
            d.heading("status"),
            *((before, now) if first else (now, before)),
            d.heading("next"),
        ],
    )
    forbidden = []
    for entry in entries:
        old = d.text()
        page.line(
            d.reference(entry),
            entry.agency_word,
            entry.status_word,
            *((old, entry.progress) if first else (entry.progress, old)),
            entry.steps,
        )
        forbidden.append(Forbidden("The text is last year's.", text=old))
    return d.book([page], d.expected(entries), forbidden=forbidden)


@kind("wide-years-bands", WIDE)
def years_bands(d: Draw) -> Book:
    """Years as bands over status and progress; each year's answers stand below its own."""
    page = d.page()
    agency = d.agency()
    d.label_agency(page, agency)
    page.gap()
    top, left = page.row, page.left
    page.put(top, left, "Action", bold=True)
    page.merge(top, left, top + 1, left)
    years = [d.before, d.period]
    for place, year in enumerate(years):
        page.put(top, left + 1 + 2 * place, d.dice.choice((int(year), year, f"Year {year}")), bold=True)
        page.merge(top, left + 1 + 2 * place, top, left + 2 + 2 * place)
        page.put(top + 1, left + 1 + 2 * place, "Status", bold=True)
        page.put(top + 1, left + 2 + 2 * place, "Progress", bold=True)
    page.row = top + 2
    now: list[Entry] = []
    forbidden = []
    for code in d.codes(4):
        old, new = (d.entry(code, agency, steps=False) for _ in years)
        page.line(d.number(code), old.status_word, old.progress, new.status_word, new.progress)
        now.append(new)
        forbidden.append(Forbidden("The text is last year's.", text=old.progress))
    return d.book([page], d.expected(now), forbidden=forbidden)


@kind("wide-quarters-flat", WIDE, plan="river-health.yaml")
def quarters_flat(d: Draw) -> Book:
    """Four quarters side by side; only the period's own is wanted."""
    page = d.page()
    agency = d.agency()
    d.label_agency(page, agency)
    page.gap()
    form = d.pick(("Q{} 2023", "Q{}/2023", "2023 Q{}", "Progress Q{} 2023", "Progress (Q{} 2023)", "2023-Q{}"))
    d.heads(page, [d.heading("action"), *(form.format(n) for n in range(1, 5))])
    mine = d.plan.periods.index(d.period)
    entries: list[Entry] = []
    forbidden = []
    for code in d.codes(4):
        said = [d.entry(code, agency, steps=False) for _ in range(4)]
        said = said[: d.dice.choice((mine + 1, 4))]
        page.line(f"Milestone {code}" if d.chance(0.5) else code, *(entry.progress for entry in said))
        entries.append(said[mine])
        forbidden += [
            Forbidden("The text is another quarter's.", text=entry.progress)
            for entry in said
            if entry is not said[mine]
        ]
    return d.book([page], d.expected(entries, status=False), forbidden=forbidden, may_warn=True)


@kind("wide-quarters-bands", WIDE, plan="river-health.yaml")
def quarters_bands(d: Draw) -> Book:
    """Quarters as bands over progress and next steps."""
    page = d.page()
    d.banner(page, period=False)
    form = d.pick(("Q{} 2023", "Quarter {} 2023", "Q{}/2023", "2023 Q{}"))
    top, left = page.row, page.left
    for offset, head in enumerate(("Milestone", "Agency")):
        page.put(top, left + offset, head, bold=True)
        page.merge(top, left + offset, top + 1, left + offset)
    mine = d.plan.periods.index(d.period)
    for quarter in range(4):
        page.put(top, left + 2 + 2 * quarter, form.format(quarter + 1), bold=True)
        page.merge(top, left + 2 + 2 * quarter, top, left + 3 + 2 * quarter)
        page.put(top + 1, left + 2 + 2 * quarter, "Status", bold=True)
        page.put(top + 1, left + 3 + 2 * quarter, "Progress", bold=True)
    page.row = top + 2
    entries: list[Entry] = []
    forbidden = []
    for code in d.codes(4):
        agency = d.agency()
        said = [d.entry(code, agency, steps=False) for _ in range(mine + 1)]
        page.line(code, d.spelling(agency), *(value for entry in said for value in (entry.status_word, entry.progress)))
        entries.append(said[mine])
        forbidden += [Forbidden("The text is another quarter's.", text=entry.progress) for entry in said[:-1]]
    return d.book([page], d.expected(entries), forbidden=forbidden, may_warn=True)


@kind("wide-half-years", WIDE, plan="safe-roads.yaml")
def half_years(d: Draw) -> Book:
    """Half-years side by side, in words or by their months."""
    page = d.page()
    names = d.dice.choice(
        (
            ("January–June 2022", "July–December 2022", "January–June 2023", "July–December 2023"),
            ("H1 2022", "H2 2022", "H1 2023", "H2 2023"),
            ("2022-H1", "2022-H2", "2023-H1", "2023-H2"),
            ("Jan-Jun 2022", "Jul-Dec 2022", "Jan-Jun 2023", "Jul-Dec 2023"),
        )
    )
    form = d.pick(("{}", "Progress {}", "Update for {}"))
    d.heads(page, ["Initiative", "Lead", *(form.format(name) for name in names)])
    mine = d.plan.periods.index(d.period)
    entries: list[Entry] = []
    forbidden = []
    for code in d.codes(3):
        agency = d.agency()
        said = [d.entry(code, agency, steps=False) for _ in range(mine + 1)]
        page.line(code, d.spelling(agency), *(entry.progress for entry in said))
        entries.append(said[mine])
        forbidden += [Forbidden("The text is another half-year's.", text=entry.progress) for entry in said[:-1]]
    return d.book([page], d.expected(entries, status=False), forbidden=forbidden, may_warn=True)


@kind("wide-quarters-of-a-year", WIDE)
def quarters_of_year(d: Draw) -> Book:
    """A yearly plan whose agency kept notes by quarter: all four make the year's progress."""
    page = d.page()
    agency = d.agency()
    d.label_agency(page, agency)
    page.gap()
    form = d.pick(("Progress Q{n}", "Progress Q{n} {y}", "Q{n} update", "Update quarter {n}"))
    d.heads(page, ["Action", "Status", *(form.format(n=n, y=d.period) for n in range(1, 5)), "Next steps"])
    expected = []
    for code in d.codes(3):
        entry = d.entry(code, agency)
        said = [entry.progress, *(d.text() for _ in range(3))]
        page.line(d.number(code), entry.status_word, *said, entry.steps)
        expected.append(
            ExpectedUpdate(
                agency.published, (code,), d.period, entry.status.id, "\n\n".join(said), entry.steps, parts=True
            )
        )
    return d.book([page], expected, may_warn=True)


# Forms.


def _form(d: Draw, page: Page, entry: Entry, labels: dict[str, str], form: str) -> None:
    """One update as labels and values."""
    values: list[tuple[str, Value]] = [
        (labels["action"], d.reference(entry, d.pick(("number", "word", "worded")))),
        *([(labels["agency"], entry.agency_word)] if "agency" in labels else []),
        (labels["status"], entry.status_word),
        (labels["progress"], entry.progress),
        *([(labels["next"], entry.steps)] if entry.steps else [(labels["next"], None)]),
    ]
    for label, value in values:
        if form == "beside":
            page.line(label, value)
        elif form == "colon":
            page.line(f"{label}:", value)
        elif form == "apart":
            page.line(label, None, value)
        elif form == "below":
            page.line(label, bold=True)
            page.line(value)
        else:
            page.line(f"{label}: {value}" if value is not None else f"{label}:")


def _labels(d: Draw, *, agency: bool = False) -> dict[str, str]:
    roles = ["action", "status", "progress", "next", *(["agency"] if agency else [])]
    return {role: d.label(role) for role in roles}


def _one_form(d: Draw, form: str) -> Book:
    page = d.page()
    if d.chance(0.6):
        d.banner(page)
    entry = d.entry(d.codes(1)[0], d.agency(), steps=True)
    _form(d, page, entry, _labels(d, agency=True), form)
    return d.book([page], d.expected([entry]))


@kind("form-beside", FORMS)
def form_beside(d: Draw) -> Book:
    """Labels with their values beside."""
    return _one_form(d, d.pick(("beside", "colon", "apart")))


@kind("form-below", FORMS)
def form_below(d: Draw) -> Book:
    """Labels with their values below."""
    return _one_form(d, "below")


@kind("form-in-one-cell", FORMS)
def form_in_cell(d: Draw) -> Book:
    """Labels and values in one cell each."""
    return _one_form(d, "in one cell")


@kind("form-a-sheet-an-action", FORMS)
def form_sheets(d: Draw) -> Book:
    """A form an action, each on a sheet of its own, the number in the tab too."""
    agency = d.agency()
    labels = _labels(d, agency=True)
    pages = []
    entries = [d.entry(code, agency) for code in d.codes(3)]
    for entry in entries:
        page = d.page(d.dice.choice((f"Action {entry.code}", f"A{entry.code}")))
        page.line(d.title(), bold=True)
        page.gap()
        _form(d, page, entry, labels, "beside")
        pages.append(page)
    return d.book(pages, d.expected(entries))


@kind("form-action-in-tab-only", FORMS)
def form_tab(d: Draw) -> Book:
    """The action in the tab only, the rest as labels and values."""
    agency = d.agency()
    pages = []
    entries = [d.entry(code, agency, steps=True) for code in d.codes(3)]
    for entry in entries:
        page = d.page(f"Action {entry.code}")
        page.line("Agency", agency.name)
        page.line("Status", entry.status_word)
        page.line(d.pick(("Progress", "What was done")), entry.progress)
        page.line(d.pick(("Next steps", "What next?")), entry.steps)
        pages.append(page)
    return d.book(pages, d.expected(entries))


@kind("form-several-on-a-sheet", FORMS)
def form_stacked(d: Draw) -> Book:
    """Several forms one below the other, the agency once at the top."""
    page = d.page()
    agency = d.agency()
    page.line(f"{d.label('agency')}:", agency.name)
    page.gap()
    labels = _labels(d)
    entries = [d.entry(code, agency) for code in d.codes(d.dice.randrange(2, 5))]
    form = d.pick(("beside", "colon", "below"))
    for entry in entries:
        _form(d, page, entry, labels, form)
        page.gap(d.dice.choice((1, 2)))
    return d.book([page], d.expected(entries))


@kind("form-side-by-side", FORMS)
def form_side(d: Draw) -> Book:
    """Two forms beside each other."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency", agency.name)
    page.gap()
    top = page.row
    labels = _labels(d)
    entries = [d.entry(code, agency, steps=True) for code in d.codes(2)]
    for place, entry in enumerate(entries):
        page.row, page.left = top, 1 + 3 * place
        _form(d, page, entry, labels, "beside")
    return d.book([page], d.expected(entries))


@kind("form-questions", FORMS)
def form_questions(d: Draw) -> Book:
    """Questions with numbers in one column, answers in the next."""
    page = d.page()
    d.banner(page)
    entry = d.entry(d.codes(1)[0], d.agency(), steps=True)
    page.line("No.", "Question", "Answer", bold=True)
    for number, (question, answer) in enumerate(
        (
            ("Which agency is reporting?", entry.agency_word),
            ("Which action of the plan is this about?", d.reference(entry, d.pick(("number", "word")))),
            ("What is the status of the action?", entry.status_word),
            ("What progress was made in the year?", entry.progress),
            ("What are the next steps?", entry.steps),
        ),
        start=1,
    ):
        page.line(d.dice.choice((number, f"Q{number}", f"{number}.")), question, answer)
    return d.book([page], d.expected([entry]))


@kind("form-merged-cells", FORMS)
def form_merged(d: Draw) -> Book:
    """A form drawn with merged cells and section bars."""
    page = d.page("Form", row=1, left=2)
    page.put(1, 2, f"{d.title()} {d.period}", bold=True)
    page.merge(1, 2, 1, 8)
    entry = d.entry(d.codes(1)[0], d.agency(), steps=True)
    row = 3
    for bar, lines in (
        ("Part 1: About this return", (("Agency", entry.agency_word), ("Action", d.reference(entry, "worded")))),
        ("Part 2: Update", (("Status", entry.status_word), ("Progress", entry.progress), ("Next steps", entry.steps))),
    ):
        page.put(row, 2, bar, bold=True, fill="1F4E79")
        page.merge(row, 2, row, 8)
        row += 1
        for label, value in lines:
            page.put(row, 2, label)
            page.merge(row, 2, row, 3)
            page.put(row, 4, value)
            page.merge(row, 4, row, 8)
            row += 1
        row += 1
    return d.book([page], d.expected([entry]))


@kind("form-boxes", FORMS)
def form_boxes(d: Draw) -> Book:
    """The status as boxes, one of them crossed."""
    page = d.page()
    entry = d.entry(d.codes(1)[0], d.agency(), steps=True)
    statuses = [status for status in d.plan.statuses if status.progress][:5]
    full, empty = d.dice.choice((("☒", "☐"), ("[x]", "[ ]"), ("☑", "☐")))
    page.line("Agency", entry.agency.name)
    page.line("Action", d.reference(entry, d.pick(("number", "word"))))
    boxes = [f"{full if status.id == entry.status.id else empty} {status.label}" for status in statuses]
    if d.chance(0.5):
        page.line("Status", "  ".join(boxes))
    else:
        page.line("Status", *boxes)
    page.line("Progress", entry.progress)
    page.line("Next steps", entry.steps)
    return d.book([page], d.expected([entry]))


@kind("form-header-then-rows", FORMS)
def form_then_rows(d: Draw) -> Book:
    """A form with agency and action, then a small table of what was done under it."""
    page = d.page()
    agency = d.agency()
    code = d.codes(1)[0]
    page.line("Agency:", agency.name)
    page.line("Action:", f"Action {code}")
    page.gap()
    entries = [d.entry(code, agency, steps=True) for _ in range(3)]
    d.heads(page, ["Status", d.heading("progress"), d.heading("next")])
    for entry in entries:
        page.line(entry.status_word, entry.progress, entry.steps)
    return d.book([page], d.expected(entries))


@kind("form-csv", FILES)
def form_csv(d: Draw) -> Book:
    """A form saved as CSV."""
    page = d.page(row=1, left=1)
    entry = d.entry(d.codes(1)[0], d.agency(), steps=True)
    _form(d, page, entry, _labels(d, agency=True), "beside")
    return d.book([page], d.expected([entry]), suffix="csv", dialect=Dialect(encoding="utf-8-sig"))


# Turned sheets.


@kind("turned-actions-across", TURNED)
def turned(d: Draw) -> Book:
    """The headings in the first column, an update a column."""
    page = d.page()
    agency = d.agency()
    own = d.chance(0.5)
    if own:
        d.label_agency(page, agency)
        page.gap()
    entries = d.entries(d.dice.randrange(3, 6), agency) if own else d.entries(d.dice.randrange(3, 6))
    roles = OWN if own else USUAL
    for role in roles:
        page.line(d.heading(role), *(d.value(role, entry, "number" if role == "action" else "") for entry in entries))
    return d.book([page], d.expected(entries))


@kind("turned-worded", TURNED)
def turned_worded(d: Draw) -> Book:
    """The same with Action 1, Action 2 … as the top row, nothing in the corner."""
    page = d.page()
    d.banner(page)
    entries = d.entries(4)
    page.line(None, *(f"Action {entry.code}" for entry in entries), bold=True)
    for role in USUAL[1:]:
        page.line(d.heading(role), *(d.value(role, entry) for entry in entries))
    return d.book([page], d.expected(entries))


@kind("turned-agencies-across", TURNED)
def turned_agencies(d: Draw) -> Book:
    """One action, an agency a column, status and progress as rows."""
    page = d.page()
    code = d.codes(1)[0]
    page.line(f"Action {code}: {d.plan.action(code).text}", bold=True)
    page.gap()
    entries = [d.entry(code, agency) for agency in d.agencies(3)]
    page.line("Agency", *(entry.agency_word for entry in entries), bold=True)
    for role in ("status", "progress", "next"):
        page.line(d.heading(role), *(d.value(role, entry) for entry in entries))
    return d.book([page], d.expected(entries))


# Periods.


@kind("periods-column", PERIODS)
def period_column(d: Draw) -> Book:
    """A column of years; only the rows of the period count."""
    page = d.page()
    roles = ("action", "agency", "status", "progress", "next")
    d.heads(page, [*(d.heading(role) for role in roles), d.pick(("Year", "Reporting year", "Period"))])
    now = d.entries(4)
    before = d.entries(2)
    mixed = [(entry, d.period) for entry in now] + [(entry, d.before) for entry in before]
    d.dice.shuffle(mixed)
    for entry, period in mixed:
        page.line(*(d.value(role, entry) for role in roles), int(period))
    entries = [entry for entry, period in mixed if period == d.period]
    forbidden = [Forbidden("The row is of another year.", text=entry.progress) for entry in before]
    return d.book([page], d.expected(entries), forbidden=forbidden, may_warn=True)


@kind("periods-tabs", PERIODS)
def period_tabs(d: Draw) -> Book:
    """A sheet a year."""
    agency = d.agency()
    pages = []
    entries: list[Entry] = []
    forbidden = []
    for period in (d.before, d.period):
        page = d.page(d.dice.choice((period, f"Return {period}", f"Year {period}")))
        page.line("Agency:", agency.name)
        here = d.entries(3, agency)
        d.table(page, OWN, here)
        pages.append(page)
        if period == d.period:
            entries = here
        else:
            forbidden = [Forbidden("The sheet is last year's.", text=entry.progress) for entry in here]
    return d.book(pages, d.expected(entries), forbidden=forbidden, may_warn=True)


@kind("periods-filing-dates", PERIODS)
def filing_dates(d: Draw) -> Book:
    """Dates of filing, completion and approval in the year after; they say nothing about the period."""
    page = d.page()
    after = int(d.period) + 1
    page.line(d.title(), bold=True)
    page.line("Date received:", dt.date(after, 2, 3))
    page.line("Date completed", f"31 January {after}")
    page.gap()
    entries = d.entries(4)
    d.table(page, USUAL, entries)
    page.line()
    page.line(f"Approved {dt.date(after, 2, 1):%d/%m/%Y}")
    return d.book([page], d.expected(entries))


_FY = (
    "{long}",
    "FY{long}",
    "{a}-{short}",
    "{a}/{short}",
    "FY{short}",
    "FY {a}/{short}",
    "Year ended 30 June {b}",
    "{a}–{short}",
    "1 July {a} to 30 June {b}",
    "July {a} – June {b}",
    "{a}/{b}",
    "2nd half {a} and 1st half {b}",
)


def _spelled(d: Draw, forms: tuple[str, ...]) -> str:
    a = int(d.period[:4])
    return d.pick(forms).format(a=a, b=a + 1, short=f"{(a + 1) % 100:02d}", long=f"{a}/{(a + 1) % 100:02d}")


@kind("periods-financial-label", PERIODS, plan="fair-housing.yaml")
def financial_label(d: Draw) -> Book:
    """A financial year in a label, in another spelling."""
    page = d.page()
    agency = d.agency()
    page.line("Agency", agency.name)
    page.line(d.label("period"), _spelled(d, _FY[:11]))
    page.gap()
    entries = d.entries(4, agency)
    d.table(page, OWN, entries)
    return d.book([page], d.expected(entries))


@kind("periods-financial-column", PERIODS, plan="fair-housing.yaml")
def financial_column(d: Draw) -> Book:
    """A column of financial years in other spellings."""
    page = d.page()
    d.heads(page, ["Commitment", "Agency", "Year", "RAG", d.heading("progress"), d.heading("next")])
    entries = d.entries(5)
    for entry in entries:
        page.line(
            d.reference(entry, d.pick(("number", "word"))),
            entry.agency_word,
            _spelled(d, _FY[:8]),
            entry.status_word,
            entry.progress,
            entry.steps,
        )
    return d.book([page], d.expected(entries))


@kind("periods-financial-side-by-side", PERIODS, plan="fair-housing.yaml")
def financial_side(d: Draw) -> Book:
    """Last financial year's text beside this one's."""
    page = d.page()
    a = int(d.period[:4])
    form = d.pick(("Progress {}", "Progress {} ", "Update ({})", "What was done in {}"))
    spell = d.pick(("{a}/{b}", "{a}-{b}", "FY{b}", "{a}–{b}", "FY{a}/{b}"))
    before, now = (form.format(spell.format(a=y, b=f"{(y + 1) % 100:02d}")).strip() for y in (a - 1, a))
    d.heads(page, ["Commitment", "Department", before, now, "Next steps", "RAG"])
    entries = d.entries(4)
    forbidden = []
    for entry in entries:
        old = d.text()
        page.line(entry.code, entry.agency_word, old, entry.progress, entry.steps, entry.status_word)
        forbidden.append(Forbidden("The text is last year's.", text=old))
    return d.book([page], d.expected(entries), forbidden=forbidden, may_warn=True)


@kind("periods-financial-title", PERIODS, plan="fair-housing.yaml")
def financial_title(d: Draw) -> Book:
    """A financial year in the title and in the file's name."""
    page = d.page()
    a = int(d.period[:4])
    page.line(f"Fair Housing Commitments: progress {_spelled(d, _FY[:11])}", bold=True)
    page.gap()
    entries = d.entries(4)
    d.table(page, USUAL, entries)
    return d.book([page], d.expected(entries), file=f"Commitments FY{a}-{(a + 1) % 100:02d} return")


@kind("periods-quarter-column", PERIODS, plan="river-health.yaml")
def quarter_column(d: Draw) -> Book:
    """A column of quarters in other spellings; other quarters' rows stand between."""
    page = d.page()
    forms = ("Q{n} 2023", "Q{n}/2023", "2023 Q{n}", "{n}Q23", "Q{n} 23", "Quarter {n}, 2023")
    spelled = d.pick(forms)
    d.heads(page, ["Quarter", "Milestone", "Agency", "Status", d.heading("progress")])
    mine = d.plan.periods.index(d.period) + 1
    now = d.entries(4, steps=False)
    other = d.entries(2, steps=False)
    rows = [(entry, mine) for entry in now] + [(entry, mine - 1) for entry in other]
    d.dice.shuffle(rows)
    for entry, quarter in rows:
        page.line(spelled.format(n=quarter), entry.code, entry.agency_word, entry.status_word, entry.progress)
    forbidden = [Forbidden("The row is of another quarter.", text=entry.progress) for entry in other]
    return d.book(
        [page], d.expected([entry for entry, quarter in rows if quarter == mine]), forbidden=forbidden, may_warn=True
    )


@kind("periods-quarter-months", PERIODS, plan="river-health.yaml")
def quarter_months(d: Draw) -> Book:
    """A quarter by its months, in a title or a label."""
    page = d.page()
    months = {"2023-Q2": ("April", "June"), "2023-Q3": ("July", "September"), "2023-Q4": ("October", "December")}[
        d.period
    ]
    span = d.pick(("{} to {} 2023", "{}–{} 2023", "{} - {} 2023")).format(*months)
    agency = d.agency()
    page.line("Agency", agency.name)
    if d.chance(0.5):
        page.line("Period", span)
    else:
        page.line(f"Progress report, {span}", bold=True)
    page.gap()
    entries = d.entries(4, agency)
    d.table(page, OWN, entries)
    return d.book([page], d.expected(entries))


@kind("periods-year-in-words", PERIODS)
def year_words(d: Draw) -> Book:
    """The year's span in words."""
    page = d.page()
    agency = d.agency()
    page.line("Agency", agency.name)
    page.line(
        d.label("period"),
        d.pick(
            (
                "1 January {y} – 31 December {y}",
                "January to December {y}",
                "Calendar year {y}",
                "CY{y}",
                "Year ended 31 December {y}",
                "01/01/{y} - 31/12/{y}",
                "12 months to December {y}",
            )
        ).format(y=d.period),
    )
    page.gap()
    entries = d.entries(4, agency)
    d.table(page, OWN, entries)
    return d.book([page], d.expected(entries))


# The plan's own words.


@kind("words-milestones", WORDS, plan="river-health.yaml")
def milestones(d: Draw) -> Book:
    """Milestone 2.1, its text pasted, or both."""
    page = d.page()
    entries = d.entries(5)
    d.table(page, d.order(USUAL), entries, ref="mixed")
    return d.book([page], d.expected(entries))


@kind("words-milestone-paraphrase", WORDS, plan="river-health.yaml")
def milestone_paraphrase(d: Draw) -> Book:
    """Milestone 2.1 with words of its own text."""
    page = d.page()
    entries = d.entries(5)
    d.heads(page, ["Milestone", "Lead", "State", "What was achieved", "What is next?"])
    for entry in entries:
        short = " ".join(d.plan.action(entry.code).text.split()[:5])
        page.line(
            d.pick(("{} {}", "Milestone {}: {}", "Milestone {} – {}")).format(entry.code, short),
            entry.agency_word,
            entry.status_word,
            entry.progress,
            entry.steps,
        )
    return d.book([page], d.expected(entries))


@kind("words-milestone-tabs", WORDS, plan="river-health.yaml")
def milestone_tabs(d: Draw) -> Book:
    """A form a milestone, its code in the tab."""
    pages = []
    entries = [d.entry(code, d.agency(), steps=True) for code in d.codes(3)]
    for entry in entries:
        page = d.page(f"Milestone {entry.code}")
        for label, value in (
            ("Agency", entry.agency_word),
            ("Status", entry.status_word),
            ("Progress", entry.progress),
            ("Next steps", entry.steps),
        ):
            page.line(label, value)
        pages.append(page)
    return d.book(pages, d.expected(entries))


@kind("words-mesures", WORDS, plan="plan-forets.yaml")
def mesures(d: Draw) -> Book:
    """Mesure C01.1.1 in a French return."""
    page = d.page()
    d.period = "2023"
    page.line("Plan national des forêts – bilan 2023", bold=True)
    page.gap()
    entries = d.entries(4)
    heads = d.dice.choice(
        (
            ("Mesure", "Service", "État", "Réalisations", "Prochaines étapes"),
            ("N° de mesure", "Service responsable", "État d'avancement", "Travaux réalisés", "Suites prévues"),
            ("Code de la mesure", "Service", "État", "Bilan", "Prochaines étapes"),
        )
    )
    d.heads(page, list(heads))
    for entry in entries:
        page.line(
            d.reference(entry, d.pick(("number", "word", "worded"))),
            entry.agency_word,
            entry.status_word,
            entry.progress,
            entry.steps,
        )
    return d.book([page], d.expected(entries))


@kind("words-commitments", WORDS, plan="fair-housing.yaml")
def commitments(d: Draw) -> Book:
    """Commitment C4, with colours as statuses."""
    page = d.page()
    entries = d.entries(5)
    d.table(
        page,
        ["action", "agency", "status", "progress", "next"],
        entries,
        ref=d.pick(("number", "word", "worded", "text")),
        named={"status": d.pick(("RAG", "RAG rating", "RAG status"))},
    )
    return d.book([page], d.expected(entries))


@kind("words-commitment-sections", WORDS, plan="fair-housing.yaml")
def commitment_sections(d: Draw) -> Book:
    """The commitment in a merged row, a row a department below."""
    page = d.page()
    d.heads(page, ["Department", "RAG", d.heading("progress"), d.heading("next")])
    entries: list[Entry] = []
    for code in d.codes(3):
        row = page.line(
            d.dice.choice((f"Commitment {code}", f"Commitment {code}: {d.plan.action(code).text}")), bold=True
        )
        page.merge(row, page.left, row, page.left + 3)
        here = [d.entry(code, agency) for agency in d.agencies(2)]
        for entry in here:
            page.line(entry.agency_word, entry.status_word, entry.progress, entry.steps)
        entries += here
    return d.book([page], d.expected(entries))


@kind("words-initiatives", WORDS, plan="safe-roads.yaml")
def initiatives(d: Draw) -> Book:
    """Initiative S1 in a plan of half-years, the half-year in a label."""
    page = d.page()
    agency = d.agency()
    half = d.period[-1]
    page.line("Agency", agency.name)
    page.line("Period", d.pick(("H{h} {y}", "{y}-H{h}", "{y} H{h}")).format(h=half, y=d.period[:4]))
    page.gap()
    entries = d.entries(4, agency)
    d.table(page, OWN, entries, ref="mixed")
    return d.book([page], d.expected(entries))
