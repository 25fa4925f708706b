"""The rule book: every rule, in the order of its codes. A new rule goes to the file of its subject, a new file here."""

from __future__ import annotations

from itertools import chain

from poatool.rules import agencies
from poatool.rules.actions import references, repetition, spelling, standing
from poatool.rules.registry import Rule
from poatool.rules.updates import progress, status
from poatool.rules.workbook import cells, columns, files, hidden, rows, template_marks

_WORKBOOK = (files, columns, rows, hidden, cells, template_marks)
_ACTIONS = (references, spelling, standing, repetition)
_UPDATES = (progress, status)
_AGENCIES = (agencies,)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        chain.from_iterable(subject.RULES for subject in (*_WORKBOOK, *_ACTIONS, *_UPDATES, *_AGENCIES)),
        key=lambda rule: rule.number,
    )
)

BY_CODE = {rule.code: rule for rule in RULES}
