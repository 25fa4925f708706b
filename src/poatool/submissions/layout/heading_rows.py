"""Find the heading rows of tables by their words; up to three rows may make up the headings of a table."""

from collections.abc import Collection, Container, Sequence
from itertools import pairwise, product

from poatool.submissions.evidence.heading_words import Other, Sense, fold_heading
from poatool.submissions.evidence.kinds import ACTION_KINDS, ADDRESSES, NAMES, VALUES, Kind, is_no_answer
from poatool.submissions.evidence.values import LABEL, Evidence
from poatool.submissions.grid import Grid, Line, are_hints, is_page_mark, number_columns, without_far_cells
from poatool.submissions.layout.columns import PAIR, ROLE, ROLES, Candidate, Head, text_of_heading
from poatool.submissions.layout.heading_cells import are_headings, as_heading, is_labelled, main_part, may_be_heading
from poatool.submissions.layout.side_by_side import Layout, tables_below
from poatool.submissions.restrictions.texts import part_of, restriction_on
from poatool.submissions.restrictions.words import Where, Word, plain_words, word_of
from poatool.submissions.statements.labels import KINDS, labelled
from poatool.submissions.statements.scope import ACTION, SCOPED
from poatool.submissions.statements.titles import TITLE_WORDS
from poatool.workbooks.model import RawCell, trimmed

_STRONG = 3.0  # the least total weight of a heading row
_TIME = 0.8  # the weight of a heading that is only a time
_NAME_COSTS = 0.8  # deducted for a name in a heading row
_VALUE_COSTS = 1.5  # deducted for any other value, or for running text
_MOST_ROWS = 3  # the most rows of a head; of all stacks of rows that may be one, the heaviest is chosen
_STACKED = 0.4  # deducted for each further row of a stack
_BLOCK = 2.0  # added for each further block of a wide table
_ALIKE = 1.5  # deducted for each heading that repeats another
_UNCLEAR = 0.75  # rows that lower the weight of the other headings by this much are not heading rows
_SAMPLED = 40  # how many rows below the headings are read to decide which rows are headings
_VALUES = VALUES | {Kind.STATUS}
_OF_ROWS = frozenset({Word.POINTER, Word.TEXT, Word.THING})  # words in restrictions on more than a column
_NO_TIMES = ADDRESSES | {Kind.SENTENCE}
_TITLES, _GAP = 2, 2  # the most titles of a table, and the most rows or columns from one heading to the next


def heads_of(grid: Grid, evidence: Evidence) -> list[Head]:
    """The headings of each table. A row that repeats the headings above starts a new table only below a title."""
    if grid.headed is not None:
        return [_stacked(grid, grid.headed, evidence, floor=0, end=grid.headed + 1)]
    heads, above_texts, kinds = list[Head](), set[tuple[int, str]](), dict[int, Kind]()
    index = end = 0
    while index < len(grid.lines):
        line = main_part(grid.lines[index], evidence)
        above, kinds = kinds, {cell.column: evidence.kind(cell.value) for cell in line.cells if cell.value is not None}
        # A row of values below values of the same kinds belongs to their table, whatever is far to the right.
        ends = next((at for at, following in pairwise(kinds) if following > at + _GAP), max(kinds, default=0))
        values = {at: kind for at, kind in kinds.items() if kind in _VALUES and at <= ends}
        continues = values and values.items() <= above.items()
        adjacent = heads and line.number <= end + grid.step
        inside = adjacent or continues or _heads_groups(grid, index, line) or _ends_letterhead(grid, index, evidence)
        if inside or heads_parts(line.cells, above_texts, evidence) or not _heads_table(grid, index, line, evidence):
            index += 1
        else:
            head = _stacked(grid, index, evidence, floor=heads[-1].last + 1 if heads else 0)
            texts = {(at, fold_heading(text)) for at, (_, text) in head.texts.items()}
            titles = [each for each in titles_over(grid, head) if not is_page_mark(Line(each.row, [each]))]
            if titles or not texts <= above_texts:
                heads.append(head)
                numbered = any(number_columns(each.cells) for each in grid.lines[head.last + 1 : head.last + 2])
                above_texts, end = texts, grid.lines[head.last + numbered].number
            index = head.last + 1
    return heads


def heads_parts(cells: Sequence[RawCell], above: Collection[tuple[int, str]], evidence: Evidence) -> bool:
    """Whether a row heads parts of an action: it repeats headings `above`, the first elsewhere, but none of a text."""
    texts = [fold_heading(trimmed(cell.value)) for cell in cells]
    places = {text: at for at, text in above}  # such as `Subitems | Name | Status` in an export
    begins = places.get(texts[0], cells[0].column) != cells[0].column and len(places.keys() & {*texts}) >= ROLES
    return begins and all(evidence.headings.sense(text).best[0] not in evidence.narrative for text in texts)


