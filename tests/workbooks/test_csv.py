import pytest

from poatool.workbooks.limits import DEFAULT
from poatool.workbooks.model import ErrorValue, Note, Trouble, Workbook
from poatool.workbooks.open import open_bytes
from tests.workbooks.builder import opened, refused

TABLE = "Action,Progress\n9,Held a forum\nN1,Māori partners\n"


def values(workbook: Workbook) -> dict[tuple[int, int], object]:
    (sheet,) = workbook.sheets
    assert sheet.name == ""
    return {(cell.row, cell.column): cell.value for cell in sheet.cells}


WANTED = {
    (1, 1): "Action",
    (1, 2): "Progress",
    (2, 1): "9",
    (2, 2): "Held a forum",
    (3, 1): "N1",
    (3, 2): "Māori partners",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    workbook = opened(TABLE.replace(",", delimiter).encode(encoding), "agency.csv")
    assert values(workbook) == WANTED
    assert workbook.notes == ()
    assert workbook.kind == ("tsv" if delimiter == "\t" else "csv")


@pytest.mark.parametrize(
    ("page", "language", "words", "check"),
    [
        ("cp1252", "en-NZ", "“café” – done", "macrons and words such as “café”"),
        ("cp1250", "hr", "Čakovec i Žižek", "words such as “Čakovec” and “Žižek”"),
    ],
)
def test_text_is_read_in_the_code_page_of_the_language(page: str, language: str, words: str, check: str) -> None:
    workbook = open_bytes(f"Action,Progress\n9,{words}\n".encode(page), "agency.csv", DEFAULT, language)
    assert isinstance(workbook, Workbook)
    assert values(workbook)[2, 2] == words
    assert f"was read as Windows-{page[2:]}. Check {check}." in workbook.notes[0].message


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Action,Progress\n9,"First, this\nthen that"\n\nN1,x\n', {(2, 2): "First, this\nthen that", (4, 1): "N1"}),
        ("Action;Progress\n9;Met, planned, wrote\n10;Met\n11;Wrote, sent\n", {(2, 2): "Met, planned, wrote"}),
        ("sep=|\r\nAction|Progress\r\n9|a,b\r\n", {(1, 1): "Action", (2, 2): "a,b"}),
        (
            "Report 2022\n\nAction,Status,Progress\n9,Underway\n10,Done,x,extra\n",
            {(1, 1): "Report 2022", (3, 3): "Progress", (5, 4): "extra"},
        ),
        ("a,b\n007,=1+1\n1-3,#REF!\n", {(2, 1): "007", (2, 2): "=1+1", (3, 1): "1-3", (3, 2): ErrorValue("#REF!")}),
        *(
            (f"a,b\n2,{shown}\n3,Noted {shown}\n", {(2, 2): ErrorValue(shown), (3, 2): f"Noted {shown}"})
            for shown in ("#NAME?", "#DIV/0!", "#BLOCKED!", "#PYTHON!", "#ERROR!", "Loading...", "Err:502")
        ),
    ],
)
def test_places_and_kinds_of_values(text: str, found: dict[tuple[int, int], object]) -> None:
    read = values(opened(text.encode(), "agency.csv"))
    assert {place: read[place] for place in found} == found


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('Action,Progress\n9,"Held a forum\n10,Wrote a guide\n11,Met\n', 2),
        ('Action,Progress\n9,Held a forum\n10,"Wrote a guide', 3),
        ('Action,Progress\n9,"Held a forum\n10,It was "good\n11,Met\n', 2),
        ('\n"Action",Progress\n9,"Two\nlines"\n10,"Wrote\n', 4),
        ('Action,Progress\r9,"Held a forum\r', 2),
    ],
)
def test_a_quotation_mark_that_swallows_rows_is_refused_with_its_row(text: str, row: int) -> None:
    refusal = refused(text.encode(), "agency.csv")
    assert refusal.trouble is Trouble.DAMAGED
    assert refusal.message.startswith(f"Row {row} has an opening quotation mark that is never closed")


@pytest.mark.parametrize(
    "text",
    ['9,"Held" a forum\n', '9,"Held" a forum', '9,a 5" pipe\n', '9,"a\r\nb"\r\n10,"c"', '"9" or 10,"Held\na forum"\n'],
)
def test_other_quotation_marks_swallow_nothing(text: str) -> None:
    opened(f"Action,Progress\n{text}".encode(), "agency.csv")


def test_control_characters_are_taken_out_and_accents_joined() -> None:
    text = "Action,Progress\n9,a\x1b[2Jb\x00\n10,Ma\u0304ori partners\n11,Māori partners\n"
    workbook = opened(text.encode(), "agency.csv")
    assert [values(workbook)[row, 2] for row in (2, 3, 4)] == ["a[2Jb", *["Māori partners"] * 2]
    removed, joined = workbook.notes
    assert removed == Note("", 2, 2, "Control characters (U+001B, U+0000) were taken out of the text.")
    assert joined[:3] == ("", 3, 2)


def test_a_table_named_xlsx_is_read_and_noted() -> None:
    workbook = opened(TABLE.encode(), "agency.xlsx")
    assert values(workbook) == WANTED
    assert workbook.notes[0].message == "The file is named “.xlsx”, but is .csv inside, and was read as such."


def test_a_long_text_may_be_cut_anywhere_to_look_at_it() -> None:
    data = b"\xef\xbb\xbfAction,Progress\n" + "9,ā\n".encode() * 14_000  # more than is looked at first
    for shift in range(4):
        assert len(opened(data[:18] + b"x" * shift + data[18:], "agency.csv").sheets[0].cells) == 28_002


def test_a_broken_utf16_text_says_where() -> None:
    unreadable = refused("Action,Progress\n".encode("utf-16") + b"\x00", "agency.csv")
    assert unreadable.trouble is Trouble.ENCODING
    assert "at byte 34" in unreadable.message
