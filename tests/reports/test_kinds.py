"""Why there is a gap, and who is expected and why, worked out by hand on the small plan."""

from dataclasses import replace

import pytest

from poatool.reports.coverage_model import ActionCoverage, Coverage
from poatool.submissions.sent import NOTHING_SENT, Sent
from tests.support.reports import FRAMEWORK, Line, coverage, edition, error, interpreted

YEARS = [period.id for period in FRAMEWORK.periods]


def in_years(*years: dict[str, list[Line]], sent: Sent = NOTHING_SENT) -> Coverage:
    """The coverage of the last of these years; they begin in 2021, and each holds its agencies' lines."""
    history: dict[str, Coverage] = {}
    for year, agencies in zip(YEARS, years, strict=False):
        files = [interpreted(f"{year}/{code}.xlsx", code, lines, period=year) for code, lines in agencies.items()]
        history[year] = coverage(files, [], edition(year), history, sent)
    return history[YEARS[len(years) - 1]]


def action(found: Coverage, code: str) -> ActionCoverage:
    return next(each for each in found.actions if each.code == code)


def done(code: str) -> Line:
    return Line(code, "Did it.", status="completed")


def going(code: str) -> Line:
    return Line(code, "Doing it.", status="under_way")


EXPECTED = "Expected from NZP (answered in 2021), which did not answer."
NIL = Line("2", "No update this period", nil=True, next_steps="The review is in May.", status="no_update")


def drawn(years: str) -> Coverage:
    """The coverage after years written as `NZP done 21, OT going 9 / -`; `-` is a year without returns."""
    made: list[dict[str, list[Line]]] = []
    for year in years.split(" / "):
        made.append({})
        for agency, said, code in (each.split() for each in year.split(", ") if each != "-"):
            lines = {
                "done": done(code),
                "going": going(code),
                "unstated": Line(code, "Did it."),
                "nil": replace(NIL, action=code),
                "points": Line(code, "See Action 2.", status="under_way"),
            }
            made[-1].setdefault(agency, []).append(lines[said])
    return in_years(*made)


@pytest.mark.parametrize(
    ("code", "years", "state", "kind", "because"),
    [
        ("2", "-", "unreported", "nobody", "Nobody reported on it."),
        ("2", "NZP going 2", "reported", None, ""),
        ("1", "MBIE going 1", "reported", "expected_silent", "Expected from OT (support), which did not answer."),
        (
            "1",
            "MBIE going 1, OT going 1, NZP going 1",
            "reported",
            None,
            "NZP reported on it without being expected to.",
        ),
        ("2", "NZP nil 2", "nil", "nil", "NZP answered “No update this period”: “The review is in May.”"),
        ("21", "NZP points 21", "unreported", "pointer", "NZP only pointed to Action 2."),
        ("21", "- / -", "unreported", "never", "Nobody reported on it, as in 2021."),
        (
            "21",
            "- / NZP nil 21 / -",
            "unreported",
            "never",
            f"Nobody reported on it, as in 2021. {EXPECTED.replace('1', '2')}",
        ),
        ("21", "NZP points 21 / -", "unreported", "never", f"Nobody reported on it. {EXPECTED}"),
        ("N1", "- / -", "unreported", "nobody", "Nobody reported on it."),
        ("N1", "- / - / -", "unreported", "never", "Nobody reported on it, as in 2022."),
        ("21", "NZP going 21 / -", "unreported", "nobody", f"Nobody reported on it. {EXPECTED}"),
        (
            "21",
            "NZP going 21 / - / -",
            "unreported",
            "silent_for",
            "No answer for 2 periods in a row. Expected from NZP (as in 2022), which did not answer.",
        ),
        ("21", "NZP done 21 / - / -", "closed", "closed", "Completed in 2021."),
        ("21", "NZP done 21 / NZP nil 21", "closed", "closed", "Completed in 2021."),
        ("21", "NZP done 21 / NZP going 21", "reported", "reopened", "Completed in 2021, and reported on again."),
        ("9", "NZP done 26 / -", "closed", "closed", "Completed in 2021."),
    ],
)
def test_a_kind_explains_a_state(code: str, years: str, state: str, kind: str | None, because: str) -> None:
    found = action(drawn(years), code)
    assert (found.state, found.kind, found.because) == (state, kind, because)


