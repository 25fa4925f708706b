"""The examples of the rule book on the screen, with the letters of a sheet above their columns."""

from poatool.findings.model import Severity
from poatool.render.rules import rule_page
from poatool.rules.registry import Rule
from tests.support.screens import on_terminal


def page(*lines: str, found_at: str) -> Rule:
    example = "\n".join(("Bad:", *lines, *([f"Found at: {found_at}"] if found_at else ())))
    return Rule("WBK101", "odd", Severity.ERROR, f"Something is odd.\n\nTo fix it, correct it.\n\n{example}")


def on_screen(shown: Rule) -> list[str]:
    return on_terminal(lambda screen: rule_page(shown, screen), 140)


def test_a_table_has_the_letters_and_numbers_of_a_sheet() -> None:
    lines = on_screen(page("| Action | Status |", "| 9 | odd |", found_at="B2"))
    assert [line.rstrip() for line in lines[-4:-1]] == ["   A       B", "1  Action  Status", "2  9       odd"]


def test_a_text_that_is_not_a_table_has_no_letters() -> None:
    shown = page("first line", "second line", found_at="")
    assert [line for line in on_screen(shown) if "line" in line] == ["  first line", "  second line"]
