"""The copy that goes back: what is gravest comes first, and is told apart without colours."""

from __future__ import annotations

import io

import openpyxl

from poatool.findings.model import Severity
from poatool.render.to_agencies import annotated_copy
from tests.support.findings import found


def test_errors_come_first_the_same_advice_is_one_line_and_each_mark_has_a_shape() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Updates"
    sent = io.BytesIO()
    book.save(sent)
    advice = [found(f"A{row}", code="WBK110", severity=Severity.ADVICE, message="No answer.") for row in range(2, 30)]
    warning = found("C31", code="UPD303", severity=Severity.WARNING)
    both = [warning, found("A30"), found("A2", message="It is no action.")]

    copy = openpyxl.load_workbook(io.BytesIO(annotated_copy(sent.getvalue(), "a.xlsx", [*advice, *both])))

    lines = [[cell.value for cell in row[:5]] for row in copy["Findings"].iter_rows(min_row=6)]
    assert lines == [
        ["1", "ACT201", "error", "Updates!A30", "What is wrong."],
        ["2", "ACT201", "error", "Updates!A2", "It is no action."],
        ["3", "UPD303", "warning", "Updates!C31", "What is wrong."],
        ["4", "WBK110", "advice", "Updates!A2 and 27 more", "No answer."],
    ]
    assert copy["Updates"]["A2"].comment.text.startswith("ACT201 error")
    marks = {
        str(area.sqref): (bool(rule.dxf.font.b), bool(rule.dxf.font.i), rule.dxf.border.left.style)
        for area in copy["Updates"].conditional_formatting
        for rule in area.rules
    }
    assert {cells: marks[cells] for cells in ("A2 A30", "C31")} == {
        "A2 A30": (True, False, "thin"),
        "C31": (False, True, "dashed"),
    }
    (shape,) = (shape for cells, shape in marks.items() if cells.startswith("A3 A4 "))
    assert shape == (False, False, "dotted")
