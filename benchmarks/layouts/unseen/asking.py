"""Books at which a careful reader would ask before anything is published.

Each says what must not be published unless the book also gets an error, or at least a warning where every reading
publishes the same. What else stands in a book may be read.
"""

import datetime as dt

from layouts.draw import Draw, Entry, Page
from layouts.model import Book, Forbidden, Heard, Purpose, Value
from layouts.unseen.bank import kind

ASK = Purpose.ASK
GROUP = "ask"
USUAL = ("action", "agency", "status", "progress", "next")


def _not(entries: list[Entry], because: str, *, unless: str = "error") -> list[Forbidden]:
    return [Forbidden(because, text=entry.progress, unless=unless) for entry in entries]


def _rows(page: Page, heads: tuple[str, ...], rows: list[tuple[Value, ...]]) -> None:
    page.line(*heads, bold=True)
    for row in rows:
        page.line(*row)


def _two_texts(d: Draw, first: str, second: str, because: str, *, wrong: str = "both") -> Book:
    """A table with two narratives; `wrong` says which of them must not be published unasked."""
    page = d.page()
    entries = d.entries(4, steps=False)
    others = [d.text() for _ in entries]
    _rows(
        page,
        ("Action", "Agency", "Status", first, second),
        [
            (entry.code, entry.agency_word, entry.status_word, entry.progress, other)
            for entry, other in zip(entries, others, strict=True)
        ],
    )
    forbidden = _not(entries, because) if wrong in {"both", "first"} else []
    forbidden += [Forbidden(because, text=other) for other in others] if wrong in {"both", "second"} else []
    return d.book([page], forbidden=forbidden)


def _one_text(d: Draw, heading: str, because: str, *, unless: str = "error") -> Book:
    """A table whose only narrative stands under this heading."""
    page = d.page()
    entries = d.entries(4, steps=False)
    _rows(
        page,
        ("Action", "Agency", "Status", heading),
        [(entry.code, entry.agency_word, entry.status_word, entry.progress) for entry in entries],
    )
    return d.book([page], forbidden=_not(entries, because, unless=unless))


@kind("ask-two-neutral-headings", GROUP, purpose=ASK)
def two_neutral(d: Draw) -> Book:
    """Details and Commentary, Text A and Text B."""
    first, second = d.dice.choice(
        (
            ("Details", "Commentary"),
            ("Description", "Narrative"),
            ("Information", "Response"),
            ("Input", "Contribution"),
            ("Text A", "Text B"),
            ("Column 4", "Column 5"),
            ("Summary", "Details"),
        )
    )
    return _two_texts(d, first, second, "Nothing says which of the two texts is the progress.")


@kind("ask-parts", GROUP, purpose=ASK)
def parts(d: Draw) -> Book:
    """Part 1 and Part 2."""
    return _two_texts(d, "Part 1", "Part 2", "Nothing says what the parts are about.")


@kind("ask-no-headings-two-texts", GROUP, purpose=ASK)
def no_headings(d: Draw) -> Book:
    """Rows without any headings and with two narratives."""
    page = d.page()
    entries = d.entries(4, steps=False)
    others = [d.text() for _ in entries]
    for entry, other in zip(entries, others, strict=True):
        page.line(entry.code, entry.agency_word, entry.status_word, entry.progress, other)
    because = "Without headings nobody knows which text is which."
    return d.book([page], forbidden=_not(entries, because) + [Forbidden(because, text=other) for other in others])


@kind("ask-no-headings-one-text", GROUP, purpose=ASK)
def no_headings_one(d: Draw) -> Book:
    """Rows without any headings and with one narrative."""
    page = d.page(row=1, left=1)
    entries = d.entries(5, steps=False)
    for entry in entries:
        page.line(entry.code, entry.agency_word, entry.status_word, entry.progress)
    because = "Without headings it is a guess that the text is progress; that guess must be said."
    return d.book([page], forbidden=_not(entries, because, unless="warning"))


@kind("ask-briefing-for-minister", GROUP, purpose=ASK)
def minister(d: Draw) -> Book:
    """The only text is for a minister."""
    heading = d.pick(
        (
            "Briefing for the Minister",
            "Note to Minister",
            "For the Minister's office",
            "Ministerial briefing",
            "Talking points for the Minister",
        )
    )
    return _one_text(d, heading, "A briefing for a minister is not written for the public.")


