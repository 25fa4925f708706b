"""What agencies reported in the period before, under the actions that it counts towards today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from poatool.framework.edition import Edition
from poatool.submissions.blank.model import LastTime
from poatool.submissions.interpret import Interpreted, Update


def last_time(earlier: Mapping[str, Sequence[Interpreted]], edition: Edition) -> Mapping[str, Mapping[str, LastTime]]:
    """The latest of some earlier periods by agency and action.

    Args:
        earlier: submissions by period, the earliest first.
        edition: the framework as the new period has it; what was reported on an action that has since been
            incorporated stands under those that took it in.
    """
    found: dict[str, dict[str, list[Update]]] = defaultdict(lambda: defaultdict(list))
    latest = list(earlier.values())[-1:]
    for submission in (submission for submissions in latest for submission in submissions):
        for update in submission.updates:
            for agency in update.agencies:
                for code in _today(update, edition):
                    found[agency][code].append(update)
    return {
        agency: {code: _together(updates, edition) for code, updates in by_code.items()}
        for agency, by_code in found.items()
    }


def _today(update: Update, edition: Edition) -> tuple[str, ...]:
    standings = [edition.by_code.get(edition.other_codes.get(code, code)) for code in update.codes]
    return tuple(dict.fromkeys(code for standing in standings if standing for code in standing.counts_under))


def _together(updates: Sequence[Update], edition: Edition) -> LastTime:
    statuses = dict.fromkeys(update.status for update in updates if update.status)
    labels = [edition.framework.status_by_id[status].label for status in statuses]
    return LastTime("\n".join(labels), "\n\n".join(dict.fromkeys(u.progress for u in updates if u.progress)))
