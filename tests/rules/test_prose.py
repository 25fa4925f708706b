"""Rules on running text: the quick test before a search misses nothing that the search would find."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from poatool.rules import RULES
from poatool.rules.registry import Problem
from poatool.submissions.interpret import Interpreted
from poatool.submissions.prose import Prose
from poatool.workbooks.model import RawCell, Sheet, Workbook
from tests.rules.test_any_text import WORDS
from tests.rules.test_cells import CASES
from tests.rules.test_examples import submissions
from tests.rules.test_good_prose import PARAGRAPHS
from tests.support.checking import as_read
from tests.support.rule_examples import examples_of

GENERATED = 1_500
"""Texts made of strings that rules look for. `tests/test_patterns.py` proves that no pattern alone is missed."""


def texts() -> list[str]:
    """Texts from the tests, the rule book and the examples, and others made of strings that rules look for."""
    cells = [case.written for case in CASES if case.column == "Progress"]
    written = [*PARAGRAPHS, *cells, "Customs: trained forty officers."]
    pages = [cell for rule in RULES for example in examples_of(rule) for row in example.example.rows for cell in row]
    years = [text.text for year in ("2021", "2022") for each in submissions(year) for text in each.texts]
    pieces = [*WORDS, *cells, *(word for text in (*written, *years) for word in text.split())]
    chance = random.Random(14)  # noqa: S311 - the same texts in each run

    def piece() -> str:
        return chance.choice((str, str, str, str.upper, str.title, str.casefold))(chance.choice(pieces))

    def text() -> str:
        return chance.choice((" ", " ", "\n", "")).join(piece() for _ in range(chance.randrange(1, 9)))

    made = [text() for _ in range(GENERATED)]
    return list(dict.fromkeys(filter(None, map(str.strip, (*written, *pages, *years, *made)))))


def corpus() -> Interpreted:
    """All these texts as the progress and the next steps of one submission."""
    headings = ("Action", "Status", "Progress", "Next steps")
    rows = [("2", "Under way", text, text) for text in texts()]
    cells = [
        RawCell(number, column, value, value)
        for number, row in enumerate((headings, *rows), 1)
        for column, value in enumerate(row, 1)
    ]
    book = Workbook("dia.xlsx", "0" * 64, "xlsx", (Sheet("S", tuple(cells)),), {"custom.Agency": "DIA"})
    return as_read(book)


def test_the_quick_test_misses_nothing_that_a_rule_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    submission = corpus()
    searches = {rule.code: rule.submission for rule in RULES if rule.submission}
    found = {code: Counter(search(submission)) for code, search in searches.items()}
    tests: list[Prose] = []
    with_words = Prose.with_words

    def everything(prose: Prose, _: Callable[[str], object]) -> set[int]:
        tests.append(prose)
        return with_words(prose, str)

    monkeypatch.setattr(Prose, "with_words", everything)
    again = replace(submission)  # without the cached results
    quick: set[str] = set()
    missed: dict[str, Counter[Problem]] = {}
    for code, search in searches.items():
        before = len(tests)
        missed[code] = Counter(search(again)) - found[code]
        quick |= {code} if len(tests) > before else set()
    assert {code: list(problems)[:3] for code, problems in missed.items() if problems} == {}
    assert {code for code in quick if not found[code]} == set(), "nothing in the corpus is found"
