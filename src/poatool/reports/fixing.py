"""What `--fix` corrects in a submission, and the copy of its file in which only the corrected cells differ."""

import re
from collections.abc import Iterator, Sequence, Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from poatool.findings.model import Finding, Place
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.framework.names.statuses import remarked
from poatool.framework.reference.model import Current, Incorporated
from poatool.rules.checking import check
from poatool.rules.registry import Batch, Rule
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import Interpreted, Update, interpret
from poatool.submissions.model import Heading
from poatool.submissions.read import read
from poatool.text import by_first
from poatool.workbooks.edit.cells import with_fields, write_values
from poatool.workbooks.edit.package_edit import PackageEdit, seal, verify_unchanged
from poatool.workbooks.kinds import CSV
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import OwnKind, Workbook
from poatool.workbooks.open import open_bytes
from poatool.workbooks.sniff import ZIP_MAGIC

_LONGEST_REFERENCE = 4  # the most words in a cell that only names an action; a longer one also has its text
CellKey = tuple[str, int, int]
"""A cell's sheet, row and column; the sheet is empty in a file without sheets."""


class Correction(NamedTuple):
    """A new value for one cell.

    `safe` means that the meaning certainly stays the same. `why` is a rule's code or a reason in words. `note` is a
    sentence for the row's notes about what the new value leaves out; None if it leaves out nothing.
    """

    place: Place
    before: str
    after: str
    safe: bool
    why: str
    note: str | None = None

    @property
    def key(self) -> CellKey:
        """The cell's sheet, row and column."""
        return self.place.sheet or "", self.place.row or 0, self.place.column_number


def corrections(
    submission: Interpreted, findings: Sequence[Finding], accepted: AbstractSet[Place], *, unsafe: bool
) -> tuple[Correction, ...]:
    """The corrections of one submission, at most one for each cell; see `Fixer`."""
    found: dict[Place, Correction] = {}
    notes: dict[Place, str] = {}
    for update in submission.updates:
        for column, text, note in _spellings(update, submission.edition):
            if note and column in update.row.cells:
                notes[Place.of(update.row.cells[column].cell)] = note
            traced, heading = update.row.cells.get(column), _heading_above(update, column)
            if traced is None or heading is None or column in update.row.formulas or text == traced.cell.raw:
                continue
            cell = traced.cell
            if cell.row == update.row.number and cell.column == heading.cell.column:  # not taken from another cell
                why = f"{column} as the plan spells it"
                found.setdefault(Place.of(cell), Correction(Place.of(cell), cell.raw, text, True, why, note))
        named = update.named_status
        if named and update.status is None and remarked(submission.edition.framework, named.text):
            notes[Place.of(update.cell("status"))] = f"Status given as “{' '.join(named.text.split())}”."
    for safe in (True, False) if unsafe else (True,):
        for finding in findings:
            place, fix = finding.place, finding.fix
            if fix is not None and fix.safe is safe and place.cell is not None:
                before = finding.value or ""
                made = Correction(place, before, fix.value, safe, finding.code, notes.get(place))
                found.setdefault(place, made)
    return tuple(correction for place, correction in found.items() if place not in accepted)


def _spellings(update: Update, edition: Edition) -> Iterator[tuple[str, str, str | None]]:
    """Values as the plan spells them: the column, the new value, and a note on what that leaves out.

    Their meaning is certain: an alias, different case or spacing, or `14.0`. A value with a remark or a paraphrase
    stays, so that nothing is lost.
    """
    references, agencies, status = update.references, update.named_agencies, update.named_status
    one = len(references.pieces) == len(references.codes) == 1 and references.resolved
    if one and not references.pieces[0].paraphrase and len(references.text.split()) <= _LONGEST_REFERENCE:
        match references.pieces[0].resolution:
            case Current(code=code):
                yield "action", code, None
            case Incorporated(code=code):
                yield "action", references.codes[0], f"Reported as Action {code}."
    if agencies is not None and len(agencies.ids) == 1 and not agencies.unknown and not agencies.remark:
        (code,) = agencies.ids
        published, name = edition.published_as(code), edition.agency_name(code)
        if published != code:
            yield "agency", published, f"Reported by {name} ({code})."
        else:
            yield "agency", name if fold(agencies.text) == fold(name) else code, None
    if update.status is not None and not (status and status.remark):
        yield "status", edition.framework.status_by_id[update.status].label, None


def _heading_above(update: Update, column: str) -> Heading | None:
    """The heading above a column's cells; None in a form, whose headings are beside or between its answers."""
    heading = update.table.heading(column)
    return heading if heading and heading.cell.row <= update.table.header_row < update.row.number else None


def note_corrections(submission: Interpreted, corrected: Sequence[Correction]) -> tuple[Correction, ...]:
    """Corrections to the notes column, if there is one, to record what other corrections leave out."""
    noted = by_first(((each.place.sheet, each.place.row), each.note) for each in corrected if each.note)
    found: list[Correction] = []
    for update in submission.updates if noted else ():
        table, row = update.table, update.row
        notes = noted.get((table.sheet, row.number))
        heading = _heading_above(update, "notes")
        if not notes or heading is None or "notes" in row.formulas:
            continue
        existing = row.cells.get("notes")
        before = existing.cell.raw if existing else ""
        after = "\n".join([*([before] if before.strip() else []), *dict.fromkeys(notes)])
        place = Place(row.first.file, table.sheet, row.number, heading.cell.letter)
        found.append(Correction(place, before, after, True, "keeps what the row said"))
    return tuple(found)


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
    """Corrects submissions by the fixes of `rules`, except at `accepted` places; if `unsafe`, also by likely values."""

    edition: Edition
    rules: Sequence[Rule]
    accepted: AbstractSet[Place] = frozenset()
    unsafe: bool = False
    limits: Limits = DEFAULT

    def fix(self, data: bytes, path: str) -> Fixed:
        """Correct a file until no correction remains; `path` is its name in messages.

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
            if workbook.kind in CSV:
                data, fields = with_fields(data, {c.key[1:]: c.after for c in possible})
                written = [c for c in possible if c.key[1:] in fields]
            else:
                data, written = self._in_workbook(data, submission, possible)
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
        """Write corrections into a workbook, leaving the rest as it was; return the file and those written."""
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
    """The corrections, then their notes; a correction with a note is left out if the table has no notes column."""
    rows = {(c.place.sheet, c.place.row) for c in note_corrections(submission, wanted)}
    possible = [c for c in wanted if c.note is None or (c.place.sheet, c.place.row) in rows]
    return [*possible, *note_corrections(submission, possible)]
