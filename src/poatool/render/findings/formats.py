"""The table of formats in which findings are written to a file or a pipe; `text` is for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from poatool.render.later import later

if TYPE_CHECKING:
    from poatool.reports.validation import Validation

FINDINGS_FORMATS: Mapping[str, Callable[[Validation], bytes]] = {
    "concise": later("findings.one_a_line:findings_concise"),
    "json": later("findings.document:validation_json"),
    "sarif": later("findings.sarif:findings_sarif"),
    "junit": later("findings.junit:findings_junit"),
    "github": later("findings.one_a_line:findings_github"),
    "csv": later("findings.csv_file:findings_csv"),
    "html": later("findings.html_page:findings_html"),
    "markdown": later("findings.markdown:findings_markdown"),
}
"""What each format is called on the command line, and what writes it."""
