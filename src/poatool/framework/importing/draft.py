"""Draft a framework from a publication or an earlier plan, with everything that a person has to check."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from poatool.framework.amending import block_of, dump
from poatool.framework.edition import Edition
from poatool.framework.load import load, placed
from poatool.framework.model import Action, Agency, Framework, Objective, Predecessor, ReportingPeriod, Source
from poatool.framework.names.matching import fold
from poatool.text import actions as named, by_first
from poatool.yaml_values import Path

_SECTIONS = ("introduction", "footnotes", "periods", "statuses", "agencies", "pillars")
_ID_WORDS = 5
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


Doubt = tuple[Path, str]
"""The path of something in a draft, and why a person has to check it."""


def _written(framework: Framework, doubts: Iterable[Doubt]) -> str:
    """The text of a framework file, with each doubt as a comment `CHECK: …` above its value."""
    root = block_of(framework)
    above: dict[Path, list[str]] = {(section,): [""] for section in _SECTIONS if section in root}
    for path, text in doubts:
        above.setdefault(path, []).append(f"CHECK: {text}")
    for path, lines in above.items():
        parent = root
        for step in path[:-1]:
            parent = parent[step]
        parent.yaml_set_comment_before_after_key(path[-1], before="\n".join(lines), indent=2 * (len(path) - 1))
    return f"# yaml-language-server: $schema=framework.schema.json\n\n{dump(root)}"


def id_from(title: str, taken: Collection[str] = ()) -> str:
    """An id made from the first words of a title, different from those that are `taken`."""
    wanted = "-".join(re.findall(r"[a-z0-9]+", fold(title))[:_ID_WORDS]) or "part"
    numbered = (f"{wanted}-{number}" if number > 1 else wanted for number in count(1))
    return next(made for made in numbered if made not in taken)


_PLACEHOLDERS = (
    (("source",), "add the publisher, the address of the page and the day of publication."),
    (("periods",), "the source does not say which periods agencies report on; this one is a placeholder."),
    (("statuses",), "these statuses are poatool's own; write the ones that agencies should use."),
    (("agencies",), "this is a placeholder; list the agencies that report, with their other names."),
)


def draft(read: Framework, doubts: Iterable[Doubt]) -> str:
    """Write a framework file with a placeholder for what a publication leaves out: periods, statuses and agencies."""
    day = read.source.last_updated or read.source.published
    year = str(day.year) if day else max(_YEAR.findall(f"{read.title} {read.introduction}"), default="2000")
    made = replace(
        read,
        periods=(ReportingPeriod(id=year, start=dt.date(int(year), 1, 1), end=dt.date(int(year), 12, 31)),),
        statuses=load().statuses,
        agencies=(Agency(code="AGENCY", name="Name of the agency"),),
    )
    return _written(made, (*_PLACEHOLDERS, *doubts))


_CARRIED_OVER = (
    (("title",), "this is the title of the earlier plan; write the new plan's."),
    (("source",), "add where the new plan is published."),
    (("periods",), "this is the period after the earlier plan's last; write the new plan's periods."),
    (("pillars",), "these are only the actions carried over, in the earlier plan's words."),
)


def successor_draft(old: Edition, before: Predecessor, plan: str, carried: Mapping[str, Sequence[str]]) -> str:
    """Draft a plan from the actions that another plan carries over, with its agencies, statuses and texts.

    `old` is the plan that ends, in its latest state; the new plan refers to it by `before`. `carried` holds the new
    codes of each action that is carried over, by its old code; a new action that continues several old ones takes the
    text and the place of the first one. A merged agency keeps its names, and becomes a unit of its successor.
    """
    ended = old.framework
    heads = {code: old.published_as(code) for code in old.agencies}
    sources = by_first((new, code) for code, codes in carried.items() for new in codes)

    def continuing(each: Action) -> Iterator[Action]:
        for code in carried.get(each.code, ()):
            if continues := tuple(sources.pop(code, ())):
                of = [action for action in ended.actions if action.code in continues]
                lead = dict.fromkeys(agency for one in of for agency in one.lead if agency in heads)
                also = dict.fromkeys(agency for one in of for agency in one.supporting if agency in heads)
                supporting = tuple(agency for agency in also if agency not in lead)
                yield Action(code=code, text=each.text, lead=tuple(lead), supporting=supporting, succeeds=continues)

    def continued(objective: Objective) -> Objective:
        return replace(objective, actions=tuple(new for each in objective.actions for new in continuing(each)))

    kept = ((each, tuple(o for o in map(continued, each.objectives) if o.actions)) for each in ended.pillars)
    made = replace(
        ended,
        id=plan,
        succeeds=before,
        source=Source(title=ended.source.title, publisher=ended.source.publisher, contact=ended.source.contact),
        introduction="",
        footnotes=(),
        periods=(_period_after(ended.periods),),
        agencies=tuple(
            replace(ended.agency_by_code[code], history=(), source=None, unit_of=None if head == code else head)
            for code, head in heads.items()
        ),
        layouts=(),
        pillars=tuple(replace(pillar, objectives=objectives) for pillar, objectives in kept if objectives),
        sha256="",
    )
    actions = [(each, path) for each, path in placed.walk(made) if isinstance(each, Action) and len(each.succeeds) > 1]
    several = ((f"it continues {named(each.succeeds)}; this is the text of the first.", path) for each, path in actions)
    joined = (((*path, "text"), ended.in_its_words(text)) for text, path in several)
    return _written(made, (*_CARRIED_OVER, *joined))


def _period_after(periods: Sequence[ReportingPeriod]) -> ReportingPeriod:
    """The next period: as long as the period that began on the same day of an earlier year or, without one, a year."""
    start = max(period.end for period in periods) + _DAY
    like = next((each for each in reversed(periods) if f"{each.start:%m%d}" == f"{start:%m%d}"), None)
    years, after = (start.year - like.start.year, like.end + _DAY) if like else (1, start)
    month, day = (3, 1) if (after.month, after.day) == (2, 29) else (after.month, after.day)
    short = r"|(?<=[/-])\d\d(?!\d)" if like and like.end.year > like.start.year else ""  # as in `2025/26`
    name = rf"(?:19|20)\d\d{short}"
    id_ = re.sub(name, lambda year: f"{int(year[0]) + years}", like.id) if like else str(start.year)
    return ReportingPeriod(id=id_, start=start, end=dt.date(after.year + years, month, day) - _DAY)


_DAY = dt.timedelta(days=1)
