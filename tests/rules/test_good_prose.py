"""Progress as public servants report it well, with names in te reo Māori, dates and figures: no rule finds anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from poatool.findings.model import Finding
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read
from tests.support.tables import workbook_from_markdown

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
LINES = Path(__file__).with_name("good_prose.md").read_text("utf-8").splitlines()
PARAGRAPHS = [line.removeprefix("- ") for line in LINES if line.startswith("- ")]


def findings(progress: str, status: str = "Under way", next_steps: str = "", evidence: str = "") -> tuple[Finding, ...]:
    row = ("9", status, progress.replace("|", "\\|"), next_steps, evidence)
    table = f"| Action | Status | Progress | Next steps | Evidence |\n| {' | '.join(row)} |"
    book = workbook_from_markdown(table, path="dia.xlsx", properties={"custom.Agency": "DIA"})
    return check(Batch(EDITION, (interpret(read(book, Columns.of()), EDITION),)), RULES)


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_no_rule_finds_anything_in_good_prose(paragraph: str) -> None:
    assert [(f.code, f.message) for f in findings(paragraph)] == []


def test_there_is_enough_of_it() -> None:
    assert len(PARAGRAPHS) >= 80


@pytest.mark.parametrize(
    "said", ["None.", "Nil", "No further work is planned.", "No further action required", "No next steps", "N/A"]
)
def test_what_is_completed_may_say_that_nothing_follows(said: str) -> None:
    assert findings("Wrote a leaflet.", "Completed", said) == ()


@pytest.mark.parametrize(
    "said", ["No funding yet; apply again.", "Not before 2024: print it.", "Nothing but printing it."]
)
def test_what_only_begins_like_that_are_next_steps(said: str) -> None:
    assert [f.code for f in findings("Wrote a leaflet.", "Completed", said)] == ["UPD306"]
