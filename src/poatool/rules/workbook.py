"""WBK: whether the workbook can be read, and what in it is not as it seems."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings import Fix, Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import listed, quoted
from poatool.submissions.model import RowKind, Table, column_letter
from poatool.submissions.period import labelled_period, periods_in
from poatool.submissions.template import COLUMNS
from poatool.submissions.understand import Understood
from poatool.submissions.values import text_of
from poatool.workbooks.model import ErrorValue, Feature, Trouble, Unreadable, Visibility, Workbook

_REQUIRED = ("action", "progress")
_HEADINGS = {column.id: column.heading for column in COLUMNS}


@rule("WBK101", "unreadable-file", Severity.ERROR)
def unreadable_file(submission: Understood) -> Iterator[Problem]:
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
        case Unreadable(trouble=trouble, what=what, do=do) if trouble is not Trouble.ENCRYPTED:
            yield Problem(Place(submission.submission.path), what, do)
        case _:
            pass


@rule("WBK102", "password-protected", Severity.ERROR)
def password_protected(submission: Understood) -> Iterator[Problem]:
    """The workbook is locked with a password, so nothing in it can be read.

    To fix it, remove the password (File > Info > Protect Workbook) and send it again.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    match submission.submission.workbook:
        case Unreadable(trouble=Trouble.ENCRYPTED, what=what, do=do):
            yield Problem(Place(submission.submission.path), what, do)
        case _:
            pass


@rule("WBK103", "no-table", Severity.ERROR, requires=("WBK101", "WBK102"))
def no_table(submission: Understood) -> Iterator[Problem]:
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


@rule("WBK104", "column-missing", Severity.ERROR, requires=("WBK101", "WBK102", "WBK103"))
def column_missing(submission: Understood) -> Iterator[Problem]:
    """A table has no column for the action or for the progress.

    None of its rows can be published until it has. To fix it, add the column, or correct its heading.

    Bad:
    | Action | Status    |
    | 2      | Under way |
    Found at: sheet

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for table in submission.submission.tables:
        for column in _REQUIRED:
            if table.heading(column) is None:
                likely = [quoted(h.text) for h in table.headings if h.suggestion == column]
                yield Problem(
                    Place(submission.submission.path, table.sheet),
                    f"The table in row {table.header_row} has no column {quoted(_HEADINGS[column])}."
                    + (f" Is it {listed(likely, 'or')}?" if likely else ""),
                    f"Add the column, or name its heading {quoted(_HEADINGS[column])}.",
                )


@rule("WBK105", "status-column-missing", Severity.ADVICE, requires=("WBK101", "WBK102", "WBK103"))
def status_column_missing(submission: Understood) -> Iterator[Problem]:
    """A table has no column for the status, so its updates are published without one.

    To fix it, add the column if the report is to show statuses.

    Bad:
    | Action | Progress                  |
    | 2      | Trained forty inspectors. |
    Found at: sheet

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    if not submission.edition.framework.statuses:
        return
    for table in submission.submission.tables:
        if table.heading("status") is None and table.heading("progress") is not None:
            yield Problem(
                Place(submission.submission.path, table.sheet),
                f"The table in row {table.header_row} has no column “Status”.",
                "Add the column if the report is to show statuses.",
            )


