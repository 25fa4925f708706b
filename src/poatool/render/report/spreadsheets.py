"""The year-end report as files for a spreadsheet."""

from __future__ import annotations

from poatool.render.report.tables import report_tables, updates_table
from poatool.render.table import table_csv
from poatool.render.text import report_title
from poatool.render.xlsx import workbook_bytes
from poatool.reports.model import YearEndReport


def report_csv(report: YearEndReport) -> bytes:
    """Every published update, one row for each of its actions."""
    return table_csv(updates_table(report))


def report_xlsx(report: YearEndReport) -> bytes:
    """The report with its coverage, and what was set aside at the end."""
    return workbook_bytes(report_tables(report), report.edition, report_title(report.edition))