@kind("ask-lines-beside-details", GROUP, purpose=ASK)
def minister_lines(d: Draw) -> Book:
    """Lines for a minister beside neutral details."""
    return _two_texts(
        d,
        "Details",
        d.pick(("Lines for the Minister", "Advice to Ministers", "For the Minister")),
        "Lines for a minister are not for the public.",
        wrong="second",
    )


@kind("ask-cabinet", GROUP, purpose=ASK)
def cabinet(d: Draw) -> Book:
    """Text for Cabinet."""
    return _one_text(
        d,
        d.pick(("Text for Cabinet paper", "For Cabinet", "Input to Cabinet report-back")),
        "A text for Cabinet is not written for the public.",
    )


@kind("ask-media", GROUP, purpose=ASK)
def media(d: Draw) -> Book:
    """Answers prepared for the media."""
    return _one_text(
        d,
        d.pick(("Reactive lines if asked by media", "Media lines", "Q&A for media", "If asked")),
        "Reactive lines are given only if asked, and are no report of progress.",
    )


@kind("ask-internal-beside-public", GROUP, purpose=ASK)
def internal(d: Draw) -> Book:
    """One text for the public, one for the inside."""
    return _two_texts(
        d,
        d.pick(("Public summary", "Text for the public", "Public update")),
        d.pick(("Internal detail", "Internal update", "For officials only")),
        "What is meant for the inside must not go out.",
        wrong="second",
    )


@kind("ask-earlier-year-only", GROUP, purpose=ASK)
def earlier_year(d: Draw) -> Book:
    """The only narrative names the year before."""
    heading = d.pick(
        (
            f"Progress {d.before}",
            f"{d.before} update",
            f"What was done in {d.before}",
            f"Achievements ({d.before})",
            f"Progress CY{d.before}",
            f"Update, year to December {d.before}",
        )
    )
    return _one_text(d, heading, "The heading names the year before.")


@kind("ask-years-around", GROUP, purpose=ASK)
def years_around(d: Draw) -> Book:
    """The years before and after, but not the one asked for."""
    year = int(d.period)
    return _two_texts(d, f"Progress {year - 1}", f"Progress {year + 1}", "Neither heading names the year asked for.")


@kind("ask-as-at-earlier", GROUP, purpose=ASK)
def as_at_earlier(d: Draw) -> Book:
    """Progress as at the end of the year before."""
    return _one_text(d, f"Progress as at 31 December {d.before}", "The text stops at the end of the year before.")


@kind("ask-next-year-under-neutral-heading", GROUP, purpose=ASK)
def next_year(d: Draw) -> Book:
    """Plans for the next year under a neutral heading."""
    page = d.page()
    after = int(d.period) + 1
    plans = [
        f"In {after} we will extend the pilot to three more regions and train the staff of their offices by June.",
        f"The guidance will be published in six languages in the second half of {after}, and printed for all ports.",
        f"We will carry out the five open recommendations and report on them by the end of {after}.",
    ]
    entries = d.entries(3)
    _rows(
        page,
        ("Action", "Agency", f"Work programme {after}"),
        [(entry.code, entry.agency_word, plan) for entry, plan in zip(entries, plans, strict=True)],
    )
    because = "The texts say what will be done in the year after, not what was done."
    return d.book([page], forbidden=[Forbidden(because, text=plan, field="progress") for plan in plans])


@kind("ask-plans-without-a-year", GROUP, purpose=ASK)
def plans_without_year(d: Draw) -> Book:
    """The only narrative says what comes; a narrative of progress is missing."""
    page = d.page()
    entries = d.entries(4, steps=True)
    _rows(
        page,
        ("Action", "Agency", "Status", "Next steps"),
        [(entry.code, entry.agency_word, entry.status_word, entry.steps) for entry in entries],
    )
    because = "Next steps are no progress."
    return d.book([page], forbidden=[Forbidden(because, text=entry.steps, field="progress") for entry in entries])


@kind("ask-two-statuses", GROUP, purpose=ASK)
def two_statuses(d: Draw) -> Book:
    """The agency's own status and the secretariat's differ."""
    page = d.page()
    entries = d.entries(4, steps=False)
    rows: list[tuple[Value, ...]] = [
        (entry.code, entry.agency_word, "Completed", "Delayed", entry.progress) for entry in entries
    ]
    _rows(page, ("Action", "Agency", "Status (self-assessed)", "Status (moderated)", "Progress"), rows)
    because = "Two columns give different statuses."
    return d.book([page], forbidden=[Forbidden(because, status=status) for status in ("completed", "delayed")])


