"""The page of the framework file, from its schema, and of the columns of a submission."""

from __future__ import annotations

import json
from collections.abc import Iterator

from chapters.markdown import keys, page, table, title
from chapters.schemas import framework_schema
from poatool.framework.columns import COLUMNS, WORDED

PATH = "docs/reference/framework-file.md"
ABOUT = """\
A framework file is YAML without tags, anchors, aliases and `%` lines. `poatool framework check FILE` names each fault
with its line and column; the [FRM rules](rules/frm.md) explain them. `poatool framework schema` writes a JSON Schema,
with which an editor completes the keys.
"""
ABOUT_COLUMNS = """\
What a submission may have, in the order of the template. Under `columns:` in a framework file, a list adds headings to
one of these, and a block declares a new column.
"""


def files() -> dict[str, str]:
    """The page, by its path."""
    return {PATH: page("The framework file", *_parts())}


def _parts() -> Iterator[str]:
    whole = json.loads(framework_schema())
    shapes = whole["$defs"]
    yield ABOUT
    yield keys(whole, shapes)
    yield f"`words` gives the words of the plan for {' and '.join(f'`{word}`' for word in WORDED)}, such as Milestone."
    yield "The first is printed. If its plural is irregular, add that: `[Maßnahme, Maßnahmen]`."
    for name, shape in shapes.items():
        if "properties" in shape:
            yield from (f"## {title(name)}", shape.get("description", ""), keys(shape, shapes))
    yield "## Columns of a submission"
    yield ABOUT_COLUMNS
    yield table(
        ("id", "heading", "holds", "published", "asked by the template"),
        (
            (f"`{each.id}`", each.heading, each.kind, "yes" if each.published else "no", each.asked.value)
            for each in COLUMNS
        ),
    )
    yield "## All headings"
    yield "Case, accents, punctuation and spacing make no difference."
    yield table(("id", "headings"), ((f"`{each.id}`", " · ".join(each.headings)) for each in COLUMNS))
