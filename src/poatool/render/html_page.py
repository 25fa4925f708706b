"""The report and the coverage as one HTML file each: no scripts, nothing loaded, printable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poatool.render.coverage_tables import By, coverage_table
from poatool.render.layout import page
from poatool.render.table import shown
from poatool.render.text import publishable
from poatool.render.wording import coverage_title, is_web_address, link_text, percentage, totals
from poatool.reports.model import Coverage, YearEndReport

if TYPE_CHECKING:
    from jinja2 import Environment


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


def environment() -> Environment:
    """The templates; every text that others wrote is escaped, and nothing invisible is printed."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("poatool.render"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"percentage": percentage, "link_text": link_text, "shown": shown}
    environment.tests |= {"web_address": is_web_address}
    return environment


def _finalize(value: object) -> object:
    """Every text that is printed passes the door; what the template itself marks up is left as it is."""
    return publishable(value) if type(value) is str else value
