"""The chart of how actions stand: its colours, its SVG with a key, and its description in words."""

from collections.abc import Mapping
from textwrap import wrap

from poatool.render.coverage.marks import Marks
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
_ROW, _LINE = 60, 18  # the heights of a bar with its title, and of each further line of the title, in pixels
_PHONE, _LETTER = 288, 7  # the widths of the narrowest page and of an average letter, in pixels
_NARROWEST = 4  # in per cent of the chart's width; a narrower mark shows no number, which the table has too


def described(marks: Marks) -> str:
    """The chart in words, for readers who cannot see it."""
    sentences = []
    for place, (pillar, total) in enumerate(zip(marks.pillars, marks.totals, strict=True)):
        here = [f"{mark.counts[place]} {mark.label}" for mark in marks.each if mark.counts[place]]
        sentences.append(f"{pillar}, {counted(total, 'action')} in force: {', '.join(here) or 'none'}.")
    return " ".join(sentences)


def chart(marks: Marks, description: str = "", noun: str = "action", *, width: int = 0) -> tuple[str, int]:
    """The chart as SVG with its key, and its height; without a width, it takes the width and colours of a web page."""
    from poatool.render.html import from_template

    longest = max((*marks.totals, 1))
    height, bars = 0, list[tuple[list[str], int, list[tuple[str, str, str, str, str]]]]()
    for place, (pillar, total) in enumerate(zip(marks.pillars, marks.totals, strict=True)):
        begun, segments = 0, []
        for mark in marks.each:
            if number := mark.counts[place]:
                at, wide, end = (f"{100 * each / longest:.3f}%" for each in (begun, number, begun + number))
                text = str(number) if 100 * number / longest >= _NARROWEST else ""
                segments.append((mark.look, at, wide, end, text))
                begun += number
        title = wrap(f"{pillar} – {counted(total, noun)} in force", (width or _PHONE) // _LETTER)
        bars.append((title, height, segments))
        height += _ROW + _LINE * (len(title) - 1)
    key, deep = _key(marks, width)
    drawn = {"bars": bars, "key": key, "width": width, "height": height, "deep": deep, "description": description}
    looks = {"palette": LIGHT, "edge": EDGE, "ink": INK, "paper": PAPER}
    return from_template("chart.svg.jinja", **drawn, **looks), height + deep


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
