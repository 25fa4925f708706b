"""Edits of a framework file: the difference is the change alone, and no fault is ever written."""

import datetime as dt
from difflib import unified_diff
from functools import partial

import pytest

from poatool.errors import FrameworkError
from poatool.framework.edit import Change, add, edited, incorporate, rename_agency, renumber, reword, withdraw
from poatool.framework.events import Change as When
from poatool.framework.events import Target
from poatool.framework.load import bundled_file
from tests.framework.plan import PLAN, load_text

SINCE = When(since="2023")

COMMENTED = PLAN.replace(
    '          - code: "N1"',
    '            # Courses ended early.\n\n          # Asked for in 2022.\n          - code: "N1"',
).replace('lead: ["POL"]', "lead: ['POL']   # as announced")


def difference(change: Change, text: str = PLAN) -> str:
    """The lines that went and came, without the places."""
    new = edited(text.encode(), change, "plan.yaml").decode()
    lines = unified_diff(text.splitlines(), new.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def event(indent: int, kind: str, *keys: str) -> str:
    """The lines of a new history with one event, by default of a period."""
    lines = ["history:", f"  - event: {kind}", *(f"    {key}" for key in keys or ['since: "2023"'])]
    return "\n".join(f"+{' ' * indent}{line}" for line in lines)


CASES = [
    (
        partial(withdraw, "3", When(date=dt.date(2023, 5, 1), note="Told: by letter.")),
        event(12, "withdrawn", "date: 2023-05-01", "note: 'Told: by letter.'"),
    ),
    (partial(incorporate, "3", [Target(action="1")], SINCE), event(12, "incorporated", 'into: ["1"]', 'since: "2023"')),
    (
        partial(incorporate, "3", [Target(action="1", part="b"), Target(objective="teach")], SINCE),
        event(
            *(12, "incorporated", "into:", '  - action: "1"', "    part: b", "  - objective: teach", 'since: "2023"')
        ),
    ),
    (
        partial(add, "N2", "Sing.", ("teach", "1"), SINCE, footnote="*", lead=["POL"]),
        '+          - code: "N2"\n+            text: Sing.\n+            footnote: "*"\n+            lead: ["POL"]\n'
        + event(12, "added"),
    ),
    (
        partial(renumber, "1", "1.10", SINCE),
        '-          - code: "1"\n+          - code: "1.10"\n'
        + event(12, "renumbered", 'was: "1"', 'since: "2023"')
        + '\n-                into: ["1"]\n+                into: ["1.10"]',
    ),
    (
        partial(reword, "3", "Meet: seldom.", SINCE),
        "-            text: Meet often.\n+            text: 'Meet: seldom.'\n"
        + event(12, "reworded", "was: Meet often.", 'since: "2023"'),
    ),
    (
        partial(rename_agency, "POL", "Police Service", SINCE),
        "-    name: Police\n+    name: Police Service\n" + event(4, "renamed", "was: Police", 'since: "2023"'),
    ),
]


@pytest.mark.parametrize(("change", "lines"), CASES)
def test_the_difference_is_the_change_alone(change: Change, lines: str) -> None:
    assert difference(change) == lines


@pytest.mark.parametrize("change", [change for change, _ in CASES])
def test_a_file_with_windows_line_ends_keeps_them(change: Change) -> None:
    mark = b"\xef\xbb\xbf"
    new = edited(mark + PLAN.replace("\n", "\r\n").encode(), change, "plan.yaml")
    assert new.startswith(mark)
    assert new.count(b"\n") == new.count(b"\r\n") == edited(PLAN.encode(), change, "plan.yaml").count(b"\n")


TYPED_OTHERWISE = """\
id: p
title: T
source:   {title: S,
   url: "https://example.org"}
periods: [ { id: "2022", start: 2022-01-01, end: 2022-12-31 },
           { id: "2023", start: 2023-01-01, end: 2023-12-31 } ]
pillars:
- id: a
  title: A long
    title over lines
  objectives:
  - id: o
    title: "O
      quoted"
    actions:
    - code: "1"
      text: Print
        leaflets.

    - {code:   "2", text: 'Meet
         often.'}
"""


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (partial(withdraw, "1", SINCE), [], ["      history:", "      - event: withdrawn", '        since: "2023"']),
        (
            partial(withdraw, "2", SINCE),
            ["         often.'}"],
            ['         often.\', history: [{event: withdrawn, since: "2023"}]}'],
        ),
        (
            partial(reword, "1", "Print.", SINCE),
            ["      text: Print", "        leaflets."],
            [
                "      text: Print.",
                "      history:",
                "      - event: reworded",
                "        was: Print leaflets.",
                '        since: "2023"',
            ],
        ),
    ],
)
def test_lines_and_indentation_that_a_person_chose_stay(change: Change, gone: list[str], come: list[str]) -> None:
    new = edited(TYPED_OTHERWISE.encode(), change, "plan.yaml").decode()

    lines = list(unified_diff(TYPED_OTHERWISE.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    assert [line[1:] for line in lines if line[0] == "-"] == gone
    assert [line[1:] for line in lines if line[0] == "+"] == come


ACTION_3 = '          - code: "3"\n            text: Meet often.\n'
EVENT = '              - event: withdrawn\n                since: "2023"'
FLOW = '{ code: "3", text: Meet often. }'
WITH_EVENT = '{ code: "3", text: Meet often., history: [{event: withdrawn, since: "2023"}] }'


def test_a_part_of_an_action_is_a_part_of_it_under_its_new_code() -> None:
    text = PLAN.replace('into: ["1"]', "into: [{ action: '1', part: b }]")
    assert "+                into: [{ action: '1.10', part: b }]" in difference(
        partial(renumber, "1", "1.10", SINCE), text
    )


@pytest.mark.parametrize(
    ("typed", "change", "after"),
    [
        (
            f"{ACTION_3}            history: []\n",
            partial(withdraw, "3", SINCE),
            f"{ACTION_3}            history:\n{EVENT}\n",
        ),
        (
            f"{ACTION_3}            history: # x\n",
            partial(withdraw, "3", SINCE),
            f"{ACTION_3}            history:\n{EVENT} # x\n",
        ),
        (f"          - {FLOW}  # x\n", partial(withdraw, "3", SINCE), f"          - {WITH_EVENT}  # x\n"),
        (f"          [{FLOW}]\n", partial(withdraw, "3", SINCE), f"          [{WITH_EVENT}]\n"),
        (
            f"          [{FLOW}]\n",
            partial(add, "4", "Go.", ("work", "3"), SINCE),
            f'          [{FLOW}, {{code: "4", text: Go., history: [{{event: added, since: "2023"}}]}}]\n',
        ),
    ],
)
def test_rare_ways_to_type_a_list_stay(typed: str, change: Change, after: str) -> None:
    new = edited(PLAN.replace(ACTION_3, typed).encode(), change, "plan.yaml").decode()
    assert new == PLAN.replace(ACTION_3, after)


def test_an_event_follows_those_that_there_are_and_comments_stay_with_what_they_are_about() -> None:
    assert difference(partial(withdraw, "N1", SINCE), COMMENTED).startswith("+              - event: withdrawn")
    new = edited(COMMENTED.encode(), partial(incorporate, "2", [Target(action="3")], SINCE), "plan.yaml").decode()
    assert (
        '                since: "2023"\n            # Courses ended early.\n\n          # Asked for in 2022.\n' in new
    )
    assert "lead: ['POL']   # as announced\n" in new


@pytest.mark.parametrize("code", ["1", "8", "9", "17", "21", "N1", "26", "28"])
def test_in_the_bundled_plan_lines_are_only_added(code: str) -> None:
    text = bundled_file().read_text(encoding="utf-8")
    lines = (
        difference(partial(withdraw, code, When(since="2024")), text)
        if code != "26"
        else difference(partial(incorporate, code, [Target(action="10")], When(since="2024")), text)
    )
    assert all(line.startswith("+ ") for line in lines.splitlines())
    assert len(lines.splitlines()) in {2, 3}


@pytest.mark.parametrize(
    "text", [PLAN.replace("Meet often.", '"Meet\u2028 often\x85 ."'), PLAN.rstrip(), PLAN + "\n\n# End.\n"]
)
def test_only_line_feeds_end_lines(text: str) -> None:
    new = edited(text.encode(), partial(withdraw, "1", SINCE), "plan.yaml").decode()
    event = '            history:\n              - event: withdrawn\n                since: "2023"\n'
    assert new.replace(event, "") == text.removesuffix("\n") + "\n"


def test_long_texts_are_folded_and_read_back_the_same() -> None:
    text = "Sing to those who arrive: in towns, in villages and on farms. " * 4 + "# End"
    new = edited(PLAN.encode(), partial(add, "N2", text, ("work", None), SINCE), "plan.yaml").decode()
    assert max(len(line) for line in new.splitlines()) <= 120
    assert load_text(new).actions[-1].text == text


REFUSED = [
    (partial(incorporate, "1", [Target(action="1")], SINCE), "goes to itself"),
    (partial(incorporate, "3", [Target(action="N1")], When(since="2022")), "not in force yet"),
    (partial(incorporate, "1", [Target(action="2")], SINCE), "in a circle"),
    (partial(withdraw, "3", When(since="2032")), "Did you mean 2023?"),
    (partial(withdraw, "N1", When(since="2021")), "before the event above it"),
    (partial(add, "4", "Sing.", ("work", None), SINCE, lead=["XYZ"]), "there is no agency XYZ"),
]


@pytest.mark.parametrize(("change", "words"), REFUSED)
def test_a_change_that_a_check_would_refuse_is_not_made(change: Change, words: str) -> None:
    with pytest.raises(FrameworkError, match="the change was not made") as refused:
        edited(PLAN.encode(), change, "plan.yaml")
    assert words in str(refused.value)


def test_a_file_with_faults_is_not_edited() -> None:
    with pytest.raises(FrameworkError, match="Correct them first"):
        edited(PLAN.replace("label: Done", "lable: Done").encode(), partial(withdraw, "3", SINCE), "plan.yaml")
