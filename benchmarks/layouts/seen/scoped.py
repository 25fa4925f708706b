"""The agency, the action and the period of rows, stated outside the rows."""

import datetime as dt
from dataclasses import replace

from layouts import plans
from layouts.draw import FILES, PERIODS, WHOSE, Draw, Entry, Page
from layouts.model import Book, Dialect, Forbidden, Placed, Writer
from layouts.seen import headings
from layouts.seen.bank import kind
from layouts.seen.parts import USUAL, action_title, opened, some


def _headed(draw: Draw, *lines: str) -> tuple[Page, plans.Agency, list[Entry]]:
    """A page that begins with these lines; `{agency}` in them stands for the agency."""
    agency = draw.agency()
    page = draw.page(left=1)
    for line in lines:
        page.line(line.format(agency=draw.spelling(agency), period=draw.period), bold=draw.chance(0.5))
    page.gap(draw.dice.choice((0, 1)))
    entries = some(draw, agency)
    draw.table(page, draw.order(USUAL), entries)
    return page, agency, entries


# Whose.


@kind("whose-letterhead-alone", WHOSE)
def whose_letterhead(draw: Draw) -> Book:
    """The agency's name is alone at the top."""
    page, _, entries = _headed(draw, "{agency}", draw.title())
    return draw.book([page], draw.expected(entries))


@kind("whose-in-the-title", WHOSE)
def whose_title(draw: Draw) -> Book:
    """The title names the agency among other words."""
    title = draw.pick(
        (
            "{agency}: return on the plan of action, {period}",
            "Plan of action {period} – {agency}",
            "Update from {agency} for the year {period}",
            "{agency} | {period} return",
            "Annual return by {agency}",
        )
    )
    page, _, entries = _headed(draw, title)
    return draw.book([page], draw.expected(entries))


@kind("whose-in-a-sentence", WHOSE)
def whose_sentence(draw: Draw) -> Book:
    sentence = draw.pick(
        (
            "This return is made on behalf of {agency}.",
            "Please find below the update of {agency} on its actions.",
            "The following was prepared by {agency} for the secretariat.",
        )
    )
    page, _, entries = _headed(draw, draw.title(), sentence)
    return draw.book([page], draw.expected(entries))


@kind("whose-odd-label", WHOSE)
def whose_odd_label(draw: Draw) -> Book:
    """A label that is not Agency: the value beside it, below it, or in its cell."""
    agency = draw.agency()
    page = draw.page(left=1)
    page.line(draw.title(), bold=True)
    label = draw.pick(
        (
            "Return from",
            "Completed on behalf of",
            "Who is reporting",
            "Sender",
            "Department name",
            "Prepared by (agency)",
        )
    )
    way = draw.dice.randrange(3)
    if way == 0:
        page.line(f"{label}:", draw.spelling(agency))
    elif way == 1:
        page.line(f"{label}:")
        page.line(draw.spelling(agency))
    else:
        page.line(f"{label} – {draw.spelling(agency)}")
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("whose-label-far-right", WHOSE)
def whose_far_right(draw: Draw) -> Book:
    """Label and value are at the right end of the title's line, with the period."""
    agency = draw.agency()
    page = draw.page(left=1)
    page.put(page.row, 1, draw.title(), bold=True)
    page.put(page.row, 4, draw.label("agency") + ":")
    page.put(page.row, 5, draw.spelling(agency))
    page.put(page.row + 1, 4, draw.label("period") + ":")
    page.put(page.row + 1, 5, draw.period)
    page.gap(3)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("whose-tabs", WHOSE)
def whose_tabs(draw: Draw) -> Book:
    """A tab for each agency; nothing in the sheets names it."""
    pages, entries = [], []
    for agency in draw.agencies(3):
        page = draw.page(draw.pick((agency.code, agency.spellings[-1], agency.name)))
        page.line(draw.title(), bold=True)
        mine = draw.entries(3, agency)
        draw.table(page, USUAL, mine)
        pages.append(page)
        entries += mine
    return draw.book(pages, draw.expected(entries))


@kind("whose-tabs-below-a-letterhead", WHOSE)
def whose_tabs_letterhead(draw: Draw) -> Book:
    """The ministry that made the form has its letterhead on each tab; the tabs name the agencies."""
    maker, *others = draw.agencies(4)
    pages, entries = [], []
    for agency in others:
        page = Page(draw.pick((agency.code, agency.name)))
        page.line(maker.name, bold=True)
        page.line(draw.title())
        page.gap()
        mine = draw.entries(2, agency)
        draw.table(page, USUAL, mine)
        pages.append(page)
        entries += mine
    ban = [Forbidden("The letterhead is the form's maker's.", agency=maker.published)]
    return draw.book(pages, draw.expected(entries), forbidden=ban)


