"""framework.yaml to Framework."""

from __future__ import annotations

from pathlib import Path

from poatool.framework.model import Framework


def load(path: Path | None = None) -> Framework:
    """Load a framework file, or the bundled one; raises FrameworkError naming file, line and column of every fault."""
    raise NotImplementedError
