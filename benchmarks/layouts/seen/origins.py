"""More places that name the agency and the period; more headings, remarks, forms and tables on their side."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from layouts.draw import FORMS, HEADINGS, PERIODS, REMARKS, TURNED, WHOSE, Draw, Entry, Page
from layouts.model import Book, Value
from layouts.seen.fresh import kind, row, usual
from layouts.seen.parts import USUAL, opened, some

# Whose.


@kind("whose-mail-above-the-table", WHOSE)
def mail(draw: Draw) -> Book:
    """A mail was pasted above the table: from, to, subject."""
    agency = draw.agency()
    page = draw.page(left=1)
    page.line("From:", f"{draw.pick(('Aroha Bell', 'Sam Keane', 'Li Wen'))} ({draw.spelling(agency)})")
    page.line("To:", "Plan secretariat")
    page.line("Sent:", dt.date(draw.year + 1, 2, draw.dice.randrange(1, 27)))
    page.line("Subject:", draw.pick(("Annual update", "RE: commission for the annual report", "Our return")))
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("whose-mail-footer-below", WHOSE)
def mail_footer(draw: Draw) -> Book:
    """The sender's signature, with the agency's name, is below the table."""
    agency = draw.agency()
    page = draw.page("Sheet1", left=1)
    page.line(draw.title(), bold=True)
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    page.gap()
    page.line("Kind regards")
    page.line(draw.pick(("Aroha Bell", "Sam Keane")))
    page.line(draw.pick(("Principal adviser", "Senior policy officer")))
    page.line(agency.name)
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("whose-cover-like-a-letter", WHOSE)
def cover(draw: Draw) -> Book:
    """A cover with the agency's name in large letters, a date and a contact; the table is on the next sheet."""
    agency = draw.agency()
    first = Page("Cover page", 4, 2)
    first.line(agency.name, bold=True)
    first.gap()
    first.line(draw.title())
    first.line(f"Reporting year {draw.period}")
    first.gap(2)
    first.line("Contact", draw.pick(("Sam Keane", "Li Wen")))
    first.line("Date", dt.date(draw.year + 1, 1, 31))
    page = draw.page(draw.pick(("Table", "Updates", "Part 1")))
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([first, page], draw.expected(entries))


@kind("whose-sender-and-recipient", WHOSE)
def sender_and_recipient(draw: Draw) -> Book:
    """The title names the reporter and the recipient."""
    one, other = draw.agencies(2)
    page = draw.page(left=1)
    shape = draw.pick(("Return by {a} to {b}", "Update from {a} for {b}", "{a}: response to the commission of {b}"))
    page.line(shape.format(a=one.name, b=other.name), bold=True)
    page.gap()
    entries = some(draw, one)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("whose-label-of-many-wordings", WHOSE)
def wordings(draw: Draw) -> Book:
    """A label in one of many wordings, with its value beside it or some merged columns away."""
    agency = draw.agency()
    page = draw.page(left=1)
    page.line(draw.title(), bold=True)
    label = draw.pick(
        (
            "This return is from",
            "Submitted on behalf of",
            "Ministry / department / agency",
            "Reporting entity",
            "Responsible organisation",
            "Agency (please select)",
            "Information supplied by",
            "Government body",
            "State services agency",
        )
    )
    far = draw.dice.choice((1, 1, 2, 3))
    page.put(page.row, 1, label + draw.pick((":", "", " :")), bold=True)
    page.put(page.row, 1 + far, draw.spelling(agency))
    page.merge(page.row, 1, page.row, far)
    page.gap(2)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("whose-tabs-with-a-word-before", WHOSE)
def worded_tabs(draw: Draw) -> Book:
    """A tab for each agency, with a word before or after its name."""
    shape = draw.pick(("Input - {a}", "{a} return", "{a} PoA", "1. {a}", "From {a}"))
    pages, entries = [], []
    for agency in draw.agencies(3):
        page = Page(shape.format(a=draw.pick((agency.code, agency.spellings[-1]))))
        page.line(draw.title(), bold=True)
        page.gap()
        mine = draw.entries(2, agency)
        draw.table(page, USUAL, mine)
        pages.append(page)
        entries += mine
    return draw.book(pages, draw.expected(entries))


@kind("whose-partners-beside", WHOSE)
def partners(draw: Draw) -> Book:
    """A column names the agency's partners; they do not report."""
    page, agency = opened(draw)
    head = draw.pick(("Working with", "Partner agencies", "In partnership with", "Other agencies involved"))
    heads = usual(draw)
    draw.heads(page, [heads[0], head, *heads[1:]])
    entries = some(draw, agency)
    for entry in entries:
        others = [draw.agency(but=[agency]).code for _ in range(draw.dice.choice((1, 1, 2)))]
        said = ", ".join(dict.fromkeys(others))
        page.line(draw.number(entry.code), said, entry.status_word, entry.progress, entry.steps)
    return draw.book([page], draw.expected(entries))