@kind("whose-properties-of-another", WHOSE)
def whose_properties(draw: Draw) -> Book:
    """The file's properties name the maker of the template; a cell names the reporter."""
    page, agency = opened(draw)
    maker = draw.agency(but=[agency])
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    properties = {"company": maker.name, "creator": maker.name, "title": f"Template of {maker.name}"}
    book = draw.book([page], draw.expected(entries), properties=properties)
    return replace(book, writer=Writer.XLSXWRITER)  # which writes the company too


@kind("whose-file-name-of-another", WHOSE)
def whose_file_name_other(draw: Draw) -> Book:
    """The file is named after its recipient; the label names the reporter."""
    page, agency = opened(draw)
    other = draw.agency(but=[agency])
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries), file=f"for {other.code} {draw.period}", may_warn=True)


@kind("whose-file-name-alone", WHOSE)
def whose_file_name(draw: Draw) -> Book:
    """Only the file's name names the agency."""
    agency = draw.agency()
    page = draw.page()
    page.line(draw.title(), bold=True)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    name = draw.pick((agency.name, agency.code, agency.spellings[1])).replace("—", "-")
    stem = draw.pick((f"{name} return {draw.period}", f"{draw.period} {name}", f"PoA_{name.replace(' ', '_')}_final"))
    return draw.book([page], draw.expected(entries), file=stem)


@kind("whose-sections", WHOSE)
def whose_sections(draw: Draw) -> Book:
    """Rows below the name of each agency, in one table."""
    page = draw.page()
    draw.banner(page)
    draw.heads(page, [draw.heading(role) for role in USUAL])
    entries = []
    for agency in draw.agencies(3):
        row = page.line(draw.spelling(agency), bold=True, fill="EEEEEE")
        if draw.chance(0.5):
            page.merge(row, page.left, row, page.left + 3)
        mine = draw.entries(3, agency)
        draw.table(page, USUAL, mine, head=False)
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("whose-blocks-with-labels", WHOSE)
def whose_blocks(draw: Draw) -> Book:
    """A labelled agency above each of three tables on one sheet."""
    page = draw.page()
    page.line(draw.title(), bold=True)
    named = {role: draw.heading(role) for role in USUAL}
    entries = []
    for agency in draw.agencies(3):
        page.line(draw.pick(("Agency:", "Reporting agency:")), draw.spelling(agency))
        mine = draw.entries(2, agency)
        draw.table(page, USUAL, mine, named=named)
        page.gap(draw.dice.choice((1, 2)))
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("whose-cover-sheet", WHOSE)
def whose_cover(draw: Draw) -> Book:
    """A cover names the agency and the period; the sheet after it names nobody."""
    agency = draw.agency()
    cover = Page(draw.pick(("Cover", "About this return", "Front page")))
    cover.line(draw.title(), bold=True)
    cover.gap()
    cover.line(draw.label("agency") + ":", draw.spelling(agency))
    cover.line(draw.label("period") + ":", draw.period)
    cover.line("Contact", "plan@example.org")
    page = draw.page(draw.pick(("Updates", "Return", "Part 2")))
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([cover, page], draw.expected(entries))


