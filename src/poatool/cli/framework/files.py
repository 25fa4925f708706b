"""`poatool framework schema`, `export` and `import`: make files to start a plan from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.options import Force, Output
from poatool.cli.settings import Settings

SCHEMA_EXAMPLES = "\b\nExamples:\n  poatool framework schema --output framework.schema.json"
EXPORT_EXAMPLES = "\b\nExamples:\n  poatool framework export plan.yaml"
IMPORT_EXAMPLES = """\b
Examples:
  poatool framework import page.html --output plan.yaml
  poatool framework import catalog.json --output catalogue.yaml
"""


def schema(output: Output = None) -> None:
    """Write the JSON Schema of framework files.

    Editors use it to complete and check a framework file whose first line is
    `# yaml-language-server: $schema=framework.schema.json`.
    """
    from poatool.cli.output import write
    from poatool.framework.schema import schema_text

    write(schema_text().encode(), output)


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")],
    force: Force = False,
) -> None:
    """Copy the framework file in use, so that you can edit it.

    That is the bundled plan, unless --framework names another file.
    """
    from poatool.cli.output import refuse_replacing, write
    from poatool.framework.load import bundled_file, read_file

    refuse_replacing(file, force=force)
    write(read_file(Settings.of(context).framework or bundled_file()), file)


def import_plan(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="A page (text, HTML, Markdown), or an OSCAL catalogue (JSON).")
    ],
    output: Output = None,
    force: Force = False,
) -> None:
    """Draft a framework file from a published page.

    The page may be text, HTML or Markdown. An OSCAL catalogue in JSON is read as well.

    What is uncertain is marked with a comment CHECK in the draft, and listed on stderr.
    """
    from poatool.cli.output import refuse_replacing, write
    from poatool.framework.importing.page import import_file

    settings = Settings.of(context)
    if output:
        refuse_replacing(output, force=force)
    text = import_file(source).written()
    write(text.encode(), output)
    note_checks(settings, text, output)


def note_checks(settings: Settings, text: str, output: Path | None) -> None:
    """Note what to check in a draft of a framework file, and its faults."""
    from poatool.framework.load import examine

    for number, line in enumerate(text.splitlines(), 1):
        if (remark := line.strip()).startswith("# CHECK: "):
            settings.note(f"{output or 'line '}{':' if output else ''}{number}: {remark.removeprefix('# ')}")
    for fault in examine(text.encode())[1]:
        settings.note(fault.shown(str(output or "draft")))
