"""The JSON Schema of a framework file, by which editors complete it and check it while it is written."""

from __future__ import annotations

import json

from pydantic import JsonValue, TypeAdapter

from poatool.framework.columns import COLUMNS, WORDED
from poatool.framework.model import Framework

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SET_BY_LOADING = "sha256"


def schema() -> dict[str, JsonValue]:
    """The schema, in draft 2020-12, made from the model: what a file may hold, in the words of its docstrings."""
    made = TypeAdapter(Framework).json_schema()
    made["properties"].pop(_SET_BY_LOADING)
    made["properties"]["words"]["propertyNames"] = {"enum": list(WORDED)}
    columns = made["properties"]["columns"]
    headings, columns["additionalProperties"] = columns["additionalProperties"]["anyOf"]
    columns["properties"] = {column.id: headings for column in COLUMNS}
    tidy(made)
    made["description"] = "A plan of action: what it says, and what became of it."
    return {"$schema": DIALECT, **made}


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def tidy(part: JsonValue) -> None:
    """Make descriptions running text, and drop the titles that only repeat a key."""
    if isinstance(part, list):
        for item in part:
            tidy(item)
    elif isinstance(part, dict):
        if isinstance(part.get("title"), str):
            del part["title"]
        if isinstance(description := part.get("description"), str):
            part["description"] = " ".join(description.split())
        for item in part.values():
            tidy(item)
