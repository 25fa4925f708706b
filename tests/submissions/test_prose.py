"""Words of many texts in one index: it finds the same texts as a search of each text alone."""

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


def test_words_are_found_in_whatever_case_and_script() -> None:
    assert Prose(TEXTS).with_words(re.compile(r"\b(?:mā|hu|ained)").search) == {1, 2}
    assert Prose(TEXTS).with_words(re.compile("strasse|first").search) == {1}
    assert Prose(TEXTS).with_words(re.compile(r"\d").search) == {2, 4}
    assert Prose(TEXTS).with_words(re.compile("fifty|inspectors.s").search) == set()
    assert Prose(["This is hers.", "There", "Hi"]).with_words(re.compile(r"\bhers?\b").search) == {0}


@given(st.lists(st.text(), max_size=8), st.text("abßİK", min_size=1, max_size=2), st.integers(0, 600))
def test_each_text_is_found_at_its_place(few: list[str], sign: str, before: int) -> None:
    texts = ["-"] * before + few
    wanted = re.compile(re.escape(sign.casefold()))

    found = Prose(texts).with_words(wanted.search)

    assert found == {number for number, text in enumerate(texts) if wanted.search(text.casefold())}
