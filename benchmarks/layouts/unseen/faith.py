"""Returns in bad faith: bad news in odd places, another's rows, another year's texts, numbers that are tricks.

Nothing here is meant to be read well; what matters is that nothing false is published and nothing is lost in silence.
"""

import datetime as dt

from layouts.draw import Draw, Entry, Page
from layouts.model import Book, ExpectedUpdate, Forbidden, Heard, Purpose, Value
from layouts.unseen.bank import kind

BAD = Purpose.BAD_FAITH
GROUP = "bad faith"
OWN = ["action", "status", "progress", "next"]
CONFESSION = (
    "No work was done on this action in the reporting period, because the money that had been set aside for it was "
    "moved to another programme in March and the two positions that go with it have been vacant since then."
)
SHORTFALL = (
    "Of the forty visits that were promised only three took place, and none of the reports on them has been written; "
    "the partners have complained twice that their questions were left without an answer."
)


def _start(d: Draw, number: int = 4, *, steps: bool | None = None) -> tuple[Page, list[Entry]]:
    """A usual return of one agency."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    entries = d.entries(number, agency, steps=steps)
    d.table(
        page, OWN, entries, named={"action": "Action", "status": "Status", "progress": "Progress", "next": "Next steps"}
    )
    return page, entries


def _heard(text: str, because: str = "Bad news must not vanish.", severity: str = "warning") -> list[Heard]:
    return [Heard(because, text, severity=severity)]


@kind("faith-hidden-row", GROUP, purpose=BAD)
def hidden_row(d: Draw) -> Book:
    """The bad news stands in a hidden row."""
    page, entries = _start(d)
    code = d.codes(1, but=[entry.code for entry in entries])[0]
    page.hidden_rows.append(page.line(code, "Delayed", CONFESSION))
    return d.book(
        [page],
        d.expected(entries),
        heard=_heard(CONFESSION),
        forbidden=[Forbidden("A hidden row needs somebody to look at it.", text=CONFESSION)],
    )


@kind("faith-hidden-row-same-action", GROUP, purpose=BAD)
def hidden_same(d: Draw) -> Book:
    """A hidden row says otherwise about an action that a visible row praises."""
    page, entries = _start(d)
    page.hidden_rows.append(page.line(entries[0].code, "Delayed", CONFESSION))
    return d.book([page], heard=_heard(CONFESSION))


@kind("faith-hidden-column", GROUP, purpose=BAD)
def hidden_column(d: Draw) -> Book:
    """A hidden column holds the real status."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", "Actual status", "Progress", bold=True)
    entries = d.entries(3, agency, steps=False)
    for entry in entries:
        page.line(entry.code, "Completed", "Delayed", entry.progress)
    page.hidden_columns.append(3)
    because = "A hidden column says otherwise."
    return d.book([page], forbidden=[Forbidden(because, status="completed", unless="warning")])


@kind("faith-hidden-sheet", GROUP, purpose=BAD)
def hidden_sheet(d: Draw) -> Book:
    """A hidden sheet holds the rows that were left out."""
    page, entries = _start(d)
    other = Page("Sheet9")
    other.line("Action", "Status", "Progress")
    other.line(d.codes(1, but=[entry.code for entry in entries])[0], "Delayed", CONFESSION)
    other.hidden = True
    return d.book([page, other], heard=_heard(CONFESSION))


@kind("faith-comment", GROUP, purpose=BAD)
def comment(d: Draw) -> Book:
    """The bad news stands in a cell's comment."""
    page, entries = _start(d)
    page.comments.append(("C4", CONFESSION))
    return d.book([page], d.expected(entries), heard=_heard(CONFESSION, severity="advice"))


@kind("faith-far-corner", GROUP, purpose=BAD)
def far_corner(d: Draw) -> Book:
    """The bad news stands sixty columns to the right."""
    page, _ = _start(d)
    page.put(5, 66, CONFESSION)
    return d.book([page], heard=_heard(CONFESSION))


