"""The rule book as a page of Markdown: what is checked, why, how to fix it, and examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from poatool.framework.faults import FaultKind
from poatool.rules.registry import Rule

_FAMILIES = {
    "FRM": "the framework file",
    "WBK": "the workbook",
    "ACT": "references to actions",
    "UPD": "what an update says",
    "AGY": "agencies",
    "PUB": "fit to publish",
    "ALL": "across submissions",
    "WVR": "waivers",
}
_HEAD = re.compile(r"(Bad|Good)((?: \w+)*):")
_WORDS = {
    "unsigned": "in a workbook that names no agency",
    "other": "beside this submission",
    "previous": "after this submission of the period before",
    "file": "as the text of a file",
}
_INTRODUCTION = """\
# The rule book

Every rule has a code, which is never used for anything else, a name and a severity. An *error* keeps the row it
stands in out of the report until it is corrected or waived; a *warning* asks for an answer; *advice* needs none.
`poatool rules CODE` prints the page of a rule. `--select` and `--ignore` take codes, the beginning of codes, and names.

The tables are workbooks: the first line is row 1, the first column A. Where nothing else is said, the workbook is one
of DIA for 2022. `<mark>` is a cell with a highlighter, `<hidden>` a hidden row, `<U+200B>` that character, `=B2` a
formula. In a *bad* one the rule finds what it looks for at the cell named; a *good* one has no finding of any rule.
This page is made from the rules by `make docs`.
"""


def rules_markdown(rules: Sequence[Rule], faults: Iterable[FaultKind]) -> str:
    """Write the page: a list of all rules by family, then a section for each."""
    faults = list(faults)
    families = {family: list(some) for family, some in groupby(rules, key=lambda rule: rule.family)}
    parts = [_INTRODUCTION, _heading("FRM"), _list((k.code, k.name, k.severity, k.what) for k in faults)]
    for family, some in families.items():
        parts += [_heading(family), _list((r.code, r.name, r.severity, r.title) for r in some)]
    parts += [_fault(kind) for kind in faults]
    parts += [_section(rule) for rule in rules]
    return "\n".join(parts)


def _heading(family: str) -> str:
    return f"## {family}: {_FAMILIES.get(family, family)}\n"


def _list(lines: Iterable[tuple[str, str, str, str]]) -> str:
    rows = (f"| [{code}](#{code.lower()}-{name}) | {severity} | {title} |" for code, name, severity, title in lines)
    return "\n".join(["| rule | severity | what it finds |", "|---|---|---|", *rows, ""])


def _fault(kind: FaultKind) -> str:
    return f"### {kind.code} {kind.name}\n\n*{kind.severity}* · {kind.what}\n\n{kind.why} To fix it: {kind.fix}\n"


def _section(rule: Rule) -> str:
    title, _, rest = rule.page.partition("\n")
    body = "\n".join(_page(rest.strip("\n").splitlines())).rstrip()
    return f"### {rule.code} {rule.name}\n\n*{rule.severity}* · {title}\n\n{body}\n"


def _page(lines: Iterable[str]) -> Iterator[str]:
    """The text of a page, with its examples as they stand."""
    example: list[str] | None = None
    for line in lines:
        if (head := _HEAD.fullmatch(line)) is not None:
            yield from _closed(example)
            example = [_caption(head[1], head[2].split())]
        elif example is None:
            yield line
        elif line.startswith("Found at:"):
            example[0] += f", found at {line.removeprefix('Found at:').strip()}"
        else:
            example.append(line)
    yield from _closed(example)


def _closed(example: list[str] | None) -> Iterator[str]:
    if example:
        caption, *table = example
        yield from (f"{caption}:", "", "```text", *"\n".join(table).strip("\n").splitlines(), "```", "")


def _caption(kind: str, words: Sequence[str]) -> str:
    further = [_WORDS.get(word, f"in {word}" if word.isdigit() else f"of {word}") for word in words]
    return " ".join([f"*{kind}*", *further])
