"""An organisation's Word file as a template: its styles and its text stay, and nothing in it runs."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import RGBColor

from poatool.errors import InputError
from poatool.render.word.body import word_bytes
from poatool.render.word.file import read_template
from tests.render.word.test_word import faults, said
from tests.support.documents import DOCUMENT

GREEN = RGBColor(0, 0x66, 0x33)
TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A file with styles, a cover, a header on its first page, a place for the report, and somebody's name."""
    file = docx.Document()
    file.styles["Heading 1"].font.color.rgb = GREEN
    file.add_paragraph("Ministry of Plans")
    file.add_paragraph("{{ti").add_run("tle}}").bold = True  # as Word splits it
    file.add_paragraph("{{report}}")
    file.add_paragraph("Published by the ministry.")
    file.sections[0].different_first_page_header_footer = True
    file.sections[0].first_page_header.paragraphs[0].text = "Letterhead"
    file.add_section(WD_SECTION.NEW_PAGE)
    file.core_properties.author = "Jane Doe"
    file.core_properties.comments = "ask Jane"
    file.core_properties.created = dt.datetime(2019, 5, 1, tzinfo=dt.UTC)
    path = tmp_path / "house.docx"
    file.save(str(path))
    return path


def repacked(path: Path, name: str, old: bytes, new: bytes) -> Path:
    """The file with a change in one of its parts."""
    target = path.with_name(f"{len(list(path.parent.iterdir()))}.docx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w") as after:
        for each in before.namelist():
            content = before.read(each)
            after.writestr(each, content.replace(old, new) if each == name else content)
    return target


def related(path: Path, kind: str) -> Path:
    """The file with a relationship to a part elsewhere."""
    relation = (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        'Target="https://example.org/x" TargetMode="External"/></Relationships>'
    )
    return repacked(path, "word/_rels/document.xml.rels", b"</Relationships>", relation.encode())


def test_the_report_is_where_the_template_says_in_its_styles(house: Path, tmp_path: Path) -> None:
    made = word_bytes(DOCUMENT, read_template(house))
    file = docx.Document(io.BytesIO(made))
    texts = [each.text for each in file.paragraphs]
    assert texts[:3] == ["Ministry of Plans", "Annual report 2022", "Plan of Action"]
    assert texts[-2:] == ["Published by the ministry.", ""]
    styles = {each.text: each.style for each in file.paragraphs}
    heading = styles["At a glance"]
    assert heading is not None
    assert (heading.name, heading.font.color.rgb) == ("Heading 1", GREEN)
    assert "{{" not in said(file.element).replace("$x$ *y* {{title}}", "")
    assert {each.get(qn("w:val")) for each in file.styles.element.iter(qn("w:lang"))} == {"en-NZ"}
    assert faults(made, tmp_path) == faults(house.read_bytes(), tmp_path)


def test_every_header_has_the_mark_and_nobody_is_named(house: Path) -> None:
    file = docx.Document(io.BytesIO(word_bytes(DOCUMENT, read_template(house))))
    first, second = file.sections
    assert [each.text for each in first.first_page_header.paragraphs] == ["DRAFT", "Letterhead"]
    assert first.header.paragraphs[0].text == "DRAFT"
    assert second.header.is_linked_to_previous
    assert (file.core_properties.author, file.core_properties.comments) == ("", "")


def test_a_template_without_a_place_is_followed_by_the_report(tmp_path: Path) -> None:
    path = tmp_path / "cover.docx"
    file = docx.Document()
    file.add_paragraph("A cover")
    file.save(str(path))
    texts = [each.text for each in docx.Document(io.BytesIO(word_bytes(DOCUMENT, read_template(path)))).paragraphs]
    assert texts[:2] == ["A cover", "Plan of Action"]
    docx.Document().save(str(path))
    texts = [each.text for each in docx.Document(io.BytesIO(word_bytes(DOCUMENT, read_template(path)))).paragraphs]
    assert texts[0] == "Plan of Action"


def test_a_word_template_is_as_good_as_a_document(house: Path) -> None:
    path = repacked(
        house, "[Content_Types].xml", DOCUMENT_TYPE, b"application/vnd.openxmlformats-officedocument." + TEMPLATE_TYPE
    )
    assert word_bytes(DOCUMENT, read_template(path)) == word_bytes(DOCUMENT, read_template(house))


def test_the_records_of_an_organisation_stay_in_its_template(house: Path) -> None:
    with zipfile.ZipFile(house, "a") as package:
        package.writestr("customXml/item9.xml", "<file>HR-2210</file>")
    item = (
        b'<Relationship Id="rId98" Target="../customXml/item9.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"/>'
    )
    path = repacked(house, "word/_rels/document.xml.rels", b"</Relationships>", item + b"</Relationships>")
    made = word_bytes(DOCUMENT, read_template(path))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert not [name for name in package.namelist() if b"HR-2210" in package.read(name)]


def test_a_template_that_cannot_be_used_is_refused_in_one_line(house: Path, tmp_path: Path) -> None:
    words, empty = tmp_path / "words.docx", tmp_path / "empty.docx"
    words.write_text("no zip")
    with zipfile.ZipFile(empty, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    cases = {
        "holds macros": repacked(house, "[Content_Types].xml", DOCUMENT_TYPE, MACRO_TYPE),
        "not a Word document. Give a .docx": words,
        "not a Word document that can be read": empty,
        "cannot be read (No such file": tmp_path / "none.docx",
        "holds comments or tracked changes": repacked(house, "word/document.xml", b"<w:r>", b'<w:ins w:id="1"><w:r>'),
        "it holds hidden text, which would be published": repacked(
            house, "word/document.xml", b"<w:r>", b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>Ask Mere</w:t></w:r><w:r>"
        ),
        "“{{Title}}” would be published.": repacked(house, "word/document.xml", b"{{ti<", b"{{Ti<"),
        "“{{report}}” would be published.": repacked(house, "word/document.xml", b"{{report}}", b"x {{report}}"),
        "not written by Word itself.": repacked(
            house, "word/document.xml", b"<w:document", b'<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><w:document'
        ),
        "not written by Word itself. Open": repacked(house, "word/document.xml", b"UTF-8", b"UTF-7"),
        "is attached to another template (https://example.org/x). Give that": related(house, "attachedTemplate"),
        "loads a part from elsewhere (https://example.org/x). Remove": related(house, "image"),
    }
    for message, path in cases.items():
        with pytest.raises(InputError) as refused:
            read_template(path)
        assert message in str(refused.value)
        assert "\n" not in str(refused.value)
    assert read_template(related(house, "hyperlink"))
