"""The year-end report as one HTML file for publication: no scripts, nothing loaded, printable."""

from __future__ import annotations

from poatool.render.layout import page
from poatool.render.text import publishable
from poatool.render.wording import is_web_address, link_text, percentage
from poatool.reports.model import YearEndReport


def report_html(report: YearEndReport, *, show_status: bool = True) -> bytes:
    """The report as its public page; `show_status` False leaves the words of progress out."""
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
    environment.filters |= {"percentage": percentage, "link_text": link_text}
    environment.tests |= {"web_address": is_web_address}
    template = environment.get_template("report.html.jinja")
    framework = report.edition.framework
    return template.render(page=page(report), language=framework.language, show_status=show_status).encode()


def _finalize(value: object) -> object:
    """Every text that is printed passes the door; what the template itself marks up is left as it is."""
    return publishable(value) if type(value) is str else value
