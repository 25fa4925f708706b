"""The chart of actions in force by pillar and state, as SVG with real text and reproducible bytes."""

from __future__ import annotations

from collections.abc import Mapping

from poatool.render.coverage.marks import Marks
from poatool.render.html import from_template
from poatool.text import counted

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
"""The colour of each mark and of the text on it, by style, on light and dark paper."""

EDGE, INK, PAPER = "#12384f", "#1d2733", "#ffffff"
_ROW = 60
_NARROWEST = 4
"""The width, in per cent, below which a mark shows no number; the table has it."""


def chart_web(marks: Marks, description: str, noun: str = "action") -> str:
    """The chart with its key for a web page, in the page's width and colours. `noun` is the word for an action."""
    return _chart(marks, noun, description=description, key=_key(marks, 0)[0], width=0)


def chart_picture(marks: Marks, width: int = 680, noun: str = "action") -> tuple[str, int]:
    """The chart with its own colours and key, for paged documents, and its height."""
    key, deep = _key(marks, width)
    looks = {"palette": LIGHT, "edge": EDGE, "ink": INK, "paper": PAPER}
    return _chart(marks, noun, key=key, width=width, deep=deep, **looks), _ROW * len(marks.pillars) + deep


def described(marks: Marks) -> str:
    """The chart in words, for readers who cannot see it."""
    said = []
    for place, (pillar, total) in enumerate(zip(marks.pillars, marks.totals, strict=True)):
        here = [f"{mark.counts[place]} {mark.label}" for mark in marks.each if mark.counts[place]]
        said.append(f"{pillar}, {counted(total, 'action')} in force: {', '.join(here) or 'none'}.")
    return " ".join(said)


def _chart(marks: Marks, noun: str, **values: object) -> str:
    longest = max((*marks.totals, 1))
    bars: list[tuple[str, int, list[tuple[str, str, str, str, str]]]] = []
    for place, (pillar, total) in enumerate(zip(marks.pillars, marks.totals, strict=True)):
        begun, segments = 0, []
        for mark in marks.each:
            if number := mark.counts[place]:
                at, wide, end = (f"{100 * each / longest:.3f}%" for each in (begun, number, begun + number))
                text = str(number) if 100 * number / longest >= _NARROWEST else ""
                segments.append((mark.look, at, wide, end, text))
                begun += number
        bars.append((f"{pillar} – {counted(total, noun)} in force", place * _ROW, segments))
    return from_template("chart.svg.jinja", bars=bars, height=_ROW * len(bars), **values)


def _key(marks: Marks, width: int) -> tuple[list[tuple[str, str, int, int]], int]:
    """The look, label and place of each mark in the key, in as many lines as needed, and the key's height."""
    x, y, key = 0, 0, []
    for mark in marks.each:
        if mark.codes:
            wide = 34 + 8 * len(mark.label)
            if x and x + wide > width:
                x, y = 0, y + 26
            key.append((mark.look, mark.label, x, y))
            x += wide
    return key, y + 30
