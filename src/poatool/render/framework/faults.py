"""The faults of a framework file: on the screen, and as the `framework-check` document."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated, Literal, get_args

from poatool import __version__
from poatool.console import SEVERITY_STYLES, Screen, styled
from poatool.framework.faults import FAULTS, Severity
from poatool.framework.model import Framework
from poatool.render.json import Shape, shaped
from poatool.text import counted, listed
from poatool.yaml_values import Fault


class CheckedShape(Shape):
    """The file that was checked; `id` and `title` are null if no framework could be read from it."""

    id: str | None
    title: str | None
    sha256: str


class FaultShape(Shape):
    """One fault; line and column count from 1."""

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    file: str
    line: Annotated[int, "mark.line"]
    column: Annotated[int, "mark.column"]


class SummaryShape(Shape):
    """The number of faults of each severity."""

    errors: int
    warnings: int
    advice: int


class CheckDocument(Shape):
    """`framework check --format json`; `usable` says whether commands can work with the file."""

    schema: Literal["poatool/framework-check/1"]
    poatool: str
    framework: CheckedShape
    period: None
    usable: bool
    findings: list[FaultShape]
    summary: SummaryShape


def faults_text(faults: Sequence[Fault], path: str, screen: Screen) -> None:
    """Show every fault with its place, and how many there are of each severity."""
    for fault in faults:
        style = SEVERITY_STYLES[FAULTS[fault.code].severity]
        lead = styled(f"{path}:{fault.mark.line}:{fault.mark.column}: ", (fault.code, style), " ")
        screen.hang(lead, f"{fault.message} ", (fault.hint, "dim"))
    if not faults:
        screen.say(f"{path}: no fault found.")
        return
    counts = Counter(FAULTS[fault.code].severity for fault in faults)
    found = [counted(counts[severity], severity) for severity in get_args(Severity) if counts[severity]]
    screen.say(f"{path}: {listed(found)}.")


def check_document(faults: Sequence[Fault], path: str, data: bytes, framework: Framework | None) -> CheckDocument:
    """The `framework-check` document of a file's bytes."""
    counts = Counter(FAULTS[fault.code].severity for fault in faults)
    return CheckDocument(
        schema="poatool/framework-check/1",
        poatool=__version__,
        framework=shaped(CheckedShape, framework, sha256=sha256(data).hexdigest()),
        period=None,
        usable=framework is not None,
        findings=[
            shaped(FaultShape, fault, name=FAULTS[fault.code].name, severity=FAULTS[fault.code].severity, file=path)
            for fault in faults
        ],
        summary=SummaryShape(errors=counts["error"], warnings=counts["warning"], advice=counts["advice"]),
    )
