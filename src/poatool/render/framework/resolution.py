"""What texts refer to: on the screen, and as a machine document of kind `resolution`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from poatool.console import Screen
from poatool.framework.edition import Edition
from poatool.framework.reference.model import PROBLEMS, Faulty, How, References
from poatool.render.lines import hang, styled
from poatool.render.machine import Shape, document, header

_WAY = {
    How.ALIAS: "another name of",
    How.TITLE: "the text of",
    How.RANGE: "a range with",
    How.INCORPORATED: "incorporated into",
}


StepShape = TypedDict("StepShape", {"from": str, "to": str, "how": str})
"""One step of the way from a text to an action."""


class ResultShape(Shape):
    """What one text refers to; `problem` is null where all of it resolved."""

    text: str
    codes: list[str]
    via: list[StepShape]
    problem: str | None
    suggestions: list[str]
    why: list[str]
    advice: list[str]
    instead: str | None


class ResolutionShape(Shape):
    """The body of the document, in the order the texts were given."""

    results: list[ResultShape]


def resolution_json(results: Sequence[References], edition: Edition) -> bytes:
    """The document, as bytes of UTF-8 JSON."""
    body = ResolutionShape(results=[_shape(references) for references in results])
    return document(header("resolution", edition.framework, edition.period), body)


def _shape(references: References) -> ResultShape:
    return ResultShape(
        text=references.text,
        codes=list(references.codes),
        via=[{"from": step.origin, "to": step.target, "how": step.how.value} for step in references.via],
        problem=PROBLEMS[references.fault] if references.fault else None,
        suggestions=list(references.suggestions),
        why=[_why(text, wrong) for text, wrong in references.faulty],
        advice=list(references.advice),
        instead=references.instead,
    )


def _why(text: str, wrong: Faulty) -> str:
    return wrong.why or f"“{text}” is no action of this plan."


def resolution_text(results: Sequence[References], edition: Edition, screen: Screen) -> None:
    """Print each text, the actions that it counts towards, the way there, and what did not resolve."""
    for references in results:
        codes = ", ".join(references.codes) or "none"
        hang(screen, styled((references.text or "(empty)", "bold"), "  → "), styled((codes, "bold cyan")))
        for step in references.via:
            hang(screen, styled("   "), styled(f"{step.origin}: {_WAY[step.how]} {step.target}"))
        for remark in references.advice:
            hang(screen, styled("   "), styled((remark, "dim")))
        for text, wrong in references.faulty:
            hang(screen, styled("   ", ("not resolved: ", "bold red")), styled(_why(text, wrong)))
        if references.suggestions:
            texts = {code: edition.by_code[code].text for code in references.suggestions if code in edition.by_code}
            for code, text in texts.items():
                hang(screen, styled(f"   Did you mean {code}?  "), styled((text, "dim")))
