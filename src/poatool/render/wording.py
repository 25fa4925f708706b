"""The sentences that every format shares, so that a report says the same thing wherever it is read."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from poatool import __version__
from poatool.framework.edition import ActionStanding, Edition, Standing
from poatool.reports.model import ActionCoverage, ActionState, Coverage, SourceRow, YearEndReport
from poatool.text import counted, listed, spelled
from poatool.workbooks.addresses import column_letter

_LINK_TEXT = 72
_LENGTHS = {"annual": range(360, 372), "half-yearly": range(180, 186), "quarterly": range(89, 94)}
"""What reports on periods of so many days are called."""


def percentage(percent: float | None) -> str:
    """A percentage to one decimal with a no-break space, or a dash of nothing."""
    return "–" if percent is None else f"{percent:.1f}\u00a0%"


def reported_as(code: str) -> str:
    """How an update says that it came in under an action since incorporated."""
    return f"reported as Action {code}"


def action_line(standing: ActionStanding) -> str:
    """An action's text as it is printed; where it went, if it is no longer reported on by itself."""
    match standing.standing:
        case Standing.INCORPORATED if standing.into:
            into = listed([f"Action {code}" for code in standing.into])
            return f"Action {standing.code} has been incorporated into {into}. ({standing.text})"
        case Standing.WITHDRAWN:
            return f"Action {standing.code} has been withdrawn. ({standing.text})"
        case Standing.NOT_YET:
            return f"{standing.text} (Not yet in force in this period.)"
        case _:
            return standing.text


def state(action: ActionCoverage, edition: Edition) -> str:
    """How an action stands in a table of coverage; where it went, if it was incorporated."""
    match action.state:
        case ActionState.REPORTED:
            return "Reported"
        case ActionState.NIL:
            return "Nothing to report"
        case ActionState.UNREPORTED:
            return "Not reported on"
        case ActionState.INCORPORATED:
            return f"Incorporated into {listed(edition.by_code[action.code].into)}"
        case ActionState.NOT_IN_FORCE:
            return "Not in force"


def period_name(edition: Edition) -> str:
    """The label of the edition's period."""
    return edition.period.id if edition.period else "latest"


def report_title(edition: Edition) -> str:
    """What a report is called: for a year, in the words that the public page uses for a year's block."""
    if edition.period is None:
        return "Implementation report"
    days = (edition.period.end - edition.period.start).days + 1
    kind = next((name for name, length in _LENGTHS.items() if days in length), "")
    return f"{kind} implementation report".strip().capitalize() + f" {edition.period.id}"


def coverage_title(edition: Edition) -> str:
    """What a coverage table is called."""
    return f"Coverage {edition.period.id}" if edition.period else "Coverage"


def method(report: YearEndReport) -> tuple[str, ...]:
    """How a report was made, in a few sentences."""
    files = counted(report.readable, "file")
    aside = len(report.set_aside)
    kept_out = (
        f"{counted(aside, 'entry was', 'entries were')} set aside until corrected and "
        f"{'is' if aside == 1 else 'are'} not counted here."
    )
    return (
        f"This report was compiled with poatool {__version__} from {files} that agencies sent in.",
        f"It publishes {counted(len(report.sources), 'update')}, each in its agency’s words.",
        "Each can be traced to its file, sheet and row.",
        *([kept_out] if aside else []),
        "An action counts as reported on when at least one agency described progress on it.",
        "Actions that were incorporated into another, or that were not yet in force, are not counted.",
    )


def totals(coverage: Coverage) -> str:
    """The coverage in one line: how many actions in force were reported on, answered with nil, and neither."""
    when = f" in {coverage.edition.period.id}" if coverage.edition.period else ""
    return (
        f"{coverage.reported} of {counted(coverage.in_force, 'action')} in force{when} "
        f"{'was' if coverage.reported == 1 else 'were'} reported on ({percentage(coverage.percent)}); "
        f"{counted(coverage.nil, 'nil return')}; {coverage.unreported} unreported"
    )


def share_reported(coverage: Coverage) -> str:
    """The coverage as a sentence for the public page."""
    when = f" in {coverage.edition.period.id}" if coverage.edition.period else ""
    return (
        f"{coverage.reported} of the {counted(coverage.in_force, 'action')} in force{when} "
        f"{'was' if coverage.reported == 1 else 'were'} reported on ({percentage(coverage.percent)})."
    )


def file_name(path: str) -> str:
    """The name of a file without its folders, whichever way these are written, as it is shown."""
    return spelled(PurePosixPath(path.replace("\\", "/")).name)


def source_text(source: SourceRow) -> str:
    """Where an update comes from: file name, sheet and row, and of forms side by side the column."""
    sheet = [f"sheet {source.sheet}"] if source.sheet is not None else []
    column = [f"column {column_letter(source.lane)}"] if source.lane is not None else []
    return ", ".join([file_name(source.file), *sheet, f"row {source.row}", *column])


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https address that may be made a link."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(c.isspace() for c in text)


def link_text(address: str) -> str:
    """An address as it reads in a sentence: without its scheme, and not too long."""
    plain = address.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return plain if len(plain) <= _LINK_TEXT else f"{plain[: _LINK_TEXT - 1]}…"
