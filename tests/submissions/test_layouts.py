"""Sheets as agencies lay them out (`layout_cases.md`), each with its published updates and its findings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from poatool.findings.model import Finding, Severity
from poatool.findings.set_aside import set_aside, updates_that_count
from poatool.framework.edition import Edition, as_of
from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch, Rule
from poatool.submissions.interpret import Update
from poatool.workbooks.model import Sheet
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
