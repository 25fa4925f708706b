"""PUB: signs that a text is not finished, or was never meant to leave the office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from poatool.findings import Severity
from poatool.patterns import expression
from poatool.rules.registry import Problem, rule
from poatool.rules.texts import at, texts_with
from poatool.rules.wording import listed, quoted
from poatool.submissions.understand import Text, Understood

_MARK = expression(
    r"""\[(?:(?i:redacted|withheld|removed|deleted|insert|add|tb[acd]|to\ be|check|confirm|x+|name|names|date|number|draft
          |note|comment|placeholder|figure|link|awaiting|update|delete|source)\b[^\]\n]{0,80})\]
      | \[[.…?_\s-]*\]
      | (?<!\w)(?:DRAFT|TB[ACD]|X{2,}|xx+|IN[- ]CONFIDENCE|FYI|NOT\ FOR\ (?:PUBLICATION|RELEASE))(?!\w)
      | \b(?i:not\ for\ (?:publication|release)|legally\ privileged|commercial[- ]in[- ]confidence)\b
      | (?<![\w.])@\w[\w.'’-]{0,20}(?:\ \w[\w'’-]{0,20})?:
      | \?{2,} | <<[^<>\n]{1,60}>> | _{3,}
      | (?m:^|(?<=[.!?]\ ))(?:NOTE\ TO|Note\ to)\ (?:self|editor|coordinator|reviewer)\b
      | \bComment\ \[\w+\]""",
    re.VERBOSE,
)

_A_COLUMN = 3
"""Texts from which a colour that all of them have is that of the column."""

_SIGNS = ("[", "@", "xx", "?", "<", "_")
_CAPITALS = frozenset(("DRAFT", "TBA", "TBC", "TBD", "FYI"))
_PHRASES = ("confidence", "not for publication", "not for release", "legally privileged", "note to")


@rule("PUB504", "draft-mark", Severity.WARNING, requires=("UPD302",))
def draft_mark(submission: Understood) -> Iterator[Problem]:
    """A text holds a mark that belongs to a draft: `[redacted]`, `DRAFT`, `XX`, `TBC`, `@name:`.

    It would be printed as it stands. To fix it, finish the text, or take the mark out.

    Bad:
    | Action | Status    | Progress                                    |
    | 2      | Under way | Trained XX inspectors with [redacted].      |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                    |
    | 2      | Under way | Trained inspectors. @Mere: how many?        |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                          |
    | 2      | Under way | Trained [sic] forty inspectors and discussed a draft guide (2022). |
    """
    prose = submission.prose
    capitals = [word.casefold() for word in _CAPITALS & prose.capitals]
    phrases = [phrase for phrase in _PHRASES if prose.words.issuperset(phrase.split())]
    for text in texts_with(submission, (*_SIGNS, *capitals, *phrases)):
        if found := list(dict.fromkeys(match[0] for match in _MARK.finditer(text.text))):
            yield at(
                text,
                f"The text holds {listed([quoted(mark) for mark in found])}, which belongs to a draft.",
                "Finish the text, or take the mark out.",
            )


@rule("PUB505", "highlighted-text", Severity.WARNING, requires=("UPD302", "PUB504"))
def highlighted_text(submission: Understood) -> Iterator[Problem]:
    """A cell that is to be published is marked with a highlighter.

    Somebody may have meant to come back to it. A colour that all the texts of a column have is its own, and is let
    pass. To fix it, settle what was left open and clear the colour (Home > Fill Colour > No Fill).

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
    """
    marked = {
        (sheet.name, cell.row, cell.column)
        for sheet in submission.submission.sheets
        for cell in sheet.cells
        if cell.marked
    }
    if not marked:
        return
    columns: dict[tuple[str | None, int], list[Text]] = defaultdict(list)
    for text in submission.texts:
        columns[text.cell.sheet, text.cell.column].append(text)
    for (sheet, column), texts in columns.items():
        left_open = [text for text in texts if (sheet, text.cell.row, column) in marked]
        if len(left_open) == len(texts) >= _A_COLUMN:
            continue
        for text in left_open:
            yield at(
                text,
                "The cell is marked with a highlighter, as if something were left open.",
                "Settle it, then clear the colour (Home > Fill Colour > No Fill).",
            )


RULES = (draft_mark, highlighted_text)
