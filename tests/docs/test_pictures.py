"""Pictures are small, have alternative texts wherever they are used, and are current, apart from their fonts."""

import re
import sys
from pathlib import Path

import pictures
import pytest

from tests.docs.shell import ROOT
from tests.docs.test_pages import PAGES, text

USED = [
    (path.rpartition("/")[2], words)
    for name in PAGES
    for words, path in re.findall(r"!\[(.*?)\]\((.+?)\)", text(name), re.DOTALL)
]


@pytest.mark.parametrize("picture", sorted((ROOT / "docs/pictures").iterdir()), ids=lambda path: path.name)
def test_a_picture_is_small_and_has_an_alternative_text_wherever_it_is_shown(picture: Path) -> None:
    assert picture.stat().st_size <= 120_000
    said = [words for name, words in USED if name == picture.name]
    assert said
    assert min(len(words.split()) for words in said) > 5


@pytest.mark.skipif(sys.platform == "win32", reason="the picture shows the paths of Linux and macOS")
def test_the_terminal_shows_what_is_printed_today() -> None:
    assert (ROOT / "docs/pictures/validate.svg").read_text("utf-8") == pictures.findings()
