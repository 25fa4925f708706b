"""framework.yaml to Framework."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from poatool.errors import FrameworkError
from poatool.framework.bundled import FRAMEWORK
from poatool.framework.files import bundled, read_file
from poatool.framework.model import Framework


def load(path: Path | None = None) -> Framework:
    """Load a framework file, or the bundled one.

    Raises:
        FrameworkError: there is no such file, or it has faults; the message names the line and column of each.
    """
    if path is None:
        return _framework(bundled().read_bytes(), "framework.yaml")
    return _framework(read_file(path), str(path))


def load_text(text: str, shown_as: str) -> Framework:
    """Load a framework from the text of a file; `shown_as` is what messages call it.

    Raises:
        FrameworkError: as `load`.
    """
    return _framework(text.encode("utf-8", "surrogatepass"), shown_as)


def _framework(data: bytes, shown_as: str) -> Framework:
    # Start-up: the plan that comes with the tool was read, and held against the model, when this version was made.
    return FRAMEWORK if sha256(data).hexdigest() == FRAMEWORK.sha256 else _checked(data, shown_as)


def _checked(data: bytes, shown_as: str) -> Framework:
    from poatool.framework.check import examine

    framework, faults = examine(data)
    errors = [fault.shown(shown_as) for fault in faults if fault.is_error]
    if errors or framework is None:
        raise FrameworkError("\n".join(errors))
    return framework
