"""Find tables that share their rows: tables side by side, or blocks of a wide table, one for each agency or action."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from poatool.submissions.evidence.heading_text import NUMBERED
from poatool.submissions.evidence.heading_words import fold_heading, is_known
from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line
from poatool.submissions.layout import columns
from poatool.submissions.layout.assignment import SIGN, Assignment, assign
from poatool.submissions.layout.columns import ROLE, ROLES, SAMPLED, Candidate, Head, candidates_of, text_of_heading
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.submissions.statements.titles import action_in
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, text_of

_APART = 3  # headings belong to different tables if their distance is at least this many times the usual one
_FILLED = 3  # a row belongs to a table if it fills at least this many of its columns, or all if there are fewer

_AROUND = " .:–—-()[]/|"  # what may separate a name in a heading from the rest
_LONGEST = 12  # the most words of a heading in which to look for names
_SERIES = lazy_pattern(r"(\S.*?)\s?(\d{1,2})?")  # a heading, perhaps with the number of a repeated question

STATUS = "status"
_NAMES: Mapping[str, Kind] = {AGENCY: Kind.AGENCY, ACTION: Kind.ACTION}


class Block(NamedTuple):
    """The columns of a wide table that are about one agency, action or status (`what` says which)."""

    what: str
    name: RawCell | None  # None if a column of the block names its agencies or actions
    texts: dict[int, tuple[RawCell, str]]  # its headings without the name


class Layout(NamedTuple):
    """A table: its headings, the lines below them (`start` to `stop`), and its assigned columns."""

    head: Head | None
    start: int
    stop: int
    columns: range  # the sheet's columns that belong to it
    assignment: Assignment
    wide: Mapping[int, int]  # for each further column below a merged heading, its first column
    block: Block | None = None  # set if other blocks share its rows
    left_out: frozenset[int] = frozenset()  # the columns of the other blocks
    inner: frozenset[int] = frozenset()  # the rows that head tables within it, such as lists of sub-tasks

    def headed_by(self, head: Head, rows: range) -> "Layout":
        """The next table, with the same columns, below headings that repeat these."""
        cells = {at: cell for at, (cell, _) in head.texts.items()}
        candidates = tuple(each._replace(heading=cells.get(each.at)) for each in self.assignment.candidates)
        assignment = self.assignment._replace(candidates=candidates)
        return self._replace(head=head, start=rows.start, stop=rows.stop, assignment=assignment)

    @property
    def holds_texts(self) -> bool:
        """Whether running text is in a column that was not assigned, or in one for the wording of actions."""
        return any(each.column in (None, "action_text") and each.holds_texts for each in self.assignment.candidates)


def tables_below(
    grid: Grid, head: Head | None, rows: Sequence[range], evidence: Evidence, run: range
) -> Iterator[Layout]:
    """The tables below headings, within some rows and a run of columns: one table, or the blocks of a wide one.

    `rows` begins with the table's own rows. The rows below equal headings also show what the columns are.
    """
    head = head and head.within(run)
    start, stop, lines = rows[0].start, rows[0].stop, grid.lines[rows[0].start : rows[0].stop]
    candidates, wide = candidates_of(grid, head, rows, evidence, run)
    blocks = _blocks(head, candidates, evidence) if grid.headed is None else []
    if not blocks:
        assigned = assign(candidates, evidence)
        block = None if STATUS in assigned.by_column else _below_status(head, evidence)
        yield Layout(head, start, stop, run, assigned, wide, block)
    in_blocks = frozenset(at for block in blocks for at in block.texts)
    for block in blocks:
        left_out = in_blocks - block.texts.keys()
        headed = head and head._replace(texts={**head.within(frozenset(head.texts) - left_out).texts, **block.texts})
        candidates, wide = candidates_of(grid, headed, rows[:1], evidence, frozenset(run) - left_out)
        # Otherwise, a signature below the table would be read as an answer.
        end = start + len(columns.body_of(lines, grid.step)) if block.what == ACTION else stop
        yield Layout(head, start, end, run, assign(candidates, evidence), wide, block, left_out)


def _below_status(head: Head | None, evidence: Evidence) -> Block | None:
    """A table as a block if all its headings are below one status, as on a board with a table for each: `Done`."""
    bands = {head.bands.get(at) for at in head.texts} if head else set()
    status = bands.pop() if len(bands) == 1 else None
    if head is None or status is None or evidence.kind(text_of_heading(status)) is not Kind.STATUS:
        return None
    return Block(STATUS, status, dict(head.texts))


def _blocks(head: Head | None, candidates: Sequence[Candidate], evidence: Evidence) -> list[Block]:
    """The blocks of a wide table; empty if it is one table."""
    if numbered := _numbered(candidates):
        return numbered
    of_agencies = [each for each in candidates if each.profile.mostly(Kind.AGENCY)]
    for each in of_agencies:
        if head and each.heading is not None and (name := action_in(each.text, evidence)):
            texts = {**head.texts, each.at: (each.heading, _heading(AGENCY, evidence))}
            band = head.bands.get(each.at, each.heading)
            cell = band if action_in(text_of_heading(band), evidence) else each.heading
            return [Block(ACTION, cell._replace(value=name), texts)]
    listed = any(each.heading_weight(AGENCY) >= ROLE for each in of_agencies)
    bands = head.bands if head else {}
    for what in (AGENCY, ACTION):
        blocks = _named_by_headings(bands, candidates, evidence, what, bare=what == AGENCY or listed)
        if len(blocks) >= ROLES:
            return blocks
    return _named_by_columns(candidates, evidence)


def _numbered(candidates: Sequence[Candidate]) -> list[Block]:
    """The blocks of a form that asks the same questions several times: `Action 1`, `Progress 1`, `Action 2` …"""
    asked: dict[str, dict[int, tuple[Candidate, tuple[RawCell, str]]]] = {}
    for each in candidates:
        if each.heading is not None and (parts := _SERIES.fullmatch(NUMBERED.sub("", each.text))):
            asked.setdefault(fold_heading(parts[1]), {})[int(parts[2] or 1)] = each, (each.heading, parts[1])
    several = [each for each in asked.values() if len(each) >= ROLES]
    actions = [each for each in several if any(one.profile.mostly(*ACTION_KINDS) for one, _ in each.values())]
    times = sorted(actions[0]) if len(actions) == 1 else []
    repeated = [each for each in several if sorted(each) == times]
    if len(repeated) < ROLES:
        return []
    return [Block(ACTION, None, {question[time][0].at: question[time][1] for question in repeated}) for time in times]


def _named_by_headings(
    bands: Mapping[int, RawCell], candidates: Sequence[Candidate], evidence: Evidence, what: str, *, bare: bool
) -> list[Block]:
    """The columns of each agency or action that headings name: `OT Status`, `What Police did`, `Action 2`.

    With `bare`, a name alone may head texts. An unknown name beside known ones also gets a block.
    """
    kind, progress = _NAMES[what], _heading("progress", evidence)
    found: dict[object, Block] = {}
    other_texts = any(each.holds_texts and each.named(kind, evidence) is None for each in candidates)
    for each in candidates:
        if each.heading is None:
            continue
        band = bands.get(each.at, each.heading)
        cell = band if evidence.kind(text_of_heading(band)) is kind else each.heading
        if (parts := _split_name(each.text, what, evidence, text_of_heading(cell))) is None:
            continue
        name, rest = parts
        # Texts headed only by a name are progress, but words such as `Lead` and `Support` beside other texts are not.
        written = each.holds_texts or each.profile.mostly(Kind.WORDS, Kind.SENTENCE)
        holds_text = written and (each.profile.share(Kind.SENTENCE) > 0 or not other_texts)
        signs = all(len(text_of(cell.value)) <= SIGN for cell in each.values.values())  # such as `L` and `S`
        if rest or (bare and holds_text and not signs):
            block = found.setdefault(evidence.meaning(what, name), Block(what, cell._replace(value=name), {}))
            block.texts[each.at] = each.heading, rest or progress
    return [*found.values(), *_unknown_blocks(list(found.values()), bands, candidates, what)]


def _unknown_blocks(
    known: Sequence[Block], bands: Mapping[int, RawCell], candidates: Sequence[Candidate], what: str
) -> Iterator[Block]:
    """The blocks whose names the plan lacks: `WorkSafe update` beside `Police update`."""
    headings = {fold_heading(text): text for block in known for _, text in block.texts.values()}
    taken = {at for block in known for at in block.texts}
    found: dict[str, Block] = {}
    for each in candidates if known else ():
        folded = fold_heading(each.text)
        rest = next((text for text in headings if folded.startswith(f"{text} ") or folded.endswith(f" {text}")), None)
        name = folded.replace(rest, "", 1).strip() if rest else folded
        may_name = rest or (len(known) >= ROLES and what == AGENCY and each.sense.best[0] == what and each.holds_texts)
        strange = any(word.isalpha() or what == ACTION for word in name.split() if not is_known(word))
        if each.at in taken or each.heading is None or not may_name or not strange:
            continue
        block = found.setdefault(name, Block(what, bands.get(each.at, each.heading), {}))
        block.texts[each.at] = each.heading, headings[rest] if rest else next(iter(headings.values()))
    yield from found.values()


def _heading(column: str, evidence: Evidence) -> str:
    return evidence.edition.framework.column_by_id[column].heading


def _split_name(text: str, what: str, evidence: Evidence, band: str) -> tuple[str, str] | None:
    """The agency or action that a heading names, and the rest, which must ask for something; None if it names none.

    If the `band` above the heading is a name, it is preferred to a longer one: `Action 6`, not `Action 6 progress`. So
    is a name before a heading of the plan such as `next steps`: `Action 6`, not `Action 6: next`.
    """
    words, found = text.split(), []
    counts = range(len(words), 0, -1) if len(words) <= _LONGEST else ()
    for start, end in ((start, start + count) for count in counts for start in range(len(words) - count + 1)):
        name = " ".join(words[start:end]).strip(_AROUND)
        name = name.removesuffix("'s").removesuffix("’s").rstrip("'’")
        worded = any(map(str.isalpha, name))  # `Progress (2–3 sentences)` names no actions
        if worded and evidence.kind(name) is _NAMES[what]:
            rest = " ".join([*words[:start], *words[end:]]).strip(_AROUND)
            sense = evidence.headings.sense(rest)
            found.append((band == text or words[start:end] != band.split(), sense.exact is None, name, rest, sense))
    if not found:
        return None
    *_, name, rest, sense = min(found, key=lambda each: each[:2])
    own = evidence.kind(rest) is not Kind.STATUS  # the rest is a heading, not a status
    below_name = own and band != text and band.strip(_AROUND) == name
    asks = below_name or not any(map(str.isalpha, rest)) or sense.best[1] >= ROLE or sense.best[0] == "progress"
    return (name, rest if sense.only_time or any(map(str.isalpha, rest)) else "") if asks else None


def _named_by_columns(candidates: Sequence[Candidate], evidence: Evidence) -> list[Block]:
    """Blocks that each begin with a column of agencies: `Lead`, `Lead progress`. Later columns are for all."""
    headed = [(each, each.heading) for each in candidates if each.heading is not None]
    starts = [place for place, each in enumerate(headed) if each[0].profile.mostly(Kind.AGENCY)]
    ends = [*starts[1:], 2 * starts[-1] - starts[-2]] if len(starts) >= ROLES else []
    found = [Block(AGENCY, None, {}) for _ in ends]
    for block, start, end in zip(found, starts, ends, strict=False):
        agency, heading = headed[start]
        block.texts[agency.at] = heading, _heading(AGENCY, evidence)
        for each, heading in headed[start + 1 : end]:
            block.texts[each.at] = heading, " ".join(each.text.replace(agency.text, " ").split()) or each.text
    senses = [[evidence.headings.sense(text) for _, text in block.texts.values()] for block in found]
    all_report = all(any(s.weights.get("progress", 0.0) >= ROLE and s.other is None for s in each) for each in senses)
    return found if all_report else []


def _begins_again(head: Head, lowest: Line, evidence: Evidence) -> frozenset[int]:
    """The columns at which the same headings start again in the same order, as in tables side by side.

    Groups of columns below the names of agencies or actions are the blocks of one table.
    """
    if any(evidence.kind(text_of_heading(band)) in _NAMES.values() for band in head.bands.values()):
        return frozenset()
    texts = [(cell.column, fold_heading(text_of_heading(cell))) for cell in lowest.cells if cell.column in head.texts]
    folded = [text for _, text in texts]
    times = folded.count(folded[0]) if folded else 0
    width = len(folded) // times if times > 1 else 0
    if width < ROLES or folded != folded[:width] * times or len(texts) < len(head.texts):
        return frozenset()
    return frozenset(texts[place][0] for place in range(width, len(texts), width))


def runs_of(grid: Grid, head: Head, stop: int, evidence: Evidence) -> list[range]:
    """The columns of each table below a heading row, divided where headings begin again and at wide gaps.

    A gap far wider than usual divides, unless a text after it is one that the table lacks. Any other wide gap divides
    only if the columns after it clearly belong to another table (`_is_beside`).
    """
    rows: dict[int, set[int]] = {}
    for line in grid.lines[head.last + 1 : stop][:SAMPLED]:
        for cell in line.cells if len(line.cells) > 1 else ():
            rows.setdefault(cell.column, set()).add(line.number)
    steps = sorted(at - last for last, at in pairwise(sorted(head.texts))) or [1]
    usual = steps[len(steps) // 4]
    edges = {area.left: area.right for area in grid.merges.get(grid.lines[head.last].number, ())}
    again = _begins_again(head, grid.lines[head.last], evidence)
    columns = sorted(head.texts.keys() | rows)
    runs: list[list[int]] = []
    for place, at in enumerate(columns):
        gap = at - edges.get(runs[-1][-1], runs[-1][-1]) if runs else 0
        far = gap >= _APART * usual
        beside = gap > usual and _is_beside(head, (runs[-1], columns[place:]), rows, evidence, far=far)
        if not runs or at in again or beside:
            runs.append([])
        runs[-1].append(at)
    headed = [len(head.texts.keys() & {*run}) for run in runs]
    least = min(max(headed), ROLES)
    return [range(run[0], run[-1] + 1) for run, count in zip(runs, headed, strict=True) if count >= least]


def _is_beside(
    head: Head, parts: Sequence[Sequence[int]], rows: Mapping[int, AbstractSet[int]], evidence: Evidence, *, far: bool
) -> bool:
    """Whether the columns after a gap are another table: they add nothing to the columns before, and fill other rows.

    Other rows are rows that the columns before leave empty (except for a cell or two, such as a signature), or only the
    first rows, as in a short list. After a `far` gap, columns join the table only if it lacks their text.
    """
    table, further = parts
    count = Counter(row for at in table for row in rows.get(at, ()))
    below = {row for row, filled in count.items() if filled >= min(len(table), _FILLED)}
    beside = {row for at in further for row in rows.get(at, ())}
    texts, more = ([head.texts[at][1] for at in part if at in head.texts] for part in parts)
    meant, added = ({evidence.headings.sense(text).best[0] for text in each} - {None} for each in (texts, more))
    named = any(evidence.kind(text) in (*_NAMES.values(), Kind.STATUS) for text in more)
    if far:
        same = beside <= count.keys() and 2 * len(beside) > len(count)
        adds = meant.isdisjoint(evidence.narrative) and not added.isdisjoint(evidence.narrative)
        return named or not (same and adds and ACTION in meant - added)
    others = below != beside and (not beside <= below or sorted(beside) == sorted(below)[: len(beside)])
    return len(more) > 1 and others and added <= meant and not named
