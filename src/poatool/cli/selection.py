"""`--select` and `--ignore`: which rules run."""

from __future__ import annotations

from collections.abc import Sequence

from poatool.cli.options import split
from poatool.errors import UsageError
from poatool.rules import RULES
from poatool.rules.registry import Rule


def selected(select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """The rules that run. Codes, families and other prefixes of codes, and names are taken, in any case.

    Raises:
        UsageError: a word selects no rule.
    """
    wanted = {rule.code for word in split(select) for rule in named(word)} if select else {r.code for r in RULES}
    unwanted = {rule.code for word in split(ignore) for rule in named(word)}
    return tuple(rule for rule in RULES if rule.code in wanted - unwanted)


def named(word: str) -> tuple[Rule, ...]:
    """The rules that a code, the beginning of one, or a name means.

    Raises:
        UsageError: it means none.
    """
    found = tuple(r for r in RULES if r.code.startswith(word.upper()) or r.name == word.casefold())
    if not found:
        from difflib import get_close_matches

        known = [name for rule in RULES for name in (rule.code, rule.name)]
        likely = get_close_matches(word.upper(), known, n=1) or get_close_matches(word.casefold(), known, n=1)
        hint = f" Did you mean {likely[0]}?" if likely else ""
        raise UsageError(f"{word} is no rule.{hint} See them all with: poatool rules")
    return found
