"""The parts of the documentation that are made from the code, a module each."""

from __future__ import annotations

from chapters import rules, schemas


def generated() -> dict[str, str]:
    """The text of every generated file, by its path from the root of the project."""
    return rules.files() | schemas.files()
