"""The Bad and Good tables in the docstrings of rules, as submissions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from poatool.framework.columns import COLUMNS, Asked, DeclaredLayout
from poatool.framework.edition import as_of
from poatool.rules.registry import Batch, Example, Rule
from poatool.submissions.template import VERSION
from poatool.workbooks.model import CellRun, Marks, RawCell, Sheet, Unreadable, Workbook
from poatool.workbooks.open import open_bytes
from tests.support.checking import EDITIONS, FRAMEWORK, as_read
from tests.support.tables import workbook_from_markdown

_CHARACTER = re.compile(r"<U\+([0-9A-F]{4,5})>")
_MARKS = {" <mark>": Marks.HIGHLIGHTED, " <unseen>": Marks.UNSEEN}
_HIDDEN = " <hidden>"
_STRUCK, _END = "<s>", "</s>"
_FILL = re.compile(r" ?<fill (\w+)>$")
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


_PLAN = replace(FRAMEWORK, layouts=(DECLARED,))
IN_DECLARED = {period.id: as_of(_PLAN, period) for period in _PLAN.periods}


@dataclass(frozen=True)
class RuleExample:
    """A table of a rule's page; `others` are the submissions that it is checked together with.

    Its words are a period; an agency's code, or `unsigned`; `file` for the text of a file; `template` for a workbook
    made from the template of 2022, in which `…` stands for its other columns; `declared` for one whose layout is
    declared. `<U+200B>` in a table is that character, `<mark>` a cell with a highlighter, `<unseen>` an unseen one,
    `<to …>` one with a link, `<fill red>` a red one, and `<s>` and `</s>` stand around what is struck through;
    `<hidden>` hides a row, or among the headings a column.
    """

    rule: Rule
    example: Example
    others: tuple[Example, ...] = ()

    @property
    def bad(self) -> bool:
        return not self.example.good

    def batch(self) -> Batch:
        words = self.example.words
        period = next((word for word in words if word.isdigit()), "2022")
        editions = IN_DECLARED if "declared" in words else EDITIONS
        edition, before = editions[period], editions[str(max(int(period) - 1, int(min(editions))))]
        beside = [as_read(_workbook(other, "other.xlsx"), edition) for other in self.others if "other" in other.words]
        previous = [as_read(_workbook(e, "before.xlsx"), before) for e in self.others if "previous" in e.words]
        return Batch(edition, (*beside, as_read(_workbook(self.example, "dia.xlsx"), edition)), tuple(previous))

    def __str__(self) -> str:
        return f"{self.rule.code}-{'bad' if self.bad else 'good'}"


def examples_of(rule: Rule) -> Iterator[RuleExample]:
    others: list[Example] = []
    for example in rule.body.examples:
        if {"other", "previous"}.isdisjoint(example.words):
            yield RuleExample(rule, example, tuple(others))
            others = []
        else:
            others.append(example)


def _workbook(example: Example, path: str) -> Workbook | Unreadable:
    written = "\n".join(_line(row) if example.width > 1 else row[0] for row in example.rows)
    if "file" in example.words:
        return open_bytes(written.encode(), path)
    agency = next((word for word in example.words if word.isupper()), "DIA")
    properties = {} if "unsigned" in example.words else {"custom.Agency": agency}
    if "template" in example.words:
        properties |= _MADE_FROM_THE_TEMPLATE
        others = (column.heading for column in COLUMNS if column.asked in (Asked.ANSWER, Asked.GIVEN))
        written = written.replace("…", " | ".join(each for each in others if f" {each} " not in written), 1)
    text = _CHARACTER.sub(lambda found: chr(int(found[1], 16)), written)
    named = "return.xlsx" if "unsigned" in example.words else path
    book = workbook_from_markdown(text, path=named, properties=properties)
    return book._replace(sheets=tuple(as_marked(sheet) for sheet in book.sheets))


def _line(row: tuple[str, ...]) -> str:
    cells = (cell.replace("|", "\\|") for cell in row)
    return f"| {' | '.join(cells)} |"


def as_marked(sheet: Sheet) -> Sheet:
    hidden = [cell for cell in sheet.cells if cell.text.endswith(_HIDDEN)]
    return sheet._replace(
        cells=tuple(each for cell in sheet.cells if (each := _as_marked_cell(cell)).text or not cell.text),
        fills={cell.at: found[1] for cell in sheet.cells if (found := _FILL.search(cell.text))},
        hidden_rows=frozenset(cell.row for cell in hidden if cell.row > 1),
        hidden_columns=frozenset(cell.column for cell in hidden if cell.row == 1),
    )


def _as_marked_cell(cell: RawCell) -> RawCell:
    if not isinstance(cell.value, str):
        return cell
    written = _FILL.sub("", cell.value.removesuffix(_HIDDEN))
    link = found[1] if (found := _LINK.search(written)) else None
    written = _LINK.sub("", written)
    marks = Marks.NONE
    for mark, look in _MARKS.items():
        marks |= look if written.endswith(mark) else Marks.NONE
        written = written.removesuffix(mark)
    runs: tuple[CellRun, ...] = ()
    if written.startswith(_STRUCK) and written.find(_END) == len(written) - len(_END):
        marks |= Marks.STRUCK
    elif _STRUCK in written:
        parts = written.replace(_END, _STRUCK).split(_STRUCK)
        runs = tuple(CellRun(part, (None, Marks.STRUCK)[at % 2]) for at, part in enumerate(parts))
    text = written.replace(_STRUCK, "").replace(_END, "")
    return cell._replace(value=text, text=text, runs=runs, marks=marks, link=link)
