"""More books about which a careful reader would ask: texts withheld or withdrawn, and competing readings."""

import datetime as dt
from dataclasses import replace

from layouts import plans
from layouts.draw import FILES, HEADINGS, PERIODS, REMARKS, ROWS, TABLES, WHOSE, Draw, Page
from layouts.model import Book, Forbidden, Heard, Placed, reference
from layouts.seen.fresh import WITH_AGENCY, apart, ask, exact, kept, never, row, secret, usual, warned
from layouts.seen.parts import USUAL, opened, some

# Held back.


@ask("ask-column-says-do-not-publish", ROWS)
def publish_column(draw: Draw) -> Book:
    """A column says for each row whether it may be published."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    head = draw.pick(("For publication?", "OK to publish (Y/N)", "Release publicly?", "Include in public report?"))
    yes, no = draw.dice.choice((("Yes", "No"), ("Y", "N"), ("yes", "no - see email"), ("✓", "✗")))
    draw.heads(page, usual(draw, head))
    for entry in draw.dice.sample([*good, *bad], 5):
        row(draw, page, entry, yes if entry in good else no)
    return draw.book([page], draw.expected(good), forbidden=never("Its row says not to.", bad), heard=kept(bad))


@ask("ask-comment-on-a-cell-says-hold", REMARKS)
def comment_holds(draw: Draw) -> Book:
    """A cell comment asks to hold back one of the texts."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 1)
    draw.heads(page, usual(draw))
    for entry in [*good, *bad]:
        place = reference(row(draw, page, entry), page.left + 2)
    said = (
        "Please hold – Minister to announce first",
        "not to go in the public version until legal have cleared it",
        "Sarah: do NOT publish this one, under appeal",
    )
    page.comments.append((place, draw.pick(said)))
    mine, maybe = draw.expected(good), draw.expected(bad)
    return draw.book([page], mine, optional=maybe, forbidden=warned("Its comment says hold.", bad), heard=kept(bad))


@ask("ask-internal-beside-public-text", HEADINGS)
def internal_beside_public(draw: Draw) -> Book:
    """One column of text is for officials, the other for the public."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=5)
    hidden = secret(draw, entries)
    inner, outer = draw.dice.choice(
        (
            ("Update for officials", "Public-facing text"),
            ("Progress (internal)", "Progress (for release)"),
            ("Progress – governance group version", "Progress – website version"),
        )
    )
    draw.heads(page, ["Action", "Status", inner, outer])
    for entry, other in zip(entries, hidden, strict=True):
        page.line(draw.number(entry.code), entry.status_word, other.progress, entry.progress)
    mine = draw.expected(entries, steps=False)
    return draw.book([page], optional=mine, forbidden=never("It is for officials.", hidden), heard=kept(entries))


@ask("ask-not-before-a-date", ROWS)
def not_before(draw: Draw) -> Book:
    """A column of handling notes says when a row may be released, or that it must wait."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    said = (
        f"Not for release until 14 March {draw.year + 1}",
        "Embargoed – budget sensitive",
        "Hold until tabled in Parliament",
        f"under embargo until 1/5/{draw.year + 1}",
    )
    draw.heads(page, usual(draw, draw.pick(("Handling", "Release notes", "Sensitivity", "Comms"))))
    for entry in draw.dice.sample([*good, *bad], 5):
        row(draw, page, entry, "" if entry in good else draw.pick(said))
    mine, maybe = draw.expected(good), draw.expected(bad)
    return draw.book([page], mine, optional=maybe, forbidden=warned("It is embargoed.", bad), heard=kept(bad))


@ask("ask-tab-for-the-executive", TABLES)
def executive_tab(draw: Draw) -> Book:
    """A second tab with the same columns is for the agency's own leaders."""
    page, agency = opened(draw, "Return")
    good, bad = apart(draw, agency, 3, 3)
    draw.table(page, USUAL, good)
    name = draw.pick(("Internal - DCE only", "Ministerial (in confidence)", "NOT FOR PUBLICATION", "ELT version"))
    other, _ = opened(draw, name, agency=agency)
    inner = secret(draw, bad)
    draw.table(other, USUAL, inner)
    return draw.book([page, other], draw.expected(good), forbidden=never("Its tab is for leaders.", inner))


