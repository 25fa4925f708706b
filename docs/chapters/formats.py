"""The machine formats: what each command writes, and a page for each JSON document with the keys of its blocks."""

from __future__ import annotations

import json
from collections.abc import Iterator

from chapters import schemas
from chapters.markdown import Schema, code, keys, page, table, title
from poatool.framework.load import load
from poatool.render.formats import COVERAGE_FORMATS, FINDINGS_FORMATS, KEPT, REPORT_FORMATS
from poatool.render.report.tables import update_columns

FOLDER = "docs/reference/formats"
ABOUT = """\
Every JSON document begins with `schema` (its kind and version), `poatool` (the version that wrote it), `framework` and
`period`. Keys are added over time, never renamed or dropped. The same input gives the same bytes.
"""


def files() -> dict[str, str]:
    """The pages, by path."""
    documents = {path: json.loads(text) for path, text in schemas.documents().items()}
    names = {path: path.rpartition("poatool-")[2].removesuffix(".schema.json") for path in documents}
    commands = (("validate", FINDINGS_FORMATS), ("gaps", COVERAGE_FORMATS))
    formats = [(f"`{command}`", code(("text", *known))) for command, known in commands]
    made = [file for files in REPORT_FORMATS.values() for file in files]
    index = page(
        "Formats",
        "## What commands write",
        table(("command", "`--format`"), (*formats, ("`compile`", code(REPORT_FORMATS)))),
        "`layout`, `status`, `diff` and `framework` commands have `text` and `json`; `diff` has Markdown and HTML too.",
        "## The files of a report",
        table(
            ("file", "what it is"),
            ((f"`{file.path}`", file.what or "Web page") for file in (*made, *KEPT)),
        ),
        "`coordinator/manifest.json` lists all of them with their checksums, and what the report was made from.",
        "## The columns of updates.csv",
        "`updates.csv-metadata.json` describes them to programs (CSVW). A column that the plan declares is added.",
        table(
            ("column", "holds"), ((f"`{heading}`", meaning) for heading, _, _, meaning, *_ in update_columns(load()))
        ),
        "## JSON documents",
        ABOUT,
        table(
            ("document", "what it is"),
            ((f"[{each['title']}]({names[path]}.md)", each["description"]) for path, each in documents.items()),
        ),
    )
    pages = {
        f"{FOLDER}/{names[path]}.md": page(names[path].replace("-1", ""), *_parts(path, each))
        for path, each in documents.items()
    }
    return {f"{FOLDER}/index.md": index, **pages}


def _parts(path: str, document: Schema) -> Iterator[str]:
    shapes = document.get("$defs", {})
    yield document["description"]
    yield f"[JSON Schema](../../{path.removeprefix('docs/')}) of `{document['title']}`. More keys may be added."
    yield keys(document, shapes)
    for name, shape in shapes.items():
        if "properties" in shape:
            yield from (f"## {title(name)}", shape.get("description", ""), keys(shape, shapes))
