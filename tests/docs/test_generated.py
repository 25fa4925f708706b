"""What is made from the code is current, and every code that a rule has or had leads to its section."""

from __future__ import annotations

import re

import pytest
from chapters import generated

from poatool.rules.pages import pages
from tests.docs.shell import ROOT

GENERATED = generated()


@pytest.mark.parametrize("path", GENERATED)
def test_generated_files_are_current(path: str) -> None:
    assert (ROOT / path).read_text("utf-8") == GENERATED[path], "run: make docs"


@pytest.mark.parametrize("family", sorted({page.family for page in pages()}))
def test_every_code_leads_to_a_section_of_its_family(family: str) -> None:
    book = GENERATED[f"docs/reference/rules/{family.lower()}.md"]
    sections = re.findall(r"^## ((?:<a id=.+?></a>)+)(\w+) ([\w-]+)$", book, re.MULTILINE)
    rules = [page for page in pages() if page.family == family]
    assert [(code, name) for _, code, name in sections] == [(page.code, page.name) for page in rules]
    codes = [{page.code, *filter(str.isupper, page.aliases)} for page in rules]
    assert [{code.upper() for code in re.findall('"(.+?)"', anchors)} for anchors, _, _ in sections] == codes
    assert book.count("```text\n") * 2 == book.count("```")
