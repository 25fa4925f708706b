"""Every kind of decision has a sentence that says what it settles."""

import datetime as dt
from dataclasses import fields
from typing import Any

import pytest

from poatool.decisions.model import KINDS, Decision
from poatool.findings.model import Place
from poatool.render.report.words import in_words
from tests.support.reports import FRAMEWORK

VALUES: dict[str, Any] = {
    "by": "The lead",
    "because": "Seen.",
    "source": Place("decisions.yaml", row=1),
    "period": "2022",
    "action": "1",
    "status": "completed",
    "agency": "NZP",
    "file": "a.xlsx",
    "instead_of": "b.xlsx",
    "update": "2022-nzp-1",
    "text": "Met.",
    "until": dt.date(2023, 2, 1),
    "code": "ACT201",
    "reason": "Agreed.",
}
"""A value for each key that a kind of decision must have."""


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
def test_a_decision_says_what_it_settles(kind: type[Decision]) -> None:
    names = {field.name for field in fields(kind)}
    decision = kind(**{name: value for name, value in VALUES.items() if name in names})
    try:
        said = in_words(decision, FRAMEWORK)
    except AssertionError:
        pytest.fail(f"render/report/words.py: give {kind.__name__} a sentence in `in_words`")
    assert said not in ("", str(decision))
