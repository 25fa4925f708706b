"""How the actions stand: each action in force is counted once, whatever agencies sent."""

from hypothesis import given, strategies as st

from poatool.reports.changes import ChangedAction, Moved, PlanChange, Way, since
from poatool.reports.coverage_model import HowActionsStand, StatedStatus
from poatool.reports.year_end_model import YearEndReport
from tests.support.reports import Line, assessed, edition, interpreted, year_end

LINES = st.lists(
    st.builds(
        lambda action, status: Line(action, "Did.", status=status, nil=status == "no_update"),
        st.sampled_from(["1", "2", "9", "21", "N1", "26", "1, 9"]),
        st.sampled_from([None, "under_way", "completed", "no_update"]),
    ),
    max_size=8,
)


def report(period: str, *lines: Line, agency: str = "NZP", earlier: tuple[YearEndReport, ...] = ()) -> YearEndReport:
    return year_end([interpreted(f"{period}.xlsx", agency, lines, period=period)], [], edition(period), earlier)


@given(LINES, LINES, st.dictionaries(st.sampled_from(["1", "2", "9"]), st.just("completed")))
def test_each_action_in_force_is_in_one_list(police: list[Line], other: list[Line], decided: dict[str, str]) -> None:
    sent = [interpreted("a.xlsx", "NZP", police), interpreted("b.xlsx", "OT", other)]
    rulings = [assessed(code, status) for code, status in decided.items()]
    found = year_end(sent, [], edition(), rulings=rulings)
    stand = found.coverage.standing
    listed = [code for codes in (*stand.statuses.values(), *stand[1:]) for code in codes]
    assert sorted(listed) == sorted(action.code for action in edition().actions if action.in_force)
    assert len(stand.nil) == found.coverage.nil
    assert len(stand.unreported) == found.coverage.unreported


def test_statuses_as_stated_and_as_decided() -> None:
    sent = [
        interpreted("a.xlsx", "OT", [Line("1", "Did.", status="completed"), Line("2", "Did.", status="completed")]),
        interpreted("b.xlsx", "NZP", [Line("1", "Does.", status="under_way"), Line("2", "Nil", nil=True)]),
        interpreted("c.xlsx", "MBIE", [Line("9", "Meets."), Line("21", "Nil", nil=True)]),
    ]
    found = year_end(sent, [], edition())
    assert found.coverage.standing == HowActionsStand(
        {"under_way": (), "completed": ("2",)}, ("1",), ("21",), ("N1",), closed=(), unstated=("9",)
    )
    (first, *_) = found.actions
    assert first.covered.statuses == (StatedStatus("NZP", "under_way"), StatedStatus("OT", "completed"))
    assert found.is_draft
    decided = year_end(sent, [], edition(), rulings=[assessed("1", "under_way")])
    assert decided.coverage.standing.statuses["under_way"] == ("1",)
    assert not decided.is_draft


def test_since_the_period_before() -> None:
    before = report(
        "2021",
        Line("26", "Met.", status="under_way"),
        Line("1", "Does.", status="completed"),
        Line("21", "Nil", status="no_update", nil=True),
    )
    found = since(
        report(
            "2022",
            Line("1", "Does.", status="under_way"),
            Line("9", "Met.", status="completed"),
            Line("N1", "Heard."),
            Line("21", "Asked.", status="under_way"),
            earlier=(before,),
        )
    )
    assert found is not None
    assert (found.period, found.reported, found.in_force) == ("2021", 2, 5)
    assert found.plan == (
        ChangedAction("N1", PlanChange.ADDED, ()),
        ChangedAction("26", PlanChange.INCORPORATED, ("9",)),
    )
    assert (found.newly_reported, found.no_longer_reported, found.still_unreported) == (("21", "N1"), (), ("2",))
    assert found.moved == (
        Moved("1", "NZP", ("completed",), ("under_way",), Way.BACK),
        Moved("9", "NZP", ("under_way",), ("completed",), Way.FORWARD),
        Moved("21", "NZP", ("no_update",), ("under_way",), Way.LEVEL),
    )
