"""Corrections on a screen or as plain lines: cell by cell, what stood there and what stands there instead."""

from __future__ import annotations

from collections.abc import Sequence

from poatool.render.findings.wording import located
from poatool.render.lines import counted, say
from poatool.render.screen import Screen
from poatool.render.text import one_line
from poatool.reports.corrections import Correction
from poatool.reports.fixing import Fixed


def corrections_text(files: Sequence[Fixed], screen: Screen) -> None:
    """Show the corrections of each file, and how many there are in all."""
    for file in files:
        for correction in file.done:
            _one(correction, screen)
        for correction in file.left:
            said = f"{located(correction.place)}: left as it is ({correction.why}). Correct it by hand to "
            say(screen, said, (f"“{one_line(correction.after)}”", "bold"), ".")
    cells, number = sum(len(file.done) for file in files), sum(bool(file.done) for file in files)
    say(screen, (f"{counted(cells, 'cell')} to correct in {counted(number, 'file')}.", "bold"))


def _one(correction: Correction, screen: Screen) -> None:
    likely = "" if correction.safe else ", a likely meaning"
    say(
        screen,
        f"{located(correction.place)}: ",
        (f"“{one_line(correction.before)}”", "red"),
        " → ",
        (f"“{one_line(correction.after)}”", "green"),
        (f" ({correction.why}{likely})", "dim"),
    )
