"""Interpreted submissions made by hand, for tests of the steps after reading: a small plan, and rows on its actions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from poatool.decisions.model import AssessedStatus, Ruling, State
from poatool.findings.context import Changes
from poatool.findings.model import Finding, Place, Severity
from poatool.framework.edition import Edition, as_of
from poatool.framework.load import examine
from poatool.framework.model import Framework
from poatool.framework.names.matching import Names
from poatool.framework.reference.resolve import resolve
from poatool.pipeline import Checked
from poatool.render.formats import REPORT_FORMATS, report_files
from poatool.reports import coverage as coverages, validation as validations, year_end as year_ends
from poatool.reports.coverage_model import Coverage
from poatool.reports.validation import Validation
from poatool.reports.year_end_model import YearEndReport
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Cells, Origin, Row, RowKind, Scoped, Submission, Table
from poatool.submissions.owners import Owner
from poatool.submissions.sent import NOTHING_SENT, Sent
from poatool.submissions.statements.scope import Level
from poatool.workbooks.model import RawCell, Trouble, Unreadable, Workbook

COLUMNS = ("action", "agency", "status", "progress", "next_steps", "evidence")


def _plan() -> Framework:
    framework, faults = examine(Path(__file__).with_name("small.yaml").read_bytes())
    assert framework, faults
    return replace(framework, sha256="f" * 64)


FRAMEWORK = _plan()


@cache
def edition(period: str = "2022") -> Edition:
    return as_of(FRAMEWORK, FRAMEWORK.period_by_id[period])


@dataclass(frozen=True)
class Line:
    """A row as it would be typed; `action` holds codes separated by commas, `agencies` published codes."""

    action: str
    progress: str = ""
    agencies: tuple[str, ...] = ()
    status: str | None = None
    next_steps: str = ""
    evidence: tuple[str, ...] = ()
    nil: bool = False


def interpreted(
    file: str, agency: str | None, lines: Sequence[Line], *, period: str = "2022", sheet: str | None = "Updates"
) -> Interpreted:
    """A submission with one table: its headings in row 1, the agency in H1, the lines from row 2 on."""
    in_edition = edition(period)
    rows = tuple(_row(file, sheet, number, line) for number, line in enumerate(lines, 2))
    table = Table(sheet=sheet, header_row=1, headings=(), rows=rows)
    submission = Submission(file, Workbook(file, _checksum(file), "xlsx", ()), (table,))
    said = Scoped("agency", agency or "", Level.LABEL, Cell(file, sheet, 1, 8, agency or "")) if agency else None
    owner = Owner(Names(said.text, (said.text,)), agency, said) if said else None
    updates = tuple(_update(table, row, line, said, in_edition) for row, line in zip(rows, lines, strict=True))
    return Interpreted(submission, in_edition, owner, updates)


def assessed(action: str, status: str) -> Ruling:
    """The status of an action as the lead decided."""
    source = Place("decisions.yaml", row=1)
    made = AssessedStatus(by="The lead", because="Seen.", period="2022", source=source, action=action, status=status)
    return Ruling(made, State.APPLIED)


def unreadable(file: str, period: str = "2022") -> Interpreted:
    broken = Unreadable(file, Trouble.DAMAGED, "It is damaged.", "Send it again.", _checksum(file))
    return Interpreted(Submission(file, broken), edition(period), None, ())


def error(file: str, row: int | None = None, *, sheet: str | None = "Updates", code: str = "ACT201") -> Finding:
    """An error in column A of a row, or on a whole sheet or file."""
    place = Place(file, sheet, row, "A" if row else None)
    return Finding(code, "a-rule", Severity.ERROR, "What is wrong.", "What to do.", place)


def _checked(
    submissions: Iterable[Interpreted], findings: Iterable[Finding], plan: Edition, rulings: Sequence[Ruling] = ()
) -> Checked:
    assessed = {e.decision.action: e.decision for e in rulings if isinstance(e.decision, AssessedStatus)}
    return Checked(plan, tuple(submissions), tuple(findings), tuple(rulings), assessed=assessed)


def year_end(
    submissions: Iterable[Interpreted],
    findings: Iterable[Finding],
    plan: Edition,
    earlier: Sequence[YearEndReport] = (),
    rulings: Sequence[Ruling] = (),
) -> YearEndReport:
    return year_ends.year_end(_checked(submissions, findings, plan, rulings), earlier)


def coverage(
    submissions: Iterable[Interpreted],
    findings: Iterable[Finding],
    plan: Edition,
    history: Mapping[str, Coverage] | None = None,
    sent: Sent = NOTHING_SENT,
) -> Coverage:
    return coverages.coverage(_checked(submissions, findings, plan), [*(history or {}).values()], sent)


def validation(
    submissions: Iterable[Interpreted], findings: Iterable[Finding], plan: Edition, changes: Changes | None = None
) -> Validation:
    return validations.validation(_checked(submissions, findings, plan), changes)


def _checksum(file: str) -> str:
    return f"{sum(file.encode()):064x}"


def _row(file: str, sheet: str | None, number: int, line: Line) -> Row:
    written = (line.action, ", ".join(line.agencies), line.status or "", line.progress, line.next_steps, *line.evidence)
    cells = {
        column: RawCell(number, place, text, text)
        for place, (column, text) in enumerate(zip(COLUMNS, written, strict=False), 1)
        if text
    }
    return Row(number, RowKind.UPDATE, Cells(Origin(file, sheet), cells), RawCell(number, 1, line.action, line.action))


def _update(table: Table, row: Row, line: Line, said: Scoped | None, in_edition: Edition) -> Update:
    return Update(
        table=table,
        row=row,
        references=resolve(in_edition, line.action),
        named_agencies=Names(", ".join(line.agencies), line.agencies) if line.agencies else None,
        agencies=line.agencies or ((said.text,) if said else ()),
        scoped=None if line.agencies else said,
        named_status=None,
        status=line.status,
        nil=line.nil,
        texts={name: text for name in ("progress", "next_steps") if (text := getattr(line, name))},
        links={"evidence": line.evidence} if line.evidence else {},
    )


def made(name: str, report: YearEndReport, *, show_status: bool = True) -> bytes:
    """A report in one of its formats."""
    file, *_ = REPORT_FORMATS[name]
    return report_files(report, [file], show_status=show_status)[file.path]
