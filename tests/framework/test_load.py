"""The bundled plan matches its published page, and a broken file is reported line by line."""

import datetime as dt
import hashlib
import re
import runpy
import sys
from pathlib import Path
from types import ModuleType

import pytest

from poatool.errors import FrameworkError
from poatool.framework.events import EventKind
from poatool.framework.load import bundled_file, examine, load
from poatool.framework.model import Framework
from poatool.yaml_files import MAX_BYTES, read
from tests.framework.plan import PLAN, load_text

# The pillars of the page "Plan of action implementation reports" (Ministry of Business, Innovation and Employment),
# last updated 15 February 2023, as text.
ROOT = Path(__file__).parents[2]
PAGE = (Path(__file__).parent / "data" / "published_page.txt").read_text(encoding="utf-8")


@pytest.fixture(name="plan", scope="module")
def _plan() -> Framework:
    return load()


def published() -> list[tuple[str, list[tuple[str, list[tuple[str, str]]]]]]:
    """The pillars, objectives and actions of the page, read from its lines."""
    pillars: list[tuple[str, list[tuple[str, list[tuple[str, str]]]]]] = []
    for line in filter(None, PAGE.splitlines()):
        action = re.fullmatch(r"(N?\d+)\*?\. (?:Action \d+ has been incorporated into Action \d+\.\()?(.*?)\)?", line)
        if line in {"Prevention", "Protection", "Enforcement"}:
            pillars.append((line, []))
        elif action:
            code, text = action.groups()
            pillars[-1][1][-1][1].append((code, text))
        elif not line.startswith(("*", "Actions", "Last updated")):
            pillars[-1][1].append((line, []))
    return pillars


def test_every_heading_and_text_is_the_published_one_in_the_published_order(plan: Framework) -> None:
    in_file = [
        (pillar.title, [(o.title, [(action.code, action.text) for action in o.actions]) for o in pillar.objectives])
        for pillar in plan.pillars
    ]
    assert in_file == published()


def test_the_plan_matches_its_description(plan: Framework) -> None:
    assert [len(pillar.objectives) for pillar in plan.pillars] == [4, 3, 3]
    assert [action.code for action in plan.actions] == [*map(str, range(1, 22)), "N1", *map(str, range(22, 29))]
    assert "\n*" + plan.footnotes[0].text + "\n" in PAGE
    assert (plan.footnotes[0].mark, [action.code for action in plan.actions if action.footnote]) == ("*", ["N1"])
    events = {action.code: action.history[0] for action in plan.actions if action.history}
    assert {code: (event.event, event.into) for code, event in events.items()} == {
        "N1": (EventKind.ADDED, ()),
        "26": (EventKind.INCORPORATED, ("9",)),
    }
    assert {(event.since, event.known_by) for event in events.values()} == {("2022", dt.date(2023, 2, 15))}
    assert not any(action.lead or action.supporting for action in plan.actions)  # no source names any
    assert [status.id for status in plan.statuses if status.ends] == ["completed"]
    assert [status.id for status in plan.statuses if status.nil] == ["no_update"]
    assert [period.id for period in plan.periods] == ["2021", "2022", "2023", "2024", "2025"]


def test_agencies_keep_dashes_and_macrons_and_units_belong_to_mbie(plan: Framework) -> None:
    assert [agency.code for agency in plan.agencies[:4]] == ["MBIE", "DIA", "NZP", "OT"]
    assert plan.agency_by_code["OT"].name == "Oranga Tamariki — Ministry for Children"
    assert "Hīkina Whakatutuki" in plan.agency_by_code["MBIE"].aliases
    assert {agency.code: agency.unit_of for agency in plan.agencies if agency.unit_of} == {"INZ": "MBIE", "LI": "MBIE"}
    assert all(agency.source for agency in plan.agencies)


def test_the_bundled_plan_has_its_checksum_and_no_fault(plan: Framework) -> None:
    data = bundled_file().read_bytes()
    assert plan.sha256 == hashlib.sha256(data).hexdigest()
    assert examine(data)[1] == ()


