"""A framework as far as a publication or the plan before tells it, with everything that a person has to check."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.events import Frozen
from poatool.framework.load import load
from poatool.framework.model import (
    Action,
    Agency,
    Framework,
    Objective,
    Pillar,
    Predecessor,
    ReportingPeriod,
    Source,
)
from poatool.framework.names.matching import fold
from poatool.framework.writing import block_of, dump, remark
from poatool.text import listed
from poatool.yaml_values import Path

_SCHEMA = "# yaml-language-server: $schema=framework.schema.json\n"
_SECTIONS = ("introduction", "footnotes", "periods", "statuses", "agencies", "pillars")
_ID_WORDS = 5
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


class Doubt(NamedTuple):
    """Something uncertain, at a path of the draft."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A framework, and the doubts about it in the order of the file."""

    framework: Framework
    doubts: tuple[Doubt, ...]

    def written(self) -> str:
        """The text of a framework file, with each doubt as a comment `CHECK: …` above its value."""
        root = block_of(_values(self.framework))
        above: dict[Path, list[str]] = {(section,): [""] for section in _SECTIONS if section in root}
        for doubt in self.doubts:
            above.setdefault(doubt.path, []).append(f"CHECK: {doubt.text}")
        for path, lines in above.items():
            remark(root, path, "\n".join(lines))
        return _SCHEMA + "\n" + dump(root)


def draft(read: Framework, doubts: Iterable[Doubt]) -> Draft:
    """Add placeholders, each with a doubt, for what a publication does not say: periods, statuses and agencies."""
    period = _period(read.source.last_updated or read.source.published, f"{read.title} {read.introduction}")
    made = replace(
        read,
        periods=(period,),
        statuses=load().statuses,
        agencies=(Agency(code="AGENCY", name="Name of the agency"),),
    )
    placeholders = (
        Doubt(("source",), "add the publisher, the address of the page and the day of publication."),
        Doubt(("periods",), "the source does not say which periods agencies report on; this one is a placeholder."),
        Doubt(("statuses",), "these statuses are the tool's own; write those that agencies are to use."),
        Doubt(("agencies",), "this is a placeholder; list the agencies that report, with their other names."),
    )
    return Draft(made, (*placeholders, *doubts))


def _values(part: Frozen) -> dict[str, object]:
    """The keys and values of a part, without defaults."""
    values = {field.name: getattr(part, field.name) for field in fields(part)}
    defaults = {field.name: {} if field.default is MISSING else field.default for field in fields(part)}
    return {key: _plain(value) for key, value in values.items() if value != defaults[key]}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _values(value) if isinstance(value, Frozen) else value


def slug(title: str, taken: Iterable[str] = ()) -> str:
    """An id made of the first words of a title, different from those taken."""
    words = re.findall(r"[a-z0-9]+", fold(title))[:_ID_WORDS]
    wanted = "-".join(words) or "part"
    used, number, made = frozenset(taken), 1, wanted
    while made in used:
        number += 1
        made = f"{wanted}-{number}"
    return made


def _period(day: dt.date | None, text: str) -> ReportingPeriod:
    """A placeholder: the year of the last update, or the latest year that the text mentions."""
    years = [str(day.year)] if day else _YEAR.findall(text)
    year = max(years, default="2000")
    return ReportingPeriod(id=year, start=dt.date(int(year), 1, 1), end=dt.date(int(year), 12, 31))


def successor_draft(old: Edition, before: Predecessor, plan: str, carried: Mapping[str, Sequence[str]]) -> Draft:
    """Draft a plan from the actions of another that are carried over, with its agencies, statuses and words.

    Args:
        old: the plan that ends, in its latest state.
        before: how the new plan names it.
        plan: the id of the new plan.
        carried: the new codes of each action that is carried over, by its old code. An action of several old ones has
            the text of the first, at its place.
    """
    ended = old.framework
    source = Source(title=ended.source.title, publisher=ended.source.publisher, contact=ended.source.contact)
    taken: set[str] = set()
    pillars = tuple(pillar for each in ended.pillars if (pillar := _pillar(each, old, carried, taken)).objectives)
    made = Framework(
        id=plan,
        title=ended.title,
        succeeds=before,
        language=ended.language,
        language_marks=ended.language_marks,
        source=source,
        periods=(_next_period(ended.periods),),
        statuses=ended.statuses,
        agencies=tuple(_agencies(old)),
        words=ended.words,
        columns=ended.columns,
        pillars=pillars,
    )
    return Draft(made, (*_DOUBTS, *_joined(made)))


_DOUBTS = (
    Doubt(("title",), "this is the title of the plan before; write that of the new one."),
    Doubt(("source",), "add where the new plan is published."),
    Doubt(("periods",), "this is the period after the last one of the plan before; write those of the new plan."),
    Doubt(("pillars",), "these are only the actions that are carried over, in the words of the plan before."),
)


def _pillar(pillar: Pillar, old: Edition, carried: Mapping[str, Sequence[str]], taken: set[str]) -> Pillar:
    objectives = (
        Objective(id=each.id, title=each.title, actions=tuple(_actions(each, old, carried, taken)))
        for each in pillar.objectives
    )
    return replace(pillar, objectives=tuple(each for each in objectives if each.actions))


def _actions(
    objective: Objective, old: Edition, carried: Mapping[str, Sequence[str]], taken: set[str]
) -> Iterator[Action]:
    there = frozenset(old.agencies)
    for action in objective.actions:
        for code in carried.get(action.code, ()):
            if code not in taken:
                taken.add(code)
                yield Action(
                    code=code,
                    text=action.text,
                    lead=tuple(each for each in action.lead if each in there),
                    supporting=tuple(each for each in action.supporting if each in there),
                    succeeds=tuple(before for before, codes in carried.items() if code in codes),
                )


def _agencies(old: Edition) -> Iterator[Agency]:
    """The agencies that are left, without their history."""
    there = frozenset(old.agencies)
    for agency in old.framework.agencies:
        if agency.code in there:
            yield replace(agency, history=(), source=None)


def _next_period(periods: Sequence[ReportingPeriod]) -> ReportingPeriod:
    """A placeholder: the year after the last period."""
    start = max(period.end for period in periods) + dt.timedelta(days=1)
    end = start.replace(year=start.year + 1) - dt.timedelta(days=1) if (start.month, start.day) != (2, 29) else start
    return ReportingPeriod(id=str(start.year), start=start, end=end)


def _joined(made: Framework) -> Iterator[Doubt]:
    """Actions that go on with several."""
    for p, pillar in enumerate(made.pillars):
        for o, objective in enumerate(pillar.objectives):
            for a, action in enumerate(objective.actions):
                if len(action.succeeds) > 1:
                    path = ("pillars", p, "objectives", o, "actions", a, "text")
                    before = listed(action.succeeds)
                    yield Doubt(path, f"it goes on with Actions {before}; this is the text of the first.")
