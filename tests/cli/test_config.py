"""poatool.toml: where it is found, what it sets, and one clear line for what is wrong in it."""

from contextlib import chdir
from pathlib import Path

import pytest

from poatool.cli.command import find
from poatool.cli.config import load
from poatool.cli.options import Config
from poatool.errors import UsageError
from poatool.workbooks.limits import Limits
from poatool.workspace.places import SETTINGS as NAME
from tests.cli.conftest import ROOT, Desk

GOOD = (2, None, "Under way", "Trained forty inspectors.")
UNKNOWN = (29, None, "Under way", "Trained forty inspectors.")
INCORPORATED = (26, None, "Under way", "Spoke at a regional forum.")


def wrong(folder: Path, text: str) -> str:
    path = folder / NAME
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{path}: ")


def test_the_nearest_file_counts_and_the_users_own_last(here: Desk) -> None:
    user, below = here.folder / "user", here.folder / "a" / "b"
    below.mkdir(parents=True)
    assert find(below, user).path is None
    for name, path in (
        (f"user/{NAME}", user / NAME),
        (NAME, below / ".." / ".." / NAME),
        (f"a/b/{NAME}", below / NAME),
    ):
        here.write(name, "")
        assert find(below, user).path == path


def test_settings_among_submissions_are_named_and_not_obeyed(here: Desk) -> None:
    here.write(NAME, 'period = "2022"\nignore = ["ACT201"]')
    here.write(f"in/{NAME}", 'ignore = ["ACT"]\nperido = 1')
    sent = here.workbook(UNKNOWN, name="in/a/dia.xlsx")
    with chdir(here.folder / "in" / "a"):
        for given in (["../../in"], [sent.parent.parent], ["--period", "2022", "..", "--previous", "."]):
            result = here.run("validate", *given)
            assert result.err.splitlines()[0] == "Ignored because it is among the submissions: ../poatool.toml"
            assert (result.code, "Nothing to correct." in result.out) == (0, True)
        obeyed = here.run("validate", ".", "--period", "2022")
        assert "../poatool.toml: `perido` is not a valid key here." in obeyed.err
    everything = here.run("validate", here.folder)
    assert (everything.code, "'--period'" in everything.err) == (2, True)


def test_settings_among_later_submissions_and_links_to_settings_are_not_obeyed(here: Desk) -> None:
    here.write("in/poatool.toml", 'ignore = ["ACT"]\nperido = 1')
    here.workbook(UNKNOWN, name="now/dia.xlsx")
    here.workbook(UNKNOWN, name="in/dia.xlsx")
    now = ("compile", "../now", "--period", "2022", "--output", "../report")
    with chdir(here.folder / "in"):
        result = here.run(*now, "--since-then", ".")
        assert (result.code, result.err.splitlines()[0]) == (
            1,
            "Ignored because it is among the submissions: poatool.toml",
        )
        assert here.run("verify", "../report", "--inputs", ".").err.startswith("Ignored because it is among")
        Path("poatool.toml").rename("../settings.toml")
        Path("poatool.toml").symlink_to("../settings.toml")
        assert here.run("validate", ".", "--period", "2022").err.startswith("Ignored because it is among")


def test_all_that_may_be_set(tmp_path: Path) -> None:
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
    }
    options = {command: {name: values[name] for name in names.split()} for command, names in by_command.items()}
    limits = Limits(file_mib=10)
    assert load(path) == Config(tmp_path / "plan.yaml", period="2022", limits=limits, options=options)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('perido = "2022"', "`perido` is not a valid key here. Did you mean `period`?"),
        ("[limit]\ncells = 1", "`limit` is not a valid key here. Did you mean `limits`?"),
        ('select = [["ACT"]]', "`select` should be text. Write a single text."),
        ("previous = {a = 3}", '`previous` should be a list. Write it in brackets, as in ["ACT", "UPD301"].'),
        (
            'fail-on = "errors"',
            "`fail_on` cannot be “errors”. Did you mean error? Write error, warning, advice or never.",
        ),
        ("[limits]\ncells = 0", "`cells` should be a whole number from 1 to 1,000,000,000."),
        ("[limits]\nfindings = 1000000001", "`findings` should be a whole number from 1 to 1,000,000,000."),
        (
            "[limits]\nfindings = 9223372036854775807",
            "`findings` should be a whole number. Write digits only, such as 4.",
        ),
        (
            "limits = 3",
            "`limits` should be a block of keys and values. Write [limits], and below it a number for each limit.",
        ),
    ],
)
def test_what_is_wrong_is_one_line_that_says_what_to_do(tmp_path: Path, text: str, line: str) -> None:
    assert wrong(tmp_path, text) == line


