"""Tables with headings of every kind, cells that must not hide a table, and several tables on a page."""

import datetime as dt
from dataclasses import replace

from layouts.draw import GATES, HEADINGS, TABLES, WORDS, Draw, Entry, Page
from layouts.model import Book, Forbidden
from layouts.seen import headings, texts
from layouts.seen.bank import kind
from layouts.seen.parts import USUAL, action_title, column, opened, some

LONG = (
    "Please describe in plain words what your agency has done on this action since the last report. Write for readers "
    "who do not know your work: name programmes in full, leave out abbreviations, give figures where you have them and "
    "say where they come from. Keep to two hundred words; longer entries will be cut by the secretariat without "
    "asking. Do not name persons. What is still being decided by ministers does not belong here."
)


def _plain(draw: Draw, **named: str) -> Book:
    """One page, one agency, one table with these headings."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, draw.order(USUAL), entries, named=named)
    return draw.book([page], draw.expected(entries))


# Headings.


@kind("heads-of-all-sorts", HEADINGS)
def heads_of_all_sorts(draw: Draw) -> Book:
    """Any wording of the bank, in any of its families."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    style = draw.pick(("word", "question", "suffix", "upper"))
    draw.table(page, draw.order(USUAL), entries, style=style)
    return draw.book([page], draw.expected(entries))


@kind("heads-weak-word", HEADINGS)
def heads_weak_word(draw: Draw) -> Book:
    """The only column of text is called Commentary, Details or the like."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, ("action", "status", "weak"), entries)
    return draw.book([page], draw.expected(entries, steps=False))


@kind("heads-weak-beside-next", HEADINGS)
def heads_weak_beside_next(draw: Draw) -> Book:
    """A weak heading beside one that is clearly about what comes next."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, ("action", "weak", "next", "status"), entries)
    return draw.book([page], draw.expected(entries))


@kind("heads-questions-to-the-agency", HEADINGS)
def heads_questions(draw: Draw) -> Book:
    return _plain(
        draw,
        action=draw.pick(("Which action are you reporting on?", "What action is this about?")),
        status=draw.pick(("What is its status?", "How far along is it?", "Is it on track?")),
        progress=draw.pick(("What did your agency do this year?", "What have you achieved?", "What happened?")),
        next=draw.pick(("What will happen next?", "What do you plan to do in the next 12 months?", "And next?")),
    )


