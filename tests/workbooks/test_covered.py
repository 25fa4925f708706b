"""Which cells lie under merged ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from poatool.workbooks.addresses import covered
from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW
from poatool.workbooks.model import Area


def test_a_whole_sheet_that_is_merged_costs_no_more_than_one_cell() -> None:
    far = (LAST_ROW, LAST_COLUMN)
    assert covered([Area(1, 1, LAST_ROW, LAST_COLUMN)], [(1, 1), far]) == {far: (1, 1)}


@given(st.data())
def test_it_is_as_a_look_at_every_area_says(data: st.DataObject) -> None:
    taken: set[tuple[int, int]] = set()
    areas: list[Area] = []
    corner = st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(0, 4), st.integers(0, 4))
    for top, left, down, across in data.draw(st.lists(corner, max_size=8)):
        own = {(row, column) for row in range(top, top + down + 1) for column in range(left, left + across + 1)}
        if not own & taken:
            taken |= own
            areas.append(Area(top, left, top + down, left + across))
    cells = [(row, column) for row in range(1, 13) for column in range(1, 13)]
    expected = {
        cell: (area.top, area.left)
        for cell in cells
        for area in areas
        if area.top <= cell[0] <= area.bottom and area.left <= cell[1] <= area.right and cell != area[:2]
    }
    assert covered(data.draw(st.permutations(areas)), data.draw(st.permutations(cells))) == expected
