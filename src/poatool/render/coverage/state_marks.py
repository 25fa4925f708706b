"""Show the states of actions as labelled marks, in the squares, table and text of a report, and draw their chart."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import shorten, wrap
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Standing
from poatool.framework.model import Reach
from poatool.render.table import Column, Content, Listing
from poatool.render.text import differing
from poatool.reports.coverage_model import Coverage
from poatool.text import actions, counted, lazy_pattern

_LOOKS = {Reach.ENDED: ("ended",), Reach.AT_WORK: ("work-1", "work-2", "work-3", "work-4")}
_LOOKS |= {Reach.HELD_UP: ("held-1", "held-2"), Reach.NOT_BEGUN: ("idle",)}
"""The styles of statuses, the most advanced first; the last style is for all other statuses."""
_NAME, _FEW = 40, 3  # the longest name of a pillar in a table, in characters; a third of that if there are more than 3
_AFTER_NAME = lazy_pattern(r"[:.]\s|\s[–—-]\s")  # as in `Chapter I. Prevention`
_CLOSED = "In an earlier period, its agencies reported that the work had ended."


class Mark(NamedTuple):
    """A state of actions."""

    look: str  # its style
    label: str
    meaning: str
    codes: tuple[str, ...]  # the actions in this state
    reach: Reach | None = None  # how far they have come; None if the state is not a status of the plan
    counts: tuple[int, ...] = ()  # how many there are in each pillar

    @property
    def anchor(self) -> str:
        """The end of the anchor of its row in the table: `under-way` in `standing-under-way`."""
        label = re.sub(r"\W+", "-", self.label.lower())
        return self.look if self.reach is None else f"status-{label}" if label in _COLOURS else label


class Marks(NamedTuple):
    """The marks in the order of the chart, names of `pillars` that fit into a table, and which actions have no mark."""

    pillars: tuple[str, ...]
    each: tuple[Mark, ...]
    not_counted: str
    titles: tuple[str, ...]

    @property
    def by_code(self) -> Mapping[str, Mark]:
        """The mark of each action in force, by its code."""
        return {code: mark for mark in self.each for code in mark.codes}

    @property
    def totals(self) -> tuple[int, ...]:
        """The number of actions in force in each pillar."""
        return tuple(map(sum, zip(*(mark.counts for mark in self.each), strict=True)))


def state_marks(coverage: Coverage) -> Marks:
    """The marks of the actions in a coverage; without statuses, all actions reported on have the same mark."""
    edition = coverage.edition
    why = [f"Action {action.code} {_why_not_counted(action)}" for action in edition.actions if not action.in_force]
    known = len(edition.actions)
    left = f"{known - len(why)} of {known} actions of the plan are counted; {'; '.join(why)}."
    not_counted = left if why else f"All {counted(known, 'action')} of the plan are counted."
    each: list[Mark] = []
    for mark in _in_order(coverage):
        own = [edition.by_code[code].pillar for code in mark.codes]
        each.append(mark._replace(counts=tuple(own.count(pillar.id) for pillar in edition.pillars)))
    titles = tuple(pillar.title for pillar in edition.pillars)
    return Marks(_short(titles), tuple(each), edition.framework.in_its_words(not_counted), titles)


def _short(titles: Sequence[str]) -> tuple[str, ...]:
    """The names of pillars in a table: their titles or, if these are too long, what is before a colon or full stop."""
    if max(map(len, titles), default=0) <= (_NAME if len(titles) <= _FEW else _NAME // _FEW):
        return tuple(titles)
    names = [shorten(_AFTER_NAME.split(title, maxsplit=1)[0], _NAME, placeholder=" …") for title in titles]
    return tuple(names if len({*names}) == len(titles) else titles)


def _why_not_counted(action: ActionStanding) -> str:
    if action.standing is Standing.INCORPORATED:
        return f"is counted under {actions(action.counts_under) if action.counts_under else 'no action'}"
    return "was not yet in force" if action.standing is Standing.NOT_YET else f"was {action.standing}"


def standing_table(stand: Marks) -> Listing:
    """The number of actions in force in each state, with totals."""
    numbers = [Column(pillar, 14, f"The actions in force under {pillar} in this state.") for pillar in stand.pillars]
    rows: list[tuple[Content, ...]] = [
        (mark.label, *mark.counts, len(mark.codes), ", ".join(mark.codes), mark.meaning) for mark in stand.each
    ]
    return Listing(
        "How the actions stand",
        (
            Column("How", 24, "The status, or the reason why it is missing."),
            *numbers,
            Column("All pillars", 12, "The actions in force in this state."),
            Column("Actions", 40, "Their codes."),
            Column("What it means", 80, "What the plan says about the status."),
        ),
        (*rows, ("In force", *stand.totals, sum(stand.totals), "All of these", stand.not_counted)),
        note="Each row is one state of actions in force; the last row has the totals.",
    )


def _in_order(coverage: Coverage) -> Iterator[Mark]:
    """The marks without counts: first statuses, the most advanced first, then the other states."""
    plan, stand = coverage.edition.framework, coverage.standing
    if coverage.shows_statuses:
        for group in Reach:
            alike = [plan.status_by_id[id_] for id_ in stand.statuses if plan.status_by_id[id_].reach is group]
            for number, status in enumerate(reversed(alike)):
                look = _LOOKS[group][min(number, len(_LOOKS[group]) - 1)]
                yield Mark(look, status.label, status.meaning, stand.statuses[status.id], group)
        if stand.differ:
            differ = "Different statuses were stated; none is decided."
            yield Mark("differ", differing(coverage.actions), differ, stand.differ)
        if stand.unstated:
            yield Mark("unstated", "Reported, no status", "It was reported on; no status is published.", stand.unstated)
    else:
        yield Mark("work-1", "Reported", "At least one agency described progress.", stand.unstated)
    yield Mark("nil", "Nothing to report", "Agencies answered that there was nothing to report.", stand.nil)
    yield Mark("unreported", "Not reported", "No agency reported on it.", stand.unreported)
    if stand.closed:
        yield Mark("closed", "Completed earlier", _CLOSED, stand.closed)


_COLOURS = {
    "ended": (("#12384f", "#ffffff"), ("#d5ecf7", "#12171d")),
    "work-1": (("#1b6b8f", "#ffffff"), ("#6db3d6", "#12171d")),
    "work-2": (("#b5d9ea", "#1d2733"), ("#24526c", "#ffffff")),
    "work-3": (("#7fb8d2", "#1d2733"), ("#3a7699", "#ffffff")),
    "work-4": (("#dceef6", "#1d2733"), ("#1c3a4b", "#ffffff")),
    "held-1": (("#e8a33d", "#1d2733"), ("#e0a040", "#12171d")),
    "held-2": (("#f6d79a", "#1d2733"), ("#6e501a", "#ffffff")),
    "idle": (("#d5dbe1", "#1d2733"), ("#46525e", "#ffffff")),
    "unstated": (("#f3f6f8", "#1d2733"), ("#1b232c", "#e6ebf0")),
    "differ": (("#ffffff", "#1d2733"), ("#12171d", "#e6ebf0")),
    "nil": (("#ffffff", "#1d2733"), ("#12171d", "#e6ebf0")),
    "unreported": (("#ffffff", "#a3161f"), ("#12171d", "#ff9c92")),
    "closed": (("#4f7186", "#ffffff"), ("#9db8c7", "#12171d")),
}
LIGHT: Mapping[str, tuple[str, str]] = {look: light for look, (light, _) in _COLOURS.items()}
DARK: Mapping[str, tuple[str, str]] = {look: dark for look, (_, dark) in _COLOURS.items()}
"""The colour of each mark and of the text on it, by style, for light and dark backgrounds."""

EDGE, INK, PAPER = "#12384f", "#1d2733", "#ffffff"
_ROW, _LINE = 60, 18  # in pixels: the height of a bar with its title, and of each further line of the title
_PHONE, _LETTER = 288, 7  # in pixels: the width of the narrowest page, and of an average letter
_NARROWEST = 4  # in per cent of the chart's width; a narrower bar shows no number, which the table has anyway


def chart_in_words(marks: Marks) -> str:
    """The chart in words, for readers who cannot see it."""
    sentences = []
    for place, (pillar, total) in enumerate(zip(marks.titles, marks.totals, strict=True)):
        here = [f"{mark.counts[place]} {mark.label}" for mark in marks.each if mark.counts[place]]
        sentences.append(f"{pillar}, {counted(total, 'action')} in force: {', '.join(here) or 'none'}.")
    return " ".join(sentences)


def chart(marks: Marks, description: str = "", ours: Callable[[str], str] = str, *, width: int = 0) -> tuple[str, int]:
    """The chart as SVG with its key, and its height; without a width, it takes the width and colours of a web page."""
    from poatool.render.html import filled_template

    longest = max((*marks.totals, 1))
    height, bars = 0, list[tuple[list[str], int, list[tuple[str, str, str, str, str]]]]()
    for place, (pillar, total) in enumerate(zip(marks.titles, marks.totals, strict=True)):
        begun, segments = 0, []
        for mark in marks.each:
            if number := mark.counts[place]:
                at, wide, end = (f"{100 * each / longest:.3f}%" for each in (begun, number, begun + number))
                text = str(number) if 100 * number / longest >= _NARROWEST else ""
                segments.append((mark.look, at, wide, end, text))
                begun += number
        title = wrap(f"{pillar} – {ours(counted(total, 'action'))} in force", (width or _PHONE) // _LETTER)
        bars.append((title, height, segments))
        height += _ROW + _LINE * (len(title) - 1)
    key, deep = _key(marks, width)
    drawn = {"bars": bars, "key": key, "width": width, "height": height, "deep": deep, "description": description}
    looks = {"palette": LIGHT, "edge": EDGE, "ink": INK, "paper": PAPER}
    return filled_template("chart.svg.jinja", **drawn, **looks), height + deep


def _key(marks: Marks, width: int) -> tuple[list[tuple[str, str, int, int]], int]:
    """The style, label, x and y of each mark in the chart's key, and the height of the key."""
    x, y, key = 0, 0, []
    for mark in marks.each:
        if mark.codes:
            wide = 34 + 8 * len(mark.label)
            if x and x + wide > width:
                x, y = 0, y + 26
            key.append((mark.look, mark.label, x, y))
            x += wide
    return key, y + 30
