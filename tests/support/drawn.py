"""Workbooks drawn as text in a Markdown file: a case is a heading, settings, and a table for each sheet.

`tab:` begins a further sheet. Settings of a sheet are `merge: A2:A3`, `hidden: row 3` (`column C`, `sheet`, `very`),
`comment: B2 = …`, `box: B2 = …`, `cell: XFD9 = …` for a distant cell, `foot: …` for a page footer, and `tip: …` for
that of a link. Settings of the workbook are `property:`, `file:` and others.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from poatool.workbooks.addresses import address, area, column_number
from poatool.workbooks.model import RawCell, Sheet, Workbook
from tests.support.rule_examples import as_marked
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

_OF_A_SHEET = ("merge", "hidden", "comment", "box", "cell", "foot", "tip")
_SETTING = re.compile(rf"(file|plan|period|agency|property|tab|{'|'.join(_OF_A_SHEET)}): (.*)")


@dataclass(frozen=True)
class Drawn:
    settings: Mapping[str, str]
    properties: Mapping[str, str]
    sheets: Sequence[Sheet]

    def book(self, path: str, properties: Mapping[str, str] | None = None) -> Workbook:
        """The workbook, perhaps with further properties."""
        kind = path.rpartition(".")[2]
        known = {**(properties or {}), **self.properties}
        return workbook_from_sheets(*self.sheets, path=path, properties=known, kind=kind)


@dataclass
class _Tab:
    name: str
    rows: list[str] = field(default_factory=list)
    settings: list[tuple[str, str]] = field(default_factory=list)


def drawn(text: str, first: str = "Sheet1") -> Drawn:
    """A workbook; `first` is the name of its first sheet, unless it begins with a `tab:`."""
    settings: dict[str, str] = {}
    properties: dict[str, str] = {}
    tabs = [_Tab(first)]
    for line in text.splitlines():
        match _SETTING.fullmatch(line):
            case None:
                tabs[-1].rows.append(line)
            case found if found[1] == "tab":
                tabs.append(_Tab(found[2]))
            case found if found[1] in _OF_A_SHEET:
                tabs[-1].settings.append((found[1], found[2]))
            case found if found[1] == "property":
                name, _, value = found[2].partition(" = ")
                properties[name] = value
            case found:
                settings[found[1]] = found[2]
    shown = [tab for tab in tabs if tab.settings or any(row.strip() for row in tab.rows)]
    return Drawn(settings, properties, [_sheet(tab) for tab in shown])


def _sheet(tab: _Tab) -> Sheet:
    sheet = as_marked(sheet_from_markdown("\n".join(tab.rows), tab.name))
    for name, value in tab.settings:
        kind, _, which = value.partition(" ")
        place, _, text = value.partition(" = ")
        match name, kind:
            case "merge", _ if merged := area(value):
                sheet = sheet._replace(merges=(*sheet.merges, merged))
            case "comment" | "box", _ if cell := address(place):
                of, texts = ("comments", sheet.comments) if name == "comment" else ("drawn", sheet.drawn)
                sheet = sheet._replace(**{of: {**texts, cell: text.replace("\\n", "\n")}})  # type: ignore[arg-type]
            case "cell", _ if cell := address(place):
                sheet = sheet._replace(cells=tuple(sorted([*sheet.cells, RawCell(*cell, text, text)])))
            case "foot", _:
                sheet = sheet._replace(on_each_page=(value,))
            case "tip", _:
                sheet = sheet._replace(described=(value,))
            case "hidden", "row":
                sheet = sheet._replace(hidden_rows=sheet.hidden_rows | {int(which)})
            case "hidden", "column" if number := column_number(which):
                sheet = sheet._replace(hidden_columns=sheet.hidden_columns | {number})
            case "hidden", _:
                sheet = sheet._replace(hidden=True)
    return sheet
