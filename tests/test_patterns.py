"""The work of every pattern grows no faster than the text: its steps are counted on texts that repeat its parts."""

import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from re import _constants as kind, _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest

import poatool
from poatool.text import LazyPattern
from tests.support.steps import MOST as TOO_MANY, REPEATS, Steps

pytestmark = pytest.mark.no_cover

MOST = 1_000
"""How often, at most, a sample repeats a part of a pattern."""

TIMES = 8
"""How often the shortest text repeats a piece; the others, twice and three times as often."""

METHOD = r"(search|match|fullmatch|finditer|findall|split|sub)\("

PIECES = (" ", "a", "1", ".", "-", "*", "\n", "a ", "1 ", "(", ",", "<", "in ")
ENDS = ("\0", "a")

_OF_CATEGORY: dict[Any, str] = {kind.CATEGORY_DIGIT: "1", kind.CATEGORY_SPACE: " ", kind.CATEGORY_NOT_WORD: " "}


class Pattern(NamedTuple):
    """A pattern of the package, and the methods that its module calls on it."""

    source: str
    flags: int
    methods: frozenset[str]


def patterns() -> dict[str, Pattern]:
    """Every pattern in the values of modules, alone or in a tuple, a list or a table, by its name."""
    found: dict[str, Pattern] = {}
    for each in pkgutil.walk_packages(poatool.__path__, "poatool."):
        if each.name.endswith(("__main__", ".bundled")):
            continue
        module = import_module(each.name)
        code = inspect.getsource(module)
        for name, value in vars(module).items():
            each_of = "|".join([name, *re.findall(rf"\bfor (\w+) in {name}\b", code)])
            called = re.findall(rf"\b(?:{each_of})(?:\[[^\]]*\])?\.{METHOD}", code) or re.findall(rf"\.{METHOD}", code)
            for number, one in enumerate(held(value)):
                source = one.source if isinstance(one, LazyPattern) else one.pattern
                said = source if isinstance(source, str) else source.decode("latin-1")
                methods = frozenset(called or {"search", "fullmatch"})
                found[f"{each.name.removeprefix('poatool.')}.{name}.{number}"] = Pattern(said, one.flags, methods)
    return found


def held(value: object) -> Iterator[LazyPattern | re.Pattern[Any]]:
    """The patterns in a value."""
    if isinstance(value, LazyPattern | re.Pattern):
        yield value
    elif isinstance(value, tuple | list | Mapping):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from held(one)


PATTERNS = patterns()


def parts(operation: Any, argument: Any) -> Iterator[tuple[Sequence[Any], bool]]:
    """The sequences within a part of a pattern, and whether their ends may be the end of the whole."""
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
        case _ if operation in REPEATS:
            return sample(argument[2]) * min(int(argument[0]), MOST)
        case kind.ANY | kind.NOT_LITERAL:
            return "a" if argument != ord("a") else "b"
        case _:
            return ""


def _holds(members: Sequence[Any], character: str) -> bool:
    """Whether a class of characters contains a character."""
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
    """For each repetition in a pattern, a text for the part before it, and what it repeats."""
    for operation, argument in items:
        if operation in REPEATS:
            if argument[1] is kind.MAXREPEAT or argument[1] > len(PIECES):
                yield before, sample(argument[2]) or " "
            yield from pumped(argument[2], before)
        else:
            for inside, _ in parts(operation, argument):
                yield from pumped(inside, before)
        before += _sample(operation, argument)


def attacks(pattern: Pattern) -> Iterator[tuple[str, str, str]]:
    """Texts that repeat what a pattern repeats, and end so that it fails: their beginning, repeated part and end."""
    found = {*pumped(parser.parse(pattern.source, pattern.flags)), *(("", piece) for piece in PIECES)}
    repeated = {("", stretch) for before, piece in found for stretch in (piece, before + piece)}
    for before, piece in sorted(found | repeated):
        yield from ((before, piece, end) for end in ENDS)


def growing(pattern: Pattern) -> str | None:
    """A text whose third stretch takes more steps than its second; None if there is none."""
    steps = Steps(pattern.source, pattern.flags)
    for before, piece, end in attacks(pattern):
        for method in sorted(pattern.methods):
            first, second, third = (steps.of(method, f"{before}{piece * (TIMES * n)}{end}") for n in (1, 2, 3))
            if third >= TOO_MANY or third - second > second - first + 4 * TIMES:
                return f"{method}: {before!r} {piece!r} {end!r} {(first, second, third)}"
    return None


@pytest.mark.parametrize("name", PATTERNS)
def test_each_stretch_of_a_text_takes_a_pattern_as_many_steps_as_the_one_before(name: str) -> None:
    assert growing(PATTERNS[name]) is None


@pytest.mark.parametrize(
    "source",
    [
        *(r"\s+x", r"\s*,", r"(?:in )*b", r"\*\*+ x", r"(?:a|a)+b", r"a\s*\S*x", r"\[up [^]]*\]"),
        *(r"(?:a+)*b", r"\d+\b"),
    ],
)
def test_work_that_grows_faster_than_the_text_is_reported(source: str) -> None:
    assert growing(Pattern(source, 0, frozenset({"search"})))


def test_the_patterns_of_the_package_are_found() -> None:
    assert len(PATTERNS) > 300
