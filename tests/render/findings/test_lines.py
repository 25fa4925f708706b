"""One line a finding: for a pipe and for GitHub."""

from __future__ import annotations

import pytest

from poatool.findings.model import Finding, Severity, Waiver
from poatool.render.findings.ci import findings_concise, findings_github
from tests.support.findings import checked, found
from tests.support.payloads import INVISIBLE, PAYLOADS


def concise(*findings: Finding) -> list[str]:
    return findings_concise(checked(*findings)).decode().splitlines()


def github(*findings: Finding) -> list[str]:
    return findings_github(checked(*findings)).decode().splitlines()


def test_a_line_says_where_what_and_what_to_do() -> None:
    assert concise(found("A2")) == ["in/police.xlsx:Updates!A2: ACT201 error: What is wrong. What to do."]


@pytest.mark.parametrize(
    ("cell", "sheet", "written"),
    [
        ("A2", "Key updates", "in/police.xlsx:'Key updates'!A2: "),
        ("A2", "Bob's", "in/police.xlsx:'Bob''s'!A2: "),
        ("A2", "B7", "in/police.xlsx:'B7'!A2: "),
        ("A2", "2022", "in/police.xlsx:'2022'!A2: "),
        ("2", "Updates", "in/police.xlsx:Updates!2:2: "),
        ("", "Updates", "in/police.xlsx:Updates: "),
        ("", None, "in/police.xlsx: "),
        ("A2", None, "in/police.xlsx:A2: "),
        ("2", None, "in/police.xlsx:2: "),
    ],
)
def test_the_place_is_an_address_that_excel_takes(cell: str, sheet: str | None, written: str) -> None:
    assert concise(found(cell, sheet=sheet))[0].startswith(f"{written}ACT201 error: ")


def test_a_message_of_several_lines_stays_one_line() -> None:
    assert concise(found("A2", message="One\n two.")) == [
        "in/police.xlsx:Updates!A2: ACT201 error: One two. What to do."
    ]


def test_accepted_findings_say_so() -> None:
    lines = concise(found("A2", waiver=Waiver("ACT201", "Agreed.")), found("A3", known=True))
    assert lines[0].endswith("What to do. (waived: Agreed.)")
    assert lines[1].endswith("What to do. (known before)")


def test_nothing_found_is_no_line() -> None:
    assert concise() == github() == []


def test_an_annotation_has_its_level_and_its_title() -> None:
    assert github(found("A2"), found("B3", severity=Severity.WARNING), found("C4", severity=Severity.ADVICE)) == [
        "::error file=in/police.xlsx,title=ACT201 a-rule Updates!A2::What is wrong. What to do.",
        "::warning file=in/police.xlsx,title=ACT201 a-rule Updates!B3::What is wrong. What to do.",
        "::notice file=in/police.xlsx,title=ACT201 a-rule Updates!C4::What is wrong. What to do.",
    ]


def test_an_annotation_in_a_file_without_sheets_has_its_line() -> None:
    assert github(found("A2", sheet=None)) == [
        "::error file=in/police.xlsx,line=2,title=ACT201 a-rule A2::What is wrong. What to do."
    ]


def test_an_annotation_is_escaped_as_github_asks() -> None:
    [line] = github(found("2", message="50 %\n::set-output name=x::y", path="in/a,b:c.xlsx"))
    assert line == (
        "::error file=in/a%2Cb%3Ac.xlsx,title=ACT201 a-rule Updates!2%3A2::50 %25%0A::set-output name=x::y What to do."
    )


def test_accepted_findings_are_only_notices() -> None:
    lines = github(found("A2", waiver=Waiver("ACT201", "Agreed.")), found("A3", known=True))
    assert [line.split(" ")[0] for line in lines] == ["::notice", "::notice"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_adds_a_line_or_is_obeyed(payload: str) -> None:
    for lines in (concise(found("A2", message=payload)), github(found("A2", message=payload, path=f"{payload}.xlsx"))):
        assert len(lines) == 1
        assert not set(lines[0]) & set(INVISIBLE)
