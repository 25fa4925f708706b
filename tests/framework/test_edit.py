"""Edits of a framework file: the difference is the change alone, and no fault is ever written."""

import datetime as dt
from collections.abc import Sequence
from difflib import unified_diff
from functools import partial
from pathlib import Path

import pytest

from poatool.errors import FrameworkError
from poatool.framework.amending import Edit, PlanText, add, add_event, edited, rename
from poatool.framework.events import AgencyEventKind, Change, EventKind, Target
from poatool.framework.load import bundled_file
from poatool.framework.model import Action, Objective
from tests.framework.plan import PLAN, load_text
from tests.support.golden import is_as_in, sections

SINCE = Change(since="2023")

COMMENTED = PLAN.replace(
    '          - code: "N1"',
    '            # Courses ended early.\n\n          # Asked for in 2022.\n          - code: "N1"',
).replace('lead: ["POL"]', "lead: ['POL']   # as announced")

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

ACTION_3, FLOW = '          - code: "3"\n            text: Meet often.\n', '{ code: "3", text: Meet often. }'
PART = PLAN.replace('into: ["1"]', "into: [{ action: '1', part: b }]")
BOTH = [Target(action="1", part="b"), Target(objective="teach")]
withdraw = partial(add_event, EventKind.WITHDRAWN)


def incorporate(code: str, into: Sequence[Target], when: Change, draft: PlanText) -> None:
    add_event(EventKind.INCORPORATED, code, when, draft, into)


WITHDRAW_1, WITHDRAW_3 = (partial(withdraw, code, SINCE) for code in ("1", "3"))
RENUMBER_1 = partial(rename, EventKind.RENUMBERED, "1", "1.10", SINCE)

IN_THE_PLAN: dict[str, Edit] = {
    "Withdraw": partial(withdraw, "3", Change(date=dt.date(2023, 5, 1), note="Told: by letter.")),
    "Incorporate": partial(incorporate, "3", [Target(action="1")], SINCE),
    "Incorporate into a part and an objective": partial(incorporate, "3", BOTH, SINCE),
    "Add": partial(add, "N2", "Sing.", (Action, "1"), SINCE, footnote="*", lead=["POL"]),
    "Renumber": RENUMBER_1,
    "Reword": partial(rename, EventKind.REWORDED, "3", "Meet: seldom.", SINCE),
    "Rename an agency": partial(rename, AgencyEventKind.RENAMED, "POL", "Police Service", SINCE),
    "Add an event to others": partial(withdraw, "N1", SINCE),
    "Reinstate": partial(add_event, EventKind.REINSTATED, "2", SINCE),
}
TYPED: dict[str, tuple[Edit, str]] = {
    "Withdraw where lines and indentation are somebody's own": (WITHDRAW_1, TYPED_OTHERWISE),
    "Withdraw what is typed in one line": (partial(withdraw, "2", SINCE), TYPED_OTHERWISE),
    "Reword what is typed over lines": (partial(rename, EventKind.REWORDED, "1", "Print.", SINCE), TYPED_OTHERWISE),
    "Renumber an action of which a part is named": (RENUMBER_1, PART),
    "Withdraw with an empty history": (WITHDRAW_3, PLAN.replace(ACTION_3, f"{ACTION_3}            history: []\n")),
    "Withdraw with a remark on no history": (
        WITHDRAW_3,
        PLAN.replace(ACTION_3, f"{ACTION_3}            history: # x\n"),
    ),
    "Withdraw in a flow with a remark": (WITHDRAW_3, PLAN.replace(ACTION_3, f"          - {FLOW}  # x\n")),
    "Withdraw in a flow": (WITHDRAW_3, PLAN.replace(ACTION_3, f"          [{FLOW}]\n")),
    "Add to a flow": (partial(add, "4", "Go.", (Action, "3"), SINCE), PLAN.replace(ACTION_3, f"          [{FLOW}]\n")),
    "Incorporate above a comment on the next": (partial(incorporate, "2", [Target(action="3")], SINCE), COMMENTED),
}


def difference(change: Edit, text: str = PLAN, around: int = 0) -> list[str]:
    """The lines removed and added, with some lines around them."""
    new = edited(text.encode(), change, "plan.yaml").decode()
    return list(unified_diff(text.splitlines(), new.splitlines(), n=around, lineterm=""))[2:]


