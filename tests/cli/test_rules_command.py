"""`poatool rules`: the list, a page, and what is not a rule."""

import pytest

from poatool.rules import BOOK
from tests.cli.conftest import Desk


def test_the_list_has_a_line_for_each_page_below_its_family(desk: Desk) -> None:
    lines = desk.run("rules").out.splitlines()
    assert sum(line.startswith("  ") for line in lines) == len(BOOK)
    assert "ACT  references to actions" in lines
    assert "  FRM401  error    Two dates contradict each other." in lines


def test_a_page_with_its_parts_and_its_tables_as_a_sheet(desk: Desk) -> None:
    lines = [line.rstrip() for line in desk.run("rules", "upd301").out.splitlines()]
    assert lines[0] == "UPD301 progress-missing (error)"
    assert lines[2:4] == ["What", "  A row does not say what was done."]
    assert "To fix it" in lines
    bad = lines.index("Bad (found at C2)")
    assert [line.split() for line in lines[bad + 2 : bad + 3]] == [["│", "│", "A", "│", "B", "│", "C", "│"]]
    assert lines[bad + 4].split("│")[1:-1] == [" 1 ", " Action ", " Status    ", " Progress "]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("FRM003", ["Only one of two values could count", "poatool framework check"]),
        ("WVR waiver-unused", ["WVR701 waiver-unused (warning)", "WVR704 decision-stale (error)"]),
        ("pub510", ["pub510 is part of PUB509.\n\nPUB509 stray-characters (warning)\n"]),
        ("markup-in-text", ["markup-in-text is part of PUB509.\n\nPUB509 stray-characters (warning)\n"]),
        ("agy404", ["AGY404 unit-as-agency (note)", "poatool --verbose validate"]),
        ("style", ["UPD309 ", "UPD310 relative-time (advice)", "PUB507 "]),
    ],
)
def test_words_lead_to_pages_each_once(desk: Desk, words: str, shown: list[str]) -> None:
    result = desk.run("rules", *words.split())
    assert (result.code, [result.out.count(each) for each in shown]) == (0, [1] * len(shown))


def test_what_is_no_rule_is_2_with_the_likely_one(desk: Desk) -> None:
    result = desk.run("rules", "waiver-unsued")
    assert result.code == 2
    assert "Did you mean waiver-unused?" in result.err
    assert "Did you mean" not in desk.run("rules", "NOPE").err
    assert desk.run("rules", "").code == 2
