"""Write what is generated from the code: the rule book and the schema of framework files."""

from __future__ import annotations

from pathlib import Path

from poatool.framework.schema import schema_text
from poatool.render.rules import rules_markdown
from poatool.rules.pages import pages

ROOT = Path(__file__).parents[1]


def generated() -> dict[str, str]:
    """The text of every generated file, by its path from the root of the project."""
    return {
        "docs/rules.md": rules_markdown(pages()),
        "data/framework.schema.json": schema_text(),
    }


if __name__ == "__main__":
    for path, text in generated().items():
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
