"""OpenDocument spreadsheets of an impossible shape, size or content."""

from collections.abc import Iterator

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Feature, Trouble
from tests.hostile.case import Case
from tests.workbooks.builder import zipped
from tests.workbooks.ods.builder import SPREADSHEET, cell, content, document, ods, row, table, text

_NAME = "agency.ods"
_NINE = text("9")
_COLUMNS = "table:number-columns-repeated"
_ROWS = "table:number-rows-repeated"
_SPANS = "table:number-columns-spanned"


def opendocument() -> Iterator[Case]:
    yield from _repeated()
    yield from _nested()
    yield from _odd()
    yield from _unsafe()


def _read(name: str, body: str, says: str = "9", limits: Limits | None = None) -> Case:
    return Case(f"ods-{name}", ods(body), None, says, _NAME, limits or Limits(ratio=5_000))


def _refused(name: str, body: str, trouble: Trouble, says: str, limits: Limits | None = None) -> Case:
    return Case(f"ods-{name}", ods(body), trouble, says, _NAME, limits or Limits(ratio=5_000))


def _repeated() -> Iterator[Case]:
    whole = row(text("9", f'{_COLUMNS}="16384"'), f'{_ROWS}="1000000"')
    yield _refused("whole-sheet-of-a-value", table(whole), Trouble.TOO_LARGE, "too many cells")
    wide = row(text("9", f'{_COLUMNS}="1000000"'))
    yield _refused("wider-than-a-sheet", table(wide), Trouble.TOO_LARGE, "more cells than a row can have")
    far = row(_NINE) + row("", f'{_ROWS}="{"9" * 5_000}"')
    yield _read("rows-without-end", table(far))
    yield _refused("cell-after-the-end", table(far + row(_NINE)), Trouble.TOO_LARGE, "more rows than a sheet can have")
    hidden = f'table:visibility="collapse" {_ROWS}="1048575"'
    yield _read("hidden-rows-without-content", table(row(_NINE) + row(cell(), hidden)))
    noted = row(cell("<office:annotation><text:p>9</text:p></office:annotation>"), f'{_ROWS}="1000000"')
    yield _refused("whole-column-of-comments", table(noted) * 3, Trouble.TOO_LARGE, "too many cells")
    merged = row(text("9", f'{_SPANS}="16384" table:number-rows-spanned="1048576"'))
    yield _read("whole-sheet-merge", table(merged))
    array = (
        'table:formula="of:=1" table:number-matrix-columns-spanned="16384" table:number-matrix-rows-spanned="1048576"'
    )
    yield _read("whole-sheet-array", table(row(text("9", array))))
    yield _refused("many-wide-arrays", table(row(text("9", array)) * 200), Trouble.TOO_LARGE, "too many cells")
    columns = f'<table:table-column table:visibility="collapse" {_COLUMNS}="4294967295"/>' * 50
    yield _read("columns-without-end", table(columns + row(_NINE)))
    spaces = text('<text:s text:c="4294967295"/>9')
    yield _read("spaces-without-end", table(row(spaces)))
    long = text('<text:s text:c="32767"/>9')
    few = Limits(characters=1_000_000, ratio=5_000)
    yield _refused("spaces-in-every-cell", table(row(long) * 100), Trouble.TOO_LARGE, "too many characters", few)


