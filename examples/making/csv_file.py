"""An example as a CSV file, as Excel saves it where the list separator is a semicolon."""

from __future__ import annotations

import csv
import io

from making.model import Example


def csv_bytes(example: Example) -> bytes:
    """Write the first sheet: UTF-8 with a byte order mark, lines of equal length that end in CR LF."""
    sheet = example.sheets[0]
    width = len(sheet.columns)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for line in (*sheet.above, tuple(sheet.columns.values()), *sheet.rows, *sheet.bottom):
        writer.writerow([*line, *[None] * (width - len(line))])
    return text.getvalue().encode("utf-8-sig")
