"""The program that reads one .xls or .xlsb file for `legacy.read`, apart from the tool since it may crash.

The file comes in on standard input, and its answer goes out on standard output as JSON.
"""

from __future__ import annotations

import json
import sys

from poatool.workbooks.legacy import by_calamine, by_xlrd
from poatool.workbooks.legacy.answer import Answer, Refusal, TooManyCellsError
from poatool.workbooks.limits import MIB


def main(kind: str, cells: int, memory_mib: int, seconds: int) -> None:
    """Read the file and answer."""
    _limit(memory_mib, seconds)
    json.dump(_answer(sys.stdin.buffer.read(), kind, cells), sys.stdout)


def _answer(data: bytes, kind: str, cells: int) -> Answer:
    try:
        answer = by_xlrd.read(data, cells) if kind == "xls" else None
        return answer or by_calamine.read(data, cells)
    except TooManyCellsError:
        return {"refused": Refusal.TOO_MANY_CELLS}


def _limit(memory_mib: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib * MIB, memory_mib * MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
