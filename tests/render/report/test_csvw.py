"""The metadata of `updates.csv` describe its content."""

import csv
import io
import json
import re
import warnings
from pathlib import Path

from csvw import CSVW

from poatool.render.report.tables import updates_metadata, updates_table
from poatool.render.table import table_csv
from tests.render.report.test_golden import report


def test_every_column_is_described_and_the_key_is_one() -> None:
    found = report()
    described = json.loads(updates_metadata(found))
    headings, *rows = csv.reader(io.StringIO(table_csv(updates_table(found)).decode("utf-8-sig"), newline=""))
    schema = described["tableSchema"]
    columns = {column["name"]: column for column in schema["columns"]}
    assert [column["titles"] for column in schema["columns"]] == headings
    assert len(columns) == len(headings)
    assert all(re.fullmatch("[a-z][a-z_]*", name) and column["dc:description"] for name, column in columns.items())
    places = [list(columns).index(name) for name in schema["primaryKey"]]
    keys = {tuple(row[place] for place in places) for row in rows}
    assert len(keys) == len(rows) == 6
    assert columns["evidence"]["separator"] == "\n"
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    assert described["url"] == "updates.csv"


def test_another_program_finds_the_csv_as_its_metadata_say(tmp_path: Path) -> None:
    found = report()
    (tmp_path / "updates.csv").write_bytes(table_csv(updates_table(found)))
    metadata = tmp_path / "updates.csv-metadata.json"
    metadata.write_bytes(updates_metadata(found))
    read = CSVW(str(metadata), validate=True)
    assert (read.is_valid, read.warnings) == (True, [])
    rows = list(read.tables[0].iterdicts())
    assert rows[0]["progress"] == "Published guidance:\n• in te reo Māori\n• in Samoan"
    assert rows[0]["evidence"] == ["https://www.example.govt.nz/guidance/?a=1&b=2"]
    metadata.write_bytes(updates_metadata(found).replace(b'"Pillar"', b'"Column"'))
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert not CSVW(str(metadata), validate=True).is_valid
