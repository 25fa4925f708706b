"""The books for tuning: their truth is in their cells, and a seed always gives the same book."""

from collections import Counter

import pytest

from layouts import plans
from layouts.draw import Kind
from layouts.judge import Answer, Published, judge
from layouts.model import Book, Purpose, fold
from layouts.seen import headings, sayings, texts
from layouts.seen.books import kinds
from layouts.unseen.books import kinds as unseen_kinds

SEEDS = range(3)
ALL = kinds()


def _text(book: Book) -> str:
    said = [value for _, value in book.properties]
    for sheet in book.sheets:
        said += [sheet.header, sheet.footer, *(text for _, text in sheet.comments)]
        said += [str(cell.value) for cell in sheet.cells]
    return fold(" ".join(said))


def test_there_are_enough_kinds_and_wordings() -> None:
    assert sum(kind.purpose is Purpose.READ for kind in ALL) >= 80
    assert sum(kind.purpose is Purpose.ASK for kind in ALL) >= 25
    assert headings.count() >= 200
    assert min(Counter(kind.group for kind in ALL).values()) >= 4


def test_names_differ_from_those_of_the_other_set() -> None:
    assert not {kind.name for kind in ALL} & {kind.name for kind in unseen_kinds()}


def test_no_text_is_contained_in_another() -> None:
    bank = [*texts.TEXTS, *texts.THEME, *texts.STEPS, *texts.TRAPS, *texts.CONFIDENTIAL, *texts.GERMAN]
    bank += [*sayings.TEXTS, *sayings.THEME, *sayings.STEPS, *sayings.TRAPS, *sayings.SECRETS]
    assert not [(one, other) for one in bank for other in bank if one is not other and fold(one) in fold(other)]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_the_truth_is_in_the_cells(kind: Kind) -> None:
    plan = plans.load(kind.plan)
    codes = {action.code for action in plan.actions}
    for seed in SEEDS:
        book = kind.book(seed)
        assert book == kind.book(seed)
        said = _text(book)
        for update in book.updates:
            assert set(update.codes) <= codes
            assert update.agency in {agency.published for agency in plan.agencies}
            assert update.status is None or update.status in {status.id for status in plan.statuses}
            for part in (*update.progress.split("\n\n"), update.next_steps):
                assert fold(part) in said
        for text in [*(rule.text for rule in book.forbidden), *(rule.text for rule in book.heard)]:
            assert fold(text) in said
        assert book.updates or book.forbidden or book.heard


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_an_update_published_as_in_the_truth_is_right(kind: Kind) -> None:
    book = kind.book(0)
    published = tuple(
        Published(update.agency, update.codes, update.status, update.progress, update.next_steps, "", 1)
        for update in book.updates
    )
    verdict = judge(book, Answer(published, ()))
    assert verdict.right == len(book.updates)
    assert not [*verdict.wrong_silent, *verdict.missing_silent, *verdict.breaches]
