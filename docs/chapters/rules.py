"""The rule book: a page for each family, and a list of all rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from poatool.rules import BOOK, FAMILIES, guide
from poatool.rules.notes import KINDS
from poatool.rules.registry import Example, Rule
from poatool.text import listed
from poatool.workbooks.addresses import column_letter

DOCS = Path(__file__).parents[1]
FOLDER = "docs/reference/rules"
HEAD = """\
# Rules

Every rule has a code, which is never reused, a name and a severity. An *error* keeps its row out of the report until
it is corrected or waived; a *warning* should be looked at; *advice* needs no answer. `poatool rules CODE` shows the
same page on the screen. `--select` and `--ignore` take current and former codes, beginnings of codes, names, and
`style`, the rules on house style, whose findings go back to agencies only if you select them.

The examples are workbooks of DIA for 2022 unless they say otherwise. `<mark>` is a highlighted cell, `<s>…</s>` struck
out text, `<to …>` a cell's link, `<hidden>` a hidden row, `<U+200B>` that character, `=B2` a formula. The rule finds
a *bad* example at the cell named; no rule finds anything in a *good* one.
"""


def files() -> dict[str, str]:
    """The text of each page of the rule book, by its path."""
    book = [HEAD]
    made = {}
    for family, members in groupby(BOOK, key=lambda page: page.family):
        rules = tuple(members)
        book += [f"## {family}: {FAMILIES[family]}\n", *_list(rules, f"{family.lower()}.md"), ""]
        sections = (line for page in rules for line in _section(page))
        title = f"# {family}: {FAMILIES[family]}\n"
        made[f"{FOLDER}/{family.lower()}.md"] = "\n".join((title, *_list(rules, ""), "", *sections)).rstrip() + "\n"
    return {f"{FOLDER}/index.md": "\n".join((*book, *_former(), *_notes())).rstrip() + "\n", **made}


def _list(rules: tuple[Rule, ...], file: str) -> Iterator[str]:
    yield from ("| rule | severity | what it finds |", "|---|---|---|")
    for page in rules:
        yield f"| [{page.code} {page.name}]({file}#{page.code.lower()}) | {page.severity} | {page.title} |"


def _former() -> Iterator[str]:
    """The codes of rules that were merged into others."""
    yield from ("## Former codes\n", "A former code still means its rule, in options, waivers and baselines.\n")
    yield from ("| code | is part of |", "|---|---|")
    for code, page in sorted((code, each) for each in BOOK for code in each.former_codes):
        yield f"| {code} | [{page.code} {page.name}]({page.family.lower()}.md#{page.code.lower()}) |"
    yield ""


def _notes() -> Iterator[str]:
    """What `--verbose` shows besides the findings."""
    yield "## Notes\n"
    yield "`poatool --verbose validate` also shows notes, which need no action. A note is not a finding.\n"
    yield from ("| note | what it says |", "|---|---|")
    for note in KINDS:
        yield f'| <a id="{note.code.lower()}"></a>{note.code} {note.name} | {note.title} |'


def _section(page: Rule) -> Iterator[str]:
    kind = f"{page.severity}, {page.in_set}" if page.in_set else page.severity
    yield from (f"## {page.code}", "", f"**{page.name}** · *{kind}* · {page.title}", "")
    for paragraph in page.body.why:
        yield from (paragraph, "")
    yield from (f"*To fix it:* {page.body.fix}" if not page.body.fix.startswith("Nothing") else page.body.fix, "")
    if more := guide(page.code):
        title = (DOCS / f"{more}.md").read_text("utf-8").partition("\n")[0].removeprefix("# ")
        yield from (f"*More:* [{title}](../../{more}.md)", "")
    if page.aliases:
        names = (f'<a id="{name.lower()}"></a>{name}' if name.isupper() else name for name in page.aliases)
        yield from (f"*Also called:* {', '.join(names)}", "")
    for example in page.body.examples:
        found = f", found at {listed(example.found_at)}" if example.found_at else ""
        kind = f"*{'Good' if example.good else 'Bad'}* {example.setting}".rstrip()
        yield from (f"{kind}{found}:", "", "```text", *_table(example), "```", "")


def _table(example: Example) -> Iterator[str]:
    """A table with the letters and numbers of a sheet, and any other text as it is."""
    if example.width == 1:
        yield from (line for (line,) in example.rows)
        return
    letters = tuple(column_letter(index) for index in range(1, example.width + 1))
    rows = [("", *letters), *((str(number), *row) for number, row in enumerate(example.rows, 1))]
    widths = [max(len(row[index]) for row in rows if index < len(row)) for index in range(example.width + 1)]
    for row in rows:
        yield " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
