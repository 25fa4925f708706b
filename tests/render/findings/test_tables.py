"""Findings as tables: as a CSV file, and counted by rule and agency."""

import csv
import io

from poatool.findings.model import Fix, Severity, Waiver
from poatool.render.findings.tables import by_agency, by_rule
from poatool.render.formats import FINDINGS_FORMATS
from poatool.reports.validation import Validation
from tests.support.findings import checked, found, submission


def rows(validation: Validation) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FINDINGS_FORMATS["csv"](validation).decode("utf-8-sig"))))


def test_a_row_has_the_place_and_its_context() -> None:
    fix = Fix("Completed", safe=False)
    [row] = rows(checked(found("C3", code="UPD304", value="Complted", fix=fix)))
    assert row == {
        "File": "in/police.xlsx",
        "Agency": "NZP",
        "Sheet": "Updates",
        "Cell": "C3",
        "Row": "3",
        "Heading": "Status",
        "Action": "2",
        "Severity": "error",
        "Code": "UPD304",
        "Rule": "a-rule",
        "What is wrong": "What is wrong.",
        "What to do": "What to do.",
        "Value": "Complted",
        "Correction": "Completed",
        "Safe to correct": "no",
        "Accepted": "",
    }


def test_each_finding_has_a_row_even_for_the_same_problem() -> None:
    found_rows = rows(checked(found("A2"), found("A3", severity=Severity.ADVICE), found("A4")))
    assert [row["Cell"] + row["Severity"] for row in found_rows] == ["A2error", "A3advice", "A4error"]


def test_a_finding_on_a_whole_file_has_no_cell() -> None:
    [row] = rows(checked(found("", sheet=None)))
    assert (row["Sheet"], row["Cell"], row["Row"], row["Heading"], row["Action"]) == ("", "", "", "", "")


def test_a_formula_in_a_cell_is_dead() -> None:
    [row] = rows(checked(found("A2", value='=HYPERLINK("http://evil.example")', message="=1+1")))
    assert row["Value"] == '\'=HYPERLINK("http://evil.example")'
    assert row["What is wrong"] == "'=1+1"


def test_statistics_by_rule_the_most_frequent_first() -> None:
    table = by_rule(checked(found("A2"), found("C3", code="UPD304"), found("C4", code="UPD304")))
    assert [(code, count) for code, _, _, count in table.rows] == [("UPD304", 2), ("ACT201", 1)]


def test_statistics_by_agency_with_those_that_have_nothing_to_correct() -> None:
    sent = [submission(), submission(path="in/more.xlsx")]
    waived = found("A4", waiver=Waiver(code="ACT201", reason="Agreed."))
    elsewhere = found("3", path="waivers.yaml", sheet=None, severity=Severity.WARNING)
    table = by_agency(checked(found("A2"), waived, elsewhere, submissions=sent))
    assert table.rows == (("NZP", 2, 1, 0, 0), ("no agency", 0, 0, 1, 0))
