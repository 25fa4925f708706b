"""Waivers upon findings: which fit, which are unused, which have run out."""

from __future__ import annotations

import datetime as dt

import pytest

from poatool.decisions.waivers import apply_waivers
from poatool.findings.context import Context
from poatool.findings.model import Finding, Place, Severity, Waiver
from tests.support.findings import found, submission

END = dt.date(2022, 12, 31)
AROUND = Context((submission(),))
SOURCE = Place("waivers.yaml", row=4)
CHECKED = frozenset({"ACT201", "UPD304"})


def applied(*findings: Finding, waiver: Waiver, checked: frozenset[str] = CHECKED) -> tuple[Finding, ...]:
    return apply_waivers(findings, [waiver], AROUND, checked, END)


@pytest.mark.parametrize(
    ("waiver", "fits"),
    [
        (Waiver("ACT201", "x"), True),
        (Waiver("UPD304", "x"), False),
        (Waiver("ACT201", "x", file="police.xlsx"), True),
        (Waiver("ACT201", "x", file="POLICE*"), True),
        (Waiver("ACT201", "x", file="out/police.xlsx"), False),
        (Waiver("ACT201", "x", cell="A3"), True),
        (Waiver("ACT201", "x", sheet="Updates", cell="A3"), True),
        (Waiver("ACT201", "x", sheet="Sheet2", cell="A3"), False),
        (Waiver("ACT201", "x", action="2"), True),
        (Waiver("ACT201", "x", action="29"), False),
        (Waiver("ACT201", "x", until=END), True),
        (Waiver("ACT201", "x", until=dt.date(2022, 12, 30)), False),
    ],
)
def test_a_waiver_fits_where_all_that_it_says_does(waiver: Waiver, fits: bool) -> None:
    first = applied(found("A3"), waiver=waiver)[0]
    assert first.waiver == (waiver if fits else None)
    assert first.counts_as_error is not fits


def test_an_action_is_found_as_it_was_typed_even_where_the_plan_does_not_know_it() -> None:
    assert applied(found("A2"), waiver=Waiver("ACT201", "x", action="29"))[0].waiver is not None


def test_every_finding_that_fits_is_accepted_and_the_others_are_left_alone() -> None:
    judged = applied(found("A3"), found("C3", code="UPD304"), found("A4"), waiver=Waiver("ACT201", "x"))
    assert [finding.waiver is not None for finding in judged] == [True, False, True]


def test_the_first_waiver_that_fits_accepts_and_both_are_of_use() -> None:
    waivers = [Waiver("ACT201", "first"), Waiver("ACT201", "second", cell="A3")]
    [finding] = apply_waivers([found("A3")], waivers, AROUND, CHECKED, END)
    assert finding.waiver == waivers[0]


def test_an_unused_waiver_is_a_warning_at_its_line() -> None:
    [remark] = applied(waiver=Waiver("ACT201", "x", file="police.xlsx", cell="A9", action="3", source=SOURCE))
    assert (remark.code, remark.severity, remark.place) == ("WVR701", Severity.WARNING, SOURCE)
    assert remark.message == (
        "The waiver of ACT201 in police.xlsx at A9 on action 3 accepts nothing in these submissions."
    )


def test_an_expired_waiver_is_a_warning_and_never_unused_as_well() -> None:
    remarks = applied(found("A3"), waiver=Waiver("ACT201", "x", until=dt.date(2021, 6, 30), source=SOURCE))[1:]
    assert [(r.code, r.place) for r in remarks] == [("WVR701", SOURCE)]
    assert remarks[0].message == "The waiver of ACT201 ran out on 2021-06-30; the period ends on 2022-12-31."


def test_a_waiver_cannot_be_unused_where_its_rule_was_not_checked() -> None:
    assert applied(waiver=Waiver("ACT201", "x"), checked=frozenset({"UPD304"})) == ()


def test_a_waiver_of_a_file_that_was_not_checked_is_advice() -> None:
    [remark] = applied(waiver=Waiver("ACT201", "x", file="mbie.xlsx", source=SOURCE))
    assert (remark.code, remark.severity, remark.place) == ("WVR703", Severity.ADVICE, SOURCE)
    assert remark.message == "The file that the waiver names is not among those that were checked."


def test_without_a_period_no_waiver_runs_out() -> None:
    [finding] = apply_waivers([found("A3")], [Waiver("ACT201", "x", until=dt.date(1999, 1, 1))], AROUND, CHECKED, None)
    assert finding.waiver is not None
