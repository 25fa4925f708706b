"""Fields of a delimited text get other values; the rest of the file stays byte for byte."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poatool.workbooks.edit.cells import Rewritten, with_fields

PLAIN = b"Action;Status\r\n14.0;Underway\r\n"


@pytest.mark.parametrize(
    ("before", "place", "value", "after"),
    [
        (PLAIN, (2, 1), "14", b"Action;Status\r\n14;Underway\r\n"),
        (PLAIN, (2, 2), "Under way", b"Action;Status\r\n14.0;Under way\r\n"),
        (b'"Action",Status\n"14.0","a, ""b"""\n', (2, 1), "14", b'"Action",Status\n"14","a, ""b"""\n'),
        (b"a,b\n1,2", (2, 2), "x, y", b'a,b\n1,"x, y"'),
        (b"a,b\n\n1,", (3, 2), "note", b"a,b\n\n1,note"),
        (b'a,b\n"1\n2",x\n3,y\n', (3, 1), "4", b'a,b\n"1\n2",x\n4,y\n'),
        (b"sep=;\r\na;b\r\n1;2\r\n", (2, 2), "3", b"sep=;\r\na;b\r\n1;3\r\n"),
        (codecs.BOM_UTF8 + b"a,b\nx,y\n", (2, 1), "M\u0101ori", codecs.BOM_UTF8 + "a,b\nM\u0101ori,y\n".encode()),
        (b"a,b\nH\xf4pital,26\n", (2, 2), "9", b"a,b\nH\xf4pital,9\n"),
        (b"a,b\nH\xf4\x81pital,26\n", (2, 2), "9", b"a,b\nH\xf4\x81pital,9\n"),
        (
            codecs.BOM_UTF16_LE + "a\tb\nx\ty\n".encode("utf-16-le"),
            (2, 2),
            "z",
            codecs.BOM_UTF16_LE + "a\tb\nx\tz\n".encode("utf-16-le"),
        ),
    ],
)
def test_only_the_field_changes(before: bytes, place: tuple[int, int], value: str, after: bytes) -> None:
    assert with_fields(before, {place: value}) == Rewritten(after, frozenset({place}))


def test_what_the_encoding_cannot_write_is_left_out() -> None:
    assert with_fields(b"a,b\nH\xf4pital,x\n", {(2, 2): "M\u0101ori"}) == (b"a,b\nH\xf4pital,x\n", frozenset())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_what_was_dead_does_not_become_a_formula(sign: str) -> None:
    live, quoted_dead = f"{sign}cmd|'/c calc'!A1".encode(), f'a,b\n"\u200b{sign}x",y\n'.encode()
    assert with_fields(quoted_dead, {(2, 1): f"{sign}x"}) == (quoted_dead, frozenset())
    assert with_fields(b"a,b\nx,y\n", {(2, 1): live.decode()}) == (b"a,b\nx,y\n", frozenset())


def test_what_begins_like_a_formula_may_be_corrected() -> None:
    assert with_fields(b'a,b\n- trainned,"- x"\n', {(2, 1): "- trained", (2, 2): "- y"}) == (
        b'a,b\n- trained,"- y"\n',
        frozenset({(2, 1), (2, 2)}),
    )


def test_a_field_that_is_not_there_is_not_written() -> None:
    assert with_fields(b"a,b\n1\n", {(2, 2): "x"}) == (b"a,b\n1\n", frozenset())


FIELD = st.text(st.sampled_from('ab ,"\n\rā'), max_size=6)


@given(st.lists(st.lists(FIELD, min_size=2, max_size=4), min_size=1, max_size=5), st.data())
def test_every_field_that_a_csv_reader_sees_can_be_replaced_alone(table: list[list[str]], data: st.DataObject) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["Action", "Status"], *table])
    before = text.getvalue().encode()
    row = data.draw(st.integers(0, len(table) - 1))
    column = data.draw(st.integers(0, len(table[row]) - 1))
    after = with_fields(before, {(row + 2, column + 1): 'new, "x"'}).data.decode()
    table[row][column] = 'new, "x"'
    assert list(csv.reader(io.StringIO(after, newline=""))) == [["Action", "Status"], *table]
