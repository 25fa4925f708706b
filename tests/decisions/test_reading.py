"""A file of waivers: what it may contain, and every fault at its line and column."""

import datetime as dt
from pathlib import Path

import pytest

from poatool.decisions.keys import ReadingContext
from poatool.decisions.reading import read_waivers
from poatool.errors import InputError
from poatool.findings.model import Place, Waiver
from tests.support.checking import FRAMEWORK

CODES = {"ACT202": "ACT202", "incorporated-action": "ACT202", "UPD304": "UPD304", "status-unknown": "UPD304"}
READER = ReadingContext(CODES, FRAMEWORK)


def read(folder: Path, text: str | bytes) -> tuple[Waiver, ...]:
    path = folder / "waivers.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_waivers(path, READER)


def faults(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    return [line.removeprefix(f"{folder / 'waivers.yaml'}:") for line in str(caught.value).splitlines()]


def test_every_key_of_a_waiver_is_read(tmp_path: Path) -> None:
    text = """\
# Agreed at the March meeting.
- code: ACT202
  file: mfat*.xlsx
  cell: "'Key updates'!$a$10"
  action: 26
  reason: The row stays under 26 this year.
  until: 2023-06-30
  by: A. Smith
- code: status-unknown
  reason: Their own words.
"""
    source = tmp_path / "waivers.yaml"
    assert read(tmp_path, text) == (
        Waiver(
            code="ACT202",
            reason="The row stays under 26 this year.",
            file="mfat*.xlsx",
            cell="Key updates!A10",
            action="26",
            until=dt.date(2023, 6, 30),
            by="A. Smith",
            source=Place(source.as_posix(), row=2),
        ),
        Waiver(code="UPD304", reason="Their own words.", source=Place(source.as_posix(), row=9)),
    )


@pytest.mark.parametrize(
    ("written", "cell"),
    [("B7", "B7"), ("Updates!B7", "Updates!B7"), ("'Bob''s'!b7", "Bob's!B7"), ("a!b!C1", "a!b!C1")],
)
def test_a_cell_with_or_without_its_sheet(tmp_path: Path, written: str, cell: str) -> None:
    [waiver] = read(tmp_path, f'- code: ACT202\n  cell: "{written}"\n  reason: x\n')
    assert waiver.cell == cell


def test_every_fault_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = "- code: ACT203\n  reazon: x\n  until: soon\n  cell: Q\n- just text\n"
    assert faults(tmp_path, text) == [
        "1:9: ACT203 is not a rule. Did you mean ACT202?",
        "2:3: `reazon` is not a valid key here. Did you mean `reason`?",
        "3:10: `until` is not a date: soon. Write a real day as year-month-day, such as 2023-02-15.",
        "4:9: `cell` is not a cell: Q. Write it as in Updates!B7, or B7.",
        "5:3: this entry should be a block of keys and values. Write its keys on the lines below, indented.",
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("- reason: x\n", "1:3:", "`code` is missing or empty. Add it: The code"),
        ("- code: ACT202\n  reason:\n", "2:3:", "`reason` is missing or empty"),
        ("code: ACT202\nreason: x\n", "1:1:", "the file should be a list"),
        ("- code: act2O2\n  reason: x\n", "1:9:", "act2O2 is not a rule. Did you mean ACT202?"),
    ],
)
def test_a_fault_has_its_place_and_says_what_to_do(tmp_path: Path, text: str | bytes, place: str, words: str) -> None:
    [fault] = faults(tmp_path, text)
    assert fault.startswith(place)
    assert words in fault


def test_a_missing_file_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file of waivers"):
        read_waivers(tmp_path / "none.yaml", READER)
    with pytest.raises(InputError, match="cannot be opened"):
        read_waivers(tmp_path, READER)
