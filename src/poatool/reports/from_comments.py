"""The decisions that the comments of agencies on their proofs propose."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from poatool.decisions.model import Clearance, Kind
from poatool.framework.columns import STATUS
from poatool.framework.model import Framework
from poatool.framework.names.statuses import status
from poatool.reports.comments import Comment
from poatool.reports.proposed import Proposed
from poatool.submissions.evidence.kinds import TICKS
from poatool.submissions.update_ids import LATER
from poatool.text import by_first, counted, listed


def proposals(comments: Iterable[Comment], plan: Framework) -> tuple[Proposed, ...]:
    """The decisions that comments propose: edits, updates to withhold, clearances of the texts left."""
    rows = tuple(comments)
    corrected = by_first(((row.update, row.part), row) for row in rows if row.correction)
    asked = {row.update: row for row in sorted(rows, key=_says_yes, reverse=True) if row.leave_out}
    first = {text: row for text, (row, *_) in corrected.items()}
    return (
        *(_edit(corrections, plan) for corrections in corrected.values()),
        *(_withholding(row, rows) for row in asked.values()),
        *_clearances(rows, first, asked, plan),
    )


def _edit(corrections: Sequence[Comment], plan: Framework) -> Proposed:
    """Propose the correction of a text or a status; if several differ, somebody has to decide which applies."""
    row, texts = corrections[0], dict.fromkeys(_meant(each, plan) for each in corrections)
    text, because = "", ""
    if len(texts) == 1:
        text, because = next(iter(texts)), f"Corrected by {row.agency} on its proof."
    sent = next((each.text for each in corrections if each.text != each.correction), None)
    why = "The printed text itself was changed." if sent is None else f"It was to be published: “{sent}”"
    if text != row.correction:
        wrote = listed([*dict.fromkeys(f"{each.agency} wrote “{each.correction}”" for each in corrections)])
        why = f"{wrote}{'. ' if text else ': which one applies? '}{why}"
    values = {"update": row.update, "column": row.column, "text": text, "was": row.pins[0], "because": because}
    return Proposed(Kind.EDIT, values, why)


def _meant(correction: Comment, plan: Framework) -> str:
    """A correction as the report prints it: that of a status by its label."""
    if correction.column != STATUS:
        return correction.correction
    return plan.status_by_id[status(plan, correction.correction).ids[0]].label


def _withholding(row: Comment, rows: Sequence[Comment]) -> Proposed:
    """Propose to withhold the update of a row, with its other texts; why, unless the answer is yes, is left open."""
    parts = [each.part for each in rows if each[:2] == row[:2] and each.part != row.part and each.is_text]
    why = [f"{row.agency} wrote “{row.leave_out}” beside: “{row.text}”"]
    why += [f"It leaves out its {listed(parts)} too"] if parts else []
    why += [] if (yes := _says_yes(row)) else ["If all of it is meant, write why; if not, skip this entry."]
    because = f"{row.agency} asks to leave it out." if yes else ""
    return Proposed(Kind.WITHHOLD, {"update": row.update, "was": row.pins[1], "because": because}, ". ".join(why))


def _says_yes(row: Comment) -> bool:
    return row.leave_out.casefold().strip(" .!") in TICKS


def _clearances(
    rows: Sequence[Comment], corrected: Mapping[tuple[str, str], Comment], asked: Mapping[str, Comment], plan: Framework
) -> Iterator[Proposed]:
    """Propose that each agency has cleared its texts, as corrected and without those that it `asked` to leave out."""
    cleared = by_first(((row.agency, row.cleared), row) for row in rows if row.cleared)
    for (agency, role), of_own in cleared.items():
        own = {(row.update, row.part): row for row in rows if row.agency == agency and row.is_text}
        changed = {text: corrected[text] for text in own if text in corrected}
        kept = (text for text in own if text[0] not in asked and not text[0].endswith(LATER))
        was = Clearance.pin_of(changed[text].correction if text in changed else own[text].text for text in kept)
        values = {"agency": agency, "period": of_own[0].period, "by": role, "was": was}
        changes = (*changed.values(), *(asked[update] for update, _ in own if update in asked))
        asking = plan.in_order({row.agency for row in changes} - {agency})
        seen = f" It counts in what {listed(asking)} asked for above: has {agency} seen that?" if asking else ""
        some = len({(row.update, row.part) for row in of_own if row.is_text})
        rows_left = {row.number[0] for row in rows if row.agency == agency}
        deleted = any(row.number[1] > len(rows_left) for row in of_own)
        partly = f" It is of all of them: does {agency} mean that?" if some < len(own) else ""
        partly += " Rows were deleted: it is only of those left." if deleted else ""
        texts = f"{some} of {counted(len(own), 'text')} of {agency}." if own else f"{agency} has no texts here."
        yield Proposed(Kind.CLEARANCE, values, texts + partly + seen)
