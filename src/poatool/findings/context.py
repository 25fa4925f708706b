"""Look up what is around a finding in its workbook, and compare findings with those of an earlier check."""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path, PurePath
from typing import NamedTuple

from poatool.bounded import read_bounded
from poatool.errors import InputError
from poatool.findings.model import Finding, Place, Severity
from poatool.framework.reference.resolve import resolve
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Heading, Table

_Row = tuple[str, str | None, int, int | None]  # file, sheet, row, and the column if several updates are side by side


class Context:
    """Look up the submission, the table, the heading, the update or the action of a place."""

    def __init__(self, submissions: tuple[Interpreted, ...]) -> None:
        self.submissions = submissions
        self._by_path = {each.submission.path: each for each in submissions}

    @cached_property
    def _updates(self) -> Mapping[_Row, Update]:
        found: dict[_Row, Update] = {}
        for each in self.submissions:
            path = each.submission.path
            for table, updates in groupby(each.updates, key=attrgetter("table")):
                rows = {table.empty_cell(heading, 0)[0] for heading in table.headings} if table.is_form else ()
                for update in updates:
                    found[path, table.sheet, update.row.number, table.lane] = update
                    for row in rows:
                        found.setdefault((path, table.sheet, row, table.lane), update)
        return found

    @cached_property
    def _tables(self) -> Mapping[tuple[str, str | None], Sequence[Table]]:
        """The tables of each sheet from top to bottom; of tables side by side, only the first."""
        found: dict[tuple[str, str | None], dict[int, Table]] = {}
        for each in self.submissions:
            for table in each.submission.tables:
                found.setdefault((each.submission.path, table.sheet), {}).setdefault(table.header_row, table)
        return {at: sorted(tables.values(), key=attrgetter("top")) for at, tables in found.items()}

    def submission(self, place: Place) -> Interpreted | None:
        """The submission at the place; None for any other file, such as a list of waivers."""
        return self._by_path.get(place.file)

    def agency(self, place: Place) -> str | None:
        """The agency of the submission, if known."""
        submission = self.submission(place)
        return submission.agency if submission else None

    def update(self, place: Place) -> Update | None:
        """The update in the row of the place; if forms are side by side, the update in its column."""
        if place.row is None:
            return None
        at = (place.file, place.sheet, place.row)
        return self._updates.get((*at, place.column_number)) or self._updates.get((*at, None))

    def action(self, place: Place) -> str | None:
        """The text of the row's action cell; None if it is empty."""
        update = self.update(place)
        traced = update.row.cells.get("action") if update else None
        return traced.cell.raw if traced else None

    def actions(self, place: Place, last_row: int | None = None) -> str | None:
        """The codes of the actions of a row or block, wherever they are named; if none, the text of its action cell."""
        if update := self.update(place):
            return ", ".join(update.references.written) or self.action(place)
        submission, table, first = self.submission(place), self.table(place), place.row or 0
        if submission is None or table is None:
            return None
        skipped = [row.cells.get("action") for row in table.rows if first <= row.number <= (last_row or first)]
        named = [resolve(submission.edition, each.cell.raw, suggest=False).written for each in skipped if each]
        return ", ".join(dict.fromkeys(chain.from_iterable(named))) or None

    def agencies(self, place: Place) -> str | None:
        """The codes of the row's agencies; if it has none, the agency of the submission."""
        update = self.update(place)
        return ", ".join(update.agencies if update else ()) or self.agency(place)

    def table(self, place: Place) -> Table | None:
        """The table at the place: the last one of its sheet that begins at or above its row."""
        if place.row is None:
            return None
        tables = self._tables.get((place.file, place.sheet), ())
        at = bisect_right(tables, place.row, key=attrgetter("top"))
        return tables[at - 1] if at else None

    def heading(self, place: Place) -> Heading | None:
        """The heading of the place's column; in a form, the last label at or above the place."""
        if (table := self.table(place)) is None or place.row is None:
            return None
        if not table.is_form:
            return next((each for each in table.headings if each.cell.column == place.column_number), None)
        at = bisect_right(table.headings, place.row, key=lambda heading: heading.cell.row)
        return table.headings[at - 1] if place.column and at else None


_MAX_MIB = 256  # the size limit on a document of findings, in MiB; each finding takes some kilobytes


