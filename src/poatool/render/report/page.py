"""The public page as it reads, for every format that is published: words and order, but no marks of any format."""

from __future__ import annotations

from dataclasses import dataclass

from poatool.framework.model import Footnote
from poatool.render.report.bullets import Bullet


@dataclass(frozen=True, slots=True)
class Entry:
    """What one update says under one objective.

    `bullets` are one or more, none for a nil return; `by` is who and on which actions, `source` the number in
    the list of sources. `links` are web addresses, each list with what it is called.
    """

    bullets: tuple[Bullet, ...]
    by: str
    source: int
    links: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """What all updates under one objective say in one column."""

    column: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as it is printed: `label` is its code with its mark, `status` the label of the status all agree on."""

    code: str
    label: str
    text: str
    status: str | None


@dataclass(frozen=True, slots=True)
class ObjectiveBlock:
    """What is published below the heading of an objective.

    `nil` names those with nothing to report; `silence` says why there is no block of this period, if there is none.
    """

    id: str
    title: str
    actions: tuple[ActionLine, ...]
    agencies: tuple[str, ...]
    texts: tuple[TextBlock, ...]
    nil: tuple[Entry, ...]
    silence: str


@dataclass(frozen=True, slots=True)
class PillarBlock:
    """A pillar with its objectives."""

    id: str
    title: str
    objectives: tuple[ObjectiveBlock, ...]


@dataclass(frozen=True, slots=True)
class ShareLine:
    """How much of a pillar was reported on; `percent` None where none of its actions is in force."""

    title: str
    reported: int
    in_force: int
    percent: float | None


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that the report was made from."""

    name: str
    agency: str
    sha256: str
    note: str


@dataclass(frozen=True, slots=True)
class Page:
    """The public page.

    `introduction` are its paragraphs with their lists. `gaps` and `nil` are the codes of actions in force on which
    nothing was reported, or only that there was nothing to report. `sources` are the rows behind the
    bullets, numbered from 1; `method` says how the report was made.
    """

    title: str
    subtitle: str
    published_by: str
    introduction: tuple[Bullet, ...]
    totals: str
    shares: tuple[ShareLine, ...]
    gaps: tuple[str, ...]
    nil: tuple[str, ...]
    pillars: tuple[PillarBlock, ...]
    footnotes: tuple[Footnote, ...]
    method: tuple[str, ...]
    files: tuple[FileLine, ...]
    sources: tuple[str, ...]
