"""Changes to the tree of a framework file: add, end or change an action, rename an agency.

Codes and ids are those of the file. The changed file is checked afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from poatool.framework.edit.writing import tree
from poatool.framework.events import AgencyEventKind, EventKind, Target

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

Change = Callable[["CommentedMap"], None]
"""A change to the tree of a file."""


@dataclass(frozen=True, slots=True)
class When:
    """The time of a change, in one or more ways, and a note on it."""

    since: str | None = None
    date: dt.date | None = None
    known_by: dt.date | None = None
    note: str | None = None


def add(code: str, text: str, objective: str, after: str | None, when: When, **more: object) -> Change:
    """Add an action after another one, or as the last of an objective. `more` are its other keys."""

    def change(root: CommentedMap) -> None:
        listed = next(o for o in _objectives(root) if o["id"] == objective)
        actions = listed.setdefault("actions", tree([]))
        codes = [str(action["code"]) for action in actions]
        place = codes.index(after) + 1 if after is not None else len(actions)
        known = {key: value for key, value in more.items() if value}
        event = _event(EventKind.ADDED, when)
        actions.fa.set_block_style()
        actions.insert(place, tree({"code": code, "text": text, **known, "history": [event]}))

    return change


def incorporate(code: str, into: Sequence[Target], when: When) -> Change:
    """Move the reporting on an action to others, to parts of them, or to all actions of an objective."""
    plain = [
        target.action
        if target.action and not target.part
        else {key: value for key, value in asdict(target).items() if value is not None}
        for target in into
    ]
    return lambda root: _happened(_action(root, code), _event(EventKind.INCORPORATED, when, into=plain))


def withdraw(code: str, when: When) -> Change:
    """End an action without a successor."""
    return lambda root: _happened(_action(root, code), _event(EventKind.WITHDRAWN, when))


def renumber(code: str, new: str, when: When) -> Change:
    """Give an action another code, also where it is a target."""

    def change(root: CommentedMap) -> None:
        action = _action(root, code)
        _replace(action, "code", new)
        _happened(action, _event(EventKind.RENUMBERED, when, was=code))
        for event in (event for other in _actions(root) for event in other.get("history") or ()):
            for place, target in enumerate(event.get("into") or ()):
                if isinstance(target, str | int) and str(target) == code:
                    _replace(event["into"], place, new, key="into")
                elif not isinstance(target, str | int) and str(target.get("action")) == code:
                    _replace(target, "action", new)

    return change


def reword(code: str, text: str, when: When) -> Change:
    """Give an action another text."""

    def change(root: CommentedMap) -> None:
        action = _action(root, code)
        event = _event(EventKind.REWORDED, when, was=str(action["text"]).rstrip("\n"))
        _replace(action, "text", text)
        _happened(action, event)

    return change


def rename_agency(code: str, name: str, when: When) -> Change:
    """Give an agency another name."""

    def change(root: CommentedMap) -> None:
        agency = next(agency for agency in root["agencies"] if str(agency["code"]) == code)
        event = _event(AgencyEventKind.RENAMED, when, was=str(agency["name"]))
        _replace(agency, "name", name)
        _happened(agency, event)

    return change


def add_agency(code: str, name: str, when: When | None, **more: object) -> Change:
    """Add an agency as the last one; `when` it was established, None if it has always been there."""

    def change(root: CommentedMap) -> None:
        known = {key: value for key, value in more.items() if value}
        history = {"history": [_event(AgencyEventKind.ESTABLISHED, when)]} if when else {}
        root["agencies"].append(tree({"code": code, "name": name, **known, **history}))

    return change


def _objectives(root: CommentedMap) -> Iterator[CommentedMap]:
    for pillar in root["pillars"]:
        yield from pillar.get("objectives") or ()


def _actions(root: CommentedMap) -> Iterator[CommentedMap]:
    for objective in _objectives(root):
        yield from objective.get("actions") or ()


def _action(root: CommentedMap, code: str) -> CommentedMap:
    return next(action for action in _actions(root) if str(action["code"]) == code)


def _event(kind: EventKind | AgencyEventKind, when: When, **fields: object) -> dict[str, object]:
    return {"event": kind.value, **fields, **{key: value for key, value in asdict(when).items() if value}}


def _happened(entry: CommentedMap, event: dict[str, object]) -> None:
    """Add an event to the end of a history, which begins with it if there is none."""
    if entry.get("history"):
        entry["history"].append(tree(event))
    else:
        entry["history"] = tree([event])


def _replace(holder: CommentedMap | CommentedSeq, place: str | int, text: str, key: str | None = None) -> None:
    """Replace a text, with the same kind of quotes if it had any."""
    quoted = type(holder[place])
    same = quoted.__module__ == "ruamel.yaml.scalarstring" and "Quoted" in quoted.__name__
    holder[place] = quoted(text) if same else tree(text, key or str(place))
