"""Struck-through text is recognised in every format that has it: cells by their style, words by their run."""

import pytest

from poatool.workbooks.formatting import marked_words
from poatool.workbooks.model import CellRun, Marks, RawCell
from tests.workbooks.builder import Book, opened, rows
from tests.workbooks.ods import builder as odf

Struck = tuple[str, ...]
WHOLE: Struck = ()
AS_CELL, CLEAR, STRUCK = None, Marks.NONE, Marks.STRUCK


def words(*passages: str) -> Struck:
    return passages


def found(book: Book | bytes, name: str = "agency.xlsx") -> list[Struck | None]:
    (sheet,) = opened(book, name).sheets
    return [marked_words(cell) for cell in sheet.cells]


@pytest.mark.parametrize(
    ("marks", "runs", "expected"),
    [
        (Marks.NONE, [], None),
        (Marks.HIGHLIGHTED, [], None),
        (Marks.STRUCK, [], WHOLE),
        (Marks.NONE, [("old ", AS_CELL), ("new", CLEAR)], None),
        (Marks.STRUCK, [("old ", AS_CELL), ("new", CLEAR)], words("old")),
        (Marks.STRUCK, [("old ", AS_CELL), ("new", STRUCK)], WHOLE),
        (Marks.STRUCK, [("old new", CLEAR)], None),
        (Marks.NONE, [("old", STRUCK)], WHOLE),
        (Marks.NONE, [("old", STRUCK), (" \n", AS_CELL), (" ", CLEAR)], WHOLE),
        (Marks.NONE, [("new", AS_CELL), (" ", STRUCK)], None),
        (Marks.NONE, [("ol", STRUCK), ("d", STRUCK), (" new ", AS_CELL), ("older", STRUCK)], words("old", "older")),
    ],
)
def test_runs_and_their_cell(marks: Marks, runs: list[tuple[str, Marks | None]], expected: Struck | None) -> None:
    cell = RawCell(1, 1, "x", "x", runs=tuple(CellRun(*run) for run in runs), marks=marks)
    assert marked_words(cell) == expected


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        ("<color rgb='FFFFFFFF'/>", words("and lost")),
        ("<color theme='0'/>", words("and lost")),
        ("<color rgb='FFF2F2F2'/>", words("and lost")),
        ("<color theme='0' tint='-0.0499'/>", words("and lost")),
        ("<color rgb='FFD9D9D9'/>", None),
        ("<sz val='1'/>", words("and lost")),
        ("<color rgb='FFC00000'/><sz val='9'/>", None),
    ],
)
def test_words_that_nobody_sees_beside_others(font: str, expected: Struck | None) -> None:
    said = f"<is><r><t>Sent </t></r><r><rPr>{font}</rPr><t>and lost</t></r></is>"
    (sheet,) = opened(Book(sheet=rows(f'<row r="1"><c r="A1" t="inlineStr">{said}</c></row>'))).sheets
    assert [marked_words(cell, Marks.UNSEEN) for cell in sheet.cells] == [expected]


FONTS = (
    "<fonts><font><sz val='11'/></font><font><b/><strike/></font><font><strike val='0'/></font>"
    "<font><strike val='1'/></font><font><strike val='false'/></font></fonts>"
)


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        ("<xf fontId='0'/>", None),
        ("<xf fontId='1'/>", WHOLE),
        ("<xf fontId='2'/>", None),
        ("<xf fontId='3'/>", WHOLE),
        ("<xf fontId='9'/>", None),
        ("<xf/>", None),
        # As LibreOffice shows it: a format's font counts, whether or not the format says that it applies.
        ("<xf fontId='1' xfId='0' applyFont='0'/>", WHOLE),
        ("<xf fontId='0' xfId='1' applyFont='0'/>", None),
        ("<xf xfId='1'/>", WHOLE),
    ],
)
def test_the_font_of_a_format(formats: str, expected: Struck | None) -> None:
    styles = f"{FONTS}<cellStyleXfs><xf fontId='0'/><xf fontId='1'/></cellStyleXfs><cellXfs>{formats}</cellXfs>"
    sheet = rows('<row><c s="0"><v>9</v></c></row>')
    assert found(Book(sheet=sheet, styles=styles)) == [expected]
    assert found(Book(sheet=sheet, styles=styles, strict=True)) == [expected]


