"""Words restrict a text only by themselves, not in a statement about a helpline or a question about a row."""

from pathlib import Path

import pytest

from poatool.submissions.evidence.clearance import Question, question_in, restricts
from poatool.submissions.restrictions.texts import forbidden_in, restriction_in, withheld_in
from poatool.workbooks.model import Value
from tests.support.markdown import listed

CASES = Path(__file__).with_name("restrictions.md")
PROSE = Path(__file__).with_name("data") / "restricted_prose.md"


@pytest.mark.parametrize(("text", "mark"), listed(CASES, "Marks: parts of a text that only restrict it"))
def test_a_mark_is_a_part_of_a_text_that_only_restricts_it(text: str, mark: str) -> None:
    assert restriction_in(text) == (mark or None)


@pytest.mark.parametrize(("note", "mark"), listed(CASES, "Notes: only those that forbid"))
def test_a_note_restricts_a_row_only_if_it_forbids_publication(note: str, mark: str) -> None:
    assert forbidden_in(note) == (mark or None)


@pytest.mark.parametrize(("heading", "asked"), listed(CASES, "Headings that ask who may see a row"))
def test_a_heading_may_ask_who_may_see_a_row(heading: str, asked: str) -> None:
    assert question_in(heading) is (Question[asked.upper()] if asked else None)


@pytest.mark.parametrize(("asked", "answer", "kept"), listed(CASES, "Answers"))
def test_an_answer_restricts_a_row_depending_on_the_question(asked: str, answer: str, kept: str) -> None:
    value: Value | None = {"": None, "True": True, "False": False}.get(answer, answer)
    assert restricts(Question[asked.upper()], value) is (kept == "yes")


def test_long_texts_are_searched_together() -> None:
    for text in ("draft " * 6_000, "please publish (" * 2_000, " - " * 10_000 + "drafts -", "(" * 32_000 + "drafts"):
        assert restriction_in(text) is None


def test_a_running_text_is_withheld_only_if_it_restricts_itself() -> None:
    _, kept_back, told = PROSE.read_text("utf-8").split("# ")
    texts, ordinary = ([line[2:] for line in part.splitlines() if line.startswith("- ")] for part in (kept_back, told))
    assert len(texts) > 60
    assert len(ordinary) > 100
    assert [text for text in texts if withheld_in(text) is None] == []
    assert [text for text in ordinary if withheld_in(text) is not None] == []
