"""closing.yaml: the final state of each action, as a named role confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from poatool.framework.edition import ActionStanding, Edition, Standing
from poatool.text import listed, nearest
from poatool.typed_values import Key
from poatool.yaml_files import YamlFile
from poatool.yaml_values import quoted


class Final(StrEnum):
    """What became of an action when its plan ended."""

    COMPLETED = "completed"
    CONTINUES = "continues"
    CARRIED_OVER = "carried_over"
    INCORPORATED = "incorporated"
    WITHDRAWN = "withdrawn"
    NOT_DONE = "not_done"
    NEVER_REPORTED = "never_reported"


@dataclass(frozen=True)
class Successor:
    """The action of another plan that continues one of this plan."""

    plan: Annotated[str, Key("The id of the other plan.")]
    code: Annotated[str, Key("The code of the action there.")]


@dataclass(frozen=True)
class Confirmed:
    """The final state of an action, why, and the actions of other plans that it is carried over to."""

    final: Annotated[Final, Key(f"What became of the action: {listed([*Final], 'or')}.")]
    because: Annotated[str, Key("Why, for whoever asks later.")]
    to: Annotated[
        tuple[Successor, ...], Key("The actions of other plans that continue it, each with `plan` and `code`.")
    ] = ()


BY_PLAN = {Standing.INCORPORATED: Final.INCORPORATED, Standing.WITHDRAWN: Final.WITHDRAWN}
"""The final states that the plan itself settles."""


def read_closing(path: Path, edition: Edition) -> Mapping[str, Confirmed]:
    """The confirmed final states by the codes of actions.

    Raises InputError if it cannot be opened or has faults; the message names the line and column of each.
    """
    file = YamlFile(path, "final states", required=True)
    confirmed = file.read(dict[str, Confirmed])
    for name, each in confirmed.items():
        if (standing := edition.by_code.get(name)) is None:
            likely = nearest(name, edition.by_code)
            hint = f"Did you mean {likely}?" if likely else ""
            file.fault_at((name,), f"{name} is not an action of the plan.", hint)
        elif each.final is Final.CARRIED_OVER and not each.to:
            message = "What is carried over needs `to`: a list of blocks, each with `plan` and `code`."
            file.fault_at((name,), message)
        elif message := _against_plan(standing, each.final):
            file.fault_at((name,), message)
    file.refuse()
    return confirmed


def proposals_yaml(proposed: Mapping[str, tuple[str, str]]) -> bytes:
    """Write a closing.yaml of proposals: by code, the final state of an action and why."""
    lines = ["# Copy the entries that are right to closing.yaml, and correct the others."]
    for code, (final, because) in proposed.items():
        lines += [f"{quoted(code)}:", f"  final: {final}", f"  because: {quoted(because)}"]
    return ("\n".join(lines) + "\n").encode()


def _against_plan(standing: ActionStanding, final: Final) -> str:
    by_plan = BY_PLAN.get(standing.standing)
    if by_plan not in (None, final):
        return f"By the plan, {standing.code} is {by_plan}. Correct the history in the plan, or delete this."
    if by_plan is None and final in BY_PLAN.values():
        return f"By the plan, {standing.code} is not {final}. Add that to its history first: poatool framework --help."
    return ""
