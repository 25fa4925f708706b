"""The findings page for an agency, as HTML and Markdown: each problem with its cell and what to do, sheet by sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from poatool.decisions.waivers import KINDS
from poatool.findings.context import Context
from poatool.findings.model import Severity
from poatool.render.findings.text import acceptance, further, ledger, resolved, totals, within_sheet
from poatool.render.html import html_page
from poatool.render.markdown import escape, markdown_table
from poatool.render.text import file_name
from poatool.reports.validation import Group, Validation, by_severity
from poatool.text import counted, cut, visible

_ABOUT_WAIVERS = frozenset(kind.code for kind in KINDS)


class Item(NamedTuple):
    """One problem, at one or more cells. `anchor` is the same on every page that shows it.

    `heading` and `value` are those of its first cell, with the value as the sheet shows it. `accepted` says why the
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


class FileBlock(NamedTuple):
    """A file with its findings: `summary` counts its rows by outcome, and `counts` its findings.

    `sheets` holds the problems under each sheet's title, which is empty for the whole file.
    """

    name: str
    agency: str
    summary: str
    counts: str
    sheets: tuple[tuple[str, tuple[Item, ...]], ...]


class FindingsPage(NamedTuple):
    """The page: `files` have something to correct, the gravest first; `clean` has a line for each of the others."""

    subtitle: str
    totals: str
    files: tuple[FileBlock, ...]
    clean: tuple[str, ...]
    method: str = (
        "An error keeps its row out of the report until it is corrected. A warning should be looked at. "
        "Advice needs no answer."
    )


def findings_page(validation: Validation) -> FindingsPage:
    """Lay out the findings. Faults in waivers are left out: they concern only the coordinator."""
    theirs = tuple(finding for finding in validation.findings if finding.code not in _ABOUT_WAIVERS)
    validation = replace(validation, findings=theirs)
    checked = {file.path: file for file in validation.files}
    context, taken = Context(validation.submissions), Counter[str]()
    files, clean = [], []
    for path, groups in sorted(validation.groups.items(), key=_rank):
        name, file = file_name(path) if path else "All submissions", checked.get(path)
        agency, summary = (file.agency or "") if file else "", ""
        if file:
            summary = f"{ledger(file.rows)}." if file.readable else "The file could not be read."
        if not groups:
            clean.append(f"{name}{f' ({agency})' if agency else ''}{f' – {summary}' if summary else ''}")
            continue
        counts = totals(by_severity(finding for group in groups for finding in group))
        sheets = (
            (f"Sheet {sheet}" if sheet else "", tuple(_item(group, context, taken) for group in on_sheet))
            for sheet, on_sheet in groupby(groups, key=lambda group: group[0].place.sheet)
        )
        files.append(FileBlock(name, agency, summary, counts, tuple(sheets)))
    period = validation.edition.period
    said = [f"{counted(len(validation.files), 'file')}, {ledger(validation.rows)}"]
    said.append(totals(validation.by_severity) or "Nothing to correct")
    said += [f"{resolved(validation.changes)} (errors and warnings)"] if validation.changes else []
    subtitle = f"Check of submissions{f' for {period.id}' if period else ''}"
    return FindingsPage(subtitle, " ".join(f"{sentence}." for sentence in said), tuple(files), tuple(clean))


def _rank(file: tuple[str, Sequence[Group]]) -> int:
    """The rank of a file's most serious finding that needs an answer."""
    ranks = (f.severity.rank for group in file[1] for f in group if f.waiver is None)
    return min(ranks, default=len(Severity))


def _item(group: Group, context: Context, taken: Counter[str]) -> Item:
    first, place = group[0], group[0].place
    heading = context.heading(place)
    parts = (first.code, file_name(place.file), place.sheet or "", place.cell or str(place.row or ""))
    anchor = "-".join(filter(None, (re.sub(r"\W+", "-", part).strip("-").lower() for part in parts)))
    taken[anchor] += 1
    value = "" if first.value is None else context.text(place)
    return Item(
        anchor=anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}",
        where=within_sheet(place),
        heading=visible(cut(heading.text)) if heading else "",
        value=visible(cut((first.value or "") if value is None else value)),
        code=first.code,
        severity=first.severity,
        message=visible(" ".join(filter(None, (first.message, further(group))))),
        hint=visible(first.hint),
        accepted=visible(acceptance(first)),
    )


def findings_html(validation: Validation) -> bytes:
    """The page as one HTML file."""
    page = findings_page(validation)
    return html_page("findings.html.jinja", validation.edition.framework, subtitle=page.subtitle, page=page)


def findings_markdown(validation: Validation) -> bytes:
    """The page with a table for each sheet."""
    page, title = findings_page(validation), validation.edition.framework.title
    lines = [f"# {escape(page.subtitle)}: {escape(title)}", "", escape(page.totals), "", escape(page.method), ""]
    for file in page.files:
        lines += [f"## {escape(file.name)}{f' ({escape(file.agency)})' if file.agency else ''}", ""]
        if file.summary:
            lines += [escape(file.summary) + (f" {escape(file.counts)}." if file.counts else ""), ""]
        for sheet, items in file.sheets:
            lines += [f"### {escape(sheet)}", ""] if sheet else []
            rows = (
                (
                    f"{each.where} ({each.heading})" if each.heading else each.where,
                    each.value,
                    f"{each.severity.value.capitalize()}: {each.message} ({each.code})",
                    f"{each.hint} ({each.accepted})" if each.accepted else each.hint,
                )
                for each in items
            )
            headings = ("Where", "What the cell holds", "What is wrong", "What to do")
            lines += [*markdown_table(headings, (map(escape, row) for row in rows)), ""]
    if page.clean:
        lines += ["## Nothing to correct", "", *(f"- {escape(line)}" for line in page.clean), ""]
    return "\n".join(lines).encode()
