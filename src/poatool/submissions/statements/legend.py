"""Read legends, which explain signs for statuses: `C = Completed`."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from functools import cache, partial
from itertools import chain, groupby, pairwise

from poatool.framework.model import Framework
from poatool.framework.names.statuses import is_status
from poatool.submissions.evidence.heading_words import fold_heading, stem
from poatool.submissions.evidence.headings import HEADING_LENGTH, SHORT
from poatool.submissions.evidence.kinds import SENTENCE_ENDS, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, without_far_cells
from poatool.submissions.statements.scope import ACTION
from poatool.text import by_first, has_any, lazy_pattern
from poatool.workbooks.model import RawCell, Sheet, text_of, trimmed

_SYMBOL = r"[\u2190-\u2bff\U0001f300-\U0001faff]\ufe0f?"  # arrows, circles, ticks, stars, signs of mathematics
_PARTS = lazy_pattern(rf"[;,|\n]|\s(?=\S\s?=\s)|\s(?=\(\S{{1,3}}\)\s?\w|{_SYMBOL}\s)")
_PAIR = lazy_pattern(
    r"(?:.{0,60}\s)?(?:(\S{1,3})\s?[=:–—-]|\((\S{1,3})\)|([^\W\d_]{3,12}\.?)\s?="
    rf"|({_SYMBOL})\s)\s?(\S.{{0,60}})"
)
_KEY = lazy_pattern(r"(?i)(?:[a-z]+ ){0,2}(?:key|legend)(?: (?:to|of|for) [a-z ]{1,30})?\s?:?", needs=("key", "legend"))
"""The label of a legend: `Key:`, `Status key`, `Legend of colours`."""

_SIGN = 3  # the most characters of a sign, unless it is words
_LONGEST = 40  # the most characters of words used as a sign
_BOTH = 2  # how many cells a sign and its status fill, if each has its own
_PAIRS = 2  # the fewest pairs of a sign and a status in a legend
_SIGNS = frozenset({Kind.WORDS, Kind.TICK, Kind.DITTO, Kind.NUMBER})


def replace_signs(grids: Sequence[Grid], evidence: Evidence) -> list[Grid]:
    """Replace the signs in a workbook's sheets with the statuses that its legend gives them.

    A column holds signs if at least half of its short texts are signs of the legend. A column of figures or words must
    also be the only one headed as a status, or by words of the legend's heading or title. If no column is so headed, it
    must be the only one with the legend's words. A line of the legend becomes one cell, which is not read.
    """
    grids = [_with_coloured(grid, evidence) for grid in grids]
    lines, headings = dict[int, Sequence[tuple[str, str]]](), list[AbstractSet[str]]()
    used = [cache(partial(_columns_by_text, grid)) for grid in grids]
    parted = [[_split(line, index, evidence) for line in grid.lines] for grid, index in zip(grids, used, strict=True)]
    parts = [grid._replace(lines=[*chain(*split)]) for grid, split in zip(grids, parted, strict=True)]
    for split, columns in zip(parted, used, strict=True):
        above = Line(0, ())
        read = ((line, [*_pairs(line, columns, evidence)]) for *_, line in split)
        for explains, run in groupby(read, key=lambda each: bool(each[1])):
            found = [*run]
            headed = explains and _may_head_legend(above, found[0][0], evidence)
            if explains and _is_legend(found, headed=headed):
                lines |= {id(line): pairs for line, pairs in found}
                if headed:
                    lines[id(above)] = ()
                    headings.append(_stems(trimmed(above.cells[0].value)))
            above = found[-1][0]
    every = {*chain.from_iterable(lines.values())}
    key = {sign: status for sign, status in every if all(other == status for mark, other in every if mark == sign)}
    if len(key) < _PAIRS:
        return list(grids)
    stated = (_with_statuses(grid, key, lines.keys(), headings, evidence) for grid in parts)
    return [grid._replace(lines=[*map(_rejoin, groupby(grid.lines, key=lambda line: line.number))]) for grid in stated]


def colours_explained(cells: Iterable[RawCell], sheet: Sheet, plan: Framework) -> Mapping[str, str]:
    """The status that cells give to each colour: their own, or that of the empty cell to their left."""
    named = ((sheet.fill(*c.at) or sheet.fill(c.row, c.column - 1), trimmed(c.value)) for c in cells)
    found = by_first((colour, text) for colour, text in named if colour and is_status(plan, text))
    return {colour: texts[0] for colour, texts in found.items() if len({*texts}) == 1}


def _with_coloured(grid: Grid, evidence: Evidence) -> Grid:
    """Write the status that a key gives to their colour into empty cells below a heading for the status."""
    sheet, wide = grid.sheet, [line for line in grid.lines if len(line.cells) > _BOTH]
    if len({*sheet.fills.values()} - {""}) < _PAIRS:
        return grid
    words = (cell for line in reversed(wide) for cell in line.cells if evidence.kind_of(cell) is Kind.WORDS)
    tops = {cell.column: cell.row for cell in words if evidence.headings.sense(_sign(cell)).best[0] == "status"}
    outside = [cell for cell in sheet.cells if cell.row < tops.get(cell.column, cell.row + 1)]
    key = colours_explained(outside, sheet, evidence.edition.framework) if tops else {}
    if len({*key.values()}) < max(len(key), _PAIRS):
        return grid
    lines = []
    for line in grid.lines:
        full = {cell.column for cell in line.cells}
        states = any(evidence.kind_of(cell) is Kind.STATUS for cell in line.cells)
        of_row = {sheet.fill(*cell.at) for cell in line.cells}  # a colour of the whole row may mean something else
        places = [(line.number, at) for at, top in tops.items() if top < line.number and not (states or at in full)]
        stated = ((at, key[colour]) for at in places if (colour := sheet.fill(*at)) in key and colour not in of_row)
        lines.append(Line(line.number, sorted([*line.cells, *(RawCell(*at, text, text) for at, text in stated)])))
    return grid._replace(lines=lines)


def _columns_by_text(grid: Grid) -> Mapping[str, Collection[int]]:
    found = by_first((_sign(cell), cell.column) for line in grid.lines for cell in line.cells)
    return {text: {*columns} for text, columns in found.items()}


def _split(line: Line, used: Callable[[], Mapping[str, Collection[int]]], evidence: Evidence) -> Sequence[Line]:
    """Split a row if a sign and its status stand apart from the other cells; a long sign must be `used` elsewhere."""
    cells = line.cells
    if not cells or cells[-1].column - cells[0].column < len(cells):
        return (line,)
    apart = cells[-1].column - cells[-2].column > 1 and "=" in cells[-1].text
    if apart and any(_pairs(Line(0, cells[-1:]), used, evidence)):
        return Line(line.number, cells[:-1]), Line(line.number, cells[-1:])  # `C = completed`
    for first, second in pairwise(cells):
        sign, rest = _sign(first), [cell for cell in cells if cell not in (first, second)]
        apart = all(abs(cell.column - near.column) > 1 for cell in rest for near in (first, second))
        if not apart or second.column != first.column + 1 or not evidence.meaning("status", text_of(second.value)):
            continue
        signed = len(sign) <= _SIGN or len(used()[sign]) > 1
        if signed and any(_pairs(Line(line.number, (first, second)), used, evidence)):
            return Line(line.number, rest), Line(line.number, (first, second))
    return (line,)


def _rejoin(parts: tuple[int, Iterable[Line]]) -> Line:
    """Join the parts of a split row, but leave out its part of the legend, which is one cell by this step."""
    number, (line, *more) = parts
    return Line(number, sorted(chain(line.cells, *(each.cells for each in more if len(each.cells) > 1))))


def _is_legend(read: Sequence[tuple[Line, Sequence[tuple[str, str]]]], *, headed: bool) -> bool:
    """Whether lines are a legend. If a sign in a cell of its own is a figure or words, all statuses must differ.

    Figures must number the statuses from 1 or, below a heading, increase, as the codes of a database do.
    """
    pairs = [pair for _, pairs in read for pair in pairs]
    signs = [sign for sign, _ in pairs]
    if all(len(line.cells) == 1 for line, _ in read) or not any(map(_is_vague, signs)):
        return True
    counts = not any(map(str.isdigit, signs)) or signs == [str(place) for place in range(1, len(pairs) + 1)]
    codes = headed and all(map(str.isdecimal, signs)) and all(int(a) < int(b) for a, b in pairwise(signs))
    return (counts or codes) and len({status for _, status in pairs}) == len(pairs) >= _PAIRS


def _may_head_legend(line: Line, below: Line, evidence: Evidence) -> bool:
    """Whether a row is the title of a legend, or has a heading above each cell of the legend's first line (`below`)."""
    columns = [cell.column for cell in line.cells]
    worded = {evidence.kind(cell.value or "") for cell in line.cells} <= {Kind.WORDS, Kind.SENTENCE}
    return worded and (len(columns) == 1 or columns == [cell.column for cell in below.cells])