def test_the_difference_is_the_change_alone() -> None:
    found = {name: difference(change, around=1) for name, change in IN_THE_PLAN.items()}
    found |= {name: difference(change, text, around=1) for name, (change, text) in TYPED.items()}
    assert is_as_in(Path(__file__).parent / "golden" / "edits.diff", sections(found))


@pytest.mark.parametrize("change", IN_THE_PLAN.values(), ids=IN_THE_PLAN)
def test_a_file_with_windows_line_ends_keeps_them(change: Edit) -> None:
    mark = b"\xef\xbb\xbf"
    new = edited(mark + PLAN.replace("\n", "\r\n").encode(), change, "plan.yaml")
    assert new.startswith(mark)
    assert new.count(b"\n") == new.count(b"\r\n") == edited(PLAN.encode(), change, "plan.yaml").count(b"\n")


@pytest.mark.parametrize("code", ["1", "8", "9", "17", "21", "N1", "26", "28"])
def test_in_the_bundled_plan_lines_are_only_added(code: str) -> None:
    text = bundled_file().read_text(encoding="utf-8")
    lines = (
        difference(partial(withdraw, code, Change(since="2024")), text)
        if code != "26"
        else difference(partial(incorporate, code, [Target(action="10")], Change(since="2024")), text)
    )
    changed = [line for line in lines if not line.startswith("@@")]
    assert all(line.startswith("+ ") for line in changed)
    assert len(changed) in {2, 3}


@pytest.mark.parametrize(
    "text", [PLAN.replace("Meet often.", '"Meet\u2028 often\x85 ."'), PLAN.rstrip(), PLAN + "\n\n# End.\n"]
)
def test_only_line_feeds_end_lines(text: str) -> None:
    new = edited(text.encode(), partial(withdraw, "1", SINCE), "plan.yaml").decode()
    event = '            history:\n              - event: withdrawn\n                since: "2023"\n'
    assert new.replace(event, "") == text.removesuffix("\n") + "\n"


def test_long_texts_are_folded_and_read_back_the_same() -> None:
    text = "Sing to those who arrive: in towns, in villages and on farms. " * 4 + "# End"
    new = edited(PLAN.encode(), partial(add, "N2", text, (Objective, "work"), SINCE), "plan.yaml").decode()
    assert max(len(line) for line in new.splitlines()) <= 120
    assert load_text(new).actions[-1].text == text


def test_a_long_text_in_braces_is_read_back_the_same() -> None:
    text = "Sing to those who arrive: in towns, in villages and on farms. " * 4 + "# End"
    plan = PLAN.replace(ACTION_3, f"          [{FLOW}]\n")
    new = edited(plan.encode(), partial(add, "4", text, (Action, "3"), SINCE), "plan.yaml")
    new = edited(new, partial(rename, EventKind.REWORDED, "4", "Sing.", Change(since="2023", note=text)), "plan.yaml")
    action = next(action for action in load_text(new.decode()).actions if action.code == "4")
    assert (action.wordings, action.history[-1].note) == (("Sing.", text), text)


REFUSED = [
    (partial(incorporate, "1", [Target(action="1")], SINCE), "cannot take over its own reporting"),
    (partial(incorporate, "3", [Target(action="N1")], Change(since="2022")), "not in force yet"),
    (partial(incorporate, "1", [Target(action="2")], SINCE), "in a circle"),
    (partial(withdraw, "3", Change(since="2032")), "Did you mean 2023?"),
    (partial(withdraw, "N1", Change(since="2021")), "before the event above it"),
    (partial(add, "4", "Sing.", (Objective, "work"), SINCE, lead=["XYZ"]), "there is no agency XYZ"),
]


@pytest.mark.parametrize(("change", "words"), REFUSED)
def test_a_change_that_a_check_would_refuse_is_not_made(change: Edit, words: str) -> None:
    with pytest.raises(FrameworkError, match="the change was not made") as refused:
        edited(PLAN.encode(), change, "plan.yaml")
    assert words in str(refused.value)


def test_a_file_with_faults_is_not_edited() -> None:
    with pytest.raises(FrameworkError, match="Correct them first"):
        edited(PLAN.replace("label: Done", "lable: Done").encode(), partial(withdraw, "3", SINCE), "plan.yaml")
