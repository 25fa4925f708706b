"""Actions cited in running text: explicit ones only, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.framework.reference.resolve import mentions

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("See Action 26 for more.", [("Action 26", ("9",))]),
        ("as under actions 1, 3 and 5 of the plan", [("actions 1, 3 and 5", ("1", "3", "5"))]),
        ("Actions 22–24 and Action N1.", [("Actions 22–24", ("22", "23", "24")), ("Action N1", ("N1",))]),
        ("Action no. 7: begun", [("Action no. 7", ("7",))]),
        ("Action 29.", [("Action 29", ())]),
        ("Action 4 of the plan of action", [("Action 4", ("4",))]),
        ("Action 1, 2022 saw more", [("Action 1", ("1",))]),
        ("Action 29 in the Pacific, and the plan", [("Action 29", ())]),
        ("Action 29 under this plan", [("Action 29", ())]),
        ("Action 29 in the Action Plan", [("Action 29", ())]),
    ],
)
def test_citations_are_read_with_what_they_mean(text: str, cited: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(mention.text, mention.references.codes) for mention in mentions(EDITION, text)] == cited


@pytest.mark.parametrize(
    "text",
    [
        *("took action 3 times", "an action 12 months later", "by action 1 July 2022", "the 2022 action plan"),
        *("a reaction 5 minutes later", "Action 20% of them", "Action 4 of the National Strategy"),
        *("action 2.3 in the Welfare Plan", "action 31 from Te Aorerekura, the national strategy"),
        "Actions 4 and 31 (under the Child and Youth Wellbeing Strategy)",
    ],
)
def test_numbers_that_cite_nothing_are_let_pass(text: str) -> None:
    assert mentions(EDITION, text) == ()


@given(st.text(alphabet="Actions 123N,.–-&and\n()", max_size=60))
def test_a_mention_stands_where_it_says(text: str) -> None:
    for mention in mentions(EDITION, text):
        assert text[mention.start :].startswith(mention.text)
