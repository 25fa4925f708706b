"""Texts whose lines begin with actions: what belongs into another row is said, and a list of points is fine."""

from __future__ import annotations

import pytest

from poatool.findings.model import Finding
from tests.support.checking import found, update

SPLIT = "Give each action a row with its part of the text."


def findings(action: str, progress: str) -> list[Finding]:
    return [finding for finding in found(update(progress, f'"{action}"')) if finding.code == "ACT216"]


@pytest.mark.parametrize(
    ("action", "progress", "others"),
    [
        ("22", r"Support was improved.\nAction 24: Scoping was done.", "Action 24"),
        ("22", r"Support was improved.\n\n- action 24 – Scoping was done.", "Action 24"),
        ("22", r"Action 22: Support was improved.\nAction 24: Scoping was done.", "Action 24"),
        ("22", r"Action 24: Scoping was done.\nAction 25: The cell met.", "Actions 24 and 25"),
        ("10", r"(10) Workshops were held.\n(11) Standards were shared.", "Action 11"),
        ("22", r"22: Support was improved.\n24: Scoping was done.", "Action 24"),
        ("19", r"19: Support was improved.\nMore of it.\nN1: Scoping was done.", "Action N1"),
    ],
)
def test_a_part_about_another_action_belongs_into_a_row_of_its_own(action: str, progress: str, others: str) -> None:
    (finding,) = findings(action, progress)
    assert finding.message == f"Part of the text is about {others}, but published under Action {action}."
    assert (finding.place.cell, finding.hint) == ("C2", SPLIT)


@pytest.mark.parametrize(
    "progress",
    [
        r"Action 22: Support was improved.\nAction 24: Scoping was done.",
        r"In both:\nAction 22. Support was improved.\n• Action 24 - Scoping was done.",
        r"22: Support was improved.\n24: Scoping was done.",
        r"(22) Support was improved.\n(24) Scoping was done.",
    ],
)
def test_parts_for_each_action_of_a_row_are_published_under_all(progress: str) -> None:
    (finding,) = findings("22, 24", progress)
    assert finding.message == (
        "The text has a part for each action, but all of it is published under Actions 22 and 24."
    )
    assert (finding.place.cell, finding.hint) == ("C2", SPLIT)


def test_a_text_that_is_headed_by_another_action_alone_may_be_in_the_wrong_row() -> None:
    (finding,) = findings("22", "Action 24: Scoping was done.")
    assert finding.message == "The row is about Action 22, but its text is about Action 24."
    assert finding.hint == "Correct the action of the row, or the text."


@pytest.mark.parametrize(
    ("action", "progress"),
    [
        ("22", r"Support was improved.\nAction 24 was scoped."),
        ("22", r"Action 22: Support was improved.\nMore was done."),
        ("22, 24", "Action 22: Support was improved."),
        ("22, 24", r"Actions 22 and 24: Support was improved.\nActions 22 and 24: More was done."),
        ("9", r"Action 9: Joined a forum.\nAction 26: Spoke at it."),
        ("2", r"(1) Trained inspectors.\n(2) Wrote a guide.\n(3) Met the unions."),
        ("22", r"Three things were done:\n(2) Wrote a guide.\n(3) Met the unions."),
        ("22", "24: Scoping was done."),
        ("22", r"Support was improved.\n24: Scoping was done."),
        ("22", r"12: visits\n5: audits"),
        ("22", r"22: Support was improved.\n29: Scoping was done."),
        ("22", r"10: 30 people\n11: 40 people"),
    ],
)
def test_what_is_in_its_row_or_only_a_list_passes(action: str, progress: str) -> None:
    assert findings(action, progress) == []
