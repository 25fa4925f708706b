"""`poatool rules`: the list, a page, and what is not a rule."""

from __future__ import annotations

import pytest

from poatool.rules.pages import pages
from tests.cli.conftest import Desk


def test_the_list_has_a_line_for_each_page_below_its_family(desk: Desk) -> None:
    lines = desk.run("rules").out.splitlines()
    assert sum(line.startswith("  ") for line in lines) == len(pages())
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


def test_a_fault_of_the_framework_file_says_who_finds_it(desk: Desk) -> None:
    result = desk.run("rules", "FRM003")
    assert result.code == 0
    assert "Only one of two values could count" in result.out
    assert "poatool framework check" in result.out


def test_a_prefix_or_a_name_means_its_pages_each_once(desk: Desk) -> None:
    out = desk.run("rules", "WVR", "waiver-unused").out
    assert out.count("WVR701 waiver-unused (warning)") == 1
    assert out.count("WVR704 decision-stale (error)") == 1


@pytest.mark.parametrize("word", ["pub510", "markup-in-text"])
def test_a_former_code_or_name_shows_the_page_of_today(desk: Desk, word: str) -> None:
    lines = desk.run("rules", word).out.splitlines()
    assert lines[0] == f"{word} is part of PUB509."
    assert lines[2] == "PUB509 stray-characters (warning)"


def test_what_is_a_note_today_says_so(desk: Desk) -> None:
    result = desk.run("rules", "agy404")
    assert result.code == 0
    assert result.out.startswith("AGY404 unit-as-agency (note)")
    assert "poatool --verbose validate" in result.out


def test_the_set_of_house_style_is_shown(desk: Desk) -> None:
    listed = [line for line in desk.run("rules").out.splitlines() if line.endswith("(style)")]
    assert [line.split()[0] for line in listed] == ["UPD309", "UPD310", "PUB507"]
    assert "UPD310 relative-time (advice)" in desk.run("rules", "style").out


def test_what_is_no_rule_is_2_with_the_likely_one(desk: Desk) -> None:
    result = desk.run("rules", "waiver-unsued")
    assert result.code == 2
    assert "Did you mean waiver-unused?" in result.err
    assert desk.run("rules", "").code == 2
