"""Corrections as shown to a coordinator before they are made."""

import pytest

from poatool.findings.model import Place
from poatool.render.findings.text import corrections_text
from poatool.reports.fixing import Correction, Fixed
from tests.support.screens import in_pipe

PLACE = Place("dia.xlsx", "Updates", 4, "D")
LONG = "We held a hui with many partners in Nelson. "


def shown(before: str, after: str) -> str:
    correction = Correction(PLACE, before, after, safe=True, why="PUB508")
    [line, _] = in_pipe(lambda screen: corrections_text([Fixed(b"", (correction,), ())], screen))
    return line.removeprefix("dia.xlsx:Updates!D4: ").removesuffix(" (PUB508)")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("Complted", "Completed", "“Complted” → “Completed”"),
        ("under  way ", "under way", "“under  way ” → “under way”"),
        ("two\u200b iwi", "two iwi", "“two\\u200b iwi” → “two iwi”"),
        ("one\ntwo", "one\nthree", "“one two” → “one three”"),
        (
            f"{LONG * 3}Maori people came. {LONG * 3}Pakeha too. ",
            f"{LONG * 3}Māori people came. {LONG * 3}Pākehā too.",
            "“… Maori … Pakeha …” → “… Māori … Pākehā …”",
        ),
    ],
)
def test_corrections_are_shown(before: str, after: str, line: str) -> None:
    assert shown(before, after) == line


def test_a_correction_that_is_not_made_is_shown_as_a_change_to_make_by_hand() -> None:
    left = Correction(PLACE, f"{LONG * 4}Maori came.", f"{LONG * 4}Māori came.", safe=False, why="PUB508")
    [line, _] = in_pipe(lambda screen: corrections_text([Fixed(b"", (), (left,))], screen))
    assert line == ("dia.xlsx:Updates!D4: left as it is (PUB508). Correct it by hand: “… Maori …” → “… Māori …”")


def test_a_line_end_alone_is_not_shown_as_a_difference() -> None:
    assert shown(f"{LONG * 2}\r\nEnd.", f"{LONG * 2}\nEnd.").count(f"{LONG * 2} End.") == 2
