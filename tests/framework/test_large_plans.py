"""The work on a plan grows in proportion to its size, whatever became of its actions."""

from collections.abc import Callable

import pytest

from poatool.framework.edition import as_of
from poatool.framework.load import examine
from poatool.framework.reference.resolve import resolve
from tests.framework.plan import PLAN, load_text
from tests.support.steps import calls

SMALL, LARGE = 125, 500
MOST = 1.25
"""The limit of the work for each action in the large plan, relative to the small one."""

EVENTS: dict[str, Callable[[int, int], str]] = {
    "unchanged": lambda _number, _size: "",
    "renumbered": lambda number, _size: f'event: renumbered, was: "R{number}"',
    "each into the next": lambda number, size: f'event: incorporated, into: ["A{number + 1}"]' if number < size else "",
    "all into the last": lambda number, size: f'event: incorporated, into: ["A{size}"]' if number < size else "",
    "in a ring": lambda number, size: f'event: incorporated, into: ["A{number % size + 1}"]',
    "into nothing": lambda number, _size: f'event: incorporated, into: ["B{number}"]',
}


def plan(size: int, event_of: Callable[[int, int], str]) -> bytes:
    """A plan with this many additional actions, each with its event."""
    lines = []
    for number in range(1, size + 1):
        event = event_of(number, size)
        history = f', history: [{{{event}, since: "2022"}}]' if event else ""
        lines.append(f'          - {{code: "A{number}", text: "Do the {number}th thing of all{number}."{history}}}')
    return (PLAN + "\n".join(lines) + "\n").encode()


@pytest.mark.parametrize("events", EVENTS)
def test_to_check_it(events: str) -> None:
    examine(plan(1, EVENTS["unchanged"]))
    small, large = (calls(lambda size=size: examine(plan(size, EVENTS[events]))) for size in (SMALL, LARGE))  # type: ignore[misc]
    assert large / LARGE < MOST * small / SMALL


@pytest.mark.parametrize("events", [name for name in EVENTS if name not in {"in a ring", "into nothing"}])
def test_seeing_it_in_a_period_and_resolving_references(events: str) -> None:
    def work(size: int) -> None:
        framework = load_text(plan(size, EVENTS[events]).decode())
        edition = as_of(framework, framework.period_by_id["2023"])
        assert edition.incorporated
        for number in range(1, 20):
            assert resolve(edition, f"A{number}").codes

    work(20)
    small, large = (calls(lambda size=size: work(size)) for size in (SMALL, LARGE))  # type: ignore[misc]
    assert large / LARGE < MOST * small / SMALL
