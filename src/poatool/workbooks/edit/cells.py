"""Write values into cells of a workbook, or into fields of a CSV file; change nothing else."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from poatool.text import by_first
from poatool.workbooks.addresses import address, area, reference, row_number
from poatool.workbooks.csv import decoded, delimiter_of, fields
from poatool.workbooks.edit.package_edit import PackageEdit, sheet_parts
from poatool.workbooks.edit.xml_patch import Node, text_xml

Place = tuple[str, int, int]  # a cell: its sheet's name, and its row and column from 1


def write_values(edit: PackageEdit, values: Mapping[Place, str | int]) -> frozenset[Place]:
    """Write texts and numbers into cells, whose formats decide whether a number is shown as a date.

    Return the cells that were written: formulas and headings of Excel tables are never replaced.
    """
    by_sheet = by_first((sheet, ((row, column), value)) for (sheet, row, column), value in values.items())
    parts = sheet_parts(edit)
    written: set[Place] = set()
    for sheet, cells in by_sheet.items():
        if sheet in parts:
            headings = set(_headings(edit, parts[sheet]))
            free = {place: value for place, value in cells if place not in headings}
            written |= {(sheet, *place) for place in _fill_sheet(edit, parts[sheet], free)}
    return frozenset(written)


def _headings(edit: PackageEdit, sheet: str) -> Iterator[tuple[int, int]]:
    """The cells whose text an Excel table repeats as a column name: the two must stay the same."""
    for table in edit.package.linked(sheet, "table"):
        root = edit.part(table).root
        covered = area(root.attributes.get("ref", ""))
        if covered is not None and root.attributes.get("headerRowCount") != "0":
            yield from ((covered.top, column) for column in range(covered.left, covered.right + 1))


def _fill_sheet(edit: PackageEdit, part: str, values: Mapping[tuple[int, int], str | int]) -> Iterator[tuple[int, int]]:
    sheet, rows = edit.part(part), {row for row, _ in values}
    existing: dict[tuple[int, int], Node] = {}
    number = 0  # a row or cell without a number follows the last one
    for row in (row for data in sheet.root.all("sheetData") for row in data.all("row")):
        number, column = row_number(row.attributes.get("r", "")) or number + 1, 0
        for cell in sheet.cells(row) if number in rows else ():
            _, column = place = address(cell.attributes.get("r", "")) or (number, column + 1)
            existing[place] = cell
    for place, value in sorted(values.items()):
        if (node := existing.get(place)) is None:
            # The file does not contain the cell, so it goes between the cells to its left and right.
            if not (beside := sorted(column for row, column in existing if row == place[0])):
                continue
            left = [column for column in beside if column < place[1]]
            next_to = existing[place[0], left[-1] if left else beside[0]]
            sheet.insert(next_to.end if left else next_to.start, cell_xml({"r": reference(*place)}, value))
            yield place
        elif node.first("f") is None:
            sheet.replace(node, cell_xml({name: text for name, text in node.attributes.items() if name != "t"}, value))
            yield place


def cell_xml(attributes: Mapping[str, str], value: str | int) -> str:
    """A cell with a number or a text."""
    kept = "".join(f" {name}={quoteattr(written)}" for name, written in attributes.items())
    if isinstance(value, int):
        return f"<c{kept}><v>{value}</v></c>"
    return f'<c{kept} t="inlineStr"><is><t xml:space="preserve">{text_xml(value)}</t></is></c>'


_QUOTE = '"'
_LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""The first characters of a field that a spreadsheet might read as a formula."""


def with_fields(
    data: bytes, values: Mapping[tuple[int, int], str], language: str = "en"
) -> tuple[bytes, frozenset[tuple[int, int]]]:
    """Write values into fields by row and column, counted from 1; return the file, and the fields that were written.

    A value is left out if the file's encoding cannot represent it, or if it could be read as a formula and the old
    value could not. Raises Refused if the file is not text, or an unclosed quotation mark swallows rows.
    """
    text, encoding, skipped = decoded(data, language)
    delimiter, rest = delimiter_of(text)
    before = text[: len(text) - len(rest)]
    parts: list[str] = []
    written: set[tuple[int, int]] = set()
    at = 0
    for field in fields(rest, delimiter):
        place, old = field[:2], rest[field.start + field.quoted : field.end]
        value = values.get(place)
        if (
            value is not None
            and value.encode(encoding, "ignore").decode(encoding) == value
            and (old.startswith(_LIVE) or not value.startswith(_LIVE))
        ):
            if field.quoted or any(c in value for c in (delimiter, _QUOTE, "\n", "\r")):
                value = _QUOTE + value.replace(_QUOTE, _QUOTE * 2) + _QUOTE
            parts += [rest[at : field.start], value]
            at = field.end
            written.add(place)
    changed = before + "".join([*parts, rest[at:]])
    errors = "surrogateescape" if encoding.startswith("cp") else "strict"
    return data[:skipped] + changed.encode(encoding, errors), frozenset(written)
