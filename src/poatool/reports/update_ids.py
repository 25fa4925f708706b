"""An update's id, such as `2022-mbie-1-3-5`: its name in every format of a report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256

from poatool.framework.edition import Edition
from poatool.reports.set_aside import RowKey
from poatool.submissions.interpret import Interpreted, Update

_DIGITS = 4
"""Hexadecimal digits of a text's hash in the ids of several updates of one agency on the same actions."""


def update_ids(counted: Iterable[tuple[Interpreted, Update]], edition: Edition) -> Mapping[RowKey, str]:
    """The id of each update by its row: its period, its first agency and its actions.

    Several with the same get `.` and the hash of their texts, whatever their order; those with the same texts too are
    numbered.
    """
    alike: defaultdict[str, list[tuple[RowKey, Update]]] = defaultdict(list)
    for each, update in counted:
        alike[_base(update, edition)].append((RowKey.of(each, update.table, update.row), update))
    ids: dict[RowKey, str] = {}
    taken: Counter[str] = Counter()
    for base, updates in alike.items():
        for key, update in updates:
            name = base if len(updates) == 1 else f"{base}.{_hash(update)}"
            taken[name] += 1
            ids[key] = name if taken[name] == 1 else f"{name}-{taken[name]}"
    return ids


def _base(update: Update, edition: Edition) -> str:
    period = edition.period.id if edition.period else "latest"
    return "-".join(re.sub(r"[^\w.]+", "-", part).lower() for part in (period, update.agencies[0], *update.codes))


def _hash(update: Update) -> str:
    return sha256("\n".join(update.texts.values()).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
