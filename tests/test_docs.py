"""What is generated from the code is current, and a reader finds every rule in it."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from poatool.rules.pages import pages

ROOT = Path(__file__).parents[1]
GENERATED: dict[str, str] = runpy.run_path(str(ROOT / "docs" / "generate.py"))["generated"]()
RULE_BOOK = GENERATED["docs/rules.md"]


@pytest.mark.parametrize("path", GENERATED)
def test_generated_files_are_current(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == GENERATED[path], "run: make docs"


def test_every_rule_has_a_section_in_the_order_of_the_codes() -> None:
    sections = re.findall(r"^### (\w+) ([\w-]+)$", RULE_BOOK, re.MULTILINE)

    assert sections == [(page.code, page.name) for page in pages()]


def test_every_link_of_the_rule_book_leads_to_a_section() -> None:
    links = re.findall(r"\]\(#([\w-]+)\)", RULE_BOOK)
    anchors = {title.lower().replace(" ", "-") for title in re.findall(r"^### (.+)$", RULE_BOOK, re.MULTILINE)}

    assert len(links) == len(set(links)) == len(anchors)
    assert set(links) == anchors


def test_every_example_of_a_page_is_closed() -> None:
    assert RULE_BOOK.count("```text\n") * 2 == RULE_BOOK.count("```")
