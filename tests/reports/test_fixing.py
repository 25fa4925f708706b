"""A submission is corrected: what is certain at once, what is likely on demand, nothing twice."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from poatool.findings.model import Place
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.reports.fixing import Fixed, Fixer
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read
from poatool.workbooks.open import open_bytes

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
HEADINGS = ("Action", "Agency", "Status", "Progress", "Notes")
TEXT = "Trained forty inspectors."


def submission(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Updates"
    for number, row in enumerate((("Agency", "DIA"), (), headings, *rows), 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value  # type: ignore[assignment] # whatever an agency types
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def fixed(data: bytes, path: str = "dia.xlsx", *, unsafe: bool = False) -> Fixed:
    return Fixer(EDITION, RULES, unsafe=unsafe).fix(data, path)


def cells(data: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Updates"]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def codes(data: bytes, path: str = "dia.xlsx") -> list[str]:
    interpreted = interpret(read(open_bytes(data, path), Columns.of()), EDITION)
    return [finding.code for finding in check(Batch(EDITION, (interpreted,)), RULES)]


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        (("Action 9", "dia", "Underway", TEXT), ["9", "DIA", "Under way", TEXT]),
        ((" n1* ", "Internal Affairs", "in progress", TEXT), ["N1", "DIA", "Under way", TEXT]),
        (
            ("14.0", "department of internal affairs", "ONGOING", TEXT),
            ["14", "Department of Internal Affairs", "Ongoing", TEXT],
        ),
        (("9", "DIA", "Under way", TEXT), ["9", "DIA", "Under way", TEXT]),
        ((9, None, "Under way", TEXT), [9, None, "Under way", TEXT]),
        (("1, 3 and 5", "DIA", "Under way", TEXT), ["1, 3 and 5", "DIA", "Under way", TEXT]),
    ],
)
def test_other_spellings_become_the_plans_own(typed: tuple[object, ...], corrected: list[object]) -> None:
    assert cells(fixed(submission((*typed, "kept"))).data) == [[*corrected, "kept"]]


@pytest.mark.parametrize(
    ("noted", "after"), [(None, "Reported as Action 26."), ("Mine.", "Mine.\nReported as Action 26.")]
)
@pytest.mark.parametrize(("typed", "corrected"), [("26", "9"), (26, 9), ("Action 26", "9")])
def test_an_incorporated_action_becomes_the_one_that_took_it_in_with_a_note(
    typed: object, corrected: object, noted: str | None, after: str
) -> None:
    found = fixed(submission((typed, "DIA", "Under way", TEXT, noted)))
    assert cells(found.data) == [[corrected, "DIA", "Under way", TEXT, after]]
    assert codes(found.data) == []


def test_the_note_is_a_comment_where_there_is_no_column_for_it() -> None:
    found = fixed(submission(("26", "DIA", "Under way", TEXT), headings=HEADINGS[:4]))
    comment = openpyxl.load_workbook(io.BytesIO(found.data))["Updates"]["A4"].comment
    assert comment is not None
    assert comment.text == "Reported as Action 26."


def comments(data: bytes) -> dict[str, str]:
    found = [cell for row in openpyxl.load_workbook(io.BytesIO(data))["Updates"].iter_rows() for cell in row]
    return {cell.coordinate: cell.comment.text for cell in found if cell.comment}


def commented(data: bytes, cell: str) -> bytes:
    """A workbook in which somebody else has said something at a cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Updates"][cell].comment = Comment("Mine", "Ana")
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("already", [False, True])
def test_the_notes_of_a_sheet_are_drawn_together(already: bool) -> None:
    data = submission(
        ("26", "DIA", "Under way", TEXT), ("26", "DIA", "Under way", "Wrote a guide."), headings=HEADINGS[:4]
    )
    found = fixed(commented(data, "D3") if already else data)
    said = {"A4": "Reported as Action 26.", "A5": "Reported as Action 26."}
    assert comments(found.data) == ({"D3": "Mine", **said} if already else said)
    with zipfile.ZipFile(io.BytesIO(found.data)) as package:
        sheet, links = (package.read(f"xl/worksheets/{n}") for n in ("sheet1.xml", "_rels/sheet1.xml.rels"))
        (drawing,) = (package.read(name) for name in package.namelist() if name.endswith(".vml"))
    kinds = [links.count(b'/%s"' % kind) for kind in (b"comments", b"vmlDrawing")]
    assert (sheet.count(b"<legacyDrawing"), kinds) == (1, [1, 1])
    assert drawing.count(b'ObjectType="Note"') == (3 if already else 2)