@rule("WBK106", "heading-misspelt", Severity.WARNING)
def heading_misspelt(submission: Understood) -> Iterator[Problem]:
    """A heading is misspelt, and was understood all the same because it is like one column only.

    To fix it, correct the heading.

    Bad:
    | Action | Status    | Progess                   |
    | 2      | Under way | Trained forty inspectors. |
    Found at: C1

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for table in submission.submission.tables:
        for heading in table.headings:
            if heading.column is not None and not heading.exact:
                name = _HEADINGS[heading.column]
                yield Problem(
                    Place.of(heading.cell),
                    f"The heading {quoted(heading.text)} was read as {quoted(name)}.",
                    f"Correct the heading to {quoted(name)}.",
                    value=heading.cell.raw,
                    fix=Fix(name, safe=False),
                )


@rule("WBK107", "heading-unknown", Severity.ADVICE)
def heading_unknown(submission: Understood) -> Iterator[Problem]:
    """A column is not one of the report's, or repeats one; what it holds is kept and not published.

    To fix it, if it should be published, correct its heading.

    Bad:
    | Action | Status    | Progress                  | Budget code |
    | 2      | Under way | Trained forty inspectors. | 77-A        |
    Found at: D1

    Good:
    | Action | Status    | Progress                  | Notes |
    | 2      | Under way | Trained forty inspectors. | 77-A  |
    """
    for table in submission.submission.tables:
        for heading in table.headings:
            if heading.column is None:
                yield _not_ours(heading.text, Place.of(heading.cell), heading.suggestion, table)


def _not_ours(text: str, place: Place, suggestion: str | None, table: Table) -> Problem:
    if suggestion is not None and (first := table.heading(suggestion)) is not None:
        return Problem(
            place,
            f"The column {quoted(text)} repeats {quoted(first.text)} in column {first.cell.letter}; "
            "only the first is published.",
            "Move what it says into one column.",
            value=text,
        )
    return Problem(
        place,
        f"The column {quoted(text)} is not one of the report's. It is kept, and not published.",
        f"Did you mean {quoted(_HEADINGS[suggestion])}?" if suggestion else "Nothing needs to be done.",
        value=text,
        fix=Fix(_HEADINGS[suggestion], safe=False) if suggestion else None,
    )


@rule("WBK108", "row-skipped", Severity.ADVICE)
def row_skipped(submission: Understood) -> Iterator[Problem]:
    """A row is a note, a sub-heading, an example, a total or a repeated heading, and no update.

    It is not published. To fix it, if it is an update, give it the number of its action.

    Bad:
    | Action     | Status    | Progress                  |
    | Prevention |           |                           |
    | 2          | Under way | Trained forty inspectors. |
    Found at: A2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for _, row in submission.submission.rows:
        if row.kind is not RowKind.UPDATE:
            yield Problem(
                Place.of(row.first),
                f"This row was read as {_a(row.kind)}, not as an update: {quoted(row.first.raw)}",
                "If it is an update, write the number of its action in the action column.",
                value=row.first.raw,
            )


def _a(kind: RowKind) -> str:
    return f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind.value}"


@rule("WBK109", "action-carried-down", Severity.WARNING)
def action_carried_down(submission: Understood) -> Iterator[Problem]:
    """A row has no action of its own and was read as continuing the row above.

    The action cell is merged over both rows, or is empty under an update. To fix it, write the number of
    the action in every row.

    Bad:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    |        |           | Wrote a guide for border officers. |
    Found at: C3

    Good:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 3      | Under way | Wrote a guide for border officers. |
    """
    for update in submission.updates:
        if update.row.continues is not None:
            yield Problem(
                Place.of(update.row.first),
                f"This row was read as continuing row {update.row.continues} "
                f"(action {quoted(update.cell('action').raw)}).",
                "If so, nothing is lost; to be sure, write the number of the action in this row.",
                value=update.row.first.raw,
            )


@rule("WBK110", "hidden-content", Severity.WARNING)
def hidden_content(submission: Understood) -> Iterator[Problem]:
    """Rows, columns or sheets with content are hidden; they were read like the others.

    Whoever sent the workbook may not know that they are there. To fix it, show them, or delete them.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    path = submission.submission.path
    for sheet in submission.submission.sheets:
        if sheet.visibility is not Visibility.VISIBLE and sheet.cells:
            yield Problem(
                Place(path, sheet.name),
                f"The sheet {quoted(sheet.name)} is hidden and holds content.",
                "Right-click any sheet's tab, choose Unhide, and check it; delete it if it is not part of the return.",
            )
    for table in submission.submission.tables:
        hidden = [row for row in table.rows if row.hidden]
        for row in hidden[:1]:
            rows = listed([str(r.number) for r in hidden[:5]]) + (" and more" if len(hidden) > len(hidden[:5]) else "")
            yield Problem(
                Place.of(row.first),
                f"{len(hidden)} hidden row{'s were' if len(hidden) > 1 else ' was'} read: {rows}.",
                "Select the rows around them, right-click, choose Unhide (or clear the filter), and check them.",
                value=row.first.raw,
                related=tuple(Place.of(r.first) for r in hidden[1:]),
            )
        for heading in table.headings:
            if heading.hidden:
                yield Problem(
                    Place.of(heading.cell),
                    f"The column {quoted(heading.text)} is hidden and was read.",
                    f"Select the columns around {heading.cell.letter}, right-click, choose Unhide, and check it.",
                    value=heading.cell.raw,
                )


@rule("WBK111", "error-value", Severity.ERROR)
def error_value(submission: Understood) -> Iterator[Problem]:
    """A cell of the report shows an error such as `#REF!` in place of its value.

    To fix it, type the value.

    Bad:
    | Action | Status    | Progress |
    | 2      | Under way | #REF!    |
    Found at: C2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        for column, traced in update.row.cells.items():
            if isinstance(traced.value, ErrorValue):
                yield Problem(
                    Place.of(traced.cell),
                    f"The cell {quoted(_HEADINGS[column])} holds the error {quoted(traced.value.text)}.",
                    "Type the value in place of the formula that failed.",
                    value=traced.value.text,
                )


