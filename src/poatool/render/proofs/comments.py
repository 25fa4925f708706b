"""The workbook in which an agency comments on its proof."""

from __future__ import annotations

from poatool.framework.edition import Edition
from poatool.render.table import ASKED, tabulated
from poatool.render.text import report_title
from poatool.render.xlsx import workbook_bytes
from poatool.reports.comments import AGENCY, CLEARED, CORRECTION, LEAVE_OUT, PART, PINS, TEXT, UPDATE
from poatool.reports.proofs import Proof
from poatool.text import listed

_NOTE = "Each row is a text of an update. Fill in the yellow cells: what should change, and who has cleared the text."


def comments_name(agency: str) -> str:
    """The name of the workbook for an agency."""
    return f"{agency}-comments.xlsx"


def comments_xlsx(proof: Proof, edition: Edition) -> bytes:
    """The texts of a proof, each with cells for a correction, for leaving it out, and for the person who clears it."""
    plan = edition.framework
    table = tabulated(
        "Comments",
        [text for texts in proof.texts.values() for text in texts],
        (UPDATE, 24, lambda each: each.update.id),
        ("Action", 12, lambda each: listed(each.update.codes)),
        (PART, 14, lambda each: plan.column_by_id[each.column].heading),
        (TEXT, 70, lambda each: each.update.texts[each.column]),
        (CORRECTION, 70, lambda _: ASKED),
        (LEAVE_OUT, 16, lambda _: ASKED),
        (CLEARED, 26, lambda _: ASKED),
        (AGENCY, 10, lambda _: proof.agency),
        (PINS, 20, lambda each: f"{each.was} {each.was_all}"),
        empty="Nothing will be published.",
        caption=f"Comments of {proof.agency}",
        note=_NOTE,
    )
    return workbook_bytes([table], edition, f"Comments of {proof.agency}: {report_title(edition)}")
