"""Turn an OSCAL catalogue in JSON into a draft of a framework file.

Groups become objectives; controls and their enhancements become actions. An action's text is the title of its control,
since the statement has gaps for each organisation to fill in. The format:
https://pages.nist.gov/OSCAL/resources/concepts/layer/control/catalog/
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from pydantic import AliasPath, BaseModel, Field, ValidationError

from poatool.errors import FrameworkError
from poatool.framework.events import Event, EventKind, Target
from poatool.framework.importing.draft import draft, id_from
from poatool.framework.importing.page_blocks import plain
from poatool.framework.load.placed import walk
from poatool.framework.model import Action, Framework, Objective, Pillar, Source

# The links that say where reporting went, each with a note for its event.
_SUCCESSORS = {"incorporated-into": None, "moved-to": "Moved with its text."}
_ALONE = "Controls"


class _Node(BaseModel, frozen=True):
    """A group, a control or a part of a control's statement, with the nodes below it."""

    id: str = ""
    title: str = ""
    props: tuple[dict[str, str], ...] = ()
    links: tuple[dict[str, str], ...] = ()
    groups: "tuple[_Node, ...]" = ()
    controls: "tuple[_Node, ...]" = ()
    parts: "tuple[_Node, ...]" = ()

    @property
    def code(self) -> str:
        """Its printed code, such as `AC-2(10)`: a label, preferably one without a class; without a label, its id."""
        labels = [prop for prop in self.props if prop.get("name") == "label"]
        return plain(min(labels, key=lambda prop: "class" in prop, default={}).get("value", self.id))

    @property
    def withdrawn(self) -> bool:
        return any((prop.get("name"), prop.get("value", "").lower()) == ("status", "withdrawn") for prop in self.props)

    def below(self, key: str) -> "Iterator[_Node]":
        """All nodes at any depth below it under a key; parents come first."""
        for each in getattr(self, key):
            yield each
            yield from each.below(key)


class _Catalogue(BaseModel, frozen=True):
    title: str = Field(validation_alias=AliasPath("catalog", "metadata", "title"))
    published: dt.datetime | None = Field(None, validation_alias=AliasPath("catalog", "metadata", "published"))
    modified: dt.datetime | None = Field(None, validation_alias=AliasPath("catalog", "metadata", "last-modified"))
    groups: tuple[_Node, ...] = Field((), validation_alias=AliasPath("catalog", "groups"))
    controls: tuple[_Node, ...] = Field((), validation_alias=AliasPath("catalog", "controls"))


def catalogue_draft(text: str, shown_as: str) -> str:
    """Draft a framework from an OSCAL catalogue in JSON. Raises FrameworkError if it is not one or has no control."""
    try:
        catalogue = _Catalogue.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the beginning"
        raise FrameworkError(f"{shown_as}: this is not an OSCAL catalogue. At {where}: {first['msg']}.") from None
    title = plain(catalogue.title)
    published = catalogue.published.date() if catalogue.published else None
    updated = catalogue.modified.date() if catalogue.modified else published
    outline = _pillars(catalogue, title)
    targets: dict[str, Target] = {}  # what a link can point to: a group, a control, or a part such as `ac-2_smt.k`
    for group in (group for pillar in outline for group in pillar.groups):
        targets[group.id] = Target(objective=group.id)
        for control in group.below("controls"):
            targets[control.id] = Target(action=control.code)
            for part in control.below("parts"):
                targets[part.id] = Target(action=control.code, part=part.id.partition("_smt.")[2] or None)

    def objective(group: _Node) -> Objective:
        actions = (_action(control, targets, updated) for control in group.below("controls"))
        return Objective(id=group.id, title=plain(group.title), actions=tuple(actions))

    pillars = (Pillar(id=p.id, title=plain(p.title), objectives=tuple(map(objective, p.groups))) for p in outline)
    source = Source(title=title, published=published, last_updated=updated)
    read = Framework(id=id_from(title), title=title, source=source, periods=(), pillars=tuple(pillars))
    if not read.actions:
        raise FrameworkError(f"{shown_as}: there is no control in this catalogue.")
    controls = (control for pillar in outline for group in pillar.groups for control in group.below("controls"))
    gone = ([name for name in _successors(c) if name.removeprefix("#") not in targets] for c in controls)
    paths = (path for part, path in walk(read) if isinstance(part, Action))
    lost = ((path, ", ".join(names)) for path, names in zip(paths, gone, strict=True) if names)
    return draft(read, [(path, f"its successor is not in the catalogue: {names}.") for path, names in lost])


def _pillars(catalogue: _Catalogue, title: str) -> tuple[_Node, ...]:
    """The groups in two levels; if the catalogue has only one level, all groups are put below its title."""
    alone = [_Node(id="controls", title=_ALONE, controls=catalogue.controls)] if catalogue.controls else []
    if not any(group.groups for group in catalogue.groups):
        return (_Node(id=id_from(title), title=title, groups=(*catalogue.groups, *alone)),)
    inner = ((outer, (outer, *outer.below("groups"))) for outer in catalogue.groups)
    pillars = (outer.model_copy(update={"groups": tuple(g for g in each if g.controls)}) for outer, each in inner)
    return (*pillars, *(_Node(id="other", title=_ALONE, groups=(group,)) for group in alone))


def _successors(control: _Node) -> dict[str, str | None]:
    """Where the reporting on a withdrawn control went: the targets, each with a note."""
    links = control.links if control.withdrawn else ()
    return {link.get("href", ""): _SUCCESSORS[link["rel"]] for link in links if link.get("rel") in _SUCCESSORS}


def _action(control: _Node, targets: Mapping[str, Target], updated: dt.date | None) -> Action:
    code = control.code
    successors = _successors(control)
    into = [targets[name] for href in successors if (name := href.removeprefix("#")) in targets]
    event = Event(
        event=EventKind.INCORPORATED if into else EventKind.WITHDRAWN,
        into=tuple(target.action if target.action and not target.part else target for target in into),
        known_by=updated,
        note=next((note for note in successors.values() if note), None),
    )
    return Action(
        code=code,
        text=plain(control.title),
        aliases=(control.id,) if control.id != code else (),
        history=(event,) if control.withdrawn else (),
    )
