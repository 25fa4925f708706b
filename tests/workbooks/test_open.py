import hashlib
import os
from pathlib import Path
from unittest.mock import Mock

import pytest

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Trouble, Unreadable, Workbook
from poatool.workbooks.open import names_in, open_batch, open_workbook, unpack
from tests.workbooks.builder import Book, inline, opened, refused, rows, zipped
from tests.workbooks.ods import builder as odf
from tests.workbooks.xls import biff


def unreadable(path: Path, limits: Limits | None = None) -> Unreadable:
    found = open_workbook(path, path.name, limits or Limits())
    assert isinstance(found, Unreadable)
    assert found.path == path.name
    assert found.hint
    return found


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "agency.xlsx"
    path.write_bytes(Book(sheet=rows(f"<row>{inline('A1', '9')}</row>")).data())
    return path


def test_a_workbook_knows_its_bytes_and_the_name_that_the_user_gave(good: Path) -> None:
    workbook = open_workbook(good, "inbox/agency.xlsx")
    assert isinstance(workbook, Workbook)
    assert workbook.path == "inbox/agency.xlsx"
    assert workbook.sha256 == hashlib.sha256(good.read_bytes()).hexdigest()


def test_missing_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert unreadable(tmp_path / "none.xlsx").trouble is Trouble.MISSING
    assert unreadable(tmp_path / "none" / "none.xlsx").trouble is Trouble.MISSING
    assert unreadable(tmp_path / ("x" * 300)).trouble is Trouble.MISSING
    assert unreadable(tmp_path / "a\0b").trouble is Trouble.MISSING
    monkeypatch.setattr("sys.platform", "win32")
    assert unreadable(tmp_path / ("x/" * 150)).hint.endswith("Move the file to a folder with a shorter path.")


def test_a_folder_and_a_pipe_are_refused_without_waiting(tmp_path: Path) -> None:
    assert unreadable(tmp_path).message == "This is a folder, not a file."
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.xlsx")
        assert unreadable(tmp_path / "pipe.xlsx").message == "This is not a file, but a pipe or a device."


def test_links(tmp_path: Path, good: Path) -> None:
    whole, dangling, ring = (tmp_path / f"{name}.xlsx" for name in ("whole", "dangling", "ring"))
    whole.symlink_to(good)
    dangling.symlink_to("gone.xlsx")
    ring.symlink_to(ring)
    assert isinstance(open_workbook(whole, "whole.xlsx"), Workbook)
    assert unreadable(dangling).message == "This is a link to a missing file (gone.xlsx)."
    assert unreadable(ring).trouble is Trouble.MISSING


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "You may not read this file, or another program has locked it."),
        (OSError(5, "Input/output error"), "The file could not be read (Input/output error)."),
    ],
)
def test_a_file_that_the_system_refuses(
    error: OSError, message: str, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "open", Mock(side_effect=error))
    assert unreadable(good).message == message


def test_too_little_memory(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("poatool.workbooks.open.Package", Mock(side_effect=MemoryError))
    assert unreadable(good).message == "There is not enough memory to read this file."


def test_a_workbook_of_too_many_rows_is_not_read_and_says_which_setting() -> None:
    twos = "".join(f'<row r="{n}"><c r="A{n}"><v>2</v></c><c r="B{n}"><v>3</v></c></row>' for n in range(1, 12))
    data = Book(sheet=rows(twos)).data()
    opened(data, limits=Limits(rows=11))
    blanks = "".join(f"<row>{inline(f'A{n}', '  ')}</row>" for n in range(12, 40))
    opened(Book(sheet=rows(twos + blanks)), limits=Limits(rows=11))
    found = refused(data, limits=Limits(rows=10))
    assert found.trouble is Trouble.TOO_LARGE
    assert found.message == "The file has 11 rows that are not empty; the limit is 10."
    assert "set `rows` under `[limits]` in poatool.toml to more than 10" in found.hint


def _shared_text_in_every_row() -> dict[str, bytes]:
    """Files in which ten cells hold one text of 100 characters, by ending."""
    text = "x" * 100
    cells = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(10))
    xls = biff.xls(("A", [biff.shared(row, 0, 0) for row in range(10)]), of_all=biff.texts(biff.counted(text), count=1))
    return {
        "xlsx": Book(sheet=rows(cells), strings=f"<si><t>{text}</t></si>").data(),
        "ods": odf.ods(odf.table(odf.row(odf.text(text), 'table:number-rows-repeated="10"'))),
        "xls": xls,
        "csv": f"{text}\n".encode() * 10,
    }


@pytest.mark.parametrize(("kind", "data"), _shared_text_in_every_row().items())
def test_a_text_that_many_cells_share_counts_for_each(kind: str, data: bytes) -> None:
    opened(data, f"a.{kind}", Limits(characters=1_000))
    found = refused(data, f"a.{kind}", Limits(characters=999))
    assert found.trouble is Trouble.TOO_LARGE
    assert found.message == "The cells of the file hold too many characters; the limit is 999."


