"""What references mean: on the screen, and as the `resolution` document."""

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypedDict

from poatool.console import Screen, styled
from poatool.framework.edition import Edition
from poatool.framework.reference.model import PROBLEMS, Faulty, How, NotInForce, References
from poatool.render.json import Header, Shape, document, shaped

_Kind = Literal["alias", "title", "range", "incorporated"]
_STEPS: dict[How, tuple[_Kind, str]] = {
    How.ALIAS: ("alias", "another name for"),
    How.TITLE: ("title", "the text of"),
    How.NUMBER: ("title", "a name beside the number of"),
    How.RANGE: ("range", "a range that includes"),
    How.SHORT: ("alias", "short for"),
    How.BESIDE: ("title", "beside the text of"),
    How.INCORPORATED: ("incorporated", "incorporated into"),
}

StepShape = TypedDict("StepShape", {"from": str, "to": str, "how": _Kind})
"""One step from a text to an action."""


class ResultShape(Shape):
    """What one text refers to; `problem` is null if the whole text was resolved."""

    text: str
    codes: tuple[str, ...]
    via: list[StepShape]
    problem: str | None
    suggestions: tuple[str, ...]
    why: list[str]
    advice: tuple[str, ...]
    instead: str | None


class ResolutionDocument(Header):
    """`framework resolve --format json`: a result for each text, in the order given."""

    schema: Literal["poatool/resolution/1"]
    results: list[ResultShape]


def resolution_document(results: Sequence[References], edition: Edition) -> ResolutionDocument:
    """The `resolution` document."""
    made = [
        shaped(
            ResultShape,
            references,
            via=[{"from": step.origin, "to": step.target, "how": _STEPS[step.how][0]} for step in references.via],
            problem=PROBLEMS[references.fault] if references.fault else None,
            why=[_why(text, wrong) for text, wrong in references.faulty],
        )
        for references in results
    ]
    return document(ResolutionDocument, edition, results=made)


def _why(text: str, wrong: Faulty) -> str:
    if isinstance(wrong, NotInForce):
        return f"Action {wrong.code} is not in force. {wrong.why}"
    return wrong.why or f"“{text}” is not an action of this plan."


def resolution_text(results: Sequence[References], edition: Edition, screen: Screen) -> None:
    """Show each text, the actions it counts towards, the steps to them, and the parts not resolved."""
    for references in results:
        codes = ", ".join(references.codes) or "none"
        screen.hang(styled((references.text or "(empty)", "bold"), "  → "), (codes, "bold cyan"))
        for step in references.via:
            screen.hang("   ", f"{step.origin}: {_STEPS[step.how][1]} {step.target}")
        for remark in references.advice:
            screen.hang("   ", (remark, "dim"))
        for text, wrong in references.faulty:
            screen.hang(styled("   ", ("not resolved: ", "bold red")), _why(text, wrong))
        for code in references.suggestions:
            if code in edition.by_code:
                screen.hang(f"   Did you mean {code}?  ", (edition.by_code[code].text, "dim"))
