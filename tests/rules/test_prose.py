"""Rules on running text: the test for what they need, which comes before a search, hides nothing that they find."""

from __future__ import annotations

import pkgutil
import random
import re
from functools import cache
from importlib import import_module

import pytest

import poatool.rules
from poatool.rules import RULES
from poatool.rules.registry import Needs, Rule, TextRule
from poatool.submissions.interpret import Interpreted
from poatool.workbooks.model import RawCell, Sheet, Workbook
from tests.rules.test_any_text import WORDS
from tests.rules.test_cells import CASES
from tests.rules.test_examples import submissions
from tests.rules.test_good_prose import PARAGRAPHS
from tests.support.checking import EDITION, as_read
from tests.support.rule_examples import examples_of

GENERATED = 4_000
"""Texts that are put together of what rules look for."""


def text_rules() -> dict[str, TextRule]:
    """The rules on running text, and the parts of others that are, by name."""
    found: dict[str, TextRule] = {}
    for module in pkgutil.walk_packages(poatool.rules.__path__, "poatool.rules."):
        for name, value in vars(import_module(module.name)).items():
            check = value.submission if isinstance(value, Rule) else value
            if isinstance(check, TextRule):
                found[f"{module.name.rpartition('.')[2]}.{name}"] = check
    return found


def texts() -> list[str]:
    """Texts of the tests, of the rule book and of the example years, and others made of what rules need and find."""
    cells = [case.written for case in CASES if case.column == "Progress"]
    written = [*PARAGRAPHS, *cells]
    pages = [
        line
        for rule in RULES
        for example in examples_of(rule)
        for line in re.split(r"[|\n]", "\n".join(example.example.lines))
    ]
    years = [text.text for year in ("2021", "2022") for each in submissions(year) for text in each.texts]
    needs = [rule.needs for rule in text_rules().values() if isinstance(rule.needs, Needs)]
    lists = (signs for each in needs for signs in (each.strings, each.words, each.capitals, *each.pairs))
    needed = {sign for signs in lists for sign in signs}
    pieces = [*sorted(needed), *WORDS, *cells, *(word for text in (*written, *years) for word in text.split())]
    chance = random.Random(14)  # noqa: S311 - the same texts in each run

    def piece() -> str:
        return chance.choice((str, str, str, str.upper, str.title, str.casefold))(chance.choice(pieces))

    def text() -> str:
        return chance.choice((" ", " ", "\n", "")).join(piece() for _ in range(chance.randrange(1, 9)))

    made = [text() for _ in range(GENERATED)]
    return list(dict.fromkeys(filter(None, map(str.strip, (*written, *pages, *years, *made)))))


@cache
def corpus() -> Interpreted:
    """All of them as the progress and the next steps of one submission."""
    headings = ("Action", "Status", "Progress", "Next steps")
    rows = [("2", "Under way", text, text) for text in texts()]
    cells = [
        RawCell(number, column, value, value)
        for number, row in enumerate((headings, *rows), 1)
        for column, value in enumerate(row, 1)
    ]
    book = Workbook("dia.xlsx", "0" * 64, "xlsx", (Sheet("S", tuple(cells)),), {"custom.Agency": "DIA"})
    return as_read(book)


def test_the_rules_on_running_text_are_found() -> None:
    assert len(text_rules()) >= 12


@pytest.mark.no_cover
@pytest.mark.parametrize(("name", "rule"), text_rules().items(), ids=text_rules())
def test_what_a_rule_needs_hides_nothing_that_it_finds(name: str, rule: TextRule) -> None:
    found = set(rule(corpus()))
    missed = [problem.value for problem in rule.among(corpus().texts, EDITION) if problem not in found]

    assert found, f"nothing in the corpus is found by {name}"
    assert missed[:3] == []