@ask("ask-part-b-for-cabinet", TABLES)
def part_b(draw: Draw) -> Book:
    """A line above the second table of a sheet says that it is for Cabinet."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    page.line(draw.pick(("Part A – public", "Part A: for the annual report")), bold=True)
    draw.table(page, USUAL, good)
    page.gap()
    said = ("Part B – Cabinet committee only", "Part B: for Ministers only", "Part B (not for the public report)")
    page.line(draw.pick(said), bold=True)
    inner = secret(draw, bad)
    draw.table(page, USUAL, inner)
    return draw.book([page], draw.expected(good), forbidden=never("It is for Cabinet.", inner), heard=kept(inner))


@ask("ask-note-below-takes-a-row-back", ROWS)
def taken_back(draw: Draw) -> Book:
    """A note below the table withdraws one of its rows."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 4, 1)
    draw.table(page, USUAL, [*good, *bad], ref="number")
    page.gap()
    said = (
        "Please disregard our entry for action {c}; a corrected one will follow.",
        "NB: action {c} withdrawn at the request of the Chief Executive.",
        "The text on action {c} has not been cleared and should not be used.",
    )
    page.line(draw.pick(said).format(c=bad[0].code))
    mine, maybe = draw.expected(good), draw.expected(bad)
    return draw.book([page], mine, optional=maybe, forbidden=warned("The note takes it back.", bad), heard=kept(bad))


@ask("ask-footnote-takes-it-back", REMARKS)
def footnote(draw: Draw) -> Book:
    """A mark at one text leads to a footnote that contradicts it."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 1)
    mark = draw.pick(("*", "¹", "†", " [1]"))
    marked = [replace(entry, progress=entry.progress + mark) for entry in bad]
    draw.table(page, USUAL, [*good, *marked])
    page.gap(draw.dice.choice((0, 1)))
    said = (
        "Not agreed with the other agencies; may change before publication.",
        "This is what was planned. It did not take place.",
        "Figures are wrong, to be replaced.",
    )
    page.line(f"{mark.strip()} {draw.pick(said)}")
    mine, maybe = draw.expected(good), draw.expected(marked)
    return draw.book([page], mine, optional=maybe, forbidden=warned("Its footnote says no.", marked), heard=kept(bad))


@ask("ask-rows-struck-out", ROWS)
def struck_rows(draw: Draw) -> Book:
    """Whole rows are struck through."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    draw.heads(page, usual(draw))
    for entry in draw.dice.sample([*good, *bad], 5):
        place = row(draw, page, entry)
        if entry in bad:
            page.look(place, strike=True, ink=draw.pick(("", "FF0000", "808080")))
    mine, maybe = draw.expected(good), draw.expected(bad)
    return draw.book([page], mine, optional=maybe, forbidden=warned("It was struck out.", bad), heard=kept(bad))


@ask("ask-struck-and-written-anew", ROWS)
def struck_and_new(draw: Draw) -> Book:
    """A text was struck out, and its replacement is in red in the row below."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 2, 2)
    draw.heads(page, usual(draw))
    for entry in good:
        row(draw, page, entry)
    old = []
    for entry in bad:
        old.append(draw.text())
        place = page.line(draw.number(entry.code), entry.status_word, old[-1], entry.steps)
        page.look(place, strike=True, columns=(page.left + 2,))
        place = page.line("", "", entry.progress)
        page.look(place, ink="FF0000")
    banned = [Forbidden("It was struck out and replaced.", text, unless="warning") for text in old]
    maybe = [replace(update, status=status) for update in draw.expected(bad) for status in (update.status, None)]
    return draw.book([page], draw.expected(good), optional=maybe, forbidden=banned, heard=kept(bad))


@ask("ask-edits-left-in-the-text", REMARKS)
def edits(draw: Draw) -> Book:
    """Reviewers' remarks were left in the texts."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 2, 3)
    shapes = [
        "[DELETE: {t}] [INSERT: nothing to add]",
        "{t} [JM: is this right?? check with legal before this goes anywhere]",
        "<<MB comment: can we really say this>> {t}",
        "{t} {{{{redline – not accepted by policy}}}}",
    ]
    inked = [
        replace(entry, progress=shape.format(t=entry.progress))
        for entry, shape in zip(bad, draw.dice.sample(shapes, 3), strict=True)
    ]
    draw.table(page, USUAL, [*good, *inked])
    mine, maybe = draw.expected(good), draw.expected(inked)
    return draw.book([page], mine, optional=maybe, forbidden=warned("Edits are left in it.", inked), heard=kept(bad))


