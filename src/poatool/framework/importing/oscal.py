"""An OSCAL catalogue in JSON to a draft of a framework file.

Groups become objectives, controls and their enhancements actions. The text of an action is the title of its
control, since a statement has gaps for each organisation to fill.
The format: https://pages.nist.gov/OSCAL/resources/concepts/layer/control/catalog/
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from poatool.errors import FrameworkError
from poatool.framework.events import Event, EventKind, Target
from poatool.framework.importing.blocks import plain
from poatool.framework.importing.draft import Doubt, Draft, draft, slug
from poatool.framework.model import Action, Framework, Objective, Pillar, Source
from poatool.yaml_values import Path

_SUCCESSORS = {"incorporated-into": None, "moved-to": "Moved with its text."}
"""The links that say where reporting went, each with a note for its event."""

_ALONE = "Controls"


class _Part(BaseModel):
    """A part of a catalogue; keys that are not read are ignored. `within` is the key of parts of the same kind."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    within: ClassVar[str] = ""

    def all(self) -> Iterator[Self]:
        """This part and those of its kind within it."""
        yield self
        for part in getattr(self, self.within):
            yield from part.all()


class Property(_Part):
    """A name and a value; a class of its own makes it a variant."""

    name: str
    value: str
    variant: str | None = Field(None, alias="class")


class Link(_Part):
    """A link to something else; `rel` is how that relates."""

    href: str
    rel: str | None = None


class Piece(_Part):
    """A part of a control's prose."""

    within = "parts"

    id: str = ""
    parts: tuple[Piece, ...] = ()


class Control(_Part):
    """A control, with its enhancements below it."""

    within = "controls"

    id: str
    title: str
    props: tuple[Property, ...] = ()
    links: tuple[Link, ...] = ()
    parts: tuple[Piece, ...] = ()
    controls: tuple[Control, ...] = ()

    @property
    def code(self) -> str:
        """Its printed code: its plainest label, such as `AC-2(10)`."""
        labels = [p for p in self.props if p.name == "label"]
        plainest = min(labels, key=lambda p: p.variant is not None, default=None)
        return plain(plainest.value) if plainest else self.id

    @property
    def withdrawn(self) -> bool:
        """Whether its status says so."""
        return any(p.name == "status" and p.value.lower() == "withdrawn" for p in self.props)


class Group(_Part):
    """Controls under one heading, or groups of them."""

    within = "groups"

    id: str = ""
    title: str
    groups: tuple[Group, ...] = ()
    controls: tuple[Control, ...] = ()


class Metadata(_Part):
    """Facts about the catalogue."""

    title: str
    published: dt.datetime | None = None
    modified: dt.datetime | None = Field(None, alias="last-modified")


class Catalogue(_Part):
    """A catalogue of controls."""

    metadata: Metadata
    groups: tuple[Group, ...] = ()
    controls: tuple[Control, ...] = ()


class Document(_Part):
    """A file with a catalogue."""

    catalog: Catalogue


def catalogue_draft(text: str, shown_as: str) -> Draft:
    """Draft a framework from an OSCAL catalogue in JSON.

    Raises:
        FrameworkError: it is not an OSCAL catalogue, or has no control.
    """
    try:
        catalogue = Document.model_validate_json(text).catalog
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the beginning"
        raise FrameworkError(f"{shown_as}: this is not an OSCAL catalogue. At {where}: {first['msg']}.") from None
    made = _Reading(catalogue).draft()
    if not made.framework.actions:
        raise FrameworkError(f"{shown_as}: there is no control in this catalogue.")
    return made


class _Reading:
    """Makes a framework from a catalogue and collects the doubts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.doubts: list[Doubt] = []
        metadata = catalogue.metadata
        self.title = plain(metadata.title)
        self.published = metadata.published.date() if metadata.published else None
        self.updated = metadata.modified.date() if metadata.modified else self.published
        self.pillars = _pillars(catalogue, self.title)
        self.targets = dict(self.named())

    def draft(self) -> Draft:
        pillars = []
        for i, pillar in enumerate(self.pillars):
            objectives = []
            for j, group in enumerate(pillar.groups):
                path = ("pillars", i, "objectives", j, "actions")
                controls = [control for top in group.controls for control in top.all()]
                actions = tuple(self.action(control, (*path, k)) for k, control in enumerate(controls))
                objectives.append(Objective(id=group.id, title=plain(group.title), actions=actions))
            pillars.append(Pillar(id=pillar.id, title=plain(pillar.title), objectives=tuple(objectives)))
        read = Framework(
            id=slug(self.title),
            title=self.title,
            source=Source(title=self.title, published=self.published, last_updated=self.updated),
            periods=(),
            pillars=tuple(pillars),
        )
        return draft(read, self.doubts)

    def named(self) -> Iterator[tuple[str, Target]]:
        """What a link can point to: a group, a control, or a part of its statement such as `ac-2_smt.k`."""
        for group in (group for pillar in self.pillars for group in pillar.groups):
            yield group.id, Target(objective=group.id)
            for control in (control for top in group.controls for control in top.all()):
                yield control.id, Target(action=control.code)
                for piece in (piece for part in control.parts for piece in part.all()):
                    label = piece.id.partition("_smt.")[2]
                    yield piece.id, Target(action=control.code, part=label or None)

    def action(self, control: Control, path: Path) -> Action:
        code = control.code
        return Action(
            code=code,
            text=plain(control.title),
            aliases=(control.id,) if control.id != code else (),
            history=tuple(self.ending(control, path)) if control.withdrawn else (),
        )

    def ending(self, control: Control, path: Path) -> Iterator[Event]:
        """Where the reporting on a withdrawn control went, if it went anywhere."""
        links = [link for link in control.links if link.rel in _SUCCESSORS]
        into = [self.targets[name] for link in links if (name := link.href.removeprefix("#")) in self.targets]
        if len(into) < len(links):
            gone = ", ".join(link.href for link in links if link.href.removeprefix("#") not in self.targets)
            self.doubts.append(Doubt(path, f"it went to something that is not in the catalogue: {gone}."))
        yield Event(
            event=EventKind.INCORPORATED if into else EventKind.WITHDRAWN,
            into=tuple(target.action if target.action and not target.part else target for target in into),
            known_by=self.updated,
            note=next((note for link in links if (note := _SUCCESSORS[link.rel or ""])), None),
        )


def _pillars(catalogue: Catalogue, title: str) -> tuple[Group, ...]:
    """The catalogue as two levels of groups; a single level is put under the title."""
    alone = [Group(id="controls", title=_ALONE, controls=catalogue.controls)] if catalogue.controls else []
    if not any(group.groups for group in catalogue.groups):
        return (Group(id=slug(title), title=title, groups=(*catalogue.groups, *alone)),)
    pillars = [
        Group(id=outer.id, title=outer.title, groups=tuple(_flat(group) for group in outer.all() if group.controls))
        for outer in catalogue.groups
    ]
    return (*pillars, *(Group(id="other", title=_ALONE, groups=(group,)) for group in alone))


def _flat(group: Group) -> Group:
    return Group(id=group.id, title=group.title, controls=group.controls)