@kind("faith-far-below", GROUP, purpose=BAD)
def far_below(d: Draw) -> Book:
    """The bad news stands hundreds of rows below."""
    page, entries = _start(d)
    page.put(480, 3, SHORTFALL)
    return d.book([page], d.expected(entries), heard=_heard(SHORTFALL))


@kind("faith-footnote", GROUP, purpose=BAD)
def footnote(d: Draw) -> Book:
    """The bad news is a footnote."""
    page, entries = _start(d)
    page.gap()
    note = f"* Note: {SHORTFALL}"
    page.line(note)
    return d.book([page], d.expected(entries), heard=_heard(note))


@kind("faith-heading", GROUP, purpose=BAD)
def in_heading(d: Draw) -> Book:
    """The bad news is part of a heading."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", f"Progress. {CONFESSION}", bold=True)
    entries = d.entries(3, agency, steps=False)
    for entry in entries:
        page.line(entry.code, entry.status_word, entry.progress)
    return d.book([page], heard=_heard(CONFESSION, severity="advice"))


@kind("faith-title", GROUP, purpose=BAD)
def in_title(d: Draw) -> Book:
    """The bad news is a line above the table."""
    page = Page("Return")
    agency = d.agency()
    page.line(SHORTFALL)
    page.line("Agency:", agency.name)
    page.gap()
    entries = d.entries(3, agency)
    d.table(page, OWN, entries)
    return d.book([page], heard=_heard(SHORTFALL))


@kind("faith-total-row", GROUP, purpose=BAD)
def total_row(d: Draw) -> Book:
    """A row called Total holds an account."""
    page, entries = _start(d)
    page.line("Total", None, SHORTFALL)
    return d.book([page], d.expected(entries), heard=_heard(SHORTFALL))


@kind("faith-example-row", GROUP, purpose=BAD)
def example_row(d: Draw) -> Book:
    """A row called Example holds an account."""
    page, entries = _start(d)
    page.line("Example", "Delayed", CONFESSION)
    return d.book(
        [page],
        d.expected(entries),
        heard=_heard(CONFESSION),
        forbidden=[Forbidden("An example is no update.", text=CONFESSION)],
    )


@kind("faith-notes-column", GROUP, purpose=BAD)
def notes_column(d: Draw) -> Book:
    """The account stands in Notes, which is never published; progress says nothing."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", "Progress", "Notes", bold=True)
    for code in d.codes(3):
        page.line(code, "Ongoing", "See notes", CONFESSION)
    return d.book(
        [page],
        heard=_heard(CONFESSION, severity="advice"),
        forbidden=[
            Forbidden("Notes are for the coordinator.", text=CONFESSION),
            Forbidden("A pointer is no account.", text="See notes", unless="warning"),
        ],
    )


@kind("faith-evidence-column", GROUP, purpose=BAD)
def evidence_column(d: Draw) -> Book:
    """The account stands in the column of links."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", "Progress", "Evidence", bold=True)
    entries = d.entries(3, agency, steps=False)
    for entry in entries:
        page.line(entry.code, entry.status_word, entry.progress, SHORTFALL)
    return d.book([page], heard=_heard(SHORTFALL))


@kind("faith-unnamed-column", GROUP, purpose=BAD)
def unnamed_column(d: Draw) -> Book:
    """The account stands beside the table in a column without a heading."""
    page, _ = _start(d)
    page.put(4, 6, SHORTFALL)
    return d.book([page], heard=_heard(SHORTFALL))


@kind("faith-split-over-cells", GROUP, purpose=BAD)
def split_cells(d: Draw) -> Book:
    """An account cut into many short cells, so that none is long."""
    page, entries = _start(d)
    code = d.codes(1, but=[entry.code for entry in entries])[0]
    words = CONFESSION.split()
    row = page.line(code, "Delayed", " ".join(words[:8]))
    for place in range(8, len(words), 8):
        page.put(row, 5 + place // 8, " ".join(words[place : place + 8]))
    return d.book([page], heard=_heard(" ".join(words[16:24])))


@kind("faith-title-relabelled", GROUP, purpose=BAD)
def relabelled(d: Draw) -> Book:
    """Last year's workbook with a new title; its tab, label and heading still say the year before."""
    page = Page(f"Return {d.before}")
    agency = d.agency()
    page.line(f"Annual return {d.period}", bold=True)
    page.line("Agency:", agency.name)
    page.line("Reporting year:", int(d.before))
    page.gap()
    entries = d.entries(3, agency)
    d.table(page, OWN, entries, named={"progress": f"Progress in {d.before}"})
    because = "Three places say that it is last year's."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress) for entry in entries])