def _ends_letterhead(grid: Grid, index: int, evidence: Evidence) -> bool:
    """Whether a row is a label and value above a labelled agency or period, or the last row of a letterhead."""
    line, columns = grid.lines[index], [cell.column for cell in grid.lines[index].cells]
    alike = [each for each in grid.lines[max(index - 1, 0) : index + 5] if [c.column for c in each.cells] == columns]
    above = [each for each in alike if each.number == line.number - grid.step]
    apart = all(each.number > line.number + grid.step for each in grid.lines[index + 1 : index + 2])
    below = (not {*dict(labelled([each], evidence))}.isdisjoint(KINDS) for each in alike if each.number > line.number)
    return len(columns) == PAIR and ((apart and any(labelled(above, evidence))) or any(below))


def head_above(grid: Grid, top: int, evidence: Evidence) -> Head | None:
    """The headings directly above `top`, the first row of a table; None if the line above has anything but headings."""
    line = main_part(grid.lines[top - 1], evidence) if top else None
    headed = line is not None and len(line.cells) >= ROLES and are_headings(line, evidence)
    return _stacked(grid, top - 1, evidence, floor=0, end=top) if headed else None


def _heads_groups(grid: Grid, index: int, line: Line) -> bool:
    """Whether all cells of a row are merged over several columns, some of which have headings of their own below."""
    areas = grid.merges.get(line.number, ())
    inside = {at for area in areas for at in range(area.left + 1, area.right + 1)}
    lefts = {area.left for area in areas if area.right > area.left}
    below = {cell.column for each in grid.lines[index + 1 : index + 2] for cell in each.cells}
    return bool(inside & below) and lefts >= {cell.column for cell in line.cells}


def head_of(grid: Grid, first: int, last: int, evidence: Evidence) -> Head:
    """The headings in the lines `first` to `last`: the texts of each column, joined from top to bottom."""
    texts: dict[int, tuple[RawCell, str]] = {}
    bands: dict[int, RawCell] = {}
    lines = [main_part(line, evidence) for line in grid.lines[first : last + 1]]
    lowest = {cell.column for cell in lines[-1].cells}
    for line in lines:
        right = {area.left: area.right for area in grid.merges.get(line.number, ())}
        free = lowest - {cell.column for cell in line.cells}
        for cell in line.cells:
            reach = cell.column
            if line is not lines[-1]:  # the heading of a group reaches to the next heading
                while cell.column not in right and reach + 1 in free:
                    reach += 1
                reach = right.get(cell.column, reach)
                bands |= dict.fromkeys(range(cell.column, reach + 1), cell)
            for at in range(cell.column, reach + 1):
                texts[at] = (cell, (f"{texts[at][1]} " if at in texts else "") + text_of_heading(cell).rstrip(": "))
    return Head(first, last, texts, bands)


def titles_over(grid: Grid, head: Head, left_out: Container[int] = ()) -> list[RawCell]:
    """Up to two titles above a table, the nearest first, each alone in its row, except above tables beside it."""
    found: list[RawCell] = []
    for line in reversed(grid.lines[max(head.first - _TITLES, 0) : head.first]):
        own = [cell for cell in line.cells if cell.column not in left_out] or line.cells
        alone, *others = without_far_cells(line._replace(cells=own)).cells
        title, *_ = trimmed(alone.value).partition("(")  # without a remark in brackets
        if others or alone.column > max(head.texts, default=0) or len(title.split()) > TITLE_WORDS:
            break
        found.append(alone)
    return found


def _strength(line: Line, evidence: Evidence) -> float:
    """The weight of a row as a heading row; 0 if it names fewer than two columns, or begins with a label and its value.

    Several agencies, actions or statuses side by side are headings of a wide table; an action's code and its wording
    count once. A single status may be a heading: `Completed`.
    """
    roles: dict[str, float] = {}
    names: dict[Kind, dict[object, Sense]] = {}
    penalty = 0.0
    for cell in line.cells:
        kind, sense = as_heading(cell, line, evidence)
        column, weight = ("time", _TIME) if sense.only_time else sense.best
        if kind is None:
            penalty += _VALUE_COSTS
        elif kind is not Kind.WORDS:
            names.setdefault(kind, {})[evidence.codes(cell.value) if kind is Kind.ACTION else cell.column] = sense
        elif column and (weight >= ROLE or sense.only_time):
            roles[column] = max(roles.get(column, 0.0), weight)
        elif is_no_answer(text_of_heading(cell)):
            penalty += _VALUE_COSTS
    for kind, named in names.items():
        if len(named) > 1:
            roles[kind] = ROLE * len(named)
            continue
        column, weight = next(iter(named.values())).best
        if kind is Kind.STATUS and len(line.cells) > PAIR and column and weight >= ROLE:
            roles[column] = max(roles.get(column, 0.0), weight)
        penalty += _VALUE_COSTS if kind is Kind.ACTION else _NAME_COSTS
    if len(roles) < ROLES or (len(roles) == ROLES and "time" in roles and "action" not in roles):
        return 0.0
    strength = sum(roles.values()) - penalty
    return 0.0 if strength >= _STRONG and is_labelled(line, evidence) else strength