def test_an_earlier_note_stays_when_another_is_added() -> None:
    once = fixed(submission(("26", "DIA", "Under way", TEXT), headings=HEADINGS[:4])).data
    book = openpyxl.load_workbook(io.BytesIO(once))
    book["Updates"].append(("26", "DIA", "Under way", "Wrote a guide."))
    saved = io.BytesIO()
    book.save(saved)
    assert comments(fixed(saved.getvalue()).data) == {"A4": "Reported as Action 26.", "A5": "Reported as Action 26."}


def unable(data: bytes) -> bytes:
    """A workbook with comments in which none can be put beside them, since nobody can say where their drawing ends."""
    before, after = zipfile.ZipFile(io.BytesIO(commented(data, "D3"))), io.BytesIO()
    with before, zipfile.ZipFile(after, "w") as package:
        for name in before.namelist():
            package.writestr(name, before.read(name) + (b"<!-- end -->" if name.endswith(".vml") else b""))
    return after.getvalue()


def test_without_a_place_for_the_note_the_action_stays() -> None:
    rows = ("26", "DIA", "Underway", TEXT), ("26", "DIA", "Under way", "Wrote a guide."), ("N 1", "DIA", "Ongoing", "x")
    found = fixed(unable(submission(*rows, headings=HEADINGS[:4])))
    assert [row[:3] for row in cells(found.data)] == [
        ["26", "DIA", "Under way"],
        ["26", "DIA", "Under way"],
        ["N1", "DIA", "Ongoing"],
    ]
    assert [(correction.place.cell, correction.after) for correction in found.left] == [("A4", "9"), ("A5", "9")]
    assert [correction.place.cell for correction in found.done] == ["C4", "A6"]
    assert comments(found.data) == {"D3": "Mine"}


def test_where_that_is_all_nothing_is_corrected() -> None:
    data = unable(submission(("26", "DIA", "Under way", TEXT), headings=HEADINGS[:4]))
    found = fixed(data)
    assert (found.data, found.done, len(found.left)) == (data, (), 1)


def test_a_column_for_notes_needs_no_comment() -> None:
    found = fixed(unable(submission(("26", "DIA", "Under way", TEXT))))
    assert cells(found.data) == [["9", "DIA", "Under way", TEXT, "Reported as Action 26."]]
    assert found.left == ()


def test_a_remark_beside_a_status_is_kept_in_the_notes() -> None:
    data = submission(("9", "DIA", "Under way (75%)", TEXT), ("2", "DIA", "Completed: no", "Spoke at a forum."))
    assert fixed(data) == Fixed(data, (), ())
    assert cells(fixed(data, unsafe=True).data) == [
        ["9", "DIA", "Under way", TEXT, "Status given as “Under way (75%)”."],
        ["2", "DIA", "Completed: no", "Spoke at a forum.", None],
    ]


def test_likely_meanings_are_taken_only_on_demand() -> None:
    data = submission(("8(b)", "DIA", "Complted", TEXT))
    assert fixed(data) == Fixed(data, (), ())
    assert cells(fixed(data, unsafe=True).data) == [["8", "DIA", "Completed", TEXT, None]]


def test_fixing_twice_changes_nothing_and_no_fixed_finding_is_left() -> None:
    data = submission(("26", "Immigration NZ", "Underway", TEXT), ("8(b)", "DIA", "Complted", "Wrote a guide."))
    once = fixed(data, unsafe=True)
    again = fixed(once.data, unsafe=True)
    assert again == Fixed(once.data, (), ())
    assert {correction.why for correction in once.done} >= {"ACT201", "UPD304"}
    assert not {"ACT201", "ACT202", "UPD304"} & set(codes(once.data))


def test_rows_keep_what_they_say_in_the_words_of_the_agency() -> None:
    wording = "9. Leverage and build on bilateral and multilateral agreements"
    data = submission((wording, "DIA", "Under way", "  Two  spaces, and = signs. "))
    assert fixed(data) == Fixed(data, (), ())


