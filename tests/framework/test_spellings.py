"""Codes of a large catalogue in every spelling, lists of codes, and values that are not references."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st

from poatool.framework.edition import Edition, as_of
from poatool.framework.load import load
from poatool.framework.reference.model import Fault
from poatool.framework.reference.resolve import resolve

FRAMEWORK = load()
PLAN = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])


def _plan_of(codes: list[str]) -> Edition:
    """An edition of the bundled plan's shape with other codes."""
    template = PLAN.by_code["1"]
    action = template.action
    standings = {
        code: template._replace(
            action=replace(action, code=code, text=f"Do what {code} says."),
            code=code,
            text=f"Do what {code} says.",
            counts_under=(code,),
        )
        for code in codes
    }
    return Edition(FRAMEWORK, PLAN.period, PLAN.pillars, standings)


def _catalogue() -> Edition:
    """1,189 actions with codes such as `AC-2` and `AC-2(10)`."""
    return _plan_of(
        [f"{family}-{n}{part}" for family in _FAMILIES for n in range(1, 26) for part in ("", *_PARTS)][:1189]
    )


_FAMILIES = ("AC", "AT", "AU", "CA", "CM", "CP", "IA", "IR", "MA", "MP")
_PARTS = ("(1)", "(2)", "(3)", "(10)")
_CATALOGUE = _catalogue()


@given(st.sampled_from(list(_CATALOGUE.by_code)))
def test_every_spelling_of_a_code_of_a_catalogue_is_that_code(code: str) -> None:
    dotted = code.replace("(", ".").replace(")", "")
    padded = re.sub(r"-(\d)(?!\d)", r"-0\1", code)
    for written in (code, code.lower(), dotted, dotted.lower(), padded, f"Action {code}", f"({code})", f"{code}."):
        found = resolve(_CATALOGUE, written)
        assert found.resolved, written
        assert found.codes == (code,), written


def test_one_edition_does_not_use_the_cache_of_another() -> None:
    early = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2021"])
    assert resolve(PLAN, "N1").codes == ("N1",)
    assert resolve(early, "N1").codes == ()
    assert resolve(PLAN, "N1").codes == ("N1",)
    assert resolve(PLAN, "AC-2").codes == ()


def test_a_number_cell_cannot_tell_an_action_from_its_tenth() -> None:
    plan = load(Path(__file__).parents[2] / "examples" / "frameworks" / "clean-coast.yaml")
    latest = as_of(plan, None)
    tenth = resolve(latest, 2.1)
    assert (tenth.codes, tenth.fault, tenth.suggestions) == ((), Fault.AMBIGUOUS, ("2.1", "2.10"))
    assert resolve(latest, 2.2).codes == ("2.2",)
    assert resolve(latest, "2.1").codes == ("2.1",)


_LETTERED = _plan_of(["A1", "A2", "A3", "No1", "Act2", "2b"])
"""Codes that begin like words that may precede a code."""


@pytest.mark.parametrize("code", list(_LETTERED.by_code))
@pytest.mark.parametrize("form", ["{}", "Action {}", "ACTION no. {}", "A {}", "#{}", "Item {}:", "({})"])
def test_no_letter_of_a_code_is_taken_for_a_word_before_it(form: str, code: str) -> None:
    assert resolve(_LETTERED, form.format(code)).codes == (code,)


@pytest.mark.parametrize("text", ["A1-A3", "A1 to A3", "Actions A1–A3", "a1 - action a3"])
def test_both_ends_of_a_range_keep_their_letter(text: str) -> None:
    assert resolve(_LETTERED, text).codes == ("A1", "A2", "A3")


def test_a_range_may_leave_out_the_letter_of_its_end() -> None:
    assert resolve(_LETTERED, "A1-3").codes == ("A1", "A2", "A3")
    beyond = resolve(_LETTERED, "A1-9")
    assert (beyond.fault, beyond.instead) == (Fault.BAD_RANGE, None)


_WORDS = st.sampled_from(
    ["new", "the", "employer", "guide", "Pūkenga", "for", "in", "Māori", "2030", "phase", "one–stop", "A"]
)


@example(["2030", "the", "2030"])
@given(
    st.lists(_WORDS, min_size=1, max_size=12).filter(
        lambda words: any(word.isalpha() and len(word) > 2 for word in words)
    )
)
def test_an_alias_of_any_length_is_its_action(words: list[str]) -> None:
    alias = " ".join(words)
    told = PLAN.by_code["2"]
    known = {**PLAN.by_code, "2": told._replace(action=replace(told.action, aliases=(alias,)))}
    plan = Edition(FRAMEWORK, PLAN.period, PLAN.pillars, known)
    for written in (alias, alias.upper(), f"{alias}.", f"Action {alias}", f"5, {alias}"):
        found = resolve(plan, written)
        assert found.resolved, written
        assert found.codes == (("2", "5") if written.startswith("5,") else ("2",)), written
