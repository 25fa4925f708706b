"""The rows and cells that are not empty, counted independently of the code that reads them."""

from collections.abc import Iterable

from poatool.submissions.model import Submission, Table
from poatool.workbooks.model import Sheet, Value

Place = tuple[int, int]


def held(sheet: Sheet) -> set[Place]:
    """The cells that show something, or hold a formula that was never calculated."""
    return {(c.row, c.column) for c in sheet.cells if (c.formula if c.value is None else shows(c.value))}


def shows(value: Value) -> bool:
    """Whether anything of a value can be seen."""
    unseen = set("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c\u180e") | {
        chr(n) for n in range(0x2061, 0x2070)
    }
    controls = {chr(n) for n in (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F))}
    return not isinstance(value, str) or any(not c.isspace() and c not in unseen | controls for c in value)


def is_form(table: Table) -> bool:
    """Whether the headings are labels in a column, so that some are below the first."""
    return len(table.headings) > 1 and any(heading.cell.row > table.header_row for heading in table.headings)


def heading_rows(tables: Iterable[Table]) -> set[int]:
    """The rows that the headings of tables occupy."""
    spans = (range(t.header_row - t.heading_rows + 1, t.header_row + 1) for t in tables if not is_form(t))
    return {number for span in spans for number in span}


def rows_below_headings(submission: Submission) -> int:
    """How many rows below the first headings of their sheet are not empty; for forms, the rows that were read."""
    tables: dict[str, list[Table]] = {}
    for table in submission.tables:
        tables.setdefault(table.sheet or "", []).append(table)
    return sum(_below(sheet, tables.get(sheet.name, [])) for sheet in submission.sheets)


def _below(sheet: Sheet, tables: list[Table]) -> int:
    if not tables or any(is_form(table) for table in tables):
        return sum(len(table.rows) for table in tables)
    return len({row for row, _ in held(sheet) if row > tables[0].header_row} - heading_rows(tables))
