"""The year-end report as a workbook: a cover, its tables, and a dictionary of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poatool.framework.reference.dates import spoken
from poatool.render import text
from poatool.render.report.tables import actions_table, agencies_table, updates_table
from poatool.render.table import Table, tabulated
from poatool.render.xlsx import NONE, Cover, workbook_bytes
from poatool.reports.model import YearEndReport
from poatool.text import actions, counted

_HOW_TO_COUNT = (
    "Updates: an update on several actions, or of several agencies, has a row for each. Count its id once.",
    "Actions: codes are text in the published order; N1, for example, stands where it was published.",
    f"“{NONE}” stands in a cell where there is nothing to show, such as an update without next steps.",
)


def report_xlsx(report: YearEndReport) -> bytes:
    """The workbook."""
    tables = (actions_table(report), updates_table(report, rich=True), agencies_table(report))
    title = text.report_title(report.edition)
    return workbook_bytes((*tables, _dictionary(tables)), report.edition, title, _cover(report, title))


def _dictionary(tables: Sequence[Table]) -> Table:
    """What each column of the tables holds."""
    return tabulated(
        "Data dictionary",
        [(table, column) for table in tables for column in table.columns],
        ("Sheet", 26, lambda of: of[0].title, "The sheet that the column is on."),
        ("Column", 26, lambda of: of[1].heading, "The heading of the column."),
        ("What it holds", 90, lambda of: of[1].meaning, "What the cells of the column hold."),
        note="One row is one column of another sheet. The columns of “Updates” are those of updates.csv.",
    )


def _cover(report: YearEndReport, title: str) -> Cover:
    framework, source = report.edition.framework, report.edition.framework.source
    updated = f"Last updated {spoken(source.last_updated)}" if source.last_updated else None
    published = f"Published by {source.publisher}" if source.publisher else None
    lines = (framework.title, published, updated, source.canonical_url, *_draft(report))
    sections = {
        "How to count": _HOW_TO_COUNT,
        "Coverage": (text.share_reported(report.coverage),),
        "How it was compiled": text.method(report),
        "Source of the plan": tuple(filter(None, (source.title, source.url))),
        "Footnotes": tuple(f"{footnote.mark} {footnote.text}" for footnote in framework.footnotes),
        "Licence": tuple(filter(None, [source.licence])),
        "Contact": tuple(filter(None, [source.contact])),
    }
    return Cover(title, tuple(filter(None, lines)), tuple((head, said) for head, said in sections.items() if said))


def _draft(report: YearEndReport) -> Iterator[str]:
    """What is open, if anything is."""
    if aside := len(report.set_aside):
        yield f"DRAFT: {counted(aside, 'entry is', 'entries are')} set aside until corrected, and not counted here."
    if report.undecided:
        yield f"DRAFT: agencies differ on the status of {actions(report.undecided)}."
