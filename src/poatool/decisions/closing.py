"""closing.yaml: the final state of each action, as a named role confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from poatool.errors import InputError
from poatool.framework.edition import ActionStanding, Edition, Standing
from poatool.text import listed, nearest
from poatool.workspace.blocks import Block, Shape, quoted, read_blocks


class Final(StrEnum):
    """What became of an action when its plan ended."""

    COMPLETED = "completed"
    CONTINUES = "continues"
    CARRIED_OVER = "carried_over"
    INCORPORATED = "incorporated"
    WITHDRAWN = "withdrawn"
    NOT_DONE = "not_done"
    NEVER_REPORTED = "never_reported"


class Successor(NamedTuple):
    """The action of another plan that continues one of this plan."""

    plan: str
    code: str


class Confirmed(NamedTuple):
    """The final state of an action, why, and the actions of other plans that it is carried over to."""

    final: Final
    because: str
    to: tuple[Successor, ...] = ()


BY_PLAN = {Standing.INCORPORATED: Final.INCORPORATED, Standing.WITHDRAWN: Final.WITHDRAWN}
"""The final states that the plan itself settles."""

KEYS = {
    "final": f"What became of the action: {listed([*Final], 'or')}.",
    "because": "Why, for whoever asks later.",
    "to": "The actions of other plans that continue it, each with `plan` and `code`.",
}
SUCCESSOR_KEYS = {"plan": "The id of the other plan.", "code": "The code of the action there."}
_SHAPE = Shape(
    "final states",
    {key: KEYS[key] for key in ("final", "because")},
    ("final", "because"),
    named=True,
    lists={"to": tuple(SUCCESSOR_KEYS)},
)


def read_closing(path: Path, edition: Edition) -> Mapping[str, Confirmed]:
    """The confirmed final states by the codes of actions.

    Raises InputError if it cannot be opened or has faults; the message names the line and column of each.
    """
    if not path.exists():
        raise InputError(f"{path}: there is no such file of final states. Check the path.")
    blocks = read_blocks(path, _SHAPE)
    faults = [(block, said) for block in blocks if (said := _fault(block, edition))]
    if faults:
        lines = (f"{path}:{block.mark.line}:{block.mark.column}: {said}" for block, said in faults)
        raise InputError("\n".join(lines))
    return {
        edition.by_code[block.name].code: Confirmed(
            Final(block.texts["final"]),
            block.texts["because"],
            tuple(Successor(each["plan"], each["code"]) for each in block.lists.get("to", ())),
        )
        for block in blocks
    }


def proposals_yaml(proposed: Mapping[str, tuple[str, str]]) -> bytes:
    """Write a closing.yaml of proposals: by code, the final state of an action and why."""
    lines = ["# Copy the entries that are right to closing.yaml, and correct the others."]
    for code, (final, because) in proposed.items():
        lines += [f"{quoted(code)}:", f"  final: {final}", f"  because: {quoted(because)}"]
    return ("\n".join(lines) + "\n").encode()


def _fault(block: Block, edition: Edition) -> str:
    """What is wrong with a block; empty if nothing is."""
    standing, final = edition.by_code.get(block.name), block.texts["final"]
    if standing is None:
        likely = nearest(block.name, edition.by_code)
        return f"{block.name} is not an action of the plan.{f' Did you mean {likely}?' if likely else ''}"
    if final not in list(Final):
        return f"{final} is not a final state. Write {listed([*Final], 'or')}."
    if final == Final.CARRIED_OVER and not block.lists.get("to"):
        return "What is carried over needs `to`: a list of blocks, each with `plan` and `code`."
    return _against_plan(standing, Final(final))


def _against_plan(standing: ActionStanding, final: Final) -> str:
    by_plan = BY_PLAN.get(standing.standing)
    if by_plan not in (None, final):
        return f"By the plan, {standing.code} is {by_plan}. Correct the history in the plan, or delete this."
    if by_plan is None and final in BY_PLAN.values():
        return f"By the plan, {standing.code} is not {final}. Add that to its history first: poatool framework --help."
    return ""