def _nested() -> Iterator[Case]:
    group = "<table:table-row-group>", "</table:table-row-group>"
    yield _refused(
        "groups-in-groups",
        table(group[0] * 5_000 + row(_NINE) + group[1] * 5_000),
        Trouble.UNSAFE,
        "nested more deeply",
    )
    yield _read("seven-groups", table(group[0] * 7 + row(_NINE) + group[1] * 7))
    spans = "<text:span>" * 9_000 + "9" + "</text:span>" * 9_000
    yield _read("spans-in-spans", table(row(text(spans))))
    inner = '<table:table table:name="Inner"><table:table-row><table:table-cell>' * 2_000
    closed = "</table:table-cell></table:table-row></table:table>" * 2_000
    yield _read("tables-in-tables", table(row(cell(f"{inner}{closed}<text:p>9</text:p>"))), "was not read")
    few = Limits(elements=50_000, ratio=5_000, rows=40_000)
    many = table(row(text("<text:s/>" * 60_000)))
    yield _refused("many-elements-in-a-cell", many, Trouble.TOO_LARGE, "too many elements", few)
    yield _read("many-rows-few-held", table(row(_NINE) * 40_000), limits=few)


def _odd() -> Iterator[Case]:
    for name, xml, says in (
        ("number-of-a-word", cell("<text:p>9</text:p>", 'office:value-type="float" office:value="nine"'), "is not one"),
        ("style-unknown", text("9", 'table:style-name="nothing"'), "9"),
        ("formula-web", text("9", 'table:formula="of:=WEBSERVICE(&quot;http://x/&quot;)"'), "9"),
        ("text-of-a-million", text("ā" * 1_000_000), "ā" * 100),
        ("blanks-of-a-million", text("9" + " \n" * 500_000), "9"),
        ("spaces-of-a-million", text(" " * 1_000_000 + "9"), "9"),
    ):
        yield _read(name, table(row(xml)), says)
    yield _read("name-empty", f"<table:table>{row(_NINE)}</table:table>")
    yield _read("same-name-twice", table(row(_NINE)) + table(row(text("10"))), "10")
    tracked = f"<table:tracked-changes>{table(row(text('old')))}</table:tracked-changes>"
    yield _read("tracked-changes", tracked + table(row(_NINE)), str(Feature.TRACKED_CHANGES))
    yield _refused("no-table", "", Trouble.DAMAGED, "has no sheet")


def _unsafe() -> Iterator[Case]:
    good = document("document-content", content(table(row(_NINE))))
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    prologue, _, rest = good.partition("?>")
    for name, doctype in (
        ("laughs", f'<!DOCTYPE o [<!ENTITY a0 "9">{laughs}]>'),
        ("external", '<!DOCTYPE o [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'),
    ):
        data = _package(f"{prologue}?>{doctype}{rest}".replace("<text:p>9", "<text:p>&a9;"))
        yield Case(f"ods-{name}", data, Trouble.UNSAFE, "document type", _NAME)
    flat = document("document", content(table(row(_NINE)))).encode()
    yield Case("is-flat", flat, Trouble.UNSUPPORTED, "a flat OpenDocument file", "agency.fods")
    bomb = good.replace("<text:p>9", "<text:p>" + " " * (8 << 20))
    yield Case("ods-bomb", _package(bomb), Trouble.UNSAFE, "times its size", _NAME)
    yield Case("ods-cut", ods(table(row(_NINE)))[:-60], Trouble.DAMAGED, "cut short", _NAME)
    lying = ods(table(row(_NINE)))
    at = lying.rindex(b"content.xml") - 46 + 24
    yield Case("ods-lying-size", lying[:at] + b"\x09\0\0\0" + lying[at + 4 :], Trouble.UNSAFE, "unpacks to", _NAME)
    yield Case("ods-control", _package(good.replace("<text:p>9", "<text:p>&#1;")), Trouble.DAMAGED, "", _NAME)
    yield Case("ods-utf-16", _package(good.replace("UTF-8", "UTF-16").encode("utf-16")), None, "9", _NAME)
    yield Case("ods-of-html", _package("<html/>"), Trouble.NOT_A_WORKBOOK, "“html”", _NAME)
    yield Case("ods-of-a-text", _package(good.replace(":spreadsheet", ":text")), Trouble.NOT_A_WORKBOOK, "", _NAME)


def _package(xml: str | bytes) -> bytes:
    return zipped({"mimetype": SPREADSHEET, "content.xml": xml})
