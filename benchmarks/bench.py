"""Time whole commands as users wait for them: medians, and ratios within one run.

Ratios carry over from one machine to another; times do not. Peers are measured if they are installed (`peers.py`).
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generate import contradicting, folder, saved_by_libreoffice
from peers import BESIDE, PEERS, baseline

HERE = Path(__file__).parent
DATA = HERE.parent / "build" / "bench"
RAN = (0, 1)
EMPTY, BARE = "python -c pass", "unzipping and parsing alone"
POATOOL = str(BESIDE / "poatool")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Modules are compiled once, as for users."""


class Measure(NamedTuple):
    """The medians of several runs of a command: seconds, and peak memory in MiB."""

    seconds: float
    mib: float


def side_by_side(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Measure]:
    """Run each command once to warm up, then all in turn, so that a machine that slows down slows all of them."""
    rounds = [{name: run(command) for name, command in commands.items()} for _ in range(runs + 1)][1:]
    return {name: median([each[name] for each in rounds]) for name in commands}


def median(measured: Sequence[Measure]) -> Measure:
    """The medians of several measures."""
    return Measure(statistics.median(m.seconds for m in measured), statistics.median(m.mib for m in measured))


def run(command: Sequence[str]) -> Measure:
    """Run a command once."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT) as process:  # noqa: S603
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in RAN:
        raise SystemExit(f"{' '.join(command)} failed: {said.decode()}")
    return Measure(time.perf_counter() - begun, used.ru_maxrss / 1024)


def validate(path: Path) -> list[str]:
    """The command that checks a folder."""
    return [POATOOL, "validate", str(path), "--period", "2022", "--format", "json", "--fail-on", "never"]


def start_up(runs: int) -> None:
    """The time of short commands, compared with starting Python alone."""
    one = folder(DATA / "1x30", 1, 30)
    commands = {
        EMPTY: [sys.executable, "-c", "pass"],
        "--version": [POATOOL, "--version"],
        "--help": [POATOOL, "--help"],
        "validate, 1 workbook of 30 rows": validate(one),
        "gaps, 1 workbook of 30 rows": [POATOOL, "gaps", str(one), "--period", "2022"],
    }
    measured = side_by_side(commands, runs)
    empty = measured.pop(EMPTY).seconds
    print(f"\nStart-up, against {EMPTY} ({empty * 1000:.0f} ms)")
    for name, each in measured.items():
        print(f"  {name:<34}{each.seconds / empty:6.1f} ×")


def reading(files: int, rows: int, runs: int, tools: Path) -> None:
    """A folder of workbooks, compared with parsing alone and with other tools."""
    path = folder(DATA / f"{files}x{rows}", files, rows)
    able = [peer for peer in PEERS if rows <= peer.most_rows]
    there = [peer for peer in able if peer.installed(tools)]
    commands = {BARE: baseline("bare")(BESIDE, path, rows), "poatool validate": validate(path)}
    commands |= {peer.name: peer.command(tools, path, rows) for peer in there}
    measured = side_by_side(commands, runs)
    bare = measured.pop(BARE)
    print(f"\n{files:,} workbook(s) of {rows:,} rows, against {BARE} ({bare.seconds:.2f} s)")
    for name, each in measured.items():
        show(name, each, bare)
    for peer in PEERS:
        if peer not in there:
            print(f"  {peer.name:<38}{'not installed' if peer in able else 'not tried'}")


def others(runs: int) -> None:
    """200 workbooks in which agencies contradict each other, and the same workbooks as LibreOffice saves them."""
    plain = folder(DATA / "200x30", 200, 30)
    sets = {
        "agencies contradict each other": folder(DATA / "200x30-contradicting", 200, 30, contradicting),
        "as LibreOffice saves them": saved_by_libreoffice(DATA / "200x30-libreoffice", plain),
    }
    print(f"\n200 workbooks of 30 rows, against {BARE}")
    for name, path in sets.items():
        if path is None:
            print(f"  {name:<38}not tried: LibreOffice is not installed")
            continue
        measured = side_by_side({BARE: baseline("bare")(BESIDE, path, 30), name: validate(path)}, runs)
        show(name, measured[name], measured[BARE])


READING = """
from poatool import api
plan = api.load_framework()
read = api.read_submissions(["submissions/2025"], plan, "2025")
earlier = api.read_earlier([f"submissions/{year}" for year in range(2021, 2025)], plan, "2025")
assert len(read.submissions) + sum(len(each.submissions) for each in earlier.by_period.values()) == 200
"""


def year(runs: int) -> None:
    """What a coordinator runs each morning, compared with reading the same submissions through the Python API."""
    workspace = DATA / "workspace"
    if not workspace.is_dir():
        run([POATOOL, "init", str(workspace), "--period", "2025"])
    for period in range(2021, 2026):
        folder(workspace / "submissions" / str(period), 40, 30, seed=100 * period)
    os.chdir(workspace)
    day = ["--today", "2026-01-10"]
    commands = {"reading": [sys.executable, "-c", READING], "gaps": [POATOOL, "gaps"]}
    commands |= {"status": [POATOOL, "status", *day], "chase": [POATOOL, "chase", "--again", *day]}
    measured = side_by_side(commands, runs)
    reading = measured.pop("reading")
    print(f"\n200 workbooks of 30 rows in five periods, against reading them ({reading.seconds:.2f} s)")
    for name, each in measured.items():
        show(name, each, reading)


def show(name: str, measured: Measure, bare: Measure) -> None:
    """One line of a table."""
    print(f"  {name:<38}{measured.seconds / bare.seconds:6.2f} ×  {measured.mib:7,.0f} MiB")


def main() -> None:
    """Print every table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--long", action="store_true", help="also 2,000 workbooks, and a sheet of 100,000 rows")
    options.add_argument("--peers", type=Path, default=BESIDE, help="the folder of commands of the peers' environment")
    chosen = options.parse_args()
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, medians of {chosen.runs} runs"
    )
    start_up(chosen.runs)
    reading(200, 30, chosen.runs, chosen.peers)
    others(chosen.runs)
    year(chosen.runs)
    if chosen.long:
        reading(2000, 30, 3, chosen.peers)
        reading(1, 100_000, 3, chosen.peers)


if __name__ == "__main__":
    main()