@rule("WBK112", "formula-never-calculated", Severity.ERROR)
def formula_never_calculated(submission: Understood) -> Iterator[Problem]:
    """A cell holds a formula whose value is not stored in the file, so it cannot be read.

    To fix it, open the workbook in Excel, save it and send it again, or type the text itself.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        for column, formula in update.row.formulas.items():
            if column not in update.row.cells and (heading := update.table.heading(column)) is not None:
                yield Problem(
                    Place(submission.submission.path, update.table.sheet, update.row.number, heading.cell.letter),
                    f"The cell {quoted(_HEADINGS[column])} holds a formula that was never calculated.",
                    "Open the workbook in Excel, save it and send it again, or type the text itself.",
                    value=f"={formula}",
                )


@rule("WBK113", "formula-in-place-of-text", Severity.ERROR)
def formula_in_place_of_text(submission: Understood) -> Iterator[Problem]:
    """What would be published is worked out by a formula, and nobody typed it.

    A formula's text can change with cells that are not in the report. To fix it, copy the cell and paste it
    over itself as values (Paste Special > Values).

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        for column in ("progress", "next_steps"):
            traced = update.row.cells.get(column)
            if column in update.row.formulas and traced is not None and text_of(traced.value):
                yield Problem(
                    Place.of(traced.cell),
                    f"The text of {quoted(_HEADINGS[column])} is worked out by a formula.",
                    "Copy the cell and paste it over itself as values (Paste Special > Values).",
                    value=f"={update.row.formulas[column]}",
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
}


@rule("WBK114", "workbook-features", Severity.ADVICE)
def workbook_features(submission: Understood) -> Iterator[Problem]:
    """The workbook holds macros, links to other files, embedded files, comments or tracked changes.

    None of them is run, followed or published. To fix it, leave out what is not meant to be sent.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    if isinstance(submission.submission.workbook, Workbook):
        for feature in Feature:
            if feature in submission.submission.workbook.features:
                yield Problem(Place(submission.submission.path), *_FEATURES[feature])


@rule("WBK115", "wrong-period", Severity.ERROR)
def wrong_period(submission: Understood) -> Iterator[Problem]:
    """The workbook says that it is for another period than the one being checked.

    To fix it, send the workbook of this period, or correct the period that it states.

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


@rule("WBK117", "row-of-another-period", Severity.ERROR)
def row_of_another_period(submission: Understood) -> Iterator[Problem]:
    """A row says that it is for another period than the one being checked.

    To fix it, move the row to the workbook of its period, or correct the period that it states.

    Bad:
    | Action | Period | Status    | Progress                  |
    | 2      | 2021   | Under way | Trained forty inspectors. |
    Found at: B2

    Good:
    | Action | Period | Status    | Progress                  |
    | 2      | 2022   | Under way | Trained forty inspectors. |
    """
    period = submission.edition.period
    for update in submission.updates:
        if period is None or (traced := update.row.cells.get("period")) is None:
            continue
        named = periods_in(text_of(traced.value), submission.edition.framework)
        if named and period.id not in named:
            yield Problem(
                Place.of(traced.cell),
                f"The row is for {listed(named)}, and the period is {period.id}.",
                f"Move the row to the workbook for {listed(named)}, or correct this cell.",
                value=traced.cell.raw,
            )


@rule("WBK116", "text-cleaned", Severity.ADVICE)
def text_cleaned(submission: Understood) -> Iterator[Problem]:
    """Something in a cell was left out or converted when the file was read.

    Control characters, for instance, are never published. To fix it, type the text again without them.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    if isinstance(submission.submission.workbook, Workbook):
        for note in submission.submission.workbook.notes:
            sheet = note.sheet or None
            place = Place(
                submission.submission.path,
                sheet,
                note.row or None,
                column_letter(note.column) if note.column else None,
            )
            yield Problem(place, note.what, "Check the cell; type it again if something is missing.")


RULES = (
    unreadable_file,
    password_protected,
    no_table,
    column_missing,
    status_column_missing,
    heading_misspelt,
    heading_unknown,
    row_skipped,
    action_carried_down,
    hidden_content,
    error_value,
    formula_never_calculated,
    formula_in_place_of_text,
    workbook_features,
    wrong_period,
    text_cleaned,
    row_of_another_period,
)
