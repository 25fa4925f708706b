"""WBK: whether a file can be read, and what it contains besides cells."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.spans import periods_in
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted
from poatool.text import listed
from poatool.workbooks.model import Feature, Trouble, Unreadable, Workbook


@rule("WBK101", "unreadable-file", Severity.ERROR)
def unreadable_file(submission: Interpreted) -> Iterator[Problem]:
    """The file cannot be read as a spreadsheet.

    It is damaged, empty, of another kind, larger than the limits, or unsafe to open. To fix it, open it in Excel, save
    it as an Excel workbook (.xlsx) and send it again.

    Bad file:
    PK and nothing more
    Found at: file

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    match submission.submission.workbook:
        case Unreadable(trouble=trouble, message=message, hint=hint) if trouble is not Trouble.ENCRYPTED:
            yield Problem(Place(submission.submission.path), message, hint)
        case _:
            pass


@rule("WBK102", "password-protected", Severity.ERROR)
def password_protected(submission: Interpreted) -> Iterator[Problem]:
    """The workbook is locked with a password, so nothing in it can be read.

    None of its updates can be published. To fix it, remove the password (File > Info > Protect Workbook) and send it again.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    match submission.submission.workbook:
        case Unreadable(trouble=Trouble.ENCRYPTED, message=message, hint=hint):
            yield Problem(Place(submission.submission.path), message, hint)
        case _:
            pass


@rule("WBK103", "no-table", Severity.ERROR, requires=("WBK101", "WBK102"))
def no_table(submission: Interpreted) -> Iterator[Problem]:
    """No sheet of the workbook has a table of updates.

    poatool recognises a table by its headings: at least `Action` and `Progress`, or similar names, in one row. To fix it,
    use the template, or name the columns as it does.

    Bad:
    | Name  | Town   |
    | Aroha | Napier |
    Found at: file

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    if not submission.submission.tables and (submission.submission.nil or submission.submission.published) is None:
        sheets = [quoted(sheet.name) for sheet in submission.submission.sheets if sheet.cells and sheet.name]
        yield Problem(
            Place(submission.submission.path),
            "No table of updates was found: no row has headings such as “Action” and “Progress”."
            + (f" Searched: {listed(sheets)}." if sheets else ""),
            "Put the updates in a table with the headings Action, Status, Progress and Next steps.",
        )


@rule("WBK129", "no-rows", Severity.WARNING, requires=("WBK103",))
def no_rows(submission: Interpreted) -> Iterator[Problem]:
    """A workbook has the headings of a table of updates, but no row below them.

    It was sent before it was filled in, or its rows were lost. To fix it, fill in the table and send it again. If there
    is nothing to report, say so for each action.

    Bad:
    | Action | Status | Progress |
    Found at: file

    Good:
    | Action | Status                | Progress          |
    | 2      | No update this period | Nothing to report |
    """
    tables = submission.submission.tables
    if tables and not any(table.rows for table in tables):
        yield Problem(
            Place(submission.submission.path),
            "The table is empty below its headings.",
            "Fill it in, or ask for the completed workbook.",
        )


@rule("WBK150", "nil-return-not-clear", Severity.ERROR)
def nil_return_not_clear(submission: Interpreted) -> Iterator[Problem]:
    """The file of a nil return names no agency of the plan, or another period.

    It does not count. To fix it, correct the file, or write a new one with `poatool receive --nil`.

    Good:
    | Action | Status                | Progress          |
    | 2      | No update this period | Nothing to report |
    """
    nil, period = submission.submission.nil, submission.edition.period
    if nil is None:
        return
    place = Place(submission.submission.path)
    if submission.agency is None:
        yield Problem(place, f"{quoted(nil.agency)} is not an agency of the plan.", "Correct the agency in the file.")
    if period is not None and periods_in(nil.period, submission.edition.framework) != (period.id,):
        message = f"This nil return is for {quoted(nil.period)}, but this is a check for {period.id}."
        yield Problem(place, message, "Move it to the folder of its period, or correct the period in the file.")


_FEATURES = {
    Feature.MACROS: ("It has macros; they were not run.", "Save it as .xlsx to leave them out."),
    Feature.MACRO_SHEETS: ("It has Excel 4 macro sheets; they were not run.", "Delete them."),
    Feature.EXTERNAL_LINKS: (
        "It has links to other workbooks; they were not opened.",
        "Break them: Data > Edit Links.",
    ),
    Feature.DDE: ("It has DDE links; they were not followed.", "Break them: Data > Edit Links."),
    Feature.CONNECTIONS: (
        "It has data connections; they were not followed.",
        "Delete them: Data > Queries & Connections.",
    ),
    Feature.EMBEDDED: (
        "It has other files embedded in it; they were not read.",
        "Send them separately if they matter.",
    ),
    Feature.THREADED_COMMENTS: ("It has threaded comments; they are not published.", "Resolve them first."),
    Feature.TRACKED_CHANGES: ("It has tracked changes; only the latest state was read.", "Accept them before sending."),
    Feature.TEXT_BOXES: (
        "It has text in boxes or shapes above the cells; it was not read.",
        "Type what belongs in the report into the table.",
    ),
}


@rule("WBK114", "workbook-features", Severity.ADVICE)
def workbook_features(submission: Interpreted) -> Iterator[Problem]:
    """The workbook has macros, links to other files, embedded files, text boxes, comments or tracked changes.

    They are not run, followed, read or published. To fix it, take out what is not meant to be sent.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    if isinstance(submission.submission.workbook, Workbook):
        for feature in Feature:
            if feature in submission.submission.workbook.features:
                yield Problem(Place(submission.submission.path), *_FEATURES[feature])
