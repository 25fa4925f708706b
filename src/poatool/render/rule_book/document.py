"""The rule book as a page of Markdown: what is checked, why, how to fix it, and examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from poatool.rules.pages import FAMILIES, Example, RulePage
from poatool.workbooks.addresses import column_letter

_INTRODUCTION = """\
# The rule book

Every rule has a code, which is never used for anything else, a name and a severity. An *error* keeps the row it
stands in out of the report until it is corrected or waived; a *warning* asks for an answer; *advice* needs none.
`poatool rules CODE` prints the page of a rule. `--select` and `--ignore` take codes, the beginning of codes, and names.

The examples are workbooks of DIA for 2022, where nothing else is said. `<mark>` is a cell with a highlighter,
`<s>…</s>` what is struck through in one, `<to …>` the link of one, `<hidden>` a hidden row, `<U+200B>` that character,
`=B2` a formula. In a *bad* one the rule finds what it looks for at the cell named; a *good* one has no finding of any
rule. This page is made from the rules by `make docs`.
"""


def rules_markdown(pages: Sequence[RulePage]) -> str:
    """Write the page: a list of all rules by family, then a section for each."""
    parts = [_INTRODUCTION]
    for family, some in groupby(pages, key=lambda page: page.family):
        rows = (f"| [{p.code}](#{p.code.lower()}-{p.name}) | {p.severity} | {p.title} |" for p in some)
        parts += [
            f"## {family}: {FAMILIES[family]}\n",
            "| rule | severity | what it finds |",
            "|---|---|---|",
            *rows,
            "",
        ]
    return "\n".join((*parts, *("\n".join(_section(page)) for page in pages)))


def _section(page: RulePage) -> Iterator[str]:
    yield from (f"### {page.code} {page.name}", "", f"*{page.severity}* · {page.title}", "")
    for paragraph in page.why:
        yield from (paragraph, "")
    yield from (f"*To fix it:* {page.fix}" if not page.fix.startswith("Nothing") else page.fix, "")
    for example in page.examples:
        found = f", found at {example.found_at}" if example.found_at else ""
        kind = f"*{'Good' if example.good else 'Bad'}* {example.setting}".rstrip()
        yield from (f"{kind}{found}:", "", "```text", *_lines(example), "```", "")


def _lines(example: Example) -> Iterator[str]:
    """The rows of an example, with the letters and numbers of a sheet around them; a text that is no table as it is."""
    if not example.is_table:
        yield from (line for (line,) in example.rows)
        return
    letters = tuple(column_letter(place) for place in range(1, example.width + 1))
    rows = [("", *letters), *((str(number), *row) for number, row in enumerate(example.rows, 1))]
    widths = [max(len(row[place]) for row in rows if place < len(row)) for place in range(example.width + 1)]
    for row in rows:
        yield " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
