"""The table of formats in which findings are written to a file or a pipe; `text` is for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from poatool.render.findings_csv import findings_csv
from poatool.render.findings_html import findings_html
from poatool.render.findings_junit import findings_junit
from poatool.render.findings_lines import findings_concise, findings_github
from poatool.render.findings_markdown import findings_markdown
from poatool.render.findings_sarif import findings_sarif
from poatool.render.validation_json import validation_json
from poatool.reports.validation import Validation

FORMATS: Mapping[str, Callable[[Validation], bytes]] = {
    "concise": findings_concise,
    "json": validation_json,
    "sarif": findings_sarif,
    "junit": findings_junit,
    "github": findings_github,
    "csv": findings_csv,
    "html": findings_html,
    "markdown": findings_markdown,
}
"""What each format is called on the command line, and what writes it."""
