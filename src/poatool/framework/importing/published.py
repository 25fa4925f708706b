"""What a public page says was reported in a period: for each objective, the active agencies and key achievements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.importing.blocks import BlockKind, PageBlock
from poatool.framework.importing.text import footnote, last_updated
from poatool.framework.names.agencies import agencies
from poatool.framework.names.matching import fold
from poatool.text import lazy_pattern, listed, nearest

_ACTIVE = lazy_pattern(r"(?i)active agenc(?:y|ies)\s*[–—:-]\s*")
_ACHIEVEMENTS = lazy_pattern(r"(?i)key achievements?\s*[:–—-]?\s*")
_LABEL = lazy_pattern(r"(?i)(?:key )?actions?\s*:?")
# The length from which a heading may name an objective despite small differences.
_ALIKE_FROM, _ALIKE_TO = 20, 500
_MAX_GUESSES = 500  # the most headings of a page to compare with every objective, which takes time


class PublishedBlock(NamedTuple):
    """What was published on an objective, by its id. `check` lists what is uncertain."""

    objective: str
    agencies: tuple[str, ...]
    achievements: tuple[str, ...]
    check: tuple[str, ...] = ()


def published_blocks(blocks: Iterable[PageBlock], edition: Edition) -> tuple[PublishedBlock, ...]:
    """What a page reports for the edition's period, in the plan's order; blocks on one objective are joined."""
    titles = {fold(objective.title): objective.id for objective in edition.objectives}
    left = _MAX_GUESSES
    periods = {label: each.id for each in edition.framework.periods for label in (each.id, *each.aliases)}
    period = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(periods, key=len, reverse=True)))})(?!\w)")
    wanted = edition.period.id if edition.period else ""
    objective, within = "", False
    doubts: dict[str, str] = {}
    lines: dict[str, list[str]] = {}
    for block in blocks:
        title, doubt = _objective(block, titles, guess=left > 0)
        left -= block.kind is BlockKind.HEADING
        named = periods[found[1]] if block.kind is not BlockKind.BULLET and (found := period.search(block.text)) else ""
        heads = block.kind is BlockKind.HEADING or bool(title)
        within = within and not heads and not named
        if title:
            objective, doubts[title] = title, doubts.get(title) or doubt
        elif heads and named:
            within = bool(objective) and named == wanted
            if within:
                lines.setdefault(objective, [])
        elif heads and not _LABEL.fullmatch(block.text):
            objective = ""
        elif within and footnote(block.text) is None and last_updated(block.text) is None:
            lines[objective].append(block.text)
    return tuple(
        _block(each.id, lines[each.id], doubts[each.id], edition) for each in edition.objectives if each.id in lines
    )


def _objective(block: PageBlock, titles: dict[str, str], *, guess: bool) -> tuple[str, str]:
    """The objective that a heading names, and any doubt about it; empty for any other block."""
    text = fold(block.text)
    if text in titles:
        return titles[text], ""
    may_be = guess and block.kind is BlockKind.HEADING and _ALIKE_FROM <= len(text) <= _ALIKE_TO
    likely = nearest(text, titles) if may_be else None
    return (titles[likely], f"its heading on the page is “{block.text}”.") if likely else ("", "")


def _block(objective: str, lines: Sequence[str], doubt: str, edition: Edition) -> PublishedBlock:
    """What the lines below the heading of a report say."""
    active: list[str] = []
    achievements: list[str] = []
    check = [doubt] if doubt else []
    for line in lines:
        if label := _ACTIVE.match(line):
            names = agencies(edition.framework, line[label.end() :])
            active += (edition.published_as(code) for code in names.ids)
            if names.unknown:
                check.append(
                    f"no agency of the plan is called {listed([f'“{each.text}”' for each in names.unknown], 'or')}."
                )
        elif text := line[label.end() :] if (label := _ACHIEVEMENTS.match(line)) else line:
            achievements.append(text)
    if not active:
        check.append("the page names no active agency here.")
    return PublishedBlock(objective, edition.framework.in_order(active), tuple(achievements), tuple(check))
