from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from poatool.framework.names.matching import beginning, fold


@given(st.text(max_size=90), st.sampled_from([".", " ", ",", " the ", "-"]))
def test_texts_that_fold_alike_begin_alike(text: str, between: str) -> None:
    other = between.join(text.split())
    if fold(text) == fold(other):
        assert beginning(text) == beginning(other)


def test_a_beginning_is_letters_but_none_of_and_the_of() -> None:
    assert beginning("The Training of 40 inspectors: done.") == b"riig40ispcrs"
