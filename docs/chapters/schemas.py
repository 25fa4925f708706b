"""The JSON Schemas of machine documents and of the files that a coordinator writes."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from poatool.decisions import closing
from poatool.decisions.keys import KEYS
from poatool.decisions.model import Kind
from poatool.framework.schema import DIALECT, schema_text, tidy
from poatool.render.closing import ClosingDocument
from poatool.render.coverage.json import CoverageDocument
from poatool.render.findings.json import BaselineDocument, ValidationDocument
from poatool.render.framework.check import CheckDocument
from poatool.render.framework.diff import DiffDocument
from poatool.render.framework.json import FrameworkDocument
from poatool.render.framework.resolve import ResolutionDocument
from poatool.render.layout_json import LayoutDocument
from poatool.render.period_changes import ChangesDocument
from poatool.render.report.manifest import ManifestDocument
from poatool.render.report.shapes import PublishedDocument, ReportDocument
from poatool.render.status import StatusDocument
from poatool.submissions import nil
from poatool.submissions.sent import SentDocument
from poatool.workspace.blocks import Shape
from poatool.workspace.chase_log import CHASE_LOG
from poatool.workspace.contacts import CONTACTS
from poatool.workspace.register import REGISTER

BY = ("The role that settled it, where `decided_by` is not there.", "Who cleared it at the agency, as a role.")
_WRITTEN = ["string", "number", "null"]
"""What a text in YAML may be read as: 2022 without quotes is a number."""

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
KEPT = {
    "contacts": CONTACTS,
    "register": REGISTER,
    "chase": CHASE_LOG,
    "nil": Shape("nil return", nil.KEYS, ("agency", "period", "because")),
}


def files() -> dict[str, str]:
    """The text of each schema, by its path."""
    return {
        "data/framework.schema.json": schema_text(),
        **documents(),
        f"{FOLDER}/closing.yaml.schema.json": closing_schema(),
        **{f"{FOLDER}/{name}.yaml.schema.json": kept_schema(name, shape) for name, shape in KEPT.items()},
        f"{FOLDER}/decisions.yaml.schema.json": decisions_schema(),
    }


def documents() -> dict[str, str]:
    """The schemas of the machine documents, by path."""
    return dict((*map(document_schema, DOCUMENTS), document_schema(PublishedDocument, ".published")))


def document_schema(document: type, variant: str = "") -> tuple[str, str]:
    """The path and the text of a machine document's JSON Schema. Further keys are allowed everywhere."""
    made = TypeAdapter(document).json_schema()
    kind = made["properties"]["schema"]["const"]
    tidy(made)
    properties = {"schema": {"const": kind}, **made["properties"]}
    schema = {"$schema": DIALECT, "title": kind, **made, "properties": properties}
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return f"{FOLDER}/{kind.replace('/', '-')}{variant}.schema.json", text


def kept_schema(name: str, shape: Shape) -> str:
    """The JSON Schema of a YAML file that is kept in a workspace."""
    text: dict[str, object] = {"type": "string"}
    several = {"type": "array", "items": text}
    block = {
        "type": "object",
        "properties": {
            key: {**({"anyOf": [text, several]} if key in shape.several else text), "description": meaning}
            for key, meaning in shape.keys.items()
        },
        "required": [*shape.required],
        "additionalProperties": False,
    }
    blocks = {"type": "object", "additionalProperties": block} if shape.named else {"type": "array", "items": block}
    body = block if name == "nil" else blocks
    return json.dumps({"$schema": DIALECT, "title": f"{name}.yaml", **body}, indent=2, ensure_ascii=False) + "\n"


def closing_schema() -> str:
    """The JSON Schema of closing.yaml."""
    successor = {key: {"type": "string", "description": meaning} for key, meaning in closing.SUCCESSOR_KEYS.items()}
    item = {"type": "object", "properties": successor, "required": [*successor], "additionalProperties": False}
    more: dict[str, dict[str, object]] = {
        "final": {"enum": [*closing.Final]},
        "to": {"type": "array", "items": item},
    }
    keys = {
        key: {"type": "string", "description": meaning} | more.get(key, {}) for key, meaning in closing.KEYS.items()
    }
    block = {"type": "object", "properties": keys, "required": ["final", "because"], "additionalProperties": False}
    schema = {"$schema": DIALECT, "title": "closing.yaml", "type": "object", "additionalProperties": block}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def decisions_schema() -> str:
    """The JSON Schema of decisions.yaml. An entry that names nobody in `decided_by` may have gaps."""
    decided = {"properties": {"decided_by": {"type": "string", "minLength": 1}}, "required": ["decided_by"]}
    kinds = []
    for kind, keys in KEYS.items():
        named = {"decided_by": "The role that settled it; empty in a proposal.", "by": BY[kind == Kind.CLEARANCE]}
        meanings = {key: each.meaning for key, each in keys.items()}
        values = {key: {"type": _WRITTEN, "description": meaning} for key, meaning in (named | meanings).items()}
        required = [key for key, each in keys.items() if each.required]
        kinds.append(
            {
                "properties": {"kind": {"const": str(kind)}, **values},
                "required": ["kind"],
                "additionalProperties": False,
                "if": decided,
                "then": {"required": required},
            }
        )
    schema = {
        "$schema": DIALECT,
        "title": "decisions.yaml",
        "type": ["array", "null"],
        "items": {"type": "object", "oneOf": kinds},
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
