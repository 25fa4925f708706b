"""Workbooks checked by every rule, as submissions for 2022 on the bundled plan."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import openpyxl

from poatool.findings.model import Finding
from poatool.framework.edition import Edition, as_of
from poatool.framework.load import load
from poatool.framework.model import Action, Framework, Objective
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch, Rule
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.read import read
from poatool.workbooks.model import Sheet, Unreadable, Workbook
from poatool.workbooks.open import open_bytes
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

FRAMEWORK = load()
EDITIONS = {period.id: as_of(FRAMEWORK, period) for period in FRAMEWORK.periods}
EDITION = EDITIONS["2022"]

evidence_of = lru_cache(maxsize=8)(Evidence)
"""What is known of the texts read for an edition: many workbooks are read with it, as in a run of poatool."""


def as_read(workbook: Workbook | Unreadable, edition: Edition = EDITION) -> Interpreted:
    return interpret(read(workbook, evidence_of(edition)), edition)


def checked_workbook(
    workbook: Workbook | Unreadable, rules: Sequence[Rule] = RULES
) -> tuple[Interpreted, tuple[Finding, ...]]:
    submission = as_read(workbook)
    return submission, check(Batch(EDITION, (submission,)), rules)


HEADINGS = "| Action | Status | Progress |"
ROW = "| 2 | Under way | Trained forty inspectors. |"
TABLE = f"{HEADINGS}\n{ROW}"
"""A sheet in which no rule finds anything."""


def sheet(text: str = TABLE, name: str = "Updates", **changes: Any) -> Sheet:
    """A sheet of a Markdown table, with changes such as its merges."""
    return sheet_from_markdown(text, name)._replace(**changes)


def book_of(*sheets: str | Sheet, agency: str = "DIA", path: str = "dia.xlsx", **changes: Any) -> Workbook:
    """A workbook with these sheets, or a text as the table on its sheet `Updates`; its properties name the agency."""
    tables = [sheet(each) if isinstance(each, str) else each for each in sheets]
    properties = {"custom.Agency": agency} if agency else {}
    return workbook_from_sheets(*tables, path=path, properties=properties)._replace(**changes)


def found(*sheets: str | Sheet, **changes: Any) -> tuple[Finding, ...]:
    return checked_workbook(book_of(*sheets, **changes))[1]


def found_at(*sheets: str | Sheet, only: str = "", **changes: Any) -> list[tuple[str, str | None]]:
    """The codes and cells of the findings; `only` limits them to these codes, or to codes that begin like this."""
    return [(f.code, f.place.cell) for f in found(*sheets, **changes) if f.code.startswith(tuple(only.split()) or "")]


def update(
    progress: str = "Trained forty inspectors.", action: str = "2", status: str = "Under way", **more: str
) -> str:
    """A table of one update, with further columns such as `Evidence="None"`."""
    cells = {"Action": action, "Status": status, "Progress": progress}
    cells |= {name.replace("_", " "): text for name, text in more.items()}
    return "\n".join(f"| {' | '.join(row)} |" for row in (cells, cells.values()))


def checked_files(*files: tuple[str, str, str], plan: Framework = FRAMEWORK, before: str = "") -> tuple[Finding, ...]:
    """The findings in several workbooks, each given as a path, an agency and a table; `before` is DIA's of 2021."""
    edition = as_of(plan, plan.period_by_id["2022"])
    books = [book_of(table, agency=who, path=path) for path, who, table in files]
    earlier = (as_read(book_of(before), EDITIONS["2021"]),) if before else ()
    return check(Batch(edition, tuple(as_read(book, edition) for book in books), earlier), RULES)


def plan_with(change: Callable[[Action], Action]) -> Framework:
    """The bundled plan with a change to each of its actions."""

    def changed(objective: Objective) -> Objective:
        return replace(objective, actions=tuple(map(change, objective.actions)))

    pillars = (replace(each, objectives=tuple(map(changed, each.objectives))) for each in FRAMEWORK.pillars)
    return replace(FRAMEWORK, pillars=tuple(pillars))


def checked_bytes(data: bytes, path: str = "dia.xlsx") -> tuple[Interpreted, tuple[Finding, ...]]:
    return checked_workbook(open_bytes(data, path))


def xlsx(rows: Iterable[Iterable[object]]) -> bytes:
    """A workbook with these rows on its sheet `Updates`, as an agency saves it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Updates"
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value  # type: ignore[assignment] # whatever an agency types
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
