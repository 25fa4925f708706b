"""The parts of a rule's page, and the families and sets of the rule book."""

from __future__ import annotations

import re
from typing import NamedTuple

_EXAMPLE = re.compile(r"(Bad|Good)((?: \w{1,20}){0,9}):")
_BLOCKS = re.compile(r"\n\n|\n(?=(?:Bad|Good)(?: \w{1,20}){0,9}:\n)")
_CELLS = re.compile(r"(?<!\\)\|")
_FOUND_AT = "Found at:"
_TO_FIX = "To fix it, "
_NOTHING = "Nothing needs to be done"


class Example(NamedTuple):
    """A bad table with the cells (`found_at`) where its rule finds something, or a good one where no rule does.

    `words` are the words between `Bad` or `Good` and the colon; they describe the workbook, unless it is one from DIA
    for 2022. `lines` holds the table as written, headings first, or the text of a file.
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
"""Pages of the documentation with more information, by code or family."""

_SETTINGS = {
    "unsigned": "in a workbook that names no agency",
    "template": "in a workbook made from the template",
    "other": "beside this submission",
    "previous": "after this submission of the period before",
    "file": "as the text of a file",
    "declared": "where the layout is declared as Action, Status and “What we can say”, which is the progress",
}

SETS = {"style": "house style; sent back to agencies only if selected"}  # a description of each set of rules


class Page(NamedTuple):
    """What the page of a rule says below its title: more paragraphs, what to do about it, and examples."""

    why: tuple[str, ...]
    fix: str
    examples: tuple[Example, ...]


def guide(code: str) -> str:
    """The page of the documentation on the subject of a rule; empty if there is none."""
    return _GUIDES.get(code) or _GUIDES.get(code[:3], "")


def read_page(text: str) -> Page:
    """Split a page, such as the docstring of a rule, into its parts."""
    why: list[str] = []
    fix = ""
    examples: list[Example] = []
    for block in _BLOCKS.split(text)[1:]:
        lines = block.split("\n")
        if head := _EXAMPLE.fullmatch(lines[0]):
            found = [line.removeprefix(_FOUND_AT) for line in lines if line.startswith(_FOUND_AT)]
            table = tuple(line.strip() for line in lines[1:] if not line.startswith(_FOUND_AT))
            cells = tuple(cell.strip() for line in found for cell in line.split(","))
            examples.append(Example(head[1] == "Good", tuple(head[2].split()), table, cells))
            continue
        paragraph = " ".join(lines)
        before, found_fix, after = paragraph.partition(_TO_FIX)
        if not found_fix:
            before, nothing, after = paragraph.partition(_NOTHING)
            after = nothing + after
        why += [before.strip()] if before.strip() else []
        fix = fix or after[:1].upper() + after[1:]
    return Page(tuple(why), fix, tuple(examples))
