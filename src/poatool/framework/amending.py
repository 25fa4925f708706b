"""Record in a framework file what happened to an action or an agency."""

from collections.abc import Sequence
from dataclasses import asdict

from poatool.framework.events import AgencyEventKind, Change, Event, EventKind, Target
from poatool.framework.load.placed import walk
from poatool.framework.model import Action, Agency, Objective
from poatool.framework.plan_text import PlanText

Where = tuple[type[Action | Objective], str]


def add(code: str, text: str, where: Where, when: Change, draft: PlanText, /, **more: object) -> None:
    """Add an action after the action, or at the end of the objective, that `where` names; `more` holds other keys."""
    part, path = draft.entry(*where)
    objective, place = (path[:-2], int(path[-1]) + 1) if isinstance(part, Action) else (path, None)
    action = {"code": code, "text": text, **more, "history": [_event(EventKind.ADDED, when)]}
    draft.append(draft.at(objective), "actions", action, place)


def add_event(kind: EventKind, code: str, when: Change, draft: PlanText, into: Sequence[Target] = ()) -> None:
    """Add an event to the history of an action; `into` is where its reporting went, if it went anywhere.

    If its last event is the same but lacks what `when` says, only that is added to it.
    """
    plain = [target.action if target.action and not target.part else asdict(target) for target in into]
    action, path = draft.entry(Action, code)
    event = _event(kind, when, **({"into": plain} if plain else {}))
    dated = sorted(event.keys() - {"event", "into"})
    same = [last for last in action.history[-1:] if (last.event, [*last.into]) == (kind, plain)]
    if same and not any(getattr(same[0], key) for key in dated):
        for key in dated:
            draft.put(draft.at((*path, "history", -1)), key, event[key])
    else:
        draft.append(draft.at(path), "history", event)


_REPLACED = {EventKind.REWORDED: "text", EventKind.RENUMBERED: "code", AgencyEventKind.RENAMED: "name"}


def rename(kind: EventKind | AgencyEventKind, code: str, new: str, when: Change, draft: PlanText) -> None:
    """Give an action another text or code, or an agency another name; its history keeps the old one.

    A code is also replaced wherever other actions refer to it.
    """
    key = _REPLACED[kind]
    entry, place = draft.entry(Agency if kind in AgencyEventKind else Action, code)
    draft.put(draft.at(place), key, new)
    draft.append(draft.at(place), "history", _event(kind, when, was=getattr(entry, key).rstrip("\n")))
    for event, path in walk(draft.framework) if key == "code" else ():
        for n, target in enumerate(event.into if isinstance(event, Event) else ()):
            if target == code:
                draft.replace_code(draft.at((*path, "into", n)), new)
            elif isinstance(target, Target) and target.action == code:
                draft.put(draft.at((*path, "into", n)), "action", new)


def add_agency(code: str, name: str, when: Change | None, draft: PlanText, /, **more: object) -> None:
    """Add an agency at the end; `when` is the time when it was established, None if it has always existed."""
    history = [_event(AgencyEventKind.ESTABLISHED, when)] if when else ()
    draft.append(draft.root, "agencies", {"code": code, "name": name, **more, "history": history})


def _event(kind: EventKind | AgencyEventKind, when: Change, **fields: object) -> dict[str, object]:
    return {"event": kind.value, **fields, **{key: value for key, value in asdict(when).items() if value is not None}}
