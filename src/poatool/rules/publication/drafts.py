"""PUB: signs that a text is not finished, or was never meant to leave the office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from poatool.findings.model import Severity
from poatool.rules.publication.marks import draft_marks, keeps_back, signs
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, some
from poatool.rules.texts import at, texts_with
from poatool.submissions.interpret import Interpreted, Text
from poatool.workbooks.model import Marks

_A_COLUMN = 3
"""Texts from which a colour that all of them have is that of the column."""

_MANY = 6
"""Texts from which a colour that most of them have is that of the column."""

_BANDS = 2
"""Kinds of rows where every second one has a colour."""


@rule("PUB504", "draft-mark", Severity.WARNING, requires=("UPD302", "UPD317"))
def draft_mark(submission: Interpreted) -> Iterator[Problem]:
    """A text holds a mark that belongs to a draft: `[redacted]`, `DRAFT`, `XX`, `TBC`, `@name:`, `do not publish`.

    It would be printed as it stands. To fix it, finish the text, or take the mark out; where it says that the text
    is not to be published, ask first whether it may be.

    Bad:
    | Action | Status    | Progress                                    |
    | 2      | Under way | Trained XX inspectors with [redacted].      |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                    |
    | 2      | Under way | Trained inspectors. @Mere: how many?        |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                    |
    | 2      | Under way | Trained forty inspectors (do not publish).  |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                           |
    | 2      | Under way | Trained inspectors. [Mere to check the number]     |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                          |
    | 2      | Under way | Trained [sic] forty inspectors and discussed a draft guide (2022). |
    | 3      | Under way | [x] Wrote on slavery in the XX century, with @MBIEgovtnz: ten posts. |
    | 5      | Under way | Opened a confidential helpline; shared sensitive information after an internal review. |
    """
    for text in texts_with(submission, signs(submission.prose)):
        if found := draft_marks(text.text):
            yield at(
                text, f"The text holds {some([quoted(mark) for mark in found])}, {_why(found)}", _what_to_do(found)
            )


def _why(marks: Sequence[str]) -> str:
    if all(map(keeps_back, marks)):
        return "as if it were not to be published."
    return f"which {'belongs' if len(marks) == 1 else 'belong'} to a draft."


def _what_to_do(marks: Sequence[str]) -> str:
    out = f"take the mark{'' if len(marks) == 1 else 's'} out"
    if any(map(keeps_back, marks)):
        return f"Ask whether the text may be published. If so, {out}; if not, take out what is not for everybody."
    return f"Finish the text, or {out}."


@rule("PUB505", "highlighted-text", Severity.WARNING, requires=("UPD302", "UPD317", "PUB504"))
def highlighted_text(submission: Interpreted) -> Iterator[Problem]:
    """A cell that is to be published is marked with a highlighter.

    Somebody may have meant to come back to it. A colour that all the texts of a column have, most of many or every
    second one, is its look and let pass. To fix it, settle what was left open and clear the colour
    (Home > Fill Colour > No Fill).

    Bad:
    | Action | Status    | Progress                         |
    | 2      | Under way | Trained forty inspectors. <mark> |
    Found at: C2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |

    Good:
    | Action | Status    | Progress                                   |
    | 2      | Under way | Trained forty inspectors. <mark>           |
    | 3      | Under way | Wrote a guide for employers. <mark>        |
    | 5      | Under way | Put up posters in twelve airports. <mark>  |

    Good:
    | Action | Status    | Progress                                   |
    | 2      | Under way | Trained forty inspectors.                  |
    | 3      | Under way | Wrote a guide for employers. <mark>        |
    | 5      | Under way | Put up posters in twelve airports.         |
    | 6      | Under way | Met with the unions in March. <mark>       |
    | 7      | Under way | Sent a leaflet to each town.               |
    """
    marked = {
        (sheet.name, cell.row, cell.column)
        for sheet in submission.submission.sheets
        for cell in sheet.cells
        if cell.marks and Marks.HIGHLIGHTED in cell.marks
    }
    if not marked:
        return
    columns: dict[tuple[str | None, int], list[Text]] = defaultdict(list)
    for text in submission.texts:
        columns[text.cell.sheet, text.cell.column].append(text)
    for (sheet, column), texts in columns.items():
        left_open = [text for text in texts if (sheet, text.cell.row, column) in marked]
        for text in left_open if not _is_look(left_open, texts) else ():
            yield at(
                text,
                "The cell is marked with a highlighter, as if something were left open.",
                "Settle it, then clear the colour (Home > Fill Colour > No Fill).",
            )


def _is_look(marked: Sequence[Text], texts: Sequence[Text]) -> bool:
    """Whether so many of a column's texts are marked, or so evenly, that it is how the column looks."""
    if len(marked) == len(texts) >= _A_COLUMN or len(marked) * 2 > len(texts) >= _MANY:
        return True
    rows = {text.cell.row for text in marked}
    banded = {(text.cell.row in rows, text.cell.row % 2) for text in texts}
    return len(texts) > _A_COLUMN and len(banded) == len({odd for _, odd in banded}) == _BANDS
