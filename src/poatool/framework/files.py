"""Where framework files are: the one that comes with the tool, and those that a path names."""

from __future__ import annotations

from pathlib import Path

from poatool.errors import FrameworkError
from poatool.text import read_bounded

_PACKAGE = Path(__file__).parents[1]
_IN_WHEEL = _PACKAGE / "data" / "framework.yaml"
_IN_CHECKOUT = _PACKAGE.parents[1] / "data" / "framework.yaml"


def bundled() -> Path:
    """The framework file that comes with the tool: inside the package, or in the checkout that it runs from."""
    return _IN_WHEEL if _IN_WHEEL.is_file() else _IN_CHECKOUT


def read_file(path: Path) -> bytes:
    """The bytes of a framework file.

    Raises:
        FrameworkError: it cannot be opened.
    """
    try:
        return read_bounded(path)
    except FileNotFoundError:
        raise FrameworkError(f"{path}: there is no such framework file. Check the path.") from None
    except OSError as error:
        raise FrameworkError(f"{path}: the framework file cannot be opened ({error.strerror}).") from None
