import time
import tracemalloc

import pytest

from poatool.workbooks.limits import Limits, Refused
from poatool.workbooks.package import Package
from tests.workbooks.builder import Book, refused, zipped

SHEET = "xl/worksheets/sheet1.xml"
_ROWS = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * n * 7919 % 1009}</v></c></row>' for n in range(1, 100))


def test_work_that_takes_too_long_is_given_up() -> None:
    unreadable = refused(Book().data(), limits=Limits(seconds=0))
    assert "took too many seconds" in unreadable.message
    assert "`seconds` under `[limits]`" in unreadable.hint


def test_time_in_which_a_computer_does_something_else_does_not_count() -> None:
    package = Package(Book().data(), Limits(seconds=1))
    time.sleep(1.2)
    assert package.tree(SHEET).tag.endswith("worksheet")


def test_a_part_that_was_damaged_in_transit_is_reported_as_damaged() -> None:
    """Flip each bit of the packed data in turn: some make a part longer, and many cannot be unpacked to the end."""
    data = Book(_ROWS).data()
    start = data.index(b"PK", data.index(SHEET.encode()))
    packed = range(data.index(SHEET.encode()) + len(SHEET), start)
    said = [_what_is_wrong(data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]) for at in packed]

    assert said.count("") <= 2  # bits after the end of the packed data
    assert {message.partition(":")[0] for message in said} <= {"", "The file is damaged"}


def _what_is_wrong(data: bytes) -> str:
    try:
        Package(data, Limits()).read(SHEET)
    except Refused as refused_for:
        return refused_for.message
    return ""


def test_a_bomb_that_declares_a_small_size_is_never_unpacked_completely() -> None:
    bomb = zipped(Book().parts() | {SHEET: bytes(64 << 20)})
    at = bomb.rindex(SHEET.encode()) - 46 + 24
    package = Package(bomb[:at] + (1000).to_bytes(4, "little") + bomb[at + 4 :], Limits())
    tracemalloc.start()
    with pytest.raises(Refused, match="unpacks to more than it says"):
        package.read(SHEET)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 << 20


@pytest.mark.parametrize("at", [0, 65_530, 65_536, 131_069])
def test_a_text_in_a_part_is_found_wherever_a_chunk_ends(at: int) -> None:
    package = Package(zipped({"a.xml": " " * at + "ddeLink"}), Limits())
    assert package.find("A.xml", b"ddeLink")
    assert not package.find("a.xml", b"ddeLinks")
    assert not package.find("b.xml", b"ddeLink")
