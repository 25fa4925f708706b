"""Tell cells and rows that may be headings from values, prose, and labels beside their values."""

from collections.abc import Mapping

from poatool.submissions.evidence.heading_words import ASKS, NO_SENSE, Other, Sense, is_prose
from poatool.submissions.evidence.headings import HEADING_LENGTH, SHORT
from poatool.submissions.evidence.kinds import ACTION_KINDS, ADDRESSES, NAMES, NO, VALUES, Kind, ticked
from poatool.submissions.evidence.values import LABEL, Evidence
from poatool.submissions.grid import Line, without_far_cells
from poatool.submissions.layout.columns import PAIR, ROLE, text_of_heading
from poatool.submissions.restrictions.texts import split_guidance
from poatool.submissions.statements.labels import KINDS, labelled
from poatool.workbooks.model import RawCell, trimmed


def as_heading(cell: RawCell, line: Line, evidence: Evidence) -> tuple[Kind | None, Sense]:
    """The kind and meaning of a heading: WORDS for a plain heading, the kind of a name, None for a value or prose.

    Names of agencies and statuses may be headings. So may names of actions, but only if several are side by side. A
    `No` that begins a row is a heading (for “number”), not an answer.
    """
    text = text_of_heading(cell)
    kind = evidence.kind(text)
    if not text or len(text) > HEADING_LENGTH or kind in ADDRESSES or ticked(text) is not None:
        return None, NO_SENSE
    name = split_guidance(text)[0]
    sense = evidence.headings.sense(text) if len(name) <= SHORT or ASKS.match(text) or text.endswith("?") else NO_SENSE
    is_no = cell.column == line.cells[0].column and text.casefold() in NO and sense.best[1] >= ROLE
    if is_no or text in ("#", "%") or ((sense.exact or sense.only_time) and not evidence.codes(text)):
        return Kind.WORDS, sense
    if kind in NAMES or kind is Kind.ACTION:
        return kind, sense
    return None if kind in VALUES or is_prose(name, kind) else Kind.WORDS, sense


def may_be_heading(cell: RawCell, line: Line, evidence: Evidence) -> bool:
    """Whether a cell may be a heading: it is not a value, an action or prose."""
    return as_heading(cell, line, evidence)[0] not in (None, Kind.ACTION)


def are_headings(line: Line, evidence: Evidence) -> bool:
    """Whether all cells of a row may be headings, and it does not begin with a label and its value."""
    return not is_labelled(line, evidence) and all(may_be_heading(cell, line, evidence) for cell in line.cells)


def main_part(line: Line, evidence: Evidence) -> Line:
    """A row without distant cells. A last cell after a gap stays only if it is a heading or like the other cells."""
    line = without_far_cells(line)
    if len(line.cells) > PAIR and all(trimmed(c.value).endswith((".", "?", ")")) for c in line.cells):  # `Progress.`
        plain = [cell._replace(value=trimmed(cell.value).rstrip(".")) for cell in line.cells]
        worded = (text for cell in plain if not any(map(str.isdigit, text := trimmed(cell.value))))
        known = any(evidence.headings.sense(text).best[0] == "action" for text in worded)
        line = line._replace(cells=plain) if known else line
    *before, last = line.cells
    usual = (before[-1].column - before[0].column) / (len(before) - 1) if len(before) > 1 else 1
    if not before or last.column - before[-1].column <= usual:
        return line
    alike = evidence.kind_of(last) in {evidence.kind(cell.value) for cell in before if cell.value is not None}
    has_label = is_labelled(line._replace(cells=[last]), evidence)
    return line if not has_label and (alike or may_be_heading(last, line, evidence)) else line._replace(cells=before)


def is_labelled(line: Line, evidence: Evidence) -> bool:
    """Whether a row begins with a label and its value: `Period: | 2022`."""
    first, *others = line.cells
    if len(others) == 1 and evidence.headings.sense(trimmed(first.value)).other is Other.DATE:  # `Date of export`
        return evidence.kind_of(others[0]) is Kind.DATE
    if len(others) == 1 and evidence.kind_of(others[0]) is Kind.STATUS:  # `Current situation | In progress`
        sense = evidence.headings.sense(trimmed(first.value))
        return sense.exact in (None, "status") and evidence.headings.sense(trimmed(others[0].value)).exact is None
    marked = line.cells[:2][-1].column if ":" in trimmed(line.cells[0].value) else 0
    found = ((cell, KINDS.get(what, Kind.WORDS)) for what, cell in labelled([line], evidence))
    return any(cell.column <= marked or evidence.kind_of(cell) is kind for cell, kind in found)


def renames_texts(cells: Mapping[str, RawCell], evidence: Evidence) -> bool:
    """Whether the cells of a row, by column, are headings, and one in a column of texts names another such column."""
    if not NAMES.union(ACTION_KINDS).isdisjoint(map(evidence.kind_of, cells.values())):
        return False
    short = {column: text for column, cell in cells.items() if len(text := trimmed(cell.value)) <= SHORT}
    senses = [(column, evidence.headings.sense(text).best) for column, text in short.items()]
    several = sum(weight >= ROLE for _, (_, weight) in senses) > 1
    clear = ({column, name} for column, (name, weight) in senses if weight >= LABEL)  # not `Free text`
    return several and any(len(both) > 1 and both <= {*evidence.narrative} for both in clear)
