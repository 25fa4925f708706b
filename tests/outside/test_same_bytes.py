"""The same submissions give the same files: whatever the machine, the folder, the day and the order of the paths."""

import json
import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from tests.outside.commands import EXAMPLES, environment, poatool

YEAR = sorted((EXAMPLES / "2022").iterdir())
LOCALE_DECIDES = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"}
"""Let the locale decide the default encoding of files, but not that of the screen, which is compared too."""
MANIFEST = "coordinator/manifest.json"
"""The only file that records the paths as given, and relative to itself."""
LONG_AGO = datetime(1984, 2, 29, 12, tzinfo=UTC)


def outputs(
    folder: Path, *paths: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """The files written for these paths, and the output, by name; the path of the folder is replaced."""
    done = poatool("--quiet", "compile", *paths, "--period", "2022", "--output", folder, cwd=cwd, env=env)
    assert done.stderr == b""
    assert done.returncode == 1
    said = done.stdout.replace(os.fsencode(str(folder)), b"FOLDER")
    checked = poatool("validate", *paths, "--period", "2022", "--format", "json", cwd=cwd, env=env)
    covered = poatool("gaps", *paths, "--period", "2022", "--format", "json", cwd=cwd, env=env)
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}
    manifest = json.loads(files["coordinator/manifest.json"])
    del manifest["read"]  # the place of the submissions, as given and relative to the manifest
    files["coordinator/manifest.json"] = json.dumps(manifest).encode()
    return {"(said)": said, "(validation)": checked.stdout, "(coverage)": covered.stdout, **files}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    env = environment(PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C")
    written = outputs(tmp_path_factory.mktemp("first") / "report", *YEAR, env=env)
    assert len(written) >= 13
    assert all(written.values())
    return written


def test_settings_of_the_machine_and_the_order_of_the_paths_change_nothing(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    paths = (*YEAR[3:], *reversed(YEAR[:3]), YEAR[0])
    env = environment(PYTHONHASHSEED="1", TZ="Pacific/Chatham", LC_ALL="tr_TR.UTF-8", COLUMNS="40", **LOCALE_DECIDES)
    assert outputs(tmp_path / "report", *paths, cwd=tmp_path, env=env) == expected


def test_a_folder_is_the_same_as_its_files(expected: dict[str, bytes], tmp_path: Path) -> None:
    assert outputs(tmp_path / "report", EXAMPLES / "2022") | {MANIFEST: b""} == expected | {MANIFEST: b""}


def test_the_order_of_two_submissions_of_one_agency_changes_nothing(tmp_path: Path) -> None:
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        shutil.copyfile(EXAMPLES / "2022" / "police.xlsx", tmp_path / place / "police.xlsx")
    shutil.copyfile(EXAMPLES / "2022" / "justice-with-mistakes.xlsx", tmp_path / "a" / "justice.xlsx")
    one, other = (outputs(tmp_path / to, *order, cwd=tmp_path) for to, order in (("x", "ab"), ("y", "ba")))
    assert one == other


def test_no_output_knows_the_day_or_where_it_was_made(tmp_path: Path) -> None:
    expected = outputs(tmp_path / "today", "2022", cwd=EXAMPLES)
    year = shutil.copytree(EXAMPLES / "2022", tmp_path / "2022")
    for path in year.iterdir():
        os.utime(path, (LONG_AGO.timestamp(),) * 2)
    written = outputs(tmp_path / "report", "2022", cwd=tmp_path)
    today = datetime.now(UTC)
    days = (f"{today:%Y-%m-%d}", f"{today:%d/%m/%Y}", f"{today:%d %B %Y}", f"{LONG_AGO:%Y-%m-%d}")
    for name, content in written.items():
        texts = unpacked(content) if name.endswith("x") else {name: content}
        for part, text in texts.items():
            assert not [day for day in days if day.encode() in text], (name, part)
            assert os.fsencode(str(tmp_path)) not in text, (name, part)
            assert not re.search(rb"[\"'> ](?:/home/|/root/|/tmp/|[A-Z]:\\\\)", text), (name, part)
        assert content == expected[name] or name == MANIFEST, name


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of an Office file, with the dates that the zip gives them."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        dates = {"(dates)": "\n".join(f"{part.date_time}" for part in archive.infolist()).encode()}
        return {part: archive.read(part) for part in archive.namelist()} | dates