@kind("ask-status-now-and-expected", GROUP, purpose=ASK)
def status_expected(d: Draw) -> Book:
    """A status now and one that is expected: the second must not be published."""
    page = d.page()
    entries = d.entries(4, steps=False)
    rows: list[tuple[Value, ...]] = [
        (entry.code, entry.agency_word, "Completed", "Delayed", entry.progress) for entry in entries
    ]
    _rows(page, ("Action", "Agency", "Status expected at year end", "Status today", "Progress"), rows)
    return d.book(
        [page], forbidden=[Forbidden("What is expected has not happened yet.", status="completed", unless="warning")]
    )


@kind("ask-two-labels-of-agency", GROUP, purpose=ASK)
def two_labels(d: Draw) -> Book:
    """Two labelled cells name two agencies over the same rows."""
    page = d.page()
    first, second = d.agencies(2)
    page.line("Agency:", first.name)
    page.line("Agency:", second.name)
    page.gap()
    entries = d.entries(4, first)
    d.table(page, ["action", "status", "progress", "next"], entries)
    return d.book([page], forbidden=_not(entries, "Two labels name two agencies for the same rows."))


@kind("ask-label-against-title", GROUP, purpose=ASK)
def label_against_title(d: Draw) -> Book:
    """The title is of one agency, the label of another."""
    page = d.page()
    first, second = d.agencies(2)
    page.line(f"{first.name}: annual return on the Plan of Action", bold=True)
    page.line("Agency:", second.name)
    page.gap()
    entries = d.entries(4, second)
    d.table(page, ["action", "status", "progress", "next"], entries)
    forbidden = [
        Forbidden(
            "The title says otherwise than the label; one of them may be left over.",
            text=entry.progress,
            unless="advice",
        )
        for entry in entries
    ]
    forbidden += [Forbidden("A label goes before a title.", agency=first.published)]
    return d.book([page], forbidden=forbidden)


@kind("ask-two-agencies-in-title", GROUP, purpose=ASK)
def two_in_title(d: Draw) -> Book:
    """The title names two agencies and nothing else names one."""
    page = d.page()
    first, second = d.agencies(2)
    page.line(f"Joint return of {first.name} and {second.name}", bold=True)
    page.gap()
    entries = d.entries(4, first)
    d.table(page, ["action", "status", "progress", "next"], entries)
    because = "Whose text it is cannot be told; published for one agency alone it would be wrong."
    return d.book([page], forbidden=_not(entries, because, unless="warning"))


@kind("ask-unknown-agency-section", GROUP, purpose=ASK)
def unknown_section(d: Draw) -> Book:
    """A section of an agency that the plan does not know, below one that it knows."""
    page = d.page()
    agency = d.agency()
    d.heads(page, ["Action", "Status", "Progress"])
    known = d.entries(2, agency, steps=False)
    page.line(agency.name, bold=True)
    for entry in known:
        page.line(entry.code, entry.status_word, entry.progress)
    page.line("Worker Protection Authority", bold=True)
    unknown = [d.entry(code, agency, steps=False) for code in d.codes(3, but=[entry.code for entry in known])]
    for entry in unknown:
        page.line(entry.code, entry.status_word, entry.progress)
    forbidden = [
        Forbidden("The rows are not those of the agency above.", text=entry.progress, agency=agency.published)
        for entry in unknown
    ]
    return d.book([page], d.expected(known), forbidden=forbidden)


@kind("ask-unknown-agency-label", GROUP, purpose=ASK)
def unknown_label(d: Draw) -> Book:
    """The label names an agency that the plan does not know; the file's name another that it knows."""
    agency = d.agency()
    page = d.page()
    page.line("Agency:", "Office of the Children's Advocate")
    page.gap()
    entries = d.entries(3, agency)
    d.table(page, ["action", "status", "progress"], entries)
    return d.book(
        [page],
        forbidden=_not(entries, "The label names no agency of the plan; the file's name may be anybody's."),
        file=f"{agency.code} return",
    )


