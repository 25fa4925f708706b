"""What would lose something is refused before anybody gets it."""

from __future__ import annotations

import pytest

from poatool.workbooks.edit.annotate import annotated
from poatool.workbooks.edit.seal import verify_unchanged
from poatool.workbooks.limits import Refused
from tests.workbooks.builder import Book, inline, link, rows
from tests.workbooks.edit.test_annotate import LISTING, REMARKS, ROW


def sheet(progress: str, more: str = "") -> bytes:
    return Book(sheet=rows(f'<row r="1">{inline("A1", "Action")}{inline("B1", progress)}</row>') + more).data()


def test_the_same_cells_pass() -> None:
    verify_unchanged(sheet("Held a forum."), sheet("Held a forum."))


def test_a_cell_that_was_meant_to_change_passes() -> None:
    verify_unchanged(sheet("Held a forum."), sheet("Held two."), changed={("Updates", 1, 2)})


@pytest.mark.parametrize(
    "after",
    [sheet("Held two."), sheet(""), sheet("Held a forum.", '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'), b"PK"],
)
def test_anything_else_is_refused(after: bytes) -> None:
    with pytest.raises(Refused, match="risk of losing something"):
        verify_unchanged(sheet("Held a forum."), after)


def test_a_shared_workbook_with_tracked_changes_is_refused() -> None:
    shared = Book(
        sheet=ROW,
        workbook_links=link("rId8", "revisionHeaders", "revisions/revisionHeaders.xml"),
        extra={"xl/revisions/revisionHeaders.xml": "<headers/>"},
    )
    with pytest.raises(Refused, match="tracks changes"):
        annotated(shared.data(), REMARKS, LISTING)


def test_a_workbook_that_does_not_say_where_its_sheets_are_is_refused() -> None:
    lost = Book(sheet=ROW, extra={"xl/_rels/workbook.xml.rels": "<Relationships/>"})
    with pytest.raises(Refused, match="where its sheets are"):
        annotated(lost.data(), REMARKS, LISTING)
