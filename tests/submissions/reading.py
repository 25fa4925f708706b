"""A submission in the form that tests use: its rows as a person would list them."""

from poatool.submissions.evidence.values import Evidence
from poatool.submissions.model import Row, Submission
from poatool.submissions.read import read
from poatool.workbooks.model import Workbook, text_of
from tests.support.checking import EDITION

EVIDENCE = Evidence(EDITION)


def read_workbook(workbook: Workbook) -> Submission:
    return read(workbook, EVIDENCE)


def kinds(submission: Submission) -> list[tuple[int, str]]:
    return [(row.number, row.kind.value) for _, row in submission.rows]


def values(row: Row) -> dict[str, str]:
    return {column: text_of(traced.value) for column, traced in row.cells.items()}


def places(row: Row) -> dict[str, str]:
    return {column: traced.cell.ref for column, traced in row.cells.items()}


def columns_of(submission: Submission, table: int = 0) -> dict[str, str | None]:
    return {h.text: h.column for h in submission.tables[table].headings}
