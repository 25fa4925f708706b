"""framework.yaml to Framework."""

from __future__ import annotations

from pathlib import Path

from poatool.errors import FrameworkError
from poatool.framework.check import examine, read_file
from poatool.framework.model import Framework

_PACKAGE = Path(__file__).parents[1]
_IN_WHEEL = _PACKAGE / "data" / "framework.yaml"
_IN_CHECKOUT = _PACKAGE.parents[1] / "data" / "framework.yaml"


def bundled() -> Path:
    """The framework file that comes with the tool: inside the package, or in the checkout that it runs from."""
    return _IN_WHEEL if _IN_WHEEL.is_file() else _IN_CHECKOUT


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
    framework, faults = examine(data)
    errors = [fault.shown(shown_as) for fault in faults if fault.kind.severity == "error"]
    if errors or framework is None:
        raise FrameworkError("\n".join(errors))
    return framework
