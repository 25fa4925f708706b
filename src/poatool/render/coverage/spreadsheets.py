"""The coverage as files for a spreadsheet."""

from __future__ import annotations

from poatool.render.coverage.by import By
from poatool.render.coverage.tables import coverage_table
from poatool.render.csv_file import table_csv
from poatool.render.wording import coverage_title
from poatool.render.xlsx import workbook_bytes
from poatool.reports.model import Coverage


def coverage_csv(coverage: Coverage, by: By) -> bytes:
    """The coverage by action, objective, pillar or agency."""
    return table_csv(coverage_table(coverage, by))


def coverage_xlsx(coverage: Coverage, by: By) -> bytes:
    """The coverage, a sheet for each way to look at it; the one that was asked for comes first."""
    tables = [coverage_table(coverage, each) for each in by.first]
    return workbook_bytes(tables, coverage.edition, coverage_title(coverage.edition))
