"""The proofs that agencies see."""

from collections.abc import Iterable, Mapping

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
