"""Show the corrections that `--fix` makes or proposes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poatool.console import Screen
from poatool.render.findings.sentences import located
from poatool.text import counted, visible

if TYPE_CHECKING:
    from poatool.reports.fixing import Correction, Fixed

_LONG = 80


def corrections_text(files: Sequence[Fixed], screen: Screen) -> None:
    """Show the corrections of each file, and how many there are."""
    for file in files:
        for correction in file.done:
            likely = "" if correction.safe else ", a likely meaning"
            why = (f" ({correction.why}{likely})", "dim")
            screen.say(f"{located(correction.place)}: ", *_change(correction), why)
        for correction in file.left:
            left = f"{located(correction.place)}: left as it is ({correction.why}). Correct it by hand: "
            screen.say(left, *_change(correction))
    cells, number = sum(len(file.done) for file in files), sum(bool(file.done) for file in files)
    screen.say((f"{counted(cells, 'cell')} to correct in {counted(number, 'file')}.", "bold"))


def _change(correction: Correction) -> tuple[tuple[str, str] | str, ...]:
    """The old and the new value on one line; of long values, only the words that changed."""
    texts = [visible(text).replace("\n", " ") for text in (correction.before, correction.after)]
    if texts[0] != texts[1] and max(map(len, texts)) > _LONG:
        from poatool.framework.diff import word_runs

        changed = word_runs(*texts)
        texts = [f"… {' … '.join(run.text for run in changed if run.part == part)} …" for part in ("removed", "added")]
    return (f"“{texts[0]}”", "red"), " → ", (f"“{texts[1]}”", "green")
