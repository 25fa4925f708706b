"""Show the rule book on the screen."""

from collections.abc import Sequence
from itertools import groupby

from poatool.console import SEVERITY_STYLES, Screen, styled
from poatool.render.table import Column, Content, Listing, show_table
from poatool.rules import FAMILIES, SETS, guide
from poatool.rules.notes import NoteKind
from poatool.rules.registry import Example, Rule
from poatool.text import listed
from poatool.workbooks.addresses import column_letter

_INDENT = "  "


def rule_list(pages: Sequence[Rule], screen: Screen) -> None:
    """Show one line for each rule, family by family."""
    for family, members in groupby(pages, key=lambda page: page.family):
        screen.say((f"{family}  {FAMILIES.get(family, '')}", "bold underline"))
        for page in members:
            severity = (f"{page.severity:<8}", SEVERITY_STYLES[page.severity])
            of_set = f" ({page.in_set})" if page.in_set else ""
            screen.hang(styled(_INDENT, (page.code, "bold"), "  ", severity, " "), page.title + of_set)
        screen.say()
    for name, what in SETS.items():
        screen.say((name, "bold"), f": {what}")
    screen.steps(["read one: poatool rules CODE"])


def rule_page(page: Rule, screen: Screen, word: str = "") -> None:
    """Show the page of a rule: what it finds, why, how to fix it, and examples; `word` is what the user typed."""
    if not {word.upper(), word.casefold()}.isdisjoint(page.aliases):
        screen.say(f"{word} is part of {page.code}.")
        screen.say()
    screen.say((f"{page.code} {page.name}", "bold"), " (", (page.severity.value, SEVERITY_STYLES[page.severity]), ")")
    _part("What", page.title, screen)
    for paragraph in page.body.why:
        _part("Why", paragraph, screen)
    _part("To fix it", page.body.fix, screen)
    if page.family == "FRM":
        _part("Found by", "poatool framework check", screen)
    more = guide(page.code)
    _part("More", f"docs/{more}.md" if more else "", screen)
    _part("Set", f"{page.in_set}: {SETS[page.in_set]}" if page.in_set else "", screen)
    for example in page.body.examples:
        screen.say()
        where = f" (found at {listed(example.found_at)})" if example.found_at else ""
        setting = f" {example.setting}" if example.setting else ""
        screen.say(("Good" if example.good else "Bad", "bold"), setting, where)
        _table(example, screen)
    screen.say()


def note_page(kind: NoteKind, screen: Screen) -> None:
    """Show what a kind of note means."""
    screen.say((f"{kind.code} {kind.name}", "bold"), " (note)")
    _part("What", kind.title, screen)
    _part("Found by", "poatool --verbose validate; nothing needs to be done, so it is not a finding", screen)
    screen.say()


def _part(title: str, text: str, screen: Screen) -> None:
    if text:
        screen.section((title, "bold"))
        screen.hang(_INDENT, text)


def _table(example: Example, screen: Screen) -> None:
    """Show an example table with column letters and row numbers, as in a sheet; show any other example as it is."""
    if example.width == 1:
        for (line,) in example.rows:
            screen.hang(_INDENT, line)
        return
    letters = ("", *(column_letter(index) for index in range(1, example.width + 1)))
    rows: list[tuple[Content, ...]] = []
    for number, row in enumerate(example.rows, 1):
        rows.append((number, *(cell or " " for cell in row), *[" "] * (example.width - len(row))))
    show_table(Listing("Example", tuple(map(Column, letters)), tuple(rows)), screen)
