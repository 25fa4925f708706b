"""The content of rows: paragraphs, notes, repeated headings, sub-rows, whole plans, remarks in cells."""

from dataclasses import replace

from layouts.draw import REMARKS, ROWS, SUBROWS, WHOLE, Draw, Entry, Page
from layouts.model import Book, ExpectedUpdate, Forbidden, Heard
from layouts.seen import texts
from layouts.seen.bank import kind
from layouts.seen.parts import USUAL, opened, some

HEADS = ("Status", "Progress", "Next steps")


def _row(page: Page, draw: Draw, entry: Entry, roles: tuple[str, ...] = USUAL) -> int:
    return page.line(*(draw.value(role, entry, "number") for role in roles))


@kind("rows-text-like-a-label", ROWS)
def rows_traps(draw: Draw) -> Book:
    """Texts that begin with Note, Email, Total, Example, Approved by …"""
    page, agency = opened(draw)
    entries = [replace(entry, progress=draw.trap()) for entry in some(draw, agency)]
    draw.table(page, draw.order(USUAL), entries)
    return draw.book([page], draw.expected(entries))


@kind("rows-text-like-a-label-first", ROWS)
def rows_traps_first(draw: Draw) -> Book:
    """The same, with the text in the first column."""
    page, agency = opened(draw)
    entries = [replace(entry, progress=draw.trap()) for entry in some(draw, agency)]
    draw.table(page, ("progress", "next", "status", "action"), entries, ref="number")
    return draw.book([page], draw.expected(entries))


@kind("rows-paragraph-of-its-own", ROWS)
def rows_paragraph(draw: Draw) -> Book:
    """A second paragraph alone in the row below, in the progress column."""
    page, agency = opened(draw)
    entries: list[Entry] = []
    draw.heads(page, [draw.heading(role) for role in USUAL])
    for entry in some(draw, agency, high=5):
        _row(page, draw, entry)
        if draw.chance(0.5) or not entries:
            more = draw.trap() if draw.chance(0.4) else draw.text()
            page.put(page.row, page.left + 2, more)
            page.gap()
            entries.append(replace(entry, progress=f"{entry.progress}\n\n{more}"))
        else:
            entries.append(entry)
    updates = [replace(update, parts=True) for update in draw.expected(entries)]
    return draw.book([page], updates)


@kind("rows-bullets-each-a-row", ROWS)
def rows_bullets(draw: Draw) -> Book:
    """Three bullets in cells below each other; the action is beside the first."""
    page, agency = opened(draw)
    draw.heads(page, [draw.heading(role) for role in USUAL])
    entries = []
    mark = draw.pick(("• ", "- ", "– ", "* "))
    for entry in some(draw, agency, high=4):
        bullets = [f"{mark}{draw.text()}" for _ in range(3)]
        first = replace(entry, progress=bullets[0])
        _row(page, draw, first)
        for bullet in bullets[1:]:
            page.put(page.row, page.left + 2, bullet)
            page.gap()
        entries.append(replace(entry, progress="\n\n".join(bullets)))
    return draw.book([page], [replace(update, parts=True) for update in draw.expected(entries)])


@kind("rows-signed-below", ROWS)
def rows_sign_off(draw: Draw) -> Book:
    """Who signed it, and when, below the table."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    page.gap(draw.dice.choice((0, 1, 2)))
    page.line(draw.pick(("Signed off by:", "Approved by", "Authorised:")), "Deputy Secretary, Policy")
    page.line("Date:", draw.pick(("14 February", "3/2", "28 Feb")) + f" {draw.year + 1}")
    return draw.book([page], draw.expected(entries))


@kind("rows-footnotes-below", ROWS)
def rows_footnotes(draw: Draw) -> Book:
    """Footnotes and a page mark directly below the last row."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    page.gap(draw.dice.choice((0, 1)))
    page.line(draw.pick(("* Figures are provisional.", "Source: agency records", "1 Not audited.")))
    page.line(draw.pick(("Page 1 of 1", "Page 1", "- 1 -", "End of return")))
    return draw.book([page], draw.expected(entries))


