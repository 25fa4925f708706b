"""The program that reads one .xls or .xlsb file for `legacy.read`, apart from the tool since it may crash.

The file comes in on standard input, and its answer goes out on standard output as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator

from poatool.workbooks.legacy.answer import Answer, Refusal, TooManyCellsError
from poatool.workbooks.limits import MIB


def main(kind: str, cells: int, memory_mib: int, seconds: int) -> None:
    """Read the file and answer."""
    readers = list(_readers(kind))
    _limit(memory_mib, seconds)
    json.dump(_answer(readers, sys.stdin.buffer.read(), cells), sys.stdout)


def _readers(kind: str) -> Iterator[Callable[[bytes, int], Answer | None]]:
    """The readers of a kind of file, the one that tells more first; the last of them always answers."""
    from poatool.workbooks.legacy import by_calamine

    if kind == "xls":
        from poatool.workbooks.legacy import by_xlrd

        yield by_xlrd.read
    if kind == "xlsb":
        from poatool.workbooks.legacy import by_records

        yield by_records.read
    yield by_calamine.read


def _answer(readers: list[Callable[[bytes, int], Answer | None]], data: bytes, cells: int) -> Answer:
    try:
        return next(answer for read in readers if (answer := read(data, cells)) is not None)
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
