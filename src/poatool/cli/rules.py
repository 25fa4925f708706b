"""`poatool rules`: show the rule book, and find the rules that a code or a name means."""

from collections.abc import Sequence
from typing import Annotated

from poatool.cli.options import argument, values_in
from poatool.cli.settings import Settings
from poatool.decisions import waivers as accepted
from poatool.errors import UsageError
from poatool.findings.model import code_meant
from poatool.rules import BOOK, CODES, notes
from poatool.rules.notes import NoteKind
from poatool.rules.registry import Rule
from poatool.text import nearest


def rules(
    settings: Settings,
    codes: Annotated[list[str], argument("CODE…", "A code, its beginning, or a rule's name.")] = [],
) -> None:
    """Show the rule book: one line for each rule, or one rule's page.

    poatool rules
    poatool rules ACT202
    """
    from poatool.render.rules import note_page, rule_list, rule_page

    screen = settings.screen()
    if not codes:
        rule_list(BOOK, screen)
    meant = {page: word for word in reversed(codes) for page in rules_named(word)}
    pages = dict.fromkeys(page for word in codes for page in rules_named(word))
    for page in sorted(pages, key=lambda page: isinstance(page, Rule)):
        if isinstance(page, Rule):
            rule_page(page, screen, meant[page])
        else:
            note_page(page, screen)


def selected(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """The codes of the rules that `validate` runs. See `rules_named` for the words it accepts."""
    if select and not values_in(select):
        raise UsageError("--select is empty. Name the rules to run, or leave it out to run all of them.")
    wanted = {code for word in values_in(select) for code in _validated(word)}
    unwanted = {code for word in values_in(ignore) for code in _validated(word)}
    every = {*CODES.values(), *accepted.CODES}
    return frozenset((wanted if select else every) - unwanted)


def rules_named(word: str) -> tuple[Rule | NoteKind, ...]:
    """The rules and kinds of notes that a word selects: a current or former code, its beginning, a name or a set."""
    plain = word.strip()
    code, name = plain.upper(), plain.casefold()
    others = {page: {page.name, page.in_set, *page.aliases} for page in BOOK}
    found = tuple(page for page in others if plain and (page.code.startswith(code) or {code, name} & others[page]))
    found_notes = tuple(kind for kind in notes.KINDS if code == kind.code or name == kind.name)
    if not (found or found_notes):
        codes = [word for page in BOOK for word in (page.code, page.family)]
        likely = nearest(code_meant(plain), codes) or nearest(plain.casefold(), [page.name for page in BOOK])
        hint = f" Did you mean {likely}?" if likely else ""
        raise UsageError(f"{plain or '(empty)'} is not a rule.{hint} See them all with: poatool rules")
    return found_notes + found


def _validated(word: str) -> tuple[str, ...]:
    if not (codes := tuple(page.code for page in rules_named(word) if not page.code.startswith("FRM"))):
        raise UsageError(f"{word} is a fault of the framework file, not of a submission. See: poatool framework check")
    return codes
