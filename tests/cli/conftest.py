from __future__ import annotations

import json
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


@dataclass(frozen=True)
class Desk:
    """A folder of one's own, and the command line as a shell runs it, colours off."""

    folder: Path
    capture: pytest.CaptureFixture[bytes]

    def run(self, *arguments: str | Path) -> Result:
        code = run([str(argument) for argument in arguments])
        captured = self.capture.readouterr()
        return Result(code, captured.out.decode(), captured.err.decode())

    def validate(self, *arguments: str | Path) -> Result:
        return self.run("validate", *arguments, "--period", "2022")

    def findings(self, *arguments: str | Path) -> Any:
        return self.validate(*arguments, "--format", "json").json["findings"]

    def compile(self, *arguments: str | Path) -> Result:
        return self.run("compile", *arguments, "--period", "2022", "--output", self.folder / "report")

    def workbook(self, *rows: tuple[object, ...], name: str = "dia.xlsx", agency: str | None = "DIA") -> Path:
        """Write a workbook with the plain headings and these rows, as an agency would."""
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
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path


@pytest.fixture
def desk(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("POATOOL_FRAMEWORK", raising=False)
    return Desk(tmp_path, capfdbinary)


@pytest.fixture
def work(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A new workspace for 2022, in which commands run."""
    monkeypatch.setattr("typer.get_app_dir", lambda name: str(desk.folder / "user" / name))
    monkeypatch.chdir(desk.folder)
    assert desk.run("init", "poa", "--period", "2022").code == 0
    monkeypatch.chdir("poa")
    return Desk(desk.folder / "poa", desk.capture)
