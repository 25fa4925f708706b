"""Corrections on a screen or as plain lines: cell by cell, what stood there and what stands there instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from poatool.console import Screen
from poatool.render.findings.wording import located
from poatool.render.lines import say
from poatool.reports.corrections import Correction
from poatool.reports.fixing import Fixed
from poatool.text import counted, visible

_LONG = 80
_AROUND = 3
"""How many words of a long text are shown before and behind those that are corrected."""


def corrections_text(files: Sequence[Fixed], screen: Screen) -> None:
    """Show the corrections of each file, and how many there are in all."""
    for file in files:
        for correction in file.done:
            _one(correction, screen)
        for correction in file.left:
            said = f"{located(correction.place)}: left as it is ({correction.why}). Correct it by hand: "
            say(screen, said, *_change(correction))
    cells, number = sum(len(file.done) for file in files), sum(bool(file.done) for file in files)
    say(screen, (f"{counted(cells, 'cell')} to correct in {counted(number, 'file')}.", "bold"))


def _one(correction: Correction, screen: Screen) -> None:
    likely = "" if correction.safe else ", a likely meaning"
    why = (f" ({correction.why}{likely})", "dim")
    say(screen, f"{located(correction.place)}: ", *_change(correction), why)


def _change(correction: Correction) -> tuple[tuple[str, str] | str, ...]:
    """What stands there, and what is to stand there instead."""
    before, after = _differing(_shown(correction.before), _shown(correction.after))
    return (f"“{before}”", "red"), " → ", (f"“{after}”", "green")


def _shown(text: str) -> str:
    """A text on one line, with every space and every unseen character that it has."""
    return visible(text).replace("\n", " ")


def _differing(before: str, after: str) -> tuple[str, str]:
    """Two texts; of long ones, the words that differ and a few around them."""
    if before == after or max(len(before), len(after)) <= _LONG:
        return before, after
    from difflib import SequenceMatcher

    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    places = list(SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND))
    return (
        _parts(old, [(place[0][1], place[-1][2]) for place in places]),
        _parts(new, [(place[0][3], place[-1][4]) for place in places]),
    )


def _parts(words: list[str], places: list[tuple[int, int]]) -> str:
    """Some runs of words, and `…` where others stand between them."""
    shown = "… ".join("".join(words[start:end]) for start, end in places)
    return f"{'…' if places[0][0] else ''}{shown}{'…' if places[-1][1] < len(words) else ''}"