def _heads_table(grid: Grid, index: int, line: Line, evidence: Evidence) -> bool:
    """Whether a row has known headings, or begins with `Action` and is above an action, a status and a text."""
    first = line.cells[0]
    if _strength(line, evidence) >= _STRONG or _heads_bands(line, grid.lines[index + 1 : index + 3], evidence):
        return True
    if evidence.kind_of(first) is not Kind.WORDS or evidence.headings.sense(trimmed(first.value)).exact != ACTION:
        return False
    below = {c.column: c for each in grid.lines[index + 1 : index + 2] for c in each.cells}
    kinds = {at: evidence.kind_of_answer(below[at].value or "") for at in (c.column for c in line.cells) if at in below}
    return kinds.get(first.column) in ACTION_KINDS and {*kinds.values()} >= {Kind.STATUS, Kind.SENTENCE}


def _heads_bands(head: Line, below: Sequence[Line], evidence: Evidence) -> bool:
    """Whether headings are above a row that only names an action, and then texts that are progress or not for us."""
    band = below[0].cells if len(below) > 1 else ()
    if not (
        len(band) == 1 < len(head.cells) and evidence.kind_of(band[0]) is Kind.ACTION and are_headings(head, evidence)
    ):
        return False
    texts = {cell.column for cell in below[1].cells if evidence.kind_of(cell) is Kind.SENTENCE}
    senses = (evidence.headings.sense(text_of_heading(cell)) for cell in head.cells if cell.column in texts)
    return any(e.forbids or e.other or (e.best[0] == "progress" and e.best[1] >= LABEL) for e in senses)


def _stacked(grid: Grid, index: int, evidence: Evidence, floor: int, end: int | None = None) -> Head:
    """The heaviest stack of up to three heading rows that includes line `index`, from line `floor` to above `end`.

    It keeps rows that merged headings reach, rows that forbid publication if other headings stay about as clear, and
    a row of remarks in brackets that restrict some of the columns.
    """
    most = min(index + _MOST_ROWS, end or len(grid.lines)) - 1
    top, bottom = index, index + (index < most and _restrict_columns(grid, index, evidence))
    reached = grid.lines[bottom].number
    while top > floor and index - top < _MOST_ROWS - 1 and _may_stack(grid, top - 1, top, index, evidence):
        top -= 1
    while bottom < most and _may_stack(grid, bottom + 1, bottom, index, evidence):
        bottom += 1
    reached = max((reached, *(area.bottom for area in grid.merges.get(grid.lines[index].number, ()))))
    least = max((at for at in range(index, bottom + 1) if grid.lines[at].number <= reached), default=index)
    spans = [(first, last) for first in range(index, top - 1, -1) for last in range(least, bottom + 1)]
    heads = [head_of(grid, first, last, evidence) for first, last in spans if last - first < _MOST_ROWS]
    if len(heads) == 1:
        return heads[0]
    below = [range(head.last + 1, min(head.last + 1 + _SAMPLED, len(grid.lines))) for head in heads]
    runs = [range(min(head.texts), max(head.texts) + 1) for head in heads]
    found = [(h, [*tables_below(grid, h, [b], evidence, run)]) for h, b, run in zip(heads, below, runs, strict=True)]
    partial = [
        head
        for (head, tables), (other, whole) in product(found, found)
        if other.first <= head.first and other.last >= head.last and _restricts_more(whole, tables, evidence)
    ]
    return max((each for each in found if each[0] not in partial), key=lambda each: _weight(*each))[0]


def _restrict_columns(grid: Grid, index: int, evidence: Evidence) -> bool:
    """Whether the row below headings has remarks in brackets on several of them, of which some restrict their columns.

    A restriction in the first column, below an action, agency or period, or about `this table`, is about the rows.
    """
    headings, remarks = grid.lines[index : index + 2]
    below = {cell.column for cell in remarks.cells} <= {cell.column for cell in headings.cells}
    near = remarks.number <= headings.number + grid.step
    if not (near and below and len(remarks.cells) > 1 and are_hints(remarks.cells)):
        return False
    headed = {cell.column: evidence.headings.sense(text_of_heading(cell)).best[0] for cell in headings.cells[1:]}
    senses = ((cell, evidence.headings.sense(trimmed(cell.value))) for cell in remarks.cells)
    private = [cell for cell, sense in senses if sense.forbids or sense.other is Other.AUDIENCE]
    restricting = [*private, *(cell for cell in remarks.cells if restriction_on(trimmed(cell.value)))]
    roles = {word_of(word) for cell in restricting for word in plain_words(trimmed(cell.value))}
    own = all(headed.get(cell.column, ACTION) not in SCOPED for cell in restricting) and roles.isdisjoint(_OF_ROWS)
    return bool(restricting) and own


