"""Texts searched at once: the results are the same as for each text alone."""

import re

from hypothesis import given, strategies as st

from poatool.submissions.prose import Prose

TEXTS = [
    "Trained forty inspectors.",
    "Straße ﬁrst, then MĀORI wardens of R&D and the IOM.",
    "Ran 3 hui",
    "",
    "٣ places",
]


def test_signs_are_found_in_whatever_case_and_numbered() -> None:
    assert Prose(TEXTS).holding(["forty", "hui", "māori"]) == {0, 1, 2}
    assert Prose(TEXTS).holding(["fifty", "inspectors.s"]) == set()


def test_a_pattern_with_a_figure_is_found_in_whatever_case_and_script() -> None:
    assert Prose(TEXTS).matching(re.compile(r"ran \d|\d pl")) == {2, 4}


def test_a_pattern_within_a_word_finds_the_texts_with_the_string_that_it_matched() -> None:
    assert Prose(TEXTS).with_words(re.compile(r"\b(?:mā|hu|ained)").search) == {1, 2}
    assert Prose(["This is hers.", "There", "Hi"]).with_words(re.compile(r"\bhers?\b").search) == {0}


@given(
    st.lists(st.text(), max_size=8),
    st.lists(st.text("abß \nİK", min_size=1, max_size=2), max_size=3),
    st.integers(0, 600),
)
def test_each_text_is_found_at_its_place(few: list[str], signs: list[str], before: int) -> None:
    texts = ["-"] * before + few
    wanted = [sign.casefold() for sign in signs if "\n" not in sign and "-" not in sign]

    found = Prose(texts).holding(wanted)

    assert found == {number for number, text in enumerate(texts) if any(sign in text.casefold() for sign in wanted)}
