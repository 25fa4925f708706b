"""Sheets as agencies lay them out (`layout_cases.md`), each with its published updates and its findings."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from pathlib import Path

import pytest

from poatool.findings.model import Finding, Severity
from poatool.findings.set_aside import set_aside, updates_that_count
from poatool.framework.edition import Edition, as_of
from poatool.framework.load import load
from poatool.rules import KEEPING_OUT, RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch, Rule
from poatool.submissions.interpret import Update
from poatool.workbooks.model import Area, RawCell, Sheet
from tests.support.checking import EDITIONS, as_read
from tests.support.drawn import drawn
from tests.support.markdown import blocks
from tests.support.tables import workbook_from_sheets

TEXTS = {
    "P1": "Trained forty labour inspectors in three regions during the year.",
    "P2": "Wrote a guide for border officers and shared it with partners.",
    "P3": "Met with unions and employers about the draft code of practice.",
    "P4": "Published research on the experience of seasonal workers in the north.",
    "P5": "Leaflets reissued.",
    "N1": "Plan a second round of workshops for community groups in the autumn.",
    "N2": "Review the guide after six months with the regional teams.",
    "N3": "Publish the findings and invite comments from the sector.",
    "N4": "We will train forty more inspectors in the coming year.",
    "N5": "The guide will be printed in the spring and sent to all partners.",
}
_MARK = re.compile(r"\b[PN][1-5]\b")
_FINDING = re.compile(r"(Error|Warning)((?: [A-Z]{3}\d{3})*)")


@dataclass(frozen=True)
class Case:
    """A drawn workbook; `published` are lines of `agency actions status progress [next steps]`."""

    name: str
    settings: Mapping[str, str]
    properties: Mapping[str, str]
    sheets: Sequence[Sheet]
    published: Sequence[str]
    findings: Sequence[tuple[str, Sequence[str]]]


def cases() -> Iterator[Case]:
    file = Path(__file__).with_name("layout_cases.md")
    at = {line.lstrip("# "): number for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)}
    for name, below in blocks(file):
        sheets, _, read = below.partition("Read:\n")
        lines = [line for line in read.splitlines() if line and line != "Nothing"]
        due = [(found[1], found[2].split()) for line in lines if (found := _FINDING.fullmatch(line))]
        book = drawn(_MARK.sub(lambda mark: TEXTS[mark[0]], sheets))
        published = [line for line in lines if not _FINDING.fullmatch(line)]
        yield Case(f"{name} (line {at.get(name)})", book.settings, book.properties, book.sheets, published, due)


CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_sheet_is_published_as_a_person_reads_it(case: Case) -> None:
    published, findings = checked(case, case.sheets)
    assert published == list(case.published), (published, [(f.code, f.place.cell, f.message) for f in findings])
    found = {severity: [f.code for f in findings if f.severity is severity] for severity in Severity}
    assert {name for name, _ in case.findings} == {
        severity.value.capitalize() for severity in (Severity.ERROR, Severity.WARNING) if found[severity]
    }, [(f.code, f.place.cell, f.message) for f in findings]
    for name, codes in case.findings:
        assert set(codes) <= set(found[Severity(name.lower())])


def _placed(sheet: Sheet, at: Callable[[int, int], tuple[int, int]]) -> Sheet:
    return sheet._replace(
        cells=tuple(RawCell._make((*at(*cell.at), *cell[2:])) for cell in sheet.cells),
        merges=tuple(Area(*at(a.top, a.left), *at(a.bottom, a.right)) for a in sheet.merges),
        hidden_columns=frozenset(at(1, column)[1] for column in sheet.hidden_columns),
        fills={at(*place): fill for place, fill in sheet.fills.items()},
        comments={at(*place): comment for place, comment in sheet.comments.items()},
    )


def _moved(sheet: Sheet, *, rows: int = 0, columns: int = 0) -> Sheet:
    return _placed(sheet, lambda row, column: (row + rows, column + columns))


def _with(sheet: Sheet, row: int, column: int, text: str) -> Sheet:
    value = int(text) if text.isdigit() else text
    return sheet._replace(cells=tuple(sorted((*sheet.cells, RawCell(row, column, value, text)))))


def _spread(sheet: Sheet) -> Sheet:
    return _placed(sheet, lambda row, column: (2 * row, column))


def _with_blanks(sheet: Sheet) -> Sheet:
    """Two spaces for each in short texts."""
    cells = (
        cell._replace(value=cell.value.replace(" ", "  ")) if type(cell.value) is str and len(cell.value) < 40 else cell
        for cell in sheet.cells
    )
    return sheet._replace(cells=tuple(cells))


def _last(sheet: Sheet) -> int:
    return max(cell.row for cell in sheet.cells)


def _right(sheet: Sheet) -> int:
    return max(*(cell.column for cell in sheet.cells), *(area.right for area in sheet.merges), 1)


CHANGES: Mapping[str, Callable[[Sheet], Sheet]] = {
    "an empty row above": lambda sheet: _moved(sheet, rows=1),
    "an empty row after each": _spread,
    "two spaces for one": _with_blanks,
    "an empty column on the left": lambda sheet: _moved(sheet, columns=1),
    "a title": lambda sheet: _with(_moved(sheet, rows=2), 1, 1, "Annual implementation report"),
    "a note below": lambda sheet: _with(sheet, _last(sheet) + 2, 1, "Prepared by the policy team in January 2023."),
    "a page number below": lambda sheet: _with(sheet, _last(sheet) + 1, sheet.cells[-1].column, "Page 1 of 1"),
    "a sign-off below": lambda sheet: _with(
        _with(sheet, _last(sheet) + 2, 1, "Approved by:"), _last(sheet) + 2, 2, "Ana"
    ),
    "an instruction above": lambda sheet: _with(
        _moved(sheet, rows=1), 1, 1, "Please return this form by 3 March 2023."
    ),
    "a date far away": lambda sheet: _with(sheet, _last(sheet), _right(sheet) + 4, "3 March 2023"),
    "a figure far off in the first row": lambda sheet: _with(sheet, 1, 30, "28"),
    "an instruction below": lambda sheet: _with(sheet, _last(sheet) + 3, 2, "Please return this form by 3 March 2023."),
}
"""Changes that make no difference to a person."""
GROUPS = [list(CHANGES)[first : first + 4] for first in range(0, len(CHANGES), 4)]
"""Changes that are tried together."""
DECIDING = [rule for rule in RULES if rule.code in KEEPING_OUT]
"""The rules that decide what is published."""


def changed(sheet: Sheet, names: Sequence[str]) -> Sheet:
    return reduce(lambda sheet, name: CHANGES[name](sheet), names, sheet)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_details_that_a_person_overlooks_change_nothing(case: Case) -> None:
    found = {
        ", ".join(names): checked(case, [changed(s, names) if s.cells else s for s in case.sheets], DECIDING)[0]
        for names in GROUPS
    }
    (sheet, *others) = case.sheets
    plain = not (sheet.merges or sheet.comments or sheet.hidden_columns)
    if not others and case.settings.keys() <= {"period"} and sheet.name == "Sheet1" and plain:
        as_csv = replace(case, settings={**case.settings, "file": "return.csv"})
        found["saved as CSV"] = checked(as_csv, [sheet._replace(name="")], DECIDING)[0]
    assert {name: lines for name, lines in found.items() if lines != list(case.published)} == {}


def checked(case: Case, sheets: Sequence[Sheet], rules: Sequence[Rule] = RULES) -> tuple[list[str], Sequence[Finding]]:
    """The published updates of a workbook, as lines of a case, and its findings."""
    plan = case.settings.get("plan")
    edition = _edition_of(plan) if plan else EDITIONS[case.settings.get("period", "2022")]
    path = case.settings.get("file", "return.xlsx")
    book = workbook_from_sheets(*sheets, path=path, properties=case.properties, kind=path.rpartition(".")[2])
    submission = as_read(book, edition)
    findings = check(Batch(edition, (submission,), in_part=True), rules)
    updates = [update for _, update in updates_that_count([submission], set_aside([submission], findings))]
    return [_line(update) for update in updates], findings


@cache
def _edition_of(plan: str) -> Edition:
    framework = load(Path(__file__).with_name("plans") / f"{plan}.yaml")
    return as_of(framework, framework.periods[0])


def _line(update: Update) -> str:
    texts = [_as_marks(text) for text in (update.progress, update.texts.get("next_steps", "")) if text]
    return " ".join([",".join(update.agencies), ",".join(update.codes), update.status or "-", *texts])


def _as_marks(text: str) -> str:
    """A text as the marks of its parts, in order; a heading before a part is ignored. A plus joins paragraphs."""
    marks = {text.find(whole): mark for mark, whole in TEXTS.items() if whole in text}
    return "+".join(mark for _, mark in sorted(marks.items())) or text.replace("\n\n", "+")