def _stems(heading: str) -> AbstractSet[str]:
    return {*map(stem, fold_heading(heading).split())}


def signs_in(text: str) -> dict[str, str]:
    """The signs that a text explains, in lower case, each with its meaning: `* C = done; U = going on`."""
    return {sign.casefold(): meaning for sign, meaning in _explained(text)}


def _explained(text: str) -> list[tuple[str, str]]:
    """The signs in a text with their meanings: `C = done; U = going on`, `(C) done (U) going on`, `🟢 done`."""
    parts = map(str.strip, _PARTS.split(text) if len(text) <= HEADING_LENGTH else ())
    matches = (_PAIR.fullmatch(part) for part in parts if not part.isascii() or has_any(part, "=:-("))
    return [(match[1] or match[2] or match[3] or match[4], match[5]) for match in matches if match]


def _pairs(
    line: Line, used: Callable[[], Mapping[str, Collection[int]]], evidence: Evidence
) -> Iterator[tuple[str, str]]:
    """The signs and statuses in a line of a legend: `C = Completed`. In long lines, words must be `used` elsewhere."""
    cells = without_far_cells(line).cells
    texts = [*map(trimmed if len(cells) > _BOTH else text_of, (cell.value for cell in cells))]
    found = _explained("\n".join(texts))
    labelled = (texts[0].endswith(":") or _KEY.fullmatch(texts[0])) and (len(texts) % 2 or len(found) == len(texts) - 1)
    if (labelled or (found and len(texts) % 2)) and not _explained(texts[0]):
        del texts[0]  # `Key:`
    if len(found) < len(texts) or not found:
        found = list(zip(texts[::2], texts[1::2], strict=False)) if len(texts) % 2 == 0 else []
    if len(texts) == _BOTH and len(texts[1]) <= _SIGN and evidence.meaning("status", texts[0]):
        found = [(texts[1], texts[0])]  # `Completed | 3`
    alone = len(texts) <= _BOTH
    if not all(alone if sign.isdigit() else _may_be_sign(sign, evidence) for sign, _ in found):
        return
    if not (alone or all(len(sign) <= _SIGN for sign, _ in found)):
        own = texts[::2] == [sign for sign, _ in found]  # the signs have cells of their own
        stated = not own or all(evidence.kind(status) is Kind.STATUS for _, status in found)
        found = found if stated and any(len(used().get(sign.casefold(), ())) > own for sign, _ in found) else []
    yield from ((sign.casefold(), status) for sign, status in found if evidence.meaning("status", status))


