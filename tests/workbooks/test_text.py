import unicodedata

from hypothesis import example, given, strategies as st

from poatool.workbooks.model import clean, decode, encode

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@given(ANY_TEXT)
def test_clean_text_has_nothing_that_acts_on_a_terminal_or_in_xml(text: str) -> None:
    cleaned = clean(text).text
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t" for character in cleaned)
    cleaned.encode("utf-8")


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned.text) == (cleaned.text, None)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Zs"])))
def test_valid_parts_are_kept(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == unicodedata.normalize("NFC", text)
    assert (cleaned.note is None) == (cleaned.text == text)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"])))
@example("_x0041_")
@example("__x005F_x000D_")
def test_encoding_and_decoding_give_the_same_text(text: str) -> None:
    assert decode(encode(text)) == clean(text)


def test_only_what_excel_would_decode_is_encoded() -> None:
    assert encode("a_x0041_ _x004 _xx_") == "a_x005F_x0041_ _x004 _xx_"
