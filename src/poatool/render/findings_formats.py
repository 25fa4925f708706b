"""The table of formats in which findings are written to a file or a pipe; `text` is for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from poatool.render.later import later
from poatool.reports.validation import Validation

FORMATS: Mapping[str, Callable[[Validation], bytes]] = {
    "concise": later("findings_lines:findings_concise"),
    "json": later("validation_json:validation_json"),
    "sarif": later("findings_sarif:findings_sarif"),
    "junit": later("findings_junit:findings_junit"),
    "github": later("findings_lines:findings_github"),
    "csv": later("findings_csv:findings_csv"),
    "html": later("findings_html:findings_html"),
    "markdown": later("findings_markdown:findings_markdown"),
}
"""What each format is called on the command line, and what writes it."""
