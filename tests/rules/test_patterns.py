"""The work of a rule's patterns grows no faster than the text, which their form alone shows: nothing is timed."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from importlib import import_module
from re import _constants as kind  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import poatool.rules
from poatool.text import LazyPattern

MOST = 1_000
"""Times that a part of a pattern may be tried at one place."""

_REPEATS = (kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT)


def patterns() -> dict[str, LazyPattern]:
    modules = [import_module(each.name) for each in pkgutil.walk_packages(poatool.rules.__path__, "poatool.rules.")]
    return {
        f"{module.__name__.removeprefix('poatool.rules.')}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, LazyPattern)
    }


def faults(items: Sequence[Any], *, last: bool, times: int = 1) -> Iterator[str]:
    """The repetitions of a parsed pattern by which the work may grow faster than the text.

    One without an end may only come last: nothing behind it can fail, so that it is never tried again, and a search
    goes on behind it. All others have an end, alone and with those around them.
    """
    for number, (operation, argument) in enumerate(items):
        at_end = last and number == len(items) - 1
        if operation in _REPEATS:
            _, most, inner = argument
            if most is kind.MAXREPEAT and (not at_end or times > 1):
                yield f"without an end: {inner}"
            elif most is not kind.MAXREPEAT and times * most > MOST:
                yield f"{times * most} times: {inner}"
            yield from faults(inner, last=at_end and most == 1, times=times * min(most, MOST))
        else:
            for inside, may_be_last in parts(operation, argument):
                yield from faults(inside, last=at_end and may_be_last, times=times)


def parts(operation: Any, argument: Any) -> Iterator[tuple[Sequence[Any], bool]]:
    """The sequences within a part of a pattern, and whether what comes last in one may be what comes last in all."""
    match operation:
        case kind.SUBPATTERN:
            yield argument[3], True
        case kind.BRANCH:
            yield from ((branch, True) for branch in argument[1])
        case kind.ATOMIC_GROUP:
            yield argument, True
        case kind.ASSERT | kind.ASSERT_NOT:
            yield argument[1], False
        case _:
            pass


@pytest.mark.parametrize("pattern", patterns().values(), ids=patterns())
def test_the_work_of_a_pattern_grows_no_faster_than_the_text(pattern: LazyPattern) -> None:
    assert isinstance(pattern.source, str)
    assert list(faults(parser.parse(pattern.source, pattern.flags), last=True)) == []


@pytest.mark.parametrize("source", [r"\*\*+ x", r"(?:a+)*", r"(?:a{1,40}b){1,40}", r"\d+\b", r"a(?=\s*b)"])
def test_a_pattern_that_is_tried_again_and_again_is_told(source: str) -> None:
    assert list(faults(parser.parse(source), last=True))
