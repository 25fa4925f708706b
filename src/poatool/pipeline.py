"""All the steps in one place: find → read → interpret → decide → check → waive. Reports come after these."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from poatool import processes
from poatool.decisions.waivers import Settled, apply_waivers
from poatool.findings.context import Context
from poatool.findings.model import Finding, Waiver
from poatool.framework.edition import Edition, as_of
from poatool.processes import Watch
from poatool.rules import KEEPING_OUT, RULES, checking
from poatool.rules.checking import Found
from poatool.rules.registry import Batch
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import Interpreted, Update, interpret
from poatool.submissions.model import Submission
from poatool.submissions.owners import Owner
from poatool.submissions.read import naming_part, read as read_workbook, read_files
from poatool.submissions.sent import Sent
from poatool.submissions.sources import LeftAlone, Reason, Source, named_in_part
from poatool.submissions.stated import period_of_path, stated_period
from poatool.submissions.versions import latest, without_own
from poatool.workbooks.limits import DEFAULT, Limits

if TYPE_CHECKING:  # loaded only if there are decisions
    from poatool.decisions.model import AssessedStatus, Decision, Decisions, Ruling
    from poatool.submissions.sent import KeptBack


class Submissions(NamedTuple):
    """Submissions, what their rows mean in one edition of the plan, and the decisions that apply to them."""

    edition: Edition
    submissions: tuple[Interpreted, ...]
    in_part: bool = False  # the user named some files of a folder, so missing files do not matter
    left_alone: tuple[LeftAlone, ...] = ()  # read, but not counted: poatool's own, old, or left out by a decision
    decisions: "Decisions | None" = None
    applied: "tuple[Decision, ...]" = ()  # the decisions that left a file out
    known: Mapping[Interpreted, Found] = {}  # what rules found in each file as it was read


class Earlier(NamedTuple):
    """Submissions of earlier periods by period id, earliest first; what templates asked; and files of no known period.

    `kept_back` holds the digests of updates that were withheld under an earlier plan.
    """

    by_period: Mapping[str, Submissions]
    not_counted: tuple[Submission, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    sent: Mapping[str, Sent] = {}
    kept_back: "Sequence[KeptBack]" = ()


class Checked(NamedTuple):
    """The submissions of a period, as decisions changed them, and all findings in them, in reading order."""

    edition: Edition
    submissions: tuple[Interpreted, ...]
    findings: tuple[Finding, ...]
    rulings: "tuple[Ruling, ...]" = ()  # the decisions for the period, each with its state
    not_expected: Mapping[tuple[str, str | None], str] = {}  # why, by agency and action; None stands for any action
    assessed: Mapping[str, "AssessedStatus"] = {}  # the decisions on statuses, by action


def read(  # noqa: PLR0913, PLR0917 - what to read, how, and with what
    sources: Iterable[Source],
    edition: Edition,
    limits: Limits | None = None,
    decisions: "Decisions | None" = None,
    codes: Collection[str] | None = (),
    watch: Watch = iter,
) -> Submissions:
    """Read each file, or each workbook in a zip, and interpret its rows in this edition. No file raises an error.

    `codes` and `watch` are as in `api.read_submissions`. Files for other periods are kept: rules report them.
    """
    evidence = Evidence(edition)
    files = [(source, evidence) for source in sources]
    found = _read_and_check_each(files, limits, codes, watch)
    kept, outputs = without_own(found)
    outputs += [LeftAlone(each.submission.path, Reason.OWN) for each in kept if each.submission.published is not None]
    counting = _keep_counted([each for each in kept if each.submission.published is None], edition, decisions, outputs)
    return counting._replace(in_part=named_in_part([source for source, _ in files]), known=found)


def _read_and_check_each(
    files: Sequence[tuple[Source, Evidence]], limits: Limits | None, codes: Collection[str] | None, watch: Watch = iter
) -> dict[Interpreted, Found]:
    """Read each file, interpret its rows, and run rules over it; another process sends back no plan, as it is large."""
    rules = [rule for rule in RULES if codes is None or rule.code in codes]

    def read_one(file: tuple[Source, Evidence]) -> list[tuple[Submission, Owner | None, tuple[Update, ...], Found]]:
        read = (interpret(each, file[1].edition) for each in read_files(*file, limits or DEFAULT))
        return [(each.submission, each.owner, each.updates, checking.check_file(each, rules)) for each in read]

    return {
        Interpreted(submission, evidence.edition, owner, updates): found
        for (_, evidence), read in zip(files, processes.map_files(read_one, files, watch), strict=True)
        for submission, owner, updates, found in read
    }


def _keep_counted(
    read: Sequence[Interpreted], edition: Edition, decisions: "Decisions | None", outputs: Iterable[LeftAlone] = ()
) -> Submissions:
    """The submissions that count: those that decisions chose or, without a decision, the latest versions."""
    replaced: tuple[LeftAlone, ...] = ()
    applied: tuple[Decision, ...] = ()
    if decisions:
        from poatool.decisions.applying import choose

        read, replaced, applied = choose(read, decisions)
    counting, old = latest(read)
    return Submissions(edition, counting, left_alone=(*outputs, *replaced, *old), decisions=decisions, applied=applied)


def read_earlier(  # noqa: PLR0913 - what to read, how, and of which periods
    sources: Iterable[Source],
    edition: Edition,
    limits: Limits | None = None,
    decisions: "Decisions | None" = None,
    *,
    with_this: bool = False,
    otherwise: str | None = None,
) -> Earlier:
    """Read submissions of periods before the edition's; each row is read against the plan of its own period.

    A file's period is what the file says, or else what its path says, or else `otherwise`. Files for a later period are
    left out, and so are files for this period unless `with_this`. Unreadable files of earlier periods, and files
    without a period, go into `not_counted`. Each file is read for the period in its path, and again if its content
    names another period. Rules that keep rows out run over each file as it is read.
    """
    plan = edition.framework

    @cache
    def evidence(period: str | None) -> Evidence:
        return Evidence(as_of(plan, plan.period_by_id[period] if period else None))

    labels = ((source, period_of_path(naming_part(source.shown_as, source.given), plan)) for source in sources)
    found = _read_and_check_each([(source, evidence(label)) for source, label in labels], limits, KEEPING_OUT)
    kept, outputs = without_own(found)
    periods: dict[str, list[Interpreted]] = defaultdict(list)
    not_counted: list[Submission] = []
    for each in kept:
        submission = each.submission
        period = stated_period(submission, plan) or otherwise
        wanted = with_this and period == edition.period_id
        if period is None or not (submission.readable or wanted):
            not_counted.append(submission)
        elif wanted or edition.period is None or plan.period_by_id[period].start < edition.period.start:
            again = evidence(period) if each.edition is not evidence(period).edition else None
            if again and not (submission.nil or submission.published):
                submission = read_workbook(submission.workbook, again, submission.naming_part)
            periods[period].append(interpret(submission, again.edition) if again else each)
    in_time = sorted(periods, key=lambda period: plan.period_by_id[period].start)
    counting = ((period, _keep_counted(periods[period], evidence(period).edition, decisions)) for period in in_time)
    by_period = {period: then._replace(known=found) for period, then in counting}
    older = (left for then in by_period.values() for left in then.left_alone)
    return Earlier(by_period, tuple(not_counted), (*outputs, *older))


def check(
    read: Submissions,
    *,
    codes: Collection[str] | None = None,
    previous: Sequence[Interpreted] = (),
    waivers: Sequence[Waiver] = (),
    limits: Limits | None = None,
) -> Checked:
    """Run the rules over submissions of one period, with the decisions on them; see `api.check`."""
    period, settled = read.edition.period_id, Settled(read.submissions)
    if read.decisions is not None:
        from poatool.decisions.applying import rulings, settle

        settled = settle(read.submissions, read.decisions, period, in_part=read.in_part)
    submissions, accepted = settled.submissions, (*waivers, *settled.accepted)
    around, end = Context(submissions), read.edition.period.end if read.edition.period else None

    def judged(found: Iterable[Finding]) -> tuple[Finding, ...]:
        return apply_waivers(tuple(settled.adjusted([*found])), accepted, around, codes, end)

    batch = Batch(read.edition, submissions, tuple(previous), read.in_part, (), settled)
    rules = [rule for rule in RULES if codes is None or rule.code in codes]
    findings = judged(checking.check(batch, rules, (limits or DEFAULT).findings, judged, read.known))
    if read.decisions is None:
        return Checked(read.edition, submissions, findings)
    every = (*findings, *settled.findings)
    ruled = rulings(read.decisions, period, settled, every, read.applied)
    return Checked(read.edition, submissions, every, ruled, settled.not_expected, settled.assessed)
