"""Workbooks from other projects: what this reader and calamine find in them, cell by cell."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from poatool.workbooks.edit.annotate import Remark, annotated
from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Trouble, Unreadable, Workbook, decode
from poatool.workbooks.open import open_workbook
from tests.workbooks.builder import opened
from tests.workbooks.calamine import MOST_ROWS, Plain, Values, plain, read_all
from tests.workbooks.edit.test_annotate import LISTING, changed
from tests.workbooks.edit.test_cells import rewritten

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
READ = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".xls"})
# Every file with POATOOL_CORPUS=all; otherwise every third.
STEP = 1 if os.environ.get("POATOOL_CORPUS") == "all" else 3
LIMITS = Limits(rows=MOST_ROWS)

MAY_CHANGE = re.compile(
    r"\[Content_Types\]|^_rels/\.rels|docProps/custom|/workbook\d*\.xml|sheets/[^/]+\.xml|/styles[^/]*\.xml|sheets/_rels/|comments|vmldrawing",
    re.IGNORECASE,
)

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="no workbooks of others at ../shared/corpus")


def shown(path: Path) -> str:
    return path.relative_to(CORPUS).as_posix()


@pytest.fixture(scope="module")
def ours() -> dict[Path, Workbook | Unreadable]:
    paths = sorted(path for path in CORPUS.rglob("*") if path.suffix.casefold() in READ)
    return {path: open_workbook(path, shown(path), LIMITS) for path in paths[::STEP]}


def test_every_difference_is_expected_and_every_expected_one_is_there(ours: dict[Path, Workbook | Unreadable]) -> None:
    expected: dict[str, set[str]] = {}
    for entry in tomllib.loads(Path(__file__).with_name("expectations.toml").read_text("utf-8"))["difference"]:
        assert entry["reason"]
        for file in entry["files"]:
            expected.setdefault(file, set()).add(entry["kind"])
    assert all((CORPUS / file).exists() for file in expected)
    theirs = read_all(ours)
    found = {shown(path): set(differences(each, theirs[path])) for path, each in ours.items()}
    assert {file: kinds for file, kinds in found.items() if kinds != expected.get(file, set())} == {}


def test_most_workbooks_are_read(ours: dict[Path, Workbook | Unreadable]) -> None:
    refused = [found for found in ours.values() if isinstance(found, Unreadable)]
    assert len(refused) <= len(ours) * 0.05
    assert all(found.message and found.hint for found in refused)


def test_binary_workbooks_are_to_be_saved_as_xlsx() -> None:
    for path in CORPUS.rglob("*.xlsb"):
        found = open_workbook(path, shown(path), LIMITS)
        assert isinstance(found, Unreadable)
        assert found.trouble is Trouble.ENCRYPTED or "File > Save As > Excel Workbook (*.xlsx)" in found.hint


def differences(ours: Workbook | Unreadable, theirs: Values | None) -> Iterator[str]:
    """The kinds of difference between this tool's reading and calamine's; none if calamine refuses."""
    if theirs is None:
        return
    if isinstance(ours, Unreadable):
        yield "refused here"
        return
    sheets = {sheet.name: sheet.cells for sheet in ours.sheets}
    yield from ("sheet missing there" for _ in sheets.keys() - theirs.keys())
    yield from ("sheet missing here" for _ in theirs.keys() - sheets.keys())
    for name in sheets.keys() & theirs.keys():
        cells = {f"{cell.row},{cell.column}": cell for cell in sheets[name] if cell.row <= MOST_ROWS}
        for at in cells.keys() | theirs[name].keys():
            cell, there = cells.get(at), theirs[name].get(at)
            here = plain(cell.value) if cell and cell.value is not None and cell.value != "" else None
            if here != (None if there == ("text", "") else there):
                yield "link read as the value" if here is None and cell and cell.link else kind_of(here, there)


def kind_of(here: Plain | None, there: Plain | None) -> str:  # noqa: C901, PLR0911 - a line a kind
    """Name the kind of a difference; a pair of kinds without a name of its own is named after both."""
    match here, there:
        case ("error", _), None:
            return "error value blank there"
        case ("error", _), ("number", _):
            return "error value read as a number there"
        case ("text", str(text)), None if not text.strip():
            return "blank text missing there"
        case ("text", str(text)), ("text", str(other)) if decode(other).text == text:
            return "text not cleaned there"
        case ("text", str(text)), ("text", str(other)) if text.strip() == other:
            return "text trimmed there"
        case ("number", _), ("date" | "time", _):
            return "number that is no calendar date"
        case ("duration", _), ("number" | "date" | "time" | "text", _):
            return "duration read otherwise there"
        case ("date", _), ("number", _):
            return "date read as a number there"
        case ("date", str(day)), ("time", _) if day.startswith("1904-01-01"):
            return "first day of 1904 read as midnight there"
        case ("date", _), ("text", _):
            return "written date read as text there"
    return f"{here and here[0]} here, {there and there[0]} there"


def test_values_written_into_them_change_nothing_else() -> None:
    paths = sorted(path for path in CORPUS.rglob("*") if path.suffix.casefold() in {".xlsx", ".xlsm"})[::7]
    annotated_books, rewritten_cells = 0, 0
    for path in paths:
        before = open_workbook(path, path.name)
        if isinstance(before, Workbook) and before.kind in {"xlsx", "xlsm"}:
            data = path.read_bytes()
            lose_nothing_where_annotated(before, data)
            annotated_books += 1
            rewritten_cells += change_alone_where_rewritten(before, data)
    assert annotated_books > len(paths) / 2
    assert rewritten_cells > 30


def lose_nothing_where_annotated(before: Workbook, data: bytes) -> None:
    remarks = [Remark(s.name, cell.row, cell.column, "Look") for s in before.sheets for cell in s.cells[:2]]
    written = annotated(data, remarks, *LISTING)
    after = opened(written, before.path)
    assert [sheet.cells for sheet in after.sheets[1:]] == [sheet.cells for sheet in before.sheets], before.path
    comments = {sheet.name: sheet.comments for sheet in after.sheets[1:]}
    assert all("Look" in comments[each.sheet].get((each.row, each.column), "") for each in remarks), before.path
    assert not [name for name in changed(data, written) if not MAY_CHANGE.search(name)], before.path


def change_alone_where_rewritten(before: Workbook, data: bytes) -> int:
    """Write into the last cell of each sheet unless it has a formula, and return how many were written."""
    chosen = {(s.name, c.row, c.column): "9" for s in before.sheets for c in s.cells[-1:] if c.formula is None}
    edited, written = rewritten(data, chosen)
    for old, new in zip(before.sheets, opened(edited, before.path).sheets, strict=True):
        differ = {(old.name, b.row, b.column) for b, a in zip(old.cells, new.cells, strict=True) if a != b}
        assert differ <= written, before.path
        assert all(str(c.value) == "9" for c in new.cells if (old.name, c.row, c.column) in written), before.path
    return len(written)
