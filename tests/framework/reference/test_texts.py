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


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.plan[:2]}: {case.text}")
def test_a_text_counts_for_its_actions_or_is_refused_with_what_it_may_mean(case: Case) -> None:
    found = resolve(_latest(case.plan), case.text)

    meant, *likely = case.expected
    if meant.startswith(REFUSED):
        assert not found.resolved
        assert found.fault == (meant.removeprefix(REFUSED) or found.fault)
        assert found.suggestions == () if likely == ["none"] else [*found.suggestions[: len(likely)]] == likely
    else:
        assert (found.codes, found.fault) == (case.expected, None)
