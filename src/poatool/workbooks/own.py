"""Mark files that poatool writes, and find the marks, so that it recognises them under any name.

A workbook has its mark in its document properties, a page in its head, a JSON document in its `schema`. A CSV file
cannot have a mark, and another program may save a workbook without its properties. Such files are recognised by their
headings.
"""

import hashlib
from collections.abc import Iterator
from itertools import groupby

from poatool.text import lazy_pattern
from poatool.workbooks.model import ErrorValue, Own, OwnKind, RawCell, Sheet, Workbook

# Custom document properties: the kind of a file, the digest of its cells, and the versions it was made from.
DOCUMENT = "poatool document"
_CELLS = "poatool cells"
_MADE_FROM = "poatool made from"
FINDINGS_SHEET = "Findings"
FINDINGS_HEADINGS = ("Finding", "Rule", "Severity", "Where", "What is wrong", "How to put it right")
"""The name and the headings of the first sheet of a checked copy."""

_RULE, _CODE = FINDINGS_HEADINGS.index("Rule") + 1, lazy_pattern(r"[A-Z]{3}\d{3}")
REMARK_GONE = "This is no longer found here."
"""The comment that replaces a remark if a checked copy is checked again, and the finding is gone."""

_REMARK_END = "\n(poatool)"  # the last line of each remark; what follows was written by somebody else
_REMARK = lazy_pattern(r"(?m)^[A-Z]{3}[1-9]\d\d \w{1,9}: ")
CHECKS_SHEET = "Validation"  # the template's hidden sheet, with the formulas that check it

# A reference to that sheet in a formula, as Excel or OpenDocument writes it.
_CHECK = lazy_pattern(rf"(?i)\b{CHECKS_SHEET}['$]*[!.]")
GENERATOR = "poatool"  # the `generator` in the head of every page
COMPILED_WITH = "This report was compiled with poatool"  # the beginning of a line on the cover of a report's workbook
ONE_TABLE = "This sheet holds one table."  # the beginning of the note above each table

# How many hex digits of a checksum to keep, and how many such checksums: an Excel property holds 255 characters.
_VERSION_LENGTH, _MAX_VERSIONS = 16, 12
# The properties with the short checksums of the texts in the list of findings; each property holds 60 checksums.
_LISTED, _SHORT, _PART = "poatool list", 4, 240
# The first and last headings of each table written as CSV; the headings between may be the plan's own.
_FIXED_HEADINGS = (
    (("Pillar", "Objective", "Action", "Action text", "Agency", "Status"), ("Reported as", "Update id")),
    (("File", "Sheet", "Row", "Agency", "Action", "Findings", "What to do"), ()),
    (("Action", "Text", "Pillar", "Objective", "State", "Expected", "Reported by"), ("Missing", "Last reported")),
    (("Objective", "In force", "Reported"), ("Percent",)),
    (("Pillar", "In force", "Reported"), ("Percent",)),
    (("Agency", "Name", "Submitted", "Expected", "Reported"), ("Percent",)),
    (("How",), ("All pillars", "Actions")),
    (("Status",), ("Actions in force", "Which")),
    (("Action by period",), ()),
    (("Action by agency",), ()),
    (("File", "Agency", "Sheet", "Cell", "Row", "Heading", "Action", "Severity", "Code", "Rule"), ("Accepted",)),
)
# How many bytes, and how many cells, are searched for a mark.
LOOKED_AT, _CELLS_ABOVE = 4096, 60
_TEXT_MARK = lazy_pattern(
    rb'\A(?:\xef\xbb\xbf)?\s*(?:\{\s*"schema"\s*:\s*"poatool/|\{\s*"@context"[\s\S]{0,200}"url"\s*:\s*"updates\.csv"'
    rb'|<!doctype html>[\s\S]*<meta name="generator" content="poatool")'
)


def identify_own(data: bytes, workbook: Workbook | None) -> Own | None:
    """Tell which kind of file this is if poatool wrote it; `workbook` is None if it could not be read as a workbook."""
    if not data.startswith(b"PK") and _TEXT_MARK.match(data[:LOOKED_AT]):
        return Own(OwnKind.OUTPUT)
    if workbook is None or not workbook.sheets:
        return None
    if (marked := workbook.properties.get(f"custom.{DOCUMENT}", "").upper()) in OwnKind.__members__:
        changed = workbook.properties.get(f"custom.{_CELLS}") != digest(workbook)
        return Own(OwnKind[marked], changed, tuple(workbook.properties.get(f"custom.{_MADE_FROM}", "").split()))
    for row in _first_rows(workbook.sheets[0]):
        is_cover = len(row) == 1 and row[0].startswith(COMPILED_WITH)
        if is_cover or any(row[: len(a)] == a and row[len(row) - len(b) :] == b for a, b in _FIXED_HEADINGS):
            return Own(OwnKind.OUTPUT)
    return None


