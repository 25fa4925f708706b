"""The JSON Schemas of machine documents and of the files that a coordinator writes."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from enum import EnumType
from types import UnionType
from typing import Annotated, Union, cast, get_args, get_origin

from pydantic import JsonValue, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from poatool.cli.recipe import ManifestDocument
from poatool.cli.template import SentDocument
from poatool.decisions.model import KINDS, Kind
from poatool.framework.columns import COLUMNS, WORDED, ColumnKind
from poatool.framework.events import Frozen
from poatool.framework.model import Framework
from poatool.render.changes import ChangesDocument, DiffDocument
from poatool.render.closing import ClosingDocument
from poatool.render.coverage.page import CoverageDocument
from poatool.render.findings.json import BaselineDocument, ValidationDocument
from poatool.render.framework import CheckDocument, FrameworkDocument, ResolutionDocument
from poatool.render.layout import LayoutDocument
from poatool.render.report.json import PublishedDocument, ReportDocument
from poatool.render.status import StatusDocument
from poatool.submissions.yaml_returns import NilReturn
from poatool.typed_values import fields_of
from poatool.workspace.records import Chased, Confirmed, Contact, Registered

BY = ("The role that settled it, if `decided_by` is missing.", "The role of whoever cleared it at the agency.")
_WRITTEN = ["string", "number", "null"]
"""The types as which YAML may read a text: 2022 without quotes is a number."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "docs/schemas"
DOCUMENTS = (
    BaselineDocument,
    ChangesDocument,
    CheckDocument,
    ClosingDocument,
    CoverageDocument,
    DiffDocument,
    FrameworkDocument,
    LayoutDocument,
    ManifestDocument,
    ReportDocument,
    ResolutionDocument,
    SentDocument,
    StatusDocument,
    ValidationDocument,
)
Keys = Mapping[str, Mapping[str, object]]
_TEXTS = [column.id for column in COLUMNS if column.published and column.kind in (ColumnKind.TEXT, ColumnKind.DATE)]
_LINKS = [column.id for column in COLUMNS if column.published and column.kind is ColumnKind.LINKS]
_UPDATE: Keys = {
    **{key: {"type": "string"} for key in _TEXTS},
    **{key: {"type": "array", "items": {"type": "string"}} for key in _LINKS},
}
COLUMN_KEYS: Mapping[type, Mapping[str, Keys]] = {
    ReportDocument: {"UpdateShape": _UPDATE},
    PublishedDocument: {"PublishedUpdate": _UPDATE},
    ChangesDocument: {
        "AccountShape": {key: {"type": "string"} for key in _TEXTS},
        "UpdateShape": {key: {"type": "array", "items": {"$ref": "#/$defs/Run"}} for key in _TEXTS},
    },
}
"""The keys for columns that parts of documents have, whether the shape of the part names them or not."""

KEPT = {
    "closing": dict[str, Confirmed],
    "contacts": dict[str, Contact],
    "register": list[Registered],
    "chase": list[Chased],
    "nil": NilReturn,
}


def files() -> dict[str, str]:
    """The text of each schema, by its path."""
    return {
        "data/framework.schema.json": framework_schema(),
        **documents(),
        **{f"{FOLDER}/{name}.yaml.schema.json": kept_schema(name, kind) for name, kind in KEPT.items()},
        f"{FOLDER}/decisions.yaml.schema.json": decisions_schema(),
    }


def framework_schema() -> str:
    """The JSON Schema of framework files, built from the model: what a file may hold, described by docstrings."""
    made = TypeAdapter(Framework).json_schema()
    made["properties"].pop("sha256")  # set by loading
    made["properties"]["words"]["propertyNames"] = {"enum": list(WORDED)}
    columns = made["properties"]["columns"]
    headings, columns["additionalProperties"] = columns["additionalProperties"]["anyOf"]
    columns["properties"] = {column.id: headings for column in COLUMNS}
    tidy(made)
    for kind in _parts_of(Frozen):
        properties = (made if kind is Framework else made["$defs"].get(kind.__name__, {})).get("properties", {})
        known = fields_of(cast("Hashable", kind))
        meanings = {key: each.meaning for key, each in known.items() if each.meaning}
        for key in meanings.keys() & properties.keys():
            properties[key]["description"] = meanings[key]
    made["description"] = "A plan of action: what it says, and what became of it."
    return json.dumps({"$schema": DIALECT, **made}, indent=2, ensure_ascii=False) + "\n"


