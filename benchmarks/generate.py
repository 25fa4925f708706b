"""Workbooks to measure with: rows of real narrative lengths, always the same for the same numbers."""

from __future__ import annotations

import random
from pathlib import Path

HEADINGS = ("Action", "Agency", "Status", "Progress", "Next steps", "Evidence", "Contact", "Notes")
TEXT = (
    "workshop guidance training partners regional online module translated published review agencies employers "
    "migrants inspectors forum staff delivered material languages community information sharing process planned "
    "the of to and for with in on a an by from was were has each new further"
)
WORDS = TEXT.split()
FIRST_ROW = 4
"""The row of the first update, below a banner and the headings."""

STATUSES = ("Under way", "Completed", "Ongoing", "In progress", "Delayed")
AGENCIES = ("MBIE", "DIA", "NZP", "OT", "MFAT")
CODES = [*range(1, 26), "N1", 27, 28]


def sentence(dice: random.Random, letters: int) -> str:
    """Words to about so many letters."""
    words: list[str] = []
    while sum(map(len, words)) + len(words) < letters:
        words.append(dice.choice(WORDS))
    return " ".join(words).capitalize() + "."


def row(dice: random.Random, number: int) -> tuple[object, ...]:
    """One update: agencies agree on the status of an action, and what is completed has no next steps."""
    place = number % len(CODES)
    status = STATUSES[place % len(STATUSES)]
    return (
        CODES[place],
        dice.choice(AGENCIES),
        status,
        sentence(dice, dice.randint(60, 600)),
        "" if status == "Completed" else sentence(dice, dice.randint(40, 200)),
        f"https://example.org/{dice.randint(1, 10**6)}",
        "policy@example.org",
        "",
    )


def workbook(path: Path, rows: int, seed: int) -> None:
    """Write one workbook with a banner, headings and rows."""
    import openpyxl  # what is measured against these names alone does without it

    dice = random.Random(seed)  # noqa: S311 - data to measure with
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Updates")
    sheet.append(("Illustrative: generated to be measured",))
    sheet.append(())
    sheet.append(HEADINGS)
    for number in range(rows):
        sheet.append(row(dice, number))
    book.save(path)


def folder(path: Path, files: int, rows: int) -> Path:
    """A folder of so many workbooks, made once."""
    if not path.is_dir():
        path.mkdir(parents=True)
        for number in range(files):
            workbook(path / f"agency-{number:04}.xlsx", rows, number)
    return path
