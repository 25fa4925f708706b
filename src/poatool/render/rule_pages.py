"""The rule book on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poatool.render.lines import hang, say, styled
from poatool.rules.registry import Rule

if TYPE_CHECKING:
    from rich.console import Console


def rule_list(rules: Sequence[Rule], console: Console) -> None:
    """Print one line a rule."""
    for rule in rules:
        hang(console, styled((rule.code, "bold"), f"  {rule.severity:<8} "), styled(rule.title))
    say(console, ("To read one: poatool rules CODE", "dim"))


def rule_page(rule: Rule, console: Console) -> None:
    """Print the page of a rule: what it finds, why, how to fix it, and examples."""
    say(console, (f"{rule.code} {rule.name}", "bold"), f" ({rule.severity})")
    console.print()
    for line in rule.page.splitlines():
        say(console, "  ", line) if not line.startswith("|") else console.print(styled("  ", line), soft_wrap=True)
    console.print()
