"""A submission to a corrected copy of its file, in which all but the corrected cells is as it was."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from poatool.findings.model import Place
from poatool.framework.edition import Edition
from poatool.reports.corrections import Correction, Spot, corrections, noted
from poatool.rules.checking import check
from poatool.rules.registry import Batch, Rule
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.read import read
from poatool.workbooks.edit.cells import write_values
from poatool.workbooks.edit.comments import add_comments, can_comment
from poatool.workbooks.edit.csv_fields import with_fields
from poatool.workbooks.edit.package_edit import PackageEdit
from poatool.workbooks.edit.sheets import sheet_parts
from poatool.workbooks.edit.verify import verify_unchanged
from poatool.workbooks.kinds import DELIMITED
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import Workbook
from poatool.workbooks.open import open_bytes

_ROUNDS = 5
_WHOLE_NUMBER = re.compile(r"0|[1-9]\d{0,14}")
_AUTHOR = "poatool, correcting"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A corrected file: what was corrected, in order, and what could not be."""

    data: bytes
    done: tuple[Correction, ...]
    left: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Fixer:
    """How submissions are corrected.

    `edition` is the framework as of the period, `rules` are those whose fixes are taken. `accepted` are places that
    stay as they are. `unsafe`: likely meanings are taken too. `limits` are how much may be read.
    """

    edition: Edition
    rules: Sequence[Rule]
    accepted: AbstractSet[Place] = frozenset()
    unsafe: bool = False
    limits: Limits = DEFAULT

    def fix(self, data: bytes, path: str) -> Fixed:
        """Correct a file, named `path` in messages, until there is nothing left to correct.

        Raises:
            Refused: it cannot be changed without losing something.
        """
        done: list[Correction] = []
        left: dict[Correction, None] = {}
        for _ in range(_ROUNDS):
            submission = self._understood(data, path)
            findings = check(Batch(self.edition, (submission,)), self.rules)
            possible = corrections(submission, findings, self.accepted, unsafe=self.unsafe)
            wanted = [correction for correction in possible if correction not in left]
            if not wanted:
                break
            data, written = _written(data, submission, wanted, self.limits)
            done += written
            left |= dict.fromkeys(c for c in wanted if c not in written)
        return Fixed(data, tuple(sorted(done, key=_reading_order(submission))), tuple(left))

    def _understood(self, data: bytes, path: str) -> Interpreted:
        workbook = open_bytes(data, path, self.limits)
        return interpret(read(workbook, Columns.of_plan(self.edition.framework, self.edition.period)), self.edition)


def _reading_order(submission: Interpreted) -> Callable[[Correction], tuple[int, int, int]]:
    sheets = {sheet.name: place for place, sheet in enumerate(submission.submission.sheets)}

    def key(correction: Correction) -> tuple[int, int, int]:
        sheet, row, column = correction.spot
        return sheets.get(sheet, 0), row, column

    return key


def _written(
    data: bytes, submission: Interpreted, wanted: Sequence[Correction], limits: Limits
) -> tuple[bytes, list[Correction]]:
    workbook = submission.submission.workbook
    if not isinstance(workbook, Workbook):
        return data, []
    rich = {(sheet.name, cell.row, cell.column) for sheet in workbook.sheets for cell in sheet.cells if cell.rich}
    plain = [correction for correction in wanted if correction.spot not in rich]
    if workbook.kind in DELIMITED:
        return _in_fields(data, submission, plain)
    return _in_cells(data, submission, plain, limits)


def _in_cells(
    data: bytes, submission: Interpreted, wanted: list[Correction], limits: Limits
) -> tuple[bytes, list[Correction]]:
    """Write into a workbook; a note for which the table has no column becomes a comment at the corrected cell.

    Where the sheet takes no comments either, the correction is left out.
    """
    if not wanted:
        return data, []
    edit = PackageEdit(data, limits)
    sheets = submission.submission.sheets
    numbers = {(s.name, c.row, c.column) for s in sheets for c in s.cells if isinstance(c.value, int | float)}
    kept = noted(submission, wanted)
    written = write_values(edit, {c.spot: _value(c, numbers) for c in (*wanted, *kept)})
    rows = {(c.place.sheet, c.place.row) for c in kept if c.spot in written}
    parts = sheet_parts(edit)
    beside: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for correction in wanted:
        sheet, row, column = correction.spot
        if correction.note and (sheet, row) not in rows and correction.spot in written:
            beside[sheet][row, column] = correction.note
    if mute := {sheet for sheet in beside if not can_comment(edit, parts[sheet])}:
        able = [c for c in wanted if c.spot[0] not in mute or c.spot[1:] not in beside[c.spot[0]]]
        return _in_cells(data, submission, able, limits)
    for sheet, notes in beside.items():
        add_comments(edit, parts[sheet], notes, _AUTHOR)
    after = edit.data()
    verify_unchanged(data, after, limits, changed=written)
    return after, [c for c in (*wanted, *kept) if c.spot in written]


def _value(correction: Correction, numbers: AbstractSet[Spot]) -> str | int:
    """What goes into a cell: a number where it holds one, and not one that is shown as a date."""
    text = correction.after
    return int(text) if correction.spot in numbers and _WHOLE_NUMBER.fullmatch(text) else text


def _in_fields(data: bytes, submission: Interpreted, wanted: list[Correction]) -> tuple[bytes, list[Correction]]:
    """Write into a delimited text, which has no comments: without a column for its note, a correction is left out."""
    rows = {c.place.row for c in noted(submission, wanted)}
    able = [c for c in wanted if c.note is None or c.place.row in rows]
    every = [*able, *noted(submission, able)]
    data, written = with_fields(data, {c.spot[1:]: c.after for c in every})
    return data, [c for c in every if c.spot[1:] in written]
