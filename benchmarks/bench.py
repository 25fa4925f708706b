"""Whole commands, timed as their users wait for them: medians, and ratios within one run.

Ratios carry over from one machine to another, times do not. Peers are measured when they are installed in the same
environment (`pip install frictionless`).
"""

from __future__ import annotations

import argparse
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generate import folder

HERE = Path(__file__).parent
DATA = HERE.parent / "build" / "bench"
RAN = (0, 1)
POATOOL = str(Path(sys.executable).with_name("poatool"))


class Measure(NamedTuple):
    """The median of several runs of a command: seconds, and the peak memory of the largest in MiB."""

    seconds: float
    mib: float


def measure(command: Sequence[str], runs: int) -> Measure:
    """Run a command once to warm up, then several times."""
    times: list[float] = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)  # noqa: S603
        if done.returncode not in RAN:
            raise SystemExit(f"{' '.join(command)} failed: {done.stderr.decode()}")
        times.append(time.perf_counter() - begun)
    return Measure(statistics.median(times[1:]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def validate(path: Path) -> list[str]:
    """The command that checks a folder."""
    return [POATOOL, "validate", str(path), "--period", "2022", "--format", "json", "--fail-on", "never"]


def baseline(name: str, path: Path) -> list[str]:
    """One of the baselines as a process of its own."""
    return [sys.executable, str(HERE / "baselines.py"), name, str(path)]


def start_up(runs: int) -> None:
    """How long a command takes to begin, against an empty Python."""
    one = folder(DATA / "1x30", 1, 30)
    empty = measure([sys.executable, "-c", "pass"], runs).seconds
    print(f"\nStart-up, against python -c pass ({empty * 1000:.0f} ms)")
    commands = {
        "--version": [POATOOL, "--version"],
        "--help": [POATOOL, "--help"],
        "validate, 1 workbook of 30 rows": validate(one),
        "gaps, 1 workbook of 30 rows": [POATOOL, "gaps", str(one), "--period", "2022"],
    }
    for name, command in commands.items():
        print(f"  {name:<34}{measure(command, runs).seconds / empty:6.1f} ×")


def reading(files: int, rows: int, runs: int) -> None:
    """A folder of workbooks, against the bare cost of parsing it."""
    path = folder(DATA / f"{files}x{rows}", files, rows)
    bare = measure(baseline("bare", path), runs).seconds
    print(f"\n{files} workbook(s) of {rows:,} rows, against unzipping and parsing alone ({bare:.2f} s)")
    commands = {
        "poatool validate": validate(path),
        "openpyxl and pydantic, a plain loop": baseline("plain", path),
    }
    if (peer := shutil.which("frictionless", path=str(Path(sys.executable).parent))) is not None:
        commands["frictionless validate"] = [peer, "validate", *map(str, sorted(path.glob("*.xlsx")))]
    for name, command in commands.items():
        print(f"  {name:<38}{measure(command, runs).seconds / bare:6.2f} ×")


def main() -> None:
    """Print every table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--long", action="store_true", help="also 2,000 workbooks, and a sheet of 100,000 rows")
    chosen = options.parse_args()
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, medians of {chosen.runs} runs"
    )
    start_up(chosen.runs)
    reading(200, 30, chosen.runs)
    if chosen.long:
        reading(2000, 30, 3)
        reading(1, 100_000, 3)


if __name__ == "__main__":
    main()
