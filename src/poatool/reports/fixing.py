"""Make a corrected copy of a submission's file, in which only the corrected cells differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from poatool.findings.model import Place
from poatool.framework.edition import Edition
from poatool.reports.corrections import CellKey, Correction, corrections, note_corrections
from poatool.rules.checking import check
from poatool.rules.registry import Batch, Rule
from poatool.submissions.evidence import Evidence
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.read import read
from poatool.workbooks.edit.cells import write_values
from poatool.workbooks.edit.comments import add_comments, can_comment
from poatool.workbooks.edit.csv_fields import with_fields
from poatool.workbooks.edit.package_edit import PackageEdit, sheet_parts
from poatool.workbooks.edit.seal import seal, verify_unchanged
from poatool.workbooks.kinds import CSV
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import OwnKind, Workbook
from poatool.workbooks.open import open_bytes
from poatool.workbooks.sniff import ZIP_MAGIC

_ROUNDS = 5
_WHOLE_NUMBER = re.compile(r"0|[1-9]\d{0,14}")
_AUTHOR = "poatool, correcting"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A corrected file: the corrections made, in reading order, and those that could not be."""

    data: bytes
    done: tuple[Correction, ...]
    left: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Fixer:
    """How to correct submissions.

    `edition` is the framework as of the period. Fixes are taken from `rules`, but not at places in `accepted`. `unsafe`
    takes likely meanings too.
    """

    edition: Edition
    rules: Sequence[Rule]
    accepted: AbstractSet[Place] = frozenset()
    unsafe: bool = False
    limits: Limits = DEFAULT

    def fix(self, data: bytes, path: str) -> Fixed:
        """Correct a file until nothing is left to correct; messages call it `path`.

        Raises Refused if the file cannot be changed without losing something.
        """
        original = data
        done: list[Correction] = []
        left: dict[Correction, None] = {}
        for _ in range(_ROUNDS):
            submission = self._interpreted(data, path)
            findings = check(Batch(self.edition, (submission,)), self.rules)
            possible = corrections(submission, findings, self.accepted, unsafe=self.unsafe)
            wanted = [correction for correction in possible if correction not in left]
            if not wanted:
                break
            data, written = _written(data, submission, wanted, self.limits)
            done += written
            left |= dict.fromkeys(c for c in wanted if c not in written)
        if done and data.startswith(ZIP_MAGIC):
            data = seal(data, OwnKind.FIXED, self.limits, original)
        return Fixed(data, tuple(sorted(done, key=_reading_order(submission))), tuple(left))

    def _interpreted(self, data: bytes, path: str) -> Interpreted:
        workbook = open_bytes(data, path, self.limits)
        return interpret(read(workbook, Evidence(self.edition)), self.edition)


def _reading_order(submission: Interpreted) -> Callable[[Correction], tuple[int, int, int]]:
    sheets = {sheet.name: place for place, sheet in enumerate(submission.submission.sheets)}

    def order(correction: Correction) -> tuple[int, int, int]:
        sheet, row, column = correction.key
        return sheets.get(sheet, 0), row, column

    return order


def _written(
    data: bytes, submission: Interpreted, wanted: Sequence[Correction], limits: Limits
) -> tuple[bytes, list[Correction]]:
    workbook = submission.submission.workbook
    if not isinstance(workbook, Workbook):
        return data, []
    rich = {(sheet.name, cell.row, cell.column) for sheet in workbook.sheets for cell in sheet.cells if cell.rich}
    plain = [correction for correction in wanted if correction.key not in rich]
    if workbook.kind in CSV:
        return _in_text_file(data, submission, plain)
    return _in_workbook(data, submission, plain, limits)


def _in_workbook(
    data: bytes, submission: Interpreted, wanted: list[Correction], limits: Limits
) -> tuple[bytes, list[Correction]]:
    """Write into a workbook. Without a notes column, a note becomes a comment on the corrected cell.

    If the sheet cannot hold comments either, the correction is left out.
    """
    if not wanted:
        return data, []
    edit = PackageEdit(data, limits)
    sheets = submission.submission.sheets
    numbers = {(s.name, c.row, c.column) for s in sheets for c in s.cells if isinstance(c.value, int | float)}
    in_notes = note_corrections(submission, wanted)
    written = write_values(edit, {c.key: _value(c, numbers) for c in (*wanted, *in_notes)})
    rows_with_notes = {(c.place.sheet, c.place.row) for c in in_notes if c.key in written}
    parts = sheet_parts(edit)
    comments: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for correction in wanted:
        sheet, row, column = correction.key
        if correction.note and (sheet, row) not in rows_with_notes and correction.key in written:
            comments[sheet][row, column] = correction.note
    if closed := {sheet for sheet in comments if not can_comment(edit, parts[sheet])}:
        possible = [c for c in wanted if c.key[0] not in closed or c.key[1:] not in comments[c.key[0]]]
        return _in_workbook(data, submission, possible, limits)
    for sheet, notes in comments.items():
        add_comments(edit, parts[sheet], notes, _AUTHOR)
    after = edit.data()
    verify_unchanged(data, after, limits, changed=written)
    return after, [c for c in (*wanted, *in_notes) if c.key in written]


def _value(correction: Correction, numbers: AbstractSet[CellKey]) -> str | int:
    """The value to write: a whole number if the cell holds a number (other than a date), else text."""
    text = correction.after
    return int(text) if correction.key in numbers and _WHOLE_NUMBER.fullmatch(text) else text


def _in_text_file(data: bytes, submission: Interpreted, wanted: list[Correction]) -> tuple[bytes, list[Correction]]:
    """Write into a text file. It cannot hold comments, so a correction whose note has no column is left out."""
    rows = {c.place.row for c in note_corrections(submission, wanted)}
    possible = [c for c in wanted if c.note is None or c.place.row in rows]
    every = [*possible, *note_corrections(submission, possible)]
    data, written = with_fields(data, {c.key[1:]: c.after for c in every})
    return data, [c for c in every if c.key[1:] in written]
