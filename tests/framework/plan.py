"""A small plan for tests, and edits to it that show where the fault is expected."""

from pathlib import Path

from poatool.framework.load import examine
from poatool.framework.model import Framework

HERE = "‸"
"""Marks, in an edit, the next character as the place of the expected fault."""

PLAN = Path(__file__).with_name("pacific.yaml").read_text("utf-8")


def load_text(text: str) -> Framework:
    """The framework that a text describes; it must have no errors."""
    framework, faults = examine(text.encode())
    assert framework is not None, faults
    return framework


def history(code: str, *events: str) -> tuple[str, str]:
    """An edit that gives action 1 or 3 a history."""
    text = {"1": "text: Print leaflets.", "3": "text: Meet often."}[code]
    return text, "\n".join([text, "            history:", *(f"              - {{ {event} }}" for event in events)])


def edited(*edits: tuple[str, str]) -> tuple[str, list[tuple[int, int]]]:
    """The plan after edits, and the lines and columns that they point to."""
    text = PLAN
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the plan"
        text = text.replace(old, new)
    places: list[tuple[int, int]] = []
    while HERE in text:
        before, _, after = text.partition(HERE)
        places.append((before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1))
        text = before + after
    return text, places
