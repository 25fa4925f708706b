"""Lay out the text of a cell, as people type it, in paragraphs and lists."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from poatool import blocks
from poatool.blocks import Block, Blocks, Item, ItemList, LanguageMarks, Paragraph, Run, Runs
from poatool.text import lazy_pattern, publishable

_LINKED_WHOLE = 120
"""A text of up to this many characters becomes a link as a whole; after a longer text, the address is printed."""

# "o" is Word's second-level bullet only before a tab or wide space; alone, it is a word of te reo Māori.
_BULLETS = ("[•●∙·]", r"[*–—⁃-](?=\s)", r"[○◦]|o(?=\t|\s\s)", "[▪■□‣]")  # by kind of bullet
_MARK = lazy_pattern(
    rf"(?P<indent>\s*)(?:{'|'.join(f'(?P<b{n}>{kind})' for n, kind in enumerate(_BULLETS))}"
    r"|\(?(?P<number>\d{1,2})[.)](?=\s))\s*"
)
_LETTERED = lazy_pattern(r"[a-z]{1,4}\)|(?:[a-h]|i|[iv]{2,4})\.(?=\s)")  # `a.` begins a paragraph, `s. 98` none
_DEEPER = 2  # an item indented by at least this many more blanks begins a list within the item above
_SPACES = lazy_pattern("[ \t]+")
_GAP = "\u2003"  # a wide space, printed for the tabs between the columns of a table that was typed in a cell


def laid_out(text: str, runs: Runs = (), link: str | None = None, marks: LanguageMarks = blocks.NO_MARKS) -> Blocks:
    """Lay out the text of a cell as paragraphs and lists.

    A line that begins with a bullet or number is a list item. One that begins in lower case continues the line before
    it. Any other line is a paragraph. A list within an item is indented or has a different bullet. `runs` holds the
    formatting of the text, `link` the address behind the cell, `marks` phrases by the tag of their language.
    """
    aligned = _with_link(_aligned(text, runs), link) if runs or link else (Run(text),)
    lines = _joined(_line(each) for each in _lines(aligned))
    return tuple(_as_blocks([line._replace(runs=_linked(line.runs, marks)) for line in lines]))


def _aligned(text: str, runs: Runs) -> Runs:
    """Give runs the spaces of the text (one plain run if the words differ); drop formatting that covers all of it."""
    written, whole = "".join(text.split()), "".join(blocks.plain(runs).split())
    if (start := whole.find(written)) < 0:
        return (Run(text),)
    ends = [(match.end(1), match.end()) for match in re.finditer(r"(\S)\s*", text)]
    found, at, count = list[Run](), 0, -start
    for run in runs:
        count += len("".join(run.text.split()))
        last = min(count, len(ends)) - 1
        of_word, of_blanks = ends[last] if last >= 0 else (0, 0)
        end = of_blanks if run.text[-1:].isspace() else of_word
        found.append(run._replace(text=text[at:end], href=blocks.link_target(run.href)))
        at = end
    words = [run for run in found if run.text.strip()]
    bold, italic = all(run.bold for run in words), all(run.italic for run in words)
    kept = (run for run in found if run.text)
    return tuple(run._replace(bold=run.bold and not bold, italic=run.italic and not italic) for run in kept)


def _with_link(runs: Runs, link: str | None) -> Runs:
    target = blocks.link_target(link)
    words = blocks.plain(runs).strip()
    if target is None or target in words or any(run.href == target for run in runs):
        return runs
    if len(words) <= _LINKED_WHOLE and "\n" not in words and blocks.ADDRESS.search(words) is None:
        return tuple(run._replace(href=target) for run in runs)
    return (*runs, Run(" ("), Run(target.removeprefix("mailto:"), href=target), Run(")"))


def _lines(runs: Runs) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        first, *others = publishable(run.text).split("\n")
        line.append(run._replace(text=first))
        for text in others:
            yield line
            line = [run._replace(text=text)]
    yield line


class _Line(NamedTuple):
    """A line without its bullet or number; `kind` is empty if the line is not a list item."""

    runs: Runs
    kind: str = ""
    indent: int = 0
    number: int | None = None


def _line(runs: list[Run]) -> _Line:
    if (found := _MARK.match(blocks.plain(runs))) is None:
        return _Line(_tidy(runs))
    number = int(found["number"]) if found["number"] else None
    indent = len(found["indent"].expandtabs(4))
    return _Line(_tidy(_without(runs, found.end())), found.lastgroup or "", indent, number)


def _without(runs: Iterable[Run], characters: int) -> Iterator[Run]:
    for run in runs:
        yield run._replace(text=run.text[characters:])
        characters = max(characters - len(run.text), 0)


def _tidy(runs: Iterable[Run]) -> Runs:
    """The runs with single spaces and without blanks at the ends; neighbours with the same format are joined."""
    found: list[Run] = []
    blank = True
    for looks, alike in groupby(runs, key=lambda run: run[1:]):
        text = _SPACES.sub(lambda found: _GAP if "\t" in found[0] else " ", "".join(run.text for run in alike))
        text = text.lstrip(f" {_GAP}") if blank else text
        if text:
            blank = text.endswith((" ", _GAP))
            found.append(Run(text, *looks))
    while found and not (last := found[-1].text.rstrip(f" {_GAP}")):
        found.pop()
    if found:
        found[-1] = found[-1]._replace(text=last)
    return tuple(found)


def _joined(lines: Iterable[_Line]) -> list[_Line]:
    """Rejoin lines that were broken by hand, and drop bullets without words."""
    joined: list[tuple[_Line, list[Run]]] = []
    for line in lines:
        words = blocks.plain(line.runs)
        is_new = _GAP in words or blocks.ADDRESS.match(words) or _LETTERED.match(words)
        continues = not line.kind and words[:1].islower() and not is_new  # no sentence begins in lower case
        if continues and joined and joined[-1][0].runs:
            joined[-1][1].extend((Run(" "), *line.runs))
        elif line.runs or not line.kind:
            joined.append((line, []))
    return [line._replace(runs=_tidy((*line.runs, *further))) if further else line for line, further in joined]


def _linked(runs: Runs, marks: LanguageMarks) -> Runs:
    if any("://" in run.text for run in runs):
        runs = tuple(part for run in runs for part in _addresses(run))
    return blocks.with_languages(runs, marks)


def _addresses(run: Run) -> Iterator[Run]:
    matches = blocks.ADDRESS.finditer(run.text) if run.href is None else ()
    found = ((match.start(), blocks.bare_address(match[0])) for match in matches)
    links = ((at, address) for at, address in found if blocks.is_web_address(address))
    return blocks.with_parts(run, ((at, at + len(to), run._replace(text=to, href=to)) for at, to in links))


def _as_blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    """Turn lines into paragraphs and lists. A list goes on after an empty line if the next item is of the same kind."""
    items: list[_Line] = []
    for at, line in enumerate(lines):
        after_gap = at > 0 and not lines[at - 1].runs
        if line.runs and (not line.kind or (after_gap and items and line.kind != items[0].kind)):
            yield from _lists(items)
            items = []
        if line.kind:
            items.append(line)
        elif line.runs:
            yield Paragraph(line.runs)
    yield from _lists(items)


def _lists(items: Iterable[_Line], *, inner: bool = False) -> Iterator[ItemList]:
    """Turn items into lists; items indented further, or with a different bullet, form lists within the item above."""
    lists: list[list[tuple[_Line, list[_Line]]]] = []  # items, each with the items below it
    for item in items:
        top, _ = lists[0][0] if lists else (item, [])
        last, below = lists[-1][-1] if lists else (item, [])
        if lists and not inner and (item.kind != top.kind or item.indent >= top.indent + _DEEPER):
            below.append(item)
        elif lists and item.kind == last.kind and (last.number is None or item.number == last.number + 1):
            lists[-1].append((item, []))
        else:
            lists.append([(item, [])])
    for entries in lists:
        made = tuple(Item(item.runs, tuple(_lists(below, inner=True))) for item, below in entries)
        yield ItemList(made, entries[0][0].number)
