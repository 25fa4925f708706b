import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from poatool.cli.entry import run
from tests.framework.plan import PLAN

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
    """A folder for one test, and the command line as a shell runs it, without colours."""

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

    def published(self, name: str) -> str:
        """A published text of the report that `compile` wrote."""
        return (self.folder / "report" / "publish" / name).read_text("utf-8")

    def kept(self, name: str = "report") -> Any:
        """A machine document in the coordinator's folder."""
        return json.loads((self.folder / "report" / "coordinator" / f"{name}.json").read_bytes())

    def write(self, name: str, text: str) -> Path:
        """Write a file below this folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def zip(self, *paths: Path, beside: Path | None = None) -> Path:
        """Put files into a zip, under their paths in a folder or under their names."""
        packed = self.folder / "returns.zip"
        with zipfile.ZipFile(packed, "w") as archive:
            for path in paths:
                archive.write(path, path.relative_to(beside) if beside else path.name)
        return packed

    def workbook(
        self,
        *rows: tuple[object, ...],
        name: str = "dia.xlsx",
        agency: str | None = "DIA",
        headings: tuple[str, ...] = HEADINGS,
    ) -> Path:
        """Write a workbook with these headings and rows, as an agency would."""
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Updates"
        if agency:
            sheet.append(("Agency:", agency))
            sheet.append(())
        sheet.append(headings)
        for number, row in enumerate(rows, sheet.max_row + 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value  # type: ignore[assignment] # whatever an agency types
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path


def actions_of(document: Any) -> dict[str, Any]:
    """The actions of a plan or of a report, by code."""
    return {a["code"]: a for p in document["pillars"] for o in p["objectives"] for a in o["actions"]}


def updates_of(document: Any) -> list[Any]:
    """The updates of a report, in its order."""
    return [update for action in actions_of(document).values() for update in action["updates"]]


@pytest.fixture
def desk(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("POATOOL_FRAMEWORK", raising=False)
    monkeypatch.setattr("typer.get_app_dir", lambda name: str(tmp_path / "user" / name))
    return Desk(tmp_path, capfdbinary)


@pytest.fixture
def here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The same, with the folder as the working folder."""
    monkeypatch.chdir(desk.folder)
    return desk


@pytest.fixture
def plan(desk: Desk) -> Path:
    """A small plan in a file."""
    return desk.write("plan.yaml", PLAN)


@pytest.fixture
def work(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A new workspace for 2022, in which commands run."""
    monkeypatch.chdir(desk.folder)
    assert desk.run("init", "poa", "--period", "2022").code == 0
    monkeypatch.chdir("poa")
    return Desk(desk.folder / "poa", desk.capture)
