"""What a check of submissions came to: every file with its ledger of rows, and every finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from poatool.findings.model import Finding, Severity
from poatool.framework.edition import Edition
from poatool.reports.fitness import RowKey, set_aside
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import RowKind

if TYPE_CHECKING:
    from poatool.findings.baseline import Changes
    from poatool.reports.offers import Offers


class Ledger(NamedTuple):
    """Every row of a file accounted for: `seen = updates + skipped + set_aside`.

    `seen` are the rows below the headings that hold anything, `blank` the empty ones between them.
    """

    seen: int
    updates: int
    blank: int
    skipped: int
    set_aside: int


class CheckedFile(NamedTuple):
    """A file that was checked, and what became of its rows."""

    path: str
    sha256: str | None
    agency: str | None
    readable: bool
    rows: Ledger


class Group(NamedTuple):
    """Findings of one cause on one sheet, in reading order: the same rule with the same words."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that speaks for all of them."""
        return self.findings[0]


def grouped(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """The findings of one file by cause, a group standing where its first finding does."""
    causes: dict[tuple[str | None, str, str, str], list[Finding]] = {}
    for f in findings:
        causes.setdefault((f.place.sheet, f.code, f.message, f.hint), []).append(f)
    return tuple(Group(tuple(alike)) for alike in causes.values())


class AgencyCount(NamedTuple):
    """How many files an agency sent, and how many findings of each severity are in them; None: it is not said whose."""

    agency: str | None
    files: int
    findings: Mapping[Severity, int]


def by_severity(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """How many findings there are of each severity, the gravest first, those waived left out."""
    counts = Counter(f.severity for f in findings if f.waiver is None)
    return {severity: counts[severity] for severity in Severity}


@dataclass(frozen=True)
class Validation:
    """The result of `validate`: the files in the order given, and the findings in reading order.

    `changes` compares with an earlier check, where one was given.
    """

    edition: Edition
    submissions: tuple[Interpreted, ...]
    files: tuple[CheckedFile, ...]
    findings: tuple[Finding, ...]
    changes: Changes | None = None

    @cached_property
    def by_severity(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, those waived left out."""
        return by_severity(self.findings)

    @cached_property
    def by_code(self) -> Mapping[str, int]:
        """How many findings there are of each rule, in the order of the codes, those waived left out."""
        counts = Counter(f.code for f in self.findings if f.waiver is None)
        return {code: counts[code] for code in sorted(counts)}

    @cached_property
    def by_agency(self) -> tuple[AgencyCount, ...]:
        """The counts of each agency in the order of the files, those waived left out."""
        agencies = {file.path: file.agency for file in self.files}
        files = Counter(file.agency for file in self.files)
        found = Counter((agencies.get(f.place.file), f.severity) for f in self.findings if f.waiver is None)
        every = dict.fromkeys((*files, *(agency for agency, _ in found)))
        return tuple(AgencyCount(each, files[each], {s: found[each, s] for s in Severity}) for each in every)

    @cached_property
    def waived(self) -> int:
        """How many findings are waived."""
        return sum(finding.waiver is not None for finding in self.findings)

    @cached_property
    def known(self) -> int:
        """How many findings were known before."""
        return sum(finding.known for finding in self.findings)

    @cached_property
    def by_file(self) -> Mapping[str, Sequence[Finding]]:
        """The findings of each file that was checked, then those of other files, such as a list of waivers."""
        found: dict[str, list[Finding]] = {file.path: [] for file in self.files}
        for finding in self.findings:
            found.setdefault(finding.place.file, []).append(finding)
        return found

    @cached_property
    def groups(self) -> Mapping[str, tuple[Group, ...]]:
        """The findings of each file grouped by cause, a group standing where its first finding does."""
        return {path: grouped(findings) for path, findings in self.by_file.items()}

    @cached_property
    def offers(self) -> Offers:
        """What a correction of all the files would settle."""
        from poatool.reports.offers import Offers, offers

        each = [offers(one, self.by_file[one.submission.path]) for one in self.submissions]
        return Offers(sum(file.safe for file in each), sum(file.likely for file in each))

    @cached_property
    def rows(self) -> Ledger:
        """The ledgers of all files added up."""
        ledgers = [file.rows for file in self.files]
        return Ledger(
            sum(r.seen for r in ledgers),
            sum(r.updates for r in ledgers),
            sum(r.blank for r in ledgers),
            sum(r.skipped for r in ledgers),
            sum(r.set_aside for r in ledgers),
        )


def validation(
    submissions: Sequence[Interpreted],
    findings: Sequence[Finding],
    edition: Edition,
    changes: Changes | None = None,
) -> Validation:
    """Draw up the ledger of each file from its rows and the findings on them."""
    aside = set_aside(submissions, findings)
    touched = {key.file for key in aside}
    files = tuple(_checked(each, aside if each.submission.path in touched else {}) for each in submissions)
    return Validation(edition, tuple(submissions), files, tuple(findings), changes)


def _checked(submission: Interpreted, aside: Mapping[RowKey, tuple[Finding, ...]]) -> CheckedFile:
    path = submission.submission.path
    rows = submission.submission.rows
    updates = [(table, row) for table, row in rows if row.kind is RowKind.UPDATE]
    kept_out = sum(RowKey.of(submission, table, row) in aside for table, row in updates) if aside else 0
    return CheckedFile(
        path,
        submission.submission.sha256,
        submission.agency,
        submission.submission.readable,
        Ledger(
            seen=len(rows),
            updates=len(updates) - kept_out,
            blank=sum(table.blank for table in submission.submission.tables),
            skipped=len(rows) - len(updates),
            set_aside=kept_out,
        ),
    )
