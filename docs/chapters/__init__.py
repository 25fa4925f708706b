"""The parts of the documentation that are made from the code, a module each."""

from __future__ import annotations

from chapters import api, commands, exit_codes, formats, framework_file, rules, schemas, settings

CHAPTERS = (commands, settings, formats, rules, framework_file, exit_codes, api, schemas)


def generated() -> dict[str, str]:
    """The text of every generated file, by its path from the root of the project."""
    return {path: text for chapter in CHAPTERS for path, text in chapter.files().items()}
