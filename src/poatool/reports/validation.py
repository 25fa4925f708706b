"""The result of `validate`: every file with its ledger of rows, and every finding."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from poatool.findings.context import Changes, Context, fingerprint
from poatool.findings.model import Finding, Severity
from poatool.findings.set_aside import set_aside
from poatool.framework.edition import Edition
from poatool.pipeline import Checked
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import RowKind
from poatool.submissions.update_ids import RowKey
from poatool.text import by_first


class Ledger(NamedTuple):
    """How many rows of a file have each outcome: `seen = updates + skipped + set_aside`.

    `seen` counts the non-empty rows below the headings, `blank` the empty rows between them.
    """

    seen: int
    updates: int
    blank: int
    skipped: int
    set_aside: int


class CheckedFile(NamedTuple):
    """A file that was checked, with its ledger; `nil` is the reason if its agency has nothing to report."""

    path: str
    sha256: str | None
    agency: str | None
    readable: bool
    rows: Ledger
    nil: str = ""


Group = tuple[Finding, ...]
"""Findings of one rule with the same message on one sheet, in reading order."""


def grouped(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """The findings of one file in groups, in the order of their first findings."""
    return tuple(map(tuple, by_first(((f.place.sheet, f.code, f.message, f.hint), f) for f in findings).values()))


def by_severity(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """The number of unwaived findings of each severity, the most serious first."""
    counts = Counter(f.severity for f in findings if f.waiver is None)
    return {severity: counts[severity] for severity in Severity}


@dataclass(frozen=True, eq=False, repr=False)
class Validation:
    """The checked files as given, the findings in reading order, and their `changes` since an earlier check, if any."""

    edition: Edition
    submissions: tuple[Interpreted, ...]
    files: tuple[CheckedFile, ...]
    findings: tuple[Finding, ...]
    changes: Changes | None = None

    @cached_property
    def context(self) -> Context:
        """The submissions, used to look up what is around a finding."""
        return Context(self.submissions)

    @property
    def with_fingerprints(self) -> Iterable[tuple[Finding, str]]:
        """Each finding with its fingerprint."""
        return ((finding, fingerprint(finding, self.context)) for finding in self.findings)

    @cached_property
    def by_severity(self) -> Mapping[Severity, int]:
        """The number of findings of each severity, without waived ones."""
        return by_severity(self.findings)

    @cached_property
    def by_code(self) -> Counter[str]:
        """The number of findings of each rule, by code, without waived ones."""
        return Counter(sorted(f.code for f in self.findings if f.waiver is None))

    @cached_property
    def waived(self) -> int:
        """The number of waived findings."""
        return sum(finding.waiver is not None for finding in self.findings)

    @cached_property
    def known(self) -> int:
        """The number of findings that are already in the baseline."""
        return sum(finding.known for finding in self.findings)

    @cached_property
    def by_file(self) -> Mapping[str, Sequence[Finding]]:
        """The findings of each file: checked files first, then others, such as a list of waivers."""
        found = by_first((finding.place.file, finding) for finding in self.findings)
        return {**{file.path: [] for file in self.files}, **found}

    @cached_property
    def groups(self) -> Mapping[str, tuple[Group, ...]]:
        """The findings of each file in groups, in the order of their first findings."""
        return {path: grouped(findings) for path, findings in self.by_file.items()}

    @cached_property
    def rows(self) -> Ledger:
        """The ledgers of all files, added up."""
        return Ledger(*map(sum, zip((0, 0, 0, 0, 0), *(file.rows for file in self.files), strict=True)))


def validation(checked: Checked, changes: Changes | None = None) -> Validation:
    """Build the ledger of each file from its rows and findings."""
    edition, submissions, findings, *_ = checked
    aside = set_aside(submissions, findings)
    faulty = {key.file for key in aside}
    files: list[CheckedFile] = []
    for each in submissions:
        read = each.submission
        updates = [(table, row) for table, row in read.rows if row.kind is RowKind.UPDATE]
        keys = (RowKey.of(each, table, row) for table, row in updates if read.path in faulty)
        kept_out = sum(key in aside for key in keys)
        rows = Ledger(
            seen=len(read.rows),
            updates=len(updates) - kept_out,
            blank=sum(table.blank for table in read.tables),
            skipped=len(read.rows) - len(updates),
            set_aside=kept_out,
        )
        nil = (read.nil.because or "no reason was given.") if read.nil else ""
        files.append(CheckedFile(read.path, read.sha256, each.agency, read.readable, rows, nil))
    return Validation(edition, submissions, tuple(files), findings, changes)