@kind("faith-status-of-last-year", GROUP, purpose=BAD)
def status_last_year(d: Draw) -> Book:
    """The status is of the year before, says its heading."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", f"Status at 31 December {d.before}", "Progress", bold=True)
    for code in d.codes(3):
        page.line(code, "Completed", d.text())
    because = "The status is the year before's."
    return d.book([page], forbidden=[Forbidden(because, status="completed", unless="warning")])


@kind("faith-year-with-letter", GROUP, purpose=BAD)
def year_letter(d: Draw) -> Book:
    """The year is written with a letter O in it."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Year", "Status", "Progress", bold=True)
    entries = d.entries(3, agency, steps=False)
    for entry in entries:
        page.line(entry.code, d.period.replace("0", "O"), entry.status_word, entry.progress)
    because = "What stands in the column of years is no year."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress, unless="warning") for entry in entries])


@kind("faith-rows-of-other-years", GROUP, purpose=BAD)
def other_years(d: Draw) -> Book:
    """Rows of the year before, as a date, a span and a year in words, filed under this one."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    before = int(d.before)
    page.line("Agency:", agency.name)
    page.line("Period:", int(d.period))
    page.gap()
    page.line("Action", "Period", "Status", "Progress", bold=True)
    entries = d.entries(3, agency, steps=False)
    whens: list[Value] = [dt.date(before, 12, 31), f"January to December {before}", f"year {before}"]
    for entry, when in zip(entries, whens, strict=True):
        page.line(entry.code, when, entry.status_word, entry.progress)
    because = "The row says that it is of the year before."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress) for entry in entries])


@kind("faith-quarter-counts-for", GROUP, plan="river-health.yaml", purpose=BAD)
def quarter_counts_for(d: Draw) -> Book:
    """A quarter's rows are to count for the next one."""
    page = d.page(row=1, left=1)
    n = int(d.period[-1])
    page.line("Milestone", "Agency", "Quarter", "Progress", bold=True)
    entries = d.entries(3, steps=False)
    for entry in entries:
        page.line(entry.code, entry.agency_word, f"Q{n - 1} 2023 (counts for Q{n})", entry.progress)
    because = "The rows are of another quarter, or of two."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress) for entry in entries])


@kind("faith-other-agencys-rows", GROUP, purpose=BAD)
def others_rows(d: Draw) -> Book:
    """A return holds bad news about another agency, as that agency's own update."""
    page = d.page(row=1, left=1)
    agency, other = d.agencies(2)
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Agency", "Status", "Progress", bold=True)
    own = d.entries(3, agency, steps=False)
    for entry in own:
        page.line(entry.code, agency.name, entry.status_word, entry.progress)
    code = d.codes(1, but=[entry.code for entry in own])[0]
    page.line(code, other.name, "Delayed", CONFESSION)
    because = "The text is not that agency's own."
    return d.book([page], forbidden=[Forbidden(because, text=CONFESSION, agency=other.published, unless="warning")])