@kind("rows-prompts-below-headings", ROWS)
def rows_prompts(draw: Draw) -> Book:
    """The template's prompts are in a row below the headings."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.heads(page, [draw.heading(role) for role in USUAL])
    page.line(
        draw.pick(("[number from the plan]", "e.g. 9", "Enter number")),
        draw.pick(("[select]", "Choose from the list")),
        draw.pick(("[max 200 words]", "Describe what was done", "Enter text here")),
        draw.pick(("[max 100 words]", "Describe what comes next", "Enter text here")),
    )
    draw.table(page, USUAL, entries, head=False)
    return draw.book([page], draw.expected(entries))


@kind("rows-columns-counted", ROWS)
def rows_counted(draw: Draw) -> Book:
    """A row below the headings numbers the columns: 1, 2, 3, 4."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.heads(page, [draw.heading(role) for role in USUAL])
    page.line(*draw.dice.choice(((1, 2, 3, 4), ("(1)", "(2)", "(3)", "(4)"), ("a", "b", "c", "d"))))
    draw.table(page, USUAL, entries, head=False)
    return draw.book([page], draw.expected(entries))


@kind("rows-total-below", ROWS)
def rows_total(draw: Draw) -> Book:
    """A count below the table."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, ("action", "status", "money", "progress", "next"), entries)
    page.line(draw.pick(("Total", "TOTAL", "Sum")), None, 1234)
    page.line(f"Actions reported: {len(entries)}")
    return draw.book([page], draw.expected(entries))


@kind("rows-headings-on-each-page", ROWS)
def rows_repeated(draw: Draw) -> Book:
    """The headings are repeated after a few rows, as in a print-out."""
    page, agency = opened(draw)
    entries = draw.entries(8, agency)
    named = {role: draw.heading(role) for role in USUAL}
    draw.table(page, USUAL, entries[:4], named=named)
    if draw.chance(0.5):
        page.line("Page 2")
    draw.table(page, USUAL, entries[4:], named=named)
    return draw.book([page], draw.expected(entries))


@kind("rows-with-air", ROWS)
def rows_with_air(draw: Draw) -> Book:
    """An empty row after every row."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.heads(page, [draw.heading(role) for role in USUAL])
    for entry in entries:
        page.gap(draw.dice.choice((0, 1, 1, 2)))
        _row(page, draw, entry)
    return draw.book([page], draw.expected(entries))


@kind("rows-objectives-between", ROWS)
def rows_objectives(draw: Draw) -> Book:
    """The objective is in a row of its own above its actions."""
    page, agency = opened(draw)
    entries = sorted(draw.entries(8, agency), key=lambda entry: _place(draw, entry.code))
    draw.heads(page, [draw.heading(role) for role in USUAL])
    last = ""
    for entry in entries:
        objective = draw.plan.action(entry.code).objective
        if objective != last:
            row = page.line(objective if draw.chance(0.7) else f"Objective: {objective}", bold=True)
            if draw.chance(0.5):
                page.merge(row, page.left, row, page.left + 3)
            last = objective
        _row(page, draw, entry)
    return draw.book([page], draw.expected(entries))


def _place(draw: Draw, code: str) -> int:
    return [action.code for action in draw.plan.actions].index(code)


@kind("rows-nil-among-them", ROWS)
def rows_nil(draw: Draw) -> Book:
    """One action has nothing to report, in words."""
    page, agency = opened(draw)
    entries = draw.entries(5, agency)
    nil = next(status for status in draw.plan.statuses if status.nil)
    silent = replace(entries[2], status=nil, status_word=nil.label, progress="", steps="")
    shown = [*entries[:2], silent, *entries[3:]]
    draw.table(page, USUAL, shown)
    kept = [entry for entry in shown if entry is not silent]
    return draw.book([page], draw.expected(kept), optional=draw.expected([silent]))


@kind("rows-return-on-the-example-tab", ROWS)
def rows_example_tab(draw: Draw) -> Book:
    """The agency wrote its return on the example tab, and kept its name."""
    page, agency = opened(draw, draw.pick(("Example", "Example return", "SAMPLE")))
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries), may_warn=True)


