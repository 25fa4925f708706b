"""Build hook: write the bundled plan as Python, so that commands start without reading YAML."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = Path("src", "poatool", "framework", "bundled.py")


class BundledPlan(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel is built or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, list[str]]) -> None:  # noqa: ARG002
        """Write the module beside the others and add it to the wheel, although git ignores it."""
        sys.path.insert(0, str(Path(self.root, "src")))
        from poatool.framework.load import examine

        framework, faults = examine(Path(self.root, "data", "framework.yaml").read_bytes())
        if framework is None:
            raise SystemExit("\n".join(fault.shown("data/framework.yaml") for fault in faults))
        Path(self.root, BUNDLED).write_text(as_python(framework), encoding="utf-8", newline="\n")
        build_data["artifacts"].append(BUNDLED.as_posix())


def as_python(framework: object) -> str:
    """The module that `framework.load` uses instead of reading the file."""
    plan = re.sub(r"<(\w+\.\w+): '\w+'>", r"\1", repr(framework))  # an event's kind by its name in Python
    return f"import datetime\n\nfrom poatool.framework.model import *\n\nFRAMEWORK = {plan}\n"
