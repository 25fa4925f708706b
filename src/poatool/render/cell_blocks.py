"""Write paragraphs, lists and runs as the text of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from poatool.blocks import Block, NumberedList, NumberStyle, Paragraph, Run, Runs, plain
from poatool.cell_text import ROMAN


def cell_runs(blocks: Iterable[Block]) -> Runs:
    """The runs of one text: lists with their bullets and numbers.

    Links are left out, as only a whole cell can be one.
    """
    lines = [line for block in blocks for line in _lines(block, "")]
    runs = [run for line in lines for run in (*line, Run("\n"))][:-1]
    return tuple(Run(plain(alike), *looks) for looks, alike in groupby(runs, key=lambda run: run[1:3]))


def _lines(block: Block, indent: str) -> Iterator[Runs]:
    """The lines of a block."""
    if isinstance(block, Paragraph):
        yield block.runs
        return
    for number, item in enumerate(block.items):
        mark = _number(block.start + number, block.style) if isinstance(block, NumberedList) else "–" if indent else "•"
        yield (Run(f"{indent}{mark} "), *item.runs)
        for inner in item.lists:
            yield from _lines(inner, f"{indent}   ")


def _number(number: int, style: NumberStyle) -> str:
    match style:
        case "1":
            return f"{number}."
        case "a":
            return f"{chr(ord('a') + number - 1)})"
        case "i":
            return f"{ROMAN[number - 1]})"
