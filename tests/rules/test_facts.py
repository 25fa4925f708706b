"""Which texts say the same: those that differ in their words are told apart, the others are folded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from poatool.framework.names.matching import fold, letters
from poatool.rules.registry import said_again


def test_texts_that_say_the_same_are_folded_and_others_left_out() -> None:
    once, again, too = "Wrote a leaflet.", "Trained the whānau of Napier", "trained Whanau, Napier!"

    assert said_again([once, again, too, ""]) == {again: "trained whanau napier", too: "trained whanau napier"}


@given(st.text("aA nd.theof māﬁ–ж"), st.text("aA nd.theof māﬁ–ж"))
def test_what_folds_alike_has_the_same_letters(one: str, other: str) -> None:
    assert letters(one) == letters(fold(one))
    assert fold(one) != fold(other) or letters(one) == letters(other)
