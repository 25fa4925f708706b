"""YAML files beside the workbooks: nil returns received by mail or telephone, and earlier published content.

`<agency>-nil.yaml` says that an agency has nothing to report on any of its actions, and why. `<name>-published.yaml`
says what was published by objective, not by action.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Annotated

from poatool.submissions.intake import NIL, PUBLISHED, Source, is_nil
from poatool.submissions.model import NilReturn, Published
from poatool.typed_values import Key
from poatool.workbooks.limits import Limits, Refused
from poatool.workbooks.model import Trouble, Unreadable, Workbook
from poatool.workbooks.open import read_bytes


@dataclass(frozen=True)
class NilFile:
    """The content of a nil return's file."""

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
class _PublishedFile:
    kind: _Kind
    period: str
    objectives: tuple[_Objective, ...]


def open_yaml(source: Source, limits: Limits) -> Workbook | Unreadable:
    """Read such a file as a workbook without sheets. Nothing in it raises."""
    try:
        data = read_bytes(source.path, limits)
    except Refused as refused:
        return refused.unreadable(source.shown_as)
    return open_nil(data, source.shown_as) if is_nil(source.path.name) else _open_published(data, source.shown_as)


def open_nil(data: bytes, shown: str) -> Workbook | Unreadable:
    """Read a nil return that is in memory, as `open_yaml` does."""
    hint = "Write it with: poatool receive --nil AGENCY --because TEXT"
    return _opened(data, shown, NIL, NilFile, ("The nil return", hint))


def _open_published(data: bytes, shown: str) -> Workbook | Unreadable:
    hint = "Write it with: poatool history import PAGE --period PERIOD"
    return _opened(data, shown, PUBLISHED, _PublishedFile, ("What was published", hint))


def _opened(
    data: bytes, shown: str, kind: str, held: type[NilFile | _PublishedFile], words: tuple[str, str]
) -> Workbook | Unreadable:
    from poatool.yaml_files import read_typed

    sha256 = hashlib.sha256(data).hexdigest()
    what, hint = words
    made, _, faults = read_typed(data, held)
    if made is None:
        first = min(faults, key=lambda fault: fault.mark)
        message = f"{what} cannot be read: line {first.line}, column {first.column}: {first.text}"
        return Unreadable(shown, Trouble.NOT_A_WORKBOOK, message, hint, sha256)
    return Workbook(shown, sha256, kind, (), {kind: json.dumps(asdict(made))})


def nil_return(workbook: Workbook) -> NilReturn | None:
    """The nil return in a file; None for any other file."""
    if workbook.kind != NIL:
        return None
    held = json.loads(workbook.properties[NIL])
    return NilReturn(held["agency"], held["period"], held["because"])


def what_was_published(workbook: Workbook) -> Published | None:
    """What a file says was published; None for any other file."""
    if workbook.kind != PUBLISHED:
        return None
    held = json.loads(workbook.properties[PUBLISHED])
    return Published(held["period"], {each["objective"]: tuple(each["agencies"]) for each in held["objectives"]})
