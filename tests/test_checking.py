"""Which rules run where: a requirement silences a rule at its place and within, and nowhere else."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from poatool import checking
from poatool.checking import check, check_submission, check_together
from poatool.findings import Place, Severity
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.registry import Batch, Problem, Rule
from poatool.submissions.model import Submission
from poatool.submissions.understand import Understood
from poatool.workbooks.model import Workbook
from poatool.workers import FORKS
from tests.support.findings import submission

EDITION = as_of(load(), None)


def batch(*paths: str) -> Batch:
    books = [Workbook(path, "0" * 64, "xlsx", ()) for path in paths]
    return Batch(EDITION, tuple(Understood(Submission(book.path, book), EDITION, None, ()) for book in books))


def finds(code: str, *places: Place, requires: str = "") -> Rule:
    def problems(_: Understood) -> Iterator[Problem]:
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


def test_findings_stand_in_reading_order_whatever_the_order_of_the_rules() -> None:
    rules = (finds("ONE1", OTHER_ROW), finds("TWO2", CELL), finds("SIX6", FILE))

    assert [place for _, place in found(*rules)] == [FILE, CELL, OTHER_ROW]


def test_a_rule_over_all_submissions_is_silent_where_one_over_each_has_found_something() -> None:
    def problems(_: Batch) -> Iterator[Problem]:
        return (Problem(place, "It is wrong.", "Correct it.") for place in (CELL, OTHER_ROW))

    needed = frozenset({"ONE1"})
    together = Rule("TWO2", "two", Severity.WARNING, "It is wrong.", batch=problems, requires=needed)

    assert found(finds("ONE1", CELL), together) == [("ONE1", CELL), ("TWO2", OTHER_ROW)]


def test_submissions_checked_one_by_one_give_what_checking_them_at_once_does() -> None:
    def problems(submission: Understood) -> Iterator[Problem]:
        yield Problem(Place(submission.submission.path), "It is wrong.", "Correct it.")

    rules = (Rule("ONE1", "one", Severity.WARNING, "It is wrong.", submission=problems),)
    both = batch("b.xlsx", "a.xlsx")
    one_by_one = [finding for submission in both.submissions for finding in check_submission(submission, rules)]

    assert check_together(both, rules, one_by_one) == check(both, rules)
    assert [f.place.file for f in check(both, rules)] == ["b.xlsx", "a.xlsx"]


MISTAKES = """
    | Action | Agency | Status    | Progress                                              | Evidence |
    | 29     | NZP    | Under way | Wrote to mere@example.org, as for Action 26.          | Minutes  |
    | 2      | NZP    | Complted  | TBC                                                   |          |
    | 2      | NZP    | Under way | Spoke with XX inspectors on 14 March 2021 in Whangarei. | #REF!    |
    | 2      | NZP    | Under way | Spoke with XX inspectors on 14 March 2021 in Whangarei. | www.x.nz |
"""


def test_processes_that_share_the_rules_find_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = check_submission(submission(MISTAKES), RULES)
    monkeypatch.setattr(checking, "_WORTH_SHARING", 1)

    assert check_submission(submission(MISTAKES), RULES, processes=3) == alone
    assert {"ACT201", "ACT215", "PUB501", "UPD302", "ACT211", "UPD312", "UPD311"} <= {f.code for f in alone}


@pytest.mark.skipif(not FORKS, reason="no process begins as a copy of another here")
@pytest.mark.parametrize(("worth_it", "shared"), [(4, True), (5, False)])
def test_rules_are_shared_where_there_are_many_updates(
    monkeypatch: pytest.MonkeyPatch, worth_it: int, shared: bool
) -> None:
    monkeypatch.setattr(checking, "_WORTH_SHARING", worth_it)

    def who(_: Understood) -> Iterator[Problem]:
        time.sleep(0.002)  # long enough for another process to begin
        yield Problem(FILE, str(os.getpid()), "Correct it.")

    rules = [
        Rule(f"ONE{number}", "one", Severity.WARNING, "It is wrong.", submission=who, share=str(number))
        for number in range(50)
    ]
    processes = {finding.message for finding in check_submission(submission(MISTAKES), rules, processes=2)}

    assert (len(processes) > 1) is shared


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.submission], ids=lambda rule: rule.code)
def test_only_rules_that_say_so_look_through_all_texts_at_once(rule: Rule) -> None:
    in_hand = replace(submission(MISTAKES))
    assert rule.submission is not None
    list(rule.submission(in_hand))

    assert ("prose" in vars(in_hand)) is (rule.share == "prose")


def test_of_very_many_findings_of_a_rule_the_first_are_listed_and_the_file_says_so() -> None:
    cells = [Place("a.xlsx", "S", row, "B") for row in range(2, 8)]
    wrong, odd = (replace(finds(code, *cells), severity=severity) for code, severity in SEVERE.items())
    (submission,) = batch("a.xlsx").submissions

    listed = check_submission(submission, (wrong, odd, finds("THREE3", *cells[:4])), most=4)

    assert [(f.code, f.place) for f in listed] == [
        *(("ONE1", cell) for cell in cells[:4]),
        *(("TWO2", cell) for cell in cells[:4]),
        *(("THREE3", cell) for cell in cells[:4]),
        ("ONE1", FILE),
        ("TWO2", FILE),
    ]
    said = "It is wrong. This is so in more than 4 places, of which the first 4 are listed."
    assert [f.message for f in listed[-2:]] == [f"{said} No row of this file counts until they are corrected.", said]


SEVERE = {"ONE1": Severity.ERROR, "TWO2": Severity.WARNING}
