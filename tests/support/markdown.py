r"""Cases in Markdown files: the text below each heading, and the rows of tables.

`\u200b` stands for that character, and so do ` `, `\t` and `\x1b` in the rows of tables.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_CHARACTER = re.compile(r"\\(?:u[0-9a-f]{4}|U[0-9a-f]{8})")
_IN_ROWS = re.compile(r"\\(?:[nt]|x[0-9a-f]{2})")
_BAR = re.compile(r"(?<!\\)\|")


def blocks(path: Path) -> Iterator[tuple[str, str]]:
    """The headings after the first in a file, each with the text below it."""
    text = _CHARACTER.sub(_meant, path.read_text("utf-8"))
    for block in re.split(r"^#+ ", text, flags=re.MULTILINE)[2:]:
        heading, _, below = block.partition("\n")
        if below.strip():
            yield heading, below


def tables(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The heading above each row of a file's tables, and the texts of its cells, without backticks around them."""
    for heading, below in blocks(path):
        for line in [line for line in below.splitlines() if line.startswith("|")][2:]:
            cells = (cell.strip().removeprefix("`").removesuffix("`") for cell in _BAR.split(line)[1:-1])
            yield heading, [_IN_ROWS.sub(_meant, cell.replace("\\|", "|")) for cell in cells]


def listed(path: Path, heading: str) -> list[list[str]]:
    """The rows of the table below a heading."""
    found = [cells for each, cells in tables(path) if each == heading]
    assert found, heading
    return found


def _meant(found: re.Match[str]) -> str:
    return str(ast.literal_eval(f'"{found[0]}"'))
