"""An update's id stays the same whatever else is sent, and no two are equal."""

from itertools import permutations

from poatool.reports.year_end_model import YearEndReport
from poatool.submissions.update_ids import update_ids
from tests.support.checking import as_read, book_of
from tests.support.reports import Line, edition, interpreted, year_end


def report(*lines: Line, agency: str = "NZP") -> YearEndReport:
    return year_end([interpreted("a.xlsx", agency, lines)], [], edition())


def ids(found: YearEndReport) -> dict[str, str]:
    return {update.texts["progress"]: update.id for update in found.updates}


def test_it_names_period_agency_and_the_actions_that_count() -> None:
    assert ids(report(Line("26, 1", "Did both."))) == {"Did both.": "2022-nzp-1-9"}
    assert ids(report(Line("N1", "Did it.", agencies=("OT", "NZP")))) == {"Did it.": "2022-ot-n1"}


def test_several_updates_on_the_same_actions_keep_their_ids_in_any_order() -> None:
    lines = [Line("1", "Did one."), Line("1", "Did two."), Line("1", "Did three."), Line("2", "Did it.")]
    first = ids(report(*lines))
    assert len(set(first.values())) == 4
    assert first["Did it."] == "2022-nzp-2"
    assert all(name.startswith("2022-nzp-1.") and len(name) == 15 for text, name in first.items() if text != "Did it.")
    assert all(ids(report(*order)) == first for order in permutations(lines))
    assert ids(report(*lines[:2])).items() <= first.items()


def test_the_same_text_twice_is_two_updates() -> None:
    names = [update.id for update in report(Line("1", "Did it."), Line("1", "Did it.")).updates]
    assert names == [names[0], f"{names[0]}-2"]


def test_updates_of_tables_side_by_side_have_their_own() -> None:
    table = "| Action | Progress | | Action | Progress |\n| 2 | Held a forum. | | 3 | Wrote it. |\n|  |  | | 4 | Met. |"
    submission = as_read(book_of(table))
    assert sorted(update_ids([submission]).values()) == ["2022-dia-2", "2022-dia-3", "2022-dia-4"]
    assert [row.number for row in submission.submission.tables[0].rows] == [2]
