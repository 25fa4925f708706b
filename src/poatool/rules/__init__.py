"""The rule book: every rule, in the order of its codes. A new rule goes to the file of its subject, a new file here."""

from __future__ import annotations

from itertools import chain

from poatool.rules import across
from poatool.rules.actions import numbering, prose, references, repetition, spelling, standing
from poatool.rules.agencies import duplicates, headed, labelled, missing, named, parts, taken
from poatool.rules.publication import characters, drafts, language, office, privacy, restrictions, struck
from poatool.rules.registry import Rule
from poatool.rules.updates import contradictions, dates, evidence, length, progress, since_last, status
from poatool.rules.workbook import (
    accounts,
    cells,
    columns,
    comments,
    files,
    headings,
    hidden,
    outside,
    paths,
    periods,
    rows,
    sheets,
    template_marks,
    unheaded,
)

_SUBJECTS = (
    *(files, sheets, template_marks, columns, headings, rows, hidden, cells),
    *(unheaded, outside, paths, periods, comments, accounts),
    *(references, numbering, spelling, standing, repetition, prose),
    *(progress, status, contradictions, length, dates, evidence, since_last),
    *(missing, named, parts, taken, headed, labelled, duplicates),
    *(privacy, drafts, language, characters, struck, office, restrictions),
    across,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(chain.from_iterable(subject.RULES for subject in _SUBJECTS), key=lambda rule: rule.number)
)

BY_CODE = {rule.code: rule for rule in RULES}
