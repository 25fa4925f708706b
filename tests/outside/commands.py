"""poatool as a separate process, as a shell starts it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
POATOOL = (sys.executable, "-m", "poatool")


def environment(**changes: str) -> dict[str, str]:
    """The environment without variables that would colour the output, choose another plan or add explanations."""
    kept = {name: value for name, value in os.environ.items() if name not in {"POATOOL_FRAMEWORK", "FORCE_COLOR"}}
    return kept | {"NO_COLOR": "1"} | changes


def poatool(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run one command to its end, and capture its output."""
    command = [*POATOOL, *(str(argument) for argument in arguments)]
    return subprocess.run(command, cwd=cwd, env=env or environment(), capture_output=True, timeout=60, check=False)
