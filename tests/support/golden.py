"""Files with a whole output. After an intended change, run their tests with `UPDATE_GOLDEN=1`, then read them."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from poatool import __version__


def is_as_in(golden: Path, written: bytes) -> bool:
    """Whether an output is equal to the file, apart from the version and the style of a page."""
    plain = re.sub(rb"(?s)<style>.*</style>", b"<style>STYLE</style>", written)
    plain = plain.replace(__version__.encode(), b"VERSION")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(plain)
    assert plain == golden.read_bytes(), golden
    return True


def sections(screens: Mapping[str, Sequence[str]]) -> bytes:
    """The lines of several screens, each below its name."""
    return "\n\n".join("\n".join([f"# {name}", *lines]) for name, lines in screens.items()).encode() + b"\n"
