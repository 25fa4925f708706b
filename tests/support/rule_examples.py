"""The Bad and Good tables in the docstrings of rules, as submissions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import dedent

from poatool.framework.edition import Edition, as_of
from poatool.framework.model import DeclaredLayout, Framework
from poatool.rules.registry import Batch, Rule
from poatool.submissions.interpret import Interpreted
from poatool.submissions.template import VERSION
from poatool.workbooks.formatting import AS_CELL, Looks
from poatool.workbooks.model import Marks, RawCell, Sheet, Unreadable, Workbook
from poatool.workbooks.open import open_bytes
from tests.support.checking import as_read
from tests.support.tables import workbook_from_markdown

_HEAD = re.compile(r"^(Bad|Good)((?: \w+)*):$")
_CHARACTER = re.compile(r"<U\+([0-9A-F]{4,5})>")
_MARK, _HIDDEN = " <mark>", " <hidden>"
_STRUCK, _END = "<s>", "</s>"
_LINK = re.compile(r" <to (\S+)>$")
_MADE_FROM_THE_TEMPLATE = {
    "custom.poatool template": VERSION,
    "custom.poatool framework": "nz-plan-of-action-2020-25",
    "custom.poatool period": "2022",
    "custom.poatool agency": "DIA",
}
DECLARED = DeclaredLayout(
    file="*.xlsx", heading_row=1, columns={"Action": "action", "Status": "status", "What we can say": "progress"}
)
_COMPANIONS = {"other": "other.xlsx", "previous": "before.xlsx"}


@dataclass(frozen=True)
class Example:
    """A table of a rule's page.

    `words` are what stands between `Bad` and the colon: a period; an agency's code, or `unsigned`; `file` for the
    text of a file; `template` for a workbook made from the template of 2022; `declared` for one whose layout is
    declared. `<U+200B>` in a table is that character, `<mark>` a cell with a highlighter, `<to …>` one with a link, and
    `<s>` and `</s>` stand around what is struck through; `<hidden>` hides a row, or among the headings a column.
    """

    words: tuple[str, ...]
    text: str
    path: str = "dia.xlsx"

    def interpreted(self, edition: Edition) -> Interpreted:
        return as_read(self._workbook(), edition)

    def _workbook(self) -> Workbook | Unreadable:
        if "file" in self.words:
            return open_bytes(self.text.encode(), self.path)
        agency = next((word for word in self.words if word.isupper()), "DIA")
        properties = {} if "unsigned" in self.words else {"custom.Agency": agency}
        if "template" in self.words:
            properties |= _MADE_FROM_THE_TEMPLATE
        path = "return.xlsx" if "unsigned" in self.words else self.path
        text = _CHARACTER.sub(lambda found: chr(int(found[1], 16)), self.text)
        book = workbook_from_markdown(text, path=path, properties=properties)
        return replace(book, sheets=tuple(_as_marked(sheet) for sheet in book.sheets))


@dataclass(frozen=True)
class RuleExample(Example):
    """A table that a rule must find something in, or nothing; `others` are further submissions it is checked with."""

    rule: Rule | None = None
    bad: bool = False
    found_at: tuple[str, ...] = ()
    others: tuple[Example, ...] = ()

    def batch(self, framework: Framework) -> Batch:
        period = next((word for word in self.words if word.isdigit()), "2022")
        if "declared" in self.words:
            framework = replace(framework, layouts=(DECLARED,))
        periods = [p.id for p in framework.periods]
        edition = as_of(framework, framework.period_by_id[period])
        before = as_of(framework, framework.period_by_id[periods[max(0, periods.index(period) - 1)]])
        beside = [other.interpreted(edition) for other in self.others if "other" in other.words]
        previous = [other.interpreted(before) for other in self.others if "previous" in other.words]
        return Batch(edition, (*beside, self.interpreted(edition)), tuple(previous))

    def __str__(self) -> str:
        return f"{self.rule.code if self.rule else ''}-{'bad' if self.bad else 'good'}"


def examples_of(rule: Rule) -> Iterator[RuleExample]:
    others: list[Example] = []
    lines = rule.page.splitlines()
    for start, line in enumerate(lines):
        if (head := _HEAD.match(line)) is None:
            continue
        body, found_at = _body(lines[start + 1 :])
        words = tuple(head[2].split())
        if companion := next((path for word, path in _COMPANIONS.items() if word in words), None):
            others.append(Example(words, body, companion))
            continue
        yield RuleExample(words, body, rule=rule, bad=head[1] == "Bad", found_at=found_at, others=tuple(others))
        others = []


def _body(lines: list[str]) -> tuple[str, tuple[str, ...]]:
    body: list[str] = []
    for line in lines:
        if line.startswith("Found at:"):
            cells = line.removeprefix("Found at:").split(",")
            return dedent("\n".join(body)), tuple(cell.strip() for cell in cells)
        if not line.strip() or _HEAD.match(line):
            break
        body.append(line)
    return dedent("\n".join(body)), ()


def _as_marked(sheet: Sheet) -> Sheet:
    hidden = [cell for cell in sheet.cells if cell.text.endswith(_HIDDEN)]
    return replace(
        sheet,
        cells=tuple(_as_marked_cell(cell) for cell in sheet.cells),
        hidden_rows=frozenset(cell.row for cell in hidden if cell.row > 1),
        hidden_columns=tuple((cell.column, cell.column) for cell in hidden if cell.row == 1),
    )


def _as_marked_cell(cell: RawCell) -> RawCell:
    if not isinstance(cell.value, str):
        return cell
    written = cell.value.removesuffix(_HIDDEN)
    link = found[1] if (found := _LINK.search(written)) else None
    written = _LINK.sub("", written)
    marks = Marks.HIGHLIGHTED if written.endswith(_MARK) else Marks.NONE
    written = written.removesuffix(_MARK)
    runs = ""
    if written.startswith(_STRUCK) and written.find(_END) == len(written) - len(_END):
        marks |= Marks.STRUCK
    elif _STRUCK in written:
        runs = AS_CELL + written.replace(_STRUCK, Looks(Marks.STRUCK).sign).replace(_END, AS_CELL)
    text = written.replace(_STRUCK, "").replace(_END, "")
    return cell._replace(value=text, text=text, runs=runs, marks=marks, link=link)
