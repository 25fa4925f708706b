"""A draft of a framework file from a plan's published page: its outline, then the parts of the plan."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from pathlib import Path as FilePath

from poatool.errors import FrameworkError
from poatool.framework.events import Event, EventKind
from poatool.framework.importing.blocks import BlockKind, PageBlock, page_blocks, page_text
from poatool.framework.importing.draft import Doubt, Draft, draft, slug
from poatool.framework.importing.text import (
    Ended,
    ended,
    footnote,
    last_updated,
    numbered,
    speaks_of_end,
    tells_of_addition,
)
from poatool.framework.model import Action, Footnote, Framework, Objective, Pillar, Source
from poatool.yaml_values import Path

_LABELS = frozenset({"action", "actions", "key actions", "the actions"})
_PILLAR, _OBJECTIVE = 2, 3
"""The levels of headings on a page that does not mark them."""


@dataclass(slots=True)
class ActionLine:
    """An action on the page, with the headings above it from the highest down, without the title."""

    headings: tuple[str, ...]
    code: str
    mark: str | None
    text: str
    below: list[str] = field(default_factory=list)
    """The items of a list below it."""


@dataclass(slots=True)
class Outline:
    """What was recognised. `left_out` are passages that are not a heading, action, footnote or introduction."""

    title: str = ""
    introduction: list[PageBlock] = field(default_factory=list)
    actions: list[ActionLine] = field(default_factory=list)
    footnotes: dict[str, str] = field(default_factory=dict)
    updated: dt.date | None = None
    left_out: list[str] = field(default_factory=list)


def outline(blocks: Sequence[PageBlock]) -> Outline:
    """The outline of a page."""
    found = Outline()
    title = next((b for b in blocks if b.kind is BlockKind.HEADING), blocks[0] if blocks else None)
    found.title = title.text if title else ""
    above: list[PageBlock] = []
    labelled = any(b.kind is BlockKind.HEADING and _is_label(b) for b in blocks)
    for block in _levelled([b for b in blocks if b is not title]):
        if block.kind is BlockKind.HEADING:
            above = [*(h for h in above if h.level < block.level), block]
        else:
            # If a heading says Actions, numbers below other headings are lists of something else.
            may_act = not labelled or (bool(above) and _is_label(above[-1]))
            _place(found, block, tuple(h.text for h in above if not _is_label(h)), may_act=may_act)
    return found


def _is_label(block: PageBlock) -> bool:
    return block.text.strip(" :").casefold() in _LABELS


def _place(found: Outline, block: PageBlock, above: tuple[str, ...], *, may_act: bool) -> None:
    """Add a block that is not a heading to the outline."""
    if (day := last_updated(block.text)) is not None:
        found.updated = found.updated or day
    elif block.kind is not BlockKind.BULLET and (note := footnote(block.text)) is not None:
        found.footnotes.setdefault(*note)
    elif (line := numbered(block.text)) is not None and may_act and (above or found.actions):
        found.actions.append(ActionLine(above, line.code, line.mark, line.text))
    elif not found.actions and not above:
        found.introduction.append(block)
    elif block.kind is BlockKind.BULLET and may_act and found.actions and found.actions[-1].headings == above:
        found.actions[-1].below.append(block.text)
    else:
        found.left_out.append(block.text)


def _levelled(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """The blocks, without labels that are plain lines; lines that are probably headings get a level."""
    kept = [b for b in blocks if b.kind is BlockKind.HEADING or not _is_label(b)]
    codes = [line.code if (line := numbered(b.text)) else "" for b in kept]
    groups = {a for a, b in pairwise(filter(None, codes)) if b.startswith(f"{a}.")}
    likely = [_may_be_heading(b) and (not code or code in groups) for b, code in zip(kept, codes, strict=True)]
    levels: dict[int, int] = {}
    for at, code in enumerate(codes):
        if code and not likely[at]:
            run = list(_run_before(at, likely))
            levels |= dict(zip(run, (_OBJECTIVE, _PILLAR), strict=False))
    return [PageBlock(BlockKind.HEADING, b.text, levels[at]) if at in levels else b for at, b in enumerate(kept)]


def _run_before(at: int, likely: Sequence[bool]) -> Iterator[int]:
    """The positions just before one that may be headings, nearest first."""
    while at and likely[at - 1]:
        at -= 1
        yield at


def _may_be_heading(block: PageBlock) -> bool:
    return (
        block.kind is BlockKind.LINE
        and not block.text.endswith((".", ";", ":", ","))
        and footnote(block.text) is None
        and last_updated(block.text) is None
    )


_QUOTED = 60
_MAX_ACTIONS = 5_000


def import_file(path: FilePath) -> Draft:
    """Draft a framework from a published page, or from an OSCAL catalogue in JSON.

    Raises:
        FrameworkError: it cannot be opened or read, or contains no plan.
    """
    if path.suffix.lower() == ".json":
        from poatool.framework.importing.oscal import catalogue_draft

        return catalogue_draft(page_text(path), str(path))
    return page_draft(page_blocks(path), str(path))


def page_draft(blocks: Sequence[PageBlock], shown_as: str) -> Draft:
    """Draft a framework from the blocks of a page; whatever is uncertain becomes a doubt.

    Raises:
        FrameworkError: there is no numbered action on the page, or far too many.
    """
    page = outline(blocks)
    if len(page.actions) > _MAX_ACTIONS:
        raise FrameworkError(f"{shown_as}: more than {_MAX_ACTIONS} numbered lines: is it the page of a plan?")
    if not page.actions:
        like = "An action is a line such as “1. Print leaflets.” below a heading."
        raise FrameworkError(f"{shown_as}: no numbered action was found. {like}")
    return _Drafting(page).draft()


class _Drafting:
    """Makes the parts of a framework from an outline and collects the doubts."""

    def __init__(self, page: Outline) -> None:
        self.page = page
        self.doubts: list[Doubt] = []
        self.codes = Counter(line.code for line in page.actions)

    def draft(self) -> Draft:
        page = self.page
        if page.updated is None:
            self.doubt(("source",), "the page does not say when it was last updated.")
        self.doubt(("title",), "this is the heading of the page; write the title of the plan.")
        if page.left_out:
            first = page.left_out[0][:_QUOTED]
            self.doubt(
                ("pillars",), f"passages of the page that were left out: {len(page.left_out)}, the first is “{first}”."
            )
        read = Framework(
            id=slug(page.title),
            title=page.title,
            source=Source(title=page.title, last_updated=page.updated),
            introduction=_running(page.introduction),
            footnotes=tuple(Footnote(mark=mark, text=text) for mark, text in page.footnotes.items()),
            periods=(),
            pillars=tuple(self.pillars()),
        )
        return draft(read, self.doubts)

    def doubt(self, path: Path, text: str) -> None:
        self.doubts.append(Doubt(path, text))

    def pillars(self) -> Iterator[Pillar]:
        ids: list[str] = []
        objective_ids: list[str] = []
        for i, (title, lines) in enumerate(_grouped(self.page.actions, _pillar_of)):
            path = ("pillars", i)
            if title is None:
                self.doubt((*path, "title"), "there is no heading above these actions.")
            elif len(lines[0].headings) == 1:
                self.doubt((*path, "title"), "there is one heading above these actions; it is used for both levels.")
            ids.append(slug(title or "Actions", ids))
            objectives = tuple(self.objectives(lines, path, objective_ids))
            yield Pillar(id=ids[-1], title=title or "Actions", objectives=objectives)

    def objectives(self, lines: Iterable[ActionLine], path: Path, ids: list[str]) -> Iterator[Objective]:
        for j, (title, own) in enumerate(_grouped(lines, _objective_of)):
            here = (*path, "objectives", j)
            ids.append(slug(title or "Actions", ids))
            actions = tuple(self.action(line, (*here, "actions", k)) for k, line in enumerate(own))
            yield Objective(id=ids[-1], title=title or "Actions", actions=actions)

    def action(self, line: ActionLine, path: Path) -> Action:
        line = self.marked(line)
        note = self.page.footnotes.get(line.mark or "")
        if self.codes[line.code] > 1:
            self.doubt(path, f"the number {line.code} occurs more than once on the page.")
        if line.below:
            self.doubt(path, "there was a list below this action; it is joined to its text.")
        if line.mark and note is None:
            self.doubt(path, f"the mark {line.mark} has no footnote; it is left out.")
        text = " ".join([line.text, *line.below])
        end = ended(text)
        if end is None and speaks_of_end(text):
            self.doubt(path, "the text may say what became of this action; if so, write it as its `history`.")
        history = [*self.addition(note, path), *self.ending(line, end, path)]
        return Action(
            code=line.code,
            text=end.text if end and end.text else text,
            footnote=line.mark if note else None,
            history=tuple(history),
        )

    def marked(self, line: ActionLine) -> ActionLine:
        """A line with its footnote mark, also if the mark is after the text."""
        mark = line.text[-1:]
        if line.mark or line.below or mark not in self.page.footnotes:
            return line
        return replace(line, mark=mark, text=line.text[:-1].rstrip())

    def addition(self, note: str | None, path: Path) -> Iterator[Event]:
        """The event of an action whose footnote says that it was added later."""
        if note and tells_of_addition(note):
            self.doubt(path, "write the period from which it was added: `since`.")
            yield Event(event=EventKind.ADDED, known_by=self.page.updated)

    def ending(self, line: ActionLine, end: Ended | None, path: Path) -> Iterator[Event]:
        """The event of an action whose reporting ended."""
        if end is None:
            return
        if not end.text:
            self.doubt(path, "the page does not keep the text of this action; write it.")
        if end.own and end.own != line.code:
            self.doubt(path, f"the text names action {end.own}.")
        known = tuple(code for code in end.into if code in self.codes)
        if known != end.into:
            gone = ", ".join(code for code in end.into if code not in self.codes)
            self.doubt(path, f"it went to something that is not on the page: {gone}.")
        self.doubt(path, "write the period from which this holds: `since`.")
        kind = EventKind.INCORPORATED if known else EventKind.WITHDRAWN
        yield Event(event=kind, into=known, known_by=self.page.updated)


def _pillar_of(line: ActionLine) -> str | None:
    return line.headings[-2] if len(line.headings) > 1 else _objective_of(line)


def _objective_of(line: ActionLine) -> str | None:
    return line.headings[-1] if line.headings else None


def _grouped(
    lines: Iterable[ActionLine], title_of: Callable[[ActionLine], str | None]
) -> Iterator[tuple[str | None, list[ActionLine]]]:
    for title, group in groupby(lines, title_of):
        yield title, list(group)


def _running(blocks: Iterable[PageBlock]) -> str:
    """Paragraphs and lists as text: a blank line between them, and none within a list."""
    text, within = "", False
    for block in blocks:
        item = block.kind is BlockKind.BULLET
        text += ("\n" if item and within else "\n\n") + ("- " if item else "") + block.text
        within = item
    return text.strip()
