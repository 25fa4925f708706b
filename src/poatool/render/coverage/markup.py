"""Coverage as an HTML page and as Markdown: the gaps by objective, then each table."""

from __future__ import annotations

from poatool.render import text
from poatool.render.coverage.formats import View
from poatool.render.coverage.tables import coverage_tables, groups
from poatool.render.markup import escape, html_page, markdown_table
from poatool.render.table import shown
from poatool.reports.coverage_model import Coverage


def coverage_html(coverage: Coverage, view: View) -> bytes:
    """A page with the gaps, then each table, the one asked for first."""
    edition = coverage.edition
    return html_page(
        "coverage.html.jinja",
        edition.framework,
        subtitle=text.coverage_title(edition),
        wide=True,
        totals=text.totals(coverage),
        heading=_heading(view),
        groups=groups(coverage, view),
        states={action.code: text.state(action, edition) for action in coverage.actions},
        last=text.last_reported,
        tables=coverage_tables(coverage, view),
    )


def coverage_markdown(coverage: Coverage, view: View) -> bytes:
    """A page with the gaps, then each table, the one asked for first."""
    title = f"{text.coverage_title(coverage.edition)}: {coverage.edition.framework.title}"
    lines = [f"# {escape(title)}", "", f"{escape(text.totals(coverage))}.", ""]
    lines += [f"## {_heading(view)}", ""]
    for group in groups(coverage, view):
        lines += [f"### {escape(group.title)}", ""]
        for each in group.actions:
            said = " ".join(
                filter(None, [f"{text.state(each, coverage.edition)}.", each.because, text.last_reported(each)])
            )
            lines.append(f"- **{escape(each.code)}** {escape(each.text)} {escape(said)}")
        lines.append("")
    for table in coverage_tables(coverage, view):
        rows = ([shown(content) for content in row] for row in table.rows)
        lines += [f"## {table.title}", "", *markdown_table(table.headings, rows), ""]
    return "\n".join(lines).encode()


def _heading(view: View) -> str:
    return "Actions asked for" if view.only else "Gaps"
