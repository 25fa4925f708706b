"""The rule book: every rule, in the order of its codes. A rule goes into the file of its subject; list a new file here."""

from __future__ import annotations

from poatool.rules import across
from poatool.rules.actions import mentions, numbering, references, repetition, spelling, standing
from poatool.rules.agencies import duplicates, inferred, labels, missing, names, roles, subheadings
from poatool.rules.publication import abbreviations, characters, drafts, office, privacy, restrictions, struck
from poatool.rules.registry import Rule
from poatool.rules.updates import contradictions, dates, evidence, length, progress, since_last, status
from poatool.rules.workbook import (
    above_tables,
    cells,
    columns,
    comments,
    filenames,
    files,
    headings,
    hidden,
    ledger,
    periods,
    rows,
    sheets,
    stray_text,
    template,
)

_SUBJECTS = (
    *(files, sheets, template, columns, headings, rows, hidden, cells),
    *(stray_text, above_tables, filenames, periods, comments, ledger),
    *(references, numbering, spelling, standing, repetition, mentions),
    *(progress, status, contradictions, length, dates, evidence, since_last),
    *(missing, names, roles, inferred, subheadings, labels, duplicates),
    *(privacy, drafts, abbreviations, characters, struck, office, restrictions),
    across,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (found for subject in _SUBJECTS for found in vars(subject).values() if isinstance(found, Rule)),
        key=lambda rule: rule.number,
    )
)

BY_CODE = {rule.code: rule for rule in RULES}
