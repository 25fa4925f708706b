"""Statuses with a remark behind them, as in `Under way (75%)` or `Ongoing; on hold until March`."""

from __future__ import annotations

from typing import NamedTuple

from poatool.framework.model import Framework
from poatool.framework.names.folding import fold
from poatool.framework.names.statuses import status, takes_back
from poatool.text import lazy_pattern

_BEGINS = lazy_pattern(r"\s*[(\[{?–—:;,/\n]|\s+-|-\s|\.\s")
_LONGEST_STATUS = 100
_AROUND = " \t\n–—:;,/.-"


class Remarked(NamedTuple):
    """A known status as it was written, and the remark behind it.

    `meant` are the ids of what it may mean: the status alone, or several where the remark names others too.
    `doubtful`: the remark may take back what the status says, as in `Completed: no`.
    """

    written: str
    remark: str
    meant: tuple[str, ...]
    doubtful: bool


def remarked(framework: Framework, text: str) -> Remarked | None:
    """The status that a cell begins with, and the remark behind it; None where it begins with no status."""
    for begin in _BEGINS.finditer(text, 0, _LONGEST_STATUS):
        written, remark = text[: begin.start()].strip(), text[begin.start() :].strip(_AROUND)
        if remark and (ids := status(framework, written).ids):
            doubtful = takes_back(remark, framework.status_by_id[ids[0]])
            return Remarked(written, remark, tuple(dict.fromkeys((*ids, *_named(framework, remark)))), doubtful)
    return None


def _named(framework: Framework, remark: str) -> tuple[str, ...]:
    """The statuses that a remark names."""
    words = f" {fold(remark)} "
    return tuple(
        each.id
        for each in framework.statuses
        if any(f" {fold(name)} " in words for name in (each.label, *each.aliases))
    )
