"""Describe the columns of `updates.csv` in the W3C's Metadata Vocabulary for Tabular Data (CSVW)."""

from __future__ import annotations

from typing import Any

from poatool.render import text
from poatool.render.json import json_bytes
from poatool.render.report.columns import UpdateColumn, update_columns
from poatool.reports.model import YearEndReport


def updates_metadata(report: YearEndReport) -> bytes:
    """The metadata of `updates.csv`: its publisher, its terms, and the content of each column."""
    framework, source = report.edition.framework, report.edition.framework.source
    terms = {
        "dc:publisher": source.publisher,
        "dc:license": source.licence,
        "dc:modified": source.last_updated.isoformat() if source.last_updated else None,
    }
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": framework.language}],
        "url": "updates.csv",
        "dc:title": f"{framework.title}: {text.report_title(report.edition)}",
        **{key: said for key, said in terms.items() if said},
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_described(column) for column in update_columns(framework)],
            "primaryKey": ["update_id", "action", "agency"],
        },
    }
    return json_bytes(described)


def _described(column: UpdateColumn) -> dict[str, str]:
    separator = {"separator": column.separator} if column.separator else {}
    about = {"name": column.name, "titles": column.heading, "datatype": "string", "dc:description": column.meaning}
    return {**about, **separator}