def _parts_of(kind: type[Frozen]) -> Iterator[type[Frozen]]:
    """The dataclasses that extend a class."""
    for part in kind.__subclasses__():
        yield part
        yield from _parts_of(part)


def tidy(part: JsonValue) -> None:
    """Unwrap descriptions, and drop titles that only repeat a key."""
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


def documents() -> dict[str, str]:
    """The schemas of the machine documents, by path."""
    return dict((*map(document_schema, DOCUMENTS), document_schema(PublishedDocument, ".published")))


def document_schema(document: type, variant: str = "") -> tuple[str, str]:
    """The path and the text of a machine document's JSON Schema. Further keys are allowed everywhere."""
    made = TypeAdapter(document).json_schema(schema_generator=_WithModels)
    kind = made["properties"]["schema"]["const"]
    tidy(made)
    for name, columns in COLUMN_KEYS.get(document, {}).items():
        shape = made["$defs"][name]
        shape["properties"] |= {key: value for key, value in columns.items() if key not in shape["properties"]}
        shape["required"] = list(shape["properties"])
    properties = {"schema": {"const": kind}, **made["properties"]}
    schema = {"$schema": DIALECT, "title": kind, **made, "properties": properties}
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return f"{FOLDER}/{kind.replace('/', '-')}{variant}.schema.json", text


class _WithModels(GenerateJsonSchema):
    """The schemas of documents; a model within one is an object that has each of its fields."""

    def named_tuple_schema(self, schema: core_schema.NamedTupleSchema) -> JsonSchemaValue:
        return self._object(schema["cls"], schema["fields"])

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        return self._object(schema["cls"], cast("core_schema.DataclassArgsSchema", schema["schema"])["fields"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def _object(
        self, model: type, fields: Sequence[core_schema.NamedTupleField | core_schema.DataclassField]
    ) -> JsonSchemaValue:
        properties = {field["name"]: self.generate_inner(field["schema"]) for field in fields}
        return {
            "description": model.__doc__,
            "properties": properties,
            "required": list(properties),
            "type": "object",
        }


def kept_schema(name: str, kind: object) -> str:
    """The JSON Schema of a YAML file that is kept by hand."""
    title = f"{name}.yaml"
    return json.dumps({"$schema": DIALECT, "title": title, **_schema(kind)}, indent=2, ensure_ascii=False) + "\n"


def _schema(kind: object) -> dict[str, object]:
    """The schema of a type, as `Converter` reads it."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Annotated, Union, UnionType):
        return _schema(inner[0])
    if origin in (list, tuple):
        several: dict[str, object] = {"type": "array", "items": _schema(inner[0])}
        return {"anyOf": [_schema(str), several]} if inner[0] is str else several
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(inner[1])}
    if is_dataclass(kind):
        known = fields_of(cast("type", kind))
        return {
            "type": "object",
            "properties": {key: _schema(each.type) | {"description": each.meaning} for key, each in known.items()},
            "required": [key for key, each in known.items() if each.required],
            "additionalProperties": False,
        }
    return {"enum": [*kind]} if isinstance(kind, EnumType) else {"type": "string"}


def roles(kind: Kind) -> dict[str, str]:
    """The keys of a decision of a kind that name roles, each with its meaning."""
    return {"decided_by": "The role that settled it; empty in a proposal.", "by": BY[kind == Kind.CLEARANCE]}


def decisions_schema() -> str:
    """The JSON Schema of decisions.yaml. An entry that names nobody in `decided_by` may have gaps."""
    decided = {"properties": {"decided_by": {"type": "string", "minLength": 1}}, "required": ["decided_by"]}
    kinds = []
    for kind, decision in KINDS.items():
        known = fields_of(cast("type", decision))
        meanings = roles(kind) | {key: each.meaning for key, each in known.items()}
        values = {key: {"type": _WRITTEN, "description": meaning} for key, meaning in meanings.items()}
        kinds.append(
            {
                "properties": {"kind": {"const": str(kind)}, **values},
                "required": ["kind"],
                "additionalProperties": False,
                "if": decided,
                "then": {"required": [key for key, each in known.items() if each.required]},
            }
        )
    schema = {
        "$schema": DIALECT,
        "title": "decisions.yaml",
        "type": ["array", "null"],
        "items": {"type": "object", "oneOf": kinds},
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
