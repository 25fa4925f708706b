"""Tables in Markdown, and the kinds of value of a JSON Schema in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]

KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "null",
    "array": "list",
    "object": "block",
}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar in a cell is escaped, and a line break becomes a space."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def page(title: str, *parts: str) -> str:
    """A page of parts with an empty line between them."""
    return "\n\n".join((f"# {title}", *(part.strip("\n") for part in parts if part))) + "\n"


def code(words: Iterable[object]) -> str:
    """Words as code, with commas."""
    return ", ".join(f"`{word}`" for word in words)


def kind(part: Schema, shapes: Schema) -> str:
    """What a value is, in words: `list of text`, `whole number or null`; a block links to its section."""
    match part:
        case {"$ref": str(place)} if "enum" in (meant := shapes[place.rpartition("/")[2]]):
            said = kind(meant, shapes)
        case {"$ref": str(place)}:
            name = title(place.rpartition("/")[2])
            said = f"[{name}](#{name.lower()})"
        case {"enum": words}:
            said = code(words)
        case {"const": word}:
            said = code([word])
        case {"anyOf": parts}:
            said = " or ".join(dict.fromkeys(kind(each, shapes) for each in parts))
        case {"type": "array", "items": item}:
            said = f"list of {kind(item, shapes)}"
        case {"type": "object", "additionalProperties": dict(values)}:
            said = f"{kind(values, shapes)} by name"
        case {"format": word}:
            said = word
        case {"type": name}:
            said = KINDS[name]
        case _:
            raise ValueError(part)
    return str(said)


def title(name: str) -> str:
    """The heading of a shape: the name of its class without its last word."""
    return name.removesuffix("Shape").removesuffix("Document")


def keys(shape: Schema, shapes: Schema) -> str:
    """The keys of a block: what each holds, and whether it may be left out."""
    required = shape.get("required", ())
    rows = []
    for key, value in shape["properties"].items():
        left_out = "" if key in required else _default(value)
        rows.append((f"`{key}`", kind(value, shapes) + left_out, value.get("description", "")))
    described = any(meaning for *_, meaning in rows)
    return table(("key", "holds", "meaning")[: 2 + described], (row[: 2 + described] for row in rows))


def _default(value: Schema) -> str:
    default = value.get("default")
    return "; optional" if default in (None, [], {}, "") else f"; `{json.dumps(default)}` if left out"
