"""The rule book: every rule, in the order of its codes. A new family is a new file and a line here."""

from __future__ import annotations

from poatool.rules import action_references, agencies, updates, workbook
from poatool.rules.registry import Rule

RULES: tuple[Rule, ...] = (*workbook.RULES, *action_references.RULES, *updates.RULES, *agencies.RULES)

BY_CODE = {rule.code: rule for rule in RULES}
