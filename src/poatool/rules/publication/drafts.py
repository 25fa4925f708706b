"""PUB: signs that a text is not finished, or was never meant to leave the office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poatool.findings import Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.texts import at, has_any
from poatool.rules.wording import listed, quoted
from poatool.submissions.understand import Understood

_MARK = re.compile(
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

_CAPITALS = re.compile("[A-Z][A-Z]")
_SIGNS = ("[", "@", "xx", "??", "<<", "___", "onfidence", "ublication", "elease", "rivileged", "ote to")


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
    for text in submission.texts:
        if not has_any(text.text, _SIGNS) and _CAPITALS.search(text.text) is None:
            continue
        if found := list(dict.fromkeys(match[0] for match in _MARK.finditer(text.text))):
            yield at(
                text,
                f"The text holds {listed([quoted(mark) for mark in found])}, which belongs to a draft.",
                "Finish the text, or take the mark out.",
            )


@rule("PUB505", "highlighted-text", Severity.WARNING, requires=("UPD302", "PUB504"))
def highlighted_text(submission: Understood) -> Iterator[Problem]:
    """A cell that is to be published is marked with a highlighter.

    Somebody may have meant to come back to it. To fix it, settle what was left open and clear the colour (Home >
    Fill Colour > No Fill).

    Bad:
    | Action | Status    | Progress                         |
    | 2      | Under way | Trained forty inspectors. <mark> |
    Found at: C2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    marked = {
        (sheet.name, cell.row, cell.column)
        for sheet in submission.submission.sheets
        for cell in sheet.cells
        if cell.marked
    }
    if not marked:
        return
    for text in submission.texts:
        if (text.cell.sheet, text.cell.row, text.cell.column) in marked:
            yield at(
                text,
                "The cell is marked with a highlighter, as if something were left open.",
                "Settle it, then clear the colour (Home > Fill Colour > No Fill).",
            )


RULES = (draft_mark, highlighted_text)
