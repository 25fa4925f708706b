"""UPD: texts that are longer than a report can print, or than a cell could hold."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import at_end
from poatool.rules.texts import at
from poatool.submissions.interpret import Interpreted

LONGEST = 2_000
"""Characters of one text of an update, about 300 words: half a page of a report."""

_OLD_CELL = 255
"""Characters at which older programs and forms cut a text off."""

_CELL = 32_767
"""Characters that a cell of Excel can hold (Excel specifications and limits, Microsoft)."""

_ENDS = (".", "!", "?", ":", ";", ")", "]", "”", "’", '"', "'", "…")


@rule("UPD308", "text-cut-off", Severity.WARNING)
def text_cut_off(submission: Interpreted) -> Iterator[Problem]:
    """A text is as long as a cell or a form can hold and stops in mid-sentence.

    What came after was lost when it was copied. To fix it, look up the original and paste the rest.

    Bad:
    | Action | Status    | Progress |
    | 2      | Under way | Trained inspectors in Whangārei, in Auckland, in Hamilton, in Tauranga, in Gisborne, in Napier, in New Plymouth, in Whanganui, in Masterton, in Wellington, in Nelson, in Blenheim, in Greymouth, in Christchurch, in Timaru, in Dunedin, in Invercargill and l |
    Found at: C2

    Good:
    | Action | Status    | Progress |
    | 2      | Under way | Trained inspectors in Whangārei, in Auckland, in Hamilton, in Tauranga, in Levin, in Napier, in New Plymouth, in Whanganui, in Masterton, in Wellington, in Nelson, in Blenheim, in Greymouth, in Christchurch, in Taupō, in Dunedin, in Invercargill and Gore. |
    """
    for text in submission.texts:
        length = len(text.update.row.cells.raw[text.column].text)
        if length == _CELL or (length == _OLD_CELL and not text.text.endswith(_ENDS)):
            yield at(
                text,
                f"The text is {length:,} characters long, which is as much as a cell or a form takes, and stops at "
                + at_end(f"…{text.text[-20:]}"),
                "Look up the original and paste what is missing.",
            )


@rule("UPD309", "text-too-long", Severity.ADVICE, requires=("UPD308",))
def text_too_long(submission: Interpreted) -> Iterator[Problem]:
    """A text is longer than 2,000 characters (about 300 words).

    A report prints it whole, and hardly anybody will read it. To fix it, say what was achieved, and link to
    the rest in the evidence column.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for text in submission.texts:
        if len(text.text) > LONGEST:
            yield at(
                text,
                f"The text is {len(text.text):,} characters long; more than {LONGEST:,} are hardly read.",
                "Say what was achieved, and link to the rest in the evidence column.",
            )
