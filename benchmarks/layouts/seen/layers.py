"""More rows below and between rows: parts and milestones of an action, and rows that are not updates."""

import datetime as dt
from dataclasses import replace
from itertools import groupby

from layouts.draw import ROWS, SUBROWS, Draw, Entry, Page
from layouts.model import Book, ExpectedUpdate, Value
from layouts.seen.fresh import kind, row, usual
from layouts.seen.parts import USUAL, opened, some

NAMES = ("Contract let", "Training", "Website", "Law change", "Evaluation", "Partnership deed", "Hotline", "Research")


def _down(page: Page, top: int, column: int) -> None:
    page.merge(top, column, page.row - 1, column)


# Parts of an action.


@kind("sub-lettered-parts-in-a-column", SUBROWS)
def lettered(draw: Draw) -> Book:
    """The action is merged over its parts, which are lettered in a column of their own."""
    page, agency = opened(draw)
    heads = usual(draw)
    draw.heads(page, [heads[0], draw.pick(("Part", "Sub-action", "Limb")), *heads[1:]])
    shape = draw.pick(("({c})", "{c})", "{c}."))
    entries = []
    for code in draw.codes(3):
        top = page.row
        for place, letter in enumerate("abc"[: draw.dice.choice((2, 3))]):
            entry = draw.entry(code, agency)
            begin = "" if place else draw.number(code)
            page.line(begin, shape.format(c=letter), entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
        _down(page, top, page.left)
    return draw.book([page], draw.expected(entries))


@kind("sub-dated-milestones", SUBROWS)
def milestones(draw: Draw) -> Book:
    """Milestones with a name and a date, below their action."""
    page, agency = opened(draw)
    draw.heads(page, ["Action", "Milestone", draw.pick(("Due", "Target", "Planned date")), "Status", "Progress"])
    names = draw.dice.sample(NAMES, 6)
    entries = []
    for code in draw.codes(3):
        for place in range(2):
            entry = draw.entry(code, agency, steps=False)
            when = dt.date(draw.year, draw.dice.randrange(1, 13), 15)
            begin = "" if place else draw.number(code)
            page.line(begin, names.pop(), when, entry.status_word, entry.progress)
            entries.append(entry)
    return draw.book([page], draw.expected(entries))


@kind("sub-outputs-with-numbers", SUBROWS)
def outputs(draw: Draw) -> Book:
    """Outputs are numbered 1, 2, 3 below each action; these numbers are not actions."""
    page, agency = opened(draw)
    draw.heads(page, ["Action", draw.pick(("Output", "Output no.", "Deliverable no.")), *usual(draw)[1:]])
    entries = []
    for code in draw.codes(3):
        for number in range(1, 4):
            entry = draw.entry(code, agency)
            begin = f"Action {code}" if number == 1 else ""
            page.line(begin, number, entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
    return draw.book([page], draw.expected(entries))


@kind("sub-indented-below-the-action", SUBROWS)
def indented(draw: Draw) -> Book:
    """Pieces of work are indented below the action, in the action's column."""
    page, agency = opened(draw)
    draw.heads(page, usual(draw))
    shape = draw.pick(("   {n}", "– {n}", "  • {n}", "    o {n}"))
    names = draw.dice.sample(NAMES, 6)
    entries = []
    for code in draw.codes(3):
        page.line(draw.pick((f"Action {code}", f"{code}. {draw.plan.action(code).text}")), bold=True)
        for _ in range(2):
            entry = draw.entry(code, agency)
            page.line(shape.format(n=names.pop()), entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
    return draw.book([page], draw.expected(entries))


@kind("sub-letters-below-the-number", SUBROWS)
def letters_below(draw: Draw) -> Book:
    """The number is beside the action's text; below it, a) and b) say what was done."""
    page, agency = opened(draw)
    draw.heads(page, ["Action", "Action text", "Status", "Progress", "Next steps"])
    names = draw.dice.sample(NAMES, 6)
    entries = []
    for code in draw.codes(3):
        page.line(draw.number(code), draw.plan.action(code).text)
        for letter in "ab":
            entry = draw.entry(code, agency)
            page.line(f"{letter})", names.pop(), entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
    return draw.book([page], draw.expected(entries))


@kind("sub-status-above-its-texts", SUBROWS)
def status_above(draw: Draw) -> Book:
    """The action and its status are in one row, the texts in the rows below."""
    page, agency = opened(draw)
    draw.heads(page, ["Action", "Status", "Progress"])
    updates: list[ExpectedUpdate] = []
    for code in draw.codes(3):
        entry = draw.entry(code, agency, steps=False)
        more = draw.text()
        page.line(f"Action {code}", entry.status_word)
        page.line("", "", entry.progress)
        page.line("", "", more)
        (update,) = draw.expected([entry])
        updates.append(replace(update, progress=f"{entry.progress}\n\n{more}", parts=True))
    return draw.book([page], updates, may_warn=True)


@kind("sub-status-merged-over-texts", SUBROWS)
def status_merged(draw: Draw) -> Book:
    """Action and status are merged over two rows of text by the same agency."""
    page, agency = opened(draw)
    draw.heads(page, ["Action", "Status", "Progress"])
    updates: list[ExpectedUpdate] = []
    for code in draw.codes(3):
        entry = draw.entry(code, agency, steps=False)
        more = draw.text()
        top = page.line(draw.number(code), entry.status_word, entry.progress)
        page.line("", "", more)
        _down(page, top, page.left)
        _down(page, top, page.left + 1)
        (update,) = draw.expected([entry])
        updates.append(replace(update, progress=f"{entry.progress}\n\n{more}", parts=True))
    return draw.book([page], updates, may_warn=True)


@kind("sub-a-line-for-each-part-of-an-update", SUBROWS)
def labelled_lines(draw: Draw) -> Book:
    """Three lines for each action: status, progress, next steps, labelled in the second column."""
    page, agency = opened(draw)
    entries = [draw.entry(code, agency) for code in draw.codes(3)]
    labels = ("Status", draw.pick(("Progress", "Progress made")), draw.pick(("Next steps", "Further steps planned")))
    for entry in entries:
        top = page.row
        values = (entry.status_word, entry.progress, entry.steps)
        for place, (label, value) in enumerate(zip(labels, values, strict=True)):
            page.line("" if place else f"Action {entry.code}", label, value)
        _down(page, top, page.left)
    return draw.book([page], draw.expected(entries))


# Between the rows.


def _by_pillar(draw: Draw, entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    order = [action.code for action in draw.plan.actions]
    in_order = sorted(entries, key=lambda entry: order.index(entry.code))
    return [
        (pillar, list(mine))
        for pillar, mine in groupby(in_order, key=lambda entry: draw.plan.action(entry.code).pillar)
    ]


@kind("rows-pillars-and-their-sums", ROWS)
def sums(draw: Draw) -> Book:
    """The pillar in a merged row above its actions, a sub-total below them, a total at the end."""
    page, agency = opened(draw)
    entries = draw.entries(7, agency)
    draw.heads(page, usual(draw))
    word = draw.pick(("Sub-total", "Subtotal", "Actions reported"))
    for pillar, mine in _by_pillar(draw, entries):
        there = page.line(pillar.upper(), bold=True, fill="DDDDDD")
        page.merge(there, page.left, there, page.left + 3)
        for entry in mine:
            row(draw, page, entry)
        page.line(f"{word} ({pillar})", len(mine))
    page.line("Grand total", len(entries))
    return draw.book([page], draw.expected(entries))


@kind("rows-pages-of-a-print-out", ROWS)
def pages(draw: Draw) -> Book:
    """Page marks, the title and the headings are repeated every few rows."""
    page, agency = opened(draw)
    entries = draw.entries(8, agency)
    heads = usual(draw)
    title = draw.title()
    mark = draw.pick(("Page {n} of 3", "- {n} -", "page {n}/3"))
    for first in range(0, 8, 3):
        draw.heads(page, heads)
        for entry in entries[first : first + 3]:
            row(draw, page, entry)
        page.line(mark.format(n=first // 3 + 1))
        if first < 6:
            page.gap()
            page.line(title)
    return draw.book([page], draw.expected(entries))


@kind("rows-with-long-blanks", ROWS)
def long_blanks(draw: Draw) -> Book:
    """Dozens of empty rows between an agency's groups of rows."""
    page, agency = opened(draw)
    entries = draw.entries(6, agency)
    draw.heads(page, usual(draw))
    for place, entry in enumerate(entries):
        if place in {2, 4}:
            page.gap(draw.dice.choice((12, 35, 60)))
        row(draw, page, entry)
    return draw.book([page], draw.expected(entries))


@kind("rows-short-notes-between", ROWS)
def notes_between(draw: Draw) -> Book:
    """Short notes in merged cells between the rows."""
    page, agency = opened(draw)
    entries = draw.entries(6, agency)
    draw.heads(page, usual(draw))
    notes = draw.dice.sample(
        (
            "Regional figures are provisional.",
            "Figures are to the end of December.",
            "See also our annual report.",
            "(Actions led from the regions)",
        ),
        2,
    )
    for place, entry in enumerate(entries):
        if place in {2, 4}:
            there = page.line(notes[place // 2 - 1])
            page.merge(there, page.left, there, page.left + 3)
        row(draw, page, entry)
    return draw.book([page], draw.expected(entries))


@kind("rows-signed-off-by-section", ROWS)
def signed_sections(draw: Draw) -> Book:
    """After each pillar's rows, a line says who signed them off, and when."""
    page, agency = opened(draw)
    entries = draw.entries(6, agency)
    draw.heads(page, usual(draw))
    for pillar, mine in _by_pillar(draw, entries):
        page.line(pillar, bold=True)
        for entry in mine:
            row(draw, page, entry)
        page.line(
            draw.pick(("Signed off by:", "Approved:", "Cleared by")),
            draw.pick(("General Manager, Policy", "J. Okafor", "DCE Operations")),
            dt.date(draw.year + 1, 2, draw.dice.randrange(1, 27)),
        )
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("rows-continued-overleaf", ROWS)
def overleaf(draw: Draw) -> Book:
    """Lines at the foot and the head of each page say that the table continues."""
    page, agency = opened(draw)
    entries = draw.entries(6, agency)
    heads = usual(draw)
    draw.heads(page, heads)
    for place, entry in enumerate(entries):
        if place == 3:
            page.line(draw.pick(("continued overleaf …", "(continues on next page)", "P.T.O.")))
            page.gap()
            page.line(draw.pick(("Table 1 (continued)", "Continued from previous page")))
            draw.heads(page, heads)
        row(draw, page, entry)
    return draw.book([page], draw.expected(entries))


@kind("rows-text-merged-across-columns", ROWS)
def merged_across(draw: Draw) -> Book:
    """Progress is merged over three columns in every row, and so is its heading."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    heads = usual(draw)
    lines: list[list[Value]] = [[*heads]]
    lines += [[draw.number(entry.code), entry.status_word, entry.progress, entry.steps] for entry in entries]
    for values in lines:
        there = page.line(values[0], values[1], values[2], "", "", values[3])
        page.merge(there, page.left + 2, there, page.left + 4)
    return draw.book([page], draw.expected(entries))


@kind("rows-end-mark-and-office-use", ROWS)
def end_mark(draw: Draw) -> Book:
    """An end mark, and below it a box for the office that received the form."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    page.line(draw.pick(("END OF RETURN", "--- end ---", "// ends", "Last row – do not type below")))
    page.gap()
    page.line("FOR OFFICE USE")
    page.line("Received", dt.date(draw.year + 1, 2, 20))
    page.line("Logged by", "AB")
    page.line("Reference", f"D-{draw.dice.randrange(1000, 9999)}")
    return draw.book([page], draw.expected(entries))
