"""The rule book on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from poatool.book import FAMILIES, Example, Page
from poatool.render.findings_text import STYLE
from poatool.render.lines import hang, say, styled

if TYPE_CHECKING:
    from rich.console import Console

_INDENT = "  "


def rule_list(pages: Sequence[Page], console: Console) -> None:
    """Print one line a rule, family by family."""
    for family, members in groupby(pages, key=lambda page: page.family):
        say(console, (f"{family}  {FAMILIES.get(family, '')}", "bold underline"))
        for page in members:
            lead = styled(_INDENT, (page.code, "bold"), "  ", (f"{page.severity:<8}", STYLE[page.severity]), " ")
            hang(console, lead, styled(page.title))
        console.print()
    say(console, ("Next: ", "bold"), "read one: poatool rules CODE")


def rule_page(page: Page, console: Console) -> None:
    """Print the page of a rule: what it finds, why, how to fix it, and examples."""
    say(console, (f"{page.code} {page.name}", "bold"), " (", (page.severity.value, STYLE[page.severity]), ")")
    _part("What", page.title, console)
    for paragraph in page.why:
        _part("Why", paragraph, console)
    _part("To fix it", page.fix, console)
    if not page.by_validate:
        _part("Found by", "poatool framework check", console)
    for example in page.examples:
        console.print()
        _example(example, console)
    console.print()


def _part(title: str, text: str, console: Console) -> None:
    if text:
        console.print()
        say(console, (title, "bold"))
        hang(console, styled(_INDENT), styled(text))


def _example(example: Example, console: Console) -> None:
    where = f" (found at {example.found_at})" if example.found_at else ""
    setting = f" {example.setting}" if example.setting else ""
    say(console, ("Good" if example.good else "Bad", "bold"), setting, where)
    _table(example, console)


def _table(example: Example, console: Console) -> None:
    """A table with the letters and numbers of a sheet around it; a text that is no table as it is."""
    from rich.box import SQUARE
    from rich.table import Table

    if all(len(row) == 1 for row in example.rows):
        for (line,) in example.rows:
            hang(console, styled(_INDENT), styled(line))
        return
    table = Table(box=SQUARE, show_header=True, header_style="dim", show_lines=False)
    table.add_column("", style="dim", justify="right")
    for place in range(max(map(len, example.rows))):
        table.add_column(chr(ord("A") + place), overflow="fold")
    for number, row in enumerate(example.rows, 1):
        cells = [
            styled((cell, "bold red" if f"{chr(ord('A') + place)}{number}" == example.found_at else ""))
            for place, cell in enumerate(row)
        ]
        table.add_row(str(number), *cells)
    console.print(table, width=min(console.width, 110))