@ask("ask-blanks-left-in-the-text", REMARKS)
def blanks(draw: Draw) -> Book:
    """Figures and names were to be filled in later."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    words = (
        "XX workshops were held in [place] and [number] people came.",
        "A contract with <supplier> was signed on dd/mm and is worth $[TBC].",
        "[insert paragraph from the regional team]",
        "The survey reached ??? households, ??% of whom replied (NUMBERS TO BE CONFIRMED).",
    )
    holes = [replace(entry, progress=word) for entry, word in zip(bad, draw.dice.sample(words, 2), strict=True)]
    draw.table(page, USUAL, [*good, *holes])
    mine, maybe = draw.expected(good), draw.expected(holes)
    return draw.book([page], mine, optional=maybe, forbidden=warned("It is not finished.", holes), heard=kept(holes))


@ask("ask-rows-marked-draft", ROWS)
def draft_rows(draw: Draw) -> Book:
    """A column of versions says which rows are cleared and which are drafts."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    done, draft = draw.dice.choice(
        (("Final", "Draft"), ("Cleared", "Draft – not cleared"), ("Signed off", "Awaiting sign-off"))
    )
    draw.heads(page, usual(draw, draw.pick(("Version", "Clearance", "State of text"))))
    for entry in draw.dice.sample([*good, *bad], 5):
        row(draw, page, entry, done if entry in good else draft)
    mine, maybe = draw.expected(good), draw.expected(bad)
    return draw.book([page], mine, optional=maybe, forbidden=warned("It is a draft.", bad), heard=kept(bad))


@ask("ask-approval-refused-above", TABLES)
def approval(draw: Draw) -> Book:
    """A labelled cell above the table says that release was not approved."""
    page, agency = opened(draw)
    label, value = draw.dice.choice(
        (
            ("Approved for release:", "No"),
            ("Cleared for publication", "not yet"),
            ("CE approval:", "Declined – see track changes"),
            ("Publication status:", "WITHHELD pending consultation"),
        )
    )
    page.line(label, value)
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], forbidden=warned("Its release was not approved.", entries), heard=kept(entries))


@ask("ask-withheld-under-a-section", ROWS)
def withheld(draw: Draw) -> Book:
    """A column names the ground on which a row is withheld."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    ground = draw.pick(
        ("s 9(2)(f)(iv)", "Withheld – s.36 FOI Act", "Exempt (s. 29)", "Redact: commercial in confidence")
    )
    draw.heads(page, usual(draw, draw.pick(("Withholding grounds", "OIA", "FOI exemption", "Redaction"))))
    for entry in draw.dice.sample([*good, *bad], 5):
        row(draw, page, entry, "" if entry in good else ground)
    mine, maybe = draw.expected(good), draw.expected(bad)
    return draw.book([page], mine, optional=maybe, forbidden=warned("It is withheld.", bad), heard=kept(bad))


@ask("ask-text-begins-with-its-audience", REMARKS)
def audience(draw: Draw) -> Book:
    """A text says in its first words that it is for somebody else."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    said = (
        "FOR MINISTER'S OFFICE ONLY: ",
        "[Internal – do not publish] ",
        "Not for the report, background only: ",
        "IN CONFIDENCE – ",
    )
    inner = [replace(entry, progress=draw.pick(said) + entry.progress) for entry in secret(draw, bad)]
    draw.table(page, USUAL, [*good, *inner])
    return draw.book([page], draw.expected(good), forbidden=never("It says whom it is for.", inner), heard=kept(inner))


