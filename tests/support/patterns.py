"""Texts that a pattern matches, made from its parts."""

import re
from collections.abc import Iterator, Sequence
from re import _constants as kind, _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tests.support.steps import REPEATS

MOST = 1_000
"""How often, at most, a text repeats a part of a pattern."""

_OF_CATEGORY: dict[Any, str] = {kind.CATEGORY_DIGIT: "1", kind.CATEGORY_SPACE: " ", kind.CATEGORY_NOT_WORD: " "}


def texts_of(pattern: re.Pattern[str]) -> Iterator[str]:
    """The shortest texts that a pattern matches, more or less: one for each choice between its alternatives."""
    return writings(parser.parse(getattr(pattern, "source", None) or pattern.pattern, pattern.flags))


def writings(items: Sequence[Any]) -> Iterator[str]:
    """The shortest texts for a sequence of parts of a pattern."""
    if not items:
        yield ""
    for first in choices(*items[0]) if items else ():
        yield from (first + rest for rest in writings(items[1:]))


def choices(operation: Any, argument: Any) -> Iterator[str]:
    """The shortest texts for a part of a pattern."""
    match operation:
        case kind.LITERAL:
            yield chr(argument)
        case kind.IN if argument[0][0] is kind.NEGATE:
            yield next((c for c in "a 1.,-:x" if not _holds(argument[1:], c)), "~")
        case kind.IN:
            for what, of in argument:
                character = of if what is kind.LITERAL else of[0] if what is kind.RANGE else None
                yield _OF_CATEGORY.get(of, "a") if character is None else chr(character)
        case kind.BRANCH | kind.SUBPATTERN | kind.ATOMIC_GROUP:
            for inside, _ in parts(operation, argument):
                yield from writings(inside)
        case _ if operation in REPEATS:
            count = min(int(argument[0]), MOST)
            yield from (text * count for text in writings(argument[2])) if count else ("",)
        case kind.ANY | kind.NOT_LITERAL:
            yield "a" if argument != ord("a") else "b"
        case _:
            yield ""


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
