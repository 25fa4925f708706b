"""All that is wrong with a framework file, at once."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from poatool.framework.checks.agencies import check_agencies, check_units
from poatool.framework.checks.dates import check_changes, check_periods, check_source
from poatool.framework.checks.events import check_fields, check_sequence
from poatool.framework.checks.identity import check_codes, check_columns, check_footnotes
from poatool.framework.checks.loaded import LoadedFile
from poatool.framework.checks.sound import sound_part
from poatool.framework.checks.targets import check_editions, check_targets
from poatool.framework.faults import FrameworkFault
from poatool.framework.files import read_file
from poatool.framework.model import Framework
from poatool.framework.shape import build
from poatool.framework.yaml_source import read

_CHECKS = (
    check_codes,
    check_columns,
    check_footnotes,
    check_agencies,
    check_units,
    check_periods,
    check_source,
    check_changes,
    check_fields,
    check_sequence,
    check_targets,
)


def check(path: Path) -> tuple[FrameworkFault, ...]:
    """Say all that is wrong with a framework file, in the order of its lines.

    Raises:
        FrameworkError: it cannot be opened.
    """
    return examine(read_file(path))[1]


def examine(data: bytes) -> tuple[Framework | None, tuple[FrameworkFault, ...]]:
    """Read the bytes of a framework file; None with at least one error where they do not make a framework."""
    root, faults = read(data)
    if root is None:
        return None, tuple(faults)
    framework, rest, shape_faults, lost = build(root, sha256(data).hexdigest())
    faults += shape_faults
    if framework is not None:
        faults += _between_parts(LoadedFile(framework, rest, lost), faults)
    broken = any(fault.is_error for fault in faults)
    return None if broken else framework, tuple(sorted(faults, key=lambda fault: fault.mark))


def _between_parts(file: LoadedFile, before: list[FrameworkFault]) -> list[FrameworkFault]:
    """What does not hold between the parts; seen in each period are those actions that have no fault by themselves."""
    found = [fault for check_part in _CHECKS for fault in check_part(file)]
    errors = [fault for fault in (*before, *found) if fault.is_error]
    sound = sound_part(file, errors)
    return [*found, *check_editions(sound)] if sound else found
