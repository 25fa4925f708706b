"""What goes back to an agency, a note and a copy: requests before information, each problem once."""

import email
import io
from email.policy import default

import openpyxl
import pytest

from poatool.findings.model import Finding, Severity
from poatool.render.letter import Attached, letter_mail, letter_markdown
from poatool.render.to_agencies import annotated_copy, note, request
from tests.support.findings import found
from tests.support.reports import edition

ERROR = found("A2", message="It is no action.", hint="Correct it.")
WARNING = found("C3", code="UPD303", severity=Severity.WARNING, message="No status.", hint="Choose one.")
ADVICE = found("B2", code="AGY406", severity=Severity.ADVICE, message="For two.", hint="Nothing needs to be done.")


def page(*findings: Finding, attached: Attached | None = None) -> str:
    return letter_markdown(note(edition(), "NZP", "police.xlsx", findings, attached)).decode()


def mail_text(*findings: Finding, attached: Attached | None = None) -> str:
    letter = note(edition(), "NZP", "police.xlsx", findings, attached)
    body = email.message_from_bytes(letter_mail(letter), policy=default).get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_requests_come_before_information() -> None:
    said = page(ERROR, ADVICE, WARNING, found("A4", message="Else."))

    assert said.splitlines()[5:] == [
        "Please correct what is listed below and send it again.",
        "",
        "## Please correct",
        "",
        "### Sheet Updates",
        "",
        "- A2: It is no action. *Correct it.* (ACT201)",
        "- A4: Else. *What to do.* (ACT201)",
        "",
        "## Please check",
        "",
        "### Sheet Updates",
        "",
        "- C3: No status. *Choose one.* (UPD303)",
        "",
        "## For your information",
        "",
        "### Sheet Updates",
        "",
        "- B2: For two. *Nothing needs to be done.* (AGY406)",
    ]
    assert said.startswith("# Small Plan 2020–25: return of NZP for 2022: please correct\n")
    assert (
        "\nWe checked it and found 2 errors, 1 warning and 1 point of advice.\nPlease begin with the errors: anything"
        in said
    )


def test_a_copy_is_named_with_what_it_shows() -> None:
    copy = Attached("police.checked.xlsx", b"PK")
    says = "errors first, and has a comment at each cell."
    for said in (page(ERROR, attached=copy), mail_text(ERROR, attached=copy)):
        assert f"\nThe copy police.checked.xlsx lists everything on its first sheet, {says}\n" in said


def test_the_mail_says_the_same() -> None:
    asked, _, said = mail_text(ADVICE, WARNING).partition("FOR YOUR INFORMATION")
    assert "PLEASE CHECK\n\nSheet Updates\n\nC3: No status.\n  What to do: Choose one. (UPD303)" in asked
    assert "B2: For two." in said
    assert "PLEASE CORRECT" not in asked


@pytest.mark.parametrize(
    ("findings", "asked"),
    [
        ([ADVICE, WARNING, ERROR], "please correct"),
        ([ADVICE, WARNING], "please check"),
        ([ADVICE], "for your information"),
    ],
)
def test_the_gravest_finding_decides_what_the_note_is_about(findings: list[Finding], asked: str) -> None:
    assert request(findings) == asked


def test_one_problem_in_many_cells_is_one_item_and_a_whole_file_needs_no_cell() -> None:
    same = [found(f"A{row}", message="It is a number.") for row in range(2, 8)]
    said = page(found("", message="It has macros.", sheet=None), *same)
    assert "- A2: It is a number. Also at A3, A4, A5 and 2 more. *What to do.* (ACT201)" in said
    assert "### The whole file\n\n- It has macros. *What to do.* (ACT201)" in said


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