class EarlierFinding(NamedTuple):
    """A finding from an earlier check. `owner` is its agency, or the name of its file if the agency is unknown."""

    fingerprint: str
    severity: Severity
    owner: str


class Changes(NamedTuple):
    """What became of the errors and warnings of an earlier check; `which` holds the new ones, in reading order."""

    earlier: int
    resolved: int
    new: int
    which: tuple[Finding, ...] = ()


def mark_known(findings: Sequence[Finding], earlier: Iterable[EarlierFinding], context: Context) -> tuple[Finding, ...]:
    """Mark findings that an earlier check had; of those with one fingerprint, mark only as many as it had."""
    marked = _matched(findings, Counter(found.fingerprint for found in earlier), context)
    return tuple(finding._replace(known=True) if known else finding for finding, known in marked)


def changes(findings: Sequence[Finding], earlier: Iterable[EarlierFinding], context: Context) -> Changes:
    """Compare findings with those of an earlier check, for the agencies whose submissions are in the context."""
    now = [finding for finding in findings if finding.waiver is None and finding.severity is not Severity.ADVICE]
    owners = {owner(each.submission.path, each.agency) for each in context.submissions}
    owners |= {owner(each.place.file, context.agency(each.place)) for each in now}  # such as decisions.yaml
    before = [e.fingerprint for e in earlier if e.owner in owners and e.severity is not Severity.ADVICE]
    left = Counter(before)
    new = tuple(finding for finding, known in _matched(now, left, context) if not known)
    return Changes(len(before), left.total(), len(new), new)


def _matched(findings: Iterable[Finding], left: Counter[str], context: Context) -> Iterator[tuple[Finding, bool]]:
    """Each finding, and whether its fingerprint is in `left`; a fingerprint that was found is removed from `left`."""
    for finding in findings:
        codes = (finding.code, *finding.former) if finding.waiver is None else ()
        prints = (fingerprint(finding._replace(code=code), context) for code in codes)
        if (known := next((each for each in prints if left[each]), None)) is not None:
            left[known] -= 1
        yield finding, known is not None


def as_earlier(findings: Sequence[Finding], context: Context) -> tuple[EarlierFinding, ...]:
    """Record findings for comparison with a later check, without waived findings."""
    kept = ((each, owner(each.place.file, context.agency(each.place))) for each in findings if each.waiver is None)
    return tuple(EarlierFinding(fingerprint(each, context), each.severity, whose) for each, whose in kept)


def read_earlier(path: Path) -> tuple[EarlierFinding, ...]:
    """Read a baseline, or the output of `validate --format json`, without waived findings."""
    import json  # imported here, as few commands read such a file

    try:
        document = json.loads(read_bounded(path, _MAX_MIB))
        if document["schema"] in ("poatool/baseline/1", "poatool/validation/1"):
            of_file = {file["path"]: file["agency"] for file in document.get("files", ())}
            kept = [found for found in document["findings"] if not found.get("waived", False)]
            whose = (owner(found["file"], of_file.get(found["file"], found["agency"])) for found in kept)
            known = ((found["fingerprint"], Severity(found["severity"])) for found in kept)
            return tuple(EarlierFinding(*each, its_owner) for each, its_owner in zip(known, whose, strict=True))
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file. Write one with: --write-baseline FILE") from None
    except OSError as error:
        raise InputError(f"{path}: the file cannot be opened ({error.strerror}). Check the path.") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    message = f"{path}: this file does not hold the findings of an earlier check."
    raise InputError(f"{message} Name a file that --write-baseline or validate --format json wrote.")


def owner(file: str, agency: str | None) -> str:
    """The owner of a finding: the agency, or the file's name without its ending if the agency is unknown."""
    return agency or PurePath(file.replace("\\", "/")).stem


def fingerprint(finding: Finding, context: Context) -> str:
    """The fingerprint of a finding: 32 hexadecimal digits that stay the same in later runs, even if the row moves.

    It is a hash of the code, the agency (or the file's name if the agency is unknown), the sheet, the column's heading,
    the value and the row's action. Findings with the same values share a fingerprint.
    """
    place = finding.place
    heading, whose = context.heading(place), owner(place.file, context.agency(place))
    column = (heading.column or heading.text) if heading else None
    parts = (finding.code, whose, place.sheet, column, finding.value, context.action(place))
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