def test_a_file_that_is_too_large_is_not_read_and_the_setting_is_named(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(2 * 1024 * 1024)
    found = unreadable(path, Limits(file_mib=1))
    assert found.trouble is Trouble.TOO_LARGE
    assert found.message == "The file is 2.0 MiB; the limit is 1."
    assert "set `file_mib` under `[limits]` in poatool.toml to more than 1" in found.hint


def test_a_second_sheet_with_the_same_name_gets_another_name() -> None:
    tables = "".join(odf.table(odf.row(odf.text("x")), name) for name in ("One", "One", "Two", "One"))
    workbook = opened(odf.ods(tables), "a.ods")
    assert [sheet.name for sheet in workbook.sheets] == ["One", "One (2)", "Two", "One (3)"]
    assert [(note.sheet, note.message) for note in workbook.notes] == [
        (name, f"The file has another sheet named One; this one was read as {name}.") for name in ("One (2)", "One (3)")
    ]


GOOD = Book(sheet=rows(f"<row>{inline('A1', '9')}</row>")).data()


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    path = tmp_path / "batch.zip"
    members: dict[str, str | bytes] = {
        "MBIE.xlsx": GOOD,
        "later/Police.csv": "Action,Progress\n9,x\n",
        "__MACOSX/._MBIE.xlsx": b"x",
        "~$MBIE.xlsx": b"x",
        ".hidden/a.xlsx": GOOD,
        "more.zip": zipped({"DIA.xlsx": GOOD}),
    }
    path.write_bytes(zipped(members))
    return path


def test_each_file_is_read_and_named_by_its_place_and_a_zip_within_is_not_unpacked(batch: Path) -> None:
    found = dict(unpack(batch, "inbox/batch.zip"))
    names = ["inbox/batch.zip/MBIE.xlsx", "inbox/batch.zip/later/Police.csv", "inbox/batch.zip/more.zip"]
    assert (list(found), names_in(batch, "inbox/batch.zip")) == (names, names)
    assert found["inbox/batch.zip/MBIE.xlsx"] == GOOD
    first, second, third = open_batch(batch, "batch.zip")
    assert isinstance(first, Workbook)
    assert isinstance(second, Workbook)
    assert second.path == "batch.zip/later/Police.csv"
    assert isinstance(third, Unreadable)
    assert third.message == "This is a zip of files, not a spreadsheet."


@pytest.mark.parametrize(("few", "which"), [(Limits(rows=2), "rows"), (Limits(characters=16), "characters")])
def test_the_files_of_a_zip_may_have_no_more_together_than_one_file(batch: Path, few: Limits, which: str) -> None:
    assert [type(found) for found in open_batch(batch, "b.zip", Limits(rows=3, characters=17))][:2] == [Workbook] * 2
    _, second, _ = open_batch(batch, "b.zip", few)
    assert isinstance(second, Unreadable)
    assert second.message.startswith(f"The files in this zip have too many {which} together; the limit is")


def test_a_damaged_file_does_not_stop_the_others(batch: Path) -> None:
    data = bytearray(batch.read_bytes())
    data[data.index(b"MBIE.xlsx") + 60] ^= 0xFF
    batch.write_bytes(data)
    first, second, _ = (found for _, found in unpack(batch, "batch.zip"))
    assert isinstance(first, Unreadable)
    assert first.path == "batch.zip/MBIE.xlsx"
    assert isinstance(second, bytes)


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"Action,Progress\n", Trouble.NOT_A_WORKBOOK),
        (zipped({"../a.xlsx": b""}), Trouble.UNSAFE),
        (zipped({"a.xlsx": GOOD})[:-30], Trouble.DAMAGED),
    ],
)
def test_a_zip_that_cannot_be_opened(batch: Path, data: bytes, trouble: Trouble) -> None:
    batch.write_bytes(data)
    ((shown_as, found),) = unpack(batch, "batch.zip")
    assert isinstance(found, Unreadable)
    assert (shown_as, found.trouble) == ("batch.zip", trouble)
    assert names_in(batch, "batch.zip") == []


def test_a_file_in_a_zip_may_not_be_larger_than_any_other(batch: Path) -> None:
    batch.write_bytes(zipped({"a.xlsx": GOOD, "b.csv": b"x," * (1 << 20)}))
    (_, good), (_, large) = unpack(batch, "batch.zip", Limits(file_mib=1, ratio=2_000))
    assert good == GOOD
    assert isinstance(large, Unreadable)
    assert large.trouble is Trouble.TOO_LARGE


def test_only_what_is_wanted_is_unpacked(batch: Path) -> None:
    wanted = [path for path, _ in unpack(batch, "b.zip", wanted=lambda name: name.endswith(".csv"))]
    assert wanted == ["b.zip/later/Police.csv"]


def test_a_hidden_file_can_be_named_but_not_one_in_a_hidden_folder(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {".MBIE.xlsx": GOOD, "a/.DIA.xlsx": GOOD, "a/.b/DIA.xlsx": GOOD, "._a.xlsx": b"x"}
    (tmp_path / "b.zip").write_bytes(zipped(members))
    assert names_in(tmp_path / "b.zip", "b.zip") == ["b.zip/.MBIE.xlsx", "b.zip/a/.DIA.xlsx"]
