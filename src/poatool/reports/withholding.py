"""Decide which updates of a report are printed, and which are withheld."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from poatool.pipeline import Checked
from poatool.reports.reported import ReportedUpdate
from poatool.reports.year_end_model import YearEndReport
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.sent import KeptBack
from poatool.submissions.update_ids import LATER

Reported = tuple[Update, ReportedUpdate]


class Withholding(NamedTuple):
    """The updates to print, by agency in the plan's order, and those withheld; `shown` has submissions as printed.

    `kept_back` recognises what must not be printed later either: what is withheld, and what was before an edit.
    """

    printed: tuple[Reported, ...]
    withheld: tuple[ReportedUpdate, ...]
    kept_back: tuple[KeptBack, ...]
    shown: tuple[Interpreted, ...]


def withhold(
    checked: Checked, counting: Sequence[Reported], before: Sequence[KeptBack], since: YearEndReport | None
) -> Withholding:
    """Decide about each update that counts.

    It is withheld if a decision or an answer of its agency says so. It is also withheld, until a decision edits it, if
    it may repeat an update that is withheld or edited in this period or `before`, whoever sent it. If these are later
    returns, `since` is the report that they come after: nothing that is in it is printed or withheld again.
    """
    news, in_time, plan, period = counting, False, checked.edition.framework, checked.edition.period_id
    if since is not None:
        known = {each.said(since.period) for each in (*since.updates, *since.withheld)}
        news = [(u, r._replace(id=f"{r.id}{LATER}")) for u, r in counting if r.said(period) not in known]
        before, in_time = (*since.kept_back, *before), since.period == period
    decided = [reported.digests for _, reported in counting if reported.withheld or reported.is_edited]
    not_to_repeat = [*((each, in_time) for each in before), *((each, False) for each in decided)]

    def may_repeat(digests: KeptBack) -> bool:
        return any(digests.may_repeat(each, in_time=same) for each, same in not_to_repeat)

    undecided = [r for _, r in news if not_to_repeat and not (r.withheld or r.is_edited)]
    repeating = {reported.id for reported in undecided if may_repeat(reported.digests)}
    withheld = [reported for _, reported in news if reported.withheld or reported.id in repeating]
    printed = [each for each in news if not (each[1].withheld or each[1].id in repeating)]
    order = {agency.code: place for place, agency in enumerate(plan.agencies)}
    printed.sort(key=lambda each: order.get(each[1].agencies[0], len(order)))
    edited = [reported for _, reported in printed if reported.is_edited]
    hidden = {id(update) for update, _ in counting} - {id(update) for update, _ in printed}
    left = ((each, tuple(u for u in each.updates if id(u) not in hidden)) for each in checked.submissions)
    return Withholding(
        tuple(printed),
        tuple(withheld),
        kept_back=(*before, *(each.digests for each in (*withheld, *edited))),
        shown=tuple(replace(each, updates=updates) for each, updates in left),
    )
