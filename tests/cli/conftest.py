from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from poatool.cli.entry import run

ROOT = Path(__file__).parents[2]
HEADINGS = ("Action", "Agency", "Status", "Progress", "Next steps", "Evidence", "Contact", "Notes")


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Poatool = Callable[..., Result]
Workbook = Callable[..., Path]


@pytest.fixture
def poatool(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Poatool:
    """Run a command line as a shell would, colours off."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("POATOOL_FRAMEWORK", raising=False)

    def call(*arguments: str | Path) -> Result:
        code = run([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Result(code, captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """Write a workbook with the plain headings and these rows, as an agency would."""

    def write(*rows: tuple[object, ...], name: str = "dia.xlsx", agency: str | None = "DIA") -> Path:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Updates"
        if agency:
            sheet.append(("Agency:", agency))
            sheet.append(())
        sheet.append(HEADINGS)
        for number, row in enumerate(rows, sheet.max_row + 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value  # type: ignore[assignment] # whatever an agency types
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path

    return write
