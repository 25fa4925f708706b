"""The wheel contains everything it needs, and runs without a checkout."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from poatool import __version__
from tests.outside.commands import EXAMPLES, ROOT, environment

PARTS = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "src", "data", "examples", "docs")
"""The files from which a wheel is built."""
A_MOMENT = "1600000000"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("once"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command poatool in its own virtual environment, with the libraries that the tests run with."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    folder = home / ("Scripts" if os.name == "nt" else "bin")
    libraries = Path(sysconfig.get_path("purelib", vars={"base": str(home)})) / "libraries.pth"
    libraries.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip("--python", str(folder / "python"), "install", "--no-deps", "--no-index", str(wheel))
    return folder / "poatool"


def build(folder: Path) -> Path:
    """Build a wheel of a copy of the project, whose files have other dates."""
    pytest.importorskip("pip", reason="pip is not installed")
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    project = folder / "project"
    project.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"), copy_function=shutil.copyfile
            )
        else:
            shutil.copyfile(ROOT / name, project / name)
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(project))
    [wheel] = folder.glob("*.whl")
    return wheel


def pip(*arguments: str) -> None:
    command = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments)
    done = subprocess.run(command, env=environment(SOURCE_DATE_EPOCH=A_MOMENT), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_two_builds_are_the_same_file(wheel: Path, tmp_path: Path) -> None:
    again = build(tmp_path)
    assert wheel.name == again.name == f"poatool-{__version__}-py3-none-any.whl"
    assert hashlib.sha256(wheel.read_bytes()).digest() == hashlib.sha256(again.read_bytes()).digest()


def test_every_file_of_the_package_is_in_it_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = ROOT / "src" / "poatool"
    ours = {f"poatool/{path.relative_to(package).as_posix()}" for path in package.rglob("*") if path.is_file()}
    ours = {name for name in ours if "__pycache__" not in name}
    made = {"poatool/framework/bundled.py", "poatool/data/framework.yaml", "poatool/data/framework.schema.json"}
    folders = ("2021", "2022", "inbox")
    returns = {f"poatool/data/examples/{name}/{path.name}" for name in folders for path in (EXAMPLES / name).iterdir()}
    assert packed == ours | made | returns | {"poatool/data/tutorial.md"}
    assert {"poatool/render/templates/page.html.jinja", "poatool/render/templates/page.css"} <= packed


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--version",), 0, f"poatool {__version__}"),
        (("demo", "demo"), 0, "justice-with-mistakes.xlsx"),
        (("framework", "show", "26"), 0, "Counted under"),
        (("validate", "year", "--period", "2022"), 1, "justice-with-mistakes.xlsx"),
        (("gaps", "year", "--period", "2022"), 0, "22 of 28"),
        (("template", "--period", "2022", "--output", "out", "--agency", "NZP"), 0, ""),
        (("compile", "year", "--period", "2022", "--output", "out", "--format", "html"), 1, "report.html"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_it_runs_where_there_is_no_checkout(
    installed: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    shutil.copytree(EXAMPLES / "2022", tmp_path / "year")
    done = subprocess.run(
        [installed, "--quiet", *arguments],
        cwd=tmp_path,
        env=environment(PYTHONPATH=""),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (code, "")
    assert says in done.stdout.decode()
