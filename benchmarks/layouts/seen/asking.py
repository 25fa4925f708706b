"""Books about which a careful reader would ask before publishing: nothing doubtful may go out without an error."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise

from layouts.draw import HEADINGS, PERIODS, REMARKS, ROWS, TABLES, TURNED, WHOSE, WIDE, Draw, Entry, Page
from layouts.model import Book, Forbidden, Heard, Purpose
from layouts.seen import headings, texts
from layouts.seen.bank import kind
from layouts.seen.parts import USUAL, opened, some


def ask(name: str, group: str, *, plan: str = "") -> Callable[[Callable[[Draw], Book]], Callable[[Draw], Book]]:
    """Register a kind of this module."""
    return kind(name, group, plan=plan, purpose=Purpose.ASK)


def ban(because: str, entries: Iterable[Entry]) -> list[Forbidden]:
    """None of these entries' progress may be published without an error."""
    return [Forbidden(because, entry.progress) for entry in entries]


def unlost(entries: Iterable[Entry]) -> list[Heard]:
    """None of these entries may be lost silently."""
    return [Heard("What an agency wrote is not dropped without a word.", entry.progress) for entry in entries]


# Which column is which.


@ask("ask-two-texts-no-headings", HEADINGS)
def two_texts(draw: Draw) -> Book:
    """Two columns of text without a heading: which says what was done, and which what is planned?"""
    page, agency = opened(draw)
    entries = draw.entries(5, agency, steps=True)
    draw.table(page, ("action", "status", "progress", "next"), entries, head=False, ref="word")
    return draw.book([page], forbidden=ban("Nothing says which text is progress.", entries), heard=unlost(entries))


@ask("ask-two-columns-of-comments", HEADINGS)
def two_comments(draw: Draw) -> Book:
    """Two columns under weak headings; the second is about something else."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=5)
    word = draw.pick(("Comments", "Notes", "Remarks"))
    draw.heads(page, ["Action", "Status", word, draw.pick((word, f"{word} 2", f"Further {word.lower()}"))])
    secret = draw.dice.sample(texts.CONFIDENTIAL, len(entries))
    for entry, text in zip(entries, secret, strict=True):
        page.line(draw.number(entry.code), entry.status_word, entry.progress, text)
    banned = [Forbidden("Nothing says whom the second comment is for.", text, unless="warning") for text in secret]
    return draw.book([page], forbidden=banned, heard=unlost(entries))


@ask("ask-text-for-somebody-else", HEADINGS)
def private_text(draw: Draw) -> Book:
    """The only column of text is meant for the minister, the lawyers or the press office."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    secret = draw.dice.sample(texts.CONFIDENTIAL, len(entries))
    mine = [replace(entry, progress=text) for entry, text in zip(entries, secret, strict=True)]
    named = {"progress": draw.pick(headings.PRIVATE)}
    draw.table(page, ("action", "status", "progress"), mine, named=named)
    return draw.book([page], forbidden=ban("The text is for somebody else.", mine), heard=unlost(mine))


@ask("ask-text-about-something-else", HEADINGS)
def other_subject(draw: Draw) -> Book:
    """The only column of text is about risks, money or the background."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    named = {"progress": draw.pick(headings.OTHER_SUBJECTS)}
    draw.table(page, ("action", "status", "progress"), entries, named=named)
    return draw.book(
        [page], forbidden=ban("The heading says that this is no progress.", entries), heard=unlost(entries)
    )


@ask("ask-next-steps-alone", HEADINGS)
def next_alone(draw: Draw) -> Book:
    """The only column of text is headed Next steps: it must not go out as progress."""
    page, agency = opened(draw)
    entries = [replace(entry, progress="") for entry in draw.entries(5, agency, steps=True)]
    draw.table(page, ("action", "status", "next"), entries)
    banned = [Forbidden("A plan is not progress.", entry.steps, "progress") for entry in entries]
    said = [Heard("A plan is not dropped without a word.", entry.steps) for entry in entries]
    return draw.book([page], forbidden=banned, heard=said)


@ask("ask-old-and-new-wording", HEADINGS)
def old_and_new(draw: Draw) -> Book:
    """A column with the current text, and one with the proposed text."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=5)
    heads = draw.dice.choice(
        (("Current wording", "Proposed wording"), ("Before", "After"), ("Old text", "Edited text"))
    )
    draw.heads(page, ["Action", "Status", *heads])
    old = []
    for entry in entries:
        old.append(Forbidden("It is what the text was before the edit.", draw.text()))
        page.line(draw.number(entry.code), entry.status_word, old[-1].text, entry.progress)
    return draw.book([page], forbidden=old, heard=unlost(entries))


