"""decisions.yaml: what each kind says, and every fault at its line and column."""

import datetime as dt
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from poatool.decisions.keys import ReadingContext
from poatool.decisions.model import (
    Accept,
    AssessedStatus,
    Clearance,
    Counts,
    Decisions,
    Edit,
    Extension,
    Kind,
    NotExpected,
    Withhold,
)
from poatool.decisions.reading import read_decisions
from poatool.errors import InputError
from poatool.findings.model import Place
from poatool.rules import CODES
from tests.support.checking import FRAMEWORK

ROOT = Path(__file__).parents[2]
READER = ReadingContext(CODES, FRAMEWORK)
ROLE = "decided_by: Lead"


def read(folder: Path, text: str | bytes) -> Decisions:
    path = folder / "decisions.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_decisions(path, READER)


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    return [line.removeprefix(f"{folder / 'decisions.yaml'}:") for line in str(caught.value).splitlines()]


def test_each_kind_as_it_may_be_written(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f"""\
- {{kind: status, action: Action 26, period: 2022, status: On track, because: a, {ROLE}}}
- {{kind: counts, agency: New Zealand Police, file: new.xlsx, instead_of: old.xlsx, because: b, {ROLE}}}
- {{kind: edit, update: 2022-MBIE-1-3-5, column: next_steps, text: Short., was: 1a2b3c4d, because: c, {ROLE}}}
- {{kind: withhold, update: 2021-nzp-2, because: d, {ROLE}}}
- {{kind: accept, code: ACT202, file: nzp.xlsx, cell: Updates!B7, reason: e, until: 2023-06-30, {ROLE}}}
- {{kind: extension, agency: Police, until: 2023-03-01, because: f, by: Lead}}
- {{kind: clearance, agency: MBIE, by: Deputy, date: 2023-03-02, {ROLE}}}
- {{kind: not_expected, agency: Police, action: Action 26, because: g, {ROLE}}}
""",
    )
    path = tmp_path / "decisions.yaml"
    at = [Place(path.as_posix(), row=line) for line in range(1, 9)]
    steps, cell = (
        {"column": "next_steps", "text": "Short.", "was": "1a2b3c4d"},
        {"file": "nzp.xlsx", "cell": "Updates!B7"},
    )
    assert found.entries == (
        AssessedStatus(by="Lead", because="a", period="2022", source=at[0], action="9", status="under_way"),
        Counts(by="Lead", because="b", source=at[1], agency="NZP", file="new.xlsx", instead_of="old.xlsx"),
        Edit(by="Lead", because="c", period="2022", source=at[2], update="2022-mbie-1-3-5", **steps),
        Withhold(by="Lead", because="d", period="2021", source=at[3], update="2021-nzp-2"),
        Accept(by="Lead", because="e", source=at[4], code="ACT202", reason="e", **cell, until=dt.date(2023, 6, 30)),
        Extension(by="Lead", because="f", period="2022", source=at[5], agency="NZP", until=dt.date(2023, 3, 1)),
        Clearance(by="Lead", source=at[6], period="2022", agency="MBIE", date=dt.date(2023, 3, 2), cleared_by="Deputy"),
        NotExpected(by="Lead", because="g", source=at[7], agency="NZP", action="9"),
    )


@pytest.mark.parametrize(
    "text", ["", "# Nothing yet.\n\n  # Really.\n", "[]", "- {kind: status, action: , decided_by: }", "- kind: accept"]
)
def test_an_entry_that_names_no_role_applies_to_nothing(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)
    assert found.entries == ()
    assert len(found.proposals) == sum(f"kind: {kind}" in text for kind in Kind)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- {kind: state}", "1:10: `kind` cannot be “state”. Did you mean status? Write status, counts, edit, "),
        ("- {action: 1}", "1:3: `kind` should be one word. Write status, "),
        ("- status", "1:3: this entry should be a block of keys and values."),
        ("- {kind: status, action: 29}", "1:26: 29 is not an action of the plan."),
        ("- {kind: status, action: 1-3}", "1:26: 1-3 is not an action of the plan. Did you mean 1, 2 or 3?"),
        ("- {kind: status, period: 2019}", "1:26: 2019 is not a reporting period of this plan. Write 2021, 2022"),
        (
            "- {kind: status, status: fine}",
            "1:26: fine is not a status that this plan allows here. Write not_started, ",
        ),
        ("- {kind: status, status: Nil}", "1:26: Nil is not a status that this plan allows here. Write not"),
        ("- {kind: extension, agency: Polise}", "1:29: Polise is not an agency of the plan. Did you mean NZP?"),
        ("- {kind: extension, agency: XYZ}", "1:29: XYZ is not an agency of the plan. Write MBIE, DIA, NZP"),
        ("- {kind: edit, update: mbie-1}", "1:24: mbie-1 is not the id of an update. Copy it from the report"),
        ("- {kind: edit, column: notes}", "1:24: notes is not a column that can be edited. Write progress"),
        ("- {kind: accept, code: ACT20Z}", "1:24: ACT20Z is not a rule. Did you mean ACT"),
        ("- {kind: withhold, update: 2022-nzp-2, by: A}", "1:3: `because` is missing or empty. Add it: Why"),
        ("- {kind: edit, update: 2022-nzp-2, because: a, text: , by: A}", "1:48: `text` is missing or empty."),
        ("- {kind: edit, text: !!python/name:os.system a}", "1:22: The tag "),
        (2 * "- {kind: withhold, update: 2022-ot-1, because: a, by: A}\n", "2:3: Line 1 already decides this. "),
    ],
)
def test_a_fault_has_its_place_and_says_what_to_do(tmp_path: Path, text: str, fault: str) -> None:
    [found] = faults(tmp_path, text)
    assert found.startswith(fault)


def test_an_endless_or_endlessly_nested_file_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, "- {kind: status}\n" * 70_000) == [
        "1:1: The file is larger than 1 MiB. Check that this is the right file."
    ]
    [deep] = faults(tmp_path, "[" * 1_000)
    assert "nested more than 20 levels deep" in deep


def test_the_schema_says_the_same(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "docs/schemas/decisions.yaml.schema.json").read_text("utf-8"))
    valid = Draft202012Validator(schema).is_valid
    example = (ROOT / "examples/decisions.yaml").read_text("utf-8")
    for text, expected in (
        (example, True),
        (example.replace("because:", "reason:"), False),
        ('- {kind: withhold, update: 2022-nzp-2, because: "", decided_by: }', True),
        ("- {kind: withhold, update: 2022-nzp-2, decided_by: Lead}", False),
        ("- {kind: state}", False),
        ("# Nothing.", True),
    ):
        assert valid(YAML(typ="safe").load(text)) is expected
        if expected:
            read(tmp_path, text)
        else:
            faults(tmp_path, text)


def test_after_a_hundred_faults_the_rest_is_not_read(tmp_path: Path) -> None:
    found = faults(tmp_path, "- {kind: status, aktion: 1}\n" * 5_000)
    rest = "101:3: The rest of the list was not read. Correct the faults above first."
    assert found[100:] == [rest]