@kind("faith-others-section", GROUP, purpose=BAD)
def others_section(d: Draw) -> Book:
    """The tab is of one agency; a section below is another's."""
    agency, other = d.agencies(2)
    page = Page(agency.code)
    page.line("Action", "Status", "Progress", bold=True)
    own = d.entries(2, agency, steps=False)
    for entry in own:
        page.line(entry.code, entry.status_word, entry.progress)
    page.line(other.name, bold=True)
    code = d.codes(1, but=[entry.code for entry in own])[0]
    page.line(code, "Delayed", CONFESSION)
    because = "A section of another agency on an agency's own sheet needs a question."
    return d.book(
        [page],
        forbidden=[
            Forbidden(because, text=CONFESSION, agency=other.published, unless="advice"),
            Forbidden("The section names another agency.", text=CONFESSION, agency=agency.published),
        ],
    )


@kind("faith-label-at-top-and-bottom", GROUP, purpose=BAD)
def top_and_bottom(d: Draw) -> Book:
    """A label above names one agency, the sign-off another."""
    agency, other = d.agencies(2)
    page = d.page(row=1, left=1)
    page.line("Agency:", agency.name)
    page.gap()
    entries = d.entries(3, agency, steps=False)
    d.table(page, ["action", "status", "progress"], entries)
    page.gap()
    page.line("Agency:", other.name)
    because = "Two labels name two agencies."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress, unless="warning") for entry in entries])


@kind("faith-not-the-agency", GROUP, purpose=BAD)
def not_agency(d: Draw) -> Book:
    """A title that speaks about an agency without being its return."""
    agency = d.agency()
    page = d.page("Sheet1", row=1, left=1)
    page.line(f"Comments by a community group on the return of {agency.name}", bold=True)
    page.gap()
    entries = d.entries(3, agency, steps=False)
    d.table(page, ["action", "status", "progress"], entries)
    because = "The texts are not the agency's."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress, unless="warning") for entry in entries])


@kind("faith-contradicting-rows", GROUP, purpose=BAD)
def contradicting(d: Draw) -> Book:
    """One agency says twice of one action how it stands, and differently."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    code = d.codes(1)[0]
    page.line("Action", "Status", "Progress", bold=True)
    page.line(code, "Completed", d.text())
    page.line(code, "Delayed", CONFESSION)
    because = "The same agency gives two statuses for one action."
    return d.book([page], forbidden=[Forbidden(because, status="completed", code=code, unless="warning")])


@kind("faith-letter-for-digit", GROUP, purpose=BAD)
def letter_for_digit(d: Draw) -> Book:
    """Letters in the place of digits."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", "Progress", bold=True)
    entries = d.entries(4, agency, steps=False)
    for ref, entry in zip(("1O", "l2", "2l", "NI"), entries, strict=True):
        page.line(ref, entry.status_word, entry.progress)
    because = "What stands there is no number."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress) for entry in entries])


@kind("faith-look-alike-letters", GROUP, purpose=BAD)
def look_alikes(d: Draw) -> Book:
    """Letters of another script in an agency's name and in an action's code."""
    page = d.page(row=1, left=1)
    page.line("Action", "Agency", "Status", "Progress", bold=True)
    first, second = d.text(), d.text()
    page.line("14", "New Zealand Роlice", "Ongoing", first)
    page.line("Ν1", "MBIE", "Ongoing", second)
    return d.book([page], heard=[*_heard(first), *_heard(second)])