@kind("rows-two-columns-of-notes", ROWS)
def rows_notes(draw: Draw) -> Book:
    """Notes to the coordinator beside each update: they are not published."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    roles = draw.order(USUAL)
    rows = draw.table(page, roles, entries)
    page.put(
        rows[0] - 1, page.left + 4, draw.pick(("Notes to coordinator", "For internal use", "Internal notes")), bold=True
    )
    private = draw.dice.sample(texts.CONFIDENTIAL, min(3, len(rows)))
    for row, text in zip(rows, private, strict=False):
        page.put(row, page.left + 4, text)
    ban = [Forbidden("It is a note to the coordinator.", text) for text in private]
    return draw.book([page], draw.expected(entries), forbidden=ban)


@kind("rows-with-status-missing", ROWS)
def rows_status_missing(draw: Draw) -> Book:
    """Some rows have no status."""
    page, agency = opened(draw)
    entries = some(draw, agency, low=4)
    draw.heads(page, [draw.heading(role) for role in USUAL])
    updates = []
    for place, entry in enumerate(entries):
        shown = replace(entry, status_word="") if place == 1 else entry
        _row(page, draw, shown)
        updates += [replace(update, status=None if place == 1 else update.status) for update in draw.expected([entry])]
    return draw.book([page], updates, may_warn=True)


# Sub-rows.


@kind("sub-ditto-marks", SUBROWS)
def sub_ditto(draw: Draw) -> Book:
    """Several rows on one action: the second says ditto, as above, or nothing."""
    page, agency = opened(draw)
    draw.heads(page, [draw.heading(role) for role in USUAL])
    mark = draw.pick(("ditto", "Ditto", '"', "″", "as above", "As above", "do.", ""))
    entries = []
    for code in draw.codes(3):
        first = draw.entry(code, agency)
        _row(page, draw, first)
        second = draw.entry(code, agency)
        page.line(mark, second.status_word, second.progress, second.steps)
        entries += [first, second]
    return draw.book([page], draw.expected(entries))


@kind("sub-other-agency-same-action", SUBROWS)
def sub_other_agency(draw: Draw) -> Book:
    """Below each action are the agencies that report on it, each with a status."""
    page = draw.page()
    draw.banner(page)
    roles = ("action", "agency", "status", "progress", "next")
    draw.heads(page, [draw.heading(role) for role in roles])
    entries = []
    for code in draw.codes(3):
        several = [draw.entry(code, agency) for agency in draw.agencies(draw.dice.choice((2, 3)))]
        top = page.row
        for place, entry in enumerate(several):
            values = [draw.value(role, entry, "number") for role in roles]
            page.line("" if place else values[0], *values[1:])
        if draw.chance(0.5):
            page.merge(top, page.left, page.row - 1, page.left)
        entries += several
    return draw.book([page], draw.expected(entries))


@kind("sub-agency-once-many-actions", SUBROWS)
def sub_agency_once(draw: Draw) -> Book:
    """The agency is named once, merged or not, with its actions beside and below it."""
    page = draw.page()
    draw.banner(page)
    roles = ("agency", "action", "status", "progress", "next")
    draw.heads(page, [draw.heading(role) for role in roles])
    entries = []
    codes = draw.codes(9)
    for agency in draw.agencies(3):
        mine = [draw.entry(codes.pop(), agency) for _ in range(3)]
        top = page.row
        for place, entry in enumerate(mine):
            values = [draw.value(role, entry, "number") for role in roles]
            page.line("" if place else values[0], *values[1:])
        if draw.chance(0.6):
            page.merge(top, page.left, page.row - 1, page.left)
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("sub-agency-ditto", SUBROWS)
def sub_agency_ditto(draw: Draw) -> Book:
    """The agency's cell says ditto."""
    page = draw.page()
    draw.banner(page)
    roles = ("action", "agency", "status", "progress", "next")
    draw.heads(page, [draw.heading(role) for role in roles])
    mark = draw.pick(('"', "ditto", "as above", "same"))
    entries = []
    for agency in draw.agencies(2):
        mine = draw.entries(2, agency)
        for place, entry in enumerate(mine):
            values = [draw.value(role, entry, "number") for role in roles]
            page.line(values[0], mark if place else values[1], *values[2:])
        entries += mine
    return draw.book([page], draw.expected(entries))


