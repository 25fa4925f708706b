"""What the guides tell a user to type works, what README.md shows is what is printed, and no link leads nowhere."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Desk

GUIDES = ("README.md", "docs/findings.md", "examples/README.md", "examples/frameworks/README.md")
LINKED = (*GUIDES, "ARCHITECTURE.md", "docs/rules.md")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that the guides name, into which the commands are typed."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for year in ("2021", "2022"):
        shutil.copytree(ROOT / "examples" / year, tmp_path / "returns" / year)
    (tmp_path / "returns" / "2022" / "justice-with-mistakes.xlsx").rename(
        tmp_path / "returns" / "2022" / "justice.xlsx"
    )
    for name in ("justice.xlsx", "justice-corrected.xlsx"):
        shutil.copy(ROOT / "examples" / "2022" / "justice-with-mistakes.xlsx", tmp_path / name)
    (tmp_path / "late").mkdir()
    shutil.copy(ROOT / "examples" / "2021" / "mbie.xlsx", tmp_path / "late" / "mbie-2021.xlsx")
    page = "<h1>Clean coast</h1><h2>Prevention</h2><h3>Tell people</h3><p>1. Print leaflets.</p>"
    (tmp_path / "plan-page.html").write_text(page, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(guide: str, *languages: str) -> list[str]:
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", (ROOT / guide).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [text for language, text in fenced if language in languages]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_can_be_typed_as_it_stands(desk: Desk, guide: str) -> None:
    lines = [line for block in blocks(guide, "sh", "") for line in block.splitlines() if line.startswith("poatool ")]
    codes = {line: desk.run(*shlex.split(line, comments=True)[1:]).code for line in lines}

    assert lines
    assert {line: code for line, code in codes.items() if code > 1} == {}


@pytest.mark.usefixtures("folder")
def test_what_the_readme_shows_is_printed(desk: Desk) -> None:
    [shown] = blocks("README.md", "text")
    printed = iter(desk.validate("returns/2022").out.splitlines())

    assert [line for line in shown.splitlines() if line not in printed] == []


@pytest.mark.parametrize("guide", LINKED)
def test_every_link_to_a_file_leads_to_one(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    files = [link for link in re.findall(r"\]\(([^)#]+)(?:#[\w-]+)?\)", text) if "://" not in link]

    assert [link for link in files if not ((ROOT / guide).parent / link).exists()] == []
