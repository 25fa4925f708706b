"""Good files with a few bytes changed: none may raise, hang, mix up cells, lose a row or be damaged by edits."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read
from poatool.workbooks import sniff
from poatool.workbooks.edit.annotate import Remark, annotated
from poatool.workbooks.edit.cells import with_fields, write_values
from poatool.workbooks.edit.package_edit import PackageEdit, verify_unchanged
from poatool.workbooks.limits import Limits, Refused
from poatool.workbooks.model import Unreadable, Workbook
from poatool.workbooks.open import open_bytes
from poatool.workbooks.xls import child, read as xls
from tests.hostile.test_hostile import alarm
from tests.support.reports import validation
from tests.support.rows import rows_below_headings
from tests.workbooks.builder import Book, inline, link, rows, zipped
from tests.workbooks.edit.test_annotate import LISTING
from tests.workbooks.ods.builder import SPREADSHEET, cell, content, document, row, style, table, text
from tests.workbooks.xls import biff

SEED = 2026
# `POATOOL_MUTANTS=25000` before a release.
MUTANTS = int(os.environ.get("POATOOL_MUTANTS", "2000"))
SECONDS = 10
LIMITS = Limits(unpacked_mib=16, cells=20_000, seconds=5)
FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
EVIDENCE = Evidence(EDITION)
_SPLICES = (b"<", b">", b'"', b"&#1;", b"]]>", b"<!DOCTYPE a>", b"\x00", b"\xff\xfe", b"99999999999", b"-1", b"_xD800_")

FULL = Book(
    sheet='<cols><col min="2" max="3" hidden="1"/></cols>'
    + rows(
        f'<row r="1">{inline("A1", "Action")}{inline("B1", "Status")}'
        f"{inline('C1', 'Progress')}{inline('D1', 'Evidence')}</row>"
        '<row r="2" hidden="1"><c r="A2"><v>9</v></c>'
        '<c r="B2" s="1"><v>44562</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D2" t="b"><v>1</v></c>'
        '<c r="E2"><f t="array" ref="E2:F3">A1</f></c><c r="G2" t="d"><v>2022-01-31</v></c></row>'
        f'<row r="3">{inline("A3", "1, 3-5")}{inline("B3", "Under way")}<c r="C3" t="s"><v>0</v></c>'
        f"{inline('D3', 'https://example.govt.nz/2022')}</row>"
    )
    + '<autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter><mergeCells><mergeCell ref="A4:B6"/></mergeCells>'
    '<hyperlinks><hyperlink ref="D3" r:id="h1" location="x"/></hyperlinks>'
    '<tableParts count="1"><tablePart r:id="t1"/></tableParts>',
    strings="<si><r><t>Held </t></r><r><rPr><strike/></rPr><t>_x000D_a forum</t></r><rPh><t>x</t></rPh></si>",
    styles='<numFmts><numFmt numFmtId="164" formatCode="[h]:mm;@"/></numFmts><fills><fill/></fills>'
    '<fonts><font/><font><strike val="true"/></font></fonts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164" fontId="1" fillId="0"/></cellXfs>',
    links=link("h1", "hyperlink", "https://example.govt.nz/", external=True)
    + link("c1", "comments", "../c.xml")
    + link("t1", "table", "../t.xml"),
    root_links=link("p", "custom-properties", "custom.xml"),
    extra={
        "xl/c.xml": '<comments><comment ref="A1"><text><t>Check</t></text></comment></comments>',
        "xl/t.xml": '<table ref="A1:D3"><autoFilter ref="A1:D3"><filterColumn colId="1"/></autoFilter></table>',
        "custom.xml": '<P><property name="a"><x>1</x></property></P>',
    },
)
_LOOK = style("y", "table-cell", 'fo:background-color="#ffff00"') + style("h", "table", 'table:display="false"')
_NUMBER = 'office:value-type="float" office:value="1"'
_ARRAY = 'table:formula="of:=A1" table:number-matrix-columns-spanned="2" table:number-matrix-rows-spanned="2"'
OPEN_DOCUMENT = content(
    table(
        '<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/><table:table-row-group>'
        + row(
            cell('<text:p>Held <text:s text:c="3"/><text:a xlink:href="https://example.govt.nz/">a</text:a></text:p>')
        )
        + row(cell("<office:annotation><text:p>Check</text:p></office:annotation>", f"{_ARRAY} {_NUMBER}"))
        + "</table:table-row-group>"
        + row(text("x", 'table:number-columns-repeated="3" table:style-name="y"'), 'table:number-rows-repeated="2"')
        + row(cell("<text:p>9</text:p>", 'office:value-type="date" office:date-value="2022-01-31"')),
        attributes='table:style-name="h"',
    ),
    _LOOK,
)
OLD = biff.xls(
    (
        "Updates",
        (
            *(biff.text(0, column, heading) for column, heading in enumerate(("Action", "Status", "Progress"))),
            *(biff.number(1, 0, 9), biff.number(1, 1, 44592, biff.DATE), biff.rich(1, 2, "In May", (3, 1))),
            *(biff.hidden_row(2), biff.shared(2, 0, 1), biff.formula(2, 1, 3), biff.error(2, 2, 0x17)),
            *(biff.merged(3, 5, 0, 1), biff.link(2, 0, "https://example.govt.nz/"), biff.comment(2, 0, "So?")),
        ),
    ),
    of_all=biff.texts(biff.counted("Action") + biff.counted("Progress"), count=2),
)
CSV = 'Action;Progress\n9;“Held”, a forum\nN1;"two\nlines"\n'


def in_the_zip(chance: random.Random) -> tuple[bytes, str]:
    return changed(FULL.data(), chance), "agency.xlsx"


def in_a_part(chance: random.Random) -> tuple[bytes, str]:
    parts = FULL.parts()
    name = chance.choice(sorted(parts))
    return zipped(parts | {name: changed(str(parts[name]).encode(), chance)}), "agency.xlsx"


def in_an_open_document(chance: random.Random) -> tuple[bytes, str]:
    mutant = changed(document("document-content", OPEN_DOCUMENT).encode(), chance)
    return zipped({"mimetype": SPREADSHEET, "content.xml": mutant}), "agency.ods"


def in_a_text(chance: random.Random) -> tuple[bytes, str]:
    return changed(CSV.encode(chance.choice(("utf-8", "utf-16", "cp1252"))), chance), "agency.csv"


def in_a_compound_file(chance: random.Random) -> tuple[bytes, str]:
    return changed(biff.compound_file("EncryptedPackage", "B", "C", "D", "E"), chance), "agency.xls"


def in_an_old_workbook(chance: random.Random) -> tuple[bytes, str]:
    start, end = 1536, 1536 + 1200
    return OLD[:start] + changed(OLD[start:end], chance)[:1200].ljust(1200, b"\0") + OLD[end:], "agency.xls"


KINDS: tuple[Callable[[random.Random], tuple[bytes, str]], ...] = (
    *(in_the_zip, in_a_part, in_a_part, in_a_text, in_a_compound_file, in_an_open_document),
    *(in_an_old_workbook,),
)


def changed(data: bytes, chance: random.Random) -> bytes:
    mutant = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at = chance.randrange(len(mutant) + 1)
        end = min(len(mutant), at + chance.choice((1, 1, 4, 16, 64)))
        match chance.randrange(5):
            case 0:
                mutant[at:end] = chance.randbytes(end - at)
            case 1:
                del mutant[at:end]
            case 2:
                mutant[at:at] = mutant[at:end]
            case 3:
                mutant[at:at] = chance.choice(_SPLICES)
            case _ if at < len(mutant):
                mutant[at] ^= 1 << chance.randrange(8)
    return bytes(mutant)


def mutants(kind: int) -> Iterator[tuple[bytes, str]]:
    chance = random.Random(SEED + kind)  # noqa: S311 - the same mutants each time
    for _ in range(MUTANTS // len(KINDS)):
        yield KINDS[kind](chance)


@pytest.mark.parametrize("kind", range(len(KINDS)), ids=lambda kind: f"{KINDS[kind].__name__}-{kind}")
def test_no_mutant_raises(kind: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xls, "read", lambda data, _shown_as, _sha256, limits: child.read(data, limits))
    for number, (data, name) in enumerate(mutants(kind)):
        try:
            with alarm(SECONDS):
                found = open_bytes(data, name, LIMITS)
        except BaseException as error:
            error.add_note(f"mutant {number} of seed {SEED + kind}")
            raise
        if isinstance(found, Unreadable):
            assert found.message
            assert found.hint
        else:
            assert in_order(found), f"mutant {number} of seed {SEED + kind}"
            assert accounted_for(found), f"mutant {number} of seed {SEED + kind}"
            edit(data, found)


def accounted_for(workbook: Workbook) -> bool:
    """Whether the ledger counts every non-empty row below the headings."""
    interpreted = interpret(read(workbook, EVIDENCE), EDITION)
    found = check(Batch(EDITION, (interpreted,)), RULES)
    seen = validation((interpreted,), found, EDITION).rows.seen
    return seen == rows_below_headings(interpreted.submission) and not any(f.code == "WBK130" for f in found)


def edit(data: bytes, workbook: Workbook) -> None:
    """Annotate the first cells and write into them; an edit that could damage the file is refused."""
    cells = [(sheet.name, cell.row, cell.column) for sheet in workbook.sheets for cell in sheet.cells[:2]]
    if workbook.kind in sniff.CSV:
        with_fields(data, {cell[1:]: "9" for cell in cells})
    if workbook.kind in sniff.XLSX:
        with suppress(Refused):
            annotated(data, [Remark(*cell, "Look") for cell in cells], *LISTING, LIMITS)
        with suppress(Refused):
            change = PackageEdit(data, LIMITS)
            written = write_values(change, dict.fromkeys(cells, "9"))
            verify_unchanged(data, change.data(), LIMITS, changed=written)


def in_order(workbook: Workbook) -> bool:
    """Whether the cells of each sheet are in reading order, each once."""
    return all(
        all(before[:2] < after[:2] for before, after in zip(sheet.cells, sheet.cells[1:], strict=False))
        for sheet in workbook.sheets
    )