@kind("heads-lettered-list", HEADINGS)
def heads_lettered(draw: Draw) -> Book:
    """A. Action, B. `a) Status` and so on, numbered in one of the usual ways."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    mark = draw.pick(
        ("{a}. ", "{a}) ", "({a}) ", "{n}. ", "{n}) ", "({n}) ", "Q{n}. ", "Q{n}: ", "{n} – ", "Col {a}: ")
    )
    named = {
        role: mark.format(a="ABCD"[place], n=place + 1) + draw.pick(headings.PLAIN[role])
        for place, role in enumerate(USUAL)
    }
    draw.table(page, USUAL, entries, named=named)
    return draw.book([page], draw.expected(entries))


@kind("heads-two-languages", HEADINGS)
def heads_two_languages(draw: Draw) -> Book:
    page = draw.page()
    draw.banner(page)
    entries = some(draw)
    draw.table(page, ("action", "agency", "status", "progress", "next"), entries, style="bilingual")
    return draw.book([page], draw.expected(entries))


@kind("heads-misspelt", HEADINGS)
def heads_misspelt(draw: Draw) -> Book:
    """One or two typing errors."""
    book = _plain(
        draw,
        action=draw.pick(("Acton", "Action", "Actoin no.")),
        status=draw.pick(("Stauts", "Status", "Curent status")),
        progress=draw.pick(("Progess", "Porgress to date", "Progres", "Achievments")),
        next=draw.pick(("Next stpes", "Nex steps", "Next steps")),
    )
    return replace(book, may_warn=True)


@kind("heads-cut-short", HEADINGS)
def heads_cut_short(draw: Draw) -> Book:
    return _plain(
        draw,
        action=draw.pick(("Act. no.", "Act #", "Action nr")),
        status=draw.pick(("Stat.", "Status")),
        progress=draw.pick(("Prog. to date", "Progress (YTD)", "Progress upd.")),
        next=draw.pick(("Nxt steps", "Next stps", "Next")),
    )


@kind("heads-broken-lines", HEADINGS)
def heads_broken_lines(draw: Draw) -> Book:
    """Headings with line breaks, hyphens as in a narrow column, and padding."""
    return _plain(
        draw,
        action=draw.pick(("Action\nno.", "Action\n(number)", " Action ")),
        status=draw.pick(("Current\nstatus", "Status\n", "Status\n(drop-down)")),
        progress=draw.pick(("Progress\nto date", "Progress\nmade this year", "What\nwas\ndone")),
        next=draw.pick(("Next\nsteps", "Planned\nnext steps", "What\ncomes next")),
    )


@kind("heads-with-the-year", HEADINGS)
def heads_with_the_year(draw: Draw) -> Book:
    """The headings name the year reported on and the year after it."""
    return _plain(
        draw,
        progress=draw.pick(
            (
                f"Progress {draw.period}",
                f"Progress in {draw.period}",
                f"{draw.period} achievements",
                f"{draw.period}: done",
            )
        ),
        next=draw.pick((f"Plans for {draw.year + 1}", f"Next steps ({draw.year + 1})", f"{draw.year + 1} next steps")),
    )


@kind("heads-with-guidance-in-the-cell", HEADINGS)
def heads_with_guidance(draw: Draw) -> Book:
    """A heading, and below it in the same cell a whole paragraph on how to fill in the column."""
    word = draw.pick(headings.PLAIN["progress"])
    return _plain(draw, progress=f"{word}\n{LONG}" if draw.chance(0.6) else f"{word} ({LONG})")


@kind("heads-two-rows-of-bands", HEADINGS)
def heads_bands(draw: Draw) -> Book:
    """Merged group headings above the headings."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    row, left = page.row, page.left
    page.put(row, left, draw.pick(("Plan", "What it is about", "Reference")), bold=True)
    page.put(row, left + 2, draw.pick(("Reporting", "Agency to complete", "This year", "Your return")), bold=True)
    if draw.chance(0.7):
        page.merge(row, left, row, left + 1)
        page.merge(row, left + 2, row, left + 4)
    page.gap()
    draw.table(page, ("action", "action_text", "status", "progress", "next"), entries, ref="number")
    return draw.book([page], draw.expected(entries))


@kind("heads-three-rows", HEADINGS)
def heads_three_rows(draw: Draw) -> Book:
    """A group heading, headings, and below them instructions."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    page.put(page.row, page.left + 1, draw.pick(("To be completed by the agency", "Agency input")), bold=True)
    page.merge(page.row, page.left + 1, page.row, page.left + 3)
    page.gap()
    draw.heads(page, [draw.pick(headings.PLAIN[role]) for role in USUAL])
    page.line(
        draw.pick(("Number", "1, 2, N1 …")),
        draw.pick(("Choose one", "Select from list")),
        draw.pick(("Free text", "Up to 200 words")),
        draw.pick(("Free text", "Up to 100 words")),
    )
    draw.table(page, USUAL, entries, head=False)
    return draw.book([page], draw.expected(entries))


@kind("heads-merged-down", HEADINGS)
def heads_merged_down(draw: Draw) -> Book:
    """Action and status merged over two rows; progress and next steps under a group heading."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    row, left = page.row, page.left
    page.put(row, left, draw.pick(headings.PLAIN["action"]), bold=True)
    page.put(row, left + 1, draw.pick(headings.PLAIN["status"]), bold=True)
    page.put(row, left + 2, draw.pick(("Narrative", "Delivery", "Agency report")), bold=True)
    page.put(row + 1, left + 2, draw.pick(("Done", "Progress", "So far")), bold=True)
    page.put(row + 1, left + 3, draw.pick(("To do", "Next", "Next steps")), bold=True)
    page.merge(row, left, row + 1, left)
    page.merge(row, left + 1, row + 1, left + 1)
    page.merge(row, left + 2, row, left + 3)
    page.gap(2)
    draw.table(page, USUAL, entries, head=False)
    return draw.book([page], draw.expected(entries))


