"""Write what is generated from the code: the rule book and the JSON Schemas."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter

from poatool.decisions import closing
from poatool.framework.schema import DIALECT, schema_text, tidy
from poatool.render.changes.json import ChangesDocument
from poatool.render.closing.json import ClosingDocument
from poatool.render.coverage.json import CoverageDocument
from poatool.render.findings.json import BaselineDocument, ValidationDocument
from poatool.render.framework.check import CheckDocument
from poatool.render.framework.diff import DiffDocument
from poatool.render.framework.json import FrameworkDocument
from poatool.render.framework.resolve import ResolutionDocument
from poatool.render.layout.json import LayoutDocument
from poatool.render.report.manifest import ManifestDocument
from poatool.render.report.shapes import PublishedDocument, ReportDocument
from poatool.render.rules import rules_markdown
from poatool.render.status.json import StatusDocument
from poatool.rules.pages import pages
from poatool.submissions import nil
from poatool.workspace.blocks import Shape
from poatool.workspace.chase_log import CHASE_LOG
from poatool.workspace.contacts import CONTACTS
from poatool.workspace.register import REGISTER

ROOT = Path(__file__).parents[1]
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
    StatusDocument,
    ValidationDocument,
)
KEPT = {
    "contacts": CONTACTS,
    "register": REGISTER,
    "chase": CHASE_LOG,
    "nil": Shape("nil return", nil.KEYS, ("agency", "period", "because")),
}


def generated() -> dict[str, str]:
    """The text of every generated file, by its path from the root of the project."""
    return {
        "docs/rules.md": rules_markdown(pages()),
        "data/framework.schema.json": schema_text(),
        **dict(map(document_schema, DOCUMENTS)),
        "docs/schemas/closing.yaml.schema.json": closing_schema(),
        **{f"docs/schemas/{name}.yaml.schema.json": kept_schema(name, shape) for name, shape in KEPT.items()},
        **dict([document_schema(PublishedDocument, ".published")]),
    }


def document_schema(document: type, variant: str = "") -> tuple[str, str]:
    """The path and the text of a machine document's JSON Schema. Further keys are allowed everywhere."""
    made = TypeAdapter(document).json_schema()
    kind = made["properties"]["schema"]["const"]
    tidy(made)
    properties = {"schema": {"const": kind}, **made["properties"]}
    schema = {"$schema": DIALECT, "title": kind, **made, "properties": properties}
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return f"docs/schemas/{kind.replace('/', '-')}{variant}.schema.json", text


def kept_schema(name: str, shape: Shape) -> str:
    """The JSON Schema of a YAML file that is kept in a workspace."""
    block = {
        "type": "object",
        "properties": {key: {"type": "string", "description": meaning} for key, meaning in shape.keys.items()},
        "required": [*shape.required],
        "additionalProperties": False,
    }
    blocks = {"type": "object", "additionalProperties": block} if shape.named else {"type": "array", "items": block}
    body = block if name == "nil" else blocks
    return json.dumps({"$schema": DIALECT, "title": f"{name}.yaml", **body}, indent=2, ensure_ascii=False) + "\n"


def closing_schema() -> str:
    """The JSON Schema of closing.yaml."""
    block = {
        "type": "object",
        "properties": {key: {"type": "string", "description": meaning} for key, meaning in closing.KEYS.items()},
        "required": ["final", "because"],
        "additionalProperties": False,
    }
    block["properties"]["final"]["enum"] = [*closing.Final]
    successor = {key: {"type": "string", "description": meaning} for key, meaning in closing.SUCCESSOR_KEYS.items()}
    item = {"type": "object", "properties": successor, "required": [*successor], "additionalProperties": False}
    block["properties"]["to"] |= {"type": "array", "items": item}
    schema = {"$schema": DIALECT, "title": "closing.yaml", "type": "object", "additionalProperties": block}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for path, text in generated().items():
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
