"""The report as one HTML file: no scripts, nothing loaded, printable."""

from __future__ import annotations

from poatool.render.jinja import environment
from poatool.render.report.layout import page
from poatool.reports.model import YearEndReport


def report_html(report: YearEndReport, *, show_status: bool = True) -> bytes:
    """The report as its public page; `show_status` False leaves the words of progress out."""
    public = page(report)
    written = (
        environment()
        .get_template("report.html.jinja")
        .render(
            page=public,
            title=public.title,
            subtitle=public.subtitle,
            publisher=public.published_by,
            width="",
            language=report.edition.framework.language,
            show_status=show_status,
        )
    )
    return written.encode()
