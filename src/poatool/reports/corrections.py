"""What `--fix` corrects in a submission."""

from collections.abc import Iterator, Sequence, Set as AbstractSet
from typing import NamedTuple

from poatool.findings.model import Finding, Place
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.framework.names.statuses import remarked
from poatool.framework.reference.model import Current, Incorporated
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Heading

_LONGEST_REFERENCE = 4
"""A cell with more words repeats the action's text and is left alone; with fewer words, it only names the action."""

CellKey = tuple[str, int, int]
"""A cell's sheet, row and column; the sheet is empty in a file without sheets."""


class Correction(NamedTuple):
    """A new value for one cell.

    It is `safe` if the meaning certainly stays the same. `why` is a rule's code or a reason in words. `note` is the
    part of the old value that the new one leaves out; it goes into the row's notes.
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
    """The corrections of one submission, at most one for each cell.

    Places in `accepted` have a waived finding and stay as they are; `unsafe` also takes likely meanings.
    """
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
            if cell.row == update.row.number and cell.column == heading.cell.column:  # else it belongs elsewhere
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
    """Values to put in the plan's own words, by column, each with a note on what these leave out.

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
    """The heading above a column; None in a form, whose headings are beside or between its answers."""
    heading = update.table.heading(column)
    return heading if heading and heading.cell.row <= update.table.header_row < update.row.number else None


def note_corrections(submission: Interpreted, corrected: Sequence[Correction]) -> tuple[Correction, ...]:
    """Corrections to the notes column, if there is one, to record what other corrections leave out."""
    noted: dict[tuple[str | None, int | None], list[str]] = {}
    for each in corrected:
        if each.note:
            noted.setdefault((each.place.sheet, each.place.row), []).append(each.note)
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
