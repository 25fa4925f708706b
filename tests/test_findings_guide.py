"""The guide to findings: its examples are read as they stand, and it names what there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from poatool.cli.config import load
from poatool.decisions.keys import WAIVER, Reader
from poatool.decisions.reading import read_waivers
from poatool.framework.load import load as load_framework
from poatool.framework.model import DeclaredLayout
from poatool.render.findings.formats import FINDINGS_FORMATS
from poatool.rules.pages import pages
from poatool.workbooks.limits import Limits
from poatool.workspace.places import SETTINGS as NAME

LAYOUT_KEYS = ("file", "sheet", "heading_row", "heading_rows", "columns")
GUIDE = (Path(__file__).parents[1] / "docs" / "findings.md").read_text("utf-8")


def example(language: str) -> str:
    [block] = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    return str(block)


def test_the_waivers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(example("yaml"), "utf-8")
    codes = {word: page.code for page in pages() for word in (page.code, page.name)}
    assert [waiver.code for waiver in read_waivers(path, Reader(codes, load_framework()))] == ["ACT202", "UPD304"]
    assert all(f"{key}:" in example("yaml") for key in WAIVER)


def test_the_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text(example("toml"), "utf-8")
    config = load(path)
    assert config.limits == Limits(file_mib=50)
    assert config.options["validate"]["fail_on"] == "warning"
    assert {f.name for f in fields(DeclaredLayout)} == {name for name in LAYOUT_KEYS if f"{name} = " in example("toml")}
    assert [layout.heading_rows for layout in config.layouts] == [2]


def test_every_format_and_every_limit_is_named() -> None:
    for name in ("text", *FINDINGS_FORMATS, *(each.name for each in fields(Limits))):
        assert f"`{name}`" in GUIDE


def test_its_links_into_the_rule_book_lead_to_pages() -> None:
    anchors = {f"{page.code.lower()}-{page.name}" for page in pages()}
    assert set(re.findall(r"rules\.md#([\w-]+)", GUIDE)) <= anchors
