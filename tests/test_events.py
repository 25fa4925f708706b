"""An event that takes an action out of force is seen in each comparison of plans, whatever the kind of event."""

from dataclasses import replace

import pytest

from poatool.blocks import plain
from poatool.framework.diff import diff
from poatool.framework.edition import EFFECTS, Standing
from poatool.framework.events import Event, EventKind
from poatool.render.changes import diff_document, framework_changes
from poatool.reports.changes import PlanChange
from tests.support.checking import FRAMEWORK, plan_with

ENDS = {kind: effect for kind, effect in EFFECTS.items() if effect.standing not in (None, Standing.IN_FORCE)}


@pytest.mark.parametrize("kind", ENDS)
def test_a_comparison_of_two_plans_shows_it(kind: EventKind) -> None:
    event = Event(event=kind, since="2022", into=("1", "3")[: ENDS[kind].targets])
    plan = plan_with(lambda action: replace(action, history=(event,)) if action.code == "2" else action)
    found = diff(FRAMEWORK, plan)
    headings = {plain(each.runs) for each in framework_changes(found, FRAMEWORK, plan).headings}
    assert headings - {"Other details of actions"}, "_NEWLY in render/changes.py needs a line for it"
    listed = [key for key, value in diff_document(found, FRAMEWORK, plan).items() if "'code': '2'" in str(value)]
    assert listed, "DiffDocument needs a key for it"


def test_a_report_has_a_word_for_it() -> None:
    assert {of.standing.value for of in ENDS.values() if of.standing} <= {*PlanChange}, "PlanChange needs it"