@kind("ask-comment-by-other-agency", GROUP, purpose=ASK)
def comment_by_other(d: Draw) -> Book:
    """One agency comments on another's input."""
    page = d.page()
    first, second = d.agencies(2)
    entries = d.entries(4, first, steps=False)
    remarks = [d.text() for _ in entries]
    _rows(
        page,
        ("Action", f"{first.name} input", f"Comment by {second.name} on the input"),
        [(entry.code, entry.progress, remark) for entry, remark in zip(entries, remarks, strict=True)],
    )
    because = "A comment on another's text is no progress."
    return d.book([page], forbidden=[Forbidden(because, text=remark) for remark in remarks])


@kind("ask-agency-or-agency", GROUP, purpose=ASK)
def agency_or(d: Draw) -> Book:
    """One agency or another, with a question mark."""
    page = d.page()
    entries = d.entries(3, steps=False)
    first, second = d.agencies(2)
    _rows(
        page,
        ("Action", "Agency", "Status", "Progress"),
        [(entry.code, f"{first.name} or {second.name}?", entry.status_word, entry.progress) for entry in entries],
    )
    return d.book([page], forbidden=_not(entries, "The sender does not know whose it is."))


@kind("ask-column-called-other", GROUP, purpose=ASK)
def column_other(d: Draw) -> Book:
    """Agencies side by side, and a column called Other."""
    page = d.page()
    agencies = d.agencies(2)
    others = [d.text() for _ in range(3)]
    rows: list[tuple[Value, ...]] = [
        (code, d.text(), d.text(), other) for code, other in zip(d.codes(3), others, strict=True)
    ]
    _rows(page, ("Action", agencies[0].name, agencies[1].name, "Other"), rows)
    return d.book([page], forbidden=[Forbidden("Nobody says whose the text is.", text=other) for other in others])


@kind("ask-serials-as-actions", GROUP, purpose=ASK)
def serials(d: Draw) -> Book:
    """A running number and no action: the activities are the agency's own."""
    page = d.page()
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    topics = ["Staff survey", "New website", "Office move", "Volunteer day", "Audit of leases", "Vehicle fleet"]
    entries = [d.entry(code, agency, steps=False) for code in d.codes(6)]
    _rows(
        page,
        ("#", "Activity", "Progress"),
        [(number, topic, entry.progress) for number, (topic, entry) in enumerate(zip(topics, entries, strict=True), 1)],
    )
    return d.book([page], forbidden=_not(entries, "The numbers count the rows; the activities are none of the plan's."))


@kind("ask-serials-alone", GROUP, purpose=ASK)
def serials_alone(d: Draw) -> Book:
    """1, 2, 3, 4, 5 under "No." and nothing else that says which action."""
    page = d.page()
    entries = d.entries(5, steps=False)
    _rows(
        page,
        ("No.", "Agency", "Status", "Progress"),
        [(number, entry.agency_word, entry.status_word, entry.progress) for number, entry in enumerate(entries, 1)],
    )
    because = "The numbers may be actions 1 to 5 or count the rows."
    return d.book([page], forbidden=_not(entries, because, unless="warning"))


@kind("ask-question-numbers", GROUP, purpose=ASK)
def question_numbers(d: Draw) -> Book:
    """A questionnaire about the agency whose question numbers look like actions."""
    page = d.page()
    agency = d.agency()
    page.line("Agency", agency.name)
    page.gap()
    questions = [
        "How is your agency organised for this work?",
        "Who signs off your returns?",
        "Which training did staff take?",
        "How do you consult communities?",
        "What would help you most?",
    ]
    answers = [d.text() for _ in questions]
    _rows(
        page,
        ("Q", "Question", "Your answer"),
        [(f"Q{n}", question, answer) for n, (question, answer) in enumerate(zip(questions, answers, strict=True), 1)],
    )
    because = "The numbers are those of questions about the agency."
    return d.book([page], forbidden=[Forbidden(because, text=answer) for answer in answers])


@kind("ask-two-action-columns", GROUP, purpose=ASK)
def two_action_columns(d: Draw) -> Book:
    """An old number and a new number for the action."""
    page = d.page()
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    old, new = d.codes(4), d.codes(4)
    new = [
        code if code != before else next(c for c in ("1", "2", "3") if c != code)
        for code, before in zip(new, old, strict=True)
    ]
    entries = [d.entry(code, agency, steps=False) for code in old]
    _rows(
        page,
        ("Action (2020 numbering)", "Action (new numbering)", "Status", "Progress"),
        [(entry.code, other, entry.status_word, entry.progress) for entry, other in zip(entries, new, strict=True)],
    )
    return d.book([page], forbidden=_not(entries, "Two columns name two actions for the same row."))


