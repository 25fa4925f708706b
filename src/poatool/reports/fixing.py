"""Make a corrected copy of a submission's file in which only the corrected cells differ."""

import re
from collections.abc import Sequence, Set as AbstractSet
from dataclasses import dataclass

from poatool.findings.model import Place
from poatool.framework.edition import Edition
from poatool.reports.corrections import CellKey, Correction, corrections, note_corrections
from poatool.rules.checking import check
from poatool.rules.registry import Batch, Rule
from poatool.submissions.evidence import Evidence
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.read import read
from poatool.workbooks.edit.cells import with_fields, write_values
from poatool.workbooks.edit.package_edit import PackageEdit, seal, verify_unchanged
from poatool.workbooks.kinds import CSV
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import OwnKind, Workbook
from poatool.workbooks.open import open_bytes
from poatool.workbooks.sniff import ZIP_MAGIC

_ROUNDS = 5
_WHOLE_NUMBER = re.compile(r"0|[1-9]\d{0,14}")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A corrected file: the corrections made, in reading order, and those that could not be made."""

    data: bytes
    done: tuple[Correction, ...]
    left: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Fixer:
    """How to correct submissions.

    `edition` is the framework as of the period. Fixes come from `rules`, but not at places in `accepted`. `unsafe` also
    takes likely meanings.
    """

    edition: Edition
    rules: Sequence[Rule]
    accepted: AbstractSet[Place] = frozenset()
    unsafe: bool = False
    limits: Limits = DEFAULT

    def fix(self, data: bytes, path: str) -> Fixed:
        """Correct a file until no correction remains; messages call it `path`.

        Raises Refused if changing the file would lose something.
        """
        original = data
        done: list[Correction] = []
        left: dict[Correction, None] = {}
        for _ in range(_ROUNDS):
            workbook = open_bytes(data, path, self.limits)
            submission = interpret(read(workbook, Evidence(self.edition)), self.edition)
            findings = check(Batch(self.edition, (submission,)), self.rules)
            found = corrections(submission, findings, self.accepted, unsafe=self.unsafe)
            wanted = [correction for correction in found if correction not in left]
            if not wanted or not isinstance(workbook, Workbook):
                break
            rich = {(sheet.name, c.row, c.column) for sheet in workbook.sheets for c in sheet.cells if c.runs}
            possible = _with_notes(submission, [correction for correction in wanted if correction.key not in rich])
            write = _in_text_file if workbook.kind in CSV else self._in_workbook
            data, written = write(data, submission, possible)
            done += written
            left |= dict.fromkeys(c for c in wanted if c not in written)
        if done and data.startswith(ZIP_MAGIC):
            data = seal(data, OwnKind.FIXED, self.limits, original)
        order = [sheet.name for sheet in submission.submission.sheets]
        done.sort(key=lambda each: (order.index(each.key[0]) if each.key[0] in order else 0, *each.key[1:]))
        return Fixed(data, tuple(done), tuple(left))

    def _in_workbook(
        self, data: bytes, submission: Interpreted, wanted: list[Correction]
    ) -> tuple[bytes, list[Correction]]:
        """Write into a workbook; the rest of it stays as it was."""
        if not wanted:
            return data, []
        edit = PackageEdit(data, self.limits)
        sheets = submission.submission.sheets
        numbers = {(s.name, c.row, c.column) for s in sheets for c in s.cells if isinstance(c.value, int | float)}
        values: dict[CellKey, str | int] = {c.key: c.after for c in wanted}
        for key in values.keys() & numbers:  # a number that is not a date stays a number
            values[key] = int(text) if _WHOLE_NUMBER.fullmatch(text := str(values[key])) else text
        written = write_values(edit, values)
        after = edit.data()
        verify_unchanged(data, after, self.limits, changed=written)
        return after, [c for c in wanted if c.key in written]


def _with_notes(submission: Interpreted, wanted: list[Correction]) -> list[Correction]:
    """The corrections that lose nothing: one with a note needs a column for notes, which then gets it."""
    rows = {(c.place.sheet, c.place.row) for c in note_corrections(submission, wanted)}
    possible = [c for c in wanted if c.note is None or (c.place.sheet, c.place.row) in rows]
    return [*possible, *note_corrections(submission, possible)]


def _in_text_file(data: bytes, _: Interpreted, wanted: list[Correction]) -> tuple[bytes, list[Correction]]:
    """Write into a text file."""
    data, written = with_fields(data, {c.key[1:]: c.after for c in wanted})
    return data, [c for c in wanted if c.key[1:] in written]
