"""Draft a framework file from a plan's published page, and read what a published report says for a period."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from pathlib import Path as FilePath
from typing import NamedTuple

from poatool.errors import FrameworkError
from poatool.framework.edition import Edition
from poatool.framework.events import Event, EventKind
from poatool.framework.importing.draft import Doubt, draft, id_from
from poatool.framework.importing.lines import ADDED, PageBlock, ended, footnote, last_updated, next_code, numbered_line
from poatool.framework.importing.page_blocks import page_blocks, page_text
from poatool.framework.model import Action, Footnote, Framework, Objective, Pillar, Source
from poatool.framework.names.agencies import agencies
from poatool.framework.names.matching import fold
from poatool.text import cut, lazy_pattern, listed, nearest
from poatool.yaml_values import Path

_LABELS = frozenset({"action", "actions", "key actions", "the actions"})
# The levels of headings on a page whose headings are not marked.
_PILLAR, _OBJECTIVE = 2, 3
_QUOTED = 60
_MAX_ACTIONS = 5_000


@dataclass(slots=True)
class ActionLine:
    """An action on the page, with the headings above it from the highest down, except the title."""

    headings: tuple[str, ...]
    code: str
    mark: str | None
    text: str
    below: list[str] = field(default_factory=list)  # the items of the list below it
    beside: tuple[str, ...] = ()  # what the other cells of its row hold


@dataclass(slots=True)
class Outline:
    """What was recognised on a page; `left_out` holds all other texts."""

    title: str = ""
    introduction: list[PageBlock] = field(default_factory=list)
    actions: list[ActionLine] = field(default_factory=list)
    footnotes: dict[str, str] = field(default_factory=dict)
    updated: dt.date | None = None
    left_out: list[str] = field(default_factory=list)


def outline(blocks: Sequence[PageBlock]) -> Outline:
    """Recognise the title, introduction, headings, actions and footnotes of a page."""
    title = next((b for b in blocks if b.level), blocks[0] if blocks else None)
    found = Outline(title.text if title else "")
    above: list[PageBlock] = []
    labelled = any(b.level and _is_label(b) for b in blocks)
    for block in _with_heading_levels([b for b in blocks if b is not title]):
        headings = tuple(h.text for h in above if not _is_label(h))
        # If a heading says Actions, numbered lines below other headings list something else.
        begun = headings or found.actions or block.beside is not None
        may_act = not labelled or (bool(above) and _is_label(above[-1]))
        if block.level:
            above = [*(h for h in above if h.level < block.level), block]
        elif (day := last_updated(block.text)) is not None:
            found.updated = found.updated or day
        elif not block.is_bullet and (note := footnote(block.text)) is not None:
            found.footnotes.setdefault(*note)
        elif may_act and begun and (line := numbered_line(block.text)) is not None:
            found.actions.append(ActionLine(headings, *line, beside=block.beside or ()))
        elif not found.actions and not headings:
            found.introduction.append(block)
        elif block.is_bullet and may_act and found.actions and found.actions[-1].headings == headings:
            found.actions[-1].below.append(block.text)
        else:
            found.left_out.append(block.text)
    return found


def _is_label(block: PageBlock) -> bool:
    return block.text.strip(" :").casefold() in _LABELS


def _with_heading_levels(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """The blocks, except lines that are only labels; lines that are probably headings get a level."""
    kept = [b for b in blocks if b.level or not _is_label(b)]
    codes = [line.code if (line := numbered_line(b.text)) else "" for b in kept]
    groups = {a for a, b in pairwise(filter(None, codes)) if b.startswith(f"{a}.")}
    likely = [
        b.is_line
        and not b.text.endswith((".", ";", ":", ","))
        and not (footnote(b.text) or last_updated(b.text))
        and (not code or code in groups)
        for b, code in zip(kept, codes, strict=True)
    ]
    levels: dict[int, int] = {}
    for at, code in enumerate(codes):
        for before, level in ((at - 1, _OBJECTIVE), (at - 2, _PILLAR)) if code and not likely[at] else ():
            if before < 0 or not likely[before]:
                break
            levels[before] = level
    return [PageBlock(b.text, levels[at]) if at in levels else b for at, b in enumerate(kept)]


def import_file(path: FilePath) -> str:
    """Draft a framework from a published page or an OSCAL catalogue. Raises FrameworkError if it has no plan."""
    if path.suffix.lower() == ".json":
        from poatool.framework.importing.oscal import catalogue_draft

        return catalogue_draft(page_text(path), str(path))
    return page_draft(page_blocks(path), str(path))


def page_draft(blocks: Sequence[PageBlock], shown_as: str) -> str:
    """Draft a framework from the blocks of a page. Raises FrameworkError if it has no action, or far too many."""
    page = outline(blocks)
    if len(page.actions) > _MAX_ACTIONS:
        raise FrameworkError(f"{shown_as}: more than {_MAX_ACTIONS} numbered lines: is it the page of a plan?")
    if not page.actions:
        like = "An action is a line such as “1. Print leaflets.” below a heading, or a row with such a number and text."
        raise FrameworkError(f"{shown_as}: no numbered action was found. {like}")
    doubts: list[Doubt] = []
    if page.updated is None:
        doubts.append((("source",), "the page does not say when it was last updated."))
    doubts.append((("title",), "this is the heading of the page; write the title of the plan."))
    if page.left_out:
        many, first = len(page.left_out), page.left_out[0][:_QUOTED]
        doubts.append((("pillars",), f"passages of the page were left out ({many}); the first is “{first}”."))
    read = Framework(
        id=id_from(page.title),
        title=page.title,
        source=Source(title=page.title, last_updated=page.updated),
        introduction=_as_text(page.introduction),
        footnotes=tuple(Footnote(mark=mark, text=text) for mark, text in page.footnotes.items()),
        periods=(),
        pillars=tuple(_pillars(page, doubts)),
    )
    return draft(read, doubts)


def _pillars(page: Outline, doubts: list[Doubt]) -> Iterator[Pillar]:
    codes = Counter(line.code for line in page.actions)
    ids: list[str] = []
    objective_ids: list[str] = []
    pillars = groupby(page.actions, lambda line: line.headings[-2:][0] if line.headings else None)
    for i, (title, lines) in enumerate(pillars):
        objectives: list[Objective] = []
        for j, (heading, below) in enumerate(groupby(lines, lambda line: line.headings[-1] if line.headings else None)):
            found = list(below)
            if not objectives and len(found[0].headings) < _PILLAR:
                one = "there is one heading above these actions; it is used for both levels."
                doubts.append((("pillars", i, "title"), one if title else "there is no heading above these actions."))
            objective_ids.append(id_from(heading or "Actions", objective_ids))
            path = ("pillars", i, "objectives", j, "actions")
            actions = tuple(_action(page, codes, line, (*path, k), doubts) for k, line in enumerate(found))
            objectives.append(Objective(id=objective_ids[-1], title=heading or "Actions", actions=actions))
        ids.append(id_from(title or "Actions", ids))
        yield Pillar(id=ids[-1], title=title or "Actions", objectives=tuple(objectives))


def _action(page: Outline, codes: Counter[str], line: ActionLine, path: Path, doubts: list[Doubt]) -> Action:
    if line.text[-1:] in page.footnotes and not line.mark and not line.below:  # the mark comes after the text
        line = replace(line, mark=line.text[-1], text=line.text[:-1].rstrip())
    note, within = page.footnotes.get(line.mark or ""), next_code(line.text, line.code)
    text, _, status = " ".join([line.text, *line.below]).partition(" Status: ")  # as in a report by poatool
    end = ended(text)
    known = tuple(code for code in end.into if code in codes) if end else ()
    added = note is not None and ADDED.search(note) is not None
    unsure = {
        f"another action, {within}, may begin in its text.": within and within not in codes,
        f"its row of the table also has: {cut('; '.join(line.beside), 5 * _QUOTED)}": line.beside,
        f"the number {line.code} occurs more than once on the page.": codes[line.code] > 1,
        "there was a list below this action; it is joined to its text.": line.below,
        f"the status “{status}” after its text is left out.": status,
        f"the footnote mark {line.mark} has no footnote; it is left out.": line.mark and note is None,
        "write the period in which it was added: `since`.": added,
    }
    history = [Event(event=EventKind.ADDED, known_by=page.updated)] if added else []
    if end:
        gone = ", ".join(code for code in end.into if code not in codes)
        unsure |= {
            "the page does not have the text of this action; write it.": not end.text,
            f"the text names another action, {end.code}.": end.code and end.code != line.code,
            f"the action that now covers it is not on the page: {gone}.": gone,
            "write the period from which this holds: `since`.": True,
        }
        kind = end.kind if len(known) >= end.kind.targets else EventKind.WITHDRAWN
        history.append(Event(event=kind, into=known, known_by=page.updated))
    doubts += [(path, problem) for problem, applies in unsure.items() if applies]
    return Action(
        code=line.code,
        text=end.text if end and end.text else text,
        footnote=line.mark if note else None,
        history=tuple(history),
    )


def _as_text(blocks: Iterable[PageBlock]) -> str:
    """Paragraphs and lists as text, with a blank line between them but not within a list."""
    parts = groupby(blocks, lambda block: block.is_bullet)
    texts = (("\n- " if bullet else "\n\n").join(["", *(block.text for block in part)]) for bullet, part in parts)
    return "\n\n".join(map(str.strip, texts))


_ACTIVE = lazy_pattern(r"(?i)active agenc(?:y|ies)\s*[–—:-]\s*")
_ACHIEVEMENTS = lazy_pattern(r"(?i)\Akey achievements?\s*[:–—-]?\s*")
_ACTIONS = lazy_pattern(r"(?i)(?:key )?actions?\s*:?")
# A heading whose length is between these, in characters, may name an objective in slightly different words.
_ALIKE_FROM, _ALIKE_TO = 20, 500
_LONGEST_LABEL = 60  # the longest line, in characters, that may say which period the texts below are for
_MAX_GUESSES = 500  # the most headings to compare with every objective, since that takes time


class PublishedBlock(NamedTuple):
    """What was published about an objective, by its id. `check` lists what is uncertain."""

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
    wanted = edition.period_id or ""
    objective, in_report = "", False
    doubts: dict[str, str] = {}
    lines: dict[str, list[PageBlock]] = {}
    for block in blocks:
        is_label = not (block.is_bullet or len(block.text) > _LONGEST_LABEL or block.text.endswith("."))
        found = period.search(block.text) if block.level or is_label else None
        named = periods[found[1]] if found else ""
        title, doubt = _objective_of(block, titles, guess=left > 0 and not named)
        left -= block.level > 0
        is_heading = block.level > 0 or bool(title)
        in_report = in_report and not is_heading and not named
        if title:
            objective, doubts[title] = title, doubts.get(title) or doubt
        elif is_heading and named:
            in_report = bool(objective) and named == wanted
            if in_report:
                lines.setdefault(objective, [])
        elif is_heading and not _ACTIONS.fullmatch(block.text):
            objective = ""
        elif in_report and footnote(block.text) is None and last_updated(block.text) is None:
            lines[objective].append(block)
    shown = (each.id for each in edition.objectives if each.id in lines)
    return tuple(_published(objective, lines[objective], doubts[objective], edition) for objective in shown)


def _objective_of(block: PageBlock, titles: dict[str, str], *, guess: bool) -> tuple[str, str]:
    """The objective that a heading names, and any doubt about it; empty for any other block."""
    if (text := fold(block.text)) in titles:
        return titles[text], ""
    likely = nearest(text, titles) if guess and block.level and _ALIKE_FROM <= len(text) <= _ALIKE_TO else None
    return (titles[likely], f"its heading on the page is “{block.text}”.") if likely else ("", "")


def _published(objective: str, lines: Sequence[PageBlock], doubt: str, edition: Edition) -> PublishedBlock:
    active: list[str] = []
    achievements: list[str] = []
    check = [doubt] if doubt else []
    for line in lines:
        if label := _ACTIVE.match(line.text):
            names = agencies(edition.framework, line.text[label.end() :])
            active += (edition.published_as(code) for code in names.ids)
            if names.unknown:
                unknown = listed([f"“{each.text}”" for each in names.unknown], "or")
                check.append(f"no agency of the plan is called {unknown}.")
        elif text := _ACHIEVEMENTS.sub("", line.with_links, 1):
            achievements.append(text)
    if not active:
        check.append("the page names no active agency here.")
    return PublishedBlock(objective, edition.framework.in_order(active), tuple(achievements), tuple(check))
