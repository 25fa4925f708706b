"""Baselines for the commands: the least that reading can cost, and the usual way to read."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from xml.parsers import expat

from generate import AGENCIES, FIRST_ROW, STATUSES


def bare(folder: Path) -> None:
    """Unzip every workbook and parse its XML with handlers that do nothing: the least that reading can cost."""

    def ignore(*_: object) -> None:
        pass

    for path in sorted(folder.glob("*.xlsx")):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                parser = expat.ParserCreate()
                parser.StartElementHandler = ignore
                parser.EndElementHandler = ignore
                parser.CharacterDataHandler = ignore
                parser.Parse(package.read(name), True)


def plain(folder: Path) -> None:
    """Read rows with openpyxl into pydantic models, as most scripts do."""
    import openpyxl
    from pydantic import BaseModel

    class Update(BaseModel):
        action: str
        agency: str | None
        status: str | None
        progress: str | None
        next_steps: str | None
        evidence: str | None

    for path in sorted(folder.glob("*.xlsx")):
        sheet = openpyxl.load_workbook(path).worksheets[0]
        for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True):
            action, agency, status, progress, next_steps, evidence = (None if v is None else str(v) for v in row[:6])
            Update(
                action=action or "",
                agency=agency,
                status=status,
                progress=progress,
                next_steps=next_steps,
                evidence=evidence,
            )


def pandera(folder: Path) -> None:
    """Read each workbook as a data frame, and check it against a schema of its columns."""
    import pandas as pd
    import pandera.pandas as pa

    schema = pa.DataFrameSchema(
        {
            "Action": pa.Column(str, pa.Check.str_matches(r"^N?\d+$"), coerce=True),
            "Agency": pa.Column(str, pa.Check.isin(AGENCIES)),
            "Status": pa.Column(str, pa.Check.isin(STATUSES)),
            "Progress": pa.Column(str),
        }
    )
    for path in sorted(folder.glob("*.xlsx")):
        schema.validate(pd.read_excel(path, header=FIRST_ROW - 2), lazy=True)


if __name__ == "__main__":
    {"bare": bare, "plain": plain, "pandera": pandera}[sys.argv[1]](Path(sys.argv[2]))
