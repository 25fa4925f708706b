"""Make the example submissions out of `examples/texts`, the same bytes each time.

Usage: python examples/make.py [FOLDER]. Writes `2021/…`, `2022/…` and `inbox/…` into the folder, by default `examples`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from making.csv_file import csv_bytes
from making.model import Example, load

HERE = Path(__file__).resolve().parent


def file_bytes(example: Example) -> bytes:
    """The content of an example's file: a CSV file or a workbook, by its ending."""
    if example.file.endswith(".csv"):
        return csv_bytes(example)
    # openpyxl writes other bytes where lxml is installed; it looks at this when it is first imported.
    os.environ["OPENPYXL_LXML"] = "False"
    from making.workbook import xlsx_bytes

    return xlsx_bytes(example)


def make(target: Path) -> list[Path]:
    """Write every example below a folder, in a folder of its period; return the files written."""
    written: list[Path] = []
    for source in sorted((HERE / "texts").glob("*/*.yaml")):
        example = load(source)
        file = target / source.parent.name / example.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(file_bytes(example))
        written.append(file)
    return written


if __name__ == "__main__":
    for path in make(Path(sys.argv[1]) if sys.argv[1:] else HERE):
        print(path)