@kind("whose-signature-below", WHOSE)
def whose_signature(draw: Draw) -> Book:
    """The agency is named below the table, in a labelled cell."""
    agency = draw.agency()
    page = draw.page()
    page.line(draw.title(), bold=True)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    page.gap()
    page.line(draw.pick(("Submitted by:", "Reporting agency:", "On behalf of:")), draw.spelling(agency))
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("whose-lead-column-beside-label", WHOSE)
def whose_lead_column(draw: Draw) -> Book:
    """A column names the lead of each action according to the plan; the label names the reporter."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    named = {"plan_lead": draw.pick(("Lead agency", "Plan lead", "Lead (from plan)", "Lead agency in plan"))}
    draw.table(
        page, ("action", "action_text", "plan_lead", "status", "progress", "next"), entries, named=named, ref="number"
    )
    return draw.book([page], draw.expected(entries))


@kind("whose-units-of-a-ministry", WHOSE)
def whose_units(draw: Draw) -> Book:
    """Units that report in their own name count for the ministry they belong to."""
    page = draw.page()
    draw.banner(page)
    units = [agency for agency in draw.plan.agencies if agency.code != agency.published]
    entries = [draw.entry(code, draw.dice.choice(units)) for code in draw.codes(4)]
    draw.table(page, ("action", "agency", "status", "progress", "next"), entries)
    return draw.book([page], draw.expected(entries))


@kind("whose-two-in-a-cell", WHOSE)
def whose_two(draw: Draw) -> Book:
    """Two agencies report together."""
    page = draw.page()
    draw.banner(page)
    entries, updates = [], []
    joint = draw.pick((" and ", " / ", ", ", " & ", "; ", "\n"))
    for place, code in enumerate(draw.codes(4)):
        entry = draw.entry(code, draw.agency())
        other = draw.agency(but=[entry.agency])
        if place % 2:
            entry = replace(entry, agency_word=f"{entry.agency.spellings[-1]}{joint}{other.spellings[-1]}")
        updates += [replace(each, joint=(other.published,) if place % 2 else ()) for each in draw.expected([entry])]
        entries.append(entry)
    draw.table(page, ("action", "agency", "status", "progress", "next"), entries)
    return draw.book([page], updates)


# About what.


@kind("about-action-in-the-tab", WHOSE)
def about_tab(draw: Draw) -> Book:
    """A tab for each action; its table has no column for actions."""
    pages, entries = [], []
    for code in draw.codes(3):
        page = Page(draw.pick((f"Action {code}", f"A{code}", f"Action {code} update", f"No. {code}")))
        page.line(draw.title(), bold=True)
        mine = [draw.entry(code, agency) for agency in draw.agencies(2)]
        draw.table(page, ("agency", "status", "progress", "next"), mine)
        pages.append(page)
        entries += mine
    return draw.book(pages, draw.expected(entries))


@kind("about-action-above-its-table", WHOSE)
def about_above(draw: Draw) -> Book:
    """The action is named above each of several small tables."""
    page = draw.page()
    draw.banner(page)
    named = {role: draw.heading(role) for role in ("agency", "status", "progress", "next")}
    entries = []
    for code in draw.codes(3):
        mine = [draw.entry(code, agency) for agency in draw.agencies(2)]
        row = page.line(action_title(draw, mine[0]), bold=True)
        if draw.chance(0.5):
            page.merge(row, page.left, row, page.left + 3)
        draw.table(page, ("agency", "status", "progress", "next"), mine, named=named)
        page.gap()
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("about-action-rows-in-the-table", WHOSE)
def about_rows(draw: Draw) -> Book:
    """One table with one row of headings; a merged row names the action of the rows below it."""
    page = draw.page()
    draw.banner(page)
    roles = ("agency", "status", "progress", "next")
    draw.heads(page, [draw.heading(role) for role in roles])
    entries = []
    for code in draw.codes(3):
        mine = [draw.entry(code, agency) for agency in draw.agencies(draw.dice.choice((1, 2, 3)))]
        row = page.line(action_title(draw, mine[0]), bold=True, fill="F2F2F2")
        page.merge(row, page.left, row, page.left + 3)
        draw.table(page, roles, mine, head=False)
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("about-action-and-agency-in-title", WHOSE)
def about_both(draw: Draw) -> Book:
    """A title names both; the small table below has neither."""
    page = draw.page()
    named = {role: draw.heading(role) for role in ("status", "progress", "next")}
    entries = []
    for code in draw.codes(3):
        entry = draw.entry(code, draw.agency())
        page.line(
            f"{entry.agency_word} – Action {code}" if draw.chance(0.5) else f"Action {code} ({entry.agency_word})",
            bold=True,
        )
        draw.table(page, ("status", "progress", "next"), [entry], named=named)
        page.gap()
        entries.append(entry)
    return draw.book([page], draw.expected(entries))


# Periods.


def _old(texts: list[str]) -> list[Forbidden]:
    return [Forbidden("It was said for an earlier period.", text) for text in texts]


@kind("period-two-columns-of-years", PERIODS)
def period_columns(draw: Draw) -> Book:
    """Last year's progress is beside this year's."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=5)
    shape = draw.pick(("Progress {p}", "{p} progress", "Progress ({p})", "Update {p}", "Achievements in {p}"))
    heads = ["Action", "Status", shape.format(p=draw.before), shape.format(p=draw.period)]
    draw.heads(page, heads)
    old = []
    for entry in entries:
        old.append(draw.text())
        page.line(draw.number(entry.code), entry.status_word, old[-1], entry.progress)
    return draw.book([page], draw.expected(entries, steps=False), forbidden=_old(old), may_warn=True)


