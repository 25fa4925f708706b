"""Join an update with rows below that continue it: the rest of a sentence, a list, labelled answers or parts."""

from collections.abc import Container, Mapping, Sequence, Set as AbstractSet

from poatool.submissions.evidence.kinds import PART, SENTENCE_ENDS
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import joined
from poatool.submissions.model import Cells, Row, RowKind
from poatool.submissions.prose import BREAKS_OFF
from poatool.submissions.statements.scope import ACTION, AGENCY, PERIOD
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.model import Marks, RawCell, text_of, trimmed

CONTINUED = lazy_pattern(r"(?i)\s{0,9}[-–—(,:]{0,9}\s{0,9}\bcont(?:inued|inues|['’]?d)?\b[.)\s]{,9}\Z", needs=("cont",))
"""The end of an action cell that continues the row above: `8 (cont.)`."""

_WITHIN = lazy_pattern(rf"{BREAKS_OFF}\Z")

_IDENTIFYING = frozenset({ACTION, AGENCY, PERIOD, "action_text"})  # columns that say what a row is about
_FEWEST = 4  # the fewest words of a text that may break off; fewer may be a remark


def joiner(text: str, below: str, *, apart: bool = False) -> str:
    """The space or line break between a text and the row below that continues it; empty if that row does not.

    A row that names its action or status again is `apart`: it continues the text only if the text breaks off.
    """
    is_item = PART.match(below) is not None
    if text.partition("\n")[0].endswith(":"):
        return "\n" if is_item else ""
    first = next(filter(str.isalpha, text), "")
    ended = text.rstrip(")\"'”’").endswith(SENTENCE_ENDS) or is_item or len(text.split(None, _FEWEST)) < _FEWEST
    goes_on = first.isupper() and below[:1].islower() and not apart
    return " " if not ended and (goes_on or _WITHIN.search(text)) else ""


def with_rest(rows: Sequence[Row], evidence: Evidence, step: int, labelled: Container[int]) -> list[Row]:
    """Join an update with what rows directly below add, such as `labelled` answers; those become continuations."""
    found: list[Row] = []
    current, last = 0, 0  # the index of the update above, and the row read last
    for row in rows:
        near = bool(found) and row.number <= last + step
        if row.continues is not None and CONTINUED.search(text_of(row.start.value)):  # perhaps on the next page
            current, near = next(at for at, each in enumerate(found) if each.number == row.continues), True
        above = found[current] if near and {found[current].kind, row.kind} == {RowKind.UPDATE} else None
        if above and (
            cells := _texts_continued(above, row, {*evidence.narrative})
            or _answers_added(above, row, evidence, labelled)
            or _both_actions(above, row, evidence)
        ):
            origin, own = row.cells.origin, [(c, cell) for c, cell in row.cells.raw.items() if cell.row == row.number]
            taken = evidence.answers | cells.keys()
            other = [*above.other, *row.other, *(cell for c, cell in own if c not in taken)]
            both = Cells(origin, {**above.cells.raw, **cells})
            named = {evidence.codes(each.cells.text(ACTION)) for each in (above, row)}  # a number, then its wording
            several = ACTION in cells and len(named) > 1
            found[current] = above._replace(cells=both, other=other, shared=above.shared or several)
            rest = [cell._replace(value=None) for c, cell in own if c in taken]
            found.append(row._replace(kind=RowKind.CONTINUATION, cells=Cells(origin, {}), other=rest, continues=None))
        else:  # headings may be repeated within a text, at the top of a page
            inside = row.kind is RowKind.REPEATED_HEADER or (row.number in labelled and row.kind is RowKind.NOTE)
            current = current if near and inside else len(found)
            found.append(row)
        last = row.number
    return found


def _answers_added(above: Row, row: Row, evidence: Evidence, labelled: Container[int]) -> Mapping[str, RawCell]:
    """What a row adds to the update on its action: an answer that a label names, or texts in a row without a status.

    An update without a status takes only texts for its empty columns, such as the texts of its parts.
    """
    if row.continues is None or row.continues not in (above.number, above.continues) or above.hidden != row.hidden:
        return {}
    upper, cells, texts = above.cells.raw, row.cells.raw, {*evidence.narrative}
    own = {column for column, cell in cells.items() if cell.row == row.number}
    added, has = own & evidence.answers, {column for column, cell in upper.items() if cell.row == above.number}
    answered = {column for column, cell in upper.items() if cell.row >= above.number} - texts
    of_part = has.isdisjoint(added) and not has.isdisjoint(texts)
    goes_on = own.isdisjoint(_IDENTIFYING) and added <= texts and (row.merged or "status" in upper or of_part)
    struck = {column for column in added & upper.keys() if Marks.STRUCK in upper[column].marks}
    replaces = any(Marks.STRUCK not in cells[column].marks for column in struck)
    adds = answered.isdisjoint(added) if row.number in labelled else goes_on and not replaces
    rest = {column: cells[column] for column in added if adds}
    return {c: joined((upper[c], cell)) if c in upper and c in texts else cell for c, cell in rest.items()}


def _both_actions(above: Row, row: Row, evidence: Evidence) -> Mapping[str, RawCell]:
    """The actions of two rows that share merged texts, joined; empty if the rows differ in more than the action."""
    upper, cells = above.cells.raw, row.cells.raw
    shared = [cells[column] for column in evidence.narrative if column in cells]
    if not shared or any(cell.row == row.number for cell in shared) or above.hidden != row.hidden:
        return {}
    compared = (evidence.answers | _IDENTIFYING) & (upper.keys() | cells.keys())
    differ = {column for column in compared if above.cells.text(column) != row.cells.text(column)}
    both = differ == {ACTION} <= upper.keys() & cells.keys()
    return {ACTION: joined((upper[ACTION], cells[ACTION]), between=", ")} if both else {}


def _texts_continued(above: Row, row: Row, texts: AbstractSet[str]) -> Mapping[str, RawCell]:
    """The texts of an update, each with its continuation in a row below; empty if that row has anything else."""
    upper, rest = above.cells.raw, row.cells.raw
    own = texts & rest.keys()
    repeated = all(column in upper and upper[column].value == rest[column].value for column in rest.keys() - own)
    both = above.hidden == row.hidden and own <= upper.keys()
    if not (own and repeated and both) or any(cell.value is not None for cell in row.other):
        return {}
    apart = any(rest[column].row == row.number for column in rest.keys() - own)
    signs = {each: joiner(trimmed(upper[each].value), trimmed(rest[each].value), apart=apart) for each in own}
    return {c: joined((upper[c], rest[c]), between=sign) for c, sign in signs.items()} if all(signs.values()) else {}


def with_texts_below(rows: Sequence[Row], evidence: Evidence) -> list[Row]:
    """If rows continue a row with a status but no text, that row becomes a sub-heading, and they take its status."""
    continuing = by_first((row.continues, place) for place, row in enumerate(rows) if row.continues is not None)
    found = list(rows)
    for place, row in enumerate(rows):
        places = continuing.get(row.number)
        if not places or row.kind is not RowKind.UPDATE:
            continue
        if "status" not in row.cells or row.cells.keys() & set(evidence.narrative):
            continue
        found[place] = row._replace(kind=RowKind.HEADING)
        for at in places:
            cells = Cells(rows[at].cells.origin, {"status": row.cells.raw["status"]} | dict(rows[at].cells.raw))
            found[at] = rows[at]._replace(cells=cells, continues=None)
    return found
