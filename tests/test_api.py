"""The Python API: its examples are run, and it reads what the command line reads."""

import doctest
from pathlib import Path

import pytest

from poatool import api
from poatool.errors import InputError, NothingToReadError, UsageError
from poatool.workbooks.limits import Limits

ROOT = Path(__file__).parents[1]
YEAR = ROOT / "examples" / "2022"


def test_the_examples_in_its_docstrings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testmod(api)
    assert (done.failed, done.attempted > 15) == (0, True)


def test_each_public_function_has_an_example() -> None:
    functions = [each for name, each in vars(api).items() if getattr(each, "__module__", "") == api.__name__]
    assert [
        each.__name__ for each in functions if not each.__name__.startswith("_") and ">>>" not in (each.__doc__ or "")
    ] == []


def test_an_error_that_stops_a_command_has_one_line(tmp_path: Path) -> None:
    plan = api.load_framework()
    with pytest.raises(UsageError, match="1999 is not a reporting period of the plan"):
        api.read_submissions([YEAR], plan, "1999")
    with pytest.raises(NothingToReadError, match="there is no such file or folder"):
        api.read_earlier([tmp_path / "nowhere"], plan, "2022")
    with pytest.raises(InputError, match="there is no such file of waivers"):
        api.check(api.read_submissions([YEAR / "mfat.xlsx"], plan, "2022"), waivers=tmp_path / "none.yaml")


def test_earlier_periods_count_for_when_an_action_was_last_reported() -> None:
    plan = api.load_framework()
    checked = api.check(api.read_submissions([YEAR], plan, "2022"))
    earlier = api.read_earlier([ROOT / "examples"], plan, "2022")
    last = {each.code: each.last_reported for each in api.coverage(checked, earlier).actions}
    assert last["26"] == "2021"
    assert {each.code: each.last_reported for each in api.year_end(checked, earlier).coverage.actions} == last


def test_rules_that_run_while_files_are_read_find_the_same_as_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poatool.rules.checking.MOST_UPDATES", 2_200)
    unknown, known = [3_000 + number % 9 for number in range(2_100)], [5 + number % 9 for number in range(2_201)]
    for name, codes in (("many", unknown), ("too-long", known)):
        rows = [f"{code},MBIE,Under way,Trained forty inspectors." for code in codes]
        (tmp_path / f"{name}.csv").write_text("\n".join(["Action,Agency,Status,Progress", *rows]), encoding="utf-8")
    plan = api.load_framework()
    later = api.read_submissions([tmp_path], plan, "2022")
    meanwhile = api.read_submissions([tmp_path], plan, "2022", codes={"ACT201"})

    for most, listed in ((3, 3), (5_000, 2_100)):
        limits = Limits(findings=most)
        findings = api.check(later, codes={"ACT201", "ACT211"}, limits=limits).findings
        assert api.check(meanwhile, codes={"ACT201", "ACT211"}, limits=limits).findings == findings
        assert sum(each.message.endswith("is not an action of the plan.") for each in findings) == listed
        assert [each.code for each in findings if each.place.file.endswith("too-long.csv")] == ["WBK101"]


def test_of_statuses_for_parts_of_a_period_an_agencys_last_one_counts(tmp_path: Path) -> None:
    plan = api.load_framework()
    head = "Action,Agency,Quarter,Status,Progress"
    police = ["1,NZP,Q4 2022,Completed,Sent the last 40 booklets.", "1,NZP,Q1 2022,Under way,Wrote three booklets."]
    for name, rows, expected in (
        ("quarters", police, [("NZP", "completed")]),
        (
            "years",
            [row.replace("Q4 ", "").replace("Q1 ", "") for row in police],
            [("NZP", "completed"), ("NZP", "under_way")],
        ),
        ("two", [police[0], police[1].replace("NZP", "OT")], [("NZP", "completed"), ("OT", "under_way")]),
    ):
        (tmp_path / f"{name}.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
        checked = api.check(api.read_submissions([tmp_path / f"{name}.csv"], plan, "2022"))
        assert sorted(api.coverage(checked).actions[0].statuses) == expected
