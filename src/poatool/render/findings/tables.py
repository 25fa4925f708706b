"""Findings as tables: all of them, and counts by rule and by agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.render.findings.text import acceptance
from poatool.render.table import Column, Content, Table, tabulated
from poatool.reports.validation import Validation
from poatool.text import cut, spelled


def findings_table(validation: Validation) -> Table:
    """Every finding with its place and the heading, action and agency there."""
    context = validation.context
    headings = {finding.place: context.heading(finding.place) for finding in validation.findings}
    return tabulated(
        "Findings",
        validation.findings,
        ("File", 0, lambda f: spelled(f.place.file)),
        ("Agency", 0, lambda f: context.agency(f.place)),
        ("Sheet", 0, lambda f: f.place.sheet),
        ("Cell", 0, lambda f: f.place.cell),
        ("Row", 0, lambda f: f.place.row),
        ("Heading", 0, lambda f: cut(heading.text) if (heading := headings[f.place]) else None),
        ("Action", 0, lambda f: context.action(f.place)),
        ("Severity", 0, lambda f: f.severity.value),
        ("Code", 0, lambda f: f.code),
        ("Rule", 0, lambda f: f.name),
        ("What is wrong", 0, lambda f: spelled(f.message)),
        ("What to do", 0, lambda f: f.hint),
        ("Value", 0, lambda f: f.quote),
        ("Correction", 0, lambda f: f.fix.value if f.fix else None),
        ("Safe to correct", 0, lambda f: f.fix and ("yes" if f.fix.safe else "no")),
        ("Accepted", 0, acceptance),
    )


def by_rule(validation: Validation) -> Table:
    """The number of findings of each rule, the most frequent first, without waived ones."""
    first = {finding.code: finding for finding in reversed(validation.findings)}
    counted = sorted(validation.by_code.items(), key=lambda item: (-item[1], item[0]))
    rows = tuple((code, first[code].name, first[code].severity.value, count) for code, count in counted)
    return Table("By rule", tuple(map(Column, ("Code", "Rule", "Severity", "Findings"))), rows)


def by_agency(validation: Validation) -> Table:
    """The number of files and findings of each agency, in the order of the files, without waived findings."""
    agencies = {file.path: file.agency for file in validation.files}
    files = Counter(file.agency for file in validation.files)
    found = Counter((agencies.get(f.place.file), f.severity) for f in validation.findings if f.waiver is None)
    rows: Iterator[tuple[Content, ...]] = (
        (agency or "no agency", files[agency], *(found[agency, severity] for severity in Severity))
        for agency in dict.fromkeys((*files, *(agency for agency, _ in found)))
    )
    return Table("By agency", tuple(map(Column, ("Agency", "Files", "Errors", "Warnings", "Advice"))), tuple(rows))
