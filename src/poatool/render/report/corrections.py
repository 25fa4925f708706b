"""corrections.yaml: what was corrected in a sealed report, with its earlier wording."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_ABOUT = "# What was corrected after the report was sealed, the latest last: what it said, and what it says.\n"
_LEFT_OUT = {"id", "source", "html"}
"""Keys of an update that are not content, or that repeat it."""


class Corrected(NamedTuple):
    """A text or number of a report that changed; None where it is missing."""

    what: str
    was: object
    now: object


def corrections_yaml(before: bytes, because: str, corrected: list[Corrected]) -> bytes:
    """The file with one more correction. `before` is the file as it stood, empty if there was none."""
    lines = [f"- because: {_quoted(because)}", "  changed:" if corrected else "  changed: []"]
    for what, was, now in corrected:
        lines += [f"    - what: {_quoted(what)}", f"      was: {_quoted(was)}", f"      is: {_quoted(now)}"]
    return (before or _ABOUT.encode()) + "\n".join([*lines, ""]).encode()


def corrected(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Corrected]:
    """The differences between two documents of one report, in the order of the new one."""
    then, since = dict(_said(before)), dict(_said(now))
    return [
        Corrected(what, then.get(what), since.get(what))
        for what in dict.fromkeys([*since, *then])
        if then.get(what) != since.get(what)
    ]


def _said(document: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Everything that a report states, by subject."""
    for pillar in document["pillars"]:
        for objective in pillar["objectives"]:
            for action in objective["actions"]:
                yield f"Action {action['code']}, status", action["status"]
                for update in action["updates"]:
                    for key, value in update.items():
                        if key not in _LEFT_OUT and value:
                            yield f"{update['id']}, {key}", value
    yield from ((f"{key} in all", value) for key, value in document["coverage"]["totals"].items())


def _quoted(value: object) -> str:
    """A value as JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False)
