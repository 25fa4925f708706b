"""Each text of `texts.txt`, in the bundled plan and in plans of other shapes: the actions that it counts towards."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from poatool.framework.edition import Edition, as_of
from poatool.framework.load import load
from poatool.framework.reference.resolve import resolve

HERE = Path(__file__).parent
REFUSED = "?"


class Case(NamedTuple):
    """A text in a plan, and its codes; or `?`, perhaps with a fault, and the first suggestions."""

    plan: str
    text: str
    expected: tuple[str, ...]


def _cases() -> Iterator[Case]:
    plan = ""
    for line in (HERE / "texts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            plan = line.strip("[]")
        elif plan and line.strip():
            text, _, expected = line.rpartition(" → ")
            plain = re.sub(r"\\u(....)", lambda code: chr(int(code[1], 16)), text.replace("\\n", "\n"))
            yield Case(plan, plain, tuple(expected.split()))


CASES = list(_cases())


@cache
def _latest(plan: str) -> Edition:
    file = HERE / "plans" / f"{plan}.yaml"
    return as_of(load(file) if file.exists() else load(), None)


def _read(case: Case) -> tuple[str, ...]:
    """What a text counts for or may mean, written like the expected codes or suggestions of its case."""
    found = resolve(_latest(case.plan), case.text)
    if found.resolved:
        return (*found.codes, *filter(None, [found.fault]))
    meant, *likely = case.expected
    said = meant if meant == REFUSED else f"{REFUSED}{found.fault}"
    return (said, *(found.suggestions or ("none",))[: len(likely)])


@pytest.mark.parametrize("plan", dict.fromkeys(case.plan for case in CASES))
def test_each_text_counts_for_its_actions_or_is_refused_with_what_it_may_mean(plan: str) -> None:
    due = {case: case.expected for case in CASES if case.plan == plan}
    assert {case: _read(case) for case in due} == due
