"""The work of every pattern grows no faster than the text: those of rules by their form, all by what they do."""

from __future__ import annotations

import inspect
import pkgutil
import re
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from re import _constants as kind  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest

import poatool
from poatool.text import LazyPattern

MOST = 1_000
"""Times that a part of a pattern may be tried at one place."""

LENGTH = 12_000
SECONDS = 0.05
"""Processor time for a text of that length below which nothing is wrong."""

TIMES = 24
"""How many times as long as an eighth it may take: 8 times is in proportion, 64 times is to the square."""

PIECES = (" ", "a", "1", ".", "-", "*", "\n", "a ", "1 ", "(", ",", "<", "in ")
ENDS = ("\0", "!", "a")

_REPEATS = (kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT)
_OF_CATEGORY: dict[Any, str] = {kind.CATEGORY_DIGIT: "1", kind.CATEGORY_SPACE: " ", kind.CATEGORY_NOT_WORD: " "}


class Pattern(NamedTuple):
    """A pattern of the package, and the methods of it that its module calls."""

    source: str
    flags: int
    methods: frozenset[str]


def patterns() -> dict[str, Pattern]:
    """Every pattern that is a value of a module, or one of several in a tuple or a list, by its name."""
    found: dict[str, Pattern] = {}
    for each in pkgutil.walk_packages(poatool.__path__, "poatool."):
        if each.name.endswith(("__main__", ".bundled")):
            continue
        module = import_module(each.name)
        code = inspect.getsource(module)
        for name, value in vars(module).items():
            called = re.findall(rf"\b{name}(?:\[[^\]]*\])?\.(search|match|fullmatch|finditer|findall|split|sub)", code)
            for number, one in enumerate(value if isinstance(value, tuple | list) else (value,)):
                source = (
                    one.source if isinstance(one, LazyPattern) else one.pattern if isinstance(one, re.Pattern) else None
                )
                if isinstance(source, str):
                    key = f"{each.name.removeprefix('poatool.')}.{name}.{number}"
                    found[key] = Pattern(source, one.flags, frozenset(called) or frozenset({"fullmatch"}))
    return found


PATTERNS = patterns()
OF_RULES = {name: pattern for name, pattern in PATTERNS.items() if name.startswith("rules.")}


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


def sample(items: Sequence[Any]) -> str:
    """A short text that matches a part of a pattern, more or less."""
    return "".join(_sample(operation, argument) for operation, argument in items)


def _sample(operation: Any, argument: Any) -> str:  # noqa: PLR0911 - one kind of part after the other
    match operation:
        case kind.LITERAL:
            return chr(argument)
        case kind.IN:
            first, of = argument[0]
            if first is kind.NEGATE:
                return next(
                    (c for c in "a 1.,-:x" if not re.fullmatch(re.escape(c), "") and not _holds(argument[1:], c)), "~"
                )
            return (
                chr(of if first is kind.LITERAL else of[0])
                if first in (kind.LITERAL, kind.RANGE)
                else _OF_CATEGORY.get(of, "a")
            )
        case kind.BRANCH:
            return sample(argument[1][0])
        case kind.SUBPATTERN:
            return sample(argument[3])
        case kind.ATOMIC_GROUP:
            return sample(argument)
        case _ if operation in _REPEATS:
            return sample(argument[2]) * min(int(argument[0]), MOST)
        case kind.ANY | kind.NOT_LITERAL:
            return "a" if argument != ord("a") else "b"
        case _:
            return ""


def _holds(members: Sequence[Any], character: str) -> bool:
    """Whether a class of characters without categories holds one."""
    code = ord(character)
    return any(
        code == of
        if what is kind.LITERAL
        else of[0] <= code <= of[1]
        if what is kind.RANGE
        else character == _OF_CATEGORY.get(of, "a")
        for what, of in members
    )


def pumped(items: Sequence[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """What may stand before each repetition in a pattern, and what it repeats."""
    for operation, argument in items:
        if operation in _REPEATS:
            if argument[1] is kind.MAXREPEAT or argument[1] > len(PIECES):
                yield before, sample(argument[2]) or " "
            yield from pumped(argument[2], before)
        else:
            for inside, _ in parts(operation, argument):
                yield from pumped(inside, before)
        before += _sample(operation, argument)


def attacks(pattern: Pattern) -> Iterator[str]:
    """Texts that repeat what a pattern repeats, and end so that nothing matches."""
    found = {*pumped(parser.parse(pattern.source, pattern.flags)), *(("", piece) for piece in PIECES)}
    for before, piece in sorted(found | {("", piece) for _, piece in found}):
        for end in ENDS:
            yield f"{before}{(piece * LENGTH)[:LENGTH]}{end}"


def growing(pattern: Pattern) -> str | None:
    """What takes a method far more than eight times as long if it is eight times as long; None if nothing does."""
    compiled = re.compile(pattern.source, pattern.flags)
    for text in attacks(pattern):
        for method in sorted(pattern.methods):
            if seconds(compiled, method, text) > SECONDS and _grows(compiled, method, text):
                return f"{method}: {text[:60]!r}…{text[-1]!r}"
    return None


def _grows(compiled: re.Pattern[str], method: str, text: str) -> bool:
    eighth = text[: LENGTH // 8] + text[-1]
    long, short = (min(seconds(compiled, method, each) for _ in range(3)) for each in (text, eighth))
    return long > TIMES * short


def seconds(compiled: re.Pattern[str], method: str, text: str) -> float:
    """The processor time of a method of a pattern."""
    before = time.process_time()
    found = getattr(compiled, method)(*(("", text) if method == "sub" else (text,)))
    if method == "finditer":
        list(found)
    return time.process_time() - before


@pytest.mark.parametrize("name", PATTERNS)
def test_a_text_that_repeats_what_a_pattern_repeats_takes_no_more_work_than_its_length(name: str) -> None:
    assert growing(PATTERNS[name]) is None


@pytest.mark.parametrize("source", [r"\s+x", r"\s*,", r"(?:in )*b", r"\*\*+ x"])
def test_more_work_than_its_length_is_told(source: str) -> None:
    assert growing(Pattern(source, 0, frozenset({"search"})))


def test_the_patterns_of_the_package_are_found() -> None:
    assert len(PATTERNS) > 300
    assert len(OF_RULES) > 60


@pytest.mark.parametrize("name", OF_RULES)
def test_the_form_of_a_rules_pattern_shows_that_its_work_is_bounded(name: str) -> None:
    pattern = OF_RULES[name]
    assert list(faults(parser.parse(pattern.source, pattern.flags), last=True)) == []


@pytest.mark.parametrize("source", [r"\*\*+ x", r"(?:a+)*", r"(?:a{1,40}b){1,40}", r"\d+\b", r"a(?=\s*b)"])
def test_a_pattern_that_is_tried_again_and_again_is_told(source: str) -> None:
    assert list(faults(parser.parse(source), last=True))
