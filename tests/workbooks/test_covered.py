"""Which cells lie under merged ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from poatool.workbooks.covered import Spot, covered
from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW
from poatool.workbooks.model import Area


def test_all_but_the_first_cell_of_an_area_lie_under_it() -> None:
    spots = [Spot(row, column) for row in range(1, 5) for column in range(1, 4)]
    under = covered([Area(2, 2, 3, 3)], spots)
    assert under == dict.fromkeys([Spot(2, 3), Spot(3, 2), Spot(3, 3)], Spot(2, 2))


def test_areas_in_any_order_beside_and_below_one_another() -> None:
    areas = [Area(5, 1, 6, 1), Area(1, 1, 4, 1), Area(1, 3, 9, 3), Area(1, 2, 1, 2)]
    spots = [Spot(4, 1), Spot(5, 1), Spot(6, 1), Spot(7, 1), Spot(1, 2), Spot(9, 3)]
    assert covered(areas, spots) == {Spot(4, 1): Spot(1, 1), Spot(6, 1): Spot(5, 1), Spot(9, 3): Spot(1, 3)}


def test_a_whole_sheet_that_is_merged_costs_no_more_than_one_cell() -> None:
    far = Spot(LAST_ROW, LAST_COLUMN)
    assert covered([Area(1, 1, LAST_ROW, LAST_COLUMN)], [Spot(1, 1), far]) == {far: Spot(1, 1)}


@given(st.data())
def test_it_is_as_a_look_at_every_area_says(data: st.DataObject) -> None:
    taken: set[Spot] = set()
    areas: list[Area] = []
    corner = st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(0, 4), st.integers(0, 4))
    for top, left, down, across in data.draw(st.lists(corner, max_size=8)):
        own = {Spot(row, column) for row in range(top, top + down + 1) for column in range(left, left + across + 1)}
        if not own & taken:
            taken |= own
            areas.append(Area(top, left, top + down, left + across))
    spots = [Spot(row, column) for row in range(1, 13) for column in range(1, 13)]
    expected = {
        spot: Spot(area.top, area.left)
        for spot in spots
        for area in areas
        if area.top <= spot.row <= area.bottom and area.left <= spot.column <= area.right and spot != area[:2]
    }
    assert covered(data.draw(st.permutations(areas)), data.draw(st.permutations(spots))) == expected
