"""Findings compared with an earlier check: which are the same, which are resolved, which are new."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from poatool.errors import InputError
from poatool.findings.context import Context, EarlierFinding, changes, fingerprint, mark_known, read_earlier
from poatool.findings.model import Finding, Severity, Waiver
from poatool.render.findings.json import baseline_document, validation_document
from poatool.render.json import json_bytes
from poatool.reports.validation import Validation
from tests.support.findings import SHEET, checked, found, submission

AROUND = Context((submission(),))


def prints(*findings: Finding, around: Context = AROUND) -> tuple[str, ...]:
    return tuple(fingerprint(each, around) for each in findings)


def earlier(*findings: Finding) -> tuple[EarlierFinding, ...]:
    prints_made = [fingerprint(each, AROUND) for each in findings]
    return tuple(EarlierFinding(made, f.severity, "NZP") for f, made in zip(findings, prints_made, strict=True))


def test_a_fingerprint_stays_when_the_rows_move_and_the_file_is_renamed() -> None:
    moved = Context((submission(top=11, path="in/police v2.xlsx"),))
    [before] = prints(found("C3", value="Complted"))
    [after] = prints(found("C13", value="Complted", path="in/police v2.xlsx"), around=moved)
    assert before == after


@pytest.mark.parametrize(
    "other",
    [
        found("C3", value="Done"),
        found("C4", value="Complted"),
        found("D3", value="Complted"),
        found("C3", value="Complted", code="UPD304"),
    ],
    ids=["value", "action", "heading", "code"],
)
def test_a_fingerprint_differs_by_value_action_heading_and_code(other: Finding) -> None:
    assert prints(found("C3", value="Complted")) != prints(other)


def test_a_fingerprint_differs_by_agency_and_sheet() -> None:
    other_sheet = Context((submission(sheet="More"),))
    assert prints(found("C3")) != prints(found("C3", sheet="More"), around=other_sheet)
    assert prints(found("", sheet=None, path="a.xlsx")) != prints(found("", sheet=None, path="b.xlsx"))


def test_a_finding_in_a_file_of_several_agencies_is_resolved(tmp_path: Path) -> None:
    path, several = tmp_path / "first.json", submission(SHEET.replace("2      | NZP", "2      | OT "))
    path.write_bytes(json_bytes(validation_document(checked(found("C3"), submissions=[several]))))
    made = changes((), read_earlier(path), Context((several,)))
    assert (made.earlier, made.resolved, made.new) == (1, 1, 0)


def test_a_finding_of_a_rule_that_had_another_code_then_is_the_same_one(tmp_path: Path) -> None:
    before = [found("C3", value="x", code="PUB510"), found("C4", value="y", code="PUB515")]
    path = tmp_path / "first.json"
    path.write_bytes(json_bytes(validation_document(checked(*before))))
    then = read_earlier(path)
    now = [
        found(cell, value=value, code="PUB509")._replace(former=("PUB510", "PUB515"))
        for cell, value in (("C3", "x"), ("C4", "z"), ("C2", "w"))
    ]

    assert [finding.known for finding in mark_known(now, then, AROUND)] == [True, False, False]
    assert changes(now, then, AROUND)[:3] == (2, 1, 2)


def test_repeated_findings_are_known_as_often_as_they_occurred() -> None:
    double = SHEET.replace("| 9      |", "| 2      |").replace("| 29     |", "| 2      |")
    around = Context((submission(double),))
    alike = [found("C2", value="x"), found("C3", value="x"), found("C4", value="x")]
    one = fingerprint(alike[0], around)
    marked = mark_known(alike, [EarlierFinding(one, Severity.ERROR, "NZP")] * 2, around)
    assert [finding.known for finding in marked] == [True, True, False]


def test_a_waived_finding_does_not_also_count_as_known() -> None:
    waived = found("C3", waiver=Waiver(code="ACT201", reason="Agreed."))
    assert mark_known([waived], earlier(found("C3")), AROUND) == (waived,)


def test_resolved_and_new_findings() -> None:
    before = earlier(found("A2"), found("C3"), found("C4"), found("D4", severity=Severity.ADVICE))
    now = [found("A2"), found("E4"), found("B4", severity=Severity.ADVICE)]
    assert changes(now, before, AROUND)[:3] == (3, 2, 1)


def test_a_finding_waived_since_then_is_resolved() -> None:
    waived = found("A2", waiver=Waiver(code="ACT201", reason="Agreed."))
    assert changes([waived], earlier(found("A2")), AROUND)[:3] == (1, 1, 0)


def test_findings_of_absent_agencies_are_not_counted() -> None:
    elsewhere = EarlierFinding("0" * 32, Severity.ERROR, "MBIE")
    assert changes([], [elsewhere, *earlier(found("A2"))], AROUND)[:3] == (1, 1, 0)


@pytest.mark.parametrize("write", [baseline_document, validation_document])
def test_what_was_written_is_read_back(write: Callable[[Validation], Mapping[str, object]], tmp_path: Path) -> None:
    path = tmp_path / "earlier.json"
    result = checked(found("A2"), found("C3", waiver=Waiver(code="ACT201", reason="x")), found("", sheet=None))
    path.write_bytes(json_bytes(write(result)))
    [at_cell, on_file] = read_earlier(path)
    assert (at_cell.fingerprint, on_file.fingerprint) == prints(found("A2"), found("", sheet=None))
    assert at_cell == EarlierFinding(at_cell.fingerprint, Severity.ERROR, "NZP")


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "null", "\xff", "[" * 100_000),
        '{"schema": "poatool/report/1", "findings": []}',
        '{"schema": "poatool/baseline/1", "findings": [{}]}',
        '{"schema": "poatool/baseline/1", "findings": 1}',
    ],
)
def test_anything_else_gives_a_clear_one_line_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "earlier.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError, match="does not hold the findings of an earlier check"):
        read_earlier(path)


def test_a_missing_file_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--write-baseline"):
        read_earlier(tmp_path / "none.json")
    with pytest.raises(InputError, match="cannot be opened"):
        read_earlier(tmp_path)