def _may_be_sign(text: str, evidence: Evidence) -> bool:
    """Whether a text without digits may stand for a status."""
    plain = 0 < len(text.strip(":;,.")) <= _LONGEST and not any(map(str.isdigit, text))
    return plain and evidence.kind(text) in _SIGNS


def _is_vague(sign: str) -> bool:
    """Whether a sign is a figure or a word, and so may mean other things too."""
    return sign.isdigit() or len(sign) > _SIGN


def _with_statuses(
    grid: Grid, key: Mapping[str, str], legend: Collection[int], titles: Sequence[AbstractSet[str]], evidence: Evidence
) -> Grid:
    short: dict[int, list[str]] = {}
    vague = {*filter(_is_vague, key)}
    named: set[int] = set()
    sense = evidence.headings.sense
    for line in grid.lines:
        acting = {cell.column for cell in line.cells if vague and sense(_sign(cell)).best[0] == ACTION}
        for cell in line.cells if id(line) not in legend else ():
            text = _sign(cell)
            if 0 < len(text) <= _SIGN or text in vague:
                short.setdefault(cell.column, []).append(text)
            if vague and line.cells[1:] and len(text) <= SHORT and not text.endswith(SENTENCE_ENDS):
                heads = acting - {cell.column} and any(set() < _stems(text) <= each for each in titles)
                named |= {cell.column} if heads or sense(text).best[0] == "status" else set()
    signed = {at for at, texts in short.items() if 2 * sum(text in key for text in texts) >= len(texts)}
    worded = {at for at in signed if not named and not any(map(str.isdigit, short[at]))}
    named = named or (worded if len(worded) == 1 else set())
    columns = {at for at in signed if named == {at} or vague.isdisjoint(short[at])}
    return grid._replace(lines=[_with_status(line, key, columns, legend) for line in grid.lines]) if columns else grid


def _with_status(line: Line, key: Mapping[str, str], columns: Collection[int], legend: Collection[int]) -> Line:
    if id(line) in legend:
        text = " ".join(trimmed(cell.value) for cell in line.cells)
        return line._replace(cells=[line.cells[0]._replace(value=text)])
    signs = {cell.column: key.get(_sign(cell), cell.value) for cell in line.cells if cell.column in columns}
    return line._replace(cells=[cell._replace(value=signs.get(cell.column, cell.value)) for cell in line.cells])


def _sign(cell: RawCell) -> str:
    return text_of(cell.value).casefold()
