"""The proofs that agencies see, and who has cleared them."""

from collections.abc import Iterable, Mapping

from poatool.decisions.model import Clearance, Ruling
from poatool.framework.edition import Edition
from poatool.reports.coverage_model import Coverage
from poatool.reports.year_end_model import ReportedUpdate, YearEndReport


def proofs(report: YearEndReport) -> Mapping[str, YearEndReport]:
    """For each agency in a report, in the plan's order, a report with only that agency's part, later news included.

    What is not published goes only to the agency whose file it is in, or, if nothing says whose that is, to those in
    its row: one agency's unpublished words are not for another.
    """
    later = [each for then in report.since_then if then.period == report.period for each in then.actions]
    by_code = {each.code: each.updates for each in later}
    actions = (each._replace(updates=(*each.updates, *by_code.get(each.code, ()))) for each in report.actions)
    report = report._replace(actions=tuple(actions))
    senders = {each.submission.path: (each.agency,) for each in report.submissions if each.agency}
    withheld = [(each, senders.get(each.source.file, each.agencies)) for each in report.withheld]
    aside = [(each, senders.get(each.file, (each.agency,))) for each in report.set_aside]
    nil = {each.code for each in report.coverage.agencies if each.nil_return}
    named = {agency for update in report.updates for agency in update.agencies}
    agencies = {agency for _, to in (*withheld, *aside) for agency in to if agency} | named | nil
    return {
        agency: report._replace(
            actions=tuple(each._replace(updates=_updates_of(agency, each.updates)) for each in report.actions),
            withheld=tuple(each for each, to in withheld if agency in to),
            set_aside=tuple(each for each, to in aside if agency in to),
        )
        for agency in report.edition.framework.in_order(agencies)
    }


def _updates_of(agency: str, updates: Iterable[ReportedUpdate]) -> tuple[ReportedUpdate, ...]:
    return tuple(update for update in updates if agency in update.agencies)


def uncleared(
    edition: Edition, covered: Coverage, rulings: Iterable[Ruling], later: Iterable[str], *, asked: bool
) -> tuple[str, ...]:
    """The agencies in a report and its `later` news that never cleared their texts; none if not `asked` nor any has."""
    cleared = {edition.published_as(each.decision.agency) for each in rulings if isinstance(each.decision, Clearance)}
    reported = {agency for each in covered.actions for agency in (*each.reported_by, *each.nil_by)}
    reported |= {*later} | {each.code for each in covered.agencies if each.nil_return}
    return edition.framework.in_order(reported - cleared) if asked or cleared else ()