# Which period.


@ask("ask-rows-carried-over", PERIODS)
def carried_over(draw: Draw) -> Book:
    """Some rows were carried over from last year and wait for an update."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    said = (f"carried over from {draw.before}", f"{draw.before} text – please update", f"as at Dec {draw.before}")
    draw.heads(page, usual(draw, draw.pick(("Remarks", "Source", "Currency"))))
    for entry in [*good, *bad]:
        row(draw, page, entry, draw.pick(said) if entry in bad else "")
    mine, maybe = draw.expected(good), draw.expected(bad)
    return draw.book([page], mine, optional=maybe, forbidden=warned("It is last year's.", bad), heard=kept(bad))


@ask("ask-text-says-it-is-last-years", PERIODS)
def old_text(draw: Draw) -> Book:
    """The text itself says that it was copied from the year before."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    shapes = (
        f"(From our {draw.before} return:) {{t}}",
        f"{{t}} [copied from {draw.before} report, not updated]",
        f"As reported in {draw.before}: {{t}}",
    )
    old = [replace(entry, progress=draw.pick(shapes).format(t=entry.progress)) for entry in bad]
    draw.table(page, USUAL, [*good, *old])
    mine, maybe = draw.expected(good), draw.expected(old)
    return draw.book([page], mine, optional=maybe, forbidden=warned("It is last year's.", old), heard=kept(bad))


@ask("ask-two-labels-of-period", PERIODS)
def two_periods(draw: Draw) -> Book:
    """Two labelled cells above the table name two years."""
    page, agency = opened(draw)
    lines = [
        (draw.pick(("Reporting year:", "Reporting period:")), draw.period),
        (draw.pick(("Period covered:", "Year covered:")), f"1 January {draw.before} – 31 December {draw.before}"),
    ]
    draw.dice.shuffle(lines)
    for line in lines:
        page.line(*line)
    page.gap()
    entries = some(draw, agency)
    draw.table(page, USUAL, entries)
    return draw.book([page], forbidden=never("Two cells name two years.", entries), heard=kept(entries))


@ask("ask-tab-and-title-of-two-years", PERIODS)
def crossed_years(draw: Draw) -> Book:
    """Each of two tabs has the year of the other in its title."""
    agency = draw.agency()
    pages, entries = [], []
    for tab, title in ((draw.period, draw.before), (draw.before, draw.period)):
        page = Page(tab)
        page.line(f"Return for the year {title}", bold=True)
        page.line("Agency:", draw.spelling(agency))
        page.gap()
        mine = draw.entries(2, agency)
        draw.table(page, USUAL, mine)
        pages.append(page)
        entries += mine
    return draw.book(pages, forbidden=warned("Tab and title say two years.", entries), heard=kept(entries))


# Whose.


@ask("ask-rows-copied-for-information", WHOSE)
def copied(draw: Draw) -> Book:
    """Below an agency's own rows are some of another agency's, for information."""
    one, other = draw.agencies(2)
    page, _ = opened(draw, agency=one)
    good, bad = apart(draw, one, 3, 2)
    draw.table(page, USUAL, good)
    page.gap(draw.dice.choice((0, 1)))
    said = ("For information: copied from the return of {a}", "{a} has told us the following:", "From {a} (FYI)")
    page.line(draw.pick(said).format(a=other.name), bold=draw.chance(0.5))
    draw.table(page, USUAL, bad, head=False)
    banned = [Forbidden("It is another agency's.", entry.progress, agency=one.published) for entry in bad]
    maybe = draw.expected([replace(entry, agency=other) for entry in bad])
    return draw.book([page], draw.expected(good), optional=maybe, forbidden=banned, heard=kept(bad))