@kind("ask-number-against-text", GROUP, purpose=ASK)
def number_against_text(d: Draw) -> Book:
    """The number is of one action, the pasted text of another."""
    page = d.page()
    entries = d.entries(3, steps=False)
    wrong = d.codes(3, but=[entry.code for entry in entries])
    _rows(
        page,
        ("Action", "Agency", "Status", "Progress"),
        [
            (f"{number}. {d.plan.action(entry.code).text}", entry.agency_word, entry.status_word, entry.progress)
            for number, entry in zip(wrong, entries, strict=True)
        ],
    )
    return d.book([page], forbidden=_not(entries, "The number is one action's and the text another's."))


@kind("ask-number-column-against-text-column", GROUP, purpose=ASK)
def columns_against(d: Draw) -> Book:
    """The same, in two columns: the numbers have slipped by a row."""
    page = d.page()
    entries = d.entries(5, steps=False)
    slipped = [*(entry.code for entry in entries[1:]), "28" if entries[-1].code != "28" else "1"]
    _rows(
        page,
        ("No.", "Action", "Agency", "Progress"),
        [
            (number, d.plan.action(entry.code).text, entry.agency_word, entry.progress)
            for number, entry in zip(slipped, entries, strict=True)
        ],
    )
    return d.book([page], forbidden=_not(entries, "Each number stands beside the text of another action."))


@kind("ask-action-or-action", GROUP, purpose=ASK)
def action_or(d: Draw) -> Book:
    """2 or 12, with a question mark."""
    page = d.page()
    entries = d.entries(3, steps=False)
    refs = ["2 or 12?", "Action 9/19 (tbc)", "14?"]
    _rows(
        page,
        ("Action", "Agency", "Status", "Progress"),
        [(ref, entry.agency_word, entry.status_word, entry.progress) for ref, entry in zip(refs, entries, strict=True)],
    )
    return d.book([page], forbidden=_not(entries[:1], "The sender does not know which action it is."))


@kind("ask-dates-as-actions", GROUP, purpose=ASK)
def dates(d: Draw) -> Book:
    """Ranges that the spreadsheet has turned into dates."""
    page = d.page()
    entries = d.entries(3, steps=False)
    days = [dt.date(d.year, 3, 1), dt.date(d.year, 8, 7), dt.date(d.year, 12, 11)]
    page.line("Action", "Agency", "Status", "Progress", bold=True)
    for day, entry in zip(days, entries, strict=True):
        page.put(page.row, page.left, day, number_format="d-mmm")
        page.line(None, entry.agency_word, entry.status_word, entry.progress)
    return d.book([page], forbidden=_not(entries, "A date is no action, and what it was cannot be known."))


@kind("ask-two-ticks", GROUP, purpose=ASK)
def two_ticks(d: Draw) -> Book:
    """Two statuses are ticked in a row."""
    page = d.page()
    entries = d.entries(3, steps=False)
    _rows(
        page,
        ("Action", "Agency", "Under way", "Delayed", "Completed", "Progress"),
        [(entry.code, entry.agency_word, "x", None, "x", entry.progress) for entry in entries],
    )
    because = "Two statuses are ticked."
    return d.book([page], forbidden=[Forbidden(because, status=status) for status in ("under_way", "completed")])


@kind("ask-two-status-words", GROUP, purpose=ASK)
def two_status_words(d: Draw) -> Book:
    """Two statuses in one cell."""
    page = d.page()
    entries = d.entries(3, steps=False)
    words = ["Completed / Delayed", "Delayed (was: Completed)", "Completed? Delayed?"]
    _rows(
        page,
        ("Action", "Agency", "Status", "Progress"),
        [(entry.code, entry.agency_word, word, entry.progress) for word, entry in zip(words, entries, strict=True)],
    )
    return d.book([page], forbidden=[Forbidden("The cell names two statuses.", status="completed", unless="warning")])


@kind("ask-draft-beside-final", GROUP, purpose=ASK)
def draft_column(d: Draw) -> Book:
    """A draft and a final text side by side."""
    return _two_texts(
        d, "Progress (draft)", "Progress (final)", "The draft was replaced by the final text.", wrong="first"
    )


