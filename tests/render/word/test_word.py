"""A document as a Word file: readable by python-docx, valid ECMA-376, and accessible."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from openxml_audit import OpenXmlValidator

from poatool.blocks import Run
from poatool.framework.edition import as_of
from poatool.render.document import Grid, GridColumn, Heading, Labelled, LabelledList, Look, Part, paragraph, words
from poatool.render.word.body import bookmark, word_bytes
from tests.support.documents import DOCUMENT, LIVE, UPDATE

MADE = word_bytes(DOCUMENT)
MAY_LACK = ("fontTable", "theme")
"""Relationships that the validator requires, but ECMA-376 part 1, 11.3, does not."""


def read(content: bytes = MADE) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def all_of(name: str, within: BaseOxmlElement | None = None) -> Iterator[BaseOxmlElement]:
    yield from (read().element.body if within is None else within).iter(qn(name))


def said(element: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in all_of("w:t", element))


def values(name: str, within: BaseOxmlElement | None = None, of: str = "w:val") -> list[str]:
    return [each.get(qn(of)) for each in all_of(name, within)]


def styled(style: str, content: bytes = MADE) -> list[str]:
    return [each.text for each in read(content).paragraphs if each.style is not None and each.style.name == style]


def faults(content: bytes, folder: Path) -> list[str]:
    """The violations of ECMA-376 that an independent validator finds."""
    path = folder / "made.docx"
    path.write_bytes(content)
    found = [str(error) for error in OpenXmlValidator().validate(str(path)).errors if "WithEffects" not in str(error)]
    return [fault for fault in found if not fault.endswith(tuple(f"{name}' is missing." for name in MAY_LACK))]


def test_the_validator_finds_no_fault_but_finds_a_planted_one(tmp_path: Path) -> None:
    assert faults(MADE, tmp_path) == []
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(MADE)) as before, zipfile.ZipFile(damaged, "w") as after:
        for name in before.namelist():
            after.writestr(
                name, before.read(name).replace(b"<w:tblGrid>", b"<w:grid>").replace(b"</w:tblGrid>", b"</w:grid>")
            )
    assert faults(damaged.getvalue(), tmp_path) != []


def test_headings_go_down_one_level_at_a_time() -> None:
    styles = [each.style.name for each in read().paragraphs if each.style is not None]
    assert styles[:2] == ["Subtitle", "Title"]
    levels = [int(style.removeprefix("Heading ")) for style in styles if style.startswith("Heading")]
    assert levels == [1, 2, 3, 4]


def test_agencies_words_stay_words() -> None:
    assert any(LIVE in text for text in styled("Normal"))


def test_each_numbered_list_counts_by_itself() -> None:
    numbering = read().part.numbering_part.element
    starts = {each.get(qn("w:numId")): values("w:startOverride", each) for each in all_of("w:num", numbering)}
    lists = [(values("w:pStyle", each)[0], number) for each in all_of("w:p") for number in values("w:numId", each)]
    assert [style for style, _ in lists] == [
        *("ListNumber", "ListNumber", "ListBullet2", "ListNumber", "ListBullet", "ListBullet"),
    ]
    first, again, below, other, *bullets = (number for _, number in lists)
    assert first == again != other
    assert {below, *bullets} == {bullets[0]}
    assert (starts[first], starts[other], starts[below]) == (["1"], ["3"], [])


def test_tables_have_widths_headings_on_each_page_and_say_what_they_show() -> None:
    room = 11906 - 2 * 1247  # twips: A4 without its margins
    tables = list(all_of("w:tbl"))
    assert [values("w:tblDescription", table) for table in tables] == [["In figures"], ["A row for each status."]]
    for table in tables:
        widths = [int(width) for width in values("w:gridCol", table, of="w:w")]
        assert room - len(widths) <= sum(widths) <= room
        rows = list(all_of("w:tr", table))
        assert [len(list(all_of("w:tblHeader", row))) for row in rows] == [1] + [0] * (len(rows) - 1)
        for row in rows:
            assert [int(width) for width in values("w:tcW", row, of="w:w")] == widths
        heading, *others = [[values("w:jc", cell) for cell in all_of("w:tc", row)] for row in rows]
        assert all(sides == heading for sides in others)
    assert len(list(all_of("w:tr", tables[1]))) == 61
    grid = Grid("", "Totals", (GridColumn("All", number=True), GridColumn("Actions")), ((words("4"), words("1, 3")),))
    assert values("w:ind", read(word_bytes(DOCUMENT._replace(parts=(grid,)))).element.body, of="w:left") == ["200"] * 2


def test_only_what_has_something_below_it_stays_with_what_follows() -> None:
    lead, entry = paragraph(words("Active agencies"), look=Look.LEAD), Heading(4, words("DIA · Action 15"))
    actions, footnote = (Labelled(words("21."), ()), Labelled(words("N1*."), ())), paragraph("* New", look=Look.DETAILS)
    heading = Heading(1, words("Protection"))
    parts: tuple[Part, ...] = (lead, entry, entry, heading, LabelledList(actions), footnote, entry)
    made = read(word_bytes(DOCUMENT._replace(parts=parts))).paragraphs
    kept = [each.paragraph_format.keep_with_next for each in made]
    assert kept == [True, False, False, True, None, True, False, True]


def test_every_picture_says_what_it_shows() -> None:
    (drawing,) = all_of("wp:docPr")
    assert drawing.get("descr") == "Prevention: 2 under way."
    assert read().inline_shapes[0].height / read().inline_shapes[0].width == pytest.approx(60 / 400, rel=0.01)
    assert styled("Caption") == ["Figure 1. Actions in force", "Table 1. Statuses"]


def test_without_typst_there_is_no_picture_and_no_caption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("poatool.render.typeset.png_of", lambda _: None)
    assert styled("Caption", word_bytes(DOCUMENT)) == ["Table 1. Statuses"]


def test_the_language_is_that_of_the_plan_and_other_words_are_marked() -> None:
    assert set(values("w:lang", read().styles.element)) == {"en-NZ"}
    assert [(values("w:lang", run), said(run)) for run in all_of("w:r") if values("w:lang", run)] == [
        (["mi-NZ"], "whānau")
    ]


def test_properties_name_no_author_and_no_day_but_that_of_the_report() -> None:
    properties = read().core_properties
    assert (properties.title, properties.subject) == ("Annual report 2022", "Plan of Action")
    assert properties.language == "en-NZ"
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert {properties.created.isoformat()[:10], properties.modified.isoformat()[:10]} == {"2022-12-31"}
    with zipfile.ZipFile(io.BytesIO(MADE)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert word_bytes(DOCUMENT) == MADE


def test_every_link_within_leads_to_a_bookmark() -> None:
    names = values("w:bookmarkStart", of="w:name")
    assert {bookmark(UPDATE), "action_1", "action_N1"} <= set(names)
    assert len(names) == len(set(names))
    assert set(values("w:hyperlink", of="w:anchor")) - {None} <= set(names)
    relations = read().part.rels
    outside = [relations[each].target_ref for each in values("w:hyperlink", of="r:id") if each]
    assert outside == ["https://example.org/a%20b?c=%C3%A9&d=1"]


@pytest.mark.parametrize(
    ("anchor", "name"),
    [
        ("2022-mbie-1-3-5", "u_2022_mbie_1_3_5"),
        ("action-N1", "action_N1"),
        ("2022-" + "a-" * 30, "u_2022_a_a_a_a_a_a_a_a_a_a_a_a_"),
    ],
)
def test_bookmarks_have_names_that_word_keeps(anchor: str, name: str) -> None:
    assert bookmark(anchor).startswith(name)
    assert re.fullmatch(r"[A-Za-z]\w{0,39}", bookmark(anchor))
    assert bookmark("2022-" + "a-" * 30) != bookmark("2022-" + "a-" * 31)


def test_the_contents_are_written_and_can_be_updated() -> None:
    assert ' TOC \\o "1-2" \\h \\z \\u ' in [each.text for each in all_of("w:instrText")]
    (contents,) = all_of("w:sdtContent")
    assert [said(each) for each in all_of("w:p", contents)] == ["Contents", "At a glance", "Train inspectors"]


def test_every_page_has_the_mark_and_the_title() -> None:
    (section,) = read().sections
    assert section.header.paragraphs[0].text == "DRAFT"
    assert section.footer.paragraphs[0].text == "Annual report 2022\tPage 1 of 1"
    final = read(word_bytes(DOCUMENT._replace(mark="")))
    assert final.sections[0].header.is_linked_to_previous
    assert "DRAFT" not in said(final.element)


def test_invisible_characters_stay_out() -> None:
    made = word_bytes(DOCUMENT._replace(parts=(paragraph(Run("a\x00b\u202ec\ud800")),)))
    assert styled("Normal", made) == ["abc"]


def test_long_titles_are_shortened_in_the_properties() -> None:
    plan = replace(DOCUMENT.plan, title="A plan " * 50)
    long = DOCUMENT._replace(title="A report " * 50, edition=as_of(plan, DOCUMENT.edition.period))
    properties = read(word_bytes(long)).core_properties
    assert (len(properties.title), len(properties.subject)) == (255, 255)
