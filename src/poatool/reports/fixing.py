"""Make the corrections of `--fix` in a copy of a submission's file; nothing else in the copy differs."""

import re
from collections.abc import Iterator, Sequence, Set as AbstractSet
from typing import NamedTuple

from poatool.findings.model import Finding, Place
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.framework.names.statuses import status_with_remark
from poatool.framework.reference.model import Current
from poatool.submissions.interpret import Interpreted, Update
from poatool.workbooks.edit.cells import with_fields, write_values
from poatool.workbooks.edit.package_edit import PackageEdit, add_own_mark, verify_unchanged
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import OwnKind, Workbook
from poatool.workbooks.sniff import CSV

_LONGEST_REFERENCE = 4  # the most words in a cell that only names an action; a longer cell also has the action's text
CellKey = tuple[str, int, int]
"""A cell's sheet, row and column; the sheet is empty in a file without sheets."""


class Correction(NamedTuple):
    """A new value for one cell."""

    place: Place
    before: str
    after: str
    safe: bool  # the meaning certainly stays the same
    why: str  # a rule's code, or a reason in words
    leaves_out: bool = False  # it would lose a remark in the cell, so it must be made by hand

    @property
    def key(self) -> CellKey:
        """The cell's sheet, row and column."""
        return self.place.sheet or "", self.place.row or 0, self.place.column_number


def corrections(submission: Interpreted, findings: Sequence[Finding], *, unsafe: bool) -> tuple[Correction, ...]:
    """The corrections of a submission, at most one for each cell, and none if a finding is waived there."""
    accepted = {finding.place for finding in findings if finding.waiver is not None}
    found: dict[Place, Correction] = {}
    remarks: set[Place] = set()
    for update in submission.updates:
        for column, text in _spellings(update, submission.edition):
            traced, heading = update.row.cells.get(column), update.table.heading(column)
            if traced is None or heading is None or column in update.row.formulas or text == traced.cell.raw:
                continue
            cell, place = traced.cell, Place.of(traced.cell)
            # In a form, headings are beside or between the answers.
            above = heading.cell.row <= update.table.header_row < update.row.number
            if above and cell.row == update.row.number and cell.column == heading.cell.column:  # in its own cell
                found.setdefault(place, Correction(place, cell.raw, text, True, f"{column} as the plan spells it"))
        named = update.named_status
        if named and update.status is None and status_with_remark(submission.edition.framework, named.text):
            remarks.add(Place.of(update.cell("status")))
    for safe in (True, False) if unsafe else (True,):
        for finding in findings:
            place, fix = finding.place, finding.fix
            if fix is not None and fix.safe is safe and place.cell is not None:
                found.setdefault(place, Correction(place, finding.value or "", fix.value, safe, finding.code))
    return tuple(each._replace(leaves_out=at in remarks) for at, each in found.items() if at not in accepted)


def _spellings(update: Update, edition: Edition) -> Iterator[tuple[str, str]]:
    """Values as the plan spells them, by column, if nothing is lost: no remark, no paraphrase, no name of a unit."""
    references, agencies, status = update.references, update.named_agencies, update.named_status
    if len(references.pieces) == len(references.codes) == 1 and len(references.text.split()) <= _LONGEST_REFERENCE:
        piece = references.pieces[0]
        if isinstance(piece.resolution, Current) and not piece.paraphrase and references.resolved:
            yield "action", piece.resolution.code
    if agencies is not None and len(agencies.ids) == 1 and not agencies.unknown and not agencies.remark:
        (code,) = agencies.ids
        name = edition.agency_name(code)
        if edition.published_as(code) == code:
            yield "agency", name if fold(agencies.text) == fold(name) else code
    if update.status is not None and not (status and status.remark):
        yield "status", edition.framework.status_by_id[update.status].label


_WHOLE_NUMBER = re.compile(r"0|[1-9]\d{0,14}")


class Fixed(NamedTuple):
    """A corrected file: the corrections made, in reading order, and the corrections that could not be made."""

    data: bytes
    done: tuple[Correction, ...]
    left: tuple[Correction, ...]


def fix(
    data: bytes, workbook: Workbook, wanted: Sequence[Correction], limits: Limits = DEFAULT, language: str = "en"
) -> Fixed:
    """Make corrections in a workbook's file and keep the rest as it was; raise Refused if something would be lost."""
    sheets = workbook.sheets
    rich = {(sheet.name, cell.row, cell.column) for sheet in sheets for cell in sheet.cells if cell.runs}
    values: dict[CellKey, str | int] = {c.key: c.after for c in wanted if c.key not in rich and not c.leaves_out}
    written: AbstractSet[CellKey] = frozenset()
    if workbook.kind in CSV:
        after, fields = with_fields(data, {key[1:]: str(value) for key, value in values.items()}, language)
        written = {key for key in values if key[1:] in fields}
    elif values:
        numbers = {(s.name, c.row, c.column) for s in sheets for c in s.cells if isinstance(c.value, int | float)}
        for key in values.keys() & numbers:  # a number that is not a date stays a number
            values[key] = int(text) if _WHOLE_NUMBER.fullmatch(text := str(values[key])) else text
        edit = PackageEdit(data, limits)
        written = write_values(edit, values)
        after = edit.data()
        verify_unchanged(data, after, limits, changed=written)
        after = add_own_mark(after, OwnKind.FIXED, limits, data) if written else after
    order = [sheet.name for sheet in sheets]
    in_order = sorted(wanted, key=lambda each: (order.index(each.key[0]) if each.key[0] in order else 0, *each.key[1:]))
    done = tuple(correction for correction in in_order if correction.key in written)
    return Fixed(after if done else data, done, tuple(each for each in wanted if each.key not in written))
