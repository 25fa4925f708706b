"""Changes between the words of two texts, between a plan and itself, and in each field that a plan can have."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, get_type_hints

import pytest
from hypothesis import given, strategies as st

from poatool.blocks import plain
from poatool.framework.diff import diff, word_runs
from poatool.framework.events import Frozen
from poatool.framework.model import Framework
from poatool.render import document as doc
from poatool.render.changes import diff_document, framework_changes
from tests.framework.plan import PLAN, load_text

WORDS = st.lists(st.sampled_from(["the", "plan", "of", "action", "9"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_the_runs_hold_both_texts(before: str, after: str) -> None:
    runs = word_runs(before, after)
    assert " ".join(run.text for run in runs if run.part != "added") == before
    assert " ".join(run.text for run in runs if run.part != "removed") == after


def test_a_plan_does_not_differ_from_itself() -> None:
    assert not diff(load_text(PLAN), load_text(PLAN))


EVERYTHING = load_text("""\
id: rivers
title: Rivers Plan
succeeds: {plan: lakes, file: lakes.yaml}
language_marks: {mi: [awa]}
source: {title: Rivers Plan}
footnotes: [{mark: "*", text: A note.}, {mark: "†", text: Another.}]
periods: [{id: "2023", start: 2023-01-01, end: 2023-12-31}, {id: "2024", start: 2024-01-01, end: 2024-12-31}]
statuses: [{id: begun, label: Under way, progress: true}, {id: done, label: Completed, progress: true}]
agencies:
  - {code: MW, name: Ministry for Waters, history: [{event: renamed, was: Ministry for Rivers, since: "2024"}]}
  - {code: CO, name: Council Office}
words: {action: [Measure]}
columns: {progress: [Work], lessons: {headings: [Lessons], published: true}}
layouts: [{file: "co*", heading_row: 4, columns: {A: action, C: progress}}]
pillars:
  - id: water
    title: Water
    objectives:
      - id: clean
        title: Clean
        actions:
          - code: "1"
            text: Plant flax.
            history: [{event: incorporated, into: [{action: "2", part: b}, {objective: clean}], since: "2024"}]
          - {code: "2", text: Fence streams.}
""")

APART = {"Framework.sha256": "It differs if only a comment of the file does."}


def others(value: Any, hint: object, name: str) -> Iterator[tuple[str, Any]]:
    """Values that differ from a value of a plan in one place, each with the class and field of that place."""
    if isinstance(value, Frozen):
        hints = get_type_hints(type(value))
        for field in (each.name for each in fields(value)):
            for place, other in others(getattr(value, field), hints[field], f"{type(value).__name__}.{field}"):
                yield from ((where, replace(value, **{field: other})) for where in {place, name or place})
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from ((place, value | {key: other}) for place, other in others(each, hint, name))
        yield name, {**value, "more": ("More",)}
    elif isinstance(value, tuple) and value and isinstance(value[0], Frozen):
        for n, each in enumerate(value):
            yield from ((place, (*value[:n], other, *value[n + 1 :])) for place, other in others(each, hint, name))
        yield from ((f"order of {name}", value[::-1]),) if len(value) > 1 else ()
        yield name, value[:-1]
    elif value != () or "str" in str(hint):
        yield name, another(value, hint)


def another(value: Any, hint: object) -> object:
    """Another value of the type of a simple value."""
    if isinstance(value, Enum):
        return next(each for each in type(value) if each is not value)
    if isinstance(value, bool | int):
        return not value if isinstance(value, bool) else value + 1
    if isinstance(value, dt.date) or (value is None and "date" in str(hint)):
        return dt.date(2024, 5, 8)
    return (*value, "more") if isinstance(value, tuple) else f"{value or ''} more"


CHANGED: dict[str, Framework] = dict(others(EVERYTHING, Framework, ""))


def test_every_field_of_a_plan_is_changed_here() -> None:
    def below(kind: type) -> Iterator[type]:
        subclasses: list[type] = kind.__subclasses__()
        yield from (each for sub in subclasses for each in (sub, *below(sub)))

    parts = [kind for kind in below(Frozen) if is_dataclass(kind) and not kind.__subclasses__()]
    known = {f"{kind.__name__}.{field.name}" for kind in parts for field in fields(kind)}
    assert known - CHANGED.keys() == set()


@pytest.mark.parametrize("place", sorted(CHANGED.keys() - APART.keys()))
def test_each_change_is_named_in_words(place: str) -> None:
    found = diff(EVERYTHING, CHANGED[place])
    assert diff_document(found, EVERYTHING, CHANGED[place])["changed"]
    page = framework_changes(found, EVERYTHING, CHANGED[place])
    items = [item for part in page.parts if isinstance(part, doc.LabelledList) for item in part.items]
    assert items
    for item in items:
        assert "_" not in plain(item.label)
        assert item.runs
    assert all(change.before != change.after for change in (*found.plan, *found.details, *found.statuses.changed))


@pytest.mark.parametrize("place", sorted(APART))
def test_the_exceptions_are_not_compared(place: str) -> None:
    assert not diff(EVERYTHING, CHANGED[place])