@ask("ask-status-and-text-swapped", HEADINGS)
def swapped(draw: Draw) -> Book:
    """A second row of headings is unknown, and its text columns are swapped."""
    page, agency = opened(draw)
    entries = draw.entries(6, agency, steps=True)
    draw.heads(page, [draw.pick(headings.PLAIN[role]) for role in USUAL])
    draw.table(page, USUAL, entries[:3], head=False, ref="number")
    page.gap()
    draw.heads(page, ["Action", "Status", draw.pick(("Ahead of us", "Blockers", "For the board")), "Behind us"])
    draw.table(page, ("action", "status", "next", "progress"), entries[3:], head=False, ref="number")
    banned = [Forbidden("The second table has columns of its own.", entry.steps, "progress") for entry in entries[3:]]
    banned += [
        Forbidden("The second table has columns of its own.", entry.progress, "next_steps") for entry in entries[3:]
    ]
    return draw.book([page], draw.expected(entries[:3]), forbidden=banned, heard=unlost(entries[3:]))


@ask("ask-private-column-under-odd-headings", TABLES)
def private_second(draw: Draw) -> Book:
    """A second table on the sheet is for the minister: the first one's columns must not be used for it."""
    page, agency = opened(draw)
    entries = draw.entries(3, agency, steps=True)
    draw.table(page, USUAL, entries)
    page.gap(draw.dice.choice((0, 1, 2)))
    draw.heads(page, ["Action", "Rating", draw.pick(headings.PRIVATE), "Suggested answer"])
    secret = draw.dice.sample(texts.CONFIDENTIAL, 4)
    for place in (0, 2):
        page.line(draw.number(draw.codes(1)[0]), draw.pick(("High", "Low")), secret[place], secret[place + 1])
    banned = [Forbidden("It is for the minister.", text) for text in secret]
    return draw.book([page], draw.expected(entries), forbidden=banned)


@ask("ask-columns-slipped-by-a-row", ROWS)
def slipped(draw: Draw) -> Book:
    """The texts are one row too low, so that the first action has no text and the last text no action."""
    page, agency = opened(draw)
    entries = draw.entries(5, agency, steps=False)
    draw.heads(page, ["Action", "Status", "Progress"])
    top = page.row
    for place, entry in enumerate(entries):
        page.put(top + place, page.left, draw.number(entry.code))
        page.put(top + place, page.left + 1, entry.status_word)
        page.put(top + place + 1, page.left + 2, entry.progress)
    banned = [
        Forbidden("The text stands a row below its action.", entry.progress, code=after.code)
        for entry, after in pairwise(entries)
    ]
    return draw.book([page], forbidden=banned, heard=unlost(entries))


# Which action.


@ask("ask-serial-numbers-only", ROWS)
def serials(draw: Draw) -> Book:
    """The only numbers count the rows; they are not actions."""
    page, agency = opened(draw)
    head = draw.pick(("#", "Item", "S/N", "Row", "Line no."))
    draw.heads(page, [head, "Status", "Progress", "Next steps"])
    entries = draw.entries(5, agency)
    for number, entry in enumerate(entries, start=1):
        page.line(number, entry.status_word, entry.progress, entry.steps)
    return draw.book([page], forbidden=ban("The numbers count the rows.", entries), heard=unlost(entries))


@ask("ask-objectives-by-number", ROWS)
def objectives(draw: Draw) -> Book:
    """The numbers are those of objectives, not of actions."""
    page, agency = opened(draw)
    word = draw.pick(("Objective", "Objective no.", "Goal", "Priority area"))
    draw.heads(page, [word, "Status", "Progress"])
    entries = draw.entries(4, agency, steps=False)
    for number, entry in zip(sorted(draw.dice.sample(range(1, 9), 4)), entries, strict=True):
        page.line(number, entry.status_word, entry.progress)
    return draw.book([page], forbidden=ban("An objective's number is no action's.", entries), heard=unlost(entries))