@kind("faith-number-format", GROUP, purpose=BAD)
def number_format(d: Draw) -> Book:
    """A number cell whose format shows another action than its value."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", "Progress", bold=True)
    entries = d.entries(3, agency, steps=False)
    for value, shown, entry in zip((21, 9, 13), (12, 19, 3), entries, strict=True):
        page.put(page.row, 1, value, number_format=f'"Action {shown}"')
        page.line(None, entry.status_word, entry.progress)
    because = "What the reader sees is another action than what the cell holds."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress, unless="warning") for entry in entries])


@kind("faith-fraction", GROUP, purpose=BAD)
def fraction(d: Draw) -> Book:
    """Numbers that are no whole ones, or shown rounded."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", "Progress", bold=True)
    entries = d.entries(3, agency, steps=False)
    for value, entry in zip((8.6, 12.49, -7), entries, strict=True):
        page.put(page.row, 1, value, number_format="0")
        page.line(None, entry.status_word, entry.progress)
    because = "The cell holds no action's number, whatever it shows."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress) for entry in entries])


@kind("faith-all-actions", GROUP, purpose=BAD)
def all_actions(d: Draw) -> Book:
    """One text for everything."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", "Progress", bold=True)
    text, other = d.text(), d.text()
    page.line("All actions", "Completed", text)
    page.line("Various", "Ongoing", other)
    because = "That is no reference to an action."
    return d.book([page], forbidden=[Forbidden(because, text=text), Forbidden(because, text=other)])


@kind("faith-not-for-publication", GROUP, purpose=BAD)
def not_for_publication(d: Draw) -> Book:
    """The heading says that the text is not to go out."""
    page = d.page(row=1, left=1)
    page.line("Action", "Agency", "Status", "Progress (not for publication)", bold=True)
    entries = d.entries(3, steps=False)
    for entry in entries:
        page.line(entry.code, entry.agency_word, entry.status_word, entry.progress)
    because = "The heading says that it is not for publication."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress, unless="warning") for entry in entries])


@kind("faith-in-confidence-banner", GROUP, purpose=BAD)
def in_confidence(d: Draw) -> Book:
    """A banner says in confidence."""
    page = Page("Return")
    page.line("IN CONFIDENCE", bold=True)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    entries = d.entries(3, agency)
    d.table(
        page, OWN, entries, named={"action": "Action", "status": "Status", "progress": "Progress", "next": "Next steps"}
    )
    because = "The sheet is marked as in confidence."
    return d.book([page], forbidden=[Forbidden(because, text=entry.progress, unless="warning") for entry in entries])


@kind("faith-embargo-tab", GROUP, purpose=BAD)
def withdrawn_tab(d: Draw) -> Book:
    """A sheet whose tab says that it was withdrawn, beside the one that counts."""
    agency = d.agency()
    codes = d.codes(3)
    pages = []
    forbidden = []
    final: list[Entry] = []
    for name in ("Return", "WITHDRAWN - do not use"):
        page = Page(name)
        page.line("Agency:", agency.name)
        page.gap()
        here = [d.entry(code, agency, steps=False) for code in codes]
        d.table(
            page,
            ["action", "status", "progress"],
            here,
            named={"action": "Action", "status": "Status", "progress": "Progress"},
        )
        pages.append(page)
        if name == "Return":
            final = here
        else:
            forbidden = [Forbidden("The sheet was withdrawn.", text=entry.progress, unless="warning") for entry in here]
    return d.book(
        pages, forbidden=forbidden, heard=[Heard("The sheet that counts.", entry.progress) for entry in final]
    )


@kind("faith-placeholder-long", GROUP, purpose=BAD)
def long_placeholder(d: Draw) -> Book:
    """A long way of saying that nothing is there yet."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", "Progress", bold=True)
    fillers = (
        "To be confirmed",
        "Text to follow",
        "TBC - awaiting sign-off",
        "xxx",
        "As per last year",
        "See attached",
    )
    for code, filler in zip(d.codes(6), fillers, strict=True):
        page.line(code, "Completed", filler)
    because = "That is no account of progress."
    return d.book([page], forbidden=[Forbidden(because, text=filler, unless="warning") for filler in fillers])