@pytest.mark.parametrize("content", [b"period: 2022", b"[limits", b'period = "\\q"', b"\x00", b"\xff"])
def test_what_is_not_toml_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(UsageError, match=r"^[^\n]*this is not TOML: [^\n]*$"):
        load(tmp_path / NAME)


def test_settings_that_are_nested_too_deeply_are_3(here: Desk) -> None:
    here.write(NAME, f"period = {'[' * 5000}{']' * 5000}")
    result = here.run("rules", "ACT202")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("poatool: poatool.toml: the settings are nested too deeply.")


@pytest.mark.parametrize("text", ['period = "2029"', "period = true", 'period = "2022"\nselect = ["ZZZ"]'])
def test_a_value_of_the_settings_that_no_command_takes_says_where_it_may_come_from(here: Desk, text: str) -> None:
    here.write(NAME, text)
    result = here.run("validate", here.workbook(GOOD))
    assert (result.code, result.err.count("\n")) == (2, 2)
    assert result.err.startswith("Settings in use: poatool.toml\npoatool: ")
    assert result.err.endswith(" Some options come from poatool.toml.\n")


def test_settings_stand_in_for_options_and_options_win(here: Desk) -> None:
    here.write(NAME, 'period = "2022"\nfail-on = "warning"')
    path = here.workbook(INCORPORATED)
    assert here.run("validate", path).code == 1
    assert here.run("validate", path, "--fail-on", "error").code == 0
    # In 2021 Action 26 had not been incorporated yet.
    assert "Nothing to correct." in here.run("validate", path, "--period", "2021").out
    assert "in force in 2022" in here.run("gaps", path).out


def test_waivers_stand_beside_the_settings(here: Desk) -> None:
    here.write(NAME, 'period = "2022"\nwaivers = "waivers.yaml"')
    below = here.write("below/x", "").parent
    here.write("waivers.yaml", "- code: ACT201\n  reason: Agreed.\n")
    with chdir(below):
        result = here.run("validate", here.workbook(UNKNOWN))
    assert (result.code, "waived: Agreed." in result.out) == (0, True)


def test_limits_are_those_of_the_settings(here: Desk) -> None:
    here.write(NAME, 'period = "2022"\n[limits]\ncells = 3')
    result = here.run("validate", here.workbook(GOOD))
    assert result.code == 1
    assert "WBK101" in result.out
    assert "`cells` under `[limits]` in poatool.toml" in result.out


def test_what_a_report_says_of_its_publication_may_stand_in_the_settings(here: Desk) -> None:
    here.write(NAME, '[source]\npublisher = "The Secretariat"\nlicence = "CC BY 4.0"\nlast_updated = 2023-03-01\n')
    here.run("compile", ROOT / "examples" / "2022", "--period", "2022", "--output", "out", "--format", "html")
    page = (here.folder / "out" / "publish" / "report.html").read_text("utf-8")
    assert all(said in page for said in ("The Secretariat", "CC BY 4.0", "1 March 2023"))
    assert here.run("verify", "out").code == 0
    assert wrong(here.folder, '[source]\nlicense = "CC"').endswith("Did you mean `licence`?")
    assert "“www.example.org” is not a web address" in wrong(here.folder, '[source]\ncanonical_url = "www.example.org"')
