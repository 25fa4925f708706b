"""`poatool rules`: show the rule book; `--select` and `--ignore` accept the same words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from poatool.cli.options import Settings, argument, split
from poatool.errors import UsageError

if TYPE_CHECKING:
    from poatool.rules.notes import NoteKind
    from poatool.rules.registry import Rule


def rules(
    context: typer.Context,
    codes: Annotated[list[str], argument("CODE", "A code, its beginning, or a name.", show_default=False)] = [],
) -> None:
    """Show the rule book: one line for each rule, or one rule's page.

    poatool rules
    poatool rules ACT202
    """
    from poatool.render.rules import note_page, rule_list, rule_page
    from poatool.rules import BOOK

    screen = Settings.of(context).screen()
    if not codes:
        rule_list(BOOK, screen)
    for word in codes:
        if (kind := note_kind(word)) is not None:
            note_page(kind, screen)
    meant = {page: word for word in reversed(codes) for page in named(word)}
    for page in dict.fromkeys(page for word in codes for page in named(word)):
        rule_page(page, screen, meant[page])


def selected(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str] | None:
    """The codes of the rules that `validate` runs; None means all. See `named` for the accepted words.

    Raises UsageError if there is no word, or if a word selects nothing or only rules of `framework check`.
    """
    if not (select or ignore):
        return None
    from poatool.decisions.waivers import KINDS
    from poatool.rules import CODES

    if select and not split(select):
        raise UsageError("--select is empty. Name the rules to run, or leave it out to run all of them.")
    wanted = {code for word in split(select) for code in _validated(word)}
    unwanted = {code for word in split(ignore) for code in _validated(word)}
    every = {*CODES.values(), *(kind.code for kind in KINDS)}
    return frozenset((wanted if select else every) - unwanted)


def named(word: str) -> tuple[Rule, ...]:
    """The pages that a word selects: a current or former code, the beginning of a code, a name, or a set of rules.

    A note has no page. Raises UsageError if the word is neither a rule nor a note.
    """
    from poatool.findings.model import code_meant
    from poatool.rules import BOOK
    from poatool.text import nearest

    plain = word.strip()
    code, name = plain.upper(), plain.casefold()
    others = {page: {page.name, page.in_set, *page.aliases} for page in BOOK}
    found = tuple(page for page in others if plain and (page.code.startswith(code) or {code, name} & others[page]))
    if not found and note_kind(plain) is None:
        codes = [word for page in BOOK for word in (page.code, page.family)]
        names = [page.name for page in BOOK]
        likely = nearest(code_meant(plain), codes) or nearest(plain.casefold(), names)
        hint = f" Did you mean {likely}?" if likely else ""
        raise UsageError(f"{plain or '(empty)'} is not a rule.{hint} See them all with: poatool rules")
    return found


def note_kind(word: str) -> NoteKind | None:
    """The kind of note with this code or name, or None."""
    from poatool.rules.notes import KINDS as NOTES

    return next((kind for kind in NOTES if word.upper() == kind.code or word.casefold() == kind.name), None)


def style_asked_for(select: Sequence[str]) -> bool:
    """Whether `--select` names the set of house-style rules."""
    from poatool.rules.registry import STYLE

    return STYLE in map(str.casefold, split(select))


def _validated(word: str) -> tuple[str, ...]:
    found = named(word)
    codes = tuple(page.code for page in found if page.family != "FRM")
    if (kind := note_kind(word.strip())) is not None:
        return (kind.code,)
    if not codes:
        raise UsageError(f"{word} is a fault of the framework file, not of a submission. See: poatool framework check")
    return codes