@ask("ask-two-tabs-say-the-same", WHOSE)
def same_tabs(draw: Draw) -> Book:
    """Two agencies' tabs hold the same texts, word for word: one was copied and never written over."""
    one, other = draw.agencies(2)
    entries = draw.entries(3, one)
    pages = []
    for agency in (one, other):
        page = Page(agency.code)
        draw.label_agency(page, agency)
        page.gap()
        draw.table(page, USUAL, entries, ref="number")
        pages.append(page)
    banned = [
        Forbidden("Two agencies say the same.", entry.progress, agency=agency.published, unless="warning")
        for entry in entries
        for agency in (one, other)
    ]
    return draw.book(pages, forbidden=banned, heard=kept(entries))


@ask("ask-agency-that-handed-over", WHOSE)
def handed_over(draw: Draw) -> Book:
    """An agency's cell says that the action went to another."""
    page = draw.page()
    draw.banner(page)
    good, bad = draw.entries(3), draw.entries(2)
    shapes = ("{a} (to 30 June), now {b}", "{a} → {b}", "transferred from {a} to {b}", "was {a}, {b} from July")
    moved = []
    for entry in bad:
        other = draw.agency(but=[entry.agency])
        moved.append(replace(entry, agency_word=draw.pick(shapes).format(a=entry.agency.code, b=other.code)))
    draw.table(page, WITH_AGENCY, [*good, *moved])
    return draw.book(
        [page], draw.expected(good), forbidden=never("Its cell names two agencies in turn.", bad), heard=kept(bad)
    )


# Which status.


@ask("ask-share-against-status", HEADINGS)
def share_against(draw: Draw) -> Book:
    """The percentage says that all is done, but the status that nothing has begun; or vice versa."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    odd = []
    draw.heads(page, ["Action", "Status", draw.heading("share"), "Progress", "Next steps"])
    for entry in [*good, *bad]:
        status, share = entry.status, 1.0 if entry.status.ends else 0.6
        if entry in bad:
            status, share = draw.dice.choice(
                ((draw.plan.status("not_started"), 1.0), (draw.plan.status("completed"), 0.1))
            )
            odd.append(replace(entry, status=status))
        page.put(page.row, page.left + 2, share, number_format="0%")
        word = entry.status_word if entry in good else status.label
        page.line(draw.number(entry.code), word, "", entry.progress, entry.steps)
    banned = [
        Forbidden("Share and status disagree.", entry.progress, status=entry.status.id, unless="warning")
        for entry in odd
    ]
    mine, maybe = draw.expected(good), draw.expected(odd)
    return draw.book([page], mine, optional=maybe, forbidden=banned, heard=kept(bad))


@ask("ask-completed-but-not-begun", REMARKS)
def completed_not_begun(draw: Draw) -> Book:
    """The status is Completed, but the next steps say that work is still to begin."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    done = draw.plan.status("completed")
    steps = ("Begin the work as soon as money is found.", "Start the pilot in March.", "Work will commence next year.")
    odd = [
        replace(entry, status=done, status_word=done.label, steps=step)
        for entry, step in zip(bad, draw.dice.sample(steps, 2), strict=True)
    ]
    draw.table(page, USUAL, [*good, *odd])
    banned = [
        Forbidden("What is to begin is not completed.", entry.progress, status=done.id, unless="warning")
        for entry in odd
    ]
    mine, maybe = draw.expected(good), draw.expected(odd)
    return draw.book([page], mine, optional=maybe, forbidden=banned, heard=kept(odd))


