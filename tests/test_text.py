from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import poatool
from poatool import text as patterns
from poatool.text import lazy_pattern, with_word_for_action


def test_it_searches_like_a_compiled_expression() -> None:
    digits = lazy_pattern(r"(?P<number>[0-9]+)", re.ASCII)
    found = digits.search("Action 26 and 9")
    assert found is not None
    assert (found["number"], digits.sub("#", "26 and 9"), digits.pattern) == ("26", "# and #", r"(?P<number>[0-9]+)")


def test_it_is_compiled_when_it_is_first_used() -> None:
    broken = lazy_pattern("(")
    with pytest.raises(re.error):
        broken.match("x")


def test_every_expression_of_the_project_can_be_compiled() -> None:
    names = [
        module.name for module in pkgutil.walk_packages(poatool.__path__, "poatool.") if "__main__" not in module.name
    ]
    found = [
        value
        for name in names
        for value in vars(importlib.import_module(name)).values()
        if isinstance(value, patterns.LazyPattern)
    ]
    assert len(found) > 50
    for each in found:
        re.compile(each.source, each.flags)


@pytest.mark.parametrize(
    ("word", "sentence", "expected"),
    [
        ("Milestone", "Action 9 is not an action of it.", "Milestone 9 is not a milestone of it."),
        ("Milestone", "Actions 1, 3: “Action 2”, a Plan of Action.", "Milestones 1, 3: “Action 2”, a Plan of Action."),
        ("Engagement", "An action, or `Action 3`.", "An engagement, or `Action 3`."),
    ],
)
def test_a_sentence_takes_the_word_of_a_plan_for_an_action(word: str, sentence: str, expected: str) -> None:
    assert with_word_for_action(sentence, word) == expected
