"""The note and the copy that go back to an agency: requests before information, each problem once."""

import datetime as dt
import email
import io
from email.policy import default
from pathlib import Path

import openpyxl

from poatool.findings.model import Finding, Severity
from poatool.render.markdown import markdown_document
from poatool.render.to_agencies import Attached, annotated_copy, letter_mail, note
from tests.support.findings import found
from tests.support.golden import is_as_in, sections
from tests.support.reports import edition

ERROR = found("A2", message="It is no action.", hint="Correct it.")
WARNING = found("C3", code="UPD303", severity=Severity.WARNING, message="No status.", hint="Choose one.")
ADVICE = found("B2", code="AGY406", severity=Severity.ADVICE, message="For two.", hint="Nothing needs to be done.")


def page(*findings: Finding, attached: tuple[Attached, ...] = ()) -> list[str]:
    return markdown_document(note(edition(), "NZP", "police.xlsx", findings, attached).document).decode().split("\n")


def mail(*findings: Finding, attached: tuple[Attached, ...] = ()) -> list[str]:
    letter = note(edition(), "NZP", "police.xlsx", findings, attached)
    message = email.message_from_bytes(letter_mail(letter), policy=default)
    body = message.get_body()
    assert body is not None
    return [f"Subject: {message['Subject']}", *str(body.get_content()).replace("\r\n", "\n").split("\n")]


def test_requests_come_before_information_and_each_problem_once() -> None:
    copy = (Attached("police.checked.xlsx", b"PK"),)
    same = [found(f"A{row}", message="It is a number.") for row in range(2, 8)]
    letters = {
        "Each kind of finding": page(ERROR, ADVICE, WARNING, found("A4", message="Else.")),
        "A warning and advice, as a mail": mail(ADVICE, WARNING),
        "Advice": page(ADVICE),
        "With a copy": page(ERROR, attached=copy),
        "With a copy, as a mail": mail(ERROR, attached=copy),
        "One problem in many cells, and a whole file": page(found("", message="It has macros.", sheet=None), *same),
    }
    assert is_as_in(Path(__file__).parent / "golden" / "letters.txt", sections(letters))


def test_only_a_request_names_the_day_on_which_returns_are_due() -> None:
    day = dt.date(2023, 2, 17)
    said = [
        markdown_document(note(edition(), "NZP", "police.xlsx", [each], due=day).document).decode()
        for each in (ERROR, WARNING, ADVICE)
    ]
    assert ["Returns are due on 17 February 2023." in each for each in said] == [True, True, False]


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
