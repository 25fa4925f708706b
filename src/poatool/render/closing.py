"""The closing report, by objective and in tables of final states and of delivery, and the `closing` document."""

from __future__ import annotations

import datetime as dt
from importlib.util import find_spec
from typing import Annotated, Literal

from poatool.render import document as doc
from poatool.render.coverage.tables import by_objective
from poatool.render.html import html_page
from poatool.render.json import Header, Shape, document, json_bytes, shaped
from poatool.render.markdown import markdown_document
from poatool.render.table import Column, Content, Table, shown
from poatool.render.typeset import pdf_bytes
from poatool.render.word.body import word_bytes
from poatool.reports.closing import ClosedAction, Closing
from poatool.text import counted, listed
from poatool.workspace.kept import Final, Successor

SUBTITLE = "Closing report"
FINAL = {
    Final.COMPLETED: "Completed",
    Final.CONTINUES: "Continues",
    Final.CARRIED_OVER: "Carried over",
    Final.INCORPORATED: "Incorporated",
    Final.WITHDRAWN: "Withdrawn",
    Final.NOT_DONE: "Not done",
    Final.NEVER_REPORTED: "Never reported",
}


def closing_html(closing: Closing) -> bytes:
    """The report as one HTML file."""
    return html_page(
        "coverage.html.jinja",
        closing.edition.framework,
        subtitle=SUBTITLE,
        wide=True,
        totals=_totals(closing),
        heading="Each action",
        groups=_groups(closing),
        states={action.code: final_state(action) for action in closing.actions},
        last=_remark,
        tables=_tables(closing),
    )


def closing_files(closing: Closing) -> dict[str, bytes]:
    """The report as a page, Markdown and Word, and as PDF if typst is installed, by file name."""
    report = closing_report(closing)
    files = {
        "closing.html": closing_html(closing),
        "closing.md": markdown_document(report),
        "closing.docx": word_bytes(report),
    }
    return files | ({"closing.pdf": pdf_bytes(report)} if find_spec("typst") else {})


def closing_report(closing: Closing) -> doc.Document:
    """The report as a document."""
    framework = closing.edition.framework
    parts: list[doc.Part] = [
        doc.paragraph(doc.words(framework.title), look=doc.Look.SUBTITLE),
        doc.paragraph(doc.words(SUBTITLE), look=doc.Look.TITLE),
        doc.paragraph(doc.words(f"{_totals(closing)}.")),
        doc.Heading(1, doc.words("Each action")),
    ]
    for title, actions in _groups(closing):
        said = ((each, " ".join(filter(None, (each.because, _remark(each))))) for each in actions)
        texts = ((each.code, f"{each.text} {final_state(each)}. {why}") for each, why in said)
        items = (doc.Labelled(doc.words(code), doc.words(text)) for code, text in texts)
        parts += [doc.Heading(2, doc.words(title)), doc.LabelledList(tuple(items))]
    for table in _tables(closing):
        numbers = [isinstance(content, int) for content in table.rows[0]]
        columns = (doc.GridColumn(c.heading, c.width, number) for c, number in zip(table.columns, numbers, strict=True))
        rows = (tuple(doc.words(shown(content)) for content in row) for row in table.rows)
        parts += [
            doc.Heading(1, doc.words(table.title)),
            doc.Grid(table.title, table.title, tuple(columns), tuple(rows)),
        ]
    day = max((period.end for period in framework.periods), default=dt.date(1980, 1, 1))
    return doc.Document(SUBTITLE, framework.title, framework.language, day, tuple(parts))


def final_state(action: ClosedAction) -> str:
    """Say a final state in words, with when, by whom or where to."""
    label = FINAL[action.final]
    if action.period:
        return f"{label} in {action.period} ({listed(action.agencies)})"
    return f"{label} to {listed([f'{each.plan}: {each.code}' for each in action.to])}" if action.to else label


def _remark(action: ClosedAction) -> str:
    return "" if action.confirmed else "To be confirmed."


def _totals(closing: Closing) -> str:
    counts = closing.counts
    said = [f"{label}: {counts[final]}" for final, label in FINAL.items() if counts[final]]
    return ". ".join([counted(len(closing.actions), "action"), *said])


def _groups(closing: Closing) -> list[tuple[str, tuple[ClosedAction, ...]]]:
    return by_objective(closing.edition, closing.actions, lambda action: action.standing.objective)


def _tables(closing: Closing) -> tuple[Table, Table]:
    """The number of actions of each pillar in each final state, and what was reported on each in each period."""
    pillars = [(pillar.title, pillar.id) for pillar in closing.edition.pillars]
    counts: list[tuple[Content, ...]] = []
    for title, pillar in (*pillars, ("All", None)):
        finals = [action.final for action in closing.actions if pillar in (action.standing.pillar, None)]
        counts.append((title, *(finals.count(final) for final in FINAL), len(finals)))
    states = (Column(label, len(label) + 3) for label in FINAL.values())
    delivery = tuple(
        (a.code, a.text, *(a.then.get(period, "") for period in closing.periods), final_state(a))
        for a in closing.actions
    )
    periods = (Column(period, 20) for period in closing.periods)
    columns = (Column("Action", 10), Column("Text", 40), *periods, Column("In the end", 24))
    return (
        Table("Final states", (Column("Pillar", 14), *states, Column("All", 6)), tuple(counts)),
        Table("Delivery", columns, delivery),
    )


class ReportedShape(Shape):
    """What was reported on an action in a period, in words."""

    period: str
    said: str


class ClosedActionShape(Shape):
    """An action and its final state, which is only proposed unless it is `confirmed`.

    `period` and `agencies` say when and by whom it was reported as completed; null and empty for other final states.
    """

    code: str
    text: str
    pillar: Annotated[str, "standing.pillar"]
    objective: Annotated[str, "standing.objective"]
    final: Final
    confirmed: bool
    because: str
    to: list[Successor]
    period: str | None
    agencies: list[str]
    reported: list[ReportedShape]


class ClosingDocument(Header):
    """The final state of every action that the plan ever had. `totals` count them by final state."""

    schema: Literal["poatool/closing/1"]
    periods: list[str]
    totals: dict[str, int]
    unconfirmed: list[str]
    actions: list[ClosedActionShape]


def closing_document(closing: Closing) -> bytes:
    """A closed plan as JSON."""
    made = document(
        ClosingDocument,
        closing.edition,
        closing,
        totals={final: closing.counts[final] for final in Final},
        actions=[
            shaped(ClosedActionShape, action, reported=[{"period": p, "said": said} for p, said in action.then.items()])
            for action in closing.actions
        ],
    )
    return json_bytes(made)
