"""The rule book: every rule, in the order of its codes.

Put a rule into the file of its subject; list new files here.
"""

from __future__ import annotations

from collections.abc import Mapping

from poatool.findings.model import Severity
from poatool.rules import across, notes, style
from poatool.rules.actions import mentions, references, repetition, standing, wordings
from poatool.rules.agencies import duplicates, inferred, missing, names, roles
from poatool.rules.publication import characters, drafts, links, macrons, privacy, restrictions, struck
from poatool.rules.registry import Rule
from poatool.rules.updates import (
    contradictions,
    dates,
    earlier,
    evidence,
    footnotes,
    progress,
    remarks,
    since_last,
    status,
)
from poatool.rules.workbook import (
    cells,
    files,
    headings,
    hidden,
    not_read,
    periods,
    rows,
    sheets,
    template,
)

_SUBJECTS = (
    *(files, sheets, template, headings, rows, periods, hidden, cells, not_read),
    *(references, wordings, standing, repetition, mentions),
    *(progress, status, remarks, contradictions, dates, earlier, footnotes, evidence, since_last),
    *(missing, names, roles, inferred, duplicates),
    *(privacy, drafts, macrons, characters, struck, links, restrictions),
    *(across, style),
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (found for subject in _SUBJECTS for found in vars(subject).values() if isinstance(found, Rule)),
        key=lambda rule: rule.number,
    )
)

BY_CODE = {rule.code: rule for rule in RULES}

_ERRORS = [rule for rule in RULES if rule.severity is Severity.ERROR]
KEEPING_OUT = frozenset(code for rule in _ERRORS for code in (rule.code, *rule.requires))
"""Codes that set rows aside: the rules that are errors, and the rules that these require."""

CODES: Mapping[str, str] = {
    **{word: rule.code for rule in RULES for word in (rule.code, rule.name, *rule.aliases)},
    **{word: kind.code for kind in notes.KINDS for word in (kind.code, kind.name)},
}
"""The current code for every code and name that a rule has or had; notes keep their own."""
