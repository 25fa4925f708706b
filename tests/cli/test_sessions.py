"""Everything that coordinators type and see: every session in `sessions/` runs as it is written there.

`UPDATE_GOLDEN=1` rewrites the screens; read the changes.
"""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.session import Session
from tests.docs.shell import blocks

PAGES = {path.stem: path for path in sorted((Path(__file__).parent / "sessions").glob("*.md"))}


def sections(page: str) -> list[str]:
    """The blocks that run before each section, and the sections; a screen may itself contain a line with `## `."""
    text = PAGES[page].read_text("utf-8")
    screens = [range(block.start, block.end) for block in blocks(text)]
    found = (each.start() for each in re.finditer("^## ", text, re.MULTILINE))
    starts = [0, *(at for at in found if not any(at in screen for screen in screens)), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


TITLES = [(page, section.partition("\n")[0]) for page in PAGES for section in sections(page)[1:]]


@pytest.mark.parametrize(("page", "title"), TITLES)
def test_a_session_runs_as_it_is_written(here: Desk, page: str, title: str) -> None:
    before, *others = sections(page)
    [section] = [each for each in others if each.startswith(f"{title}\n")]
    assert "```console\n$ " in section
    session = Session(here.folder, desk=here)
    again = [session.replay(part) for part in (before, section)]
    if os.environ.get("UPDATE_GOLDEN"):
        written = "".join([again[0], *(again[1] if each == section else each for each in others)])
        PAGES[page].write_text(written, "utf-8", newline="\n")
    # One string, so that pytest shows the lines that differ. Once read, `UPDATE_GOLDEN=1` writes them.
    assert "".join(again) == before + section
