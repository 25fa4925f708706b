"""The report as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from poatool.render.markup import html_page
from poatool.render.report.chart import DARK, LIGHT, chart_svg, described
from poatool.render.report.formats import Download
from poatool.render.report.page import report_page
from poatool.reports.model import YearEndReport


def report_html(report: YearEndReport, *, show_status: bool = True, downloads: Sequence[Download] = ()) -> bytes:
    """The report as one HTML file, with links to the files beside it."""
    page = report_page(report, show_status=show_status)
    return html_page(
        "report.html.jinja",
        report.edition.framework,
        subtitle=page.title,
        page=page,
        chart=chart_svg(page.table, described(page.table)),
        palettes={"light": LIGHT, "dark": DARK},
        downloads=downloads,
    )
