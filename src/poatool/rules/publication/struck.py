"""PUB: text that somebody struck out, or cannot see because it is white on white."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from poatool.findings.model import Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, some
from poatool.submissions.interpret import Interpreted, Update
from poatool.workbooks.formatting import Struck, struck
from poatool.workbooks.model import Marks, RawCell

_LINE = "take the line away (Ctrl+1 > Font > Strikethrough)."


@rule("PUB511", "struck-through-text", Severity.WARNING)
def struck_through_text(submission: Interpreted) -> Iterator[Problem]:
    """A cell that is to be published is struck through in whole or in part, or written in white on white.

    The report prints such text like any other, although the agency took it back or never saw it. A whole row is one
    finding, at its first cell. To fix it, delete what does not count, and take the line away from the rest
    (Ctrl+1 > Font > Strikethrough), or give it another colour.

    Bad:
    | Action | Status    | Progress                                |
    | 2      | Under way | Trained <s>thirty</s> forty inspectors. |
    | 3      | Under way | <s>Wrote a guide for employers.</s>     |
    Found at: C2, C3

    Bad:
    | Action   | Status           | Progress                         | Notes          |
    | <s>2</s> | <s>Under way</s> | <s>Trained forty inspectors.</s> | We ended this. |
    Found at: A2

    Good:
    | Action | Status    | Progress                  | Notes                  |
    | 2      | Under way | Trained forty inspectors. | <s>Ask Mere first.</s> |
    """
    published = submission.edition.framework.published_columns
    for update in submission.updates:
        cells = update.row.cells.raw
        marked = {column: cells[column] for column in cells if cells[column].marks or cells[column].runs}
        if found := _struck(marked, published):
            yield from _problems(update, found, published)
        white = [column for column, cell in marked.items() if column in published and _is_white(cell)]
        if white:
            cell = min((update.row.cells[column].cell for column in white), key=lambda cell: cell.column)
            message = "The text is white, so nobody sees it in the workbook, but it would be published."
            yield Problem.at(cell, message, "Delete it if it does not count. If it does, give it another colour.")


def _is_white(cell: RawCell) -> bool:
    return Marks.WHITE in cell.marks and bool(cell.text.strip())


def _struck(cells: Mapping[str, RawCell], published: Container[str]) -> dict[str, Struck]:
    """What is struck through in cells that may be published, by column."""
    return {
        column: found for column, cell in cells.items() if column in published and (found := struck(cell)) is not None
    }


def _problems(update: Update, found: dict[str, Struck], published: Container[str]) -> Iterator[Problem]:
    cells = update.row.cells
    own = {column for column, cell in cells.raw.items() if cell.row == update.row.number and column in published}
    whole_row = len(own) > 1 and all(column in found and found[column].whole for column in own)
    if whole_row:
        first = min((cells[column].cell for column in own), key=lambda cell: cell.column)
        message = "The whole row is struck through, but would be published without the line."
        yield Problem.at(first, message, f"Delete the row if it no longer counts. If it does, {_LINE}")
    for column, through in found.items():
        if not (whole_row and column in own):
            yield Problem.at(cells[column].cell, *_said(through))


def _said(through: Struck) -> tuple[str, str]:
    """The message and the hint on a cell that is struck through."""
    if through.whole:
        message = "The cell is struck through, but would be published without the line."
        return message, f"Delete the text if it no longer counts. If it does, {_LINE}"
    are = "is" if len(through.words) == 1 else "are"
    return (
        f"{some([quoted(words) for words in through.words])} {are} struck through, but would be published without the line.",
        f"Delete what no longer counts. If something does, select it and {_LINE}",
    )
