"""The report as Word and PDF: its content, its accessibility, and that both say the same."""

import io
import re
from itertools import chain, pairwise
from pathlib import Path

import docx
import pdfua
import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from poatool import api
from poatool.blocks import Paragraph, plain
from poatool.render.coverage.state_marks import state_marks
from poatool.render.document import Grid
from poatool.render.report.flow import report_flow
from poatool.render.report.words import method
from poatool.render.word.body import bookmark
from poatool.reports.year_end_model import YearEndReport
from poatool.text import one_line
from tests.render.word.test_word import faults
from tests.support.read_back import pdf_pages
from tests.support.reports import made
from tests.support.web import seen

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def report() -> YearEndReport:
    plan = api.load_framework()
    checked = api.check(api.read_submissions([EXAMPLES / "2022"], plan, "2022"))
    return api.year_end(checked, api.read_earlier([EXAMPLES / "2021"], plan, "2022"))


@pytest.fixture(scope="module")
def word(report: YearEndReport) -> bytes:
    return made("docx", report)


@pytest.fixture(scope="module")
def pdf(report: YearEndReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    path.write_bytes(made("pdf", report))
    return path


def body(word: bytes) -> BaseOxmlElement:
    element: BaseOxmlElement = docx.Document(io.BytesIO(word)).element.body
    return element


def said(element: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def values(name: str, element: BaseOxmlElement, of: str = "w:val") -> list[str]:
    return [each.get(qn(of)) for each in element.iter(qn(name))]


def printed(path: Path) -> str:
    return " ".join(pdf_pages(path))


def test_neither_standard_is_violated(word: bytes, pdf: Path, tmp_path: Path) -> None:
    assert faults(word, tmp_path) == []
    assert list(pdfua.validate(str(pdf)).findings) == []


def test_a_screen_reader_finds_its_way_in_word(word: bytes) -> None:
    found = docx.Document(io.BytesIO(word))
    names = [each.style.name for each in found.paragraphs if each.style is not None]
    levels = [0, *(int(name.removeprefix("Heading ")) for name in names if name.startswith("Heading"))]
    assert all(below <= above + 1 for above, below in pairwise(levels))
    for table in found.element.body.iter(qn("w:tbl")):
        assert values("w:tblDescription", table) != [""]
        assert len(values("w:tblHeader", table)) == 1
        assert all(said(cell) for cell in next(table.iter(qn("w:tr"))).iter(qn("w:tc")))
    (picture,) = found.element.body.iter(qn("wp:docPr"))
    assert picture.get("descr").startswith("Prevention, 17 actions in force: 1 Completed, 4 Ongoing, 5 Under way, ")


def test_every_update_can_be_linked_to_in_both(report: YearEndReport, word: bytes, pdf: Path) -> None:
    ids = {update.id for update in report.updates}
    assert {bookmark(each) for each in ids} <= set(values("w:bookmarkStart", body(word), of="w:name"))
    with pikepdf.open(pdf) as opened:
        names = {str(name) for name in opened.Root.Names.Dests.Names if isinstance(name, pikepdf.String)}
    assert ids <= names


def test_both_say_all_that_the_page_says(report: YearEndReport, word: bytes, pdf: Path) -> None:
    page, in_word, in_pdf = seen(made("html", report)), " ".join(said(body(word)).split()), printed(pdf)
    unbroken = re.sub(r"\s", "", in_pdf)
    texts = [state_marks(report.coverage).not_counted, *method(report)]
    texts += [one_line(action.standing.text) for action in report.actions]
    texts += [plain(b.runs) for u in report.updates for b in chain(*u.blocks.values()) if isinstance(b, Paragraph)]
    texts += ["22 of 28", report_flow(report).title, one_line(report.edition.framework.title)]
    for text in (" ".join(each.split()) for each in texts):
        assert text in page.read
        assert text in in_word
        assert re.sub(r"\s", "", text) in unbroken


def test_the_numbers_are_those_of_the_page(report: YearEndReport) -> None:
    stand, flow = state_marks(report.coverage), report_flow(report)
    grid = next(part for part in flow.parts if isinstance(part, Grid) and part.columns[0].heading == "How they stand")
    *rows, totals = [[plain(cell) for cell in row] for row in grid.rows]
    assert [[int(cell) for cell in row[1:-1]] for row in rows] == [
        [*mark.counts, len(mark.codes)] for mark in stand.each
    ]
    assert [int(cell) for cell in totals[1:-1]] == [17, 5, 6, 28]
    assert [sum(int(row[place]) for row in rows) for place in range(1, 5)] == [17, 5, 6, 28]
    assert [part.level for part in flow.headings][:2] == [1, 1]


def test_a_draft_says_so_on_every_page_and_a_final_report_nowhere(word: bytes, pdf: Path) -> None:
    assert printed(pdf).count("DRAFT") == printed(pdf).count("Page ")
    assert docx.Document(io.BytesIO(word)).sections[0].header.paragraphs[0].text == "DRAFT"
    plan = api.load_framework()
    clean = api.year_end(api.check(api.read_submissions([EXAMPLES / "2022" / "mfat.xlsx"], plan, "2022")))
    assert not clean.is_draft
    assert report_flow(clean).mark == ""
    assert "Draft" not in said(body(made("docx", clean)))
