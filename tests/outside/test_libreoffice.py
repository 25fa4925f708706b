"""LibreOffice on both sides: it saves submissions in its own way, and opens the reports."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read_files
from poatool.submissions.sources import find
from poatool.workbooks.model import Own, OwnKind
from tests.outside.commands import EXAMPLES, poatool
from tests.outside.libreoffice import LibreOffice

YEARS = ("2021", "2022")
ORIGINALS = sorted(path for year in YEARS for path in (EXAMPLES / year).iterdir())
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""LibreOffice's CSV filter: commas, quotes, UTF-8, from line 1, cells as shown, a file for each sheet."""
SEMICOLONS = "--infilter=CSV:59,34,76"
"""The answers to LibreOffice's questions when it opens a CSV file."""
FORMATS = {"xlsx": "xlsx", "ods": "ods", "xls": "xls", "csv": EVERY_SHEET}


class Said(NamedTuple):
    """What an update says, without its place."""

    action: str
    codes: tuple[str, ...]
    agencies: tuple[str, ...]
    status: str | None
    nil: bool
    texts: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]


EXPLAINED = {
    # In CSV, a date is written as LibreOffice shows it in its own locale.
    ("2022/justice-with-mistakes.xlsx", "csv"): {"7 August 2022": {"action": "08/07/2022"}}
}
"""By original and format: the changed updates, by their action as written, and their changes."""


CHECKED = EXAMPLES / "2022" / "justice-with-mistakes.xlsx"
HIDDEN_ROW = ("justice-with-mistakes", "WBK110", "Updates", "A23")


