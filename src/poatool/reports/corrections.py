"""What can be put right in a submission without asking: other spellings of the same meaning, and fixes of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from poatool.findings.model import Finding, Place
from poatool.framework.edition import Edition
from poatool.framework.names.folding import fold
from poatool.framework.names.remarks import remarked
from poatool.framework.reference.model import Current, Incorporated
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Heading

_LONGEST_REFERENCE = 4
"""Words of a cell that says no more than which action it is; a longer one has the action's wording, which stays."""

Spot = tuple[str, int, int]
"""A cell by its sheet, its row and its column; the sheet of a file without sheets is ""."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Another value for one cell.

    `safe`: the meaning is certain to stay the same. `why` is the code of a rule, or says it in words. `note` is what
    the new value no longer says, to be kept in the row's notes.
    """

    place: Place
    before: str
    after: str
    safe: bool
    why: str
    note: str | None = None

    @property
    def spot(self) -> Spot:
        """Where the cell is."""
        return self.place.sheet or "", self.place.row or 0, self.place.column_number


class _Spelt(NamedTuple):
    """A meaning in the plan's own words, and what they do not say."""

    text: str
    note: str | None = None


def corrections(
    submission: Interpreted, findings: Sequence[Finding], accepted: AbstractSet[Place], *, unsafe: bool
) -> tuple[Correction, ...]:
    """The corrections of one submission, one a cell, in reading order.

    Args:
        submission: what was sent.
        findings: what was found in it.
        accepted: places that stay as they are, since what was found there is waived.
        unsafe: take likely meanings too.
    """
    found: dict[Place, Correction] = {}
    for correction in (*_spellings(submission), *_fixes(findings, _notes(submission))):
        if correction.safe or unsafe:
            found.setdefault(correction.place, correction)
    return tuple(correction for place, correction in found.items() if place not in accepted)


def _fixes(findings: Sequence[Finding], said: Mapping[Place, str]) -> Iterator[Correction]:
    for safe in (True, False):
        for finding in findings:
            if finding.fix is not None and finding.fix.safe is safe and finding.place.cell is not None:
                before, after = finding.value or "", finding.fix.value
                yield Correction(finding.place, before, after, safe, finding.code, said.get(finding.place))


def _spellings(submission: Interpreted) -> Iterator[Correction]:
    """The plan's own words for what a row certainly says in others: a known alias, another case, spaces, `14.0`."""
    for update in submission.updates:
        for column, spelling in _SPELLINGS.items():
            cell = _own_cell(update, column)
            spelt = spelling(update, submission.edition) if cell else None
            if cell and spelt and spelt.text != cell.raw:
                yield Correction(Place.of(cell), cell.raw, spelt.text, True, f"{column} as the plan has it", spelt.note)


def _notes(submission: Interpreted) -> Mapping[Place, str]:
    """What cells say that the plan's own words for them would not."""
    found: dict[Place, str] = {}
    for update in submission.updates:
        for column, spelling in _SPELLINGS.items():
            spelt = spelling(update, submission.edition)
            if spelt and spelt.note and column in update.row.cells:
                found[Place.of(update.row.cells[column].cell)] = spelt.note
        named = update.named_status
        if named and update.status is None and remarked(submission.edition.framework, named.text):
            found[Place.of(update.cell("status"))] = f"Status given as “{' '.join(named.text.split())}”."
    return found


def _own_cell(update: Update, column: str) -> Cell | None:
    """The cell of a column in an update's own row: what it takes from another row, or from a label, is not its."""
    traced, heading = update.row.cells.get(column), _above(update, column)
    if traced is None or heading is None or column in update.row.formulas:
        return None
    cell = traced.cell
    return cell if cell.row == update.row.number and cell.column == heading.cell.column else None


def _above(update: Update, column: str) -> Heading | None:
    """The heading that stands above a column; a form has its headings beside or between its answers, and so none."""
    heading = update.table.heading(column)
    return heading if heading and heading.cell.row <= update.table.header_row < update.row.number else None


def _action(update: Update, edition: Edition) -> _Spelt | None:
    del edition
    references = update.references
    several = len(references.pieces) != 1 or len(references.codes) != 1
    if several or not references.resolved or len(references.text.split()) > _LONGEST_REFERENCE:
        return None
    match references.pieces[0].resolution:
        case Current(code=code):
            return _Spelt(code)
        case Incorporated(code=code):
            return _Spelt(references.codes[0], f"Reported as Action {code}.")
        case _:
            return None


def _agency(update: Update, edition: Edition) -> _Spelt | None:
    named = update.named_agencies
    if named is None or len(named.ids) != 1 or named.unknown:
        return None
    code = named.ids[0]
    published, name = edition.published_as(code), edition.agency_name(code)
    if published != code:
        return _Spelt(published, f"Reported by {name} ({code}).")
    return _Spelt(name if fold(named.text) == fold(name) else code)


def _status(update: Update, edition: Edition) -> _Spelt | None:
    return None if update.status is None else _Spelt(edition.framework.status_by_id[update.status].label)


_SPELLINGS: Mapping[str, Callable[[Update, Edition], _Spelt | None]] = {
    "action": _action,
    "agency": _agency,
    "status": _status,
}


def noted(submission: Interpreted, done: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections that keep the notes of others, in the notes of their rows; tables without such have none."""
    found: list[Correction] = []
    for update in submission.updates:
        table, row = update.table, update.row
        said = [c.note for c in done if c.note and (c.place.sheet, c.place.row) == (table.sheet, row.number)]
        heading = _above(update, "notes")
        if not said or heading is None or "notes" in row.formulas:
            continue
        there = row.cells.get("notes")
        before = there.cell.raw if there else ""
        after = "\n".join([*([before] if before.strip() else []), *dict.fromkeys(said)])
        place = Place(row.first.file, table.sheet, row.number, heading.cell.letter)
        found.append(Correction(place, before, after, True, "what the row said before"))
    return tuple(found)
