"""The door for text: nothing invisible passes, and what is looked for is shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from poatool.render.text import one_line, publishable, visible
from tests.support.payloads import INVISIBLE, STRINGS


@pytest.mark.parametrize(
    ("text", "published", "shown"),
    [
        ("plain", "plain", "plain"),
        ("Ngā Pirihimana – ‘now’", "Ngā Pirihimana – ‘now’", "Ngā Pirihimana – ‘now’"),
        ("a\x1b[2Jb", "a[2Jb", "a\\x1b[2Jb"),
        ("a\u202eb", "ab", "a\\u202eb"),
        ("a\u200bb\ufeff", "ab", "a\\u200bb\\ufeff"),
        ("a\U000e0041", "a", "a\\U000e0041"),
        ("a\ud800", "a", "a\\ud800"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne", "a\nb\nc\nd\ne"),
        ("a\tb\u00a0c", "a\tb\u00a0c", "a\tb\u00a0c"),
    ],
)
def test_what_passes_the_door(text: str, published: str, shown: str) -> None:
    assert publishable(text) == published
    assert visible(text) == shown


def test_one_line_has_single_spaces() -> None:
    assert one_line("  a \n\t b\u00a0c\u200b ") == "a b\u00a0c"


@given(STRINGS)
def test_nothing_invisible_passes(text: str) -> None:
    for passed in (publishable(text), visible(text)):
        assert not set(passed) & set(INVISIBLE)
        assert all(unicodedata.category(c) != "Cc" or c in "\n\t" for c in passed)
    assert publishable(publishable(text)) == publishable(text)