@ask("ask-number-and-text-disagree", ROWS)
def disagree(draw: Draw) -> Book:
    """The number names one action, the text beside it another."""
    page, agency = opened(draw)
    draw.heads(page, ["Action", "Status", "Progress"])
    good = draw.entries(3, agency, steps=False)
    for entry in good:
        page.line(draw.number(entry.code), entry.status_word, entry.progress)
    one, other = draw.codes(2, [entry.code for entry in good])
    bad = draw.entry(one, agency, steps=False)
    page.line(f"{one}. {draw.plan.action(other).text}", bad.status_word, bad.progress)
    return draw.book(
        [page], draw.expected(good), forbidden=ban("Number and text name two actions.", [bad]), heard=unlost([bad])
    )


@ask("ask-number-and-text-column-disagree", ROWS)
def disagree_columns(draw: Draw) -> Book:
    """A column of numbers and one of texts, shifted against each other by a faulty sort."""
    page, agency = opened(draw)
    entries = draw.entries(5, agency, steps=False)
    draw.heads(page, ["Action no.", "Action", "Status", "Progress"])
    for place, entry in enumerate(entries):
        text = draw.plan.action(entries[(place + 1) % len(entries)].code).text
        page.line(draw.number(entry.code), text, entry.status_word, entry.progress)
    return draw.book([page], forbidden=ban("Number and text name two actions.", entries), heard=unlost(entries))


@ask("ask-date-in-place-of-a-range", REMARKS)
def date_for_range(draw: Draw) -> Book:
    """Excel turned 7-8 into a date."""
    page, agency = opened(draw)
    good = draw.entries(3, agency, steps=False)
    draw.table(page, ("action", "status", "progress"), good, named={"action": "Action"})
    bad = draw.entry("7", agency, steps=False)
    when = dt.datetime(draw.year, draw.dice.randrange(2, 12), draw.dice.randrange(2, 20))  # noqa: DTZ001 - no zone
    page.put(page.row, page.left, when, number_format="d-mmm")
    page.put(page.row, page.left + 1, bad.status_word)
    page.put(page.row, page.left + 2, bad.progress)
    return draw.book([page], draw.expected(good), forbidden=ban("A date is no action.", [bad]), heard=unlost([bad]))


@ask("ask-no-such-action", REMARKS)
def no_such(draw: Draw) -> Book:
    """Numbers that are not actions, each close to some that are."""
    page, agency = opened(draw)
    wrong = draw.dice.sample(("29", "31", "N2", "8(b)", "1O", "NI", "0", "24-22", "1.1", "27a"), 4)
    entries = [draw.entry("9", agency, steps=False) for _ in wrong]
    draw.heads(page, ["Action", "Status", "Progress"])
    good = draw.entries(2, agency, steps=False)
    for entry in good:
        page.line(draw.number(entry.code), entry.status_word, entry.progress)
    for code, entry in zip(wrong, entries, strict=True):
        page.line(code, entry.status_word, entry.progress)
    return draw.book(
        [page], draw.expected(good), forbidden=ban("There is no such action.", entries), heard=unlost(entries)
    )


@ask("ask-tab-and-title-disagree", WHOSE)
def tab_and_title(draw: Draw) -> Book:
    """The tab names one action, the title above the table another."""
    pages, entries = [], []
    codes = draw.codes(4)
    for code, other in ((codes[0], codes[1]), (codes[2], codes[3])):
        page = Page(f"Action {code}")
        page.line(f"Action {other}", bold=True)
        page.gap()
        mine = [draw.entry(code, agency) for agency in draw.agencies(2)]
        draw.table(page, ("agency", "status", "progress", "next"), mine)
        pages.append(page)
        entries += mine
    banned = [Forbidden("Tab and title name two actions.", entry.progress, unless="warning") for entry in entries]
    return draw.book(pages, forbidden=banned, heard=unlost(entries))


@ask("ask-action-in-vague-words", REMARKS)
def vague(draw: Draw) -> Book:
    """Words that could be any of several actions."""
    page, agency = opened(draw)
    words = (
        "Training",
        "Work in the Pacific",
        "Information for workers",
        "Legislation",
        "Victim support",
        "Supply chains",
    )
    entries = [draw.entry("1", agency) for _ in range(4)]
    draw.heads(page, ["Action", "Status", "Progress", "Next steps"])
    for name, entry in zip(draw.dice.sample(words, 4), entries, strict=True):
        page.line(name, entry.status_word, entry.progress, entry.steps)
    return draw.book([page], forbidden=ban("The words fit several actions.", entries), heard=unlost(entries))


# Whose.


