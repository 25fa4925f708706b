"""Write what is made from the code and the bundled plan: the rule book, the schema, and the plan as Python."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

from poatool.framework.check import examine
from poatool.framework.schema import schema_text
from poatool.render.rules import rules_markdown
from poatool.rules.pages import pages

ROOT = Path(__file__).parents[1]
PLAN = '''"""The bundled plan as it is read from data/framework.yaml: made by docs/generate.py, not by hand."""

import datetime

from poatool.framework import model

FRAMEWORK = {plan}
'''


def generated() -> dict[str, str]:
    """The text of every generated file, by its path from the root of the project."""
    return {
        "docs/rules.md": rules_markdown(pages()),
        "data/framework.schema.json": schema_text(),
        "src/poatool/framework/bundled.py": plan_as_python((ROOT / "data" / "framework.yaml").read_bytes()),
    }


def plan_as_python(data: bytes) -> str:
    """The module that holds what a framework file says, so that the file need not be read."""
    framework, faults = examine(data)
    if framework is None:
        raise SystemExit("\n".join(fault.shown("data/framework.yaml") for fault in faults))
    return PLAN.format(plan=python(framework))


def python(value: object, indent: str = "") -> str:
    """A value as Python has it: what holds parts of the plan with each on lines of its own, all else on one line.

    Keys that have their defaults are left out.
    """
    inner = f"{indent}    "
    if is_dataclass(value):
        said = {key.name: getattr(value, key.name) for key in fields(value) if getattr(value, key.name) != key.default}
        written = [f"{name}={python(part, inner)}" for name, part in said.items()]
        lines = any(map(has_parts, said.values()))
        return f"model.{type(value).__name__}{in_brackets(written, indent, lines=lines)}"
    if isinstance(value, tuple) and value:
        return in_brackets([python(part, inner) for part in value], indent, lines=has_parts(value))
    if isinstance(value, Enum):
        return f"model.{type(value).__name__}.{value.name}"
    return repr(value)


def has_parts(value: object) -> bool:
    """Whether a value is a part of the plan, or holds such."""
    return any(map(is_dataclass, value)) if isinstance(value, tuple) else is_dataclass(value)


def in_brackets(written: list[str], indent: str, *, lines: bool) -> str:
    """Values in brackets, one to a line or behind each other."""
    if lines:
        return "(\n" + "".join(f"{indent}    {each},\n" for each in written) + f"{indent})"
    return f"({', '.join(written)}{',' if len(written) == 1 else ''})"


if __name__ == "__main__":
    for path, text in generated().items():
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
