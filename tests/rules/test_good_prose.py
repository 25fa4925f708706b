"""Progress as public servants report it well, with names in te reo Māori, dates and figures: no rule finds anything."""

from pathlib import Path

import pytest

from tests.support.checking import found, update

LINES = Path(__file__).with_name("good_prose.md").read_text("utf-8").splitlines()
PARAGRAPHS = [line.removeprefix("- ") for line in LINES if line.startswith("- ")]


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_no_rule_finds_anything_in_good_prose(paragraph: str) -> None:
    findings = found(update(paragraph.replace("|", "\\|"), action="9", Next_steps="", Evidence=""))
    assert [(f.code, f.message) for f in findings] == []


def test_the_corpus_is_large_enough() -> None:
    assert len(PARAGRAPHS) >= 80