@pytest.fixture(scope="session")
def sent(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Sequence[Path]:
    """The examples by year and name, and files that poatool wrote: a template, a report and a checked copy."""
    folder: Path = tmp_path_factory.mktemp("sent")
    files = [shutil.copy(path, folder / _by_year(path)) for path in ORIGINALS]
    assert poatool("template", "--period", "2022", "--agency", "MoJ", "--output", folder / "own").returncode == 0
    poatool("validate", CHECKED, "--period", "2022", "--annotate", folder / "own")
    shutil.copy(compiled / "publish" / "report.xlsx", folder / "own")
    return [*map(Path, files), *(folder / "own").glob("*.xlsx")]


def _by_year(path: Path) -> str:
    """A name that no other year has; a CSV file keeps its name, which becomes the name of its sheet."""
    return path.name if path.suffix == ".csv" else f"{path.stem}.of-{path.parent.name}{path.suffix}"


@pytest.fixture(scope="session", params=FORMATS)
def saved(
    request: pytest.FixtureRequest,
    sent: Sequence[Path],
    libreoffice: LibreOffice,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A folder named after a format, with a folder for each year and one for each file that poatool wrote."""
    folder: Path = tmp_path_factory.mktemp("saved") / request.param
    for ending, options in ((".xlsx", ()), (".csv", (SEMICOLONS,))):
        libreoffice.convert([path for path in sent if path.suffix == ending], FORMATS[request.param], folder, *options)
    for path in list(folder.iterdir()):
        of_csv = (each.parent.name for each in ORIGINALS if each.suffix == ".csv" and path.name.startswith(each.stem))
        year = next((year for year in YEARS if f".of-{year}" in path.name), next(of_csv, ""))
        own = "report" if path.name.startswith("report") else "checked" if ".checked" in path.name else "template"
        (folder / (year or own)).mkdir(exist_ok=True)
        path.rename(folder / (year or own) / path.name.replace(f".of-{year}", ""))
    return folder


@cache
def said(files: tuple[Path, ...], year: str) -> list[Said]:
    framework = load(None)
    edition = as_of(framework, framework.period_by_id[year])
    evidence = Evidence(edition)
    submissions = [
        each for source in find([str(file) for file in files]).sources for each in read_files(source, evidence)
    ]
    assert all(submission.readable for submission in submissions)
    return [
        Said(
            *(update.references.text, update.codes, update.agencies, update.status, update.nil),
            *(update.texts, update.links),
        )
        for submission in submissions
        for update in interpret(submission, edition).updates
    ]


@pytest.mark.parametrize("original", ORIGINALS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_workbook_says_the_same_after_libreoffice_saved_it(original: Path, saved: Path) -> None:
    year, ending = original.parent.name, saved.name
    pattern = f"{original.stem}-*.csv" if ending == "csv" else f"{original.stem}.{ending}"
    files = tuple(sorted((saved / year).glob(pattern)))
    changed = EXPLAINED.get((f"{year}/{original.name}", ending), {})
    expected = [update._replace(**changed.get(update.action, {})) for update in said((original,), year)]  # type: ignore[arg-type] # texts
    assert expected
    assert sorted(said(files, year), key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize("year", YEARS)
def test_the_same_is_found_at_the_same_cells_after_libreoffice_saved_it(saved: Path, year: str) -> None:
    if saved.name == "csv":
        pytest.skip("a CSV file has one sheet and hides nothing")
    original, again = found_in(EXAMPLES / year, year), found_in(saved / year, year)
    assert (HIDDEN_ROW in original) is (year == "2022")
    # Each .xls file has a note on what cannot be known of it.
    assert again == original | {(path.stem, "WBK114", None, None) for path in (saved / year).glob("*.xls")}


@cache
def found_in(folder: Path, year: str) -> set[tuple[str | None, ...]]:
    """The findings in a year's workbooks, by name, code, sheet and cell; a CSV file has no sheet."""
    done = poatool("validate", folder, "--period", year, "--format", "json")
    findings = json.loads(done.stdout)["findings"]
    workbooks = {path.stem for path in ORIGINALS if path.suffix == ".xlsx"}
    places = {(Path(item["file"]).stem, item["code"], item["sheet"], item["cell"]) for item in findings if item["file"]}
    return {place for place in places if place[0] in workbooks}


def test_files_that_poatool_wrote_are_recognised_whatever_their_names(saved: Path) -> None:
    report = [saved / "report" / f"report-{name}.csv" for name in ("Cover", "Updates")]
    done = poatool("validate", *(report if saved.name == "csv" else [saved / "report"]), "--period", "2022")
    assert done.returncode == 3
    assert b"no submission to read, only files written by poatool" in done.stderr
    if saved.name in {"xlsx", "ods"}:
        done = poatool("validate", CHECKED, saved / "checked", "--period", "2022", "--format", "json")
        assert [file["path"] for file in json.loads(done.stdout)["files"]] == [str(CHECKED)]
        assert b"an unchanged copy" in done.stderr
    if saved.name in {"xlsx", "ods"}:
        (source,) = find([str(saved / "template")]).sources
        (submission,) = read_files(source, Evidence(as_of(load(None), None)))
        assert submission.template is not None
        assert (submission.template.period, submission.template.agency) == ("2022", "MoJ")
        assert submission.workbook.own == Own(OwnKind.TEMPLATE)


@pytest.fixture(scope="module")
def printed(libreoffice: LibreOffice, compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbook and the Word file of the report as LibreOffice prints them: xlsx.pdf and docx.pdf."""
    folder: Path = tmp_path_factory.mktemp("printed")
    files = [folder / "xlsx.xlsx", folder / "docx.docx"]
    for file in files:
        shutil.copy(compiled / "publish" / f"report.{file.stem}", file)
    libreoffice.convert(files, "pdf", folder)
    return folder


def test_the_report_opens_and_shows_every_text(compiled: Path, printed: Path) -> None:
    letters = squeezed(poppler("pdftotext", "-raw", printed / "xlsx.pdf", "-"))
    book = openpyxl.load_workbook(compiled / "publish" / "report.xlsx")
    texts = [
        str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell
    ]
    assert len(texts) > 200
    assert [text for text in texts if squeezed(text) not in letters] == []
    assert "Err:" not in letters


def test_word_and_pdf_show_every_text_on_pages_that_are_marked(compiled: Path, printed: Path) -> None:
    document = json.loads((compiled / "publish" / "report.json").read_text("utf-8"))
    objectives = [objective for pillar in document["pillars"] for objective in pillar["objectives"]]
    actions = [action for objective in objectives for action in objective["actions"]]
    texts = [each["title"] for each in objectives] + [each["text"] for each in actions]
    texts += [line.lstrip("•- ") for a in actions for u in a["updates"] for line in u["progress"].splitlines()]
    assert len(texts) > 100
    for path in (printed / "docx.pdf", compiled / "publish" / "report.pdf"):
        pages = poppler("pdftotext", path, "-").split("\f")[:-1]
        letters = squeezed("".join(pages))
        assert [text for text in texts if squeezed(text) not in letters] == []
        assert all(page.startswith("DRAFT\n") for page in pages)
        assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    assert re.search(r"Tagged: +yes", poppler("pdfinfo", compiled / "publish" / "report.pdf"))


def poppler(program: str, *arguments: str | Path) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} of poppler-utils is not installed")
    return subprocess.run([program, *arguments], capture_output=True, check=True).stdout.decode()


def squeezed(text: str) -> str:
    """Only the letters, as lines in a cell may break anywhere, with a hyphen or without."""
    return "".join(text.replace("-", "").split())
