"""Write what is made from the code: the rule book (docs/rules.md) and the schema (data/framework.schema.json)."""

from __future__ import annotations

from pathlib import Path

from poatool.book import pages
from poatool.framework.schema import schema_text
from poatool.render.rule_book.document import rules_markdown

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