@ask("ask-labels-name-two-agencies", WHOSE)
def two_labels(draw: Draw) -> Book:
    """Two labelled cells above the table name two agencies."""
    page = draw.page()
    page.line(draw.title(), bold=True)
    one, other = draw.agencies(2)
    page.line("Agency:", draw.spelling(one))
    page.line(draw.pick(("Reporting agency:", "Agency:", "Submitted by:")), draw.spelling(other))
    page.gap()
    entries = some(draw, one)
    draw.table(page, USUAL, entries)
    return draw.book([page], forbidden=ban("Two cells name two agencies.", entries), heard=unlost(entries))


@ask("ask-two-letterheads", WHOSE)
def two_letterheads(draw: Draw) -> Book:
    """Two agencies' names stand alone above the table."""
    page = draw.page(left=1)
    one, other = draw.agencies(2)
    page.line(one.name, bold=True)
    page.line(other.name, bold=True)
    page.gap()
    entries = some(draw, one)
    draw.table(page, USUAL, entries)
    return draw.book([page], forbidden=ban("Two names stand above the table.", entries), heard=unlost(entries))


@ask("ask-nobody-named", WHOSE)
def nobody(draw: Draw) -> Book:
    """Nothing names the agency."""
    page = draw.page(draw.pick(("Sheet1", "Return")))
    page.line(draw.title(), bold=True)
    entries = some(draw)
    draw.table(page, USUAL, entries)
    return draw.book([page], forbidden=ban("Nobody is named.", entries), heard=unlost(entries))


@ask("ask-name-of-no-agency", WHOSE)
def unknown_label(draw: Draw) -> Book:
    """The label names an unknown agency; the file's name and properties name a known one."""
    page = draw.page()
    page.line(draw.title(), bold=True)
    page.line(
        "Agency:", draw.pick(("Ministry of Fisheries", "Te Whatu Ora", "Worker Protection Authority", "The Department"))
    )
    page.gap()
    known = draw.agency()
    entries = some(draw, known)
    draw.table(page, USUAL, entries)
    banned = ban("The agency is not of the plan.", entries)
    return draw.book(
        [page], forbidden=banned, file=f"{known.code} return", properties={"company": known.name}, heard=unlost(entries)
    )


@ask("ask-section-of-no-agency", WHOSE)
def unknown_section(draw: Draw) -> Book:
    """An unknown agency heads a section: its rows do not belong to the agency above."""
    page = draw.page()
    draw.banner(page)
    draw.heads(page, [draw.heading(role) for role in USUAL])
    known = draw.agency()
    page.line(known.name, bold=True)
    good = draw.entries(3, known)
    draw.table(page, USUAL, good, head=False)
    page.line(draw.pick(("Ministry of Fisheries", "Ministry for Seasonal Work", "Department of Harbours")), bold=True)
    bad = draw.entries(3, known)
    draw.table(page, USUAL, bad, head=False)
    banned = ban("Its section is headed by another agency.", bad)
    return draw.book([page], draw.expected(good), forbidden=banned, heard=unlost(bad))


@ask("ask-row-of-no-agency", WHOSE)
def unknown_row(draw: Draw) -> Book:
    """A row names an unknown agency."""
    page = draw.page()
    draw.banner(page)
    good, bad = draw.entries(3), draw.entries(1)
    bad = [
        replace(
            bad[0], agency_word=draw.pick(("WPA", "Ministry of Fisheries", "Regional councils", "Polce and Custms"))
        )
    ]
    draw.table(page, ("action", "agency", "status", "progress", "next"), [*good, *bad])
    return draw.book(
        [page], draw.expected(good), forbidden=ban("The agency is not of the plan.", bad), heard=unlost(bad)
    )


@ask("ask-blank-agency-below-others", WHOSE)
def blank_agency(draw: Draw) -> Book:
    """A column of agencies, blank in a row on another action after an empty row; the file is from a third agency."""
    page = draw.page()
    draw.banner(page)
    one, third = draw.agencies(2)
    roles = ("action", "agency", "status", "progress", "next")
    good = draw.entries(3, one)
    draw.table(page, roles, good)
    page.gap()
    bad = [replace(entry, agency_word="") for entry in draw.entries(1, third)]
    draw.table(page, roles, bad, head=False)
    return draw.book(
        [page],
        draw.expected(good),
        forbidden=ban("Its agency is blank.", bad),
        file=f"{third.code} input",
        heard=unlost(bad),
    )


