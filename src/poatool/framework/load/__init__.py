"""Load a framework file: bytes → YAML values with positions → model → checks, whose faults have a line and column."""

from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path as FilePath

from poatool.bounded import read_bounded
from poatool.errors import FrameworkError
from poatool.framework.faults import is_error
from poatool.framework.model import Framework
from poatool.yaml_values import Fault

_PACKAGE = FilePath(__file__).parents[2]


def load(path: FilePath | None = None) -> Framework:
    """Load a framework file, or the bundled one. Raises FrameworkError if there is no such file or it has errors."""
    data = read_file(path or bundled_file())
    # The build (hatch_build.py) writes the bundled plan as code, which loads faster; skip it if missing or outdated.
    with suppress(ModuleNotFoundError, TypeError):
        built: Framework = import_module("poatool.framework.bundled").FRAMEWORK
        if sha256(data).hexdigest() == built.sha256:
            return built
    framework, faults = examine(data)
    if framework is None:
        shown_as = str(path or bundled_file().name)
        raise FrameworkError("\n".join(fault.shown(shown_as) for fault in faults if is_error(fault)))
    return framework


def examine(data: bytes) -> tuple[Framework | None, tuple[Fault, ...]]:
    """Read the bytes of a framework file: the framework (None if there is an error), and the faults in line order.

    Each step runs only if the previous step found no error: YAML, then shapes, then contents, then periods.
    """
    from poatool.framework.load import history, names
    from poatool.framework.load.placed import PlacedFramework
    from poatool.yaml_files import read_typed

    framework, document, faults = read_typed(data, Framework, strict=True)
    if framework is not None:
        framework = replace(framework, sha256=sha256(data).hexdigest())
        file = PlacedFramework(document.root, document.places, document.keys, framework=framework)
        checks = (
            *(names.check_codes, names.check_names, names.check_units, names.check_languages, names.check_columns),
            *(names.check_layouts, history.check_periods, history.check_changes, history.check_fields),
            *(history.check_sequence, history.check_targets),
        )
        faults = [fault for check in checks for fault in check(file)]
        if not any(is_error(fault) for fault in faults):
            faults += history.check_editions(file)
    usable = framework if not any(is_error(fault) for fault in faults) else None
    return usable, tuple(sorted(faults, key=lambda fault: fault.position))


def bundled_file(in_package: str = "data/framework.yaml", in_checkout: str = "data/framework.yaml") -> FilePath:
    """The path of the framework file, or of another file of the tool, in the package or the source checkout."""
    return there if (there := _PACKAGE / in_package).exists() else _PACKAGE.parents[1] / in_checkout


def read_file(path: FilePath, what: str = "framework file") -> bytes:
    """Read the bytes of a file, called `what` in messages. Raises FrameworkError if it cannot be opened."""
    try:
        return read_bounded(path)
    except FileNotFoundError:
        raise FrameworkError(f"{path}: there is no such {what}. Check the path.") from None
    except OSError as error:
        raise FrameworkError(f"{path}: the {what} cannot be opened ({error.strerror}). Check the path.") from None