@kind("period-column-of-rows", PERIODS)
def period_rows(draw: Draw) -> Book:
    """A column says which year a row is for."""
    page, agency = opened(draw)
    draw.heads(
        page, ["Action", draw.pick(("Year", "Period", "Reporting year")), *(draw.heading(role) for role in USUAL[1:])]
    )
    entries, old = [], []
    for code in draw.codes(4):
        for period in (draw.before, draw.period):
            entry = draw.entry(code, agency)
            page.line(
                draw.number(code),
                int(period) if draw.chance(0.5) else period,
                entry.status_word,
                entry.progress,
                entry.steps,
            )
            if period == draw.period:
                entries.append(entry)
            else:
                old.append(entry.progress)
    return draw.book([page], draw.expected(entries), forbidden=_old(old), may_warn=True)


@kind("period-tabs", PERIODS)
def period_tabs(draw: Draw) -> Book:
    """Last year's tab was left in the workbook."""
    agency = draw.agency()
    pages, old = [], []
    entries: list[Entry] = []
    for period in (draw.before, draw.period):
        page = Page(draw.pick((period, f"PoA {period}", f"Return {period}")))
        page.line(draw.title(), bold=True)
        draw.label_agency(page, agency)
        page.gap()
        mine = draw.entries(3, agency)
        draw.table(page, USUAL, mine)
        pages.append(page)
        if period == draw.period:
            entries = mine
        else:
            old += [entry.progress for entry in mine]
    return draw.book(pages, draw.expected(entries), forbidden=_old(old), may_warn=True)


@kind("period-as-a-span", PERIODS)
def period_span(draw: Draw) -> Book:
    """The label spells out the right year."""
    page, agency = opened(draw)
    words = draw.pick(
        (
            f"1 January {draw.year} to 31 December {draw.year}",
            f"year ended 31 December {draw.year}",
            f"January–December {draw.year}",
            f"CY{draw.period}",
            f"Calendar year {draw.period}",
            f"01/01/{draw.year} - 31/12/{draw.year}",
        )
    )
    page.line(draw.label("period") + ":", words)
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("period-dates-of-filing", PERIODS)
def period_filing(draw: Draw) -> Book:
    """Dates in the following year say when it was written, not its period."""
    page, agency = opened(draw)
    page.line(
        draw.pick(("Date completed:", "Date of return", "Prepared on")),
        dt.date(draw.year + 1, 2, draw.dice.randrange(1, 25)),
    )
    page.gap()
    entries = some(draw, agency)
    rows = draw.table(page, USUAL, entries)
    page.put(rows[0] - 1, page.left + 4, draw.pick(("Due", "Target date", "Next milestone due")))
    for row in rows:
        page.put(
            row,
            page.left + 4,
            draw.dice.choice((dt.date(draw.year + 1, 6, 30), f"Mid {draw.year + 1}", f"{draw.year + 2}")),
        )
    return draw.book([page], draw.expected(entries))


@kind("period-financial-year-spellings", PERIODS, plan="secure-services.yaml")
def period_financial(draw: Draw) -> Book:
    """A financial year in a column, in various spellings; the year before in the other rows."""
    page, agency = opened(draw)
    first, before = draw.year, draw.year - 1

    def spelt(year: int) -> str:
        return draw.pick(
            (
                f"FY{year}-{(year + 1) % 100}",
                f"FY{(year + 1) % 100}",
                f"{year}/{(year + 1) % 100}",
                f"{year}–{(year + 1) % 100}",
                f"{year}-{year + 1}",
                f"FY {year}/{year + 1}",
                f"Year to 30 June {year + 1}",
            )
        )

    draw.heads(page, ["Control", "Period", *(draw.heading(role) for role in USUAL[1:])])
    entries: list[Entry] = []
    old: list[Entry] = []
    for place, code in enumerate(draw.codes(5)):
        entry = draw.entry(code, agency)
        mine = place != 2
        page.line(code, spelt(first if mine else before), entry.status_word, entry.progress, entry.steps)
        (entries if mine else old).append(entry)
    ban = _old([entry.progress for entry in old])
    return draw.book([page], draw.expected(entries), forbidden=ban, may_warn=True)


