"""The report as one HTML file: no scripts, nothing loaded, printable."""

from __future__ import annotations

from poatool.render.markup import html_page
from poatool.render.report.layout import page
from poatool.reports.model import YearEndReport


def report_html(report: YearEndReport, *, show_status: bool = True) -> bytes:
    """The report as its public page; `show_status` False leaves the words of progress out."""
    public = page(report)
    return html_page(
        "report.html.jinja",
        report.edition.framework,
        subtitle=public.subtitle,
        page=public,
        show_status=show_status,
    )
