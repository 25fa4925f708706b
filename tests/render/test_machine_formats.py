"""The JSON documents: the keys that other programs rely on, in their order, and no text lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poatool import __version__
from poatool.framework.columns import COLUMN_BY_ID, OTHER_KEYS
from poatool.render.changes import json as period_changes
from poatool.render.coverage.json import coverage_document
from poatool.render.json import Shape, header, json_bytes
from poatool.render.report import json as report_documents
from poatool.render.report.json import report_document
from poatool.reports.coverage import coverage
from poatool.reports.year_end import year_end
from tests.support.payloads import INVISIBLE
from tests.support.reports import FRAMEWORK, Line, edition, error, interpreted, unreadable

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


def report() -> dict[str, Any]:
    return dict(json.loads(json_bytes(report_document(year_end(SENT, FOUND, edition())))))


def test_every_document_begins_alike() -> None:
    assert header(FRAMEWORK, edition().period) == {
        "poatool": __version__,
        "framework": {"id": "small", "title": "Small Plan 2020–25", "sha256": "f" * 64},
        "period": "2022",
    }
    assert header(FRAMEWORK, None)["period"] is None
    assert list(report())[:5] == ["schema", "poatool", "framework", "period", "pillars"]


def test_the_report_lists_updates_under_their_actions() -> None:
    prevention = report()["pillars"][0]
    assert list(prevention) == ["id", "title", "objectives"]
    forums = prevention["objectives"][1]
    assert (forums["id"], forums["title"], forums["active_agencies"]) == ("forums", "Work with others", ["NZP"])
    assert forums["actions"] == [
        {
            "code": "9",
            "text": "Use forums.",
            "in_force": True,
            "incorporated_into": [],
            "incorporates": ["26"],
            "status": "completed",
            "updates": [
                {
                    "agency": "NZP",
                    "status": "completed",
                    "progress": "Did both.",
                    "next_steps": "More.",
                    "evidence": ["https://a.govt.nz/"],
                    "reported_as": "26",
                    "source": {
                        "file": "in/a.xlsx",
                        "sha256": f"{sum(b'in/a.xlsx'):064x}",
                        "sheet": "Updates",
                        "row": 2,
                    },
                    "agencies": ["NZP"],
                    "codes": ["2", "9"],
                    "nil": False,
                }
            ],
        }
    ]


def test_the_report_lists_what_was_set_aside_and_the_files() -> None:
    found = report()
    row, file = found["set_aside"]
    assert (row["source"]["file"], row["source"]["sheet"], row["source"]["row"]) == ("in/a.xlsx", "Updates", 3)
    assert (row["codes"], row["agency"], row["action"], row["progress"]) == (["UPD303"], "NZP", "1", "TBC")
    assert row["findings"] == [
        {"code": "UPD303", "message": "What is wrong.", "hint": "What to do.", "cell": "A3"},
    ]
    assert (file["source"]["sheet"], file["source"]["row"], file["codes"]) == (None, None, ["WBK101"])
    assert [(f["path"], f["agency"], f["readable"]) for f in found["files"]] == [
        ("in/a.xlsx", "NZP", True),
        ("in/b.xlsx", None, False),
    ]


def test_the_report_carries_the_coverage() -> None:
    found = report()["coverage"]
    assert found["totals"] == {"in_force": 5, "reported": 2, "nil": 1, "unreported": 2, "percent": 40.0}
    alone = json.loads(json_bytes(coverage_document(coverage(SENT, FOUND, edition()))))
    assert {key: alone[key] for key in found} == found


def test_the_coverage_document() -> None:
    found = json.loads(json_bytes(coverage_document(coverage(SENT, FOUND, edition()))))
    assert list(found)[4:] == ["totals", "actions", "pillars", "objectives", "agencies", "left_out"]
    assert found["left_out"] == [
        {"file": "in/a.xlsx", "rows": 1, "why": ""},
        {"file": "in/b.xlsx", "rows": 0, "why": "What is wrong."},
    ]
    assert found["schema"] == "poatool/coverage/1"
    assert found["totals"] == report()["coverage"]["totals"]
    assert [(a["code"], a["state"]) for a in found["actions"]] == [
        ("1", "unreported"),
        ("2", "reported"),
        ("9", "reported"),
        ("21", "nil"),
        ("N1", "unreported"),
        ("26", "incorporated"),
    ]
    assert found["actions"][0] == {
        "code": "1",
        "pillar": "prevention",
        "objective": "awareness",
        "state": "unreported",
        "expected": ["MBIE", "OT"],
        "reported_by": [],
        "missing": ["MBIE", "OT"],
        "last_reported": None,
        "nil_by": [],
    }
    assert found["pillars"][2] == {"id": "enforcement", "in_force": 0, "reported": 0, "percent": None}
    assert found["objectives"][0] == {"id": "awareness", "in_force": 2, "reported": 1, "percent": 50.0}
    assert found["agencies"][1] == {"code": "NZP", "expected": 0, "reported": 2, "percent": None, "submitted": True}


@given(st.text(st.one_of(st.characters(), st.sampled_from(INVISIBLE + "\u2028\x85\ud800"))))
def test_any_text_is_read_back_and_none_of_it_is_obeyed(text: str) -> None:
    written = json_bytes({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set(written.decode()) & set(INVISIBLE)
    assert written.endswith(b"}\n")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.integers(0, 1000).map(lambda tenths: tenths / 10),
        lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    )
)
def test_many_entries_are_written_as_few_are(entry: object) -> None:
    few = json_bytes({"entries": [entry]}).decode()
    many = json_bytes({"entries": [entry] * 1_000}).decode()
    assert few.startswith('{\n  "entries": [\n')
    assert few.endswith("\n  ]\n}\n")
    one = few.removeprefix('{\n  "entries": [\n').removesuffix("\n  ]\n}\n")
    assert many == '{\n  "entries": [\n' + ",\n".join([one] * 1_000) + "\n  ]\n}\n"


def test_macrons_are_written_as_they_are() -> None:
    assert json_bytes({"a": "Māori"}).decode() == '{\n  "a": "Māori"\n}\n'


@pytest.mark.parametrize(
    "shape", [report_documents.UpdateShape, period_changes.UpdateShape, period_changes.AccountShape]
)
def test_no_column_of_a_plan_can_take_the_place_of_another_key(shape: type[Shape]) -> None:
    assert shape.__annotations__.keys() <= COLUMN_BY_ID.keys() | OTHER_KEYS
