from __future__ import annotations

from pathlib import Path

import pytest

from poatool.workbooks.batch import names_in, open_batch, unpack
from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Trouble, Unreadable, Workbook
from tests.workbooks.builder import Book, inline, rows, zipped

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


def test_a_file_within_may_be_no_larger_than_any_other(batch: Path) -> None:
    batch.write_bytes(zipped({"a.xlsx": GOOD, "b.csv": b"x," * (1 << 20)}))
    (_, good), (_, large) = unpack(batch, "batch.zip", Limits(file_mib=1, ratio=2_000))
    assert good == GOOD
    assert isinstance(large, Unreadable)
    assert large.trouble is Trouble.TOO_LARGE


def test_only_what_is_wanted_is_unpacked(batch: Path) -> None:
    wanted = [path for path, _ in unpack(batch, "b.zip", wanted=lambda name: name.endswith(".csv"))]
    assert wanted == ["b.zip/later/Police.csv"]


def test_a_file_that_its_name_hides_can_be_named_and_one_in_a_hidden_folder_cannot(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {".MBIE.xlsx": GOOD, "a/.DIA.xlsx": GOOD, "a/.b/DIA.xlsx": GOOD, "._a.xlsx": b"x"}
    (tmp_path / "b.zip").write_bytes(zipped(members))
    assert names_in(tmp_path / "b.zip", "b.zip") == ["b.zip/.MBIE.xlsx", "b.zip/a/.DIA.xlsx"]


def test_a_workbook_that_is_named_a_zip_is_that_workbook(tmp_path: Path) -> None:
    path = tmp_path / "MBIE.zip"
    path.write_bytes(GOOD)
    assert list(unpack(path, "MBIE.zip")) == [("MBIE.zip", GOOD)]
    assert names_in(path, "MBIE.zip") == []
