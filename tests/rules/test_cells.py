"""Texts in cells (`cells.md`): ordinary ones pass; for others, the finding and its correction are right.

`UPDATE_GOLDEN=1` rewrites the codes of what is found; read the changes.
"""

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from poatool.findings.model import Finding
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read
from tests.support.checking import EDITION, HEADINGS, ROW, TABLE, book_of, evidence_of, found, sheet, update
from tests.support.markdown import blocks

PAGE = Path(__file__).with_name("cells.md")
_BAR = re.compile(r"(?<!\\)\|")
_SOUND = {"Action": "2", "Status": "Under way", "Progress": "Trained forty inspectors."}
_FULL = _SOUND | {"Next steps": "Train the rest.", "Evidence": "https://example.org/a", "Agency": "DIA"}


class Case(NamedTuple):
    """A cell, the cells beside it, and the findings there."""

    heading: str
    column: str
    beside: dict[str, str]
    written: str
    codes: list[str]
    says: str = ""
    instead: str = ""

    def checked(self) -> tuple[tuple[Finding, ...], str | None]:
        """The findings, and the cell."""
        title, (heading, _, answer) = self.written.replace("\\|", "|"), self.written.partition(": ")
        headings = [self.written if name == self.instead else name for name in _FULL]
        placed = {
            "Titles": (f"| {title} | |\n{TABLE}", "A1"),
            "Sub-headings": (f"{TABLE}\n| {self.written} | | |\n| 18 | Ongoing | Wrote a guide for workers. |", "A3"),
            "Columns": (f"{HEADINGS} {heading} |\n{ROW} {answer} |", "D2"),
            "Headings": (
                f"| {' | '.join(headings)} |\n| {' | '.join(_FULL.values())} |",
                self._letter([*headings, self.written]) + "1",
            ),
        }
        if self.column in placed:
            table, cell = placed[self.column]
            return found(table), cell
        if self.column == "Tabs":
            return found(sheet(name=self.written)), None
        if self.column == "Files":
            submission = interpret(read(book_of(TABLE), evidence_of(EDITION), self.written), EDITION)
            return check(Batch(EDITION, (submission,)), RULES), None
        cells = _SOUND | self.beside | {self.column: self.written}
        more = {name.replace(" ", "_"): text for name, text in cells.items() if name not in _SOUND}
        table = update(cells["Progress"], cells["Action"], cells["Status"], **more)
        return found(table), self._letter(list(cells)) + "2"

    def rewrite(self, codes: list[str]) -> None:
        row = rf"(?m)(^#+ {re.escape(self.heading)}\n(?:(?!#).*\n)*?\| {re.escape(self.written)} \|)(?:[^|\n]*\|(.*))?"
        new = rf"\1 {' '.join(codes)} |\2" if codes else r"\1"
        text = re.sub(row, new, PAGE.read_text("utf-8"), count=1)
        PAGE.write_text(text, "utf-8", newline="\n")

    def _letter(self, headings: list[str]) -> str:
        return "ABCDEFG"[headings.index(self.column if self.column in headings else self.written)]


def cases() -> list[Case]:
    made: list[Case] = []
    for head, below in blocks(PAGE):
        column, *beside = head.split(", with ")
        around = dict(each.split(": ", 1) for part in beside for each in part.split("; "))
        for line in below.splitlines()[2:]:
            if line:
                written, codes, *said = [cell.strip() for cell in (*_BAR.split(line[1:].removesuffix("|")), "")]
                made.append(Case(head, column, around, written, codes.split(), *said[:2]))
    return made


CASES = cases()


def _wrong(case: Case) -> str:
    """What is found at a cell, or said of it, other than expected."""
    findings, cell = case.checked()
    at = [f.code if f.place.cell == cell else f"{f.code}@{f.place.cell}" for f in findings]
    if sorted(at) != sorted(case.codes):
        if os.environ.get("UPDATE_GOLDEN"):
            case.rewrite(at)
        return f"found: {at}"
    first = next((f for f in findings if case.codes and f.code == case.codes[0].partition("@")[0]), None)
    said, instead = (f"{first.message} {first.hint}", first.fix.value if first.fix else "") if first else ("", "")
    return "" if case.says in said and instead == case.instead else f"said: {said} Instead: {instead}"


@pytest.mark.parametrize("column", dict.fromkeys(case.column for case in CASES))
def test_each_cell_is_fine_or_has_the_expected_findings_and_correction(column: str) -> None:
    wrong = ((case, _wrong(case)) for case in CASES if case.column == column)
    assert {case.written: wrong for case, wrong in wrong if wrong} == {}


def test_there_are_many_and_nearly_every_misspelling_is_corrected() -> None:
    misspelt = [case for case in CASES if case.codes in (["ACT201"], ["UPD304"], ["AGY401"], ["WBK106"])]
    assert len(CASES) >= 500
    assert len(misspelt) >= 100
