"""Words that keep a text back stand by themselves; what is told of a helpline or asked of a row keeps nothing back."""

from pathlib import Path

import pytest

from poatool.submissions.clearance import Question, question_in, restricts
from poatool.submissions.restrictions import forbidden_in, restriction_in, withheld_in
from poatool.workbooks.model import Value

PROSE = Path(__file__).with_name("data") / "restricted_prose.md"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Progress (not for publication)", "not for publication"),
        ("Progress [confidential]", "confidential"),
        ("Progress (internal, not to be published)", "internal, not to be published"),
        ("IN-CONFIDENCE", "IN-CONFIDENCE"),
        ("Classification: Commercial in confidence", "Commercial in confidence"),
        ("Internal use only – do not publish", "Internal use only"),
        ("Don’t release until Cabinet has decided", "Don’t release until Cabinet has decided"),
        ("This table is not for publication", "This table is not for publication"),
        ("Return of MBIE, 2022 – draft", "draft"),
        ("Progress (public)", None),
        ("Progress (no confidential information)", None),
        ("Confidential helpline", None),
        ("Private sector engagement", None),
        ("Confidential?", None),
        ("Not for publication: ring Mere", None),
        ("UNCLASSIFIED", None),
    ],
)
def test_a_mark_is_a_part_of_a_text_that_says_no_more(text: str, mark: str | None) -> None:
    assert restriction_in(text) == mark


@pytest.mark.parametrize(
    ("note", "mark"),
    [
        ("Question Mere. Please do not publish this row until March.", "Please do not publish this row until March"),
        ("Not yet for release", "Not yet for release"),
        ("Confidential. Mere leaves in May.", None),
        ("We did not publish the guide.", None),
        ("Question whether it is for internal use", None),
    ],
)
def test_a_note_keeps_a_row_back_only_where_it_forbids(note: str, mark: str | None) -> None:
    assert forbidden_in(note) == mark


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Publish (Y/N)", Question.PUBLISH),
        ("Can this update be published?", Question.PUBLISH),
        ("Approved for release", Question.PUBLISH),
        ("Confidential?", Question.WITHHOLD),
        ("Is this commercially sensitive?", Question.WITHHOLD),
        ("Exclude from the report?", Question.WITHHOLD),
        ("Security classification", Question.WHICH),
        ("Publication date", None),
        ("Private sector partners", None),
    ],
)
def test_a_heading_may_ask_who_may_see_a_row(heading: str, asked: Question | None) -> None:
    assert question_in(heading) is asked


@pytest.mark.parametrize(
    ("asked", "answer", "kept"),
    [
        (Question.PUBLISH, "NO – SENSITIVE", True),
        (Question.PUBLISH, False, True),
        (Question.PUBLISH, "In confidence", True),
        (Question.PUBLISH, "Yes", False),
        (Question.PUBLISH, "N", True),
        (Question.PUBLISH, "N/A", False),
        (Question.PUBLISH, "✗", True),
        (Question.WITHHOLD, "✓", True),
        (Question.PUBLISH, None, False),
        (Question.WITHHOLD, True, True),
        (Question.WITHHOLD, False, False),
        (Question.WHICH, "IN CONFIDENCE", True),
        (Question.WHICH, "UNCLASSIFIED", False),
        (Question.WHICH, "No", False),
    ],
)
def test_an_answer_keeps_a_row_back_by_what_was_asked(asked: Question, answer: Value | None, *, kept: bool) -> None:
    assert restricts(asked, answer) is kept


def test_long_texts_are_looked_through_at_once() -> None:
    for text in ("draft " * 6_000, "please publish (" * 2_000, " - " * 10_000 + "drafts -", "(" * 32_000 + "drafts"):
        assert restriction_in(text) is None


def test_a_running_text_is_withheld_only_if_it_speaks_of_itself() -> None:
    _, kept_back, told = PROSE.read_text("utf-8").split("# ")
    texts, ordinary = ([line[2:] for line in part.splitlines() if line.startswith("- ")] for part in (kept_back, told))
    assert len(texts) > 60
    assert len(ordinary) > 100
    assert [text for text in texts if withheld_in(text) is None] == []
    assert [text for text in ordinary if withheld_in(text) is not None] == []