def test_a_plain_whole_number_is_taken_as_it_was_typed() -> None:
    plan = load_text(PLAN.replace('code: "3"', "code: 3"))
    assert [action.code for action in plan.actions] == ["1", "2", "N1", "3"]


@pytest.mark.parametrize("code", ["09", "1.10", "no", "1e3", "0x1F", "12:30"])
def test_a_quoted_code_is_never_misread(code: str) -> None:
    plan = load_text(PLAN.replace('code: "3"', f'code: "{code}"'))
    assert plan.actions[-1].code == code


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
    assert load(path).actions == load_text(PLAN).actions


def test_every_fault_is_one_line_with_file_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    broken = PLAN.replace("end: 2022-12-31", "end: 2022-13-31").replace("label: Done", "lable: Done")
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(FrameworkError) as refused:
        load(path)
    assert str(refused.value).splitlines() == [
        (
            f"{path}:12:43: period 2022: `end` is not a date: 2022-13-31. "
            "Write a real day as year-month-day, such as 2023-02-15."
        ),
        f"{path}:16:5: status done: `lable` is not a valid key here. Did you mean `label`?",
    ]


def test_a_warning_does_not_keep_a_plan_from_being_used() -> None:
    overlapping = PLAN.replace("start: 2023-01-01", "start: 2022-12-31")
    assert load_text(overlapping).period_by_id["2023"].start == dt.date(2022, 12, 31)


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"", (1, 1), "empty"),
        (b"# only a remark\n", (1, 1), "empty"),
        (b"id: a\ntitle: \xff\n", (2, 8), "not in UTF-8"),
        ("id: a".encode("utf-16"), (1, 1), "not in UTF-8"),
        (b"#" * (MAX_BYTES + 1), (1, 1), "larger than 1 MiB"),
        (b"[" * 5000, (1, 21), "more than 20 levels"),
        (b"- a\n", (1, 1), "the file should be a block of keys and values"),
        (b"just words", (1, 1), "the file should be a block of keys and values"),
    ],
)
def test_a_file_that_is_not_a_framework_file(data: bytes, place: tuple[int, int], words: str) -> None:
    framework, faults = examine(data)
    assert framework is None
    assert [fault.position for fault in faults] == [place]
    assert words in faults[0].message


@pytest.mark.parametrize(
    "text", [PLAN, bundled_file().read_text(encoding="utf-8"), "a: &x 1\nb: [*x, !!str c]\na: 2\n"]
)
def test_the_python_parser_is_used_if_the_c_parser_is_missing(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_c = read(text.encode())
    monkeypatch.setattr("ruamel.yaml.main.CParser", None)
    assert read(text.encode()) == with_c


def test_the_plan_that_a_build_writes_is_the_one_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = examine(bundled_file().read_bytes())[0]
    built = ModuleType("bundled")
    exec(runpy.run_path(str(ROOT / "hatch_build.py"))["as_python"](plan), built.__dict__)  # noqa: S102 - our own
    monkeypatch.setitem(sys.modules, "poatool.framework.bundled", built)
    assert repr(built.__dict__["FRAMEWORK"]) == repr(plan)
    assert load() is built.__dict__["FRAMEWORK"]


def test_an_edited_plan_is_read_although_there_is_a_built_one(plan: Framework) -> None:
    other = load_text(bundled_file().read_text(encoding="utf-8").replace("2020–25", "2026–30", 1))
    assert other.title == plan.title.replace("2020–25", "2026–30")


def test_without_a_build_the_plan_is_read(plan: Framework, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "poatool.framework.bundled", None)
    assert repr(load()) == repr(plan)


def test_a_build_of_another_model_is_ignored(plan: Framework, monkeypatch: pytest.MonkeyPatch) -> None:
    def outdated(name: str) -> ModuleType:
        raise TypeError(name)

    monkeypatch.setattr("poatool.framework.load.import_module", outdated)
    assert repr(load()) == repr(plan)
