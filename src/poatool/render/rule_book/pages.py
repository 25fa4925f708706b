"""The rule book on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from poatool.console import Screen, as_rich
from poatool.render.lines import hang, say, styled
from poatool.render.severity import STYLE
from poatool.rules.pages import FAMILIES, Example, RulePage
from poatool.workbooks.addresses import column_letter, reference

_INDENT = "  "


def rule_list(pages: Sequence[RulePage], screen: Screen) -> None:
    """Print one line a rule, family by family."""
    for family, members in groupby(pages, key=lambda page: page.family):
        say(screen, (f"{family}  {FAMILIES.get(family, '')}", "bold underline"))
        for page in members:
            lead = styled(_INDENT, (page.code, "bold"), "  ", (f"{page.severity:<8}", STYLE[page.severity]), " ")
            hang(screen, lead, styled(page.title))
        screen.print()
    say(screen, ("Next: ", "bold"), "read one: poatool rules CODE")


def rule_page(page: RulePage, screen: Screen) -> None:
    """Print the page of a rule: what it finds, why, how to fix it, and examples."""
    say(screen, (f"{page.code} {page.name}", "bold"), " (", (page.severity.value, STYLE[page.severity]), ")")
    _part("What", page.title, screen)
    for paragraph in page.why:
        _part("Why", paragraph, screen)
    _part("To fix it", page.fix, screen)
    if not page.by_validate:
        _part("Found by", "poatool framework check", screen)
    for example in page.examples:
        screen.print()
        _example(example, screen)
    screen.print()


def _part(title: str, text: str, screen: Screen) -> None:
    if text:
        screen.print()
        say(screen, (title, "bold"))
        hang(screen, styled(_INDENT), styled(text))


def _example(example: Example, screen: Screen) -> None:
    where = f" (found at {example.found_at})" if example.found_at else ""
    setting = f" {example.setting}" if example.setting else ""
    say(screen, ("Good" if example.good else "Bad", "bold"), setting, where)
    _table(example, screen)


def _table(example: Example, screen: Screen) -> None:
    """A table with the letters and numbers of a sheet around it; a text that is no table as it is."""
    from rich.box import SQUARE
    from rich.table import Table

    if not example.is_table:
        for (line,) in example.rows:
            hang(screen, styled(_INDENT), styled(line))
        return
    table = Table(box=SQUARE, show_header=True, header_style="dim", show_lines=False)
    table.add_column("", style="dim", justify="right")
    for place in range(1, example.width + 1):
        table.add_column(column_letter(place), overflow="fold")
    for number, row in enumerate(example.rows, 1):
        cells = [
            as_rich(styled((cell, "bold red" if reference(number, place) == example.found_at else "")))
            for place, cell in enumerate(row, 1)
        ]
        table.add_row(str(number), *cells)
    screen.console.print(table, width=min(screen.width, 110))
