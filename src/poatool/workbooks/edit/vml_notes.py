"""The boxes in which Excel shows comments, in VML, which even Excel does not always write well-formed.

An existing drawing is therefore not parsed: new boxes are inserted before its last closing tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = (
    '<v:shapetype {spaces} id="{type}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape {spaces} id="_x0000_s{number}" type="#{type}" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:280pt;height:110pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 20, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_LAYOUT = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
_KIND = "_x0000_t202"
_FIRST = 1025
_NUMBER = re.compile(rb"_x0000_s(\d{1,9})\b")
_END = re.compile(rb"</\s*xml\s*>\s*\Z", re.IGNORECASE)
_ROOM_BELOW = 6
_ROOM_BESIDE = 4

Places = Iterable[tuple[int, int]]
"""Cells by row and column."""


def new_notes(places: Places) -> bytes:
    """Draw a box for each cell."""
    kind = _TYPE.format(spaces="", type=_KIND)
    return f"<xml {_SPACES}>{_LAYOUT}{kind}{_drawn(places, _FIRST, '')}</xml>".encode()


def can_take_more(drawing: bytes) -> bool:
    """Whether boxes can be added to a drawing."""
    return _END.search(drawing) is not None


def with_notes(drawing: bytes, places: Places) -> bytes:
    """Add boxes to a drawing, after those it has."""
    end = _END.search(drawing)
    if end is None:
        return drawing
    last = max((int(number) for number in _NUMBER.findall(drawing)), default=_FIRST - 1)
    kind = "" if f'"{_KIND}"'.encode() in drawing else _TYPE.format(spaces=_SPACES, type=_KIND)
    new = kind + _drawn(places, last + 1, _SPACES)
    return drawing[: end.start()] + new.encode() + drawing[end.start() :]


def _drawn(places: Places, first: int, spaces: str) -> str:
    return "".join(
        _BOX.format(
            spaces=spaces,
            number=number,
            type=_KIND,
            row=row - 1,
            column=column - 1,
            left=column,
            right=column + _ROOM_BESIDE,
            top=max(row - 2, 0),
            bottom=max(row - 2, 0) + _ROOM_BELOW,
        )
        for number, (row, column) in enumerate(sorted(places), first)
    )
