"""Which rules run where: a required rule's finding silences a rule at its place and within it, and nowhere else."""

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.rules.checking import check
from poatool.rules.registry import Batch, Problem, Rule
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Submission
from poatool.workbooks.model import Workbook

EDITION = as_of(load(), None)


def batch(*paths: str) -> Batch:
    books = [Workbook(path, "0" * 64, "xlsx", ()) for path in paths]
    return Batch(EDITION, tuple(Interpreted(Submission(book.path, book), EDITION, None, ()) for book in books))


def finds(code: str, *places: Place, requires: str = "") -> Rule:
    def problems(_: Interpreted) -> Iterator[Problem]:
        return (Problem(place, "It is wrong.", "Correct it.") for place in places)

    needed = frozenset({requires}) if requires else frozenset()
    return Rule(code, code.lower(), Severity.WARNING, "It is wrong.", submission=problems, requires=needed)


def found(*rules: Rule) -> list[tuple[str, Place]]:
    return [(f.code, f.place) for f in check(batch("a.xlsx"), rules)]


FILE, SHEET = Place("a.xlsx"), Place("a.xlsx", "S")
CELL, OTHER_ROW = Place("a.xlsx", "S", 2, "B"), Place("a.xlsx", "S", 3, "B")


def test_a_requirement_silences_a_rule_at_the_same_cell_only() -> None:
    rules = (finds("ONE1", CELL), finds("TWO2", CELL, OTHER_ROW, requires="ONE1"))
    assert found(*rules) == [("ONE1", CELL), ("TWO2", OTHER_ROW)]


def test_a_finding_on_a_file_or_a_sheet_silences_a_rule_within() -> None:
    for around in (FILE, SHEET, Place("a.xlsx", "S", 2)):
        assert ("TWO2", CELL) not in found(finds("ONE1", around), finds("TWO2", CELL, requires="ONE1"))
    assert ("TWO2", FILE) in found(finds("ONE1", CELL), finds("TWO2", FILE, requires="ONE1"))


def test_a_rule_that_did_not_run_silences_none() -> None:
    assert found(finds("TWO2", CELL, requires="ONE1")) == [("TWO2", CELL)]


def test_findings_are_in_reading_order_whatever_the_order_of_the_rules() -> None:
    rules = (finds("ONE1", OTHER_ROW), finds("TWO2", CELL), finds("SIX6", FILE))
    assert [place for _, place in found(*rules)] == [FILE, CELL, OTHER_ROW]


def test_a_rule_over_all_submissions_is_silent_where_one_over_each_has_found_something() -> None:
    def problems(_: Batch) -> Iterator[Problem]:
        return (Problem(place, "It is wrong.", "Correct it.") for place in (CELL, OTHER_ROW))

    needed = frozenset({"ONE1"})
    together = Rule("TWO2", "two", Severity.WARNING, "It is wrong.", batch=problems, requires=needed)
    assert found(finds("ONE1", CELL), together) == [("ONE1", CELL), ("TWO2", OTHER_ROW)]


def test_only_the_first_of_very_many_findings_are_listed_and_the_file_says_so() -> None:
    cells = [Place("a.xlsx", "S", row, "B") for row in range(2, 8)]
    wrong, odd = (finds(code, *cells)._replace(severity=severity) for code, severity in SEVERE.items())
    listed = check(batch("a.xlsx"), (wrong, odd, finds("THREE3", *cells[:4])), most=4)
    assert [(f.code, f.place) for f in listed] == [
        ("ONE1", FILE),
        ("TWO2", FILE),
        *((code, cell) for cell in cells[:4] for code in ("ONE1", "THREE3", "TWO2")),
    ]
    said = "It is wrong. There are more than 4 such places; the first 4 are listed."
    assert [f.message for f in listed[:2]] == [f"{said} No row of this file counts until they are corrected.", said]


SEVERE = {"ONE1": Severity.ERROR, "TWO2": Severity.WARNING}