def test_a_text_with_formats_of_its_own_is_left_and_named() -> None:
    rich = CellRichText(TextBlock(InlineFont(b=True), "Under"), "way")
    found = fixed(submission(("9", "DIA", rich, TEXT)))
    assert found.done == ()
    assert [(correction.place.cell, correction.after) for correction in found.left] == [("C4", "Under way")]


def test_places_that_are_accepted_stay() -> None:
    data = submission(("Action 9", "DIA", "Underway", TEXT))
    accepted = frozenset({Place("dia.xlsx", "Updates", 4, "A")})
    assert cells(Fixer(EDITION, RULES, accepted).fix(data, "dia.xlsx").data)[0][:3] == ["Action 9", "DIA", "Under way"]


def test_csv_keeps_its_encoding_quotes_and_ends() -> None:
    data = 'Action;Agency;Status;Progress;Notes\r\n26;"DIA";Underway;"Kōrero; held.";\r\n'.encode("utf-16")
    after = fixed(data, "dia.csv")
    assert after.data.decode("utf-16") == (
        'Action;Agency;Status;Progress;Notes\r\n9;"DIA";Under way;"Kōrero; held.";Reported as Action 26.\r\n'
    )
    assert fixed(after.data, "dia.csv").done == ()


def test_csv_without_a_place_for_the_note_keeps_the_action() -> None:
    data = f"Action,Agency,Status,Progress\n26,DIA,Underway,{TEXT}\n".encode()
    found = fixed(data, "dia.csv")
    assert found.data.decode() == f"Action,Agency,Status,Progress\n26,DIA,Under way,{TEXT}\n"
    assert [correction.after for correction in found.left] == ["9"]


ACTIONS = [
    "9",
    " 9 ",
    "Action 9",
    "N1*",
    "n 1",
    "14.0",
    "26",
    "Action 26",
    "9/26",
    "1-3",
    "29",
    "8(b)",
    "",
    9,
    26,
    14.0,
]
AGENCIES = [
    "DIA",
    "dia",
    "Internal Affairs",
    "NZ Police",
    "Immigration NZ",
    "DIA and MBIE",
    "Ministry of Weather",
    None,
]
STATUSES = ["Under way", "underway ", "IN PROGRESS", "On-going", "Complted", "Nil return", "Amber", None]


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(ACTIONS), st.sampled_from(AGENCIES), st.sampled_from(STATUSES), st.just(TEXT)),
        min_size=1,
        max_size=4,
    )
)
def test_safe_corrections_change_no_meaning_and_are_done_once(rows: list[tuple[object, ...]]) -> None:
    data = submission(*rows)
    once = fixed(data)
    assert fixed(once.data).done == ()
    assert meanings(once.data) == meanings(data)


def meanings(data: bytes) -> list[tuple[object, ...]]:
    interpreted = interpret(read(open_bytes(data, "dia.xlsx"), Columns.of()), EDITION)
    return [(u.row.number, u.codes, u.agencies, u.status, u.nil, u.progress) for u in interpreted.updates]


def test_a_date_that_was_meant_as_a_number_becomes_text() -> None:
    found = fixed(submission((dt.datetime(2022, 8, 7), "DIA", "Under way", TEXT)), unsafe=True)  # noqa: DTZ001 - Excel's
    assert cells(found.data)[0][0] == "7-8"


@pytest.mark.parametrize("below", [False, True])
def test_a_form_keeps_all_that_it_says(below: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Updates"
    answers = {"Agency": "DIA", "Action": "26", "Status": "Underway", "Progress": TEXT, "Notes": "Mine."}
    for number, (label, answer) in enumerate(answers.items()):
        row, value = (2 * number + 1, (2 * number + 2, 1)) if below else (number + 1, (number + 1, 2))
        sheet.cell(row, 1).value = label
        sheet.cell(*value).value = answer
    saved = io.BytesIO()
    book.save(saved)
    found = fixed(saved.getvalue())
    after = openpyxl.load_workbook(io.BytesIO(found.data))["Updates"]
    values = [str(cell.value) for row in after.iter_rows() for cell in row if cell.value is not None]
    assert {"Agency", "DIA", "Action", "Status", "Progress", TEXT, "Notes", "Mine."} <= set(values)
    comments = [cell.comment.text for row in after.iter_rows() for cell in row if cell.comment]
    assert comments == ["Reported as Action 26."]
    assert fixed(found.data).done == ()