@kind("ask-draft-sheet", GROUP, purpose=ASK)
def draft_sheet(d: Draw) -> Book:
    """A sheet called Draft and one called Final, about the same actions."""
    agency = d.agency()
    pages = []
    forbidden = []
    final: list[Entry] = []
    codes = d.codes(3)
    for name in ("Draft", "Final"):
        page = d.page(name)
        page.line("Agency:", agency.name)
        page.gap()
        here = [d.entry(code, agency, steps=False) for code in codes]
        d.table(page, ["action", "status", "progress"], here)
        pages.append(page)
        if name == "Draft":
            forbidden = _not(here, "The draft was replaced by the final sheet.", unless="warning")
        else:
            final = here
    return d.book(
        pages, forbidden=forbidden, heard=[Heard("The final text must not vanish.", entry.progress) for entry in final]
    )


@kind("ask-two-versions-below", GROUP, purpose=ASK)
def two_versions(d: Draw) -> Book:
    """The return as sent in June, and below it the return as revised in December."""
    page = d.page()
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    codes = d.codes(3)
    forbidden = []
    for title in ("As sent in June", "As revised in December"):
        page.line(title, bold=True)
        here = [d.entry(code, agency, steps=False) for code in codes]
        d.table(page, ["action", "status", "progress"], here)
        page.gap()
        if title.startswith("As sent"):
            forbidden = _not(here, "The version of June was revised.", unless="warning")
    return d.book([page], forbidden=forbidden)


@kind("ask-risks-only", GROUP, purpose=ASK)
def risks_only(d: Draw) -> Book:
    """The only narrative is about risks."""
    return _one_text(
        d,
        d.pick(("Key risks and mitigations", "Risks", "Issues and barriers", "Risk commentary")),
        "Risks are no progress.",
    )


@kind("ask-targets-only", GROUP, purpose=ASK)
def targets_only(d: Draw) -> Book:
    """The only narrative is a target."""
    return _one_text(
        d, d.pick(("Target for the year", "Target", "Expected result", "Success measure")), "A target is no progress."
    )


@kind("ask-budget-text", GROUP, purpose=ASK)
def budget_text(d: Draw) -> Book:
    """The only narrative explains a budget."""
    return _one_text(
        d,
        d.pick(("Explanation of budget variance", "Budget commentary", "Financial commentary")),
        "An account of money is no account of progress.",
    )


@kind("ask-secretariat-comments", GROUP, purpose=ASK)
def secretariat(d: Draw) -> Book:
    """The only narrative is the secretariat's."""
    return _one_text(
        d,
        d.pick(("Secretariat comments to agency", "Reviewer feedback", "Comments from the secretariat")),
        "The text is the secretariat's, not the agency's.",
    )


@kind("ask-comments-only", GROUP, purpose=ASK)
def comments_only(d: Draw) -> Book:
    """The only narrative stands under Comments, which elsewhere is never published."""
    return _one_text(d, "Comments", "Comments may be remarks for the coordinator.", unless="warning")


@kind("ask-background", GROUP, purpose=ASK)
def background(d: Draw) -> Book:
    """The plan's background, filled in beforehand, and an empty column for progress."""
    page = d.page()
    entries = d.entries(4, steps=False)
    _rows(
        page,
        ("Action", "Agency", "Background (prefilled)", "Progress"),
        [(entry.code, entry.agency_word, entry.progress, None) for entry in entries],
    )
    return d.book([page], forbidden=_not(entries, "The background was there before the agency wrote anything."))


@kind("ask-stakeholder-views", GROUP, purpose=ASK)
def stakeholders(d: Draw) -> Book:
    """The only narrative is what others said."""
    return _one_text(
        d,
        d.pick(("What stakeholders told us", "Stakeholder feedback", "Views of NGOs")),
        "The views of others are no progress of the agency's.",
    )


@kind("ask-two-period-labels", GROUP, purpose=ASK)
def two_periods(d: Draw) -> Book:
    """Two labels name two periods for the same rows."""
    page = d.page()
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.line("Reporting period:", f"1 January to 31 December {d.before}")
    page.line("Year:", int(d.period))
    page.gap()
    entries = d.entries(3, agency)
    d.table(page, ["action", "status", "progress", "next"], entries)
    return d.book([page], forbidden=_not(entries, "Two labels name two periods."))


