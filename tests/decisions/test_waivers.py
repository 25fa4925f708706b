"""Waivers applied to findings: which fit, which are unused, which have run out."""

import datetime as dt
from functools import partial

import pytest

from poatool.decisions.waivers import apply_waivers
from poatool.findings.context import Context
from poatool.findings.model import Finding, Place, Severity, Waiver
from tests.support.findings import found, submission

END = dt.date(2022, 12, 31)
AROUND = Context((submission(),))
SOURCE = Place("waivers.yaml", row=4)
CHECKED = frozenset({"ACT201", "UPD304", "WVR701", "WVR703"})
act201 = partial(Waiver, code="ACT201", reason="x")


def applied(*findings: Finding, waiver: Waiver, checked: frozenset[str] = CHECKED) -> tuple[Finding, ...]:
    return apply_waivers(findings, [waiver], AROUND, checked, END)


@pytest.mark.parametrize(
    ("waiver", "fits"),
    [
        (act201(), True),
        (Waiver(code="UPD304", reason="x"), False),
        (act201(file="police.xlsx"), True),
        (act201(file="POLICE*"), True),
        (act201(file="out/police.xlsx"), False),
        (act201(cell="A3"), True),
        (act201(cell="Updates!A3"), True),
        (act201(cell="Sheet2!A3"), False),
        (act201(action="2"), True),
        (act201(action="29"), False),
        (act201(until=END), True),
        (act201(until=dt.date(2022, 12, 30)), False),
    ],
)
def test_a_waiver_accepts_findings_that_match_all_of_its_keys(waiver: Waiver, fits: bool) -> None:
    first = applied(found("A3"), waiver=waiver)[0]
    assert first.waiver == (waiver if fits else None)
    assert first.counts_as_error is not fits


def test_a_waiver_may_name_an_action_as_typed_even_if_unknown() -> None:
    assert applied(found("A2"), waiver=act201(action="29"))[0].waiver is not None


def test_every_finding_that_fits_is_accepted_and_the_others_are_left_alone() -> None:
    judged = applied(found("A3"), found("C3", code="UPD304"), found("A4"), waiver=act201())
    assert [finding.waiver is not None for finding in judged] == [True, False, True]


def test_if_two_waivers_fit_the_first_accepts_and_neither_is_unused() -> None:
    waivers = [Waiver(code="ACT201", reason="first"), Waiver(code="ACT201", reason="second", cell="A3")]
    [finding] = apply_waivers([found("A3")], waivers, AROUND, CHECKED, END)
    assert finding.waiver == waivers[0]


def test_an_unused_waiver_is_a_warning_at_its_line() -> None:
    [remark] = applied(waiver=act201(file="police.xlsx", cell="A9", action="3", source=SOURCE))
    assert (remark.code, remark.severity, remark.place) == ("WVR701", Severity.WARNING, SOURCE)
    assert remark.message == (
        "The waiver of ACT201 in police.xlsx at A9 on action 3 accepts nothing in these submissions."
    )


def test_an_expired_waiver_gives_one_warning() -> None:
    remarks = applied(found("A3"), waiver=act201(until=dt.date(2021, 6, 30), source=SOURCE))[1:]
    assert [(r.code, r.place) for r in remarks] == [("WVR701", SOURCE)]
    assert remarks[0].message == "The waiver of ACT201 ran out on 2021-06-30; the period ends on 2022-12-31."


def test_a_waiver_cannot_be_unused_where_its_rule_was_not_checked() -> None:
    assert applied(waiver=act201(), checked=frozenset({"UPD304"})) == ()


def test_a_waiver_of_a_file_that_was_not_checked_is_advice() -> None:
    [remark] = applied(waiver=act201(file="mbie.xlsx", source=SOURCE))
    assert (remark.code, remark.severity, remark.place) == ("WVR703", Severity.ADVICE, SOURCE)
    assert remark.message == "The file that the waiver names is not among those that were checked."


def test_without_a_period_no_waiver_runs_out() -> None:
    [finding] = apply_waivers([found("A3")], [act201(until=dt.date(1999, 1, 1))], AROUND, CHECKED, None)
    assert finding.waiver is not None
