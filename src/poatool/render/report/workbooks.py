"""Make the report as a workbook that explains its columns, and the coordinator's workbook of what was set aside."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from poatool.render import text
from poatool.render.coverage.state_marks import EDGE, LIGHT, PAPER, Marks, chart_in_words, standing_table, state_marks
from poatool.render.coverage.tables import By, coverage_table
from poatool.render.report.tables import published_coverage, updates_table
from poatool.render.report.words import STATES, headline, in_words, method, reasons_for_draft
from poatool.render.table import tabulated
from poatool.render.xlsx import HEADING_ROW, NONE, SIZE, as_sheets, workbook_bytes
from poatool.reports.validation import Validation
from poatool.reports.year_end_model import YearEndReport
from poatool.text import escaped_line, long_date, one_line, publishable
from poatool.workbooks.writing import FONT, INK

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_CHART_GAP = 6  # the rows between a table and its chart; LibreOffice places charts as if no text wrapped
_HOW_TO_COUNT = (
    "Updates: an update on several actions, or from several agencies, has a row for each. Count each id once.",
    "Codes of actions are text, in the order of the published plan.",
    f"“{NONE}” means that there is nothing to show, as for an update without next steps.",
)
_LATER = "Each row is one update, under one action, by one agency. It came after the period, and is not counted."

_MARKED: Mapping[str, Mapping[str, object]] = {
    "differ": {"fill": None, "pattern": {"pattern": "wide_upward_diagonal", "fg_color": EDGE, "bg_color": PAPER}},
    "nil": {"border": {"color": EDGE, "width": 1, "dash_type": "round_dot"}},
    "unreported": {"border": {"color": EDGE, "width": 3}},
}
"""Patterns and outlines, by XlsxWriter's names, that distinguish state marks without colour."""


def report_xlsx(report: YearEndReport) -> bytes:
    """The report as a workbook."""
    title, stand = text.report_title(report.edition), state_marks(report.coverage)
    updates = [updates_table(report)]
    if report.since_then:  # `updates.csv` leaves these out, as they are not counted
        later = tuple(row for each in report.since_then for row in updates_table(each).rows)
        updates.append(updates[0]._replace(title="Since then", rows=later, note=_LATER))
    standing = standing_table(stand)
    has_chart = any(mark.codes for mark in stand.each)
    standing = standing._replace(note=f"{standing.note} A chart is below the table.") if has_chart else standing
    agencies = coverage_table(report.coverage, By.AGENCY)._replace(note="Each row is one agency.")
    actions = published_coverage(report)._replace(title="Actions", note="Each row is one action of the plan.")
    tables = (standing, actions, *updates, agencies)
    printed = as_sheets(tables, report.edition.framework)
    dictionary = tabulated(
        "Data dictionary",
        [(table, column) for table in printed for column in table.columns],
        ("Sheet", 26, lambda pair: pair[0].title, "The sheet that the column is on."),
        ("Column", 26, lambda pair: pair[1].heading, "The heading of the column."),
        ("What it holds", 90, lambda pair: pair[1].meaning, "What the cells of the column hold."),
        note="Each row is one column of another sheet. “Updates” has the columns of updates.csv, in its order.",
    )
    sheets, cover = [*tables, dictionary], _cover(report, title)
    draw = (lambda book: _draw_chart(book, report, stand)) if has_chart else None
    return workbook_bytes(sheets, report.edition, title, cover, draw)


def _draw_chart(workbook: "Workbook", report: YearEndReport, stand: Marks) -> None:
    ours = report.edition.framework.in_its_words
    sheet = workbook.worksheets()[1]  # the first one after the cover
    name, last_column = sheet.get_name(), len(stand.pillars)
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for row, mark in enumerate(stand.each, HEADING_ROW + 1):
        if mark.codes:
            fill, ink = LIGHT[mark.look]
            chart.add_series(
                {
                    "name": [name, row, 0],
                    "categories": [name, HEADING_ROW, 1, HEADING_ROW, last_column],
                    "values": [name, row, 1, row, last_column],
                    "border": {"color": f"#{INK}", "width": 1},
                    "gap": 50,
                    "data_labels": {"value": True, "num_format": "0;;", "font": {"color": ink, "name": FONT}},
                    "fill": {"color": fill},
                    **_MARKED.get(mark.look, {}),
                }
            )
    font = {"name": FONT, "size": SIZE, "color": f"#{INK}"}
    chart.set_title({"name": publishable(ours(headline(report, stand))), "name_font": {**font, "size": 13}})
    chart.set_y_axis({"reverse": True, "num_font": font})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 900, "height": 400})
    below = HEADING_ROW + len(stand.each) + 1 + _CHART_GAP
    sheet.fit_to_pages(1, 1)  # so that no page break cuts the chart
    sheet.insert_chart(below, 0, chart, {"description": publishable(ours(chart_in_words(stand)))})