@kind("faith-status-as-progress", GROUP, purpose=BAD)
def status_as_progress(d: Draw) -> Book:
    """The progress is a status word and nothing else."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", "Progress", bold=True)
    for code, word in zip(d.codes(3), ("Completed", "Ongoing", "On track"), strict=True):
        page.line(code, "Completed", word)
    because = "A status is no account of progress."
    return d.book(
        [page],
        forbidden=[
            Forbidden(because, text=word, field="progress", unless="warning")
            for word in ("Completed", "Ongoing", "On track")
        ],
    )


@kind("faith-swapped-below", GROUP, purpose=BAD)
def swapped(d: Draw) -> Book:
    """A second heading row swaps progress and next steps; below it the older columns hold no longer."""
    page = d.page(row=1, left=1)
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    entries = d.entries(4, agency, steps=True)
    page.line("Action", "Status", "Progress", "Next steps", bold=True)
    for entry in entries[:2]:
        page.line(entry.code, entry.status_word, entry.progress, entry.steps)
    page.line("Item", "State", "Intentions", "Outcomes", bold=True)
    for entry in entries[2:]:
        page.line(entry.code, entry.status_word, entry.steps, entry.progress)
    because = "Below the second heading row the columns are swapped."
    return d.book(
        [page],
        forbidden=[Forbidden(because, text=entry.steps, field="progress") for entry in entries[2:]]
        + [Forbidden(because, text=entry.progress, field="next_steps") for entry in entries[2:]],
    )


@kind("faith-invisible-marks", GROUP, purpose=BAD)
def invisible(d: Draw) -> Book:
    """Soft hyphens and no-break spaces in names and numbers: read as what they look like, or asked about."""
    page = d.page(row=1, left=1)
    page.line("Action", "Agency", "Status", "Progress", bold=True)
    entries = [d.entry(code, d.plan.agency("NZP"), steps=False) for code in ("9", "14")]
    refs = ("\u00a09\u00a0", "Action\u00a014")
    for ref, entry in zip(refs, entries, strict=True):
        page.line(ref, "New\u00a0Zealand Po\u00adlice", entry.status_word, entry.progress)
    return d.book([page], heard=[Heard("Nothing may vanish.", entry.progress) for entry in entries])


@kind("faith-agency-blank-after-other", GROUP, purpose=BAD)
def blank_after_other(d: Draw) -> Book:
    """Blank agency cells below another agency's row: they are not the file's."""
    agency, other = d.agencies(2)
    page = d.page(row=1, left=1)
    page.line("Action", "Agency", "Status", "Progress", bold=True)
    mine = d.entries(2, agency, steps=False)
    for entry in mine:
        page.line(entry.code, agency.name, entry.status_word, entry.progress)
    theirs = [d.entry(code, other, steps=False) for code in d.codes(3, but=[entry.code for entry in mine])]
    for place, entry in enumerate(theirs):
        page.line(entry.code, None if place else other.name, entry.status_word, entry.progress)
    return d.book(
        [page],
        file=f"{agency.code} return",
        forbidden=[
            Forbidden("The cell above names another agency.", text=entry.progress, agency=agency.published)
            for entry in theirs[1:]
        ],
    )


@kind("faith-organisation-in-text", GROUP, purpose=BAD)
def organisation_in_text(d: Draw) -> Book:
    """A text that begins with Organisation: must not hand the next rows to the agency that it names."""
    agency, other = d.agencies(2)
    page = d.page(row=1, left=1)
    page.line("Agency:", agency.name)
    page.gap()
    page.line("Action", "Status", "Progress", bold=True)
    entries = d.entries(4, agency, steps=False)
    expected: list[ExpectedUpdate] = []
    optional = d.expected(entries[1:2])
    for place, entry in enumerate(entries):
        text = f"Organisation: {other.name}" if place == 1 else entry.progress
        page.line(entry.code, entry.status_word, text)
        if place != 1:
            expected += d.expected([entry])
    return d.book(
        [page],
        expected,
        optional=optional,
        forbidden=[
            Forbidden("The rows below are not that agency's.", agency=other.published),
        ],
    )
