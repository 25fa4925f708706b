from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from poatool.framework.names.matching import beginning, beginnings, fold

TEXTS = st.lists(st.one_of(st.text(max_size=90), st.text("ab, \nThe&.", max_size=90)), max_size=6)


@given(TEXTS)
@example([])
@example([""])
@example(["Trained\nforty", "…", "tēnā", "." * 70 + "Trained forty inspectors"])
def test_many_texts_begin_as_each_of_them_does(texts: list[str]) -> None:
    assert beginnings(texts) == [beginning(text) for text in texts]


@given(st.text(max_size=90), st.sampled_from([".", " ", ",", " the ", "-"]))
def test_texts_that_fold_alike_begin_alike(text: str, between: str) -> None:
    other = between.join(text.split())
    if fold(text) == fold(other):
        assert beginning(text) == beginning(other)


def test_a_beginning_is_letters_but_none_of_and_the_of() -> None:
    assert beginning("The Training of 40 inspectors: done.") == b"riig40ispcrs"
