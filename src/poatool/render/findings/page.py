"""The findings page for an agency, as HTML and Markdown: each problem with its cell and what to do, sheet by sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from poatool.decisions.waivers import KINDS
from poatool.findings.context import Context
from poatool.findings.model import Finding, Severity
from poatool.render.findings.text import acceptance, further, ledger, resolved, totals, within_sheet
from poatool.render.html import html_page
from poatool.render.markdown import escape, markdown_table
from poatool.render.text import file_name
from poatool.reports.validation import CheckedFile, Group, Validation, by_severity
from poatool.text import counted, cut, visible

_ABOUT_WAIVERS = frozenset(kind.code for kind in KINDS)


class Item(NamedTuple):
    """One problem, at one or more cells. `anchor` is the same on every page that shows it.

    `heading` and `value` belong to its first cell, with the value as the sheet shows it. `accepted` says why the
    problem needs no answer; empty if it needs one.
    """

    anchor: str
    where: str
    heading: str
    value: str
    code: str
    severity: Severity
    message: str
    hint: str
    accepted: str


class SheetBlock(NamedTuple):
    """The problems on one sheet, or without a title those of the whole file."""

    title: str
    items: tuple[Item, ...]


class FileBlock(NamedTuple):
    """A file with its findings: `summary` says what became of its rows, `counts` how many findings there are."""

    name: str
    agency: str
    summary: str
    counts: str
    sheets: tuple[SheetBlock, ...]


class FindingsPage(NamedTuple):
    """The page: `totals` counts the findings, `method` says what each severity asks for.

    `files` have something to correct, the gravest first; `clean` has a line for each of the others.
    """

    title: str
    subtitle: str
    totals: str
    method: str
    files: tuple[FileBlock, ...]
    clean: tuple[str, ...]


def findings_page(validation: Validation) -> FindingsPage:
    """Lay out the findings. Faults in the waivers are left out, as they concern only the coordinator."""
    theirs = tuple(finding for finding in validation.findings if finding.code not in _ABOUT_WAIVERS)
    validation = replace(validation, findings=theirs)
    period = validation.edition.period
    context = Context(validation.submissions)
    checked = {file.path: file for file in validation.files}
    anchors = _Anchors()
    gravest_first = sorted(validation.groups.items(), key=lambda each: _rank(each[1]))
    return FindingsPage(
        title=validation.edition.framework.title,
        subtitle=f"Check of submissions{f' for {period.id}' if period else ''}",
        totals=_totals(validation),
        method="An error keeps its row out of the report until it is corrected. A warning should be looked at. "
        "Advice needs no answer.",
        files=tuple(
            _file(path, checked.get(path), groups, context, anchors) for path, groups in gravest_first if groups
        ),
        clean=tuple(_clean(path, checked.get(path)) for path, own in gravest_first if not own),
    )


def _totals(validation: Validation) -> str:
    checked = f"{counted(len(validation.files), 'file')}, {ledger(validation.rows)}"
    found = totals(validation.by_severity) or "Nothing to correct"
    since = [f"{resolved(validation.changes)} (errors and warnings)"] if validation.changes else []
    return " ".join(f"{sentence}." for sentence in (checked, found, *since))


def _rank(groups: Sequence[Group]) -> int:
    """The rank of the gravest finding of a file that needs an answer."""
    ranks = (f.severity.rank for group in groups for f in group.findings if f.waiver is None)
    return min(ranks, default=len(Severity))


class _Anchors(Counter[str]):
    """The anchors of a page, each used once."""

    def of(self, finding: Finding) -> str:
        """An anchor made from a finding's rule and place, numbered if it is taken."""
        place = finding.place
        parts = (finding.code, file_name(place.file), place.sheet or "", place.cell or str(place.row or ""))
        anchor = "-".join(filter(None, (re.sub(r"\W+", "-", part).strip("-").lower() for part in parts)))
        self[anchor] += 1
        return anchor if self[anchor] == 1 else f"{anchor}-{self[anchor]}"


def _clean(path: str, file: CheckedFile | None) -> str:
    """A line on a file without findings."""
    agency = f" ({file.agency})" if file and file.agency else ""
    return f"{_name(path)}{agency}{f' – {_summary(file)}' if file else ''}"


def _name(path: str) -> str:
    return file_name(path) if path else "All submissions"


def _summary(file: CheckedFile) -> str:
    return f"{ledger(file.rows)}." if file.readable else "The file could not be read."


def _file(
    path: str, file: CheckedFile | None, groups: Sequence[Group], context: Context, anchors: _Anchors
) -> FileBlock:
    return FileBlock(
        name=_name(path),
        agency=(file.agency or "") if file else "",
        summary=_summary(file) if file else "",
        counts=totals(by_severity(finding for group in groups for finding in group.findings)),
        sheets=tuple(
            SheetBlock(f"Sheet {sheet}" if sheet else "", tuple(_item(group, context, anchors) for group in on_sheet))
            for sheet, on_sheet in groupby(groups, key=lambda group: group.first.place.sheet)
        ),
    )


def _item(group: Group, context: Context, anchors: _Anchors) -> Item:
    first = group.first
    heading = context.heading(first.place)
    return Item(
        anchor=anchors.of(first),
        where=within_sheet(first.place),
        heading=visible(cut(heading.text)) if heading else "",
        value=visible(cut(_value(first, context))),
        code=first.code,
        severity=first.severity,
        message=visible(" ".join(filter(None, (first.message, further(group))))),
        hint=visible(first.hint),
        accepted=visible(acceptance(first)),
    )


def _value(finding: Finding, context: Context) -> str:
    """The value as the sheet shows it; empty if the finding is not about a value."""
    if finding.value is None:
        return ""
    text = context.text(finding.place)
    return finding.value if text is None else text


def findings_html(validation: Validation) -> bytes:
    """The page as one HTML file."""
    page = findings_page(validation)
    return html_page("findings.html.jinja", validation.edition.framework, subtitle=page.subtitle, page=page)


def findings_markdown(validation: Validation) -> bytes:
    """The page with a table for each sheet."""
    page = findings_page(validation)
    lines = [f"# {escape(page.subtitle)}: {escape(page.title)}", "", escape(page.totals), "", escape(page.method), ""]
    for file in page.files:
        lines += _markdown_file(file)
    if page.clean:
        lines += ["## Nothing to correct", "", *(f"- {escape(line)}" for line in page.clean), ""]
    return "\n".join(lines).encode()


def _markdown_file(file: FileBlock) -> Iterator[str]:
    yield from (f"## {escape(file.name)}{f' ({escape(file.agency)})' if file.agency else ''}", "")
    if file.summary:
        counts = f" {escape(file.counts)}." if file.counts else ""
        yield from (escape(file.summary) + counts, "")
    for sheet in file.sheets:
        if sheet.title:
            yield from (f"### {escape(sheet.title)}", "")
        headings = ("Where", "What the cell holds", "What is wrong", "What to do")
        yield from markdown_table(headings, map(_markdown_row, sheet.items))
        yield ""


def _markdown_row(item: Item) -> tuple[str, ...]:
    where = f"{item.where} ({item.heading})" if item.heading else item.where
    wrong = f"{item.severity.value.capitalize()}: {item.message} ({item.code})"
    return where, item.value, wrong, f"{item.hint} ({item.accepted})" if item.accepted else item.hint