def _cover(report: YearEndReport, title: str) -> Mapping[str, Sequence[str]]:
    framework, source = report.edition.framework, report.edition.framework.source
    ours = framework.in_its_words
    about = (
        framework.title,
        f"Published by {source.publisher}" if source.publisher else None,
        f"Last updated {long_date(report.last_updated)}" if report.last_updated else None,
        source.canonical_url,
        *(f"DRAFT: {ours(reason)}" for reason in reasons_for_draft(report)),
        *(f"Corrected: {one_line(reason)}" for reason in report.corrections),
    )
    sections: dict[str, Iterable[str | None]] = {
        title: about,
        "How to count": map(ours, _HOW_TO_COUNT),
        "Coverage": [f"{text.share_reported(report.coverage)}."],
        "How it was compiled": map(ours, method(report)),
        "Source of the plan": (source.title, source.url),
        "Footnotes": (f"{footnote.mark} {footnote.text}" for footnote in framework.footnotes),
        "Licence": [source.licence],
        "Contact": [source.contact],
    }
    return {heading: shown for heading, lines in sections.items() if (shown := [*filter(None, lines)])}


def set_aside_xlsx(report: YearEndReport, validation: Validation) -> bytes:
    """A workbook with what was set aside or withheld, the decisions, each update's row, and the counts of each file."""
    plan = report.edition.framework
    tables = (
        tabulated(
            "Set aside",
            report.set_aside,
            ("File", 24, lambda entry: text.file_name(entry.source.file)),
            ("Sheet", 14, lambda entry: entry.source.sheet),
            ("Row", 8, lambda entry: entry.source.row),
            ("Agency", 10, lambda entry: ", ".join(entry.agencies)),
            ("Action", 24, lambda entry: entry.action),
            ("Findings", 14, lambda entry: ", ".join(entry.codes)),
            ("What to do", 60, lambda entry: "\n".join(f"{f.message} {f.hint}".strip() for f in entry.findings)),
            ("Text", 70, lambda entry: "\n".join(entry.texts.values())),
            empty="Nothing was set aside.",
        ),
        tabulated(
            "Withheld",
            report.withheld,
            ("Update id", 28, lambda update: update.id),
            ("File", 24, lambda update: text.file_name(update.source.file)),
            ("Row", 8, lambda update: update.source.row),
            ("Text", 90, lambda update: "\n".join(update.texts.values())),
            empty="Nothing was withheld.",
        ),
        tabulated(
            "Decisions",
            report.rulings,
            ("Decision", 44, lambda ruling: in_words(ruling.decision, plan)),
            ("State", 24, lambda ruling: ": ".join(filter(None, (STATES[ruling.state], ruling.why)))),
            ("Because", 50, lambda ruling: ruling.decision.because),
            ("Decided by", 24, lambda ruling: ruling.decision.by),
            ("Line", 8, lambda ruling: ruling.decision.source.row),
            empty="No decision applies to this period.",
        ),
        tabulated(
            "Sources",
            report.updates,
            ("Update id", 28, lambda update: update.id),
            ("File", 24, lambda update: text.file_name(update.source.file)),
            ("Sheet", 14, lambda update: update.source.sheet),
            ("Row", 8, lambda update: update.source.row),
            empty="No update was published.",
        ),
        tabulated(
            "Files",
            validation.files,
            ("File", 40, lambda file: escaped_line(file.path)),
            ("Agency", 10, lambda file: file.agency),
            ("Read", 8, lambda file: "yes" if file.readable else "no"),
            ("Rows with text", 10, lambda file: file.rows.seen),
            ("Updates", 10, lambda file: file.rows.updates),
            ("Skipped", 10, lambda file: file.rows.skipped),
            ("Set aside", 10, lambda file: file.rows.set_aside),
            ("SHA-256 checksum", 72, lambda file: file.sha256),
        ),
    )
    return workbook_bytes(tables, report.edition, f"Set aside: {text.report_title(report.edition)}")