@kind("period-thirds-of-a-year", PERIODS, plan="coast-watch.yaml")
def period_thirds(draw: Draw) -> Book:
    """Thirds of a year side by side: only the third reported on counts."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=5)
    spans = {"1": "Jan–Apr", "2": "May–Aug", "3": "Sep–Dec"}
    shape = draw.pick(("T{n} {y}", "T{n}/{y}", "{s} {y}", "T{n} {y} ({s})", "{y} T{n}"))
    heads = {
        period: shape.format(n=period[-1], y=period[:4], s=spans[period[-1]])
        for period in draw.plan.periods
        if period <= draw.period
    }
    word = draw.pick(("Progress ", "Update ", ""))
    draw.heads(page, ["Measure", "Status", *(word + head for head in heads.values())])
    old = []
    for entry in entries:
        before = [draw.text() for _ in range(len(heads) - 1)]
        page.line(entry.code, entry.status_word, *before, entry.progress)
        old += before
    return draw.book([page], draw.expected(entries, steps=False), forbidden=_old(old), may_warn=True)


@kind("period-in-the-title-as-a-third", PERIODS, plan="coast-watch.yaml")
def period_third_title(draw: Draw) -> Book:
    """The right period in the title, in the usual words."""
    agency = draw.agency()
    page = draw.page()
    last = {"1": "30 April", "2": "31 August", "3": "31 December"}[draw.period[-1]]
    page.line(
        draw.pick(
            (
                f"Return for T{draw.period[-1]} {draw.year}",
                f"Coast Watch: four months ended {last} {draw.year}",
                f"T{draw.period[-1]}/{draw.year} update",
            )
        ),
        bold=True,
    )
    draw.label_agency(page, agency)
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("period-in-texts", PERIODS)
def period_in_texts(draw: Draw) -> Book:
    """Texts mention other years."""
    page, agency = opened(draw)
    opening = draw.pick(("Since", "As in", "Unlike in", "Building on work of"))
    entries = [replace(entry, progress=f"{opening} {draw.before}: {entry.progress}") for entry in some(draw, agency)]
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


# Files.


def _file(draw: Draw, stem: str, suffix: str = "xlsx", *, dialect: Dialect | None = None) -> Book:
    """An agency's own return in a file of this name."""
    page = Page("Sheet1" if suffix != "xlsx" else draw.pick(headings.TABS))
    agency = draw.agency()
    page.line(draw.title(), bold=True)
    page.line("Agency:", draw.spelling(agency))
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries), file=stem, suffix=suffix, dialect=dialect)


@kind("file-called-like-ours", FILES)
def file_like_ours(draw: Draw) -> Book:
    """The agency named its file report, findings or template, but it has no mark of the tool."""
    return _file(draw, draw.pick(("report", "findings", "gaps", "template", "coverage", "set-aside")))


@kind("file-checked-copy-came-back", FILES)
def file_checked(draw: Draw) -> Book:
    """A copy with remarks, or a corrected one, that the agency sent back."""
    return _file(draw, draw.pick(("return.checked", "police update.checked", "return.fixed", "return.checked (1)")))


@kind("file-updates-in-csv", FILES)
def file_csv(draw: Draw) -> Book:
    """A CSV file with a name that the tool also uses."""
    dialect = Dialect(
        delimiter=draw.pick((";", ",", "\t")),
        encoding=draw.pick(("utf-8", "utf-8-sig", "utf-16")),
        line_end=draw.pick(("\n", "\r\n")),
        quote_all=draw.chance(0.3),
    )
    return _file(draw, draw.pick(("updates", "report", "coverage", "return")), "csv", dialect=dialect)


@kind("file-copy-of-copy", FILES)
def file_copy(draw: Draw) -> Book:
    """A file name after some rounds of e-mail."""
    stem = draw.pick(
        ("Copy of Copy of return", "return (3)", "RE_ FW_ PoA return FINAL final v2", "return - Copy", "~old return")
    )
    return _file(draw, stem)


@kind("file-formulas-for-codes", FILES)
def file_formulas(draw: Draw) -> Book:
    """Codes and agencies are formulas, as in trackers."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    rows = draw.table(page, USUAL, entries, ref="word")
    for row in rows:
        cell = page.cells[row, page.left]
        value = str(cell.value)
        page.cells[row, page.left] = Placed(row, page.left, value, formula=f'=CONCATENATE("{value[:4]}","{value[4:]}")')
    book = draw.book([page], draw.expected(entries))
    return replace(book, writer=Writer.XLSXWRITER)


@kind("file-hidden-working-columns", FILES)
def file_hidden(draw: Draw) -> Book:
    """A hidden column of the secretariat's keys beside the action."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    rows = draw.table(page, USUAL, entries)
    place = page.left + 4
    page.put(rows[0] - 1, place, draw.pick(("Key", "Record ID", "GUID")))
    for row in rows:
        page.put(row, place, f"{draw.dice.randrange(16**8):08x}")
    page.hidden_columns.append(place)
    return draw.book([page], draw.expected(entries), may_warn=True)
