"""poatool from Python: read agencies' submissions, check them, and make the reports, as the commands do.

>>> from poatool import api
>>> plan = api.load_framework()
>>> read = api.read_submissions(["examples/2022"], plan, "2022")
>>> checked = api.check(read)
>>> sorted({finding.place.file for finding in checked.findings if finding.counts_as_error})
['examples/2022/justice-with-mistakes.xlsx']

A function that cannot continue raises `poatool.errors.PoatoolError`, whose message says why and what to do. A fault in
a submission is a finding and raises no error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from poatool.framework.edition import Edition, as_of
from poatool.framework.load import load
from poatool.framework.model import Framework
from poatool.text import nearest, one_of

if TYPE_CHECKING:  # each function imports what it needs, so that looking up the plan loads no rules
    from poatool.decisions.model import Decisions
    from poatool.findings.model import Waiver
    from poatool.pipeline import Checked, Earlier, Submissions
    from poatool.processes import Watch
    from poatool.reports.closing import Closing
    from poatool.reports.coverage_model import Coverage
    from poatool.reports.year_end_model import YearEndReport
    from poatool.submissions.interpret import Interpreted
    from poatool.submissions.sent import Sent
    from poatool.submissions.sources import Found
    from poatool.workbooks.limits import Limits

AnyPath = str | PathLike[str]


def load_framework(path: AnyPath | None = None) -> Framework:
    """Load a plan from its framework file, or the bundled one.

    >>> load_framework().title
    'Plan of Action against Forced Labour, People Trafficking and Slavery 2020–25'

    Raises FrameworkError if there is no such file or it has faults; the message gives each fault's line and column.
    """
    return load(None if path is None else Path(path))


def edition_of(framework: Framework, period: str | None) -> Edition:
    """The plan as it stood in a period, or in its latest state.

    >>> edition_of(load_framework(), "2021").period.id
    '2021'

    Raises UsageError if the plan has no such period.
    """
    known = framework.period_by_id
    if period is None:
        return as_of(framework, None)
    names = {alias.casefold(): each.id for each in framework.periods for alias in each.aliases}
    meant = names.get(period.strip().casefold(), period)
    return as_of(framework, known[one_of(meant, known, "a reporting period of the plan")])


def agency_of(framework: Framework, name: str) -> str:
    """The code of an agency, found by its code or any of its names, in upper or lower case.

    >>> agency_of(load_framework(), "police")
    'NZP'

    Raises UsageError if the plan has no such agency.
    """
    from poatool.framework.names.agencies import agency_codes
    from poatool.framework.names.matching import fold

    codes = agency_codes(framework)
    likely = codes.get(nearest(fold(name), codes) or "", "")
    return codes.get(fold(name)) or one_of(name, framework.agency_by_code, "an agency of the plan", likely)


def read_submissions(  # noqa: PLR0913 - what to read, how, and with what
    paths: Sequence[AnyPath],
    framework: Framework,
    period: str | None,
    *,
    decisions: Decisions | None = None,
    limits: Limits | None = None,
    codes: Collection[str] | None = (),
    watch: Callable[[Found], Watch] | None = None,
) -> Submissions:
    """Read the submissions of a period.

    >>> read = read_submissions(["examples/2022/mfat.xlsx"], load_framework(), "2022")
    >>> read.submissions[0].agency, read.submissions[0].updates[0].codes
    ('MFAT', ('9',))

    `paths` are files and folders, in any order. Without a `period`, rows are read against the plan's latest state.
    `decisions` take effect in `check` and in the reports. A file that exceeds the `limits` is refused. `codes` selects
    rules to run on each file while reading; `check` does not run them again. `watch` gets the list of files before they
    are read, and returns a function, such as a progress bar, that passes on each result as it comes.

    Raises UsageError for an unknown period, and NothingToReadError if a path does not exist or there is no submission.
    """
    from poatool import pipeline
    from poatool.errors import NothingToReadError
    from poatool.submissions.sources import find

    edition, given = edition_of(framework, period), [fspath(path) for path in paths]
    found = find(given)
    read = pipeline.read(found.sources, edition, limits, decisions, codes, watch(found) if watch else iter)
    if not read.submissions and read.left_alone:
        raise NothingToReadError(
            f"{', '.join(given)}: there is no submission to read, only files written by poatool and templates without "
            f"answers, such as {read.left_alone[0].path}."
        )
    return read


def read_earlier(
    paths: Sequence[AnyPath],
    framework: Framework,
    period: str | None,
    *,
    decisions: Decisions | None = None,
    limits: Limits | None = None,
) -> Earlier:
    """Read submissions of earlier periods, for `check` and the reports to compare with.

    >>> list(read_earlier(["examples/2021"], load_framework(), "2022").by_period)
    ['2021']

    Raises UsageError if the plan has no such period, and NothingToReadError if a path does not exist or there is no
    submission. An empty list of paths is allowed.
    """
    from poatool import pipeline
    from poatool.submissions.sources import find

    sources = find([fspath(path) for path in paths]).sources if paths else ()
    return pipeline.read_earlier(sources, edition_of(framework, period), limits, decisions)


def check(
    read: Submissions,
    *,
    codes: Collection[str] | None = None,
    earlier: Earlier | None = None,
    waivers: AnyPath | Sequence[Waiver] | None = None,
    limits: Limits | None = None,
) -> Checked:
    """Run the rules over the submissions of a period; every finding has its file, sheet and cell.

    >>> read = read_submissions(["examples/2022"], load_framework(), "2022")
    >>> finding = check(read, codes={"ACT201"}).findings[0]
    >>> finding.place.file, finding.place.cell, finding.message
    ('examples/2022/justice-with-mistakes.xlsx', 'A9', '“29” is not an action of the plan.')

    `codes` selects the rules to run; None runs all. The submissions are compared with the latest of the `earlier`
    periods. `waivers` are waivers, or the path of a file that lists them. `limits` caps the findings that are listed
    for each rule in a file. Raises InputError if the waivers cannot be used.
    """
    from poatool import pipeline

    if isinstance(waivers, str | PathLike):
        from poatool.decisions.keys import ReadingContext
        from poatool.decisions.reading import read_waivers
        from poatool.rules import CODES

        waivers = read_waivers(Path(waivers), ReadingContext(CODES, read.edition.framework))
    before = list(earlier.by_period.values())[-1].submissions if earlier and earlier.by_period else ()
    return pipeline.check(read, codes=codes, previous=before, waivers=waivers or (), limits=limits)


def read_decisions(path: AnyPath, framework: Framework, named: str = "") -> Decisions:
    """Read a decisions.yaml: the decisions for this plan, for all periods.

    Messages show the file's path, unless `named` gives another name for it.

    >>> settled = read_decisions("examples/decisions.yaml", load_framework())
    >>> [(str(each.KIND), each.by) for each in settled.entries], len(settled.proposals)
    ([('status', 'Lead of the secretariat')], 1)

    Raises InputError if the file cannot be opened or has faults; the message names the line and column of each fault.
    """
    from poatool.decisions import reading
    from poatool.decisions.keys import ReadingContext
    from poatool.rules import CODES

    return reading.read_decisions(Path(path), ReadingContext(CODES, framework, named))


def year_end(
    checked: Checked,
    earlier: Earlier | None = None,
    sent: Sent | None = None,
    printed: Collection[str] = (),
    since_then: Earlier | None = None,
) -> YearEndReport:
    """Compile the year-end report: each action with its updates that have no errors; other updates are set aside.

    The report shows changes since the latest `earlier` period, and prints the updates of the periods in `printed`.
    Submissions in `since_then` are printed separately and not counted; files that are also in `checked` are left out.

    >>> report = year_end(check(read_submissions(["examples/2022"], load_framework(), "2022")))
    >>> [action.code for action in report.actions if not action.updates]
    ['13', '14', '20', '26', '28']
    """
    from poatool.reports import year_end as reports

    before = earlier_reports(earlier)
    shown = tuple(each for each in reversed(before) if each.edition.period_id in printed)
    report = reports.year_end(checked, before, sent or {}, kept_back=earlier.kept_back if earlier else ())
    return report.with_later_returns(earlier_reports(since_then, checked, report))._replace(earlier=shown)


def earlier_reports(
    earlier: Earlier | None, counted: Checked | None = None, since: YearEndReport | None = None
) -> tuple[YearEndReport, ...]:
    """The reports on earlier periods, earliest first, each compared with the reports before it.

    >>> [report.period for report in earlier_reports(read_earlier(["examples/2021"], load_framework(), "2022"))]
    ['2021']

    Files in `counted` are left out. With a report `since`, the files cover only returns that came after it.
    """
    from poatool.reports.year_end import year_end as made

    reports: list[YearEndReport] = []
    sent, kept_back = (earlier.sent, earlier.kept_back) if earlier else ({}, ())
    for period, then in _checked(earlier, counted):
        reports.append(made(then, reports, sent.get(period, {}), since, kept_back))
    return tuple(reports)


def coverage(checked: Checked, earlier: Earlier | None = None, sent: Sent | None = None) -> Coverage:
    """Find which actions in force were reported on, by whom, and which were not.

    >>> plan = load_framework()
    >>> checked = check(read_submissions(["examples/2022"], plan, "2022"))
    >>> found = coverage(checked, read_earlier(["examples/2021"], plan, "2022"))
    >>> found.in_force, [(each.code, each.last_reported) for each in found.actions if each.state == "incorporated"]
    (28, [('26', '2021')])
    """
    from poatool.reports import coverage as reports

    history: list[Coverage] = []
    for period, then in _checked(earlier):
        history.append(reports.coverage(then, history, earlier.sent.get(period, {}) if earlier else {}))
    return reports.coverage(checked, history, sent or {})


def closing(framework: Framework, earlier: Earlier, confirmed: AnyPath | None = None) -> Closing:
    """Close a plan: give each of its actions one final state, as confirmed or as its reports suggest.

    >>> plan = load_framework()
    >>> ended = closing(plan, read_earlier(["examples/2021", "examples/2022"], plan, None))
    >>> [(action.code, action.final.value) for action in ended.actions if action.code in ("8", "26")]
    [('8', 'continues'), ('26', 'incorporated')]

    `earlier` holds the submissions of every period. Raises InputError if `confirmed`, a closing.yaml, cannot be used.
    """
    from poatool.reports import closing as reports
    from poatool.workspace.records import read_closing

    edition = as_of(framework, None)
    known, states = earlier_reports(earlier), read_closing(Path(confirmed), edition) if confirmed is not None else {}
    closed = reports.closing(edition, [each.public for each in known], [each.coverage for each in known], states)
    return closed._replace(last=known[-1] if known else None)


def _checked(earlier: Earlier | None, counted: Checked | None = None) -> Iterator[tuple[str, Checked]]:
    from poatool import pipeline
    from poatool.rules import KEEPING_OUT

    checksums = {each.submission.sha256 for each in counted.submissions} if counted else ()
    before: Sequence[Interpreted] = ()
    for period, read in earlier.by_period.items() if earlier else ():
        decided = read.decisions.on_later_returns(counted.rulings) if counted and read.decisions else read.decisions
        if left := tuple(each for each in read.submissions if each.submission.sha256 not in checksums):
            own = read._replace(submissions=left, decisions=decided)
            yield period, pipeline.check(own, codes=KEEPING_OUT, previous=before)
        before = () if counted else read.submissions
