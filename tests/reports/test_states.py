"""Each state of an action in force is counted and shown; a new member of `ActionState` needs no test of its own."""

import re
from dataclasses import fields, replace
from functools import partial
from typing import Any, TypeVar

import pytest

from poatool.render.coverage.screen import coverage_text
from poatool.render.coverage.state_marks import LIGHT, state_marks
from poatool.render.coverage.tables import By, View, coverage_table
from poatool.render.text import totals
from poatool.reports.coverage_model import ActionState, Counts, Coverage, HowActionsStand
from tests.support.reports import coverage, edition
from tests.support.screens import in_pipe, on_terminal

Some = TypeVar("Some", bound=Counts)
STATES = [state for state in ActionState if state.in_force]
IN_FORCE = 5


def in_state(state: ActionState) -> Coverage:
    """The coverage of a period in which every action in force is in this state."""
    assert state.value in {field.name for field in fields(Counts)}, "reports/coverage_model.py: add it to Counts"

    def turned(counts: Some) -> Some:
        numbers: dict[str, Any] = {each.value: counts.in_force if each is state else 0 for each in STATES}
        return replace(counts, **numbers)

    found = turned(coverage([], [], edition()))
    return replace(
        found,
        actions=tuple(a._replace(state=state if a.state.in_force else a.state) for a in found.actions),
        pillars=tuple(map(turned, found.pillars)),
        objectives=tuple(map(turned, found.objectives)),
        agencies=tuple(map(turned, found.agencies)),
    )


@pytest.mark.parametrize("state", STATES)
def test_the_actions_in_a_state_are_listed_and_shown_by_a_mark(state: ActionState) -> None:
    found = in_state(state)
    codes = tuple(action.code for action in found.actions if action.state.in_force)
    assert len(codes) == IN_FORCE
    where = "unstated" if state is ActionState.REPORTED else state.value
    assert where in HowActionsStand._fields, "reports/coverage_model.py: add it to HowActionsStand"
    assert getattr(found.standing, where) == codes, "reports/coverage_model.py: fill it in `Coverage.standing`"
    shown = [mark for mark in state_marks(found).each if mark.codes]
    assert [mark.codes for mark in shown] == [codes], "render/coverage/state_marks.py: give it a Mark in `_in_order`"
    assert shown[0].look in LIGHT, "render/coverage/state_marks.py: give its look a line in `_COLOURS`"


@pytest.mark.parametrize("state", STATES)
def test_a_state_has_its_number_in_the_sentence_and_in_every_table(state: ActionState) -> None:
    found = in_state(state)
    assert f"{IN_FORCE} " in re.sub(r"of 5 actions", "", totals(found)), "render/text.py: name it in `totals`"
    for by in (By.OBJECTIVE, By.PILLAR, By.AGENCY):
        table = coverage_table(found, by)
        for row in table.rows:
            told = dict(zip(table.headings, row, strict=True)) | {"Expected": None}
            numbers = [cell for cell in told.values() if isinstance(cell, int)]
            assert sum(numbers) == 2 * max(numbers), "render/coverage/tables.py: add a column for it"


def test_a_screen_of_80_columns_breaks_no_heading() -> None:
    found = coverage([], [], edition())
    found = replace(found, objectives=tuple(replace(each, title="Make it better " * 5) for each in found.objectives))
    show = partial(coverage_text, found, View(By.OBJECTIVE))
    words = next(line for line in in_pipe(show) if line.startswith("Reported ")).split()
    assert {*words} <= {*" ".join(on_terminal(show, 80)).split()}, (
        "render/coverage/screen.py: shorten a heading in `_NARROW`"
    )
