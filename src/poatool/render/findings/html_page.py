"""Findings as one HTML file that can be mailed to an agency: no scripts, nothing loaded, printable."""

from __future__ import annotations

from poatool.render.findings.page import findings_page
from poatool.render.jinja import environment
from poatool.reports.validation import Validation


def findings_html(validation: Validation) -> bytes:
    """The page."""
    page = findings_page(validation)
    written = (
        environment()
        .get_template("findings.html.jinja")
        .render(
            page=page,
            title=page.title,
            subtitle=page.subtitle,
            publisher=page.publisher,
            language=page.language,
            width="",
        )
    )
    return written.encode()
