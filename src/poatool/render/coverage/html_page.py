"""The coverage as one HTML file: no scripts, nothing loaded, printable."""

from __future__ import annotations

from poatool.render.coverage.by import By
from poatool.render.coverage.tables import coverage_table
from poatool.render.jinja import environment
from poatool.render.wording import coverage_title, totals
from poatool.reports.model import Coverage


def coverage_html(coverage: Coverage, by: By) -> bytes:
    """The coverage, a table for each way to look at it; the one that was asked for comes first."""
    framework = coverage.edition.framework
    written = (
        environment()
        .get_template("coverage.html.jinja")
        .render(
            tables=[coverage_table(coverage, each) for each in by.first],
            title=framework.title,
            subtitle=coverage_title(coverage.edition),
            publisher=framework.source.publisher,
            width=" wide",
            language=framework.language,
            totals=totals(coverage),
        )
    )
    return written.encode()
