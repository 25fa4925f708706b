"""Paragraphs, lists and runs as Markdown; no text in them acts as markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from poatool.blocks import Block, BulletList, NumberedList, Paragraph, Run
from poatool.render.markup import escape, escape_within, link_destination
from poatool.text import lazy_pattern

_EMPHASISED = lazy_pattern(r"\A([\W_]*)(.*?)([\W_]*)\Z")
"""Words and what stands around them: CommonMark takes marks beside blanks and punctuation for themselves."""


def markdown_blocks(blocks: Iterable[Block], indent: str = "") -> Iterator[str]:
    """Blocks as lines of Markdown, an empty line after each block."""
    for block in blocks:
        match block:
            case Paragraph(runs):
                yield f"{indent}{markdown_runs(runs)}"
            case _:
                yield from _markdown_list(block, indent)
        yield ""


def markdown_runs(runs: Iterable[Run]) -> str:
    """Runs as Markdown on one line; it knows no languages."""
    line = ""
    for run in runs:
        line += _markdown_run(run, after=line[-1:])
    return line


def _markdown_list(block: BulletList | NumberedList, indent: str) -> Iterator[str]:
    """A list; one that counts in letters has figures."""
    for number, item in enumerate(block.items):
        mark = f"{block.start + number}." if isinstance(block, NumberedList) else "-"
        yield f"{indent}{mark} {markdown_runs(item.runs)}"
        for inner in item.lists:
            yield from _markdown_list(inner, indent + " " * (len(mark) + 1))


def _markdown_run(run: Run, after: str) -> str:
    """A run that stands after a character."""
    found = _EMPHASISED.match(run.text)
    before, words, behind = found.groups() if found else ("", run.text, "")
    marks = "*" * (run.italic + 2 * run.bold)
    if not words or (not before and after == "*"):
        marks = ""
    first = escape if not after else escape_within
    written = _escaped(run.text, first)
    if marks:
        inner, end = (_escaped(text, escape_within) for text in (words, behind))
        written = f"{_escaped(before, first)}{marks}{inner}{marks}{end}"
    return f"[{written}](<{link_destination(run.href)}>)" if run.href is not None else written


def _escaped(text: str, escape: Callable[[str], str]) -> str:
    """The text with its marks escaped, and the blanks around it."""
    line = escape(text)
    blanks = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return f"{' ' * blanks[0]}{line}{' ' * blanks[1] if line else ''}"
