"""The books themselves: that their truth stands in their cells, and that a seed always gives the same book."""

from pathlib import Path

import pytest

from layouts import plans
from layouts.draw import Kind
from layouts.judge import Answer, Published, judge
from layouts.model import Book, Purpose, Writer, fold
from layouts.unseen import headings, texts
from layouts.unseen.books import kinds
from layouts.writers import write

SEEDS = range(3)
ALL = kinds()


def _text(book: Book) -> str:
    return fold(" ".join(str(cell.value) for sheet in book.sheets for cell in sheet.cells))


def test_there_are_enough_kinds_and_wordings() -> None:
    assert sum(kind.purpose is Purpose.READ for kind in ALL) >= 60
    assert sum(kind.purpose is Purpose.ASK for kind in ALL) >= 30
    assert sum(kind.purpose is Purpose.BAD_FAITH for kind in ALL) >= 30
    assert headings.count() >= 200
    assert len({*texts.GENERAL, *texts.THEME, *texts.TRAPS}) >= 120
    assert len(set(texts.STEPS)) >= 60


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_the_truth_stands_in_the_cells(kind: Kind) -> None:
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
        for text in [rule.text for rule in book.forbidden]:
            assert fold(text) in said
        comments = " ".join(text for sheet in book.sheets for _, text in sheet.comments)
        for text in [rule.text for rule in book.heard]:
            assert fold(text) in f"{said} {fold(comments)}"
        assert book.updates or book.forbidden or book.heard


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_what_is_published_as_the_truth_has_it_is_right(kind: Kind) -> None:
    book = kind.book(0)
    published = tuple(
        Published(update.agency, update.codes, update.status, update.progress, update.next_steps, "", 1)
        for update in book.updates
    )
    verdict = judge(book, Answer(published, ()))
    assert verdict.right == len(book.updates)
    assert not [*verdict.wrong_silent, *verdict.missing_silent, *verdict.breaches]


@pytest.mark.parametrize("writer", [Writer.OPENPYXL, Writer.XLSXWRITER, Writer.CSV])
def test_books_are_written(writer: Writer, tmp_path: Path) -> None:
    books = [book for book in (kind.book(0) for kind in ALL) if book.writer is writer][:5]
    places = [(book, tmp_path / str(number) / book.file_name) for number, book in enumerate(books)]
    write(places)
    assert places
    assert all(path.stat().st_size for _, path in places)