@kind("heads-none-one-text", HEADINGS)
def heads_none(draw: Draw) -> Book:
    """No headings at all: the action, the status and one text speak for themselves."""
    page, agency = opened(draw)
    entries = some(draw, agency, low=4)
    draw.table(
        page,
        draw.dice.choice((("action", "status", "progress"), ("action", "progress", "status"))),
        entries,
        head=False,
        ref=draw.pick(("word", "pasted")),
    )
    return draw.book([page], draw.expected(entries, steps=False), may_warn=True)


@kind("heads-owner-and-state", HEADINGS)
def heads_owner(draw: Draw) -> Book:
    """Words of project offices."""
    page = draw.page()
    draw.banner(page)
    entries = some(draw)
    named = {
        "agency": draw.pick(("Owner", "Responsible", "Accountable", "Who", "Entity", "Lead")),
        "status": draw.pick(("State", "RAG", "Health", "On track?")),
        "progress": draw.pick(("Delivered", "Deliverables achieved", "Accomplishments", "Results this period")),
        "next": draw.pick(("Next actions", "Planned", "Upcoming deliverables", "Next period")),
    }
    draw.table(page, ("action", "agency", "status", "progress", "next"), entries, named=named)
    return draw.book([page], draw.expected(entries))


@kind("heads-crowded", HEADINGS)
def heads_crowded(draw: Draw) -> Book:
    """A dozen columns, five of which matter."""
    page = draw.page()
    draw.banner(page)
    entries = some(draw, high=6)
    roles = ["serial", "action", "agency", "status", "share", "date", "progress", "next", "money", "risk", "evidence"]
    draw.table(page, roles, entries)
    return draw.book([page], draw.expected(entries))


@kind("heads-gaps-between", HEADINGS)
def heads_gaps(draw: Draw) -> Book:
    """Narrow empty columns as spacers."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    for offset, role in enumerate(USUAL):
        page.put(page.row, page.left + 2 * offset, draw.heading(role), bold=True)
        for place, entry in enumerate(entries, start=1):
            page.put(page.row + place, page.left + 2 * offset, draw.value(role, entry))
    return draw.book([page], draw.expected(entries))


@kind("heads-achieved-and-not", HEADINGS)
def heads_three_texts(draw: Draw) -> Book:
    """A third column of text that is about risks: its heading says so."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    rows = draw.table(page, USUAL, entries)
    page.put(rows[0] - 1, page.left + 4, draw.pick((headings.OTHER_SUBJECTS[0], "Issues", "Risks")), bold=True)
    secret = draw.dice.sample(texts.CONFIDENTIAL, len(rows))
    for row, text in zip(rows, secret, strict=True):
        page.put(row, page.left + 4, text)
    ban = [Forbidden("A risk is no progress.", text) for text in secret]
    return draw.book([page], draw.expected(entries), forbidden=ban)


# Cells that must not hide a table.


