"""What came in for a period: who sent a return, what it answers on each action, and who is expected to answer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from poatool.findings.model import Aside, Finding, Place
from poatool.framework.edition import ActionStanding, Edition
from poatool.framework.reference.resolve import mentions
from poatool.reports.coverage_model import LeftOut
from poatool.reports.states import AgencyAnswer, Reason
from poatool.rules.updates.progress import LONGEST, only_points
from poatool.submissions.evidence.told import reports_finished_work
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.sent import Sent
from poatool.submissions.update_ids import RowKey


def answer(update: Update, edition: Edition) -> AgencyAnswer:
    """Classify an update by whether it reports progress.

    A nil return reports none. A status such as “Not started” reports none either, unless the text describes finished
    work. After such an answer the agency is not missing, but the action is still a gap. A text that only points to
    other actions (`See Action 6`) does not report on its own action, whatever status is beside it.
    """
    if update.nil:
        return AgencyAnswer.NIL
    if points_to(update, edition):
        return AgencyAnswer.POINTER
    idle = update.status is not None and not edition.framework.status_by_id[update.status].progress
    return AgencyAnswer.NIL if idle and not reports_finished_work(update.progress) else AgencyAnswer.REPORTED


def points_to(update: Update, edition: Edition) -> tuple[str, ...]:
    """The actions that `See Action 6` points to; empty if the progress of the update says anything else."""
    text = update.progress
    if not text or len(text) > LONGEST or not (cited := mentions(edition, text)):
        return ()
    rest = text
    for mention in cited:
        rest = rest.replace(mention.text, "")
    return tuple(dict.fromkeys(c for m in cited for c in m.references.codes)) if only_points(rest) else ()


def expectations(
    standing: ActionStanding, edition: Edition, sent: Sent, last_period: Iterable[str]
) -> Mapping[str, Reason]:
    """The agencies expected to report on an action in force, in the framework's order, each with the reason.

    The first of these reasons that applies is given: the agency leads the action, supports it, was asked about it in
    its template (`sent`), or, when the action was last in force, answered for it or left it unanswered (`last_period`).
    """
    reasons: dict[str, Reason] = {}
    under = {standing.code, *edition.incorporated[standing.code]}
    for reason, agencies in (
        (Reason.LEAD, standing.action.lead),
        (Reason.SUPPORT, standing.action.supporting),
        (Reason.SENT, [agency for agency, codes in sent.items() if not under.isdisjoint(codes)]),
        (Reason.LAST_PERIOD, last_period),
    ):
        for agency in agencies:
            if agency in edition.framework.agency_by_code:
                reasons.setdefault(edition.published_as(agency), reason)
    return {agency: reasons[agency] for agency in edition.agencies if agency in reasons}


class Received:
    """What agencies sent on an action: the updates that count, by answer, and those set aside, with their errors.

    `nil_returns` gives the reasons of the nil returns that answer for the action, by the agency or unit that sent them.
    """

    def __init__(self, nil_returns: Mapping[str, str]) -> None:
        self.counting: dict[AgencyAnswer, list[Update]] = {answer: [] for answer in AgencyAnswer}
        self.aside: list[tuple[Update, Sequence[Finding]]] = []
        self.nil_returns = nil_returns


def received(
    interpreted: Sequence[Interpreted], aside: Aside, edition: Edition, nil_returns: Mapping[str, str]
) -> Mapping[str, Received]:
    """What was received on each action, by its code; `nil_returns` has reasons by sender."""
    found: defaultdict[str, Received] = defaultdict(lambda: Received(nil_returns))
    for each in interpreted:
        for update in each.updates:
            why = aside.get(RowKey.of(each, update.table, update.row)) if aside else None
            counted = answer(update, edition) if why is None else None
            # A second paragraph of next steps, for instance, only adds to the answer above it.
            only_adds = update.row.continues is not None and not update.progress and update.status is None
            for code in update.codes:
                if counted is None:
                    found[code].aside.append((update, why or ()))
                elif not only_adds:
                    found[code].counting[counted].append(update)
    return found


_OTHER_PERIOD_RULES = {"ALL605", "WBK115", "WBK117"}  # the rules that find rows of another period


def senders(interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: Aside) -> Iterator[str]:
    """The agencies that sent a file for the period; if a file names no agency, the agencies that its updates name.

    Templates without answers and files for another period do not count; files with unreadable sheets do.
    """
    faulty = {f.place.file for f in findings if f.counts_as_error and f.place.row is None}
    others = {row for row, why in aside.items() if any(finding.code in _OTHER_PERIOD_RULES for finding in why)}
    for each in interpreted:
        rows = ((update, others and RowKey.of(each, update.table, update.row) in others) for update in each.updates)
        of_period = [update for update, of_another in rows if not of_another]
        unread = not each.updates and bool(each.submission.sheets) and each.submission.path in faulty
        if each.agency is None:
            yield from (agency for update in of_period for agency in update.agencies)
        elif of_period or unread:
            yield each.agency


def left_out(interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: Aside) -> Iterator[LeftOut]:
    """The files that do not count in full."""
    rows = Counter(key.file for key in aside)
    whole = {f.place.file: f.message for f in findings if f.counts_as_error and f.place == Place(f.place.file)}
    for path in (each.submission.path for each in interpreted):
        if rows[path] or path in whole:
            yield LeftOut(path, rows[path], whole.get(path, ""))
