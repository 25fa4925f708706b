"""What is offered to be fixed is what a correction settles, and nothing that it leaves as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from poatool.findings.model import Finding, Waiver
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.reports.corrections import Offers
from poatool.reports.fixing import Fixer
from poatool.reports.validation import validation
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.read import read
from poatool.workbooks.open import open_bytes

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
ROWS = (
    ("Action", "Agency", "Status", "Progess", "Next steps"),
    ("26", "DIA", "Under way", "Spoke at a regional forum.", ""),
    ("1O", "DIA", "Complted", "Trained forty insp\u200bectors.", ""),
)
"""Fixed safely: 26, and what nobody sees in a word. Likely: 1O, the status and the heading."""


def as_typed(sheet: Worksheet) -> None:
    del sheet


def as_a_table(sheet: Worksheet) -> None:
    sheet.add_table(Table(displayName="Updates", ref="A1:E3"))


def in_two_colours(sheet: Worksheet) -> None:
    runs = (TextBlock(InlineFont(b=True), "Trained"), " forty insp\u200bectors.")
    sheet["D3"].value = CellRichText(*runs)


def as_a_formula(sheet: Worksheet) -> None:
    sheet["A2"].value = "=20+6"


def sent(path: Path, change: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    change(sheet)
    book.save(path)
    return path.read_bytes()


def checked(data: bytes, name: str) -> tuple[Interpreted, tuple[Finding, ...]]:
    submission = interpret(read(open_bytes(data, name), Columns.of()), EDITION)
    return submission, check(Batch(EDITION, (submission,)), RULES)


@pytest.mark.parametrize(
    ("change", "offered"),
    [
        (as_typed, Offers(2, 3)),
        (as_a_table, Offers(2, 2)),
        (in_two_colours, Offers(1, 3)),
        (as_a_formula, Offers(1, 3)),
    ],
)
def test_as_many_are_settled_as_were_offered(
    change: Callable[[Worksheet], None], offered: Offers, tmp_path: Path
) -> None:
    data = sent(tmp_path / "dia.xlsx", change)
    submission, findings = checked(data, "dia.xlsx")
    assert validation((submission,), findings, EDITION).offers == offered
    for unsafe, settled in ((False, offered.safe), (True, sum(offered))):
        _, left = checked(Fixer(EDITION, RULES, unsafe=unsafe).fix(data, "dia.xlsx").data, "dia.xlsx")
        known = {(f.code, f.place) for f in left}
        assert sum((f.code, f.place) not in known for f in findings if f.fix) == settled


def test_a_text_file_without_a_column_for_notes_cannot_say_that_26_was_written() -> None:
    lines = "Action,Agency,Status,Progress\n26,DIA,Under way,Spoke at a forum.\n1O,DIA,Under way,Wrote a guide.\n"
    submission, findings = checked(lines.encode(), "dia.csv")
    assert validation((submission,), findings, EDITION).offers == Offers(0, 1)

    submission, findings = checked(lines.replace("Progress", "Progress,Notes").encode(), "dia.csv")
    assert validation((submission,), findings, EDITION).offers == Offers(1, 1)


def test_what_is_waived_is_not_offered(tmp_path: Path) -> None:
    submission, findings = checked(sent(tmp_path / "dia.xlsx", as_typed), "dia.xlsx")
    waived = tuple(f._replace(waiver=Waiver("ACT202", "Agreed.")) if f.code == "ACT202" else f for f in findings)
    assert validation((submission,), waived, EDITION).offers == Offers(1, 3)