def _gated(draw: Draw, *, far: int = 3) -> tuple[Page, list[Entry], list[int], int]:
    """A table, and the place for a cell beside its heading row."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    rows = draw.table(page, USUAL, entries)
    return page, entries, rows, page.left + len(USUAL) + far


@kind("gate-number-far-right", GATES)
def gate_number(draw: Draw) -> Book:
    """A number, TRUE, a time or an error value in the row of the headings, far away from them."""
    page, entries, rows, place = _gated(draw, far=draw.dice.choice((2, 6, 30)))
    value = draw.dice.choice((128, 0.35, True, False, dt.time(9, 30), "#N/A", "#REF!", dt.date(draw.year, 12, 5), -1))
    page.put(rows[0] - 1, place, value)
    return draw.book([page], draw.expected(entries), may_warn=value in {"#N/A", "#REF!"})


@kind("gate-paragraph-beside", GATES)
def gate_paragraph(draw: Draw) -> Book:
    """Guidance of three hundred characters beside the heading row."""
    page, entries, rows, place = _gated(draw, far=1)
    page.put(rows[0] - 1, place, LONG)
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("gate-key-of-statuses", GATES)
def gate_key(draw: Draw) -> Book:
    """Beside the table, a key explains each status."""
    page, entries, rows, place = _gated(draw, far=1)
    page.put(rows[0] - 1, place, draw.pick(("Key", "Status key", "Legend")), bold=True)
    for offset, status in enumerate(draw.plan.statuses[: len(rows)]):
        page.put(rows[0] + offset, place, status.label)
        page.put(rows[0] + offset, place + 1, draw.pick(("as agreed", "see guidance", "use with care")))
    return draw.book([page], draw.expected(entries))


@kind("gate-drop-down-sources", GATES)
def gate_sources(draw: Draw) -> Book:
    """The lists behind the drop-downs: all agencies and all action numbers, far to the right."""
    page, entries, rows, place = _gated(draw, far=6)
    top = rows[0] - 1
    column(page, place, ["Agencies", *(agency.name for agency in draw.plan.agencies)], top)
    column(page, place + 1, ["Actions", *(action.code for action in draw.plan.actions)], top)
    return draw.book([page], draw.expected(entries))


@kind("gate-reviewers-margin", GATES)
def gate_margin(draw: Draw) -> Book:
    """Pencil notes of a reviewer beside some rows and the headings."""
    page, entries, rows, place = _gated(draw, far=1)
    for row in (rows[0] - 1, rows[-1]):
        page.put(row, place, draw.pick(("RK: checked", "ok – TM", "see e-mail 12/3", "?", "done")))
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("gate-count-of-words", GATES)
def gate_count(draw: Draw) -> Book:
    """A column beside the table counts the words of each text; its heading is a limit, a number."""
    page, entries, rows, _ = _gated(draw)
    place = page.left + len(USUAL)
    page.put(rows[0] - 1, place, draw.dice.choice((200, "Words", "Words (max 200)", "Len")))
    for row, entry in zip(rows, entries, strict=True):
        page.put(row, place, len(entry.progress.split()))
    return draw.book([page], draw.expected(entries))


@kind("gate-version-stamp", GATES)
def gate_stamp(draw: Draw) -> Book:
    """A version stamp is above or beside the headings."""
    page, entries, rows, place = _gated(draw, far=2)
    page.put(rows[0] - 1, place, draw.pick(("v1.3", "Version 2", "Printed")))
    page.put(rows[0] - 1, place + 1, dt.datetime(draw.year, 11, 3, 16, 42))  # noqa: DTZ001 - cells have no zone
    return draw.book([page], draw.expected(entries))


@kind("gate-cleared-column", GATES)
def gate_cleared(draw: Draw) -> Book:
    """A column of TRUE and FALSE, and one of times, beside the table."""
    page, entries, rows, _ = _gated(draw)
    place = page.left + len(USUAL)
    page.put(rows[0] - 1, place, draw.pick(("Locked?", "Checked", "Ready")))
    page.put(rows[0] - 1, place + 1, draw.pick(("Saved at", "Time")))
    for row in rows:
        page.put(row, place, draw.chance(0.5))
        page.put(row, place + 1, dt.time(draw.dice.randrange(8, 18), draw.dice.randrange(60)))
    return draw.book([page], draw.expected(entries))


@kind("gate-initials-without-a-heading", GATES)
def gate_initials(draw: Draw) -> Book:
    """Initials in a column without a heading, on the left or the right of the table."""
    page, agency = opened(draw)
    page.left += 1
    entries = some(draw, agency)
    rows = draw.table(page, USUAL, entries)
    place = page.left - 1 if draw.chance(0.5) else page.left + len(USUAL)
    for row in rows:
        page.put(row, place, draw.pick(("RK", "TM", "JS", "AW")))
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("gate-back-to-contents", GATES)
def gate_back(draw: Draw) -> Book:
    """A link, an arrow or a count directly above or beside the headings."""
    page, entries, rows, place = _gated(draw, far=1)
    page.put(rows[0] - 1, place, draw.pick(("← Back to contents", "▲", "Go to top", "n = 7", "*")))
    return draw.book([page], draw.expected(entries), may_warn=True)


# Several tables.


@kind("tables-own-order-each", TABLES)
def tables_own_order(draw: Draw) -> Book:
    """Two tables with the same headings; in the second, the text columns are swapped."""
    page, agency = opened(draw)
    entries = draw.entries(6, agency, steps=True)
    named = {role: draw.heading(role) for role in USUAL}
    draw.table(page, USUAL, entries[:3], named=named)
    page.gap(draw.dice.choice((0, 1, 2)))
    draw.table(page, ("action", "next", "progress", "status"), entries[3:], named=named)
    return draw.book([page], draw.expected(entries))


@kind("tables-odd-headings-first", TABLES)
def tables_odd_first(draw: Draw) -> Book:
    """The first table lists activities, the second actions."""
    page, agency = opened(draw)
    entries = draw.entries(6, agency, steps=True)
    odd = {
        "action": draw.pick(("Activity", "Work item", "Deliverable no.")),
        "progress": draw.pick(("What we have done", "Done", "Our work so far")),
        "next": draw.pick(("What we will do next", "Still to do", "Our plans")),
    }
    draw.table(page, ("action", "progress", "next"), entries[:2], named=odd, ref=draw.pick(("number", "word")))
    page.gap(2)
    draw.table(
        page,
        ("action", "progress", "next"),
        entries[2:],
        named={"action": "Action", "progress": "Progress", "next": "Next steps"},
    )
    return draw.book([page], draw.expected(entries, status=False))


@kind("tables-summary-above", TABLES)
def tables_summary(draw: Draw) -> Book:
    """A count by status above the table proper."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    page.line(draw.pick(("Summary", "Status", "At a glance")), "Number", bold=True)
    for status in draw.plan.statuses[:4]:
        page.line(status.label, sum(entry.status.id == status.id for entry in entries))
    page.gap(draw.dice.choice((1, 2)))
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("tables-contacts-above", TABLES)
def tables_contacts(draw: Draw) -> Book:
    """Contacts in a table of their own."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    page.line("Name", "Role", "E-mail", bold=True)
    page.line("A. Tere", "Policy lead", "policy@example.org")
    page.line("R. Moss", "Approver", "approver@example.org")
    page.gap(draw.dice.choice((1, 2)))
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("tables-risk-register-below", TABLES)
def tables_risks(draw: Draw) -> Book:
    """A register of risks below the updates: nothing in it is progress."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    page.gap(2)
    page.line(draw.pick(("Risk register", "Risks and issues")), bold=True)
    page.line("Action", "Risk", "Likelihood", "Mitigation", bold=True)
    secret = draw.dice.sample(texts.CONFIDENTIAL, 2)
    for entry, text in zip(entries, secret, strict=False):
        page.line(draw.number(entry.code), text, draw.pick(("High", "Low")), draw.steps())
    ban = [Forbidden("A risk is no progress.", text) for text in secret]
    return draw.book([page], draw.expected(entries), forbidden=ban, may_warn=True)


