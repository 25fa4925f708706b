"""Coverage, worked out by hand on the small plan: 1, 2, 9, 21, N1 and 26 (part of 9 since 2022, when N1 was added)."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from poatool.framework.edition import as_of
from poatool.framework.events import AgencyEvent, AgencyEventKind
from poatool.framework.model import Agency, Framework
from poatool.reports.coverage import percent
from poatool.reports.coverage_model import ActionCoverage, Coverage
from tests.support.reports import FRAMEWORK, Line, coverage, edition, error, interpreted, unreadable


def cover(
    *lines: Line, agency: str = "NZP", period: str = "2022", history: dict[str, Coverage] | None = None
) -> Coverage:
    return coverage([interpreted("a.xlsx", agency, lines, period=period)], [], edition(period), history)


def action(found: Coverage, code: str) -> ActionCoverage:
    return next(a for a in found.actions if a.code == code)


def states(found: Coverage) -> str:
    return " ".join(f"{a.code}:{a.state.value}" for a in found.actions)


def test_totals_add_up() -> None:
    found = cover(Line("1, 2", "Did it."), Line("26", "Attended."), Line("21", "Nil", nil=True))
    assert (found.in_force, found.reported, found.nil, found.unreported, found.percent) == (5, 3, 1, 1, 60.0)
    assert [gap.code for gap in found.gaps] == ["21", "N1"]


def test_shares_of_pillars_and_objectives() -> None:
    found = cover(Line("1", "Did it."), Line("9", "Attended."))
    assert [(s.id, s.in_force, s.reported, s.percent) for s in found.pillars] == [
        ("prevention", 3, 2, 66.7),
        ("protection", 2, 0, 0.0),
        ("enforcement", 0, 0, None),
    ]
    assert [(s.id, s.in_force, s.reported, s.percent) for s in found.objectives] == [
        ("awareness", 2, 1, 50.0),
        ("forums", 1, 1, 100.0),
        ("research", 2, 0, 0.0),
        ("partnership", 0, 0, None),
    ]


def test_progress_from_one_agency_outweighs_the_nil_return_of_another() -> None:
    files = [
        interpreted("a.xlsx", "NZP", [Line("2", "Nil", nil=True)]),
        interpreted("b.xlsx", "OT", [Line("2", "Trained staff.")]),
    ]
    found = action(coverage(files, [], edition()), "2")
    assert (found.state.value, found.reported_by, found.nil_by) == ("reported", ("OT",), ("NZP",))


def test_a_unit_is_expected_as_its_agency_and_percent_is_of_the_expected() -> None:
    found = cover(Line("1, 2, 21", "Did it."), agency="OT")
    assert [(a.code, a.expected, a.reported, a.percent, a.submitted) for a in found.agencies] == [
        ("MBIE", 1, 0, 0.0, False),
        ("NZP", 0, 0, None, False),
        ("OT", 1, 3, 100.0, True),
    ]


def test_updates_set_aside_do_not_count_but_their_agency_submitted() -> None:
    sent = interpreted("a.xlsx", "NZP", [Line("2", "Trained staff.")])
    found = coverage([sent, unreadable("b.xlsx")], [error("a.xlsx", 2), error("b.xlsx", sheet=None)], edition())
    assert found.reported == 0
    assert [a.code for a in found.agencies if a.submitted] == ["NZP"]


def test_the_reason_against_a_whole_file_is_not_given_for_a_row_of_a_csv() -> None:
    sent = [interpreted("a.csv", "NZP", [Line("2", "TBC")], sheet=None), unreadable("b.xlsx")]
    found = coverage(sent, [error("a.csv", 2, sheet=None), error("b.xlsx", sheet=None)], edition())
    assert found.left_out == (("a.csv", 1, ""), ("b.xlsx", 0, "What is wrong."))


def test_a_file_of_several_agencies_is_a_submission_of_each() -> None:
    both = interpreted("a.xlsx", None, [Line("1", "x y z", agencies=("NZP",)), Line("1", "x y z", agencies=("OT",))])
    found = coverage([both], [], edition())
    assert [a.code for a in found.agencies if a.submitted] == ["NZP", "OT"]
    assert action(found, "1").reported_by == ("NZP", "OT")


def test_last_reported_follows_incorporations() -> None:
    history = {"2021": cover(Line("26", "Attended."), Line("2", "Trained."), period="2021")}
    found = cover(Line("1", "Did it."), history=history)
    assert {a.code: a.last_reported for a in found.actions} == {
        "1": "2022",
        "2": "2021",
        "9": "2021",
        "21": None,
        "N1": None,
        "26": "2021",
    }


def test_last_reported_takes_the_latest_period() -> None:
    history = {
        "2021": cover(Line("21, 1", "Earliest."), period="2021"),
        "2022": cover(Line("21", "Earlier."), period="2022"),
    }
    found = cover(period="2023", history=history)
    assert [action(found, code).last_reported for code in ("1", "2", "21")] == ["2021", None, "2022"]


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(19, 28, 67.9), (1, 8, 12.5), (1, 16, 6.3), (1, 3, 33.3), (0, 5, 0.0), (0, 0, None)]
)
def test_percent_rounds_a_half_up(part: int, whole: int, expected: float | None) -> None:
    assert percent(part, whole) == expected


CODES = st.sampled_from([a.code for a in FRAMEWORK.actions])


@given(st.lists(st.builds(Line, action=CODES, progress=st.just("Did it."), nil=st.booleans()), max_size=8))
def test_parts_always_make_the_whole(lines: list[Line]) -> None:
    found = cover(*lines)
    assert found.reported + found.nil + found.unreported == found.in_force == 5
    assert sum(p.reported for p in found.pillars) == sum(o.reported for o in found.objectives) == found.reported
    assert len(found.gaps) == found.nil + found.unreported


def with_agencies(*agencies: Agency) -> Framework:
    return replace(FRAMEWORK, agencies=agencies)


@pytest.mark.parametrize(
    ("period", "rows"),
    [
        ("2021", [("MBIE", "Labour", 0, 0), ("INZ", "Immigration", 1, 0), ("OT", "Children", 1, 0)]),
        ("2022", [("MBIE", "Labour", 1, 0), ("OT", "Children", 1, 0)]),
        ("2023", [("MBIE", "Business", 1, 0), ("OT", "Children", 1, 0), ("NZP", "Police", 0, 0)]),
    ],
)
def test_agencies_are_those_of_the_period_under_the_names_they_had(
    period: str, rows: list[tuple[str, str, int, int]]
) -> None:
    def event(kind: AgencyEventKind, since: str, was: str | None = None) -> tuple[AgencyEvent, ...]:
        return (AgencyEvent(event=kind, since=since, was=was),)

    framework = with_agencies(
        Agency(code="MBIE", name="Business", history=event(AgencyEventKind.RENAMED, "2023", "Labour")),
        Agency(code="INZ", name="Immigration", unit_of="MBIE", history=event(AgencyEventKind.MOVED, "2022")),
        Agency(code="OT", name="Children"),
        Agency(code="NZP", name="Police", history=event(AgencyEventKind.ESTABLISHED, "2023")),
    )
    found = coverage([], [], as_of(framework, framework.period_by_id[period]))
    assert [(a.code, a.name, a.expected, a.reported) for a in found.agencies] == rows


def test_an_agency_that_had_ended_but_reported_is_still_in_the_table() -> None:
    ended = (AgencyEvent(event=AgencyEventKind.DISESTABLISHED, since="2022"),)
    framework = with_agencies(
        Agency(code="NZP", name="Police", history=ended),
        Agency(code="OT", name="Children"),
        Agency(code="INZ", name="Immigration", unit_of="OT"),
    )
    then = as_of(framework, framework.period_by_id["2022"])
    assert [a.code for a in coverage([], [], then).agencies] == ["OT"]
    found = coverage([interpreted("a.xlsx", "NZP", [Line("2", "Did it.")], period="2022")], [], then)
    assert [(a.code, a.reported, a.submitted) for a in found.agencies] == [("NZP", 1, True), ("OT", 0, False)]
