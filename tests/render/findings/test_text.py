"""Findings on a screen: what a coordinator reads, at 80 columns, at 120 and in a pipe."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from poatool.console import TerminalScreen
from poatool.findings.baseline import Changes
from poatool.findings.model import Fix, Severity, Waiver
from poatool.render.findings.screen import findings_text
from poatool.render.findings.tables import by_agency, by_rule
from poatool.reports.validation import Validation
from tests.support.findings import checked, found, submission
from tests.support.payloads import INVISIBLE, PAYLOADS

UNKNOWN = found("A2", message="“29” is not an action of the plan.", hint="Did you mean 28? Correct the cell.")


def printed(validation: Validation, width: int = 80, *, columns: bool = False, used: tuple[str, ...] = ()) -> list[str]:
    screen = io.StringIO()
    console = TerminalScreen(
        Console(file=screen, width=width, color_system=None, force_terminal=True, markup=False, emoji=False)
    )
    findings_text(validation, console, columns=columns, used=used)
    return [line.rstrip() for line in screen.getvalue().splitlines()]


def test_a_finding_with_its_cell_among_its_neighbours() -> None:
    assert printed(checked(UNKNOWN)) == [
        "in/police.xlsx  NZP. 3 rows: 2 updates, 1 set aside.",
        "  Sheet Updates",
        "    A2      ACT201 error: “29” is not an action of the plan.",
        "            → Did you mean 28? Correct the cell.",
        "              1  Action  Agency  Status",
        "              2  29      NZP     Under way",
        "                 ^^",
        "",
        "1 file, 3 rows: 2 updates, 1 set aside.",
        "1 error.",
        "Next: send copies back with a comment at each cell: add --annotate DIR",
        "      read about a finding: poatool rules ACT201",
    ]


def test_two_neighbours_on_either_side_and_an_empty_cell_underlined() -> None:
    lines = printed(checked(found("D4")))
    assert lines[4:7] == [
        "              1  Agency  Status     Progress  Next steps",
        "              4  NZP     Under way",
        "                                    ^^^^",
    ]


def test_a_heading_stands_in_its_own_row() -> None:
    lines = printed(checked(found("C1", severity=Severity.WARNING)))
    assert lines[4:6] == [
        "              1  Action  Agency  Status  Progress  Next steps",
        "                                 ^^^^^^",
    ]


def test_neighbours_go_where_there_is_no_room_and_long_text_is_cut() -> None:
    text = f"""
        | Action | Agency | Status | Progress | Next steps |
        | 9      | NZP    | Done   | {"word " * 30} | {"more " * 30} |
    """
    sent = [submission(text)]
    lines = printed(checked(found("D2"), submissions=sent), width=64)
    assert lines[4:7] == [
        "              1  Status  Progress",
        "              2  Done    word word word word word word word …",
        "                         " + "^" * 36,
    ]
    assert max(map(len, lines)) <= 64


def test_of_a_long_text_the_part_is_shown_that_is_spoken_of() -> None:
    text = "| Action | Progress |\n| 9 | Held a hui in Nelson and in Napier; write to mere@example.org for the notes. |"
    finding = found("B2", message="The text holds an e-mail address: “mere@example.org”.")
    lines = printed(checked(finding, submissions=[submission(text)]))
    assert lines[4:7] == [
        "              1  Action  Progress",
        "              2  9       …rite to mere@example.org for the n…",
        "                         " + "^" * 36,
    ]


def test_advice_and_places_outside_a_table_have_no_grid() -> None:
    for finding in (found("A2", severity=Severity.ADVICE), found("2"), found(""), found("", sheet=None)):
        assert not [line for line in printed(checked(finding)) if "^" in line]


def test_the_same_cause_is_told_once_with_the_further_places() -> None:
    lines = printed(checked(*(found(f"A{row}") for row in (2, 3, 4))))
    assert lines[2] == "    A2      ACT201 error: What is wrong. Also at A3, A4."
    assert sum("ACT201 error" in line for line in lines) == 1
    many = printed(checked(*(found(f"B{row}", sheet=None) for row in range(2, 10))))
    assert any("Also at B3, B4, B5 and 4 more." in line for line in many)


def test_what_is_waived_shows_its_reason_and_is_not_counted() -> None:
    lines = printed(checked(found("C3", waiver=Waiver("ACT201", "Agreed on 3 May."))))
    assert lines[3] == "            → waived: Agreed on 3 May."
    assert lines[-2:] == ["1 file, 3 rows: 2 updates, 1 set aside.", "Nothing to correct. 1 waived."]


def test_what_is_known_before_still_says_what_to_do() -> None:
    lines = printed(checked(found("A2", known=True), found("A3"), found("C3", waiver=Waiver("ACT201", "Agreed."))))
    assert lines[3] == "            → What to do. (known before)"
    assert "2 errors (1 known before). 1 waived." in lines


SAFE = found("C3", fix=Fix("Completed", safe=True), severity=Severity.WARNING)
LIKELY = found("A2", fix=Fix("28", safe=False))
NEXT = {
    "--fix": "1 finding can be fixed safely: add --fix DIR",
    "--unsafe": "a likely fix for 1 finding: see it with --diff --unsafe",
    "--annotate": "send copies back with a comment at each cell: add --annotate DIR",
}


@pytest.mark.parametrize("used", [(), ("--fix",), ("--annotate", "--unsafe"), tuple(NEXT)])
def test_next_says_what_can_be_done_but_with_the_options_that_were_used(used: tuple[str, ...]) -> None:
    lines = printed(checked(SAFE, LIKELY), used=used)
    steps = [line[6:] for line in lines[lines.index("1 error, 1 warning.") + 1 :]]
    offered = [step for option, step in NEXT.items() if option not in used]
    assert steps == [*offered, "read about a finding: poatool rules ACT201"]


def test_no_fix_is_offered_of_a_kind_of_file_that_stays_as_it_is() -> None:
    lines = printed(checked(SAFE, LIKELY, submissions=[submission(kind="ods")]))
    assert not [line for line in lines if "fix" in line]


def test_next_of_advice_alone_is_to_read_about_it() -> None:
    assert printed(checked(found("A2", severity=Severity.ADVICE)))[-2:] == [
        "1 advice.",
        "Next: read about a finding: poatool rules ACT201",
    ]


def test_nothing_to_correct_is_said_only_of_what_was_checked() -> None:
    assert printed(checked())[-1] == "Nothing to correct."
    empty = printed(checked(submissions=[submission("| Action | Status | Progress |")]))
    assert empty[-1] == "No row was checked: no table has an update below its headings."


def test_findings_in_a_list_of_waivers_are_shown_at_their_line() -> None:
    lines = printed(checked(found("3", path="waivers.yaml", sheet=None, severity=Severity.WARNING)))
    assert lines[2:4] == ["waivers.yaml", "    line 3  ACT201 warning: What is wrong."]
    assert not [line for line in lines if "--annotate" in line]


def test_what_was_resolved_since() -> None:
    assert "4 of 6 findings resolved, 1 new (errors and warnings)." in printed(checked(changes=Changes(6, 4, 1)))


def test_nothing_resolved_where_nothing_was_found() -> None:
    assert "Nothing was found before, 1 new (errors and warnings)." in printed(checked(changes=Changes(0, 0, 1)))


def test_how_the_headings_were_understood() -> None:
    sent = [submission("| Action | Current status | Progess | Budget |\n| 9 | Done | Did it. | 5 |")]
    lines = printed(checked(submissions=sent), columns=True)
    assert lines[1:6] == [
        "  Sheet Updates, headings in row 1",
        "    A1      “Action” → action",
        "    B1      “Current status” → status",
        "    C1      “Progess” → progress (misspelt)",
        "    D1      “Budget” → not published",
    ]


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_any_text_prints_whole_and_no_line_is_wider_than_the_screen(payload: str, width: int) -> None:
    sent = [submission(f"| Action | Progress |\n| {payload.replace('|', '/')} | {'long ' * 40} |")]
    lines = printed(checked(found("A2", message=f"Here: {payload}", hint="word " * 40), submissions=sent), width)
    assert max(map(len, lines)) <= width
    assert not set("".join(lines)) & set(INVISIBLE)


@pytest.mark.parametrize("payload", ["[redacted]", "[red]", "[/]", "[bold]x[/bold]"])
def test_brackets_in_a_cell_are_text(payload: str) -> None:
    text = "\n".join(printed(checked(found("A2", message=f"Here: {payload}."))))
    assert f"Here: {payload}." in text


def test_a_terminal_escape_is_shown_and_not_sent() -> None:
    assert r"Here: \x1b[2J" in "\n".join(printed(checked(found("A2", message="Here: \x1b[2J"))))


def test_a_pipe_gets_lines_that_do_not_wrap() -> None:
    text = "word " * 100
    assert any(text.strip() in line for line in printed(checked(found("A2", message=text)), width=1_000_000))


def test_statistics_by_rule_the_most_frequent_first() -> None:
    table = by_rule(checked(found("A2"), found("C3", code="UPD304"), found("C4", code="UPD304")))
    assert [(code, count) for code, _, _, count in table.rows] == [("UPD304", 2), ("ACT201", 1)]


def test_statistics_by_agency_with_those_that_have_nothing_to_correct() -> None:
    sent = [submission(), submission(path="in/more.xlsx")]
    waived = found("A4", waiver=Waiver("ACT201", "Agreed."))
    elsewhere = found("3", path="waivers.yaml", sheet=None, severity=Severity.WARNING)
    table = by_agency(checked(found("A2"), waived, elsewhere, submissions=sent))
    assert table.rows == (("NZP", 2, 1, 0, 0), ("no agency", 0, 0, 1, 0))
