"""Events are seen in each comparison of plans and periods; a new kind needs no code of its own."""

from dataclasses import replace

import pytest

from poatool.blocks import plain
from poatool.framework.diff import FieldChange, changed_fields, diff
from poatool.framework.edition import EFFECTS, Standing, as_of
from poatool.framework.events import Event, EventKind
from poatool.framework.load import examine
from poatool.framework.model import Framework
from poatool.render.changes import diff_document, framework_changes
from poatool.reports.changes import PlanChange
from tests.framework.plan import edited, history
from tests.support.checking import plan_with

KINDS = [kind for kind, effect in EFFECTS.items() if effect.standing and kind is not EventKind.ADDED]


def with_events(*kinds: EventKind) -> Framework:
    history = tuple(Event(event=kind, since="2022", into=("1", "3")[: kind.targets]) for kind in kinds)
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


def test_an_event_that_replaces_agencies_needs_only_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EventKind.REWORDED, "replaces", "lead")
    event = Event(event=EventKind.REWORDED, was="DIA, NZP", since="2022")
    plan = plan_with(lambda each: replace(each, lead=("MBIE",), history=(event,)) if each.code == "2" else each)
    editions = [as_of(plan, plan.period_by_id[year]) for year in ("2021", "2022")]
    early, late = (edition.by_code["2"] for edition in editions)
    assert [edition.agencies_on(edition.by_code["2"]) for edition in editions] == [("DIA", "NZP"), ("MBIE",)]
    assert [*changed_fields(early, late)] == [FieldChange("2", "lead", "DIA, NZP", "MBIE")]
    _, faults = examine(edited(history("1", 'event: reworded, was: "POL, XYZ", since: "2022"'))[0].encode())
    assert [fault.message for fault in faults] == ["action 1: there is no agency XYZ."]