@pytest.mark.parametrize(
    ("why", "years"),
    [
        ("another agency goes on", "NZP done 21, OT going 21 / -"),
        ("another agency fell silent", "OT going 21 / NZP done 21 / -"),
        ("one agency says both", "NZP done 21, NZP going 21 / -"),
        ("without a status", "NZP unstated 21 / -"),
        ("reopened since", "NZP done 21 / NZP going 21 / -"),
        ("in an action that took in another", "NZP done 26, OT going 9 / -"),
    ],
)
def test_an_action_is_closed_only_if_the_last_status_of_each_reporter_ends_it(why: str, years: str) -> None:
    found = drawn(years)
    assert action(found, "9" if "26" in years else "21").state == "unreported", why
    assert found.closed == 0


def test_nobody_is_asked_about_a_closed_action() -> None:
    found = in_years({"OT": [done("1")], "MBIE": [done("1")]}, {}, sent={"OT": ("1",)})
    closed = action(found, "1")
    assert (closed.expected, closed.missing, closed.last_reported) == ((), (), "2021")
    assert "1" not in [gap.code for gap in found.gaps]
    assert (found.in_force, found.reported, found.closed, found.percent, found.percent_expected) == (5, 0, 1, 0.0, 0.0)
    assert closed.timeline == {"2021": "reported", "2022": "closed"}


@pytest.mark.parametrize("everything", [(), ("1", "2", "9", "21", "26", "N1")])
def test_an_agency_that_was_asked_about_everything_owes_a_return_but_no_action(everything: tuple[str, ...]) -> None:
    found = in_years({}, {}, sent={"NZP": everything, "MBIE": ("26",)})
    assert [a.code for a in found.agencies if a.asked] == ["NZP"]
    assert [a.code for a in found.actions if "NZP" in a.expected] == []
    assert action(found, "9").expected_because == {"MBIE": "sent"}, "26 counts under 9"


def test_each_expectation_has_the_strongest_of_its_reasons() -> None:
    before = {"OT": [going("1"), Line("2", "Nil", nil=True)], "NZP": [going("1"), going("26")]}
    found = in_years(before, {}, sent={"OT": ("1", "21"), "INZ": ("2",), "XX": ("2",)})
    assert {a.code: dict(a.expected_because) for a in found.actions} == {
        "1": {"MBIE": "lead", "NZP": "last_period", "OT": "support"},
        "2": {"MBIE": "sent", "OT": "last_period"},
        "9": {"NZP": "last_period"},
        "21": {"OT": "sent"},
        "N1": {},
        "26": {},
    }
    assert [(a.code, a.expected, a.missing, a.percent) for a in found.agencies] == [
        ("MBIE", 2, ("1", "2"), 0.0),
        ("NZP", 2, ("1", "9"), 0.0),
        ("OT", 3, ("1", "2", "21"), 0.0),
    ]


def test_a_nil_return_does_not_remove_a_status() -> None:
    found = action(in_years({"NZP": [NIL, going("2")], "OT": [done("2"), done("2")], "MBIE": [NIL]}), "2")
    assert found.statuses == (("NZP", "under_way"), ("OT", "completed"))
    assert (found.reported_by, found.nil_by, found.status, found.differs) == (("NZP", "OT"), ("MBIE",), None, True)


def test_updates_set_aside_are_explained_by_rules_and_not_published() -> None:
    sent = interpreted("a.xlsx", "NZP", [Line("2", "Call 021 555 1234.")])
    found = coverage([sent], [error("a.xlsx", 2, code="PUB502")], edition())
    gap = action(found, "2")
    assert (gap.kind, gap.set_aside_by, found.set_aside) == ("set_aside", ("NZP",), 1)
    assert gap.because == "What NZP sent on it was set aside (PUB502 a-rule)."
    published = action(found.published, "2")
    assert (published.kind, published.because, published.set_aside_by) == ("set_aside", "", ())
    assert found.published.left_out == ()


@pytest.mark.parametrize(
    ("progress", "points"),
    [
        ("See Action 9", True),
        ("Please refer to the update for Action 9.", True),
        ("As for Actions 9 and 21", True),
        ("This is reported under Action 9.", True),
        ("Covered by action 9 above", True),
        ("See Action 9, and trained forty inspectors.", False),
        ("Wrote a guide; for the forum see Action 9.", False),
        ("Action 9 was finished.", False),
        ("See the guide.", False),
    ],
)
def test_a_pointer_says_nothing_else(progress: str, points: bool) -> None:
    found = action(in_years({"NZP": [Line("2", progress, status="under_way")]}), "2")
    assert (found.pointer_by == ("NZP",)) is points
    assert (found.state == "reported") is not points
