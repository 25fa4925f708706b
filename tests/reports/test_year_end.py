"""The year-end report: where each update is listed, and that none is lost."""

import pytest
from hypothesis import given, strategies as st

from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.reports.year_end_model import ActionReport, YearEndReport
from tests.support.checking import as_read
from tests.support.reports import FRAMEWORK, Line, edition, error, interpreted, unreadable, year_end
from tests.support.tables import workbook_from_markdown


def actions(report: YearEndReport) -> dict[str, ActionReport]:
    return {action.code: action for action in report.actions}


def test_a_row_on_several_actions_is_listed_under_each() -> None:
    report = year_end([interpreted("in/a.xlsx", "OT", [Line("1, 21", "Both.")])], [], edition())
    found = actions(report)
    assert found["1"].updates == found["21"].updates
    (update,) = found["1"].updates
    assert update.codes == ("1", "21")
    assert (update.source.file, update.source.sheet, update.source.row) == ("in/a.xlsx", "Updates", 2)


def test_an_update_on_an_incorporated_action_is_listed_under_its_target() -> None:
    report = year_end([interpreted("a.xlsx", "NZP", [Line("26", "Attended."), Line("9", "Hosted.")])], [], edition())
    found = actions(report)
    assert [(u.texts["progress"], u.reported_as) for u in found["9"].updates] == [
        ("Attended.", "26"),
        ("Hosted.", None),
    ]
    assert found["26"].updates == ()
    assert (found["9"].incorporates, found["26"].standing.into) == (("26",), ("9",))


def test_a_row_that_names_both_was_not_reported_as_the_old_action() -> None:
    report = year_end([interpreted("a.xlsx", "NZP", [Line("9, 26", "Both.")])], [], edition())
    assert [u.reported_as for u in actions(report)["9"].updates] == [None]


def test_a_range_with_the_old_action_was_reported_as_the_old_action() -> None:
    plan = load()
    book = workbook_from_markdown(
        "| Action | Progress |\n| 25-27 | Spoke at a forum. |", properties={"custom.Agency": "DIA"}
    )
    in_2022 = as_of(plan, plan.period_by_id["2022"])
    report = year_end([as_read(book, in_2022)], [], in_2022)
    assert [(code, u.reported_as) for code, action in actions(report).items() for u in action.updates] == [
        ("9", "26"),
        ("25", None),
        ("27", None),
    ]


def test_before_the_incorporation_each_action_keeps_its_own_updates() -> None:
    report = year_end([interpreted("a.xlsx", "NZP", [Line("26", "Attended.")], period="2021")], [], edition("2021"))
    assert [len(actions(report)[code].updates) for code in ("9", "26")] == [0, 1]


def test_updates_are_in_the_order_of_agencies_then_files_then_rows() -> None:
    files = [
        interpreted("z.xlsx", "OT", [Line("2", "O1"), Line("2", "O2")]),
        interpreted("y.xlsx", "MBIE", [Line("2", "M1")]),
        interpreted("a.xlsx", "OT", [Line("2", "O3")]),
    ]
    report = year_end(files, [], edition())
    assert [u.texts["progress"] for u in actions(report)["2"].updates] == ["M1", "O1", "O2", "O3"]


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        (("completed", "completed"), "completed"),
        (("completed", "under_way"), None),
        (("completed", None), "completed"),
        (("completed", "no_update"), "completed"),
        (("no_update",), None),
        ((None,), None),
    ],
)
def test_an_actions_status_is_the_one_stated_in_all_but_nil_returns(
    stated: tuple[str | None, ...], status: str | None
) -> None:
    lines = [Line("1", f"{each}.", status=each, nil=each == "no_update") for each in stated]
    report = year_end([interpreted("a.xlsx", "NZP", lines)], [], edition())
    assert actions(report)["1"].covered.status == status


def test_active_agencies_are_those_with_progress_in_the_frameworks_order() -> None:
    files = [
        interpreted("a.xlsx", "OT", [Line("1", "Did it.")]),
        interpreted("b.xlsx", "NZP", [Line("2", "Nil", nil=True)]),
        interpreted("c.xlsx", None, [Line("2", "Together.", agencies=("OT", "MBIE"))]),
    ]
    report = year_end(files, [], edition())
    first, second, *_ = (report.active_under(each.id) for each in report.edition.objectives)
    assert (first, second) == (("MBIE", "OT"), ())


def test_what_is_set_aside_is_listed_with_its_text_and_its_findings() -> None:
    sent = interpreted("a.xlsx", "NZP", [Line("1", "Kept."), Line("2", "Kept out.")])
    why = error("a.xlsx", 3, code="UPD301")
    broken = error("b.xlsx", sheet=None, code="WBK101")
    report = year_end([sent, unreadable("b.xlsx")], [broken, why], edition())
    row, file = report.set_aside
    assert (row.source.file, *row.source[2:], row.agencies, row.action) == ("a.xlsx", "Updates", 3, ("NZP",), "2")
    assert (row.texts["progress"], row.codes, row.findings) == ("Kept out.", ("UPD301",), (why,))
    assert (file.source.file, *file.source[2:], file.codes) == ("b.xlsx", None, None, ("WBK101",))
    assert actions(report)["2"].updates == ()
    assert [(f.submission.path, f.agency, f.submission.readable) for f in report.submissions] == [
        ("a.xlsx", "NZP", True),
        ("b.xlsx", None, False),
    ]


def test_an_error_on_a_sheet_without_updates_is_one_entry() -> None:
    sent = interpreted("a.xlsx", "NZP", [Line("1", "Kept.")])
    report = year_end([sent], [error("a.xlsx", sheet="Empty", code="WBK105")], edition())
    assert [s.source[2:] for s in report.set_aside] == [("Empty", None)]
    assert len(actions(report)["1"].updates) == 1


CODES = st.lists(st.sampled_from([a.code for a in FRAMEWORK.actions]), min_size=1, max_size=3).map(", ".join)


@given(st.lists(CODES, max_size=6), st.sets(st.integers(2, 8)))
def test_no_update_is_lost_or_counted_twice(codes: list[str], faulty: set[int]) -> None:
    sent = interpreted("a.xlsx", "NZP", [Line(code, f"Update {place}.") for place, code in enumerate(codes)])
    report = year_end([sent], [error("a.xlsx", row) for row in faulty], edition())
    published = {u.source.row or 0 for a in actions(report).values() for u in a.updates}
    aside = [s.source.row for s in report.set_aside]
    assert sorted([*published, *(row for row in aside if row is not None)]) == list(range(2, 2 + len(codes)))
    for update in (u for a in actions(report).values() for u in a.updates):
        under = [code for code, a in actions(report).items() if update.source in [u.source for u in a.updates]]
        assert under == list(update.codes)


def test_a_file_with_very_many_updates_none_of_which_counts_is_one_entry() -> None:
    many = interpreted("many.xlsx", "OT", [Line("2", "Wrote a guide.")] * 2_001)
    few = interpreted("few.xlsx", "NZP", [Line("2", "Trained inspectors.")] * 2)
    report = year_end([many, few], [error(file, sheet=None) for file in ("many.xlsx", "few.xlsx")], edition())

    assert [(each.source.file, each.source.row) for each in report.set_aside] == [
        ("many.xlsx", None),
        ("few.xlsx", 2),
        ("few.xlsx", 3),
    ]
    assert report.coverage.set_aside == 2_003
