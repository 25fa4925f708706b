"""Findings on a screen: what a coordinator reads, at 80 columns, at 120 and in a pipe."""

import pytest

from poatool.findings.baseline import Changes
from poatool.findings.model import Fix, Severity, Waiver
from poatool.render.findings.screen import findings_text
from poatool.reports.validation import Validation
from tests.support.findings import checked, found, submission
from tests.support.payloads import INVISIBLE, PAYLOADS
from tests.support.screens import on_terminal

UNKNOWN = found("A2", message="“29” is not an action of the plan.", hint="Did you mean 28? Correct the cell.")


def printed(validation: Validation, width: int = 80, *, columns: bool = False, used: tuple[str, ...] = ()) -> list[str]:
    return on_terminal(lambda screen: findings_text(validation, screen, columns=columns, used=used), width)


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


def test_a_heading_is_shown_in_its_own_row_alone() -> None:
    lines = printed(checked(found("C1", severity=Severity.WARNING)))
    assert lines[4:6] == [
        "              1  Action  Agency  Status  Progress  Next steps",
        "                                 ^^^^^^",
    ]


def test_without_room_neighbours_are_left_out_and_long_text_is_cut() -> None:
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


def test_a_long_text_is_cut_to_the_part_that_the_message_quotes() -> None:
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


def test_the_same_problem_is_shown_once_with_its_other_places() -> None:
    lines = printed(checked(*(found(f"A{row}") for row in (2, 3, 4))))
    assert lines[2] == "    A2      ACT201 error: What is wrong. Also at A3, A4."
    assert sum("ACT201 error" in line for line in lines) == 1
    many = printed(checked(*(found(f"B{row}", sheet=None) for row in range(2, 10))))
    assert any("Also at B3, B4, B5 and 4 more." in line for line in many)


def test_a_waived_finding_shows_its_reason_and_is_not_counted() -> None:
    lines = printed(checked(found("C3", waiver=Waiver(code="ACT201", reason="Agreed on 3 May."))))
    assert lines[3] == "            → waived: Agreed on 3 May."
    assert lines[-2:] == ["1 file, 3 rows: 2 updates, 1 set aside.", "Nothing to correct. 1 waived."]


def test_a_known_finding_still_says_what_to_do() -> None:
    lines = printed(
        checked(found("A2", known=True), found("A3"), found("C3", waiver=Waiver(code="ACT201", reason="Agreed.")))
    )
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
def test_next_steps_leave_out_the_options_already_used(used: tuple[str, ...]) -> None:
    lines = printed(checked(SAFE, LIKELY), used=used)
    steps = [line[6:] for line in lines[lines.index("1 error, 1 warning.") + 1 :]]
    offered = [step for option, step in NEXT.items() if option not in used]
    assert steps == [*offered, "read about a finding: poatool rules ACT201"]


def test_no_fix_is_offered_for_files_that_cannot_be_corrected() -> None:
    lines = printed(checked(SAFE, LIKELY, submissions=[submission(kind="ods")]))
    assert not [line for line in lines if "fix" in line]


def test_the_next_step_after_advice_is_to_read_about_it() -> None:
    assert printed(checked(found("A2", severity=Severity.ADVICE)))[-2:] == [
        "1 advice.",
        "Next: read about a finding: poatool rules ACT201",
    ]


def test_nothing_to_correct_needs_rows_that_were_checked() -> None:
    assert printed(checked())[-1] == "Nothing to correct."
    empty = printed(checked(submissions=[submission("| Action | Status | Progress |")]))
    assert empty[-1] == "No row was checked: no table has updates. Check that these are the right files."


def test_findings_in_a_list_of_waivers_are_shown_at_their_line() -> None:
    lines = printed(checked(found("3", path="waivers.yaml", sheet=None, severity=Severity.WARNING)))
    assert lines[2:4] == ["waivers.yaml", "    line 3  ACT201 warning: What is wrong."]
    assert not [line for line in lines if "--annotate" in line]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (Changes(6, 4, 1), "4 of 6 findings resolved, 1 new (errors and warnings)."),
        (Changes(0, 0, 1), "Nothing was found before, 1 new (errors and warnings)."),
    ],
)
def test_what_was_resolved_since(changes: Changes, line: str) -> None:
    assert line in printed(checked(changes=changes))


def test_how_the_headings_were_read() -> None:
    sent = [submission("| Action | Current status | Progess | Budget |\n| 9 | Done | Did it. | 5 |")]
    lines = printed(checked(submissions=sent), columns=True)
    assert lines[1:3] == [
        "  Sheet “Updates”, headings in row 1, row 2: 1 update; A as Action, B as Status,",
        "  C as Progress; not read: D",
    ]


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_any_text_prints_whole_and_no_line_is_wider_than_the_screen(payload: str, width: int) -> None:
    sent = [submission(f"| Action | Progress |\n| {payload.replace('|', '/')} | {'long ' * 40} |")]
    lines = printed(checked(found("A2", message=f"Here: {payload}", hint="word " * 40), submissions=sent), width)
    assert max(map(len, lines)) <= width
    assert not set("".join(lines)) & set(INVISIBLE)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        *((text, text) for text in ("[redacted]", "[red]", "[/]", "[bold]x[/bold]", "word " * 100)),
        ("\x1b[2J", r"\x1b[2J"),
    ],
)
def test_in_a_pipe_no_line_wraps_and_nothing_in_a_text_is_obeyed(text: str, seen: str) -> None:
    lines = printed(checked(found("A2", message=f"Here: {text}.")), width=1_000_000)
    assert any(f"Here: {seen}." in line for line in lines)
