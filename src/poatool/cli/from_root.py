"""Run a command from the folder of its workspace, so that what it writes does not depend on where it is run."""

from collections.abc import Callable
from contextlib import chdir
from dataclasses import replace
from functools import wraps
from pathlib import Path

from poatool.cli.output import path_from
from poatool.cli.settings import Settings
from poatool.workspace.places import Workspace

_PATHS = ("paths", "previous", "since_then")  # the parameters that hold paths as texts


def from_root(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command run in the folder of the workspace, if there is one, with all paths relative to that folder."""

    @wraps(command)
    def run(settings: Settings, **given: object) -> int:
        if (home := settings.workspace) is None:
            return command(settings, **given)
        root = home.root.resolve()
        if root != Path.cwd():
            settings.note(f"Paths are relative to the workspace: {home.root}")

        def moved(path: Path) -> Path:
            """A path from the workspace; an absolute path that leads out of it stays as it is."""
            found = Path(path_from(root, path) or path)
            return path if path.is_absolute() and found.parts[:1] == ("..",) else found

        for name, value in given.items():
            if isinstance(value, Path):
                given[name] = moved(value)
            elif name in _PATHS and isinstance(value, list):
                given[name] = [moved(Path(each)).as_posix() if each else each for each in value]
        plan, own_plan = (path and moved(path) for path in (settings.framework, settings.config.framework))
        config, file = replace(settings.config, framework=own_plan), settings.file and moved(settings.file)
        there = settings._replace(framework=plan, config=config, file=file, workspace=Workspace(Path(), home.period))
        with chdir(root):
            return command(there, **given)

    return run
