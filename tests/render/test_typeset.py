"""A document as a PDF: tagged, valid PDF/UA-1, readable by other libraries, the same bytes with any system fonts."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pdfua
import pikepdf
import pytest

from poatool.blocks import Run
from poatool.framework.edition import as_of
from poatool.render import typeset
from poatool.render.document import Heading, Labelled, LabelledList, Look, Part, Picture, paragraph, words
from poatool.render.typeset import pdf_bytes, png_of
from tests.support.documents import DOCUMENT, LIVE, SVG, UPDATE
from tests.support.read_back import pdf_pages

SCRIPT = """
import sys; from pathlib import Path
from poatool.render.typeset import pdf_bytes; from tests.support.documents import DOCUMENT
Path(sys.argv[1]).write_bytes(pdf_bytes(DOCUMENT))
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "made.pdf"
    path.write_bytes(pdf_bytes(DOCUMENT))
    return path


def test_no_fault_is_found_against_pdf_ua(made: Path) -> None:
    assert list(pdfua.validate(str(made)).findings) == []


def test_it_says_what_it_is_and_has_no_date_but_that_of_the_report(made: Path) -> None:
    with pikepdf.open(made) as pdf:
        info = {str(name): str(value) for name, value in pdf.docinfo.items()}
        assert (str(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == ("True", "en-NZ")
    assert info.pop("/Creator").startswith("Typst ")
    day = "D:20221231000000Z"
    assert info == {"/Title": "Annual report 2022", "/Subject": "Plan of Action", "/CreationDate": day, "/ModDate": day}


def test_everything_can_be_read_in_order(made: Path) -> None:
    text = " ".join(pdf_pages(made))
    for said in (
        *("Whānau – 2", "With whānau in Porirua", "N1*.", "22 of 28", "Row 59", "1. recognise"),
        *("• who", "3. begin"),
    ):
        assert said in text
    assert " ".join(LIVE.split()) in text
    assert text.index("Plan of Action") < text.index("Contents") < text.index("Key achievements")


def test_every_page_has_the_mark_the_number_and_the_head_of_its_table(made: Path) -> None:
    pages = pdf_pages(made)
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert page.startswith("DRAFT ")
        assert f"Page {number} of 3" in page
    assert [page.count("Status All") for page in pages if "Row" in page] == [1, 1]
    made.with_name("final.pdf").write_bytes(pdf_bytes(DOCUMENT._replace(mark="")))
    assert "DRAFT" not in " ".join(pdf_pages(made.with_name("final.pdf")))


@pytest.mark.parametrize(("lines", "on"), [(3, [1, 1, 1]), (40, [1, 2, 3])])
def test_a_part_begins_a_page_if_little_of_the_last_is_left(tmp_path: Path, lines: int, on: list[int]) -> None:
    headings = [Heading(1, words(f"Part {name}"), new_page=True) for name in "ABC"]
    met: list[Part] = [paragraph("Met weekly.")] * lines
    parts = tuple(part for each in headings for part in (each, *met))
    (path := tmp_path / "made.pdf").write_bytes(pdf_bytes(DOCUMENT._replace(parts=parts)))
    pages = pdf_pages(path)
    assert [next(n for n, page in enumerate(pages, 1) if f"Part {name}" in page) for name in "ABC"] == on


def test_pages_end_after_an_entry_and_never_between_an_action_and_its_footnote(tmp_path: Path) -> None:
    parts: list[Part] = [paragraph("Met weekly.")] * 40
    parts += [Heading(1, words("2022")), paragraph("Nothing to report", look=Look.SUBHEADING)]
    parts += [Heading(2, words(f"DIA · Action {code}")) for code in (15, 17)]
    listed = LabelledList(tuple(Labelled(words(code), words(f"Text of {code}")) for code in ("20", "21", "N1")))
    parts += [Heading(1, words("Protection")), listed, paragraph("* New", look=Look.DETAILS), Heading(2, words("2023"))]
    said, ends = ("Action 15", "Action 17", "Protection", "of 21", "of N1", "* New"), set()
    for lines in range(26, 40):
        (path := tmp_path / "made.pdf").write_bytes(pdf_bytes(DOCUMENT._replace(parts=tuple(parts[40 - lines :]))))
        pages = pdf_pages(path)
        ends.add(tuple(next(n for n, page in enumerate(pages, 1) if each in page) for each in said))
    assert ends == {(1, 1, 2, 2, 2, 2), (1, 1, 1, 2, 2, 2), (1, 1, 1, 1, 2, 2), (1, 1, 1, 1, 1, 1)}


def test_every_update_is_a_destination_and_other_words_have_their_language(made: Path) -> None:
    with pikepdf.open(made) as pdf:
        names = [str(name) for name in pdf.Root.Names.Dests.Names if isinstance(name, pikepdf.String)]
        parts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        pages = b"".join(page.Contents.read_bytes() for page in pdf.pages)
        fonts = {str(each.FontName).split("+")[-1] for each in parts if "/FontFile3" in each}
    assert UPDATE in names
    assert b"/Lang(mi)" in pages
    assert fonts == {"SourceSans3-Regular", "SourceSans3-Bold", "SourceSans3-It"}


def test_the_bytes_are_the_same_in_another_folder_zone_and_without_system_fonts(made: Path, tmp_path: Path) -> None:
    empty = tmp_path / "fonts.conf"
    empty.write_text("<fontconfig/>")
    other = tmp_path / "other.pdf"
    environment = {
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "TZ": "Pacific/Auckland",
        "FONTCONFIG_FILE": str(empty),
        "LANG": "C",
    }
    subprocess.run([sys.executable, "-c", SCRIPT, other], check=True, cwd=tmp_path, env=environment)
    assert other.read_bytes() == made.read_bytes()


@pytest.mark.parametrize("language", ["mi", "zh-Hant-TW", "fr-CA", "tlh", "es-419"])
def test_any_language_will_do(language: str, tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    edition = as_of(replace(DOCUMENT.plan, language=language), DOCUMENT.edition.period)
    path.write_bytes(pdf_bytes(DOCUMENT._replace(edition=edition, parts=(paragraph(Run("Talofa", lang=language)),))))
    with pikepdf.open(path) as pdf:
        found = {str(each.Lang) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each}
        assert str(pdf.Root.Lang) == "en"  # the language of our own words
        assert found == {"en", language.partition("-")[0]}


@pytest.mark.parametrize("language", ["ar", "he", "en-NZ"])
def test_a_plan_in_a_script_that_the_font_lacks_becomes_boxes(
    language: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, text = tmp_path / "made.pdf", "לא ולא: ولا أو لا"
    edition = as_of(replace(DOCUMENT.plan, language=language, title=text), DOCUMENT.edition.period)
    drawing = Picture(SVG.replace("</svg>", f'<text x="1" y="9">{text}</text></svg>'), 100, 50, text, text)
    path.write_bytes(pdf_bytes(DOCUMENT._replace(edition=edition, title=text, parts=(paragraph(Run(text)), drawing))))
    assert "□□ □□□: □□□" in pdf_pages(path)[0]
    (told,) = caplog.messages
    assert told.startswith("The PDF has □ in place of characters that its font lacks, such as א, ו, ל, أ and ا. Read")


def test_characters_that_the_font_lacks_are_shown_as_boxes(tmp_path: Path) -> None:
    path, address = tmp_path / "made.pdf", "https://example.org/劳动"
    linked = Run("With 劳动 and 🐋, ★ and ā in Aotearoa.", href=address)
    path.write_bytes(pdf_bytes(DOCUMENT._replace(parts=(paragraph(linked),))))
    assert "With □□ and □, □ and ā in Aotearoa. □ stands for a character" in pdf_pages(path)[0]
    assert addresses(path) == {"https://example.org/%E5%8A%B3%E5%8A%A8"}
    assert list(pdfua.validate(str(path)).findings) == []


def test_a_very_long_word_stays_on_the_page_and_an_address_stays_whole(tmp_path: Path) -> None:
    path, address = tmp_path / "made.pdf", "https://example.org/" + "x" * 200
    path.write_bytes(pdf_bytes(DOCUMENT._replace(parts=(paragraph(Run("y" * 300, href=address)),))))
    with pikepdf.open(path) as pdf:
        (page,) = pdf.pages
        right = max(float(each.Rect[2]) for each in page.Annots)
    assert right < 595 - 60
    assert addresses(path) == {address}


def addresses(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        return {str(each.A.URI) for page in pdf.pages for each in page.Annots if "/URI" in each.A}


def test_a_warning_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeset, "_HERE", tmp_path)
    (folder := tmp_path / "templates").mkdir()
    (folder / "drawing.typ").write_text('#set text(font: "No such font")\nwords')
    with pytest.raises(RuntimeError, match="unknown font family"):
        png_of(Picture(SVG, 400, 60, "", ""))


def test_a_drawing_becomes_a_png_if_typst_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Picture(SVG, 400, 60, "", "")
    assert (png_of(picture) or b"")[:8] == b"\x89PNG\r\n\x1a\n"
    monkeypatch.setattr(typeset, "INSTALLED", False)
    assert png_of(picture) is None
