"""Where code notes which lines run, in place of a tracer, it notes each of them and no other."""

from pathlib import Path
from types import ModuleType

from tests.support.lines import RAN, NotingLoader


def test_each_line_that_runs_is_noted() -> None:
    path = Path(__file__).with_name("lines.txt")
    NotingLoader("lines", str(path)).exec_module(ModuleType("lines"))
    lines = path.read_text("utf-8").splitlines()
    assert sorted(RAN.pop(str(path))) == [at for at, line in enumerate(lines, 1) if line.endswith("# ran")]
