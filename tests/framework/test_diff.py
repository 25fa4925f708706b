"""What changed between two plans, told by kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poatool.framework.diff import Exchanged, FieldChange, FrameworkDiff, ListDiff, Part, Run, diff, word_runs
from tests.framework.plan import PLAN, edited, history, load_text


def compared(*edits: tuple[str, str]) -> FrameworkDiff:
    """The small plan against itself with edits."""
    return diff(load_text(PLAN), load_text(edited(*edits)[0]))


def only(found: FrameworkDiff, kind: str) -> object:
    """What a difference has under one kind, having nothing under any other."""
    assert [name for name in found.__slots__ if getattr(found, name)] == [kind]
    return getattr(found, kind)


def codes(found: FrameworkDiff, kind: str) -> list[str]:
    """The codes of the actions under the one kind that a difference has."""
    only(found, kind)
    return [standing.code for standing in getattr(found, kind)]


def test_a_plan_does_not_differ_from_itself() -> None:
    assert not compared()


def test_the_words_that_changed_are_told() -> None:
    assert only(compared(("Run courses.", "Run short courses often.")), "reworded") == (
        (
            "2",
            "Run courses.",
            "Run short courses often.",
            (Run(Part.SAME, "Run"), Run(Part.REMOVED, "courses."), Run(Part.ADDED, "short courses often.")),
        ),
    )


def test_an_action_was_added() -> None:
    new = 'text: Meet often.\n          - code: "N2"\n            text: Sing.'
    assert codes(compared(("text: Meet often.", new)), "added") == ["N2"]


def test_an_action_that_is_gone_without_a_word_was_removed() -> None:
    gone = '          - code: "3"\n            text: Meet often.\n'
    assert codes(compared(("        actions:\n" + gone, "        actions: []\n")), "removed") == ["3"]


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ('event: withdrawn, since: "2023"', "withdrawn"),
        ('event: incorporated, into: ["1"], since: "2023"', "incorporated"),
        ('event: split, into: ["1", "N1"], since: "2023"', "incorporated"),
    ],
)
def test_an_action_went_out_of_force(event: str, kind: str) -> None:
    assert codes(compared(history("3", event)), kind) == ["3"]


def test_reporting_that_went_elsewhere_than_before_is_told() -> None:
    found = compared(('into: ["1"]', 'into: ["3"]'))
    assert codes(found, "incorporated") == ["2"]
    assert found.incorporated[0].into == ("3",)


def test_an_action_was_reinstated() -> None:
    back = (
        'into: ["1"]\n                since: "2022"\n              - event: reinstated\n                since: "2023"'
    )
    assert codes(compared(('into: ["1"]\n                since: "2022"', back)), "reinstated") == ["2"]


def test_a_renumbered_action_is_followed() -> None:
    found = compared(('code: "3"', 'code: "4"'), history("3", 'event: renumbered, was: "3", since: "2023"'))
    assert only(found, "renumbered") == (Exchanged("4", "3", "4"),)


def test_a_moved_action_tells_both_objectives() -> None:
    three = '          - code: "3"\n            text: Meet often.\n'
    event = '            history: [{ event: moved, was: work, since: "2023" }]\n'
    first = '          - code: "1"\n            text: Print leaflets.\n'
    found = compared(("        actions:\n" + three, "        actions: []\n"), (first, three + event + first))
    assert only(found, "moved") == (Exchanged("3", "work", "teach"),)


def test_agencies_statuses_periods_headings_and_details() -> None:
    found = compared(
        ("name: Customs", "name: Customs Service"),
        ("aliases: [Finished]", "aliases: [Finished, Over]"),
        ("    ends: true\n", "    ends: true\n  - id: going\n    label: Going on\n    progress: true\n"),
        ("end: 2023-12-31", "end: 2024-06-30"),
        ("title: Work together", "title: Work as one"),
        ('lead: ["POL"]', 'lead: ["POL", "CUS"]'),
    )
    assert found.agencies == ListDiff(changed=(FieldChange("CUS", "name", "Customs", "Customs Service"),))
    assert found.statuses == ListDiff(
        added=("going",), changed=(FieldChange("done", "aliases", "Finished", "Finished, Over"),)
    )
    assert found.periods == ListDiff(changed=(FieldChange("2023", "end", "2023-12-31", "2024-06-30"),))
    assert found.headings == ListDiff(changed=(FieldChange("stop/work", "title", "Work together", "Work as one"),))
    assert found.details == (FieldChange("1", "lead", "POL", "POL, CUS"),)


WORDS = st.lists(st.sampled_from(["the", "plan", "of", "action", "9"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_the_runs_hold_both_texts(before: str, after: str) -> None:
    runs = word_runs(before, after)
    assert " ".join(run.text for run in runs if run.part is not Part.ADDED) == before
    assert " ".join(run.text for run in runs if run.part is not Part.REMOVED) == after
