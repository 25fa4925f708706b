"""Whole sheets as agencies send them (`sheets.md`), and everything that the rules find in each.

`UPDATE_GOLDEN=1` rewrites what is found; read the changes.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from poatool.findings.model import Finding, Place
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.workbooks.model import Workbook
from tests.support.checking import EDITIONS, as_read
from tests.support.drawn import drawn
from tests.support.markdown import blocks

PAGE = Path(__file__).with_name("sheets.md")


class Case(NamedTuple):
    """Drawn workbooks, and a line for each finding: its place, and its message, its value or words of its hint."""

    name: str
    drawn: str
    found: list[str]
    heading: str
    written: str = ""

    def checked(self) -> tuple[Finding, ...]:
        period = found[1] if (found := re.search(r"^period: (.*)$", self.drawn, re.MULTILINE)) else "2022"
        edition = EDITIONS[period]
        files = filter(str.strip, re.split(r"^(?=file: )", self.drawn, flags=re.MULTILINE))
        return check(Batch(edition, tuple(as_read(_book(each), edition) for each in files)), RULES)

    def rewrite(self, found: list[str]) -> None:
        """Write what is found, with what was said of it."""
        said = {line.partition(": ")[0]: line for line in self.found}
        lines = [said.get(line, line) for line in found]
        end = rf"- {re.escape(self.written)} →).*" if self.written else r"Found:\n)(?:.+\n)*"
        new = f" {' · '.join(lines)}".rstrip() if self.written else "".join(f"{line}\n" for line in lines)
        block = rf"(^#+ {re.escape(self.heading)}\n(?:(?!#).*\n)*?{end}"
        text = re.sub(block, lambda old: old[1] + new, PAGE.read_text("utf-8"), count=1, flags=re.MULTILINE)
        PAGE.write_text(text, "utf-8", newline="\n")


def cases() -> Iterator[Case]:
    for name, below in blocks(PAGE):
        sheets, _, found = below.partition("Found:\n")
        lines = [line for line in found.splitlines() if line]
        if "{}" not in sheets:
            yield Case(name, sheets, lines, name)
            continue
        for line in lines:
            written, _, each = line.removeprefix("- ").partition(" →")
            texts = written.split("/") if sheets.count("{}") > 1 else [written]
            rows = sheets.replace("{}", "{0}") if len(texts) == 1 else sheets
            rows = rows.format(*(text.strip().replace(" ↵ ", "\n") for text in texts))
            found_in_it = [one.strip() for one in each.split(" · ") if one.strip()]
            yield Case(f"{name}: {written}", rows, found_in_it, name, written)


def _book(text: str) -> Workbook:
    found = drawn(text, first="Updates")
    agency = {"custom.Agency": found.settings.get("agency", "DIA")} if found.settings.get("agency") != "none" else {}
    return found.book(found.settings.get("file", "dia.xlsx"), agency)


def _line(finding: Finding, *, alone: bool) -> str:
    """Its severity, code, place and related places, and what to write instead."""

    def where(place: Place) -> str:
        cell = place.address.removeprefix("Updates!")
        return cell if alone else f"{place.file} {cell}".strip()

    line = f"{finding.severity} {finding.code} {where(finding.place)}".strip()
    line += f" ({', '.join(map(where, finding.related))})" if finding.related else ""
    return f"{line} instead “{finding.fix.value}”" if finding.fix else line


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_all_findings_in_a_sheet(case: Case) -> None:
    findings = case.checked()
    alone = case.drawn.count("file: ") < 2
    found = [_line(each, alone=alone) for each in findings]
    expected = [line.partition(": ")[0] for line in case.found]
    if os.environ.get("UPDATE_GOLDEN") and found != expected:
        case.rewrite(found)
    assert found == expected
    for finding, line in zip(findings, case.found, strict=True):
        said = line.partition(": ")[2]
        assert said in ("", finding.message, finding.value) or said in finding.hint
