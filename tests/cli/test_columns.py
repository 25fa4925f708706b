"""Columns that a plan declares for itself, from the template to every format of every document."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from poatool.render.formats import REPORT_FORMATS
from tests.cli.conftest import ROOT, Desk
from tests.support.read_back import text_of

DECLARED = """\
words: { action: [Milestone, Mesure], agency: [Department] }
columns:
  progress: [Mahi]
  setbacks: { headings: [Setbacks, Setbacks and delays], published: true, prompt: What may go wrong. }
  pages: { headings: [Update id], kind: links, published: true }
  checked_on: { headings: [Checked on], kind: date, published: true }
  spend: { headings: [Spend] }
  signatory: { headings: [Signatory], kind: private }
pillars:
"""
ANSWERS: Mapping[str, str | dt.date] = {
    "Status*": "Under way",
    "Progress*": "Trained forty inspectors in three districts.",
    "Setbacks": "Two districts have no interpreter.",
    "Update id": "https://example.org/districts",
    "Checked on": dt.date(2024, 3, 31),
    "Spend (not published)": "Ninety thousand dollars.",
    "Signatory (not published)": "Mere Tamahori",
}
PUBLISHED = ("Two districts have no interpreter.", "example.org/districts", "2024-03-31")
UNPUBLISHED = ("Ninety thousand dollars", "Mere Tamahori")


@pytest.fixture(name="plan")
def _plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    text = (ROOT / "data" / "framework.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("\npillars:\n", f"\n{DECLARED}", 1), encoding="utf-8")
    return path


def sent_in(desk: Desk, plan: Path, period: str, changed: Mapping[str, str]) -> Path:
    """The template of a period, with these answers on Action 2."""
    folder = plan.parent / period
    assert desk.run("--framework", plan, "template", "--period", period, "--agency", "DIA", "-o", folder).code == 0
    (path,) = folder.glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Updates"]
    (headings,) = [row for row in sheet.iter_rows() if row[0].value == "Milestone*"]
    place = {cell.value: cell.coordinate.rstrip("0123456789") for cell in headings}
    (row,) = [row[0].row for row in sheet.iter_rows() if row[0].value == "2"]
    for heading, value in {**ANSWERS, **changed}.items():
        sheet[f"{place[heading]}{row}"] = value
    book.save(path)
    return path


def test_the_template_asks_for_them_and_every_format_has_the_published_ones(desk: Desk, plan: Path) -> None:
    path, out = sent_in(desk, plan, "2023", {}), desk.folder / "out"
    book = openpyxl.load_workbook(path)
    prompts = {rule.promptTitle: rule.prompt for rule in book["Updates"].data_validations.dataValidation}
    assert prompts["Setbacks"] == "What may go wrong."
    assert book["Updates"]["A2"].value == "Department"
    guide = " ".join(str(cell.value) for row in book["Read me"].iter_rows() for cell in row)
    assert "Contact, Notes, Spend and Signatory are never published" in guide
    assert "Setbacks What may go wrong." in guide
    assert "2. For each milestone that your agency worked on: choose a status" in guide
    typed = [text for rule in book["Updates"].data_validations.dataValidation if (text := rule.prompt)]
    ours = " ".join([*guide.split("The columns")[:1], *typed, str(book["Updates"]["A5"].value)])
    assert not re.search(r"\bactions?\b", ours), ours
    assert desk.run("--framework", plan, "compile", path, "--period", "2023", "--output", out).code == 0
    written = {file.name: text_of(file) for file in (out / "publish").iterdir()}
    made = {file.name: file for files in REPORT_FORMATS.values() for file in files}
    assert written.keys() == made.keys()
    for name, text in written.items():
        for said in PUBLISHED if name not in ("coverage.csv", "updates.csv-metadata.json") else ():
            read = "document" in made[name].takes
            assert said.replace("2024-03-31", "31 March 2024" if read else said) in text, name
        assert not any(said in text for said in UNPUBLISHED), name
    assert "Update id (pages)" in written["updates.csv"]  # Excel does not allow equal headings in a table
    assert "**Setbacks:** " in written["report.md"]
    assert "**Update id:** [example.org/districts]" in written["report.md"]


def test_a_change_in_one_is_a_change(desk: Desk, plan: Path) -> None:
    before = {"Setbacks": "None of the districts has an interpreter.", "Spend (not published)": "1"}
    old, new = sent_in(desk, plan, "2022", before), sent_in(desk, plan, "2023", {})
    for form in ("text", "markdown", "json"):
        said = desk.run("--framework", plan, "diff", old.parent, new.parent, "--format", form).out
        assert "Setbacks:" in said or '"setbacks": [' in said
        assert "Two" in said
        assert "None of the" in said
        assert "dollar" not in said


def test_rules_on_texts_look_at_them(desk: Desk, plan: Path) -> None:
    said = "Ask mere.tamahori@example.org about it."
    path = sent_in(desk, plan, "2023", {"Setbacks": said, "Update id": "the intranet", "Spend (not published)": said})
    found = desk.run("--framework", plan, "validate", path, "--period", "2023", "--format", "json").json["findings"]
    told = [(each["code"], each["value"]) for each in found if each["severity"] != "advice"]
    assert told == [("PUB501", said), ("UPD312", "the intranet")]
    page = desk.run("--framework", plan, "validate", path, "--period", "2023", "--format", "html").out
    assert "mere.tamahori@example.org about it" in page


def test_the_plan_keeps_them_when_it_is_changed(desk: Desk, plan: Path) -> None:
    shown = desk.run("--framework", plan, "framework", "show", "--format", "json").json
    assert "columns" not in shown
    assert desk.run("--framework", plan, "framework", "export", plan.with_name("copy.yaml")).code == 0
    assert desk.run("--framework", plan, "framework", "withdraw", "27", "--since", "2023").code == 0
    for path in (plan, plan.with_name("copy.yaml")):
        assert DECLARED in path.read_text(encoding="utf-8")
