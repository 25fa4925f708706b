"""Read forms, each about one action: labels with answers beside them, below them or after a colon."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from poatool.submissions.evidence.heading_text import NUMBERED
from poatool.submissions.evidence.heading_words import MARKS, NO_SENSE, fold_heading
from poatool.submissions.evidence.kinds import VALUES, Kind, ends_like_prose, is_signature, ticked
from poatool.submissions.evidence.values import REQUEST, Evidence
from poatool.submissions.grid import Grid, Line, near_cells, without_far_cells
from poatool.submissions.layout.columns import PAIR, ROLES
from poatool.submissions.layout.doubts import names_other_actions
from poatool.submissions.layout.entries import Entries, Entry
from poatool.submissions.layout.fields import (
    ALIGNED,
    Field,
    answers_marked,
    asked_by,
    awaits_answer,
    field_of,
    form_lines,
    is_aligned,
    is_answered,
    opener,
    states_status,
    title_fields,
    titles_of_parts,
    with_texts_of_titles,
)
from poatool.submissions.statements.labels import LABEL_WORDS, label_in, split_label
from poatool.submissions.statements.scope import SCOPED
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import Marks, RawCell, trimmed

_BEGIN = frozenset({"action", "progress"})  # a form begins where one of these is asked for again
_SHARED = frozenset({"agency", "period"})  # values of these columns may be above several forms and apply to all of them
_FAR = 3  # cells further apart than this many columns are unrelated


def _may_begin(field: Field, evidence: Evidence) -> bool:
    """Whether a label may begin a form: it ends with `:` or `?`, or has an answer that is beside it or fits it.

    Any other label may be about the whole sheet, or be a title: `Progress report`.
    """
    beside = field.offset is not None and not field.offset[0]
    return beside or field.text.endswith(MARKS) or is_answered(field, evidence)


def _without_titles(fields: Sequence[Field], evidence: Evidence) -> Sequence[Field]:
    """Leave out labels above the first form, unless they are exact and the forms have no such label."""
    columns = {*SCOPED, *evidence.answers}
    first = next((at for at, each in enumerate(fields) if each.column in columns and _may_begin(each, evidence)), 0)
    above = columns - {field.column for field in fields[first:]}
    return [*(field for field in fields[:first] if field.sense.exact and field.column in above), *fields[first:]]


def form_entries(grid: Grid, evidence: Evidence) -> Entries | None:
    """Read the forms of a sheet as entries; a new form begins where the action or progress is asked for again."""
    form: list[Field] = []
    found = [form]
    asked: set[str] = set()
    fields = _without_titles(_all_fields(grid, evidence), evidence)
    names = {each.text: split_label(each.text)[0] for each in fields if each.column == "action" == each.sense.best[0]}
    others = names_other_actions([*names.values()], evidence)
    fields = [replace(each, column=None) if names.get(each.text) in others else each for each in fields]
    first = opener(fields)
    for field in fields:
        if field.opens:
            if evidence.answers & asked:
                found.append(form := [replace(each, shared=True) for each in form if each.column in SCOPED])
                asked = set(SCOPED)
            continue
        column, answered = field.column, bool(field.values) or field.column == "action"
        title = field.sense == NO_SENSE and not asked.isdisjoint(_BEGIN)
        opens = column == "action" and (title or (evidence.answers & asked and field.values))
        repeats = (answered and column in _BEGIN & asked) or (first and column == first and _BEGIN & asked)
        if (opens or repeats) and not _same_action(field, form, evidence):
            found.append(form := [])
            asked = set()
        form.append(field)
        if column and (answered or column not in _BEGIN | evidence.answers):
            asked.add(column)
    above = takewhile(lambda field: field.column != "action" or not field.values, found[0])
    shared = [replace(field, shared=True) for field in above if field.column in _SHARED and not first]
    for further in found[1:]:
        further[:0] = shared
    entries = [_entry(each, evidence) for each in with_texts_of_titles(found, evidence) if _reports(each, evidence)]
    return Entries.of(grid, entries) if entries else None


def _same_action(field: Field, form: Sequence[Field], evidence: Evidence) -> bool:
    """Whether a label for the action belongs to a form that already names this action."""
    if field.column != "action":
        return False
    codes, last_codes = (evidence.codes(each.values[0].value) if each.values else () for each in (field, form[-1]))
    if form[-1].column == "action" and field.values and not (codes and last_codes):
        return not states_status(form[-1], evidence)
    above = [evidence.codes(each.values[0].value) for each in form if each.column == "action" and each.values]
    return codes != () and codes in above


def _reports(form: Sequence[Field], evidence: Evidence) -> bool:
    labels = Counter(row for row, _ in {field.label.at for field in form if field.label not in field.values})
    named = {field.label.row for field in form if field.column == "action"} or labels
    heads = (e for e in form if len(labels) == 1 or (e.column in evidence.narrative and e.label.row in named))
    if any(labels[field.label.row] > 1 and cell.row > field.label.row for field in heads for cell in field.values):
        return False  # labels in one row, one of them for the action, above texts: the headings of a table
    columns = {field.column for field in form if field.values}
    answers = bool(columns & evidence.answers) or any(field.is_text for field in form)
    answers = answers or any(field.column == "action" and states_status(field, evidence) for field in form)
    return "progress" in columns or ("action" in columns and answers)


def _all_fields(grid: Grid, evidence: Evidence) -> list[Field]:
    """The fields of a sheet. A cell in a column apart from the rest is not taken as an answer."""
    near = grid._replace(lines=[line._replace(cells=near_cells(line.cells)) for line in grid.lines])
    found = _fields(near._replace(lines=form_lines(near, evidence)), evidence)
    for cell in (cell for line in grid.lines for cell in line.cells[1:] if Marks.APART in cell.marks):
        if above := [field for field in found if field.label.row <= cell.row]:
            above[-1].aside.append(cell)
    return found


def _fields(grid: Grid, evidence: Evidence) -> list[Field]:
    """Each label with the cells after it, down to the next label."""
    found: list[Field] = []
    stack: dict[int, Field] = {}  # labels whose answers are directly below them, by column
    least = ROLES  # how many known labels a row of labels must have; below such a row, one is enough
    note = -1  # the last line of a note after a gap
    questions, parts = _questions(grid.lines, grid.step), titles_of_parts(grid, evidence)
    for index, line in enumerate(grid.lines):
        above = grid.lines[max(index - 1, 0)].number
        after_gap = note == index - 1 >= 0 or line.cells[0].row > above + grid.step
        is_below = not after_gap and {cell.column for cell in line.cells} <= stack.keys()
        if is_below and (found[-1].label.row == above or _continues_texts(line, stack, evidence)):
            for cell in line.cells:
                stack[cell.column].values.append(cell)
            continue
        if stack := _labels_above_answers(grid, index, evidence, least):
            found += stack.values()
            least = 1
            continue
        below = (each for each in found[-1:] if not after_gap and each.label.column == line.cells[0].column)
        answers = any(not each.values and _answers(line.cells[0], each, evidence) for each in below)
        if title := parts.get(line.number) or ([] if answers else title_fields(line, evidence)):
            found += title
            continue
        for position, cell in enumerate(line.cells):
            last = found[-1] if found else None
            field = _label_at(grid, index, position, found, evidence, after_gap=after_gap, asks=index in questions)
            if field is not None:
                if last is not None:
                    last.values.extend(last.doubtful)
                    last.doubtful.clear()
                found.append(field)
                stack = {cell.column: field} if index in questions else {}
            elif last is not None:
                far = cell.column - grid.area_of(line.cells[position - 1] if position else last.label).right > _FAR
                (last.aside if far else _list_for(cell, found, evidence, after_gap=after_gap)).append(cell)
                note = index if after_gap and not far and last.aside[-1:] == [cell] else note
    return found


def _questions(lines: Sequence[Line], step: int) -> Collection[int]:
    """The lines that are questions: each begins a block of single cells, and most blocks have a question and answer."""
    gaps = [at for at, (above, line) in enumerate(pairwise(lines), 1) if line.number > above.number + step]
    blocks = [range(*each) for each in pairwise([0, *gaps, len(lines)])]
    alone = [block for block in blocks if len(block) > 1 and all(len(lines[at].cells) == 1 for at in block)]
    found = [block for block in alone if not trimmed(lines[block.start].cells[0].value).endswith((".", ";"))]
    pairs = sum(len(block) == PAIR for block in found)
    return [block.start for block in found] if pairs >= ALIGNED and 2 * pairs > len(blocks) else []


def _labels_above_answers(grid: Grid, index: int, evidence: Evidence, least: int) -> dict[int, Field]:
    """The labels of a row, by column, if their answers are in the one row below; empty for the headings of a table."""
    line, below, *more = (*grid.lines[index : index + 3], Line(LAST_ROW, ()))[:3]
    answers = {cell.column: cell for cell in below.cells}
    columns = [cell.column for cell in line.cells]
    near = [each for above, each in pairwise((line, below, *more)) if each.number <= above.number + grid.step]
    valued = not VALUES.isdisjoint(map(evidence.kind_of, line.cells))  # such as 5 in `Action | 5 | Status`
    if len(columns) == 1 or valued or not near or not answers.keys() <= {*columns} or _labels_in(below, evidence):
        return {}
    fields = [field_of(cell, answers.get(cell.column), evidence, inside=True) for cell in line.cells]
    found = {at: replace(field, values=[]) for at, field in zip(columns, fields, strict=True) if field}
    again = any(len(each.cells) > 1 and not _labels_in(each, evidence) for each in near[1:])
    if again and not _continues_texts(more[0], found, evidence):
        return {}
    return found if _labels_in(line, evidence) >= least else {}


def _labels_in(line: Line, evidence: Evidence) -> int:
    """How many cells of a row are labels with a known meaning."""
    senses = (label_in(trimmed(cell.value), evidence, inside=True) for cell in line.cells)
    return sum(bool(sense and (sense.best[0] or sense.other)) for sense in senses)


def _continues_texts(line: Line, stack: Mapping[int, Field], evidence: Evidence) -> bool:
    """Whether each cell of a row is a further paragraph of the text above it."""
    above = ((cell, stack.get(cell.column)) for cell in line.cells)
    return all(f and f.column in evidence.narrative and evidence.may_continue(trimmed(cell.value)) for cell, f in above)


def _label_at(  # noqa: PLR0913 - the cell, what is around it
    grid: Grid, index: int, position: int, found: Sequence[Field], evidence: Evidence, *, after_gap: bool, asks: bool
) -> Field | None:
    """The label at a position of a line, or an action, status or text that needs no label; None for any other cell."""
    line, cell, last = grid.lines[index], grid.lines[index].cells[position], found[-1] if found else None
    if last and not last.values and (_answers(cell, last, evidence) or answers_marked(cell, found, evidence)):
        return None
    inside = any(cell.column == each.label.column for each in found[-2:])  # the last may be a status beside its action
    inside = inside or (last is not None and last.label.row == cell.row and is_answered(last, evidence))
    following = grid.cell_after(index, position)
    near = following and (following.row <= cell.row + grid.step or evidence.kind_of(following) is Kind.STATUS)
    aligned = asks or (following is not None and is_aligned(cell, following, found))
    field = field_of(cell, following if near else None, evidence, inside=inside or asks, aligned=aligned)
    if field is not None:
        return None if field.column is None and is_signature(field.text) else field
    opens = position == 0 and len(line.cells) > 1 and (last is None or last.column != "action" or last.values)
    if opens and evidence.kind_of(cell) is Kind.ACTION:
        return Field(cell, trimmed(cell.value), NO_SENSE, [cell], "action")
    if awaits_answer(grid, index, found, evidence):
        return Field(cell, trimmed(cell.value), NO_SENSE)
    alone = len(without_far_cells(line).cells) == 1 and not position
    return _unlabelled(cell, last, evidence) if last and not after_gap and alone else None


def _answers(cell: RawCell, awaiting: Field, evidence: Evidence) -> bool:
    """Whether a cell answers the last label: an action, a status, or a finished sentence beside a label for a text."""
    beside = cell.row == awaiting.label.row and awaiting.column in evidence.narrative
    named = awaiting.column in ("action", "status") and asked_by(cell, evidence) == awaiting.column
    return named or (beside and ends_like_prose(trimmed(cell.value)))


def _list_for(cell: RawCell, found: Sequence[Field], evidence: Evidence, *, after_gap: bool) -> list[RawCell]:
    """The list that takes a cell without a label: `values`, `doubtful` or `aside` of the last label, or a list to drop.

    Below a label, only a text that may continue its answer is added; if answers are beside labels, nothing is.
    """
    last, text = found[-1], trimmed(cell.value)
    values = last.doubtful or last.values
    if cell.row == last.label.row:
        return values
    of_text, may_continue = last.column in evidence.narrative or last.is_text, evidence.may_continue(text)
    like = next((e.offset for e in found[-2:-42:-1] if e.offset and (e.column in evidence.narrative) is of_text), None)
    rows, columns = last.offset or (like if of_text and like else (1, 0))
    adds = cell.row > values[-1].row if values else not rows
    if cell.column == last.label.column:
        beside = not rows and bool(columns or after_gap)
    else:
        beside = not values and (after_gap or bool(like and cell.column != last.label.column + columns))
    if beside or REQUEST.match(text) or (of_text and adds and not may_continue):
        return last.aside
    asked = asked_by(cell, evidence)
    there = cell.row - last.label.row, cell.column - last.label.column
    if may_continue and not last.values and there in {each.offset for each in found[-9:-1]}:
        return last.values
    fits = asked == "status" if last.column is None else not last.values and asked == last.column
    if fits or ticked(text) is not None or not (after_gap and any(each.values for each in found)):
        return values
    return last.doubtful if may_continue else []  # any other text is a title or a note


def _unlabelled(cell: RawCell, last: Field, evidence: Evidence) -> Field | None:
    """A field for a status or sentence without a label below an answered label; None for any other cell."""
    text = trimmed(cell.value)
    if not is_answered(last, evidence):
        return None
    if asked_by(cell, evidence) == "status":
        return Field(cell, text, NO_SENSE, [cell], "status")
    name, colon, _ = text.partition(":")
    sense = evidence.headings.sense(name) if colon and len(name.split()) <= LABEL_WORDS else NO_SENSE
    return Field(cell, text, sense, [cell]) if evidence.may_continue(text) else None


def _entry(fields: Sequence[Field], evidence: Evidence) -> Entry:
    """Make an entry of the fields of a form; a field that several forms share adds its answer, but no label."""
    entry = Entry()
    for each in fields:
        heading = each.heading(evidence)
        first = name = fold_heading(NUMBERED.sub("", heading))
        times = 1
        while name in entry.answers:
            times += 1
            name = f"{first} {times}"
        if not each.shared:
            entry.labels[name] = each.label._replace(value=heading)
        if each.is_text:
            entry.unlabelled.add(name)
        entry.answer(name, each.values)
        entry.rest.extend([*each.aside, *each.doubtful])
    return entry
