"""Update ids, such as `2022-mbie-1-3-5`: the name of an update in every format of a report."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from poatool.framework.model import Framework
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Row, Table
from poatool.text import by_first, lazy_pattern

HASH_DIGITS = 4  # how many hexadecimal digits of a hash are added if another update has the same agency and actions
HASH = lazy_pattern(rf"\.([0-9a-f]{{{HASH_DIGITS}}})(?:-\d+)?$")
"""The end of an id with a hash: `.3f2a`, or `.3f2a-2` if the texts are also equal."""

LATER = "-later"  # the end of the id of an update in later returns; without it, a counted update may have the same id


class RowKey(NamedTuple):
    """A row by its file, sheet (None in CSV) and number; `lane` is the column of a form that is beside others."""

    file: str
    sheet: str | None
    row: int
    lane: int | None = None

    @classmethod
    def of(cls, interpreted: Interpreted, table: Table, row: Row) -> "RowKey":
        """The key of a row."""
        return cls(interpreted.submission.path, table.sheet, row.number, table.lane)


def update_ids(interpreted: Iterable[Interpreted]) -> Mapping[RowKey, str]:
    """The id of each update that names an agency and an action: its period, first agency and actions.

    If several updates share all three, each gets `.` and a hash of its texts as sent, so that their order does not
    matter. If the texts are also equal, the updates are numbered.
    """
    sent = ((each, update) for each in interpreted for update in each.updates if update.codes and update.agencies)
    alike = by_first(
        (id_of(each.edition.period_id or "latest", update.agencies[0], *update.codes), (each, update))
        for each, update in sent
    )
    ids: dict[RowKey, str] = {}
    taken: Counter[str] = Counter()
    for base, updates in alike.items():
        for each, update in updates:
            digest = sha256("\n".join(update.as_sent.values()).encode("utf-8", "replace")).hexdigest()
            name = base if len(updates) == 1 else f"{base}.{digest[:HASH_DIGITS]}"
            taken[name] += 1
            ids[RowKey.of(each, update.table, update.row)] = name if taken[name] == 1 else f"{name}-{taken[name]}"
    return ids


def id_of(*parts: str) -> str:
    """Join parts into an id in lower case, with hyphens between and within them."""
    return "-".join(re.sub(r"[^\w.]+", "-", part).lower() for part in parts)


def period_of(update: str, plan: Framework) -> str | None:
    """The period at the beginning of an update id, if there is one."""
    ids = (each.id for each in plan.periods if update.strip().lower().startswith(id_of(each.id, "")))
    return max(ids, key=len, default=None)