@ask("ask-two-columns-of-status", HEADINGS)
def two_status_columns(draw: Draw) -> Book:
    """Two columns of statuses disagree."""
    page, agency = opened(draw)
    pair = draw.dice.choice(
        (("Status", "Status (moderated)"), ("Status – policy", "Status – delivery"), ("Status", "Revised status"))
    )
    draw.heads(page, ["Action", *pair, "Progress"])
    banned, entries = [], some(draw, agency, high=5)
    for entry in entries:
        words = [status for status in draw.plan.statuses if status.progress and status.id != entry.status.id]
        other = draw.dice.choice(words)
        page.line(draw.number(entry.code), entry.status_word, other.label, entry.progress)
        banned += [
            Forbidden("Two statuses compete.", entry.progress, status=status.id, unless="warning")
            for status in (entry.status, other)
        ]
    return draw.book([page], forbidden=banned, heard=kept(entries))


# Which action.


@ask("ask-numbers-of-another-plan", HEADINGS)
def another_plan(draw: Draw) -> Book:
    """The numbers are those of another strategy."""
    page, agency = opened(draw)
    head = draw.pick(
        (
            "Action (Violence Prevention Strategy)",
            "Action no. in the 2026–30 plan",
            "Border Sector Strategy action",
            "National Integrity Plan – action no.",
        )
    )
    draw.heads(page, [head, "Status", "Progress", "Next steps"])
    entries = draw.entries(4, agency)
    for entry in entries:
        row(draw, page, entry)
    return draw.book([page], forbidden=never("The numbers are another plan's.", entries), heard=kept(entries))


@ask("ask-old-and-new-numbers", HEADINGS)
def renumbered(draw: Draw) -> Book:
    """Two columns of numbers, old and new, and both are actions of the plan."""
    page, agency = opened(draw)
    heads = draw.dice.choice((("Old no.", "New no."), ("Action (was)", "Action (now)"), ("Action (draft)", "Action")))
    draw.heads(page, [*heads, "Status", "Progress"])
    entries = draw.entries(4, agency)
    for entry in entries:
        other = draw.codes(1, [entry.code])[0]
        page.line(draw.number(other), draw.number(entry.code), entry.status_word, entry.progress)
    return draw.book([page], forbidden=warned("Two numbers compete.", entries), heard=kept(entries))


@ask("ask-action-that-moved", REMARKS)
def moved_action(draw: Draw) -> Book:
    """An action's cell says that it was moved to an action that the plan does not name."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    draw.heads(page, usual(draw))
    for entry in good:
        row(draw, page, entry)
    shapes = ("{a} (moved to {b})", "{a} → {b}", "formerly {a}, see {b}", "{a}, reported under {b}")
    for entry in bad:
        other = draw.codes(1, [entry.code])[0]
        said = draw.pick(shapes).format(a=entry.code, b=other)
        page.line(said, entry.status_word, entry.progress, entry.steps)
    return draw.book([page], draw.expected(good), forbidden=never("Two actions compete.", bad), heard=kept(bad))


# Which text.


@ask("ask-conflict-left-in-the-rows", FILES)
def conflict(draw: Draw) -> Book:
    """Two people edited a row, and both versions were kept with a mark."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 1)
    draw.heads(page, usual(draw, draw.pick(("Sync", "Editor", "Version"))))
    for entry in good:
        row(draw, page, entry)
    second = replace(bad[0], progress=draw.text())
    marks = draw.dice.choice((("mine", "theirs"), ("server copy", "conflicting copy"), ("Alex", "Priya (conflict)")))
    for entry, mark in zip((bad[0], second), marks, strict=True):
        row(draw, page, entry, mark)
    both = [bad[0], second]
    mine, maybe = draw.expected(good), draw.expected(both)
    return draw.book([page], mine, optional=maybe, forbidden=warned("Two versions compete.", both), heard=kept(both))


@ask("ask-formula-with-a-stale-result", FILES)
def stale(draw: Draw) -> Book:
    """The texts are formulas that refer to another tab; they changed there, but the stored results are old."""
    page, agency = opened(draw, "Return")
    entries = draw.entries(3, agency)
    source = Page("Working")
    source.line("Ref", "Text in use")
    rows = draw.table(page, USUAL, entries, ref="number")
    new = []
    for place, entry in zip(rows, entries, strict=True):
        new.append(draw.text())
        there = source.line(draw.number(entry.code), new[-1])
        column = page.left + 2
        page.cells[place, column] = Placed(place, column, entry.progress, formula=f"=Working!B{there}")
    banned = warned("The cell that it is fetched from says something else.", entries)
    return exact(draw.book([page, source], forbidden=banned, heard=kept(entries)))


