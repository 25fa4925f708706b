"""Show corrections on the screen, cell by cell, with the old value and the new one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from poatool.console import Screen
from poatool.render.findings.text import located
from poatool.render.screen import say
from poatool.reports.corrections import Correction
from poatool.reports.fixing import Fixed
from poatool.text import counted, visible

_LONG = 80
_CONTEXT = 3
"""How many words of a long text are shown before and after the corrected ones."""


def corrections_text(files: Sequence[Fixed], screen: Screen) -> None:
    """Show the corrections of each file, and how many there are."""
    for file in files:
        for correction in file.done:
            likely = "" if correction.safe else ", a likely meaning"
            why = (f" ({correction.why}{likely})", "dim")
            say(screen, f"{located(correction.place)}: ", *_change(correction), why)
        for correction in file.left:
            left = f"{located(correction.place)}: left as it is ({correction.why}). Correct it by hand: "
            say(screen, left, *_change(correction))
    cells, number = sum(len(file.done) for file in files), sum(bool(file.done) for file in files)
    say(screen, (f"{counted(cells, 'cell')} to correct in {counted(number, 'file')}.", "bold"))


def _change(correction: Correction) -> tuple[tuple[str, str] | str, ...]:
    before, after = _difference(_shown(correction.before), _shown(correction.after))
    return (f"“{before}”", "red"), " → ", (f"“{after}”", "green")


def _shown(text: str) -> str:
    """A text on one line, with all its spaces and invisible characters."""
    return visible(text).replace("\n", " ")


def _difference(before: str, after: str) -> tuple[str, str]:
    """Two texts; long ones are cut to the words that differ and a few around them."""
    if before == after or max(len(before), len(after)) <= _LONG:
        return before, after
    from difflib import SequenceMatcher

    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    places = list(SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT))
    return (
        _excerpts(old, [(place[0][1], place[-1][2]) for place in places]),
        _excerpts(new, [(place[0][3], place[-1][4]) for place in places]),
    )


def _excerpts(words: list[str], places: list[tuple[int, int]]) -> str:
    """Runs of words, with `…` for those left out."""
    shown = "… ".join("".join(words[start:end]) for start, end in places)
    return f"{'…' if places[0][0] else ''}{shown}{'…' if places[-1][1] < len(words) else ''}"
