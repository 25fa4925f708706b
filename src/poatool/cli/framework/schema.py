"""`poatool framework schema`: the JSON Schema by which editors complete and check a framework file."""

from __future__ import annotations

from poatool.cli.options import Output

EXAMPLES = """\b
Examples:
  poatool framework schema --output framework.schema.json
"""


def schema(output: Output = None) -> None:
    """Write the JSON Schema of framework files.

    A framework file whose first line is `# yaml-language-server: $schema=framework.schema.json` is completed and
    checked by editors while it is written.
    """
    from poatool.cli.output import write
    from poatool.framework.schema import schema_text

    write(schema_text().encode(), output)
