"""Write documents, tables, paragraphs, lists and runs as Markdown (CommonMark); no text in them acts as markup."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import assert_never
from urllib.parse import quote

from poatool.blocks import ItemList, Paragraph, Run, plain
from poatool.render import document as doc
from poatool.text import INVISIBLE_CLASS, one_line, without_invisible

_MARKS = re.compile(r"[\\`*_\[\]<>#!|~&]")
_BEGINS_BLOCK = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+=:]))")
_UNSAFE_IN_ADDRESS = re.compile(rf"[{INVISIBLE_CLASS}\s<>\\`|\"]|&(?=#?\w+;)")

_BEFORE = {doc.Look.TITLE: "# ", doc.Look.NOTICE: "> "}
_CHANGED = {"removed": "~~", "added": "**"}
_RUN_IN = 4  # from this level on, headings become bold lines


def escape(text: str) -> str:
    """Put text on one line, and escape all Markdown in it, including what would begin a block: `1.`, `-`."""
    return _BEGINS_BLOCK.sub(r"\1\\", escape_within(text))


def escape_within(text: str) -> str:
    """Put text on one line, and escape the Markdown that could act within a line."""
    return _MARKS.sub(r"\\\g<0>", one_line(text))


def markdown_document(document: doc.Document) -> bytes:
    """A document as Markdown, without pictures, a table of contents and internal links."""
    return ("\n".join(line for part in document.printed for line in _part(part)).rstrip("\n") + "\n").encode()


def _part(part: doc.Printed) -> Iterator[str]:
    match part:
        case doc.Heading(level, runs):
            yield from (f"{'#' * (level + 1)} {markdown_runs(runs)}" if level < _RUN_IN else markdown_runs(runs), "")
        case doc.Passage(block, look):
            if isinstance(block, Paragraph):
                shown = [run._replace(bold=run.bold or look is doc.Look.SUBHEADING) for run in block.runs]
                yield _BEFORE.get(look, "") + markdown_runs(shown)
            else:
                yield from _markdown_list(block, "")
            yield ""
        case doc.LabelledList(items):
            yield from (*(f"- **{escape_within(plain(item.label))}** {markdown_runs(item.runs)}" for item in items), "")
        case doc.Grid(caption, _, columns, rows):
            yield from (escape(caption), "") if caption else ()
            yield f"| {' | '.join(escape(column.heading) for column in columns)} |"
            yield f"|{'|'.join('---:' if column.number else '---' for column in columns)}|"
            yield from (f"| {' | '.join(map(markdown_runs, row))} |" for row in rows)
            yield ""
        case doc.Picture() | doc.Contents():
            pass
        case _:
            assert_never(part)


def markdown_runs(runs: Iterable[Run]) -> str:
    """Runs as Markdown on one line; languages are not marked."""
    line = ""
    every = [*runs]
    for run, after in zip_longest(every, every[1:]):
        marks, words = "*" * (run.italic + 2 * run.bold), run.text.strip()
        written = _escaped(run.text, escape_within if line else escape)
        # CommonMark ignores emphasis between a letter and a punctuation mark, so such words stay plain.
        opens = not line or line[-1].isspace() or run.text[:1].isspace() or (words[:1].isalnum() and line[-1] != "*")
        closes = after is None or after.text[:1].isspace() or run.text[-1:].isspace() or words[-1:].isalnum()
        if mark := _CHANGED.get(run.change):
            written = f"{mark}{written.strip(' ')}{mark}"
        elif marks and words and opens and closes:
            before, inner, behind = written.partition(written.strip(" "))
            written = f"{before}{marks}{inner}{marks}{behind}"
        if run.href is not None and not run.href.startswith("#"):
            address = without_invisible(run.href)
            safe = _UNSAFE_IN_ADDRESS.sub(lambda m: "&amp;" if m[0] == "&" else quote(m[0], errors="replace"), address)
            written = f"[{written}](<{safe}>)"
        line += written
    return line


def _markdown_list(block: ItemList, indent: str) -> Iterator[str]:
    for number, item in enumerate(block.items):
        mark = "-" if block.start is None else f"{block.start + number}."
        yield f"{indent}{mark} {markdown_runs(item.runs)}"
        for inner in item.lists:
            yield from _markdown_list(inner, indent + " " * (len(mark) + 1))


def _escaped(text: str, escape: Callable[[str], str]) -> str:
    """Escape a text, and keep the spaces at its ends."""
    line = escape(text)
    blanks = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return f"{' ' * blanks[0]}{line}{' ' * blanks[1] if line else ''}"
