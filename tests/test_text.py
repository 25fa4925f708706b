"""Patterns and sentences, and that no invisible character of a text is published."""

import re
import unicodedata

import pytest
from hypothesis import given

from poatool.text import in_shell, lazy_pattern, one_line, publishable, visible, with_word_for_action
from tests.support.payloads import INVISIBLE, STRINGS


def test_it_is_compiled_when_it_is_first_used() -> None:
    broken = lazy_pattern("(")
    with pytest.raises(re.error):
        broken.match("x")


@pytest.mark.parametrize(
    ("word", "sentence", "expected"),
    [
        ("Milestone", "Action 9 is not an action of it.", "Milestone 9 is not a milestone of it."),
        ("Milestone", "Actions 1, 3: “Action 2”, a Plan of Action.", "Milestones 1, 3: “Action 2”, a Plan of Action."),
        ("إجراء", "Actions 1 and 3 of 4 actions.", "إجراء 1 and 3 of 4 إجراء."),
        ("Engagement", "An action, or `Action 3`.", "An engagement, or `Action 3`."),
        ("Étape", "An action, or Action 3.", "An étape, or Étape 3."),
        ("Activity", "Actions 1 and 3 of 4 actions.", "Activities 1 and 3 of 4 activities."),
        ("Key", "Actions 1 and 3.", "Keys 1 and 3."),
        ("Measure, Step, Steps", "Most actions.", "Most measures."),
        ("Act, Action, Acta", "Most actions.", "Most acta."),
    ],
)
def test_a_sentence_takes_the_word_of_a_plan_for_an_action(word: str, sentence: str, expected: str) -> None:
    assert with_word_for_action(sentence, word.split(", ")) == expected


def test_a_german_word_keeps_its_capital_and_its_plural() -> None:
    written = with_word_for_action("1 action of 3 actions: Actions 1 and 2.", ("Maßnahme", "Maßnahmen"), keep_case=True)
    assert written == "1 Maßnahme of 3 Maßnahmen: Maßnahmen 1 and 2."


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
        ("hid\U000e0068\U000e0069 \ufffa", "hid ", "hid\\U000e0068\\U000e0069 \\ufffa"),
        ("👩🏽\u200d🏫 🏳\ufe0f\u200d🌈 ❤\ufe0f\u200d🔥", *["👩🏽\u200d🏫 🏳\ufe0f\u200d🌈 ❤\ufe0f\u200d🔥"] * 2),
        ("می\u200cخواهم ක්\u200dෂ", *["می\u200cخواهم ක්\u200dෂ"] * 2),
        ("a\u200db 👩\u200db \u200cخ", "ab 👩b خ", "a\\u200db 👩\\u200db \\u200cخ"),
        ("م\u200c\u200dن 👩\u200d\u200d👩", "م\u200cن 👩👩", "م\u200c\\u200dن 👩\\u200d\\u200d👩"),
        ("🏴\U000e0068\U000e007f", "🏴", "🏴\\U000e0068\\U000e007f"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne", "a\nb\nc\nd\ne"),
        ("a\tb\u00a0c", "a\tb\u00a0c", "a\tb\u00a0c"),
    ],
)
def test_text_that_may_be_published(text: str, published: str, shown: str) -> None:
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


@pytest.mark.parametrize(
    ("word", "elsewhere", "on_windows"),
    [
        ("2022", "2022", "2022"),
        ("submissions/2022/Police.xlsx", "submissions/2022/Police.xlsx", "submissions/2022/Police.xlsx"),
        ("D:\\plan", "'D:\\plan'", "D:\\plan"),
        ("a plan", "'a plan'", '"a plan"'),
        ("R&D.xlsx", "'R&D.xlsx'", '"R&D.xlsx"'),
        ("$(date).xlsx", "'$(date).xlsx'", '"$(date).xlsx"'),
    ],
)
def test_a_path_is_one_word_of_a_command_line(word: str, elsewhere: str, on_windows: str) -> None:
    assert (in_shell(word, windows=False), in_shell(word, windows=True)) == (elsewhere, on_windows)
