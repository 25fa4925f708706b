"""WBK: whether a file can be read at all, what it carries besides cells, and which period it is for."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.model import ReportingPeriod
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted
from poatool.submissions.period import labelled_period, titled_period
from poatool.text import listed
from poatool.workbooks.model import Feature, Trouble, Unreadable, Workbook


@rule("WBK101", "unreadable-file", Severity.ERROR)
def unreadable_file(submission: Interpreted) -> Iterator[Problem]:
    """The file cannot be read as a spreadsheet.

    It is damaged, empty, of another kind, larger than the limits or not safe to open. To fix it, open it in
    Excel, save it as an Excel workbook (.xlsx) and send it again.

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

    To fix it, remove the password (File > Info > Protect Workbook) and send it again.

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
    """No sheet of the workbook holds a table of updates.

    A table is known by its headings: at least `Action` and `Progress` (or a name like them) in one row.
    To fix it, use the template, or name the columns as it does.

    Bad:
    | Name  | Town   |
    | Aroha | Napier |
    Found at: file

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    if not submission.submission.tables:
        sheets = [quoted(sheet.name) for sheet in submission.submission.sheets if sheet.cells and sheet.name]
        yield Problem(
            Place(submission.submission.path),
            "No table of updates was found: no row has headings such as “Action” and “Progress”."
            + (f" Looked at {listed(sheets)}." if sheets else ""),
            "Put the updates in a table with the headings Action, Status, Progress and Next steps.",
        )


@rule("WBK129", "no-rows", Severity.WARNING, requires=("WBK103",))
def no_rows(submission: Interpreted) -> Iterator[Problem]:
    """A workbook has the headings of a table of updates, and no row below them.

    It was sent before it was filled in, or its rows were lost. To fix it, fill in the table and send it again;
    where there is nothing to report, say so for each action.

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
            "The table holds nothing below its headings.",
            "Fill it in, or ask for the workbook that was filled in.",
        )


_FEATURES = {
    Feature.MACROS: ("It holds macros; they were not run.", "Save it as .xlsx to leave them out."),
    Feature.MACRO_SHEETS: ("It holds Excel 4 macro sheets; they were not run.", "Delete them."),
    Feature.EXTERNAL_LINKS: (
        "It has links to other workbooks; they were not followed.",
        "Break them: Data > Edit Links.",
    ),
    Feature.DDE: ("It has DDE links; they were not followed.", "Break them: Data > Edit Links."),
    Feature.CONNECTIONS: (
        "It has data connections; they were not followed.",
        "Delete them: Data > Queries & Connections.",
    ),
    Feature.EMBEDDED: ("It has other files embedded in it; they were not read.", "Send them apart if they matter."),
    Feature.THREADED_COMMENTS: ("It has comments in threads; they are not published.", "Settle them first."),
    Feature.TRACKED_CHANGES: ("It has tracked changes; only the last state was read.", "Accept them before sending."),
    Feature.TEXT_BOXES: (
        "It has text in boxes or shapes, which lie over the cells; it was not read.",
        "Type into the table what belongs to the report.",
    ),
}


@rule("WBK114", "workbook-features", Severity.ADVICE)
def workbook_features(submission: Interpreted) -> Iterator[Problem]:
    """The workbook holds macros, links to other files, embedded files, text boxes, comments or tracked changes.

    None of them is run, followed, read or published. To fix it, leave out what is not meant to be sent.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    if isinstance(submission.submission.workbook, Workbook):
        for feature in Feature:
            if feature in submission.submission.workbook.features:
                yield Problem(Place(submission.submission.path), *_FEATURES[feature])


@rule("WBK115", "wrong-period", Severity.ERROR)
def wrong_period(submission: Interpreted) -> Iterator[Problem]:
    """The workbook, or a sheet of it by its name, says that it is for another period than the one being checked.

    To fix it, send the workbook of this period, or correct the period that it states. Delete a sheet that is only kept
    for reference.

    Bad:
    | Period: | 2021      |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    Found at: B1

    Good:
    | Period: | 2022      |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    """
    period = submission.edition.period
    stated = submission.submission.labels.get("period")
    named = labelled_period(submission.submission, submission.edition.framework)
    if period is not None and named and period.id not in named:
        yield Problem(
            Place.of(stated.cell) if stated else Place(submission.submission.path),
            f"The workbook is for {listed(named)}, and the period is {period.id}.",
            f"Send the workbook for {period.id}, or correct the period that it states.",
            value=stated.cell.raw if stated else None,
        )
    elif period is not None:
        yield from _sheets_of_others(submission, period)


def _sheets_of_others(submission: Interpreted, period: ReportingPeriod) -> Iterator[Problem]:
    """The sheets whose tab names another period, where neither their rows nor a label for them alone say more."""
    framework = submission.edition.framework
    undated: dict[str, bool] = {}
    for update in submission.updates:
        name = update.table.sheet or ""
        undated[name] = undated.get(name, True) and "period" not in update.row.cells
    if len(undated) == 1 and labelled_period(submission.submission, framework):
        return
    for name in (name for name, alone in undated.items() if alone):
        titled = titled_period(name, framework)
        if titled is not None and titled != period.id:
            yield Problem(
                Place(submission.submission.path, name),
                f"The sheet {quoted(name)} is for {titled} by its name, and the period is {period.id}.",
                f"Delete the sheet if it is only kept for reference; if its updates are for {period.id}, rename it.",
            )