@ask("ask-agencies-across-one-unknown", WIDE)
def wide_unknown(draw: Draw) -> Book:
    """Agencies across, one of them unknown."""
    page = draw.page()
    draw.banner(page)
    agencies = draw.agencies(2)
    draw.heads(page, ["Action", *(agency.name for agency in agencies), "Ministry of Fisheries"])
    good, bad = [], []
    for code in draw.codes(3):
        mine = [draw.entry(code, agency, steps=False) for agency in agencies]
        stray = draw.entry(code, agencies[0], steps=False)
        page.line(draw.number(code), *(entry.progress for entry in mine), stray.progress)
        good += mine
        bad.append(stray)
    return draw.book(
        [page],
        draw.expected(good, status=False),
        forbidden=ban("Its column is another agency's.", bad),
        heard=unlost(bad),
    )


# Which status.


@ask("ask-row-ticked-twice", WIDE)
def two_ticks(draw: Draw) -> Book:
    """Two statuses are ticked in a row."""
    page, agency = opened(draw)
    statuses = [status for status in draw.plan.statuses if not status.nil][:5]
    entries = draw.entries(4, agency, steps=False)
    draw.heads(page, ["Action", *(status.label for status in statuses), "Progress"])
    for entry in entries:
        pair = draw.dice.sample(statuses, 2)
        page.line(draw.number(entry.code), *("x" if status in pair else "" for status in statuses), entry.progress)
    banned = [
        Forbidden("Two statuses are ticked.", entry.progress, status=status.id)
        for entry in entries
        for status in statuses
    ]
    return draw.book([page], forbidden=banned, heard=unlost(entries))


@ask("ask-two-statuses-in-a-cell", REMARKS)
def two_statuses(draw: Draw) -> Book:
    """The status cell names two."""
    page, agency = opened(draw)
    entries = draw.entries(3, agency)
    statuses = [status for status in draw.plan.statuses if status.progress and not status.nil]
    shown = []
    for entry in entries:
        one, other = draw.dice.sample(statuses, 2)
        joint = draw.pick((" / ", " or ", " and ", ", "))
        shown.append(replace(entry, status_word=f"{one.label}{joint}{other.label}"))
    draw.table(page, USUAL, shown)
    banned = [
        Forbidden("Two statuses stand in the cell.", entry.progress, status=status.id)
        for entry in entries
        for status in statuses
    ]
    return draw.book([page], forbidden=banned, heard=unlost(entries))


@ask("ask-status-in-figures", REMARKS)
def figures(draw: Draw) -> Book:
    """Statuses are numbers or letters without a key."""
    page, agency = opened(draw)
    entries = draw.entries(4, agency)
    shown = [replace(entry, status_word=draw.pick(("1", "2", "3", "A", "R", "Tier 2"))) for entry in entries]
    draw.table(page, USUAL, shown)
    return draw.book([page], forbidden=ban("Nothing says what the figures mean.", entries), heard=unlost(entries))


# Which period.


@ask("ask-only-last-years-column", PERIODS)
def last_year_only(draw: Draw) -> Book:
    """The heading of the only progress column names the year before."""
    page, agency = opened(draw)
    entries = draw.entries(4, agency, steps=False)
    shape = draw.pick(("Progress {p}", "{p} progress", "Achieved in {p}", "Update ({p})"))
    draw.table(page, ("action", "status", "progress"), entries, named={"progress": shape.format(p=draw.before)})
    return draw.book([page], forbidden=ban("It was said for the year before.", entries), heard=unlost(entries))


@ask("ask-whole-file-of-last-year", PERIODS)
def last_year_file(draw: Draw) -> Book:
    """Title and label name the year before."""
    agency = draw.agency()
    page = draw.page()
    page.line(f"{draw.title()} {draw.before}", bold=True)
    page.line("Agency:", draw.spelling(agency))
    page.line("Period:", draw.before)
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], forbidden=ban("The return is last year's.", entries), heard=unlost(entries))


@ask("ask-quarter-without-a-year", PERIODS, plan="river-health.yaml")
def bare_quarter(draw: Draw) -> Book:
    """The label names the quarter before in words; only the file's name has the right one."""
    agency = draw.agency()
    page = draw.page()
    page.line("Programme return", bold=True)
    page.line("Agency:", draw.spelling(agency))
    page.line("Reporting period:", f"Quarter {draw.before[-1]} {draw.before[:4]}")
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book(
        [page],
        forbidden=ban("The label says another quarter.", entries),
        file=f"return {draw.period}",
        heard=unlost(entries),
    )


