"""The chart of the actions in force by pillar and state, as SVG with real text and always the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from poatool.render.report.marks import Marks
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
"""The colour of each mark and of the text on it, by its look, on light and on dark paper."""

EDGE, INK, PAPER = "#12384f", "#1d2733", "#ffffff"
_LABEL, _BAR, _ROW = 16, 28, 60
_NARROWEST = 4
"""The width, in per cent, below which a mark has no number on it; the table has the number."""

_INWARDS = 'transform="translate(-1.5)"'
"""Half a pixel less than the end of its mark: the gap must not leave a sliver of colour there."""

_OUTLINES = """\
rect,.end{stroke:%(edge)s;stroke-width:3}
.end{stroke-width:10}
.nil rect,.nil .end{stroke-dasharray:2 4}
.unreported rect{stroke:%(unreported)s;stroke-width:6}
.unreported .end{stroke:%(unreported)s;stroke-width:13}
.differ .hatched{fill:url(#hatch)}
.differ .behind{stroke:none}
.hatch{stroke:%(edge)s;stroke-width:1.5}
.gap{stroke:%(paper)s;stroke-width:4}
text{font:14px sans-serif;fill:%(ink)s}
"""


def chart_web(marks: Marks, description: str, noun: str = "action") -> str:
    """The chart with its key for a web page, in its width and colours. `noun` is the word for an action."""
    key = (f'<li><i class="{mark.look}"></i>{escape(mark.label)}</li>' for mark in marks.each if mark.codes)
    return (
        f'<ul class="key">{"".join(key)}</ul>'
        f'<svg class="chart" role="img" aria-label="{escape(description)}" width="100%" height="{_height(marks)}">'
        f'<g aria-hidden="true">{"".join(_parts(marks, noun))}</g></svg>'
    )


def chart_picture(marks: Marks, width: int = 680, noun: str = "action") -> tuple[str, int]:
    """The chart with its own colours and key, for paged documents, and its height."""
    colours = {"edge": EDGE, "ink": INK, "paper": PAPER, "unreported": LIGHT["unreported"][1]}
    style = "".join(f".{look} rect{{fill:{fill}}}.{look} text{{fill:{ink}}}" for look, (fill, ink) in LIGHT.items())
    key, deep = _key(marks, width)
    height = _height(marks) + deep
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f"<style>{style}{_OUTLINES % colours}</style>{key}"
        f'<svg y="{deep}" width="{width}" height="{_height(marks)}">{"".join(_parts(marks, noun))}</svg></svg>'
    )
    return picture, height


def described(marks: Marks) -> str:
    """The chart in words, for readers who cannot see it."""
    said = []
    for place, (pillar, total) in enumerate(zip(marks.pillars, marks.totals, strict=True)):
        here = [f"{mark.counts[place]} {mark.label}" for mark in marks.each if mark.counts[place]]
        said.append(f"{pillar}, {counted(total, 'action')} in force: {', '.join(here) or 'none'}.")
    return " ".join(said)


def _height(marks: Marks) -> int:
    return _ROW * len(marks.pillars)


def _parts(marks: Marks, noun: str) -> Iterator[str]:
    yield (
        '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="hatch" d="M0 0V7"/></pattern></defs>'
    )
    longest = max((*marks.totals, 1))
    for place, (pillar, total) in enumerate(zip(marks.pillars, marks.totals, strict=True)):
        top = place * _ROW
        yield f'<text x="0" y="{top + _LABEL}">{escape(pillar)} – {counted(total, noun)} in force</text>'
        begun, y, gaps = 0, top + _LABEL + 7, []
        for mark in marks.each:
            if number := mark.counts[place]:
                at, wide, end = (f"{100 * each / longest:.3f}%" for each in (begun, number, begun + number))
                text = str(number) if 100 * number / longest >= _NARROWEST else ""
                yield _segment(mark.look, at, y, wide, text)
                gaps.append(f'<line class="gap" x1="{end}" x2="{end}" y1="{y}" y2="{y + _BAR}" {_INWARDS}/>')
                begun += number
        yield from gaps


def _segment(look: str, x: str, y: int, width: str, text: str) -> str:
    """A mark. Half of its outline is clipped at its edge; at its end, the outline is wider to make up for the gap."""
    number = f'<text x="50%" y="{_BAR // 2 + 5}" text-anchor="middle">{text}</text>' if text else ""
    if number and look == "differ":
        wide = 6 + 8 * len(text)
        behind = f'width="{wide}" height="16" transform="translate(-{wide // 2})"'
        number = f'<rect class="behind" x="50%" y="6" {behind}/>{number}'
    return (
        f'<svg class="{look}" x="{x}" y="{y}" width="{width}" height="{_BAR}">{_filled(look)}{number}'
        f'<line class="end" x1="100%" x2="100%" y2="{_BAR}"/></svg>'
    )


def _filled(look: str) -> str:
    whole = 'width="100%" height="100%"'
    return f"<rect {whole}/>" + (f'<rect class="hatched" {whole}/>' if look == "differ" else "")


def _key(marks: Marks, width: int) -> tuple[str, int]:
    """The key to the marks, on as many lines as needed, and its height."""
    x, y, parts = 0, 0, []
    for mark in marks.each:
        if not mark.codes:
            continue
        wide = 34 + 8 * len(mark.label)
        if x and x + wide > width:
            x, y = 0, y + 26
        look = mark.look
        parts.append(f'<svg class="{look}" x="{x}" y="{y}" width="18" height="18">{_filled(look)}</svg>')
        parts.append(f'<text x="{x + 24}" y="{y + 14}">{escape(mark.label)}</text>')
        x += wide
    return "".join(parts), y + 30
