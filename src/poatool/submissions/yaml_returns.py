"""Read YAML files beside the workbooks: nil returns received by e-mail or telephone, and earlier published content.

`<agency>-nil.yaml` says that an agency has nothing to report on any of its actions, and why. `<name>-published.yaml`
lists what was published in an earlier period, by objective and not by action.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeVar

from poatool.submissions.sources import NIL, PUBLISHED, Source, is_nil
from poatool.workbooks.limits import Limits, Refused
from poatool.workbooks.model import Trouble, Unreadable, Workbook
from poatool.workbooks.open import read_bytes
from poatool.yaml_values import Key

T = TypeVar("T")


@dataclass(frozen=True)
class NilReturn:
    """A nil return: who has nothing to report on any action, for which period, and why."""

    agency: Annotated[str, Key("The agency, by its code or any of its names.")]
    period: Annotated[str, Key("The period in which it has nothing to report.")]
    because: Annotated[str, Key("Why it has nothing to report.")]
    received: Annotated[str, Key("The day on which it said so.")] = ""


@dataclass(frozen=True)
class _Objective:
    objective: str
    agencies: tuple[str, ...] = ()
    achievements: tuple[str, ...] = ()
    check: tuple[str, ...] = ()


class _Kind(StrEnum):
    PUBLISHED = PUBLISHED


@dataclass(frozen=True)
class Published:
    """What was published for a period, by objective. It does not count for any single action."""

    kind: _Kind
    period: str
    objectives: tuple[_Objective, ...]

    @property
    def agencies(self) -> Mapping[str, tuple[str, ...]]:
        """The active agencies by objective id."""
        return {each.objective: each.agencies for each in self.objectives}


def open_yaml(source: Source, limits: Limits) -> tuple[Workbook | Unreadable, NilReturn | None, Published | None]:
    """Read a YAML file as a workbook without sheets, with its content, if any. It never raises."""
    shown = source.shown_as
    try:
        data = read_bytes(source.path, limits)
    except Refused as refused:
        return refused.unreadable(shown), None, None
    if is_nil(source.path.name):
        return *open_nil(data, shown), None
    hint = "Write it with: poatool history import PAGE --period PERIOD"
    workbook, published = _opened(data, shown, PUBLISHED, Published, ("What was published", hint))
    return workbook, None, published


def open_nil(data: bytes, shown: str) -> tuple[Workbook | Unreadable, NilReturn | None]:
    """Read a nil return that is in memory as a workbook without sheets, with its content (None if unreadable)."""
    hint = "Write it with: poatool receive --nil AGENCY --because TEXT"
    return _opened(data, shown, NIL, NilReturn, ("The nil return", hint))


def _opened(
    data: bytes, shown: str, kind: str, model: type[T], words: tuple[str, str]
) -> tuple[Workbook | Unreadable, T | None]:
    from poatool.yaml_files import read_typed

    sha256 = hashlib.sha256(data).hexdigest()
    name, hint = words
    made, _, faults = read_typed(data, model)
    if made is not None:
        return Workbook(shown, sha256, kind, ()), made
    first = min(faults, key=lambda fault: fault.position)
    message = f"{name} cannot be read: line {first.position.line}, column {first.position.column}: {first.text}"
    return Unreadable(shown, Trouble.NOT_A_WORKBOOK, message, hint, sha256), None