@kind("tables-pillar-by-pillar", TABLES)
def tables_pillars(draw: Draw) -> Book:
    """Headings again under the name of each pillar."""
    page, agency = opened(draw)
    entries = draw.entries(8, agency)
    named = {role: draw.heading(role) for role in USUAL}
    for pillar in dict.fromkeys(draw.plan.action(entry.code).pillar for entry in entries):
        row = page.line(draw.pick((pillar, pillar.upper(), f"Pillar: {pillar}")), bold=True)
        page.merge(row, page.left, row, page.left + 3)
        draw.table(
            page, USUAL, [entry for entry in entries if draw.plan.action(entry.code).pillar == pillar], named=named
        )
        page.gap(draw.dice.choice((0, 1)))
    return draw.book([page], draw.expected(entries))


@kind("tables-three-sheets", TABLES)
def tables_three_sheets(draw: Draw) -> Book:
    """Three people filled in a sheet each, all with different columns."""
    agency = draw.agency()
    entries = draw.entries(9, agency)
    pages = []
    for name, first in zip(("Policy", "Operations", "Regions"), (0, 3, 6), strict=True):
        page, _ = opened(draw, name, agency=agency)
        draw.table(page, draw.order(USUAL), entries[first : first + 3])
        pages.append(page)
    return draw.book(pages, draw.expected(entries))


