from __future__ import annotations

import csv
import io
import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from poatool.workbooks.text import clean, decode, encode
from tests.workbooks.builder import opened

ANY_TEXT = st.text(st.characters(exclude_categories=[]))
FIELD = st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=' \n,;\t|"'), max_size=12).filter(
    lambda field: not re.fullmatch(r"#[A-Z/0]+[!?A]|Err:[0-9]{3}", field)  # such as #REF!, an error
)


@given(ANY_TEXT)
def test_clean_text_holds_nothing_that_a_terminal_or_xml_obeys(text: str) -> None:
    cleaned = clean(text).text
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t" for character in cleaned)
    cleaned.encode("utf-8")


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned.text) == (cleaned.text, None)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Zs"])))
def test_what_is_sound_is_kept(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == unicodedata.normalize("NFC", text)
    assert (cleaned.note is None) == (cleaned.text == text)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"])))
@example("_x0041_")
@example("__x005F_x000D_")
def test_an_encoded_text_is_decoded_to_itself(text: str) -> None:
    assert decode(encode(text)) == clean(text)


def test_only_what_excel_would_decode_is_encoded() -> None:
    assert encode("a_x0041_ _x004 _xx_") == "a_x005F_x0041_ _x004 _xx_"


@given(st.lists(st.lists(FIELD, min_size=3, max_size=3), min_size=2, max_size=6), st.sampled_from(",;\t|"))
def test_a_table_comes_back_where_it_was_written(table: list[list[str]], delimiter: str) -> None:
    written = io.StringIO()
    rows = [["Action", "Status", "Progress"], *table]
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    (sheet,) = opened(written.getvalue().encode(), "agency.csv").sheets
    assert {(cell.row, cell.column): cell.value for cell in sheet.cells} == {
        (row, column): clean(field).text
        for row, fields in enumerate(rows, start=1)
        for column, field in enumerate(fields, start=1)
        if field
    }
