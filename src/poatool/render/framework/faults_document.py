"""The faults of a framework file as a machine document: kind `framework-check`."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

from poatool import __version__
from poatool.framework.faults import FrameworkFault, Severity
from poatool.framework.model import Framework
from poatool.render.machine import VERSION, Shape, document


class FaultShape(Shape):
    """One fault; line and column count from 1."""

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    file: str
    line: int
    column: int


class SummaryShape(Shape):
    """How many there are."""

    errors: int
    warnings: int
    advice: int


class CheckShape(Shape):
    """The body of the document. `usable`: commands run with this file."""

    usable: bool
    findings: list[FaultShape]
    summary: SummaryShape


def faults_json(faults: Sequence[FrameworkFault], path: str, data: bytes, framework: Framework | None) -> bytes:
    """The document, as bytes of UTF-8 JSON; `id` and `title` are null where the file makes no framework."""
    head = {
        "schema": f"poatool/framework-check/{VERSION}",
        "poatool": __version__,
        "framework": {
            "id": framework.id if framework else None,
            "title": framework.title if framework else None,
            "sha256": sha256(data).hexdigest(),
        },
        "period": None,
    }
    body = CheckShape(
        usable=framework is not None,
        findings=[
            FaultShape(
                code=fault.code,
                name=fault.kind.name,
                severity=fault.kind.severity,
                message=fault.message,
                hint=fault.hint,
                file=path,
                line=fault.line,
                column=fault.column,
            )
            for fault in faults
        ],
        summary=SummaryShape(
            errors=_count(faults, "error"), warnings=_count(faults, "warning"), advice=_count(faults, "advice")
        ),
    )
    return document(head, body)


def _count(faults: Sequence[FrameworkFault], severity: Literal["error", "warning", "advice"]) -> int:
    return sum(fault.kind.severity == severity for fault in faults)
