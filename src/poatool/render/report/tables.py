"""Lay out the year-end report as tables of updates and of actions, and describe its open data (CSV) with CSVW."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from poatool.blocks import Run, Runs, link_addresses
from poatool.framework.edition import ObjectiveStanding, PillarStanding
from poatool.framework.model import Framework
from poatool.render import text
from poatool.render.coverage.tables import By, coverage_table
from poatool.render.json import json_bytes
from poatool.render.table import Content, Listing, tabulated
from poatool.reports.year_end_model import ActionReport, ReportedUpdate, YearEndReport

_ONLY_COUNTED = "The updates that are counted. Later returns are in the report itself, its workbook and its JSON."


class UpdateRow(NamedTuple):
    """A row of the table of updates: an update under one of its actions, for one of its agencies."""

    report: YearEndReport
    pillar: PillarStanding
    objective: ObjectiveStanding
    action: ActionReport
    update: ReportedUpdate
    agency: str


_UpdateColumn = tuple[str, int, Callable[[UpdateRow], Content], str, str, str]
"""A column of the table of updates: heading, width, value, meaning, name in the metadata, and separator of values."""


def _linked(row: UpdateRow) -> Runs:
    found = dict.fromkeys(href for blocks in row.update.blocks.values() for href in link_addresses(blocks))
    return _one_per_line(href for href in found if not any(href in text for text in row.update.texts.values()))


def _one_per_line(addresses: Iterable[str]) -> Runs:
    return tuple(chain.from_iterable((Run("\n"), Run(each, href=each)) for each in addresses))[1:]


def _status(row: UpdateRow) -> str | None:
    status = row.update.status
    return row.report.edition.framework.status_by_id[status].label if status else None


_CODE = "The code of the action: text, never a number. Rows are in the published order."
_ONE_AGENCY = "The code of the agency. An update of several agencies has a row for each."
_AGENCY_NAME = "The name of the agency in the period."
_BEFORE: Sequence[_UpdateColumn] = (
    ("Pillar", 13, attrgetter("pillar.title"), "The pillar of the action, as published.", "pillar", ""),
    ("Objective", 26, attrgetter("objective.title"), "The objective of the action, as published.", "objective", ""),
    ("Action", 8, attrgetter("action.code"), _CODE, "action", ""),
    ("Action text", 34, attrgetter("action.standing.text"), "The text of the action, as published.", "action_text", ""),
    ("Agency", 9, attrgetter("agency"), _ONE_AGENCY, "agency", ""),
    ("Status", 12, _status, "The status that the agency states.", "status", ""),
    ("Agency name", 24, lambda row: row.report.edition.agency_name(row.agency), _AGENCY_NAME, "agency_name", ""),
    ("Period", 9, attrgetter("report.period"), "The period that is reported on.", "period", ""),
)
_BEHIND_WORDS = "Web addresses that words in the texts link to, unless they are typed there too."
_CAME_AS = "The code of the incorporated action under which it was reported, if any."
_ONE_UPDATE = "The id of the update, the same in every format. An update on several actions has a row for each."
_AFTER: Sequence[_UpdateColumn] = (
    ("Links in texts", 34, _linked, _BEHIND_WORDS, "text_links", "\n"),
    ("Reported as", 10, attrgetter("update.reported_as"), _CAME_AS, "reported_as", ""),
    ("Update id", 22, attrgetter("update.id"), _ONE_UPDATE, "update_id", ""),
)


def update_columns(plan: Framework) -> Iterator[_UpdateColumn]:
    """The columns of the table of updates; the plan's own columns come before the last three."""
    yield from _BEFORE
    taken = {heading.casefold() for heading, *_ in (*_BEFORE, *_AFTER)}
    for own in (*plan.text_columns, *plan.link_columns):
        heading = f"{own.heading} ({own.id})" if own.heading.casefold() in taken else own.heading
        value, meaning, separator = partial(_own_value, own.id), "In the agency's words.", ""
        if own in plan.link_columns:
            meaning, separator = "Web addresses that the agency gives.", "\n"
        yield heading, own.width, value, meaning, own.id, separator
    yield from _AFTER


def _own_value(column: str, row: UpdateRow) -> Content:
    return row.update.texts.get(column) or _one_per_line(row.update.links.get(column, ())) or None


def published_coverage(report: YearEndReport) -> Listing:
    """Every action, with the agencies that reported on it."""
    return coverage_table(report.coverage, By.ACTION)


def updates_table(report: YearEndReport) -> Listing:
    """Every update of a report and of earlier reports printed with it: a row for each of its actions and agencies."""
    rows = (
        UpdateRow(each, pillar, objective, action, update, agency)
        for each in (report, *report.earlier)
        for pillar in each.edition.pillars
        for objective in pillar.objectives
        for action in each.under(objective.id)
        for update in action.updates
        for agency in update.agencies
    )
    return tabulated(
        "Updates",
        rows,
        *(column[:4] for column in update_columns(report.edition.framework)),
        empty="No update was published.",
        note="Each row is one update, under one of its actions, by one of its agencies.",
    )


def updates_metadata(report: YearEndReport) -> bytes:
    """The metadata of `updates.csv`: its publisher, licence, and the content of each column."""
    framework, day = report.edition.framework, str(report.last_updated or "")
    source = framework.source
    terms = {"dc:publisher": source.publisher, "dc:license": source.licence, "dc:modified": day}
    columns = [
        {"name": name, "titles": heading, "datatype": "string", "dc:description": meaning}
        | ({"separator": separator} if separator else {})
        for heading, _, _, meaning, name, separator in update_columns(framework)
    ]
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": framework.language}],
        "url": "updates.csv",
        "dc:title": f"{framework.title}: {text.report_title(report.edition)}",
        **{key: value for key, value in terms.items() if value},
        **({"dc:description": _ONLY_COUNTED} if report.since_then else {}),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": columns, "primaryKey": ["update_id", "action", "agency"]},
    }
    return json_bytes(described)
