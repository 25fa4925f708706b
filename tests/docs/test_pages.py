"""Every command, file and program on a page of the documentation does what it says; every link leads somewhere.

`UPDATE_DOCS=1` rewrites the screens; read the changes.
"""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.docs.shell import BLOCK, ROOT, Shell, blocks, shell_in

DOCS = ("README.md", "examples/**/*.md", "docs/**/*.md")
PAGES = sorted(path.relative_to(ROOT).as_posix() for pattern in DOCS for path in ROOT.glob(pattern))
LINKED = (*PAGES, "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
RUN = re.compile(r"^ *(```(console|python)$|<!-- file: )", re.MULTILINE)


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    if sys.platform == "win32":
        pytest.skip("the pages show the shell of Linux and macOS")
    monkeypatch.chdir(tmp_path)
    shell = shell_in(tmp_path / "home")
    names = {"HOME": shell.home, "XDG_CONFIG_HOME": shell.home, "COLUMNS": 80, "TERM": "xterm", "NO_COLOR": 1}
    for name, value in names.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("PATH", str(shell.home / "bin"), prepend=os.pathsep)
    monkeypatch.delenv("POATOOL_FRAMEWORK", raising=False)
    monkeypatch.setattr("poatool.console._BAR_AFTER", 600.0)
    return shell


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", [name for name in PAGES if RUN.search(text(name))])
def test_a_page_shows_what_its_reader_will_see(shell: Shell, name: str) -> None:
    page = text(name)
    shell.start("nothing")
    again = shell.replay(page)
    if os.environ.get("UPDATE_DOCS"):
        (ROOT / name).write_text(again, "utf-8", newline="\n")
    assert again == page, "read what is new, or run: UPDATE_DOCS=1 pytest tests/docs"


@pytest.mark.parametrize("name", PAGES)
def test_a_command_that_is_not_run_installs_something(name: str) -> None:
    lines = [
        line for block in blocks(text(name)) if block.language in {"sh", "bat"} for line in block.text.splitlines()
    ]
    assert [line for line in lines if line.startswith("poatool ")] == []


def anchors(page: str) -> set[str]:
    """The anchors of a page, as code hosts derive them from headings."""
    prose = BLOCK.sub("", page)
    headings = [re.sub(r"<[^>]*>|\]\([^)]*\)", "", title) for title in re.findall("^#+ (.+)$", prose, re.MULTILINE)]
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in headings} | {
        *re.findall('<a id="(.+?)">', prose)
    }


@pytest.mark.parametrize("name", LINKED)
def test_every_link_leads_to_a_file_and_a_heading(name: str) -> None:
    lost = []
    for link in re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", BLOCK.sub("", text(name))):
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        there = target.exists() and (not anchor or anchor in anchors(target.read_text("utf-8")))
        there &= not name.startswith("docs/") or target.resolve().is_relative_to(ROOT / "docs")  # the site has no more
        lost += [] if there else [link]
    tests = re.findall(r"\btests/[\w/]+\.py", text(name))
    assert lost + [path for path in tests if not (ROOT / path).exists()] == []
