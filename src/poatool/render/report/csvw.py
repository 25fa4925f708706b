"""What the columns of `updates.csv` hold, as the W3C's Metadata Vocabulary for Tabular Data (CSVW) has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from poatool.framework.model import Framework
from poatool.render import text
from poatool.render.json import json_bytes
from poatool.render.report.tables import updates_columns
from poatool.reports.model import YearEndReport

_BEFORE: Mapping[str, str] = {
    "pillar": "The pillar of the action, as published.",
    "objective": "The objective of the action, as published.",
    "action": "The code of the action: text, never a number, and in the published order.",
    "action_text": "The text of the action, as published.",
    "agency": "The agencies that report, by their codes.",
    "status": "The status that the agency states.",
}
_AFTER: Mapping[str, str] = {
    "reported_as": "The code under which it was reported, where that action has been incorporated into this one.",
    "update_id": "The update: the same in every format. An update on several actions has a row for each.",
}
_ONE_OF = {"agency": ", "}
"""Columns whose cells hold several values, with what stands between these."""


def updates_metadata(report: YearEndReport) -> bytes:
    """The metadata of `updates.csv`: whose it is, and what each column holds."""
    framework = report.edition.framework
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": framework.language}],
        "url": "updates.csv",
        "dc:title": f"{framework.title}: {text.report_title(report.edition)}",
        **({"dc:publisher": framework.source.publisher} if framework.source.publisher else {}),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": list(_columns(framework)), "primaryKey": ["update_id", "action"]},
    }
    return json_bytes(described)


def _columns(plan: Framework) -> Iterator[dict[str, str]]:
    """Each column by its name and its heading."""
    several = {**_ONE_OF, **{column.id: "\n" for column in plan.link_columns}}
    for (name, meaning), column in zip(_named(plan).items(), updates_columns(plan), strict=True):
        separator = {"separator": several[name]} if name in several else {}
        yield {"name": name, "titles": column.heading, "datatype": "string", "dc:description": meaning, **separator}


def _named(plan: Framework) -> Mapping[str, str]:
    """What each column holds by its name; those of the plan have the names that the plan gives them."""
    of_plan = {column.id: "In the agency's words." for column in plan.text_columns}
    links = {column.id: "Web addresses that the agency gives." for column in plan.link_columns}
    return {**_BEFORE, **of_plan, **links, **_AFTER}
