"""The findings page for an agency, as HTML and Markdown: each problem with its cell and what to do, sheet by sheet."""

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby

from poatool.blocks import Item, ItemList, Run, Runs
from poatool.decisions import waivers
from poatool.findings.context import Context
from poatool.findings.model import Severity
from poatool.render import document as doc
from poatool.render.findings import sentences
from poatool.render.text import file_name
from poatool.reports.validation import Group, Validation, by_severity
from poatool.text import counted, cut, visible

_METHOD = (
    "An error keeps its row out of the report until it is corrected. Look at each warning. Advice needs no answer."
)
_COLUMNS = tuple(map(doc.GridColumn, ("Where", "What the cell holds", "What is wrong", "What to do")))


def findings_document(validation: Validation) -> doc.Document:
    """The files with something to correct, the most serious first, then a line for each other file."""
    theirs = tuple(finding for finding in validation.findings if finding.code not in waivers.CODES)
    validation = replace(validation, findings=theirs)
    edition, period = validation.edition, validation.edition.period
    title = f"Check of submissions{f' for {period.id}' if period else ''}"
    summaries = [f"{counted(len(validation.files), 'file')}, {sentences.ledger(validation.rows)}"]
    summaries.append(sentences.totals(validation.by_severity) or sentences.nothing_to_correct(validation.rows))
    summaries += [f"{sentences.resolved(validation.changes)} (errors and warnings)"] if validation.changes else []
    parts: list[doc.Part] = [
        doc.paragraph(edition.framework.title, look=doc.Look.SUBTITLE),
        doc.paragraph(title, look=doc.Look.TITLE),
        doc.paragraph(" ".join(f"{sentence}." for sentence in summaries)),
        doc.paragraph(_METHOD),
    ]
    checked = {file.path: file for file in validation.files}
    context, taken, clean = validation.context, Counter[str](), list[str]()
    ranks = {path: [f.severity.rank for f in found if f.waiver is None] for path, found in validation.by_file.items()}
    gravest_first = sorted(validation.groups.items(), key=lambda file: min(ranks[file[0]], default=len(Severity)))
    for at, (path, groups) in enumerate(gravest_first, 1):
        name, file = file_name(path) if path else "All submissions", checked.get(path)
        agency, summary = (file.agency or "") if file else "", ""
        if file:
            summary = f"{sentences.ledger(file.rows)}." if file.readable else "The file could not be read."
        if not groups:
            clean.append(f"{name}{f' ({agency})' if agency else ''}{f' – {summary}' if summary else ''}")
            continue
        counts = sentences.totals(by_severity(finding for group in groups for finding in group)) or "all accepted"
        parts.append(doc.Heading(1, doc.words(name), f"file-{at}", context=doc.words(f" – {counts}")))
        parts.append(doc.paragraph(" – ".join(filter(None, (agency, f"{summary} {counts}.".lstrip())))))
        for sheet, on_sheet in groupby(groups, key=lambda group: group[0].place.sheet):
            where = f"Sheet {sheet}" if sheet else "The file"
            parts.append(doc.Heading(2, doc.words(where), context=doc.words(f" in {name}")))
            found = [(_anchor(group, taken), group) for group in on_sheet]
            rows = tuple(_row(anchor, group, context) for anchor, group in found)
            anchors, looks = tuple(anchor for anchor, _ in found), tuple(group[0].severity.value for _, group in found)
            parts.append(doc.Grid("", f"{where} in {name}", _COLUMNS, rows, anchors, looks, cards=True))
    if clean:
        number = doc.words(f" – {counted(len(clean), 'file')}")
        parts.append(doc.Heading(1, doc.words("Nothing to correct"), "clean", context=number))
        parts.append(doc.Passage(ItemList(tuple(Item(doc.words(line)) for line in clean))))
    return doc.Document(title, edition, tuple(parts), "findings")


def _anchor(group: Group, taken: Counter[str]) -> str:
    """An anchor made of rule, file, sheet and cell, so that a finding has the same anchor on every page."""
    first, place = group[0], group[0].place
    parts = (first.code, file_name(place.file), place.sheet or "", place.cell or str(place.row or ""))
    anchor = "-".join(filter(None, (re.sub(r"\W+", "-", part).strip("-").lower() for part in parts)))
    taken[anchor] += 1
    return anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}"


def _row(anchor: str, group: Group, context: Context) -> tuple[Runs, ...]:
    first, heading = group[0], context.heading(group[0].place)
    accepted = sentences.acceptance(first)
    beside = doc.words(f" ({visible(cut(heading.text))})" if heading else "")
    return (
        (Run(sentences.within_sheet(first.place), href=f"#{anchor}"), *beside),
        doc.words(visible(first.quote or "")),
        (Run(first.severity.value.capitalize()), Run(f": {visible(sentences.problem(group))} ({first.code})")),
        doc.words(visible(f"{first.hint} ({accepted})" if accepted else first.hint)),
    )