def lists_findings(sheet: Sheet) -> bool:
    """Whether a sheet is the list that was added to a checked copy, judged by its name and headings."""
    of_list = (row[: len(FINDINGS_HEADINGS)] == FINDINGS_HEADINGS for row in _first_rows(sheet))
    return sheet.name.startswith(FINDINGS_SHEET) and any(of_list)


def replies(workbook: Workbook, sheet: Sheet) -> Iterator[RawCell]:
    """The cells that others wrote on the findings sheet of a checked copy: around the list, or over its texts."""
    parts = (text for name, text in workbook.properties.items() if name.startswith(f"custom.{_LISTED} "))
    known = {text[at : at + _SHORT] for text in parts for at in range(0, len(text), _SHORT)}
    rows = [(number, tuple(row)) for number, row in groupby(sheet.cells, key=lambda cell: cell.row)]
    width = len(FINDINGS_HEADINGS)
    top = next((n for n, row in rows if tuple(cell.text for cell in row[:width]) == FINDINGS_HEADINGS), 0)
    for number, row in rows if top else ():
        listed = number == top or any(cell.column == _RULE and _CODE.fullmatch(cell.text) for cell in row)
        ours = width if listed and number >= top else int(number < top)
        changed = {cell.at for cell in row if known and _checksum(cell.text, _SHORT) not in known}
        yield from (cell for cell in row if cell.text.strip() and (cell.column > ours or cell.at in changed))


def remark(code: str, severity: str, message: str, hint: str) -> str:
    """The comment about a finding, at its cell in a checked copy."""
    return f"{code} {severity}: {message}\nWhat to do: {hint}{_REMARK_END}"


def without_remarks(workbook: Workbook) -> Workbook:
    """A workbook with only the comments that others wrote; a checked copy that came back still has our remarks."""
    sheets = []
    for sheet in workbook.sheets:
        written = {at: _written_by_others(text) for at, text in sheet.comments.items()}
        sheets.append(sheet._replace(comments={at: text for at, text in written.items() if text}))
    return workbook._replace(sheets=tuple(sheets))


def _written_by_others(comment: str) -> str:
    *before, last = comment.replace(REMARK_GONE, "").split(_REMARK_END)
    others = [part[: found.start()] if (found := _REMARK.search(part)) else part for part in before]
    return "\n".join(filter(None, map(str.strip, [*others, last])))


def version(sha256: str) -> str:
    """The beginning of a file's checksum, by which copies of the file say which version they were made from."""
    return sha256[:_VERSION_LENGTH]


def digest(workbook: Workbook) -> str:
    """A checksum of the content of all cells, which stays the same if another program recalculates and saves them.

    All error values count as the same, as programs name them differently. A cell that shows a result of the template's
    checks does not count, even if its formula was not kept (`.xls`).
    """
    found = hashlib.sha256()
    checking = [sheet for sheet in workbook.sheets if sheet.name == CHECKS_SHEET]
    results = {cell.value for sheet in checking for cell in sheet.cells if is_check(sheet, cell)}
    for sheet in workbook.sheets:
        for cell in sheet.cells:
            value = cell.value
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            if isinstance(value, ErrorValue):
                value = ErrorValue("#")
            text = " ".join(str(value).split()) if value is not None else ""
            if text and not (is_check(sheet, cell) or (isinstance(value, str) and value in results)):
                found.update(repr((sheet.name, cell.row, cell.column, text)).encode(errors="replace"))
    return found.hexdigest()[:_VERSION_LENGTH]


def _checksum(text: str, length: int) -> str:
    return hashlib.sha256(" ".join(text.split()).encode(errors="replace")).hexdigest()[:length]


def is_check(sheet: Sheet, cell: RawCell) -> bool:
    """Whether a cell has one of the formulas that check a template, or the result of one."""
    if sheet.name == CHECKS_SHEET and sheet.hidden:
        return True
    return cell.formula is not None and (sheet.name == CHECKS_SHEET or _CHECK.search(cell.formula) is not None)


def _first_rows(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    rows = groupby(sheet.cells[:_CELLS_ABOVE], key=lambda cell: cell.row)
    return (tuple(cell.text for cell in row) for _, row in rows)


def mark_properties(workbook: Workbook, kind: OwnKind, original: bytes | None) -> dict[str, str]:
    """The properties that mark a finished workbook; `original` is the file that it is a copy of, if it is a copy."""
    found = {DOCUMENT: kind.name.lower(), _CELLS: digest(workbook)}
    if original is not None:
        this = version(hashlib.sha256(original).hexdigest())
        found[_MADE_FROM] = " ".join([this, *(workbook.own.made_from if workbook.own else ())][:_MAX_VERSIONS])
    if kind is OwnKind.CHECKED:
        lists = (sheet.cells for sheet in workbook.sheets if lists_findings(sheet))
        texts = "".join(sorted({_checksum(cell.text, _SHORT) for cells in lists for cell in cells}))
        found |= {f"{_LISTED} {at // _PART + 1}": texts[at : at + _PART] for at in range(0, len(texts), _PART)}
    return found