RICH = (
    "<r><t xml:space='preserve'>Trained </t></r><r><rPr><b/><strike/></rPr><t>thirty</t></r>"
    "<r><rPr><strike val='0'/></rPr><t xml:space='preserve'> for_x0074_y people</t></r>"
)


def test_runs_of_shared_texts_and_of_texts_in_the_cell() -> None:
    styles = f"{FONTS}<cellXfs><xf/><xf fontId='1'/></cellXfs>"
    shared = '<c t="s" s="{}"><v>0</v></c>'
    own = f'<c t="inlineStr" s="{{}}"><is>{RICH}</is></c>'
    sheet = rows(f"<row>{''.join(kind.format(style) for kind in (shared, own) for style in (0, 1))}</row>")
    book = Book(sheet=sheet, strings=f"<si>{RICH}</si>", styles=styles)
    assert found(book) == [words("thirty"), words("Trained thirty")] * 2
    assert {cell.value for cell in opened(book).sheets[0].cells} == {"Trained thirty forty people"}


def test_text_before_the_first_run_looks_like_the_cell() -> None:
    strings = "<si><t>new</t><r><rPr><strike/></rPr><t>old</t></r></si>"
    assert found(Book(sheet=rows('<row><c t="s"><v>0</v></c></row>'), strings=strings)) == [words("old")]


LINE, NO_LINE = (f'style:text-line-through-style="{kind}"' for kind in ("solid", "none"))


def odf_style(name: str, family: str, properties: str) -> str:
    return odf.style(name, family, properties).replace(f"<style:{family}-properties", "<style:text-properties")


ODF_STYLES = (
    odf_style("gone", "table-cell", LINE)
    + odf_style("stays", "table-cell", NO_LINE)
    + odf_style("untyped", "table-cell", f'{LINE} style:text-line-through-type="none"')
    + odf_style("Tgone", "text", LINE)
    + odf_style("Tstays", "text", NO_LINE)
    + odf_style("Tbold", "text", 'fo:font-weight="bold"')
)


@pytest.mark.parametrize(
    ("style", "expected"),
    [("gone", WHOLE), ("stays", None), ("untyped", None), ("none", None)],
)
def test_the_style_of_an_opendocument_cell(style: str, expected: Struck | None) -> None:
    body = odf.table(odf.row(odf.text("x", f'table:style-name="{style}"')))
    assert found(odf.ods(body, ODF_STYLES), "agency.ods") == [expected]


def test_the_style_of_an_opendocument_row_or_column() -> None:
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="gone"/>'
    cells = odf.text("x") * 2
    body = columns + odf.row(cells) + odf.row(cells, 'table:default-cell-style-name="gone"')
    assert [marked_words(cell) for cell in odf.sheet_of(body, ODF_STYLES).cells] == [None, WHOLE, WHOLE, WHOLE]


def span(style: str, inner: str) -> str:
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


@pytest.mark.parametrize(
    ("inner", "plain", "in_struck_cell"),
    [
        (f"In {span('Tgone', 'May')} June", words("May"), WHOLE),
        (f"In {span('Tstays', 'June')}", None, words("In")),
        (f"In {span('Tbold', 'June')}", None, WHOLE),
        (
            f"In {span('Tgone', 'May and ' + span('Tbold', 'June') + span('Tstays', ' July'))}",
            words("May and June"),
            words("In May and June"),
        ),
        (f"{span('Tgone', 'In<text:s/>May')}</text:p><text:p>{span('Tbold', 'June')}", words("In May"), WHOLE),
        (f"{span('Tgone', 'In')}</text:p><text:p>{span('Tgone', 'May')}", WHOLE, WHOLE),
    ],
)
def test_spans_of_an_opendocument_text(inner: str, plain: Struck | None, in_struck_cell: Struck) -> None:
    body = odf.row(odf.text(inner) + odf.text(inner, 'table:style-name="gone"'))
    assert [marked_words(cell) for cell in odf.sheet_of(body, ODF_STYLES).cells] == [plain, in_struck_cell]
