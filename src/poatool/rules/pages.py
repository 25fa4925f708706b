"""The rule book: one page for everything that can be found, by any command."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from poatool.decisions.waivers import KINDS
from poatool.findings.model import Severity
from poatool.framework.faults import FAULTS, FaultKind
from poatool.rules import RULES
from poatool.rules.registry import STYLE, Rule

_EXAMPLE = re.compile(r"(Bad|Good)((?: \w{1,20}){0,9}):")
_BLOCKS = re.compile(r"\n\n|\n(?=(?:Bad|Good)(?: \w{1,20}){0,9}:\n)")
_CELLS = re.compile(r"(?<!\\)\|")
_FOUND_AT = "Found at:"
_TO_FIX = "To fix it, "
_NOTHING = "Nothing needs to be done"


@dataclass(frozen=True, slots=True)
class Example:
    """A bad table with the cells (`found_at`) where its rule finds something, or a good one where no rule finds anything.

    `words` are those between `Bad` or `Good` and the colon; they describe its workbook, unless it is one from DIA for
    2022. `lines` are the table as it is written, the headings first, or the text of a file.
    """

    good: bool
    words: tuple[str, ...]
    lines: tuple[str, ...]
    found_at: tuple[str, ...]

    @property
    def setting(self) -> str:
        """Its workbook, as a phrase: `in 2021`, `beside this submission`."""
        return " ".join(_SETTINGS.get(word, f"in {word}" if word.isdigit() else f"of {word}") for word in self.words)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of its lines; a text that is not a table has one cell a line."""
        return tuple(
            tuple(cell.strip().replace("\\|", "|") for cell in _CELLS.split(line.removeprefix("|").removesuffix("|")))
            if line.startswith("|")
            else (line,)
            for line in self.lines
        )

    @property
    def width(self) -> int:
        """The number of columns of its widest row."""
        return max(map(len, self.rows))

    @property
    def is_table(self) -> bool:
        """Whether any of its rows has more than one cell."""
        return self.width > 1


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule.

    `title` is one sentence, `why` further paragraphs, `fix` what to do about it. `by_validate` is true for rules on
    submissions and their waivers, false for those on the framework file. `aliases` are the codes and names of rules
    merged into it; `in_set` is the set of rules that it belongs to, if any.
    """

    code: str
    name: str
    severity: Severity
    title: str
    why: tuple[str, ...]
    fix: str
    examples: tuple[Example, ...]
    by_validate: bool = True
    aliases: tuple[str, ...] = ()
    in_set: str = ""

    @property
    def family(self) -> str:
        """The letters of its code, such as `ACT`."""
        return self.code.rstrip("0123456789")

    @property
    def guide(self) -> str:
        """The page of the documentation that says more about its subject, or an empty text."""
        return _GUIDES.get(self.code) or _GUIDES.get(self.family, "")


FAMILIES = {
    "FRM": "the framework file",
    "WBK": "the workbook",
    "ACT": "references to actions",
    "UPD": "what an update says",
    "AGY": "agencies",
    "PUB": "fit to publish",
    "ALL": "across submissions",
    "WVR": "waivers",
}
"""The subject of each family, in the order of the book."""

_GUIDES = {
    "FRM": "reference/framework-file",
    **dict.fromkeys(("WBK103", "WBK104", "WBK141"), "how-to/odd-layout"),
    **dict.fromkeys(("WBK115", "WBK117", "WBK137", "AGY"), "explanation/scope"),
    "WBK101": "reference/limits",
    "ACT": "explanation/references",
    "PUB": "explanation/privacy",
    "ALL": "explanation/coverage",
    "WVR": "how-to/findings",
    "WVR704": "how-to/decisions",
}
"""Pages of the documentation that say more, by code or family."""

_SETTINGS = {
    "unsigned": "in a workbook that names no agency",
    "template": "in a workbook made from the template",
    "other": "beside this submission",
    "previous": "after this submission of the period before",
    "file": "as the text of a file",
    "declared": "where the layout is declared as Action, Status and “What we can say”, which is the progress",
}

SETS = {STYLE: "house style; sent back to agencies only if selected"}  # a description of each set of rules


@cache
def pages() -> tuple[RulePage, ...]:
    """Every page, family by family."""
    return (
        *(_of_kind(kind, by_validate=False) for kind in FAULTS.values()),
        *map(page_of, RULES),
        *(_of_kind(kind, by_validate=True) for kind in KINDS),
    )


def page_of(rule: Rule) -> RulePage:
    """The page of a rule, from its docstring."""
    why: list[str] = []
    fix = ""
    examples: list[Example] = []
    for block in _BLOCKS.split(rule.page)[1:]:
        lines = block.split("\n")
        if head := _EXAMPLE.fullmatch(lines[0]):
            found = [
                cell.strip()
                for line in lines
                if line.startswith(_FOUND_AT)
                for cell in line.removeprefix(_FOUND_AT).split(",")
            ]
            table = tuple(line.strip() for line in lines[1:] if not line.startswith(_FOUND_AT))
            examples.append(Example(head[1] == "Good", tuple(head[2].split()), table, tuple(found)))
            continue
        paragraph = " ".join(lines)
        before, found_fix, after = paragraph.partition(_TO_FIX)
        if not found_fix:
            before, nothing, after = paragraph.partition(_NOTHING)
            after = nothing + after
        why += [before.strip()] if before.strip() else []
        fix = fix or after[:1].upper() + after[1:]
    return RulePage(
        rule.code,
        rule.name,
        rule.severity,
        rule.title,
        tuple(why),
        fix,
        tuple(examples),
        True,
        rule.aliases,
        rule.in_set,
    )


def _of_kind(kind: FaultKind, *, by_validate: bool) -> RulePage:
    severity = Severity(kind.severity)
    return RulePage(kind.code, kind.name, severity, kind.message, (kind.why,), kind.hint, (), by_validate, kind.aliases)
