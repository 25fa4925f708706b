"""A table as a CSV file that a spreadsheet opens with its macrons whole and its formulas dead."""

from __future__ import annotations

import csv
import io
import re

from poatool.render.table import Content, Table
from poatool.text import publishable

# What makes a spreadsheet read a text as a formula, in its full-width forms as well.
_TRIGGER = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d ,]*(?:\.\d+)?%?")


def table_csv(table: Table) -> bytes:
    r"""A table as UTF-8 with a byte order mark, which Excel needs, and `\r\n` at line ends."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(map(safe, table.headings))
    writer.writerows([safe(content) for content in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def safe(content: Content) -> str:
    """A value as it stands in the file: an apostrophe before a text that would be taken for a formula."""
    if not isinstance(content, str):
        return "" if content is None else str(content)
    text = publishable(content)
    live = _TRIGGER.match(text) and not _PLAIN_NUMBER.fullmatch(text)
    return f"'{text}" if live else text