@kind("whose-officer-and-agency-in-columns", WHOSE)
def officer(draw: Draw) -> Book:
    """Columns of officers, of their telephones and of their agencies."""
    page = draw.page()
    draw.banner(page)
    entries = some(draw)
    heads = usual(draw)
    draw.heads(page, [draw.pick(("Officer", "Contact person")), "Phone", draw.heading("agency"), *heads])
    for entry in entries:
        phone = f"04 {draw.dice.randrange(400, 499)} {draw.dice.randrange(1000, 9999)}"
        who = draw.pick(("A. Bell", "S. Keane", "L. Wen", "T. Faleolo"))
        page.line(
            who, phone, entry.agency_word, draw.number(entry.code), entry.status_word, entry.progress, entry.steps
        )
    return draw.book([page], draw.expected(entries))


# Headings.


@kind("heads-in-three-layers", HEADINGS)
def three_layers(draw: Draw) -> Book:
    """A merged group heading, the headings, and below them letters or who fills them in."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    page.put(page.row, page.left, draw.pick(("From the plan", "Part A")), bold=True)
    page.put(page.row, page.left + 1, draw.pick(("For the agency to fill in", "Part B: your report")), bold=True)
    page.merge(page.row, page.left + 1, page.row, page.left + 3)
    page.gap()
    draw.heads(page, usual(draw))
    page.line(
        *draw.dice.choice(
            (
                ("(a)", "(b)", "(c)", "(d)"),
                ("prefilled", "select", "max. 200 words", "max. 100 words"),
                ("fixed", "list", "text", "text"),
            )
        )
    )
    for entry in entries:
        row(draw, page, entry)
    return draw.book([page], draw.expected(entries))


@kind("heads-in-two-official-languages", HEADINGS)
def official_languages(draw: Draw) -> Book:
    """English beside Irish, French or Welsh."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    place = draw.dice.randrange(3)
    draw.heads(page, [draw.bank.bilingual[role][place] for role in USUAL])
    draw.table(page, USUAL, entries, head=False)
    return draw.book([page], draw.expected(entries))


@kind("heads-as-whole-sentences", HEADINGS)
def sentences(draw: Draw) -> Book:
    """Each heading is a sentence to whoever fills it in."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.heads(
        page,
        [
            draw.pick(("Give the number of the action you are reporting on.", "Tell us which action this is about.")),
            draw.pick(("Choose the status that fits best.", "Say what the status of the action is.")),
            draw.pick(("Describe the progress that you have made.", "Tell us what you did in the reporting year.")),
            draw.pick(("Say what the next steps will be.", "Tell us what you will do next year.")),
        ],
    )
    draw.table(page, USUAL, entries, head=False)
    return draw.book([page], draw.expected(entries))


@kind("heads-with-marks-and-limits", HEADINGS)
def marks(draw: Draw) -> Book:
    """Headings followed by footnote signs, limits and instructions; two rows of footnotes above."""
    page, agency = opened(draw)
    page.line("† Number as printed in the plan. ‡ Choose from the list.")
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries, style="suffix")
    return draw.book([page], draw.expected(entries))


# Remarks in cells.


def _restyled(draw: Draw, shapes: Sequence[str]) -> Book:
    """The usual table, with each status in one of these forms."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    shown = [replace(entry, status_word=draw.pick(shapes).format(s=entry.status_word)) for entry in entries]
    draw.table(page, USUAL, shown)
    return draw.book([page], draw.expected(entries))


@kind("remark-status-with-a-sign", REMARKS)
def status_sign(draw: Draw) -> Book:
    """Arrows, bullets and ticks beside the status."""
    return _restyled(draw, ("{s} ↑", "● {s}", "▲ {s}", "→ {s}", "{s} *", "{s} ↓"))


@kind("remark-status-counted", REMARKS)
def status_counted(draw: Draw) -> Book:
    """The status with its number in the list of choices."""
    page, agency = opened(draw)
    order = [status.id for status in draw.plan.statuses]
    shape = draw.pick(("{n} - {s}", "{n}. {s}", "({n}) {s}", "{n} – {s}"))
    entries = some(draw, agency)
    shown = [
        replace(entry, status_word=shape.format(n=order.index(entry.status.id) + 1, s=entry.status.label))
        for entry in entries
    ]
    draw.table(page, USUAL, shown)
    return draw.book([page], draw.expected(entries))


