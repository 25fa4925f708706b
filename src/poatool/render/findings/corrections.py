"""Show corrections on the screen, cell by cell, with the old and the new value."""

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
"""How many words of a long text to show before and after the corrected ones."""


def corrections_text(files: Sequence[Fixed], screen: Screen) -> None:
    """Show the corrections of each file and their number."""
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
    """The old and the new value on one line, with all spaces and invisible characters shown.

    Long texts are cut to the changed words and a few around them, with `…` for the rest.
    """
    texts = [visible(text).replace("\n", " ") for text in (correction.before, correction.after)]
    if texts[0] != texts[1] and max(map(len, texts)) > _LONG:
        from difflib import SequenceMatcher

        old, new = (re.findall(r"\S+\s*|\s+", text) for text in texts)
        groups = list(SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT))
        before = [(group[0][1], group[-1][2]) for group in groups]
        after = [(group[0][3], group[-1][4]) for group in groups]
        for side, (words, places) in enumerate(((old, before), (new, after))):
            shown = "… ".join("".join(words[start:end]) for start, end in places)
            texts[side] = f"{'…' if places[0][0] else ''}{shown}{'…' if places[-1][1] < len(words) else ''}"
    return (f"“{texts[0]}”", "red"), " → ", (f"“{texts[1]}”", "green")
