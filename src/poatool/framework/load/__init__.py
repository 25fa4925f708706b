"""Load a framework file: bytes → YAML values with positions → model → checks, whose faults have a line and column."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from itertools import count
from pathlib import Path as FilePath
from typing import TypeVar

from poatool.errors import FrameworkError
from poatool.framework.events import Frozen
from poatool.framework.faults import is_error
from poatool.framework.model import Framework
from poatool.text import nearest, read_bounded
from poatool.yaml_values import Document, Fault, Path

P = TypeVar("P", bound=Frozen)

_MAX_GUESSES = 100  # the most faults that suggest a name: each suggestion compares all names in the file
_MAX_RINGS = 100
_PACKAGE = FilePath(__file__).parents[2]
_IN_WHEEL = _PACKAGE / "data" / "framework.yaml"
_IN_CHECKOUT = _PACKAGE.parents[1] / "data" / "framework.yaml"


def load(path: FilePath | None = None) -> Framework:
    """Load a framework file, or the bundled one. Raises FrameworkError if there is no such file, or it has errors."""
    data = read_file(path or bundled_file())
    # The build (hatch_build.py) writes the bundled plan as code, which loads faster; skip it if missing or outdated.
    with suppress(ModuleNotFoundError, TypeError):
        built: Framework = import_module("poatool.framework.bundled").FRAMEWORK
        if sha256(data).hexdigest() == built.sha256:
            return built
    framework, faults = examine(data)
    if framework is None:
        shown_as = str(path or _IN_WHEEL.name)
        raise FrameworkError("\n".join(fault.shown(shown_as) for fault in faults if is_error(fault)))
    return framework


def examine(data: bytes) -> tuple[Framework | None, tuple[Fault, ...]]:
    """Read the bytes of a framework file: the framework (None if there is an error), and the faults in line order.

    Each step runs only if the one before found no error: YAML, then shapes, then contents, then periods.
    """
    from poatool.framework.load import history, names
    from poatool.yaml_files import read_typed

    framework, document, faults = read_typed(data, Framework, strict=True)
    if framework is not None:
        framework = replace(framework, sha256=sha256(data).hexdigest())
        file = PlacedFramework(document.root, document.places, document.keys, framework=framework)
        checks = (
            *(names.check_codes, names.check_names, names.check_units, names.check_columns, names.check_layouts),
            *(names.check_languages, history.check_periods, history.check_changes, history.check_fields),
            *(history.check_sequence, history.check_targets),
        )
        faults = [fault for check in checks for fault in check(file)]
        if not any(is_error(fault) for fault in faults):
            faults += history.check_editions(file)
    usable = framework if not any(is_error(fault) for fault in faults) else None
    return usable, tuple(sorted(faults, key=lambda fault: fault.mark))


def bundled_file() -> FilePath:
    """The framework file that comes with the tool, in the package or the source checkout."""
    return _IN_WHEEL if _IN_WHEEL.is_file() else _IN_CHECKOUT


def read_file(path: FilePath, what: str = "framework file") -> bytes:
    """Read the bytes of a file, called `what` in messages. Raises FrameworkError if it cannot be opened."""
    try:
        return read_bounded(path)
    except FileNotFoundError:
        raise FrameworkError(f"{path}: there is no such {what}. Check the path.") from None
    except OSError as error:
        raise FrameworkError(f"{path}: the {what} cannot be opened ({error.strerror}). Check the path.") from None


@dataclass(frozen=True, eq=False)
class PlacedFramework(Document):
    """A framework, in the YAML document that it was read from."""

    framework: Framework = field(kw_only=True)
    _guesses: Iterator[int] = field(default_factory=count)

    def all(self, kind: type[P]) -> list[tuple[P, Path]]:
        """Every part of a kind with its path, in the order of the file."""
        return [(part, path) for part, path in self._parts if isinstance(part, kind)]

    @cached_property
    def _parts(self) -> tuple[tuple[Frozen, Path], ...]:
        return tuple(walk(self.framework))

    def did_you_mean(self, word: str, known: Collection[str], otherwise: str) -> str:
        """A hint that names the most similar known word, or the hint `otherwise` if none is similar enough."""
        likely = nearest(word, known) if next(self._guesses) < _MAX_GUESSES else None
        return f"Did you mean {likely}?" if likely else otherwise


def walk(value: object, path: Path = ()) -> Iterator[tuple[Frozen, Path]]:
    """The parts of a framework, each with its path, in the order of the file."""
    if isinstance(value, Frozen):
        yield value, path
        for each in fields(value):
            yield from walk(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from walk(item, (*path, n))


def rings(into: Mapping[str, Iterable[str]], order: Mapping[str, int]) -> Iterator[list[str]]:
    """The circles in which names lead back to themselves; of circles that share a name, only one."""
    from graphlib import CycleError, TopologicalSorter

    for _ in range(_MAX_RINGS):
        try:
            TopologicalSorter(into).prepare()
        except CycleError as found:
            ring: list[str] = found.args[1][:0:-1]
        else:
            return
        into = {name: names for name, names in into.items() if name not in ring}
        first = ring.index(min(ring, key=order.__getitem__))
        yield [*ring[first:], *ring[:first]]
