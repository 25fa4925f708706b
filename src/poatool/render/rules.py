"""Show the rule book on the screen, and write it as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from poatool.console import Screen, as_rich
from poatool.render.screen import SEVERITY_STYLES, hang, say, styled
from poatool.rules.notes import NoteKind
from poatool.rules.pages import FAMILIES, SETS, Example, RulePage
from poatool.text import listed
from poatool.workbooks.addresses import column_letter, reference

_INDENT = "  "
_WIDEST_TABLE = 110

_INTRODUCTION = """\
# The rule book

Every rule has a code, which is never reused, a name and a severity. An *error* keeps its row out of the report until
it is corrected or waived; a *warning* should be looked at; *advice* needs no answer. `poatool rules CODE` prints the
page of a rule. `--select` and `--ignore` take current and former codes, beginnings of codes, names, and `style`, the
set of rules on house style, whose findings are sent back to agencies only if it is selected.

The examples are workbooks of DIA for 2022 unless they say otherwise. `<mark>` is a highlighted cell, `<s>…</s>` struck
out text, `<to …>` a cell's link, `<hidden>` a hidden row, `<U+200B>` that character, `=B2` a formula. The rule finds
a *bad* example at the cell named; no rule finds anything in a *good* one. `make docs` writes this page from the rules.
"""


def rule_list(pages: Sequence[RulePage], screen: Screen) -> None:
    """Show one line for each rule, family by family."""
    for family, members in groupby(pages, key=lambda page: page.family):
        say(screen, (f"{family}  {FAMILIES.get(family, '')}", "bold underline"))
        for page in members:
            severity = (f"{page.severity:<8}", SEVERITY_STYLES[page.severity])
            of_set = f" ({page.in_set})" if page.in_set else ""
            hang(screen, styled(_INDENT, (page.code, "bold"), "  ", severity, " "), styled(page.title + of_set))
        screen.print()
    for name, what in SETS.items():
        say(screen, (name, "bold"), f": {what}")
    say(screen, ("Next: ", "bold"), "read one: poatool rules CODE")


def rule_page(page: RulePage, screen: Screen, word: str = "") -> None:
    """Show the page of a rule: what it finds, why, how to fix it, and examples; `word` is what the user typed."""
    if not {word.upper(), word.casefold()}.isdisjoint(page.aliases):
        say(screen, f"{word} is part of {page.code}.")
        screen.print()
    severity = (page.severity.value, SEVERITY_STYLES[page.severity])
    say(screen, (f"{page.code} {page.name}", "bold"), " (", severity, ")")
    _part("What", page.title, screen)
    for paragraph in page.why:
        _part("Why", paragraph, screen)
    _part("To fix it", page.fix, screen)
    if not page.by_validate:
        _part("Found by", "poatool framework check", screen)
    _part("Set", f"{page.in_set}: {SETS[page.in_set]}" if page.in_set else "", screen)
    for example in page.examples:
        screen.print()
        where = f" (found at {listed(example.found_at)})" if example.found_at else ""
        setting = f" {example.setting}" if example.setting else ""
        say(screen, ("Good" if example.good else "Bad", "bold"), setting, where)
        _table(example, screen)
    screen.print()


def note_page(kind: NoteKind, screen: Screen) -> None:
    """Show what a note means, if its code was asked for."""
    say(screen, (f"{kind.code} {kind.name}", "bold"), " (note)")
    _part("What", kind.title, screen)
    _part("Found by", "poatool --verbose validate; nothing needs to be done, so it is not a finding", screen)
    screen.print()


def _part(title: str, text: str, screen: Screen) -> None:
    if text:
        screen.print()
        say(screen, (title, "bold"))
        hang(screen, styled(_INDENT), styled(text))


def _table(example: Example, screen: Screen) -> None:
    """Show a table with the letters and numbers of a sheet, and any other text as it is."""
    from rich.box import SQUARE
    from rich.table import Table

    if not example.is_table:
        for (line,) in example.rows:
            hang(screen, styled(_INDENT), styled(line))
        return
    table = Table(box=SQUARE, show_header=True, header_style="dim", show_lines=False)
    table.add_column("", style="dim", justify="right")
    for index in range(1, example.width + 1):
        table.add_column(column_letter(index), overflow="fold")
    for number, row in enumerate(example.rows, 1):
        cells = [
            as_rich(styled((cell, "bold red" if reference(number, index) in example.found_at else "")))
            for index, cell in enumerate(row, 1)
        ]
        table.add_row(str(number), *cells)
    screen.console.print(table, width=min(screen.width, _WIDEST_TABLE))


def rules_markdown(pages: Sequence[RulePage]) -> str:
    """The page: a list of all rules by family, then a section for each."""
    parts = [_INTRODUCTION]
    for family, members in groupby(pages, key=lambda page: page.family):
        rows = (f"| [{p.code}](#{p.code.lower()}-{p.name}) | {p.severity} | {p.title} |" for p in members)
        head = (f"## {family}: {FAMILIES[family]}\n", "| rule | severity | what it finds |", "|---|---|---|")
        parts += [*head, *rows, ""]
    return "\n".join((*parts, *("\n".join(_section(page)) for page in pages)))


def _section(page: RulePage) -> Iterator[str]:
    kind = f"{page.severity}, {page.in_set}" if page.in_set else page.severity
    yield from (f"### {page.code} {page.name}", "", f"*{kind}* · {page.title}", "")
    for paragraph in page.why:
        yield from (paragraph, "")
    yield from (f"*To fix it:* {page.fix}" if not page.fix.startswith("Nothing") else page.fix, "")
    if page.aliases:
        yield from (f"*Also called:* {', '.join(page.aliases)}", "")
    for example in page.examples:
        found = f", found at {listed(example.found_at)}" if example.found_at else ""
        kind = f"*{'Good' if example.good else 'Bad'}* {example.setting}".rstrip()
        yield from (f"{kind}{found}:", "", "```text", *_text_table(example), "```", "")


def _text_table(example: Example) -> Iterator[str]:
    """A table with the letters and numbers of a sheet, and any other text as it is."""
    if not example.is_table:
        yield from (line for (line,) in example.rows)
        return
    letters = tuple(column_letter(index) for index in range(1, example.width + 1))
    rows = [("", *letters), *((str(number), *row) for number, row in enumerate(example.rows, 1))]
    widths = [max(len(row[index]) for row in rows if index < len(row)) for index in range(example.width + 1)]
    for row in rows:
        yield " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