@kind("sub-work-streams", SUBROWS)
def sub_streams(draw: Draw) -> Book:
    """The action is named once; below it are pieces of work, each with its own status and text."""
    page, agency = opened(draw)
    draw.heads(page, ["Action", draw.pick(("Work stream", "Project", "Initiative", "Workstream")), *HEADS])
    names = ["Northern pilot", "Online module", "Leaflets", "Staff training", "Case system", "Outreach", "Data sharing"]
    draw.dice.shuffle(names)
    entries = []
    for code in draw.codes(3):
        for place in range(2):
            entry = draw.entry(code, agency)
            begin = "" if place else draw.number(code)
            page.line(begin, names.pop(), entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
    return draw.book([page], draw.expected(entries))


@kind("sub-continued", SUBROWS)
def sub_continued(draw: Draw) -> Book:
    """The second row on an action says that it is continued."""
    page, agency = opened(draw)
    draw.heads(page, ["Action", *HEADS])
    shape = draw.pick(("{c} (cont.)", "{c} cont'd", "{c} (continued)", "{c} – continued"))
    entries = []
    for code in draw.codes(3):
        for place in range(2):
            entry = draw.entry(code, agency)
            begin = shape.format(c=code) if place else draw.number(code)
            page.line(begin, entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
    return draw.book([page], draw.expected(entries))


@kind("sub-shared-status", SUBROWS)
def sub_shared_status(draw: Draw) -> Book:
    """Action and status are merged over two rows of text by two agencies."""
    page = draw.page()
    draw.banner(page)
    draw.heads(page, ["Action", "Status", "Agency", "Progress"])
    entries = []
    for code in draw.codes(3):
        one, other = draw.agencies(2)
        first = draw.entry(code, one, steps=False)
        second = replace(draw.entry(code, other, steps=False), status=first.status)
        row = page.line(draw.number(code), first.status_word, first.agency_word, first.progress)
        page.line("", "", second.agency_word, second.progress)
        page.merge(row, page.left, row + 1, page.left)
        page.merge(row, page.left + 1, row + 1, page.left + 1)
        entries += [first, second]
    return draw.book([page], draw.expected(entries))


# The plan listed whole.


def _whole(draw: Draw, filler: tuple[str, str], *, lead: bool = False) -> tuple[Page, list[Entry]]:
    """Every action of the plan in a row; four are answered, and the rest have `filler`."""
    page, agency = opened(draw)
    chosen = set(draw.codes(4))
    heads = ["Action", draw.heading("action_text")]
    if lead:
        heads.append(draw.heading("plan_lead"))
    draw.heads(page, [*heads, draw.heading("status"), draw.heading("progress"), draw.heading("next")])
    entries = []
    for action in draw.plan.actions:
        begin = [draw.number(action.code), action.text]
        if lead:
            begin.append(draw.spelling(draw.agency()))
        if action.code in chosen:
            entry = draw.entry(action.code, agency)
            page.line(*begin, entry.status_word, entry.progress, entry.steps)
            entries.append(entry)
        else:
            page.line(*begin, *filler)
    return page, entries


@kind("whole-rest-empty", WHOLE)
def whole_empty(draw: Draw) -> Book:
    page, entries = _whole(draw, ("", ""))
    return draw.book([page], draw.expected(entries))


@kind("whole-rest-dashes", WHOLE)
def whole_dashes(draw: Draw) -> Book:
    """A dash or n/a where nothing is answered."""
    mark = draw.pick(("-", "–", "n/a", "N/A", "--"))
    page, entries = _whole(draw, (mark if draw.chance(0.7) else "", mark))
    return draw.book([page], draw.expected(entries))


@kind("whole-leads-filled-in", WHOLE)
def whole_leads(draw: Draw) -> Book:
    """The secretariat filled in the lead of each action, but the return is from one agency."""
    page, entries = _whole(draw, ("", ""), lead=True)
    return draw.book([page], draw.expected(entries))


@kind("whole-rest-not-ours", WHOLE)
def whole_not_ours(draw: Draw) -> Book:
    """Actions that are not the agency's are marked as such."""
    words = draw.pick(("Not our action", "Not applicable to us", "Not relevant for this agency"))
    page, entries = _whole(draw, ("", words))
    answered = {entry.code for entry in entries}
    agency = entries[0].agency.published
    maybe = [
        ExpectedUpdate(agency, (action.code,), draw.period, status, words)
        for action in draw.plan.actions
        if action.code not in answered
        for status in (None, "no_update")
    ]
    return draw.book([page], draw.expected(entries), optional=maybe, may_warn=True)


@kind("whole-by-pillar-sheets", WHOLE)
def whole_sheets(draw: Draw) -> Book:
    """A sheet for each pillar with all its actions, few of them answered."""
    agency = draw.agency()
    entries, pages = [], []
    named = {role: draw.heading(role) for role in USUAL[1:]}
    chosen = set(draw.codes(5))
    for pillar in dict.fromkeys(action.pillar for action in draw.plan.actions):
        page = Page(pillar)
        page.line(f"{pillar}: {draw.spelling(agency)}" if draw.chance(0.3) else pillar, bold=True)
        page.line("Agency", draw.spelling(agency))
        page.gap()
        draw.heads(page, ["Action", "Text", *named.values()])
        for action in (action for action in draw.plan.actions if action.pillar == pillar):
            if action.code in chosen:
                entry = draw.entry(action.code, agency)
                page.line(draw.number(action.code), action.text, entry.status_word, entry.progress, entry.steps)
                entries.append(entry)
            else:
                page.line(draw.number(action.code), action.text)
        pages.append(page)
    return draw.book(pages, draw.expected(entries))


# Remarks in cells.


def _remarked(draw: Draw, role: str, remark: str) -> Book:
    """A remark after each value of a column."""
    page = draw.page()
    draw.banner(page)
    entries = some(draw)
    roles = ("action", "agency", "status", "progress", "next")
    draw.heads(page, [draw.heading(each) for each in roles])
    for place, entry in enumerate(entries):
        values = [str(draw.value(each, entry, "number")) for each in roles]
        if place % 2 == 0 or draw.chance(0.5):
            values[roles.index(role)] += remark
        page.line(*values)
    return draw.book([page], draw.expected(entries))


@kind("remark-on-status-share", REMARKS)
def remark_share(draw: Draw) -> Book:
    return _remarked(draw, "status", draw.pick((" (60%)", " – 75 %", ", approx. 40%", " 80%")))


@kind("remark-on-status-date", REMARKS)
def remark_date(draw: Draw) -> Book:
    return _remarked(draw, "status", draw.pick((" (as at 30 November)", " – June", f" (31/10/{draw.year})", "*")))


@kind("remark-on-status-colour", REMARKS)
def remark_colour(draw: Draw) -> Book:
    return _remarked(draw, "status", draw.pick((" (green)", " - amber", " 🟢", " (G)", " ✓")))


@kind("remark-on-agency", REMARKS)
def remark_agency(draw: Draw) -> Book:
    return _remarked(
        draw, "agency", draw.pick((" (lead)", " – policy group", " (National Office)", " – reporting agency"))
    )


@kind("remark-on-action-paraphrase", REMARKS)
def remark_paraphrase(draw: Draw) -> Book:
    """A number with the beginning of the action's text, cut short."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.heads(page, [draw.heading(each) for each in USUAL])
    joint = draw.pick((" - ", ": ", " – ", " (", ". "))
    for entry in entries:
        short = " ".join(draw.plan.action(entry.code).text.split()[:7]).rstrip(",.")
        close = ")" if joint == " (" else draw.pick(("", " …", "..."))
        page.line(f"{entry.code}{joint}{short}{close}", entry.status_word, entry.progress, entry.steps)
    return draw.book([page], draw.expected(entries))


@kind("remark-several-actions", REMARKS)
def remark_several(draw: Draw) -> Book:
    """Two or three actions in a cell."""
    page, agency = opened(draw)
    order = [action.code for action in draw.plan.actions]
    codes = draw.codes(6)
    groups = (codes[:2], codes[2:5], codes[5:])
    entries = [draw.entry(sorted(group, key=order.index), agency) for group in groups]
    draw.table(page, USUAL, entries)
    return draw.book([page], draw.expected(entries))


@kind("remark-ticked-choices", REMARKS)
def remark_choices(draw: Draw) -> Book:
    """The status cell lists all choices, with one crossed."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.heads(page, [draw.heading(each) for each in USUAL])
    yes, no = draw.dice.choice((("☒", "☐"), ("[x]", "[ ]"), ("☑", "☐")))
    joint = draw.pick((" ", "\n"))
    for entry in entries:
        choices = [status for status in draw.plan.statuses if not status.nil]
        cell = joint.join(f"{yes if status.id == entry.status.id else no} {status.label}" for status in choices)
        page.line(draw.number(entry.code), cell, entry.progress, entry.steps)
    return draw.book([page], draw.expected(entries))


@kind("rows-text-far-below", ROWS)
def rows_far_below(draw: Draw) -> Book:
    """A long comment alone, far below the table: it is not an update, but must not be lost silently."""
    page, agency = opened(draw)
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    page.gap(3)
    extra = (
        "In addition we wish to say that the work of the cross-agency group has helped us a good deal, that the new "
        "secretariat answers within a day, and that we should like to see the group carry on in the coming year."
    )
    page.line(extra)
    said = [Heard("A text of forty words is not dropped without a word.", extra)]
    return draw.book([page], draw.expected(entries), heard=said, may_warn=True)
