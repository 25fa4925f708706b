"""WBK: whether a workbook made from poatool's template is intact."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.framework.reference.resolve import resolve
from poatool.rules.registry import Problem, rule
from poatool.rules.text import at_end, quoted
from poatool.submissions.from_template import nothing_said
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Row, RowKind, Table, TemplateMark
from poatool.submissions.template import VERSION
from poatool.submissions.values import text_of
from poatool.text import counted, listed


def is_of(mark: TemplateMark, edition: Edition) -> bool:
    """Whether a template is for an edition's plan and period; the latest edition has no period."""
    return mark.framework == edition.framework.id and (edition.period is None or mark.period == edition.period.id)


@rule("WBK119", "template-altered", Severity.WARNING)
def template_altered(submission: Interpreted) -> Iterator[Problem]:
    """A locked part of the template was changed: the wording of an action, or a column.

    The number of the action counts, not its wording. To fix it, check that the row is about the right action. An answer
    that was typed over the wording belongs in the progress column.

    Bad template:
    | Action | Action text          | Status | Progress | Reasons | Next steps | Expected by | Evidence | Contact | Notes |
    | 9      | Train the inspectors |        | Done it. |         |            |             |          |         |       |
    Found at: B2

    Bad template:
    | Action | Action text          | Status | Progress | Reasons | Next steps | Expected by | Evidence | Contact | Notes |
    | 9      | We trained twelve.   |        |          |         |            |             |          |         |       |
    Found at: B2

    Bad template:
    | Action | Status    | Progress        | Next steps | Evidence | Contact | Notes |
    | 9      | Under way | Trained twelve. |            |          |         |       |
    Found at: sheet

    Good:
    | Action | Action text                   | Status    | Progress        |
    | 9      | Train inspectors in the north | Under way | Trained twelve. |
    """
    mark = submission.submission.template
    if mark is None or not is_of(mark, submission.edition):
        return
    for table in submission.submission.tables if mark.version == VERSION else ():
        yield from _columns_gone(submission, table)
    for update in submission.updates:
        yield from _wording_changed(update.row, update.codes, submission.edition)
    for _, row in submission.submission.rows:
        if row.kind is RowKind.UNANSWERED and "action" in row.cells:
            codes = resolve(submission.edition, row.cells["action"].value).codes
            yield from _wording_changed(row, codes, submission.edition)


@rule("WBK142", "nothing-and-answers", Severity.WARNING)
def nothing_and_answers(submission: Interpreted) -> Iterator[Problem]:
    """A return made from poatool's template says that there is nothing to report, but has answers.

    The answers count, and other rows stay unanswered. To fix it, clear the cell, or clear the answers.

    Bad template:
    | Nothing from us this year | The work begins in 2023. |                           |
    |                           |                          |                           |
    | Action                    | Status                   | Progress                  |
    | 2                         | Under way                | Trained forty inspectors. |
    Found at: B1

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    said = nothing_said(submission.submission.labels)
    answered = [update for update in submission.updates if said and update.cell("status") != said.cell]
    if said and answered:
        rows = counted(len(answered), "row is", "rows are")
        message = (
            f"{quoted(text_of(said.value))} says that there is nothing to report on any action, but {rows} answered."
        )
        yield Problem.at(said.cell, message, "Clear this cell, or clear the answers.")


def _columns_gone(submission: Interpreted, table: Table) -> Iterator[Problem]:
    from poatool.submissions.blank.table import asked

    gone = [column for column in asked(submission.edition) if table.heading(column.id) is None]
    names = [quoted(column.heading) for column in gone if not column.required]
    if names:
        yield Problem(
            Place(submission.submission.path, table.sheet),
            f"The template's column{'s' if len(names) > 1 else ''} {listed(names)} "
            f"{'are' if len(names) > 1 else 'is'} not in this table.",
            "Use the template as it was sent, unless the columns were removed on purpose.",
        )


def _wording_changed(row: Row, codes: tuple[str, ...], edition: Edition) -> Iterator[Problem]:
    traced = row.cells.get("action_text")
    if traced is None or len(codes) != 1:
        return
    wording = edition.by_code[codes[0]].text
    if fold(text_of(traced.value)) != fold(wording):
        unanswered = row.kind is RowKind.UNANSWERED
        move = (
            "If this is the answer, move it to the progress column" if unanswered else "Check that the action is right"
        )
        message = f"The wording of Action {codes[0]} was changed; the plan has {at_end(wording)}"
        yield Problem.at(traced.cell, message, f"{move}, and restore the wording of the action.")
