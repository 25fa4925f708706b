"""Which files are read, in which order, and how they are named."""

import itertools
import os
import sys
from pathlib import Path

import pytest

from poatool.errors import NothingToReadError
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.read import read_file
from poatool.submissions.sources import LeftAlone, Reason, Source, find
from tests.support.checking import EDITION

_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders, and links need rights")


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def shown(*paths: str) -> list[str]:
    return [source.shown_as for source in find(paths).sources]


def left_alone(*paths: str) -> list[str]:
    return [left.path for left in find(paths).left_alone]


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_is_walked_in_the_order_of_names_whatever_their_case(tmp_path: Path) -> None:
    make(tmp_path, "returns/b.xlsx", "returns/A.XLSX", "returns/c/d.csv", "returns/B2.ods", "returns/z.tsv")
    assert shown("returns") == [
        *("returns/A.XLSX", "returns/b.xlsx", "returns/B2.ods", "returns/c/d.csv", "returns/z.tsv"),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("returns/", "returns/a.xlsx"), ("./returns", "./returns/a.xlsx"), (".", "./returns/a.xlsx")],
)
def test_paths_are_shown_as_they_were_given(tmp_path: Path, given: str, expected: str) -> None:
    make(tmp_path, "returns/a.xlsx")
    assert shown(given) == [expected]


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("returns", "returns/2021/a.xlsx"),
        ("returns/", "returns/2021/a.xlsx"),
        (".", "./returns/2021/a.xlsx"),
        ("returns/2021", "2021/a.xlsx"),
        ("returns/2021/a.xlsx", "2021/a.xlsx"),
    ],
)
def test_the_given_folder_and_those_below_may_name_agency_and_period(tmp_path: Path, given: str, called: str) -> None:
    make(tmp_path, "returns/2021/a.xlsx")
    (source,) = find([given]).sources
    assert read_file(source, Evidence(EDITION)).naming_part == called
    if given != ".":
        (source,) = find([str(tmp_path / given)]).sources
        assert read_file(source, Evidence(EDITION)).naming_part == called


def test_lock_files_and_hidden_folders_are_ignored(tmp_path: Path) -> None:
    make(tmp_path, "r/a.xlsx", "r/~$a.xlsx", "r/.~lock.a.xlsx#", "r/.old/a.xlsx", "r/__MACOSX/a.xlsx", "r/._a.xlsx")
    make(tmp_path, "r/.DS_Store")
    found = find(["r"])
    assert [source.shown_as for source in found.sources] == ["r/a.xlsx"]
    assert found.left_alone == ()


def test_a_hidden_spreadsheet_is_left_alone_and_named(tmp_path: Path) -> None:
    make(tmp_path, "r/a.xlsx", "r/.b.xlsx")
    assert find(["r"]) == ((Source(Path("r/a.xlsx"), "r/a.xlsx", "r"),), (LeftAlone("r/.b.xlsx", Reason.HIDDEN),))


def test_other_files_are_left_alone_and_named(tmp_path: Path) -> None:
    make(tmp_path, "r/a.xlsx", "r/a.checked.xlsx", "r/read me.txt", "r/letter.docx")
    assert left_alone("r") == ["r/letter.docx", "r/read me.txt"]
    assert shown("r") == ["r/a.checked.xlsx", "r/a.xlsx"]


def test_a_file_that_the_user_names_is_always_read(tmp_path: Path) -> None:
    make(tmp_path, "r/a.xlsx", "r/.b.xlsx", "r/~$a.xlsx", "r/notes.txt")
    assert shown("r/notes.txt", "r/~$a.xlsx", "r") == ["r/a.xlsx", "r/notes.txt", "r/~$a.xlsx"]
    assert left_alone("r", "r/notes.txt") == ["r/.b.xlsx"]


def test_a_file_counts_once_under_its_first_name(tmp_path: Path) -> None:
    make(tmp_path, "r/a.xlsx", "r/b.xlsx")
    assert shown("r/b.xlsx", "r", "./r/a.xlsx", str(tmp_path / "r")) == ["r/a.xlsx", "r/b.xlsx"]


def test_the_order_of_the_paths_makes_no_difference(tmp_path: Path) -> None:
    make(tmp_path, "r/b.xlsx", "r/x.txt", "q/A.xlsx", "q/y.txt", "Z.xlsx")
    for paths in itertools.permutations(("r", "q", "Z.xlsx")):
        assert shown(*paths) == ["q/A.xlsx", "r/b.xlsx", "Z.xlsx"]
        assert left_alone(*paths) == ["q/y.txt", "r/x.txt"]


@_POSIX
def test_links_that_go_round_in_a_circle_end(tmp_path: Path) -> None:
    make(tmp_path, "r/sub/a.xlsx")
    (tmp_path / "r/sub/up").symlink_to(tmp_path / "r", target_is_directory=True)
    (tmp_path / "r/loop.xlsx").symlink_to("loop.xlsx")
    assert shown("r") == ["r/loop.xlsx", "r/sub/a.xlsx"]


@_POSIX
def test_a_file_with_the_ending_of_a_spreadsheet_is_read_so_that_it_is_reported(tmp_path: Path) -> None:
    (tmp_path / "r/folder.xlsx").mkdir(parents=True)
    (tmp_path / "r/gone.xlsx").symlink_to("nowhere")
    os.mkfifo(tmp_path / "r/pipe.xlsx")
    assert shown("r") == ["r/folder.xlsx", "r/gone.xlsx", "r/pipe.xlsx"]


@pytest.mark.parametrize("given", ["gone.xlsx", "r/gone", ""])
def test_a_path_that_does_not_exist_is_named(tmp_path: Path, given: str) -> None:
    make(tmp_path, "r/a.xlsx")
    with pytest.raises(NothingToReadError, match=given or "empty path"):
        find(["r", given])


@_POSIX
def test_a_link_is_followed_no_further_than_the_folder_that_was_given(tmp_path: Path) -> None:
    make(tmp_path, "r/sub/a.xlsx", "r2/b.xlsx", "c.xlsx")
    (tmp_path / "r/up").symlink_to(tmp_path)
    (tmp_path / "r/sub/beside").symlink_to("../../r2")
    (tmp_path / "r/sub/c.xlsx").symlink_to("../../c.xlsx")
    (tmp_path / "r/sub/gone.xlsx").symlink_to("../../gone.xlsx")
    (tmp_path / "r/sub/letter.docx").symlink_to("/etc/hostname")
    (tmp_path / "given").symlink_to("r")
    for folder in ("r", "given"):
        assert shown(folder) == [f"{folder}/sub/a.xlsx"]
        assert find([folder]).left_alone == tuple(
            LeftAlone(f"{folder}/{name}", Reason.LINK)
            for name in ("sub/beside", "sub/c.xlsx", "sub/gone.xlsx", "sub/letter.docx", "up")
        )
    assert shown("r", "r2", "r/sub/c.xlsx") == ["r/sub/a.xlsx", "r/sub/c.xlsx", "r2/b.xlsx"]