@kind("tables-by-status", TABLES)
def tables_by_status(draw: Draw) -> Book:
    """Finished and unfinished actions in two tables, whose titles give the status."""
    page, agency = opened(draw)
    entries: list[Entry] = []
    codes = draw.codes(6)
    for id_, title in (("completed", "Completed actions"), ("under_way", "Actions under way")):
        page.line(title, bold=True)
        mine = [replace(draw.entry(codes.pop(), agency), status=draw.plan.status(id_)) for _ in range(3)]
        draw.table(page, ("action", "progress", "next"), mine)
        page.gap()
        entries += mine
    return draw.book([page], draw.expected(entries), may_warn=True, note="A status that is lost is no more than a gap.")


@kind("tables-guidance-sheet", TABLES)
def tables_guidance(draw: Draw) -> Book:
    """A sheet of guidance, with the list of the plan's actions, before the sheet that matters."""
    guide = Page(draw.pick(("Guidance", "Read me", "Instructions")))
    guide.line("How to fill in this workbook", bold=True)
    guide.line(LONG)
    guide.gap()
    guide.line("No.", "Action", bold=True)
    for action in draw.plan.actions:
        guide.line(draw.number(action.code), action.text)
    page, agency = opened(draw, draw.pick(("Return", "Updates")))
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([guide, page], draw.expected(entries))


@kind("tables-example-row-in-guidance", TABLES)
def tables_example(draw: Draw) -> Book:
    """An example above the table, labelled as one. It must not be published."""
    page, agency = opened(draw)
    entries = draw.entries(5, agency)
    example, rest = entries[0], entries[1:]
    page.line(draw.pick(("Example", "EXAMPLE – do not fill in", "Example of a good entry:")), bold=True)
    named = {role: draw.heading(role) for role in USUAL}
    draw.table(page, USUAL, [example], named=named)
    page.gap()
    page.line(draw.pick(("Your return", "Please fill in from here")), bold=True)
    draw.table(page, USUAL, rest, named=named)
    ban = [Forbidden("It is the template's example.", example.progress)]
    return draw.book([page], draw.expected(rest), forbidden=ban, may_warn=True)


# The plan's own words.