@ask("ask-hidden-column-of-answers", HEADINGS)
def hidden_column(draw: Draw) -> Book:
    """A hidden column has other texts than the one beside it."""
    page, agency = opened(draw)
    entries = some(draw, agency, high=5)
    heads = draw.dice.choice(
        (("Progress", "Progress (final)"), ("Progress update", "Agreed progress update"), ("Progress", "Progress v2"))
    )
    draw.heads(page, ["Action", "Status", *heads, "Next steps"])
    others = []
    for entry in entries:
        others.append(replace(entry, progress=draw.text()))
        page.line(draw.number(entry.code), entry.status_word, entry.progress, others[-1].progress, entry.steps)
    page.hidden_columns.append(page.left + 3)
    banned = warned("Two texts compete, one of them hidden.", [*entries, *others])
    return draw.book([page], forbidden=banned, heard=kept(entries))


@ask("ask-hidden-rows-of-answers", ROWS)
def hidden_rows(draw: Draw) -> Book:
    """Some rows are hidden."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    draw.heads(page, usual(draw))
    for entry in draw.dice.sample([*good, *bad], 5):
        place = row(draw, page, entry)
        if entry in bad:
            page.hidden_rows.append(place)
    mine, maybe = draw.expected(good), draw.expected(bad)
    return draw.book([page], mine, optional=maybe, forbidden=warned("It was hidden.", bad), heard=kept(bad))


@ask("ask-white-on-white", ROWS)
def white(draw: Draw) -> Book:
    """Some rows are written in white."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    draw.heads(page, usual(draw))
    for entry in draw.dice.sample([*good, *bad], 5):
        place = row(draw, page, entry)
        if entry in bad:
            page.look(place, ink="FFFFFF")
    mine, maybe = draw.expected(good), draw.expected(bad)
    return draw.book([page], mine, optional=maybe, forbidden=warned("Nobody can see it.", bad), heard=kept(bad))


@ask("ask-dates-of-another-year", PERIODS)
def dated(draw: Draw) -> Book:
    """A column of dates says that some rows' work ended years before the period."""
    page, agency = opened(draw)
    good, bad = apart(draw, agency, 3, 2)
    head = draw.pick(("Update as at", "Position as at", "Text current at"))
    draw.heads(page, ["Action", "Status", "Progress", head])
    for entry in [*good, *bad]:
        year = draw.year - 1 if entry in bad else draw.year
        page.put(page.row, page.left + 3, dt.date(year, 6, draw.dice.randrange(1, 29)), number_format="dd/mm/yyyy")
        page.line(draw.number(entry.code), entry.status_word, entry.progress)
    mine, maybe = draw.expected(good, steps=False), draw.expected(bad, steps=False)
    return draw.book([page], mine, optional=maybe, forbidden=warned("It is a year old.", bad), heard=kept(bad))


@ask("ask-label-names-a-unit-of-another", WHOSE)
def unit_and_parent(draw: Draw) -> Book:
    """A unit is named beside an agency to which it does not belong."""
    units = [agency for agency in draw.plan.agencies if agency.code != agency.published]
    unit: plans.Agency = draw.dice.choice(units)
    other = draw.agency(but=[draw.plan.agency(unit.published)])
    page = draw.page()
    page.line(draw.title(), bold=True)
    page.line("Department:", other.name)
    page.line(draw.pick(("Unit:", "Business group:", "Branch")), unit.name)
    page.gap()
    entries = some(draw, other)
    draw.table(page, USUAL, entries)
    said = [Heard("What an agency wrote is not dropped without a word.", entry.progress) for entry in entries]
    return draw.book([page], forbidden=warned("The unit is another agency's.", entries), heard=said)
