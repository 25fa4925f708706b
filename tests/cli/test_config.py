"""poatool.toml: where it is found, what it sets, and one clear line for each fault."""

from pathlib import Path

import pytest

from poatool.cli.command import expand_multi, find_settings
from poatool.cli.settings import read_settings
from poatool.errors import UsageError
from poatool.workbooks.limits import Limits
from poatool.workspace.places import SETTINGS as NAME
from tests.cli.conftest import Desk


def test_the_nearest_file_counts_and_the_users_own_last(here: Desk) -> None:
    user, below = here.folder / "user", here.folder / "a" / "b"
    below.mkdir(parents=True)
    assert find_settings(below, user)[0] is None
    for name, path in (
        (f"user/{NAME}", user / NAME),
        (NAME, below / ".." / ".." / NAME),
        (f"a/b/{NAME}", below / NAME),
    ):
        here.write(name, "")
        assert find_settings(below, user)[0] == path


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = """
        framework = "plan.yaml"
        period = 2022
        select = ["ACT", "UPD301"]
        ignore = "ACT202"
        fail-on = "warning"
        waivers = "waivers.yaml"
        baseline = "known.json"
        previous = ["returns/2021", "late"]
        history = "returns"
        [limits]
        file_mib = 10
    """
    path = tmp_path / NAME
    path.write_text(text, "utf-8")
    values = {
        "period": "2022",
        "select": ["ACT", "UPD301"],
        "ignore": ["ACT202"],
        "fail_on": "warning",
        "waivers": str(tmp_path / "waivers.yaml"),
        "baseline": str(tmp_path / "known.json"),
        "previous": [str(tmp_path / "returns/2021"), str(tmp_path / "late")],
        "history": [str(tmp_path / "returns")],
    }
    by_command = {
        "validate": "period select ignore fail_on waivers baseline previous",
        "compile": "period waivers previous",
        "gaps": "period waivers history",
        "status": "waivers",
        "chase": "waivers",
        "template": "period",
        "layout": "period",
        "init": "",
    }
    config = read_settings(path)
    assert (config.framework, config.limits) == (tmp_path / "plan.yaml", Limits(file_mib=10))
    for command, names in by_command.items():
        assert config.options(command) == {name: values[name] for name in names.split()}, command


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('perido = "2022"', "1:1: `perido` is not a valid key here. Did you mean `period`?"),
        (
            '[due]\n2022 = 2023-02-17\nperiod = "2022"',
            "3:1: `period` stands below [due]. Move it above all such headings.",
        ),
        ('[source]\nfail-on = "error"', "2:1: `fail-on` stands below [source]. Move it above all such headings."),
        ("[limit]\ncells = 1", "1:2: `limit` is not a valid key here. Did you mean `limits`?"),
        ('select = [["ACT"]]', "1:1: `select` should be text. Write a single text."),
        (
            "previous = {a = 3}",
            '1:1: `previous` should be a list. Write it in brackets, as in ["ACT", "UPD301"], or write [[layouts]].',
        ),
        (
            'fail-on = "errors"',
            "1:1: `fail-on` cannot be “errors”. Did you mean error? Write error, warning, advice or never.",
        ),
        ("[limits]\ncells = 0", "2:1: `cells` should be a whole number from 1 to 1,000,000,000."),
        ("[limits]\nfindings = 1000000001", "2:1: `findings` should be a whole number from 1 to 1,000,000,000."),
        (
            "[limits]\nfindings = 9223372036854775807",
            "2:1: `findings` should be a whole number. Write digits only, such as 4.",
        ),
        ('[source]\nlicense = "CC"', "2:1: `license` is not a valid key here. Did you mean `licence`?"),
        (
            '[source]\ncanonical_url = "www.example.org"',
            "2:1: “www.example.org” is not a web address. Begin it with https:// or http://.",
        ),
        (
            "limits = 3",
            "1:1: `limits` should be a block of keys and values. Write a heading such as [limits], and its keys below.",
        ),
    ],
)
def test_a_fault_is_one_line_that_says_what_to_do(tmp_path: Path, text: str, line: str) -> None:
    path = tmp_path / NAME
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        read_settings(path)
    assert str(caught.value) == f"{path}:{line}"


def test_a_path_with_a_single_backslash_is_to_be_written_with_slashes(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('previous = ["returns\\2021"]', "utf-8")
    with pytest.raises(UsageError, match=r":1:23: this is not TOML: .+\. Write paths with /, not with"):
        read_settings(tmp_path / NAME)


@pytest.mark.parametrize("content", [b"period: 2022", b"[limits", b'period = "\\q"', b"\x00", b"\xff"])
def test_a_file_that_is_not_toml_gives_one_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(UsageError, match=r"^[^\n]*this is not TOML: [^\n]*$"):
        read_settings(tmp_path / NAME)


def test_settings_that_are_nested_too_deeply_are_3(here: Desk) -> None:
    here.write(NAME, f"period = {'[' * 5000}{']' * 5000}")
    result = here.run("rules", "ACT202")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("poatool: poatool.toml: the settings are nested too deeply.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("validate a -p 2022 --previous b c -o d", "validate a -p 2022 --previous b --previous c -o d"),
        ("validate a --previous=b c d", "validate a --previous=b --previous c --previous d"),
        ("template --prefill a --prefill b c", "template --prefill a --prefill b --prefill c"),
        ("gaps a --history b -- c", "gaps a --history b -- c"),
        ("validate a b --select ACT c", "validate a b --select ACT c"),
        ("gaps a --history", "gaps a --history"),
    ],
)
def test_every_path_after_an_option_belongs_to_it(typed: str, meant: str) -> None:
    assert expand_multi(typed.split(), ("--previous", "--history", "--prefill")) == meant.split()
