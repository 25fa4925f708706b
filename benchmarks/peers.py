"""Other tools on the same workbooks. None of them checks what poatool checks; each does what it is made for.

They are measured if they are installed, by default beside poatool, or else in an environment of their own
(`python -m venv peers; peers/bin/pip install frictionless[excel] pandera[pandas] datamaps openpyxl pydantic`, and
`--peers peers/bin`).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generate import FIRST_ROW, HEADINGS

LAST_ROW = 1_048_576
LETTERS = "ABCDEFGH"
HERE = Path(__file__).parent
Command = list[str]


class Peer(NamedTuple):
    """A tool that reads the same folder: what it needs, its command, and the most rows it is tried on."""

    name: str
    needs: str
    command: Callable[[Path, Path, int], Command]
    most_rows: int = LAST_ROW

    def installed(self, tools: Path) -> bool:
        """Whether it is installed, as a command or as a package of that Python."""
        if (tools / self.needs).exists():
            return True
        python = tools / "python"
        looking = (str(python), "-c", f"import {self.needs}")
        return python.exists() and subprocess.run(looking, capture_output=True, check=False).returncode == 0  # noqa: S603


def baseline(name: str) -> Callable[[Path, Path, int], Command]:
    """One of the scripts in `baselines.py`."""
    return lambda tools, folder, _: [str(tools / "python"), str(HERE / "baselines.py"), name, str(folder)]


def frictionless(tools: Path, folder: Path, _: int) -> Command:
    """`frictionless validate`: check the shape of every table, without a schema."""
    return [str(tools / "frictionless"), "validate", "--trusted", *map(str, sorted(folder.glob("*.xlsx")))]


def datamaps(tools: Path, folder: Path, rows: int) -> Command:
    """`datamaps import templates`: each cell of each column by its address, into one workbook and a report on types."""
    lines = ["cell_key,template_sheet,cellreference,type"]
    for row in range(FIRST_ROW, FIRST_ROW + rows):
        lines += [
            f"{heading} {row},Updates,{letter}{row},TEXT" for letter, heading in zip(LETTERS, HEADINGS, strict=True)
        ]
    datamap = folder.with_name(f"{folder.name}-datamap.csv")
    datamap.write_text("\n".join(lines) + "\n", "utf-8")
    return [*(str(tools / "datamaps"), "import", "templates", "-m"), "-d", str(datamap), "--inputdir", str(folder)]


PEERS = (
    Peer("openpyxl and pydantic, a plain loop", "openpyxl", baseline("plain")),
    Peer("pandas and pandera", "pandera", baseline("pandera")),
    Peer("frictionless validate", "frictionless", frictionless),
    # It looks up every cell in a list: a sheet of 100,000 rows takes over five minutes.
    Peer("datamaps import templates", "datamaps", datamaps, most_rows=1_000),
)

BESIDE = Path(sys.executable).parent
"""The folder of commands in which poatool itself is installed."""
