"""Changes between the words of two texts, and between a plan and itself."""

from hypothesis import given, strategies as st

from poatool.framework.diff import diff, word_runs
from tests.framework.plan import PLAN, load_text

WORDS = st.lists(st.sampled_from(["the", "plan", "of", "action", "9"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_the_runs_hold_both_texts(before: str, after: str) -> None:
    runs = word_runs(before, after)
    assert " ".join(run.text for run in runs if run.part != "added") == before
    assert " ".join(run.text for run in runs if run.part != "removed") == after


def test_a_plan_does_not_differ_from_itself() -> None:
    assert not diff(load_text(PLAN), load_text(PLAN))
