"""Findings as they are sent to an agency: file by file, sheet by sheet, each with its cell and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from poatool.findings.context import Context
from poatool.findings.model import Finding, Severity
from poatool.findings.waiver_kinds import KINDS
from poatool.render.findings.wording import acceptance, further, ledger, resolved, totals, within_sheet
from poatool.render.wording import file_name
from poatool.reports.validation import CheckedFile, Group, Validation, by_severity
from poatool.text import counted, visible

_NOT_THEIRS = frozenset(kind.code for kind in KINDS)
_NOTHING_READ = "The file could not be read."


@dataclass(frozen=True, slots=True)
class Item:
    """One cause.

    `heading` and `value` are those of its first cell, the value as the sheet shows it; `accepted` says why it need
    not be answered, and is empty where it must.
    """

    where: str
    heading: str
    value: str
    code: str
    severity: Severity
    message: str
    todo: str
    accepted: str


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """The findings on one sheet; `title` is empty where they are on the whole file."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class FileBlock:
    """A file with all that was found in it. `summary` is what became of its rows, `counts` what was found."""

    name: str
    agency: str
    summary: str
    counts: str
    sheets: tuple[SheetBlock, ...]


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """The page. `totals` counts what was found, `method` says what an agency does with it."""

    title: str
    subtitle: str
    publisher: str
    language: str
    totals: str
    method: str
    files: tuple[FileBlock, ...]


def findings_page(validation: Validation) -> FindingsPage:
    """Set out what a check found. What is wrong with waivers is left out: it is no agency's business."""
    theirs = tuple(finding for finding in validation.findings if finding.code not in _NOT_THEIRS)
    validation = replace(validation, findings=theirs)
    framework, period = validation.edition.framework, validation.edition.period
    around = Context(validation.submissions)
    checked = {file.path: file for file in validation.files}
    return FindingsPage(
        title=framework.title,
        subtitle=f"Check of submissions{f' for {period.id}' if period else ''}",
        publisher=framework.source.publisher or "",
        language=framework.language,
        totals=_totals(validation),
        method="An error keeps its row out of the report until it is corrected. A warning should be looked at. "
        "Advice needs no answer.",
        files=tuple(_file(path, checked.get(path), groups, around) for path, groups in validation.groups.items()),
    )


def _totals(validation: Validation) -> str:
    checked = f"{counted(len(validation.files), 'file')}, {ledger(validation.rows)}"
    found = totals(validation.by_severity) or "Nothing to correct"
    since = [f"{resolved(validation.changes)} (errors and warnings)"] if validation.changes else []
    return " ".join(f"{said}." for said in (checked, found, *since))


def _file(path: str, file: CheckedFile | None, groups: Sequence[Group], around: Context) -> FileBlock:
    summary = ""
    if file is not None:
        summary = f"{ledger(file.rows)}." if file.readable else _NOTHING_READ
    return FileBlock(
        name=file_name(path) if path else "All submissions",
        agency=(file.agency or "") if file else "",
        summary=summary,
        counts=totals(by_severity(finding for group in groups for finding in group.findings)),
        sheets=tuple(
            SheetBlock(f"Sheet {sheet}" if sheet else "", tuple(_item(group, around) for group in on_sheet))
            for sheet, on_sheet in groupby(groups, key=lambda group: group.first.place.sheet)
        ),
    )


def _item(group: Group, around: Context) -> Item:
    first = group.first
    heading = around.heading(first.place)
    return Item(
        where=within_sheet(first.place),
        heading=visible(heading.text) if heading else "",
        value=visible(_value(first, around)),
        code=first.code,
        severity=first.severity,
        message=visible(" ".join(filter(None, (first.message, further(group))))),
        todo=visible(first.hint),
        accepted=visible(acceptance(first)),
    )


def _value(finding: Finding, around: Context) -> str:
    """What the cell holds, as the sheet shows it; nothing where the finding is not about a value."""
    if finding.value is None:
        return ""
    text = around.text(finding.place)
    return finding.value if text is None else text
