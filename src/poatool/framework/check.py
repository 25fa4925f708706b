"""All that is wrong with a framework file, at once."""

from __future__ import annotations

from poatool.framework.faults import FrameworkFault
from poatool.framework.model import Framework
from poatool.framework.shape import build
from poatool.framework.yaml_source import read


def examine(data: bytes, sha256: str) -> tuple[Framework | None, tuple[FrameworkFault, ...]]:
    """Read the bytes of a framework file; None with at least one fault where they do not make a framework."""
    root, faults = read(data)
    if root is None:
        return None, tuple(faults)
    framework, shape_faults = build(root, sha256)
    faults += shape_faults
    return framework, tuple(sorted(faults, key=lambda fault: (fault.line, fault.column)))
