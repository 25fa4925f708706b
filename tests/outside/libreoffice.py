"""LibreOffice without its windows."""

import subprocess
from collections.abc import Sequence
from pathlib import Path


class LibreOffice:
    """One installation with a profile of its own, so that nobody's settings matter."""

    def __init__(self, program: str, profile: Path) -> None:
        self._command = (program, f"-env:UserInstallation={profile.as_uri()}", "--headless")

    def convert(self, files: Sequence[Path], to: str, folder: Path, *options: str) -> None:
        command = [*self._command, *options, "--convert-to", to, "--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
