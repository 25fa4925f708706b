"""Changes between two periods, worked out by hand on the small plan: 26 is part of 9 since 2022, when N1 was added."""

import pytest

from poatool.framework.diff import Run
from poatool.reports.changes import ChangeKind, PeriodChanges, UpdateChange, changes
from poatool.reports.year_end_model import YearEndReport
from tests.support.reports import Line, edition, interpreted, year_end


def report(period: str, *lines: Line, agency: str = "NZP") -> YearEndReport:
    return year_end([interpreted(f"{period}.xlsx", agency, lines, period=period)], [], edition(period))


def compared(old: list[Line], new: list[Line], *, agency: str = "NZP") -> PeriodChanges:
    return changes(report("2021", *old), report("2022", *new, agency=agency))


def kinds(found: PeriodChanges) -> list[tuple[str, str, str]]:
    return [(change.action, change.agency, change.kind.value) for change in found.updates]


def only(found: PeriodChanges) -> UpdateChange:
    (change,) = found.updates
    return change


def test_new_ended_changed_and_the_same_in_published_order() -> None:
    found = compared(
        [Line("1", "Told people."), Line("2", "Trained ten."), Line("21", "Asked many.")],
        [Line("21", "Asked few."), Line("9", "Met."), Line("1", "Told people.")],
    )
    assert kinds(found) == [("1", "NZP", "same"), ("2", "NZP", "ended"), ("9", "NZP", "new"), ("21", "NZP", "changed")]
    assert [change.action for change in found.updates if change.kind is ChangeKind.ENDED] == ["2"]


def test_a_change_of_status_alone_is_a_change() -> None:
    change = only(
        compared([Line("1", "Told.", status="under_way")], [Line("1", "Told.", status="completed", next_steps="Rest.")])
    )
    assert change.kind is ChangeKind.CHANGED
    assert change.before is not None
    assert change.after is not None
    assert (change.before.statuses, change.after.statuses) == (("under_way",), ("completed",))
    assert change.words("next_steps") == (Run("added", "Rest."),)


def test_an_incorporated_action_is_compared_with_the_one_that_took_it_in() -> None:
    change = only(compared([Line("26", "Supported efforts.")], [Line("9", "Supported efforts.")]))
    assert (change.action, change.kind) == ("9", ChangeKind.SAME)
    assert change.before is not None
    assert change.before.reported_as == ("26",)


def test_updates_on_both_are_joined_and_a_row_on_both_counts_once() -> None:
    joined = only(compared([Line("9", "Met."), Line("26", "Spoke.")], [Line("9", "Met.\nSpoke.")]))
    assert joined.kind is ChangeKind.SAME
    once = only(compared([Line("9, 26", "Met.")], [Line("26", "Met.")]))
    assert once.before is not None
    assert once.before.texts == {"progress": "Met."}
    assert once.after is not None
    assert once.after.reported_as == ("26",)


def test_another_agency_is_another_account() -> None:
    found = compared([Line("1", "Told.")], [Line("1", "Told.")], agency="OT")
    assert kinds(found) == [("1", "NZP", "ended"), ("1", "OT", "new")]


@pytest.mark.parametrize("period", ["2021", "2022"])
def test_a_period_does_not_differ_from_itself(period: str) -> None:
    same = report(period, Line("1", "Told."), Line("26", "Spoke."))
    found = changes(same, same)
    assert found.plan == ()
    assert {change.kind for change in found.updates} == {ChangeKind.SAME}
