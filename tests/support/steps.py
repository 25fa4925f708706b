"""Measure work by counting calls of functions and steps of patterns, not by time.

`Steps` matches a pattern as `re` does, by trying one way after another.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from re import _compiler as compiler, _constants as kind, _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any, NamedTuple

LOOKING = (kind.ASSERT, kind.ASSERT_NOT)
REPEATS = (kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT)
_SOME = 3
"""How many repetitions stand for any bounded number of them, as that does not affect growth."""

MOST = 100_000

_ONE_CHARACTER = {kind.LITERAL, kind.NOT_LITERAL, kind.ANY, kind.IN, kind.CATEGORY, kind.RANGE}


class _Try(NamedTuple):
    """A try to match at a place: its steps, the first place and the end of what they look at, and where it matches."""

    steps: int
    first: int
    last: int
    end: int | None

    def later(self, by: int) -> "_Try":
        return _Try(self.steps, self.first + by, self.last + by, None if self.end is None else self.end + by)


class Steps:
    """A pattern, and how often a part of it has been tried."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.tree = parser.parse(source, flags)
        self.taken = 0
        self._first = self._last = 0
        self._flags = self.tree.state.flags
        self._single: dict[int, re.Pattern[str]] = {}
        self._tries: dict[tuple[str, str], dict[int, _Try]] = {}

    def of(self, method: str, before: str, piece: str, times: int, after: str) -> int:
        """The steps that a method takes on a text that repeats a piece, counted up to a limit.

        A try that looks at repeated pieces alone is the same one piece later, and in longer texts.
        """
        text, repeated = f"{before}{piece * times}{after}", len(before) + len(piece) * times
        self.taken = 0
        if method in ("match", "fullmatch"):
            self._try(method, text, 0)
            return self.taken
        tries = self._tries.setdefault((before, piece), {})
        at = 0
        while at <= len(text) and self.taken < MOST:
            found, earlier = tries.get(at), tries.get(at - len(piece))
            if not found and earlier and earlier.first >= len(before):
                found = earlier.later(len(piece))
            if found and found.last <= repeated:
                self.taken += found.steps
            else:
                found = self._try(method, text, at)
            if found.last <= repeated:
                tries[at] = found
            if method == "search" and found.end is not None:
                break
            at = max(at + 1, found.end or 0)
        return self.taken

    def _try(self, method: str, text: str, at: int) -> _Try:
        before, self._first, self._last = self.taken, at, at
        ends = self._ends(self.tree.data, 0, text, at, self._flags)
        end = next((end for end in ends if method != "fullmatch" or end == len(text)), None)
        return _Try(self.taken - before, self._first, self._last, end)

    def _ends(self, items: Sequence[Any], first: int, text: str, at: int, flags: int) -> Iterator[int]:
        """The ends of a sequence that begins at a place, in the order in which `re` would try them."""
        while first < len(items) and items[first][0] in _ONE_CHARACTER:
            self.taken += 1
            self._last = max(self._last, at + 1)
            if self._one(items[first], flags).match(text, at) is None:
                return
            first, at = first + 1, at + 1
        if self.taken >= MOST:
            return
        if first == len(items):
            yield at
        else:
            for end in self._item(items[first], text, at, flags):
                yield from self._ends(items, first + 1, text, end, flags)

    def _item(self, item: Any, text: str, at: int, flags: int) -> Iterator[int]:
        self.taken += 1
        operation, argument = item
        match operation:
            case kind.SUBPATTERN:
                yield from self._ends(argument[3].data, 0, text, at, (flags | argument[1]) & ~argument[2])
            case kind.BRANCH:
                for branch in argument[1]:
                    yield from self._ends(branch.data, 0, text, at, flags)
            case kind.ATOMIC_GROUP:
                yield from _first(self._ends(argument.data, 0, text, at, flags))
            case kind.ASSERT | kind.ASSERT_NOT if argument[0] > 0:
                found = next(self._ends(argument[1].data, 0, text, at, flags), None)
                if (found is not None) == (operation is kind.ASSERT):
                    yield at
            case _ if operation in REPEATS:
                least, inner = min(argument[0], _SOME), argument[2].data
                most = len(text) + 1 if argument[1] is kind.MAXREPEAT else min(argument[1], least + _SOME)
                if len(inner) == 1 and inner[0][0] in _ONE_CHARACTER:
                    ends = self._run(operation, least, most, inner[0], text, at, flags)
                else:
                    ends = self._repeated(operation, least, most, inner, text, at, flags)
                yield from _first(ends) if operation is kind.POSSESSIVE_REPEAT else ends
            case _:
                assert operation is not kind.GROUPREF
                self._first = min(self._first, at - (argument[1].getwidth()[1] if operation in LOOKING else 1))
                self._last = max(self._last, at + 1)
                if (match := self._one(item, flags).match(text, at)) is not None:
                    yield match.end()

    def _run(self, operation: Any, least: int, most: int, item: Any, text: str, at: int, flags: int) -> Iterator[int]:
        one, end = self._one(item, flags), at
        if operation is kind.MIN_REPEAT:
            for count in range(most + 1):
                if count >= least:
                    yield end
                self.taken += 1
                self._last = max(self._last, end + 1)
                if one.match(text, end) is None:
                    return
                end += 1
            return
        while end - at < most and one.match(text, end):
            end += 1
        self._last = max(self._last, end + 1)
        self.taken += end - at
        for place in range(end, at + least - 1, -1):
            self.taken += 1
            yield place

    def _repeated(
        self, operation: Any, least: int, most: int, inner: Any, text: str, at: int, flags: int
    ) -> Iterator[int]:
        if operation is kind.MIN_REPEAT and least <= 0:
            yield at
        if most > 0:
            for end in self._ends(inner, 0, text, at, flags):
                if end > at or least > 0:
                    yield from self._repeated(operation, least - 1, most - 1, inner, text, end, flags)
        if operation is not kind.MIN_REPEAT and least <= 0:
            yield at

    def _one(self, item: Any, flags: int) -> re.Pattern[str]:
        """The compiled pattern of a part that is one character, an anchor or a lookbehind."""
        if (one := self._single.get(id(item))) is None:
            state = parser.State()
            state.flags = flags
            one = self._single[id(item)] = compiler.compile(parser.SubPattern(state, [item]), flags)
        return one


def _first(ends: Iterator[int]) -> Iterator[int]:
    for end in ends:
        yield end
        return


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, including those of libraries and of Python itself."""
    count = 0

    def tick(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
