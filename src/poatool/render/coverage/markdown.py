"""The coverage as Markdown."""

from __future__ import annotations

from poatool.render.coverage.by import By
from poatool.render.coverage.tables import coverage_table
from poatool.render.markdown import escape, table
from poatool.render.table import shown
from poatool.render.wording import coverage_title, totals
from poatool.reports.model import Coverage


def coverage_markdown(coverage: Coverage, by: By) -> bytes:
    """The coverage, a table for each way to look at it; the one that was asked for comes first."""
    title = f"{coverage_title(coverage.edition)}: {coverage.edition.framework.title}"
    lines = [f"# {escape(title)}", "", f"{escape(totals(coverage))}.", ""]
    for each in (coverage_table(coverage, one) for one in by.first):
        lines += [f"## {each.title}", "", *table(each.headings, ([shown(c) for c in row] for row in each.rows)), ""]
    return "\n".join(lines).encode()
