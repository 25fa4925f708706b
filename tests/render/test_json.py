"""The JSON documents: the keys that other programs rely on, in their order, and no text lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from poatool import __version__
from poatool.framework.columns import COLUMN_BY_ID, COLUMNS, OTHER_KEYS
from poatool.framework.edition import as_of
from poatool.render import changes
from poatool.render.coverage.page import coverage_json
from poatool.render.coverage.tables import View
from poatool.render.findings.json import BaselineDocument
from poatool.render.json import Shape, document, json_bytes
from poatool.render.report import json as report_documents
from poatool.render.report.json import published_document, report_document
from tests.support.payloads import INVISIBLE
from tests.support.reports import FRAMEWORK, Line, coverage, edition, error, interpreted, unreadable, year_end

SENT = (
    interpreted(
        "in/a.xlsx",
        "NZP",
        [
            Line("26, 2", "Did both.", status="completed", next_steps="More.", evidence=("https://a.govt.nz/",)),
            Line("1", "TBC"),
            Line("21", "Nil", status="no_update", nil=True),
        ],
    ),
    unreadable("in/b.xlsx"),
)
FOUND = (error("in/a.xlsx", 3, code="UPD303"), error("in/b.xlsx", sheet=None, code="WBK101"))


def test_every_document_begins_alike() -> None:
    assert json.loads(json_bytes(document(BaselineDocument, edition(), findings=[]))) == {
        "schema": "poatool/baseline/1",
        "poatool": __version__,
        "framework": {"id": "small", "title": "Small Plan 2020–25", "sha256": "f" * 64},
        "period": "2022",
        "findings": [],
    }
    assert document(BaselineDocument, as_of(FRAMEWORK, None), findings=[])["period"] is None


def test_the_report_carries_the_coverage_document() -> None:
    report = report_document(year_end(SENT, FOUND, edition()))
    alone = coverage_json(coverage(SENT, FOUND, edition()), View())
    body = ["totals", "actions", "pillars", "objectives", "agencies", "left_out", "not_expected"]
    assert list(alone) == ["schema", "poatool", "framework", "period", *body, "matrix"]
    since = ["previous", "earlier", "since_then", "corrections"]
    kept = ["set_aside", "withheld", "decisions", "files", "columns"]
    assert list(report) == [*list(alone)[:4], "pillars", "standing", *since, "coverage", *kept]
    assert report["coverage"] == {key: value for key, value in alone.items() if key in body}
    assert json.loads(json_bytes(alone))["left_out"] == [
        {"file": "in/a.xlsx", "rows": 1, "why": ""},
        {"file": "in/b.xlsx", "rows": 0, "why": "What is wrong."},
    ]


@given(st.text(st.one_of(st.characters(), st.sampled_from(INVISIBLE + "\u2028\x85\ud800"))))
def test_any_text_is_read_back_and_none_acts(text: str) -> None:
    written = json_bytes({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set(written.decode()) & set(INVISIBLE)
    assert written.endswith(b"}\n")


def test_macrons_are_written_as_they_are() -> None:
    assert json_bytes({"a": "Māori"}).decode() == '{\n  "a": "Māori"\n}\n'


@pytest.mark.parametrize("shape", [report_documents.UpdateShape, changes.UpdateShape, changes.AccountShape])
def test_no_column_of_a_plan_can_take_the_place_of_another_key(shape: type[Shape]) -> None:
    assert shape.__annotations__.keys() <= COLUMN_BY_ID.keys() | OTHER_KEYS


def test_the_schemas_name_every_column_that_reports_print() -> None:
    report = year_end(SENT, FOUND, edition())

    def named(document: str, shape: str) -> set[str]:
        text = Path(f"docs/schemas/poatool-{document}-1.schema.json").read_text("utf-8")
        return set(json.loads(text)["$defs"][shape]["properties"])

    for made, schema in ((report_document(report), "report"), (published_document(report), "report")):
        pillars: Any = made["pillars"]
        updates = [u for p in pillars for o in p["objectives"] for a in o["actions"] for u in a["updates"]]
        assert {key for update in updates for key in update} <= named(schema, "UpdateShape")
    texts = {column.id for column in COLUMNS if column.published and column.kind in ("text", "date")}
    assert texts >= {"reasons", "expected_by"}
    assert texts <= named("changes", "AccountShape") & named("changes", "UpdateShape") & named("report", "UpdateShape")