@kind("words-of-controls", WORDS, plan="secure-services.yaml")
def words_controls(draw: Draw) -> Book:
    """Codes such as Control AC-2, in a plan that calls its actions controls."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries, ref=draw.pick(("word", "number", "pasted", "worded")))
    return draw.book([page], draw.expected(entries))


@kind("words-of-measures", WORDS, plan="coast-watch.yaml")
def words_measures(draw: Draw) -> Book:
    """Codes such as Measure C01.1.1, which resemble their neighbours."""
    page = draw.page()
    draw.banner(page, period=False)
    entries = some(draw)
    draw.table(
        page, ("action", "agency", "status", "progress", "next"), entries, ref=draw.pick(("word", "pasted", "mixed"))
    )
    return draw.book([page], draw.expected(entries))


@kind("words-in-german", WORDS, plan="waermeplan.yaml")
def words_german(draw: Draw) -> Book:
    page = Page("Rückmeldung")
    page.line("Bericht zum Wärmeplan", bold=True)
    agency = draw.agency()
    page.line("Behörde:", draw.spelling(agency))
    page.gap()
    entries = some(draw, agency, high=5)
    named = {role: draw.pick(headings.GERMAN[role]) for role in USUAL}
    draw.table(page, USUAL, entries, named=named, ref=draw.pick(("word", "number", "pasted")))
    return draw.book([page], draw.expected(entries))


@kind("words-by-their-text", WORDS)
def words_by_text(draw: Draw) -> Book:
    """No numbers: the plan's own text names each action."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries, ref="text")
    return draw.book([page], draw.expected(entries))


@kind("words-own-word-in-titles", WORDS, plan="coast-watch.yaml")
def words_in_titles(draw: Draw) -> Book:
    """The plan's word and a code above each small table."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=4)
    named = {role: draw.heading(role) for role in USUAL[1:]}
    for entry in entries:
        page.line(action_title(draw, entry), bold=True)
        draw.table(page, USUAL[1:], [entry], named=named)
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("words-short-code-column", WORDS, plan="secure-services.yaml")
def words_code_and_text(draw: Draw) -> Book:
    """Code and text in separate columns, for all controls of the plan; some are answered."""
    page, agency = opened(draw)
    codes = [action.code for action in draw.plan.actions]
    chosen = set(draw.dice.sample(codes, 4))
    draw.heads(page, ["Control", "Control text", draw.heading("status"), draw.heading("progress")])
    entries = []
    for code in codes:
        if code in chosen:
            entry = draw.entry(code, agency, steps=False)
            page.line(code, draw.plan.action(code).text, entry.status_word, entry.progress)
            entries.append(entry)
        else:
            page.line(code, draw.plan.action(code).text)
    return draw.book([page], draw.expected(entries))


@kind("words-in-german-as-a-form", WORDS, plan="waermeplan.yaml")
def words_german_form(draw: Draw) -> Book:
    """Labels and values in the words of the plan."""
    page = Page("Formular")
    agency = draw.agency()
    page.line("Behörde:", draw.spelling(agency))
    entries = some(draw, agency, high=3)
    labels = [draw.pick(headings.GERMAN[role]) for role in USUAL]
    for entry in entries:
        page.gap()
        for label, role in zip(labels, USUAL, strict=True):
            page.line(f"{label}:", draw.value(role, entry, "number"))
    return draw.book([page], draw.expected(entries))


@kind("words-of-neighbouring-codes", WORDS, plan="coast-watch.yaml")
def words_neighbours(draw: Draw) -> Book:
    """The plan's word before codes that differ in a digit, with a paraphrase in place of the text."""
    page, agency = opened(draw)
    entries = [draw.entry(code, agency) for code in ("C01.1.1", "C01.1.2", "C01.2.1", "C02.1.2")]
    draw.heads(page, ["Measure", "Status", "Progress", "Next steps"])
    short = {
        "C01.1.1": "flights",
        "C01.1.2": "marks on cliffs",
        "C01.2.1": "dune grasses",
        "C02.1.2": "telling bathers",
    }
    shape = draw.pick(("Measure {c} – {s}", "Measure {c}: {s}", "{c} ({s})", "measure {c}"))
    for entry in entries:
        cell = shape.format(c=entry.code, s=short[entry.code])
        page.line(cell, entry.status_word, entry.progress, entry.steps)
    return draw.book([page], draw.expected(entries))