@ask("ask-financial-years-of-a-calendar-plan", PERIODS)
def straddling(draw: Draw) -> Book:
    """Rows are for financial years that are half inside the period and half before or after it."""
    page, agency = opened(draw)
    entries = draw.entries(4, agency, steps=False)
    spelt = draw.pick((f"{draw.year - 1}/{draw.year % 100:02}", f"FY{draw.year - 1}-{draw.year % 100:02}"))
    draw.heads(page, ["Action", "Period", "Status", "Progress"])
    for entry in entries:
        page.line(draw.number(entry.code), spelt, entry.status_word, entry.progress)
    return draw.book([page], forbidden=ban("Half of the year lies outside the period.", entries), heard=unlost(entries))


# Whether anything may be published.


@ask("ask-draft-and-final-tabs", TABLES)
def draft_and_final(draw: Draw) -> Book:
    """Two tabs say different things about the same actions."""
    agency = draw.agency()
    final = draw.entries(3, agency)
    draft = [replace(entry, progress=draw.text()) for entry in final]
    pages = []
    names = draw.dice.choice((("Draft", "Final"), ("v1", "v2"), ("Old", "Current"), ("Before edits", "After edits")))
    for name, entries in zip(names, (draft, final), strict=True):
        page, _ = opened(draw, name, agency=agency)
        draw.table(page, USUAL, entries)
        pages.append(page)
    return draw.book(pages, forbidden=ban("It is the draft of what the other tab says.", draft), heard=unlost(final))


@ask("ask-not-for-publication", TABLES)
def embargo(draw: Draw) -> Book:
    """A line above the table says that nothing in it may be published."""
    page, agency = opened(draw)
    said = (
        "NOT FOR PUBLICATION – awaiting the Minister's approval",
        "DRAFT IN CONFIDENCE",
        "Embargoed: do not publish",
    )
    page.line(draw.pick(said), bold=True)
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    banned = [
        Forbidden("The sheet says that it is not to be published.", entry.progress, unless="warning")
        for entry in entries
    ]
    return draw.book([page], forbidden=banned, heard=unlost(entries))


@ask("ask-hidden-sheet-of-another", TABLES)
def hidden_sheet(draw: Draw) -> Book:
    """A hidden sheet has further updates."""
    page, agency = opened(draw, "Return")
    good = draw.entries(3, agency)
    draw.table(page, USUAL, good)
    hidden, _ = opened(draw, draw.pick(("Backup", "Working", "Old")), agency=agency)
    bad = draw.entries(3, agency)
    draw.table(hidden, USUAL, bad)
    hidden.hidden = True
    banned = [Forbidden("It was hidden.", entry.progress, unless="warning") for entry in bad]
    return draw.book([page, hidden], draw.expected(good), forbidden=banned, heard=unlost(bad))


@ask("ask-everything-skipped", ROWS)
def everything_skipped(draw: Draw) -> Book:
    """A sheet of prose without actions and headings: nothing can be published, and a finding must say so."""
    page, agency = opened(draw)
    entries = draw.entries(4, agency)
    for entry in entries:
        page.line(entry.progress)
    return draw.book([page], forbidden=ban("Nothing says which action it is about.", entries), heard=unlost(entries))


@ask("ask-turned-labels-unknown", TURNED)
def turned_unknown(draw: Draw) -> Book:
    """A table on its side; the labels of its two texts say nothing."""
    page, agency = opened(draw)
    entries = draw.entries(4, agency, steps=True)
    for label, role in (("Action", "action"), ("Part A", "next"), ("Part B", "progress")):
        page.line(label, *(draw.value(role, entry, "number") for entry in entries))
    return draw.book([page], forbidden=ban("Nothing says which text is progress.", entries), heard=unlost(entries))


@ask("ask-text-merged-over-rows", ROWS)
def merged_text(draw: Draw) -> Book:
    """One text is merged beside two actions: is it about both?"""
    page, agency = opened(draw)
    draw.heads(page, ["Action", "Status", "Progress"])
    good = draw.entries(2, agency, steps=False)
    for entry in good:
        page.line(draw.number(entry.code), entry.status_word, entry.progress)
    codes = draw.codes(2, [entry.code for entry in good])
    bad = draw.entry(codes[0], agency, steps=False)
    row = page.line(draw.number(codes[0]), bad.status_word, bad.progress)
    page.line(draw.number(codes[1]), bad.status_word)
    page.merge(row, page.left + 2, row + 1, page.left + 2)
    banned = [Forbidden("The text may be said of both.", bad.progress, unless="warning")]
    return draw.book([page], draw.expected(good), forbidden=banned, heard=unlost([bad]))
