"""The columns of a report's open data: one list for CSV, its metadata, XLSX and the dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from typing import NamedTuple

from poatool.blocks import Block, NumberedList, NumberStyle, Paragraph, Run, Runs, plain, targets
from poatool.cell_text import ROMAN
from poatool.framework import columns as plan_columns
from poatool.framework.model import Framework
from poatool.render.table import Content
from poatool.reports.model import ActionReport, ObjectiveReport, PillarReport, ReportedUpdate, YearEndReport


class UpdateRow(NamedTuple):
    """A row of the table of updates: an update under one of its actions, of one of its agencies."""

    report: YearEndReport
    pillar: PillarReport
    objective: ObjectiveReport
    action: ActionReport
    update: ReportedUpdate
    agency: str


class UpdateColumn(NamedTuple):
    """A column: its `name` for programs, its heading and its content; a cell may have several values.

    `value` is what CSV has; `rich` is what a workbook has instead, if it can show more.
    """

    name: str
    heading: str
    width: int
    meaning: str
    value: Callable[[UpdateRow], Content]
    rich: Callable[[UpdateRow], Content] | None = None
    separator: str = ""


def _linked(row: UpdateRow) -> tuple[str, ...]:
    """The addresses behind words of an update's texts, each once, without those typed into the texts."""
    found = dict.fromkeys(href for blocks in row.update.blocks.values() for href in targets(blocks))
    return tuple(href for href in found if not any(href in text for text in row.update.texts.values()))


def _lines(addresses: tuple[str, ...]) -> Runs:
    """Addresses as links, one a line."""
    return tuple(chain.from_iterable((Run("\n"), Run(each, href=each)) for each in addresses))[1:]


def _status(row: UpdateRow) -> str | None:
    status = row.update.status
    return row.report.edition.framework.status_by_id[status].label if status else None


def _period(row: UpdateRow) -> str | None:
    period = row.report.edition.period
    return period.id if period else None


_BEFORE = (
    UpdateColumn("pillar", "Pillar", 13, "The pillar of the action, as published.", lambda row: row.pillar.title),
    UpdateColumn(
        *("objective", "Objective", 26, "The objective of the action, as published."), lambda row: row.objective.title
    ),
    UpdateColumn(
        *("action", "Action", 8, "The code of the action: text, never a number, and in the published order."),
        lambda row: row.action.standing.code,
    ),
    UpdateColumn(
        *("action_text", "Action text", 34, "The text of the action, as published."),
        lambda row: row.action.standing.text,
    ),
    UpdateColumn(
        *("agency", "Agency", 9, "The code of the agency. An update of several agencies has a row for each."),
        lambda row: row.agency,
    ),
    UpdateColumn("status", "Status", 12, "The status that the agency states.", _status),
    UpdateColumn(
        *("agency_name", "Agency name", 24, "The name of the agency in the period."),
        lambda row: row.report.edition.agency_name(row.agency),
    ),
    UpdateColumn("period", "Period", 9, "The period that is reported on.", _period),
)
_AFTER = (
    UpdateColumn(
        *("text_links", "Links in texts", 34, "Web addresses behind words of the texts, if they are not typed there."),
        lambda row: "\n".join(_linked(row)),
        lambda row: _lines(_linked(row)),
        separator="\n",
    ),
    UpdateColumn(
        *("reported_as", "Reported as", 10),
        "The code under which it was reported, where that action has been incorporated into this one.",
        lambda row: row.update.reported_as,
    ),
    UpdateColumn(
        *("update_id", "Update id", 22),
        "The update: the same in every format. An update on several actions has a row for each.",
        lambda row: row.update.id,
    ),
)


def update_columns(plan: Framework) -> tuple[UpdateColumn, ...]:
    """The columns of the table of updates; those that the plan declares come before the last two."""
    return (*_BEFORE, *_of_plan(plan), *_AFTER)


def update_rows(report: YearEndReport) -> Iterator[UpdateRow]:
    """The rows of a report and the earlier ones printed with it: update × action × agency."""
    for each in (report, *report.earlier):
        for pillar in each.pillars:
            for objective in pillar.objectives:
                for action in objective.actions:
                    for update in action.updates:
                        for agency in update.agencies:
                            yield UpdateRow(each, pillar, objective, action, update, agency)


def _of_plan(plan: Framework) -> Iterator[UpdateColumn]:
    """The columns of texts and web addresses; if a heading is taken, the column's id is used."""
    taken = {column.heading.casefold() for column in (*_BEFORE, *_AFTER)}
    for column in plan.text_columns:
        yield _texts(column, _heading(column, taken))
    for column in plan.link_columns:
        yield _addresses(column, _heading(column, taken))


def _heading(column: plan_columns.Column, taken: set[str]) -> str:
    return f"{column.heading} ({column.id})" if column.heading.casefold() in taken else column.heading


def _texts(column: plan_columns.Column, heading: str) -> UpdateColumn:
    return UpdateColumn(
        *(column.id, heading, column.width, "In the agency's words."),
        lambda row: row.update.texts.get(column.id),
        lambda row: cell_runs(row.update.blocks.get(column.id, ())),
    )


def _addresses(column: plan_columns.Column, heading: str) -> UpdateColumn:
    return UpdateColumn(
        *(column.id, heading, column.width, "Web addresses that the agency gives."),
        lambda row: "\n".join(row.update.links.get(column.id, ())),
        lambda row: _lines(row.update.links.get(column.id, ())),
        separator="\n",
    )


def cell_runs(blocks: Iterable[Block]) -> Runs:
    """The runs of one text: lists with their bullets and numbers.

    Links are left out, as only a whole cell can be one.
    """
    lines = [line for block in blocks for line in _cell_lines(block, "")]
    runs = [run for line in lines for run in (*line, Run("\n"))][:-1]
    return tuple(Run(plain(alike), *looks) for looks, alike in groupby(runs, key=lambda run: run[1:3]))


def _cell_lines(block: Block, indent: str) -> Iterator[Runs]:
    """The lines of a block."""
    if isinstance(block, Paragraph):
        yield block.runs
        return
    for number, item in enumerate(block.items):
        mark = (
            _numeral(block.start + number, block.style) if isinstance(block, NumberedList) else "–" if indent else "•"
        )
        yield (Run(f"{indent}{mark} "), *item.runs)
        for inner in item.lists:
            yield from _cell_lines(inner, f"{indent}   ")


def _numeral(number: int, style: NumberStyle) -> str:
    match style:
        case "1":
            return f"{number}."
        case "a":
            return f"{chr(ord('a') + number - 1)})"
        case "i":
            return f"{ROMAN[number - 1]})"
