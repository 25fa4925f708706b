"""An event that takes an action out of force, or leads it back, is seen in each comparison of plans."""

from dataclasses import replace

import pytest

from poatool.blocks import plain
from poatool.framework.diff import diff
from poatool.framework.edition import EFFECTS, Standing
from poatool.framework.events import Event, EventKind
from poatool.framework.model import Framework
from poatool.render.changes import diff_document, framework_changes
from poatool.reports.changes import PlanChange
from tests.support.checking import plan_with

KINDS = [kind for kind, effect in EFFECTS.items() if effect.standing and kind is not EventKind.ADDED]


def with_events(*kinds: EventKind) -> Framework:
    history = tuple(Event(event=kind, since="2022", into=("1", "3")[: EFFECTS[kind].targets]) for kind in kinds)
    return plan_with(lambda action: replace(action, history=history) if action.code == "2" else action)


@pytest.mark.parametrize("kind", KINDS)
def test_a_comparison_of_two_plans_names_it(kind: EventKind) -> None:
    back = EFFECTS[kind].standing is Standing.IN_FORCE
    ended = [end for end in KINDS if back and EFFECTS[end].standing in EFFECTS[kind].before][:1]
    old, new = with_events(*ended), with_events(*ended, kind)
    found = diff(old, new)
    [word] = found.newly
    assert word == (kind if back else EFFECTS[kind].standing)
    assert word.capitalize() in {plain(each.runs) for each in framework_changes(found, old, new).headings}
    listed = dict(diff_document(found, old, new)).get(word)
    assert "'code': '2'" in str(listed), "DiffDocument in render/changes.py needs a key for it"
    assert word in {*PlanChange}, "PlanChange in reports/changes.py needs it"
