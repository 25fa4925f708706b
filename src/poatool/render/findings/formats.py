"""The formats in which findings are written to a file or a pipe; `text` is for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from poatool.render.lazy import lazy

if TYPE_CHECKING:
    from poatool.reports.validation import Validation

FINDINGS_FORMATS: Mapping[str, Callable[[Validation], bytes]] = {
    "concise": lazy("findings.lines:findings_concise"),
    "json": lazy("findings.json:validation_document"),
    "sarif": lazy("findings.sarif:findings_sarif"),
    "junit": lazy("findings.junit:findings_junit"),
    "github": lazy("findings.lines:findings_github"),
    "csv": lazy("findings.tables:findings_csv"),
    "html": lazy("findings.markup:findings_html"),
    "markdown": lazy("findings.markup:findings_markdown"),
}
"""The function that writes each format, by its name on the command line."""
