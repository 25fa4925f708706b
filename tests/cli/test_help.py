"""`--help`: everything is listed, and fits a terminal."""

import re
from importlib import import_module

import pytest

from poatool.cli.app import COMMANDS, Subcommands
from poatool.render.formats import COVERAGE_FORMATS, FINDINGS_FORMATS
from poatool.rules import BOOK
from tests.cli.conftest import Desk


@pytest.mark.parametrize("group", [(), ("framework",)], ids=" ".join)
def test_every_command_is_shown_in_full_at_80_columns(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, group: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    block = desk.run(*group, "--help").out.partition("Commands:\n")[2].partition("\n\n")[0]

    assert len(block.splitlines()) >= 7
    assert [line for line in block.splitlines() if not line.endswith(".")] == []
    assert "..." not in block, "shorten the description that does not fit into its line"


@pytest.mark.parametrize(
    ("command", "option", "words"),
    [
        ("validate", "--format", ("text", *FINDINGS_FORMATS)),
        ("gaps", "--format", ("text", *COVERAGE_FORMATS)),
        ("gaps", "--by", ("action", "objective", "pillar", "agency", "status", "period")),
        ("validate", "--fail-on", ("error", "warning", "advice", "never")),
    ],
)
def test_the_words_that_an_option_takes_are_shown_and_completed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, command: str, option: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = " ".join(desk.run(command, "--help").out.split())
    assert re.search(rf"{option} [A-Z]+ [^:]+: {', '.join(words)}\.", shown)
    monkeypatch.setenv("_POATOOL_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_CWORD", "3")
    monkeypatch.setenv("COMP_WORDS", f"poatool {command} {option} ")
    assert desk.run().out.split() == list(words)
    monkeypatch.setenv("COMP_WORDS", f"poatool {command} {option} {words[-1][:3]}")
    assert desk.run().out.split() == [words[-1]]


def commands() -> list[tuple[str, ...]]:
    below = [
        (group, name) for group, place in COMMANDS.items() if isinstance(place, Subcommands) for name in place.commands
    ]
    return [(), *((name,) for name in COMMANDS), *below]


LONGER: dict[tuple[str, ...], int] = {(): 42}
"""The number of lines of any help that does not fit 80 × 40: the list of all commands."""


@pytest.mark.parametrize("command", commands(), ids=lambda words: " ".join(words) or "poatool")
def test_each_command_begins_with_examples_and_fits_a_screen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = desk.run(*command, "--help").out.splitlines()
    assert lines[0].startswith("Usage: poatool")
    assert lines.index("  Examples:") <= 5
    assert lines[lines.index("  Examples:") + 1].startswith("    poatool ")
    assert len(lines) <= LONGER.get(command, 40), "shorten the description of an option that takes two lines"
    assert [line for line in lines if len(line) > 80] == []


def test_options_that_few_need_come_last(desk: Desk) -> None:
    often, _, seldom = desk.run("compile", "--help").out.partition("\nMore options:\n")
    assert "--final" in often
    assert "--force" in seldom


def test_the_list_describes_each_command_as_its_own_help_does() -> None:
    groups = [COMMANDS, *(place.commands for place in COMMANDS.values() if isinstance(place, Subcommands))]
    for place, summary in (each for group in groups for each in group.values() if not isinstance(each, Subcommands)):
        module, _, function = place.partition(":")
        said = getattr(import_module(f"poatool.cli.{module}"), function).__doc__
        assert " ".join(said.split()).startswith(summary)


def test_the_list_of_rules_has_a_line_for_each_page_below_its_family(desk: Desk) -> None:
    lines = desk.run("rules").out.splitlines()
    assert sum(line.startswith("  ") for line in lines) == len(BOOK)
    assert "ACT  references to actions" in lines
    assert "  FRM401  error    Two dates contradict each other." in lines
