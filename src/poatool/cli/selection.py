"""`--select` and `--ignore`: which rules run. `rules CODE`: which pages are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poatool.cli.options import split
from poatool.errors import UsageError
from poatool.findings.model import code_meant
from poatool.findings.waivers import KINDS
from poatool.rules import BY_CODE
from poatool.text import nearest

if TYPE_CHECKING:
    from poatool.rules.pages import RulePage


def selected(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """The codes that `validate` looks for. Codes, families and other prefixes, and names are taken, in any case.

    Raises:
        UsageError: a word selects nothing, or only what `framework check` finds; or there is no word to select by.
    """
    if select and not split(select):
        raise UsageError("--select is empty. Name the rules to look for, or leave it out to look for all of them.")
    wanted = {code for word in split(select) for code in _validated(word)}
    unwanted = {code for word in split(ignore) for code in _validated(word)}
    every = {*BY_CODE, *(kind.code for kind in KINDS)}
    return frozenset((wanted if select else every) - unwanted)


def named(word: str) -> tuple[RulePage, ...]:
    """The pages that a code, the beginning of one, or a name means.

    Raises:
        UsageError: it means none.
    """
    from poatool.rules.pages import pages

    plain = word.strip()
    found = tuple(p for p in pages() if plain and (p.code.startswith(plain.upper()) or p.name == plain.casefold()))
    if not found:
        codes = [word for page in pages() for word in (page.code, page.family)]
        names = [page.name for page in pages()]
        likely = nearest(code_meant(plain), codes) or nearest(plain.casefold(), names)
        hint = f" Did you mean {likely}?" if likely else ""
        raise UsageError(f"{plain or '(empty)'} is not a rule.{hint} See them all with: poatool rules")
    return found


def _validated(word: str) -> tuple[str, ...]:
    found = named(word)
    codes = tuple(page.code for page in found if page.by_validate)
    if not codes:
        raise UsageError(f"{word} is a fault of the framework file, not of a submission. See: poatool framework check")
    return codes