def _weight(head: Head, tables: Sequence[Layout]) -> float:
    weight = sum(table.assignment.weight for table in tables) / len(tables) + _BLOCK * (len(tables) - 1)
    alike = len(head.texts) - len({fold_heading(text) for _, text in head.texts.values()})
    return weight - _STACKED * (head.last - head.first) - _ALIKE * alike


def _restricts_more(longer: Sequence[Layout], shorter: Sequence[Layout], evidence: Evidence) -> bool:
    """Whether further rows forbid publishing a column (`(2021)` below `Update`) and leave other headings as clear."""
    candidates = ([one for each in tables for one in each.assignment.candidates] for tables in (longer, shorter))
    more, fewer = ({one.at: one for one in each} for each in candidates)
    shut = {at for at in more.keys() & fewer.keys() if _only_part_allows(more[at], fewer[at], evidence)}
    named = ([each for each in columns.values() if each.column and each.at not in shut] for columns in (more, fewer))
    clear, least = (sum(each.score(str(each.column)) for each in columns) for columns in named)
    return bool(shut) and clear > least - _UNCLEAR


def _only_part_allows(whole: Candidate, part: Candidate, evidence: Evidence) -> bool:
    """Whether a part of a heading would let its column be published, but the whole heading does not."""
    read, read_in_part = (each.column or each.sense.best[0] for each in (whole, part))
    if read_in_part not in evidence.narrative or not (part.column or part.publishable):
        return False
    return not (whole.column or whole.publishable) or read not in (None, *evidence.narrative)


def _may_stack(grid: Grid, index: int, beside: int, found: int, evidence: Evidence) -> bool:
    """Whether the line `index`, next to the line `beside`, may be a further heading row beside the row `found`."""
    distance = abs(grid.lines[index].number - grid.lines[beside].number)
    if distance > _GAP * grid.step or number_columns(grid.lines[index].cells):
        return False
    line = main_part(grid.lines[index], evidence)
    kinds = [evidence.kind(trimmed(cell.value)) for cell in line.cells]
    apart = distance > grid.step
    if len(kinds) == 1 and (apart or not _heads_some(grid, line, grid.lines[found])):
        return False  # the row is a title
    if len(kinds) > 1 and {*kinds} == {Kind.ACTION}:
        near = {cell.column: trimmed(cell.value) for cell in grid.lines[beside].cells}
        alike = len({*map(fold_heading, near.values())}) < len(near)  # actions above repeated headings name blocks
        below = (evidence.codes(c.value) == evidence.codes(near.get(c.column)) for c in line.cells)  # their wording
        return all(below) if index > beside else alike
    short = (cell for cell, kind in zip(line.cells, kinds, strict=True) if kind not in _NO_TIMES)
    times = [evidence.headings.sense(text_of_heading(cell)).only_time for cell in short]
    parted = index > beside and line.cells[0].column > grid.lines[found].cells[0].column and sum(times) > 1
    if not (parted or all(may_be_heading(cell, line, evidence) for cell in line.cells)):
        return False
    if index > beside and not apart:  # a name or a label below the first heading begins a row of the table
        begins = line.cells[0].column <= grid.lines[found].cells[0].column
        return not (begins and (kinds[0] in NAMES or is_labelled(line._replace(cells=line.cells[:PAIR]), evidence)))
    names_one = sum(kind in NAMES for kind in kinds) == 1 and not len(kinds) - 1 == sum(times) > 1
    is_notice = any(part_of(trimmed(cell.value), Where.APART) for cell in line.cells)  # PUB513 reports it
    is_notice &= not _heads_groups(grid, index, line)
    return not (names_one or is_notice or is_labelled(line, evidence) or _ends_letterhead(grid, index, evidence))


def _heads_some(grid: Grid, line: Line, beside: Line) -> bool:
    """Whether a single cell covers some, but not all, columns of the row beside it, as the heading of a group does."""
    left, right, cell = beside.cells[0].column, beside.cells[-1].column, line.cells[0]
    area = next((a for a in grid.merges.get(line.number, ()) if a.left == cell.column), None)
    return cell.column > left if area is None else area.left > left or area.right < right
