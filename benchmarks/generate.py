"""Make workbooks to measure with: texts of realistic lengths, the same in every run."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
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
    """Words with about this many letters in all."""
    words: list[str] = []
    while sum(map(len, words)) + len(words) < letters:
        words.append(dice.choice(WORDS))
    return " ".join(words).capitalize() + "."


def row(dice: random.Random, number: int) -> tuple[object, ...]:
    """One update: agencies agree on the status of an action, and completed actions have no next steps."""
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


def contradicting(dice: random.Random, number: int) -> tuple[object, ...]:
    """An update with any status, so that agencies contradict each other on nearly every action."""
    code, agency, _, *others = row(dice, number)
    return code, agency, dice.choice(STATUSES), *others


MakeRow = Callable[[random.Random, int], tuple[object, ...]]


def workbook(path: Path, rows: int, seed: int, make: MakeRow) -> None:
    """Write one workbook with a banner, headings and rows."""
    import openpyxl  # baselines.py imports names from here and must not load it

    dice = random.Random(seed)  # noqa: S311 - data to measure with
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Updates")
    sheet.append(("Illustrative: generated to be measured",))
    sheet.append(())
    sheet.append(HEADINGS)
    for number in range(rows):
        sheet.append(make(dice, number))
    book.save(path)


def folder(path: Path, files: int, rows: int, make: MakeRow = row, seed: int = 0) -> Path:
    """A folder with this many workbooks, made once; the seed of each is the `seed` plus its number."""
    if not any(path.glob("*.xlsx")):
        path.mkdir(parents=True, exist_ok=True)
        for number in range(files):
            workbook(path / f"agency-{number:04}.xlsx", rows, seed + number, make)
    return path


def saved_by_libreoffice(path: Path, of: Path) -> Path | None:
    """The workbooks of a folder as LibreOffice saves them, made once; None if it is not installed."""
    if (program := shutil.which("soffice")) is None:
        return None
    if not path.is_dir():
        workbooks = map(str, sorted(of.glob("*.xlsx")))
        command = (program, "--headless", "--convert-to", "xlsx", "--outdir", str(path), *workbooks)
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return path
