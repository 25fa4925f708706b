"""Generated pages are current, and every code that a rule has or had leads to its section."""

import re
from functools import cache

import pytest
from chapters import exit_codes, generated

from poatool.cli.app import COMMANDS
from poatool.rules import BOOK, guide
from tests.docs.shell import ROOT

files = cache(generated)  # takes a second, so not before a test needs it


def test_generated_files_are_current() -> None:
    stale = [path for path, text in files().items() if (ROOT / path).read_text("utf-8") != text]
    assert stale == [], "run: make docs"
    empty = [path for path, text in files().items() if re.search(r"--- \|\n\n|```text\n+```", text)]
    assert empty == [], "a table or a block is empty"


def test_the_reference_is_generated_but_for_its_contents() -> None:
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/reference").rglob("*.md")}
    assert there - files().keys() == {"docs/reference/index.md"}


def test_every_command_has_a_section_and_those_with_exit_codes_exist() -> None:
    commands = re.findall("^## poatool (.+)$", files()["docs/reference/commands.md"], re.MULTILINE)
    assert {name.split()[0] for name in commands} == COMMANDS.keys()
    assert exit_codes.ATTENTION.keys() <= set(commands)


@pytest.mark.parametrize("family", sorted({page.family for page in BOOK}))
def test_every_code_leads_to_a_section_of_its_family(family: str) -> None:
    book = files()[f"docs/reference/rules/{family.lower()}.md"]
    rules = [page for page in BOOK if page.family == family]
    heads = re.findall(r"^## (\w+)\n\n\*\*([\w-]+)\*\* ·", book, re.MULTILINE)
    assert heads == [(page.code, page.name) for page in rules]
    former = re.findall('<a id="(.+?)">', book)
    assert former == [alias.lower() for page in rules for alias in page.aliases if alias.isupper()]
    assert book.count("```text\n") * 2 == book.count("```")


@pytest.mark.parametrize("page", sorted({guide(page.code) for page in BOOK}))
def test_pages_that_rules_name_exist(page: str) -> None:
    assert not page or (ROOT / f"docs/{page}.md").is_file()


def test_every_command_has_its_examples_and_options() -> None:
    sections = files()["docs/reference/commands.md"].split("\n## ")[1:]
    assert len(sections) > 30
    assert [each.splitlines()[0] for each in sections if "\n| `" not in each] == []
    assert [each.splitlines()[0] for each in sections[1:] if "```text\npoatool " not in each] == []