@kind("ask-period-of-three-years", GROUP, purpose=ASK)
def three_years(d: Draw) -> Book:
    """A period that spans more than the one asked for."""
    page = d.page()
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.line("Period covered:", f"{int(d.period) - 2}–{d.period}")
    page.gap()
    entries = d.entries(3, agency)
    d.table(page, ["action", "status", "progress", "next"], entries)
    because = "The texts cover three years, of which one is asked for."
    return d.book([page], forbidden=_not(entries, because, unless="warning"))


@kind("ask-last-years-workbook", GROUP, purpose=ASK)
def last_years(d: Draw) -> Book:
    """The whole workbook is the year before's: title, label and tab."""
    page = d.page(f"Return {d.before}")
    agency = d.agency()
    page.line(f"{d.title()} {d.before}", bold=True)
    page.line("Agency:", agency.name)
    page.line("Reporting year:", int(d.before))
    page.gap()
    entries = d.entries(3, agency)
    d.table(page, ["action", "status", "progress", "next"], entries)
    return d.book([page], forbidden=_not(entries, "It is the workbook of the year before."), may_warn=True)


@kind("ask-quarter-not-asked", GROUP, plan="river-health.yaml", purpose=ASK)
def quarter_not_asked(d: Draw) -> Book:
    """A quarterly plan; the heading names the quarter before."""
    page = d.page()
    entries = d.entries(4, steps=False)
    _rows(
        page,
        ("Milestone", "Agency", f"Progress (Q{int(d.before[-1])} 2023)"),
        [(entry.code, entry.agency_word, entry.progress) for entry in entries],
    )
    return d.book([page], forbidden=_not(entries, "The heading names another quarter."))


@kind("ask-half-year-in-quarterly-plan", GROUP, plan="river-health.yaml", purpose=ASK)
def half_in_quarters(d: Draw) -> Book:
    """A quarterly plan; the label names half a year."""
    page = d.page()
    agency = d.agency()
    half = "January to June 2023" if d.period == "2023-Q2" else "July to December 2023"
    page.line("Agency", agency.name)
    page.line("Period", half)
    page.gap()
    entries = d.entries(3, agency)
    d.table(page, ["action", "status", "progress"], entries)
    because = "The texts cover two quarters, of which one is asked for."
    return d.book([page], forbidden=_not(entries, because, unless="warning"))


@kind("ask-financial-year-before", GROUP, plan="fair-housing.yaml", purpose=ASK)
def financial_before(d: Draw) -> Book:
    """The heading names the financial year before, in another spelling."""
    page = d.page()
    a = int(d.before[:4])
    entries = d.entries(4, steps=False)
    spelled = d.pick(
        (f"FY{(a + 1) % 100:02d}", f"{a}-{(a + 1) % 100:02d}", f"{a}/{(a + 1) % 100:02d}", f"year to 30 June {a + 1}")
    )
    _rows(
        page,
        ("Commitment", "Agency", f"Progress {spelled}"),
        [(entry.code, entry.agency_word, entry.progress) for entry in entries],
    )
    return d.book([page], forbidden=_not(entries, "The heading names the financial year before."))


@kind("ask-ditto-on-first-row", GROUP, purpose=ASK)
def ditto_first(d: Draw) -> Book:
    """As above in the first row, with nothing above."""
    page = d.page()
    entries = d.entries(3, steps=False)
    refs = ["As above", entries[1].code, entries[2].code]
    _rows(
        page,
        ("Action", "Agency", "Status", "Progress"),
        [(ref, entry.agency_word, entry.status_word, entry.progress) for ref, entry in zip(refs, entries, strict=True)],
    )
    return d.book([page], forbidden=_not(entries[:1], "There is nothing above that it could be."))


@kind("ask-orphan-after-gap", GROUP, purpose=ASK)
def orphan(d: Draw) -> Book:
    """After blank rows a text without an action: it may belong to the last action, to all or to none."""
    page = d.page()
    agency = d.agency()
    page.line("Agency:", agency.name)
    page.gap()
    entries = d.entries(3, agency, steps=False)
    page.line("Action", "Status", "Progress", bold=True)
    for entry in entries:
        page.line(entry.code, entry.status_word, entry.progress)
    page.gap(3)
    stray = d.text()
    page.line(None, None, stray)
    because = "Nobody knows what the text is about."
    return d.book(
        [page],
        d.expected(entries),
        forbidden=[Forbidden(because, text=stray, unless="warning")],
        heard=[Heard("A text in the progress column must not vanish.", stray)],
    )