@kind("remark-status-in-a-phrase", REMARKS)
def status_phrase(draw: Draw) -> Book:
    """The status with a word of time or of judgement before it."""
    return _restyled(draw, ("Currently: {s}", "Now {s}", "{s} (see progress)", "{s}, see text", "Status: {s}"))


@kind("remark-agency-with-its-contact", REMARKS)
def agency_contact(draw: Draw) -> Book:
    """The agency's cell has an address, a team or a telephone after the name."""
    page = draw.page()
    draw.banner(page)
    entries = some(draw)
    shapes = ("{a} – poa@agency.example", "{a} (policy team)", "{a}\next. 4471", "{a}, attn. duty manager")
    shown = [replace(entry, agency_word=draw.pick(shapes).format(a=entry.agency_word)) for entry in entries]
    draw.table(page, ("action", "agency", "status", "progress", "next"), shown)
    return draw.book([page], draw.expected(entries))


@kind("remark-action-with-its-page", REMARKS)
def action_page(draw: Draw) -> Book:
    """The action's cell gives its page in the plan, or says that it is shared."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.heads(page, usual(draw))
    shapes = ("{c} (p. 14)", "Action {c}, {p}", "{c} – see page 22 of the plan", "{c} ({p})", "Action {c} (shared)")
    for entry in entries:
        said = draw.pick(shapes).format(c=entry.code, p=draw.plan.action(entry.code).pillar)
        page.line(said, entry.status_word, entry.progress, entry.steps)
    return draw.book([page], draw.expected(entries))


# Forms.

LABELS = (
    ("Plan action", "Stage reached", "What we did", "Work still to come"),
    ("Action", "Status", "Progress made", "Further steps planned"),
    ("Action number", "Where things stand", "Account of progress", "Next actions"),
)


def _values(draw: Draw, entry: Entry) -> tuple[Value, ...]:
    return (draw.number(entry.code), entry.status_word, entry.progress, entry.steps)


@kind("form-boxes-to-cross", FORMS)
def boxes(draw: Draw) -> Book:
    """The statuses are listed in a form, each with a box; one is crossed."""
    page, agency = opened(draw)
    statuses = [status for status in draw.plan.statuses if not status.nil]
    yes, no = draw.dice.choice((("☒", "☐"), ("[x]", "[ ]"), ("☑", "☐")))
    entries = [draw.entry(code, agency) for code in draw.codes(2)]
    for entry in entries:
        page.line("Action", draw.number(entry.code))
        for place, status in enumerate(statuses):
            box = yes if status.id == entry.status.id else no
            page.line("" if place else "Status", f"{box} {status.label}")
        page.line("Progress", entry.progress)
        page.line("Next steps", entry.steps)
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("form-with-the-plans-words", FORMS)
def plans_words(draw: Draw) -> Book:
    """Each block repeats what the plan asks for, above what was done."""
    page, agency = opened(draw)
    entries = [draw.entry(code, agency) for code in draw.codes(3)]
    asked = draw.pick(("What the plan says", "The commitment", "Text of the action"))
    for entry in entries:
        page.line("Action", draw.number(entry.code), bold=True)
        page.line(asked, draw.plan.action(entry.code).text)
        for label, value in zip(LABELS[0][1:], _values(draw, entry)[1:], strict=True):
            page.line(label, value)
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("form-three-in-a-row", FORMS)
def three_forms(draw: Draw) -> Book:
    """Three forms beside each other, with an empty column between them."""
    page, agency = opened(draw)
    labels = draw.dice.choice(LABELS)
    entries = [draw.entry(code, agency) for code in draw.codes(3)]
    top = page.row
    for place, entry in enumerate(entries):
        for offset, (label, value) in enumerate(zip(labels, _values(draw, entry), strict=True)):
            page.put(top + offset, page.left + 3 * place, f"{label}:", bold=True)
            page.put(top + offset, page.left + 3 * place + 1, value)
    return draw.book([page], draw.expected(entries))


@kind("form-answers-far-from-labels", FORMS)
def far_answers(draw: Draw) -> Book:
    """Labels are merged over three columns, and the answers are in the fourth."""
    page, agency = opened(draw)
    labels = draw.dice.choice(LABELS)
    entries = [draw.entry(code, agency) for code in draw.codes(2)]
    for entry in entries:
        for label, value in zip(labels, _values(draw, entry), strict=True):
            page.merge(page.row, page.left, page.row, page.left + 2)
            page.line(label, "", "", value)
        page.gap()
    return draw.book([page], draw.expected(entries))


@kind("form-one-action-several-agencies", FORMS)
def one_action(draw: Draw) -> Book:
    """The action is named once at the top of the sheet; below it each agency fills in a block."""
    pages, entries = [], []
    for code in draw.codes(2):
        page = Page(f"{draw.plan.word} {code}")
        page.line("Action:", draw.number(code), bold=True)
        page.line("Text:", draw.plan.action(code).text)
        page.gap()
        for agency in draw.agencies(2):
            entry = draw.entry(code, agency)
            page.line("Agency", entry.agency_word)
            for label, value in zip(LABELS[1][1:], _values(draw, entry)[1:], strict=True):
                page.line(label, value)
            page.gap()
            entries.append(entry)
        pages.append(page)
    return draw.book(pages, draw.expected(entries))


# On their side.


@kind("turned-blocks-by-action", TURNED)
def turned_blocks(draw: Draw) -> Book:
    """A block for each action on one sheet: its title, agencies across, their answers down."""
    page = draw.page()
    draw.banner(page)
    entries = []
    for code in draw.codes(3):
        page.line(f"{draw.plan.word} {code}: {draw.plan.action(code).text}", bold=True)
        mine = [draw.entry(code, agency) for agency in draw.agencies(2)]
        page.line("Agency", *(entry.agency_word for entry in mine))
        page.line("Status", *(entry.status_word for entry in mine))
        page.line("Progress", *(entry.progress for entry in mine))
        page.line("Next steps", *(entry.steps for entry in mine))
        page.gap()
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("turned-with-counts-at-the-end", TURNED)
def turned_counts(draw: Draw) -> Book:
    """Actions across; a last column counts what was filled in."""
    page, agency = opened(draw)
    entries = draw.entries(4, agency)
    end = draw.pick(("Filled in", "Count", "Total"))
    page.line(draw.pick(("Action", "Action no.")), *(draw.number(entry.code) for entry in entries), end)
    for label, role in zip(("Status", "Progress made", "Next steps"), USUAL[1:], strict=True):
        page.line(label, *(draw.value(role, entry) for entry in entries), len(entries))
    return draw.book([page], draw.expected(entries))


# Which period.


@kind("period-position-at-year-end", PERIODS)
def position(draw: Draw) -> Book:
    """The headings name the last day of the year."""
    page, agency = opened(draw)
    end = draw.pick((f"31 December {draw.year}", f"31 Dec {draw.year}", f"31/12/{draw.year}"))
    heads = ["Action", f"Status at {end}", f"Progress in the 12 months to {end}", "Next steps"]
    draw.heads(page, heads)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries, head=False)
    return draw.book([page], draw.expected(entries))


@kind("period-financial-year-in-words", PERIODS, plan="fair-housing.yaml")
def financial_year(draw: Draw) -> Book:
    """The year to the end of June, written out above the table."""
    page, agency = opened(draw)
    end = draw.year + 1
    page.line(
        draw.pick(
            (
                f"For the financial year ended 30 June {end}",
                f"1 July {draw.year} to 30 June {end}",
                f"FY {draw.year}/{end % 100:02}",
                f"Year to June {end}",
            )
        )
    )
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("period-half-year-in-words", PERIODS, plan="safe-roads.yaml")
def half_year(draw: Draw) -> Book:
    """A half-year, written out in a label."""
    page, agency = opened(draw)
    first = draw.period.endswith("1")
    shapes = (
        (f"January to June {draw.year}", f"first half of {draw.year}", f"1 January – 30 June {draw.year}")
        if first
        else (f"July to December {draw.year}", f"second half of {draw.year}", f"1 July – 31 December {draw.year}")
    )
    page.line(draw.label("period") + ":", draw.pick(shapes))
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("period-in-the-files-name", PERIODS)
def file_period(draw: Draw) -> Book:
    """The file's name has the year, the day of sending and a records number."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    shape = draw.pick(("{p} return (sent 20{n}0214)", "D22-{n}1408 PoA {p}", "PoA {p} v2 {n}.02.14"))
    name = shape.format(p=draw.period, n=(draw.year + 1) % 100)
    return draw.book([page], draw.expected(entries), file=name)


@kind("period-targets-of-later-years", PERIODS)
def targets(draw: Draw) -> Book:
    """Columns of targets for later years between status and progress."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    heads = usual(draw)
    draw.heads(page, [*heads[:2], f"Target {draw.year + 1}", f"Target {draw.year + 2}", *heads[2:]])
    for entry in entries:
        goals = [draw.pick(("20%", "4 regions", "all sites", "12 courses")) for _ in range(2)]
        page.line(draw.number(entry.code), entry.status_word, *goals, entry.progress, entry.steps)
    return draw.book([page], draw.expected(entries), may_warn=True)
