"""Find tables that share their rows: tables side by side, or blocks of a wide table, one for each agency or action."""

from collections.abc import Container, Iterator, Mapping, Sequence, Set as AbstractSet
from typing import NamedTuple

from poatool.framework.spans import without_spans
from poatool.submissions.evidence.heading_text import NUMBERED
from poatool.submissions.evidence.heading_words import Other, fold_heading, is_known
from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid
from poatool.submissions.layout import columns
from poatool.submissions.layout.assignment import SIGN, Assignment, assign
from poatool.submissions.layout.columns import ROLE, ROLES, Candidate, Head, candidates_of, text_of_heading
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.submissions.statements.titles import action_in, status_in
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, text_of

_AROUND = " .:–—-()[]/|"  # what may separate a name in a heading from the rest
_SIGNS = frozenset(_AROUND.replace(" ", ""))
_LONGEST = 12  # the most words of a heading in which to look for names
_SERIES = lazy_pattern(r"(\S.*?)\s?(\d{1,2})?")  # a heading, perhaps with the number of a repeated question
_IN_PART = lazy_pattern(r"(\D{1,60})\s(\d{1,2})\s?[:–—-]\s{1,3}(\D{1,200})", needs=(": ", "– ", "— ", "- "))
"""A heading in a numbered part of a form: `Update 2: status`."""

_OTHERS = ("other", "another", "additional", "further", "extra")  # `Other action 1` is not Action 1

STATUS = "status"
_NAMES: Mapping[str, Kind] = {AGENCY: Kind.AGENCY, ACTION: Kind.ACTION}


class Block(NamedTuple):
    """The columns of a wide table that are about one agency, action or status (`what` says which)."""

    what: str
    name: RawCell | None  # None if a column of the block names its actions
    texts: dict[int, tuple[RawCell, str]]  # its headings without the name


class Layout(NamedTuple):
    """A table: its headings, the lines below them (`start` to `stop`), and its assigned columns."""

    head: Head | None
    start: int
    stop: int
    columns: range  # the sheet's columns that belong to it
    assignment: Assignment
    wide: Mapping[int, int]  # the first column below a merged heading, by each further one
    block: Block | None = None  # set if other blocks share its rows
    left_out: frozenset[int] = frozenset()  # the columns of the other blocks

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
    head = head and _without_status(head.within(run), evidence)
    start, stop, lines = rows[0].start, rows[0].stop, grid.lines[rows[0].start : rows[0].stop]
    candidates, wide = candidates_of(grid, head, rows, evidence, run)
    blocks = _blocks(head, candidates, evidence) if grid.headed is None else []
    if not blocks:
        assigned = assign(candidates, evidence)
        block = _below_name(head, assigned.by_column, evidence)
        yield Layout(head, start, stop, run, assigned, wide, block)
    in_blocks = frozenset(at for block in blocks for at in block.texts)
    for block in blocks:
        left_out = in_blocks - block.texts.keys()
        own = frozenset(run) - left_out
        headed = head and head._replace(texts={**head.within(own).texts, **block.texts})
        candidates, wide = candidates_of(grid, headed, rows[:1], evidence, own)
        # Otherwise, a signature below the table would be read as an answer.
        end = start + len(columns.body_of(lines, grid.step)) if block.what == ACTION else stop
        if block.what == ACTION:
            candidates = [each if each.at in block.texts else _beside_block(each) for each in candidates]
        yield Layout(head, start, end, run, assign(candidates, evidence), wide, block, left_out)


def _beside_block(candidate: Candidate) -> Candidate:
    """A column beside the block of an action, such as `Id`: its numbers do not say which action the block is about."""
    other = Other.SUBJECT if candidate.profile.mostly(*ACTION_KINDS) else candidate.sense.other
    weights = {column: weight for column, weight in candidate.sense.weights.items() if column != ACTION}
    return candidate._replace(sense=candidate.sense._replace(weights=weights, other=other))


def _name_over(head: Head, evidence: Evidence) -> tuple[RawCell, str | None] | None:
    """The only heading above all columns of a table, and what it names: an agency, an action or a status."""
    name, *others = {head.bands.get(at) for at in head.texts} or [None]
    if name is None or others:
        return None
    kind, is_status = evidence.kind(text_of_heading(name)), status_in(text_of_heading(name), evidence, exact=False)
    return name, STATUS if is_status else next((what for what, each in _NAMES.items() if kind is each), None)


def _without_status(head: Head, evidence: Evidence) -> Head:
    """Headings without a status above all of them, which says nothing about the columns: `On hold`."""
    name, what = _name_over(head, evidence) or (None, None)
    start = text_of_heading(name).rstrip(": ") if name is not None and what == STATUS else ""
    texts = {at: (cell, text.removeprefix(start).strip() or text) for at, (cell, text) in head.texts.items()}
    return head._replace(texts=texts) if start else head


def _below_name(head: Head | None, known: Container[str], evidence: Evidence) -> Block | None:
    """A table as a block if all its headings are below one of several agencies, actions or statuses, as on a board."""
    name, what = (_name_over(head, evidence) if head else None) or (None, None)
    return Block(what, name, dict(head.texts)) if head and what and what not in known else None


def _blocks(head: Head | None, candidates: Sequence[Candidate], evidence: Evidence) -> list[Block]:
    """The blocks of a wide table; empty if it is one table."""
    bands = head.bands if head else {}
    if numbered := _numbered(candidates, evidence):
        rest = [each for each in candidates if not any(each.at in block.texts for block in numbered)]
        named = _named_by_headings(bands, rest, evidence, ACTION, bare=False)
        return sorted([*numbered, *named], key=lambda block: min(block.texts))
    of_agencies = [each for each in candidates if each.profile.mostly(Kind.AGENCY)]
    for each in of_agencies:
        if head and each.heading is not None and (name := action_in(each.text, evidence)):
            texts = {**head.texts, each.at: (each.heading, _heading(AGENCY, evidence))}
            band = bands.get(each.at, each.heading)
            cell = band if action_in(text_of_heading(band), evidence) else each.heading
            return [Block(ACTION, cell._replace(value=name), texts)]
    listed = any(each.heading_weight(AGENCY) >= ROLE for each in of_agencies)
    for what in (AGENCY, ACTION):
        blocks = _named_by_headings(bands, candidates, evidence, what, bare=what == AGENCY or listed)
        if len(blocks) >= ROLES:
            return blocks
    return []


def _numbered(candidates: Sequence[Candidate], evidence: Evidence) -> list[Block]:
    """The blocks of a form that asks the same questions several times: `Action 1`, `Progress 1`, `Action 2` …"""
    asked: dict[tuple[str, str], dict[int, tuple[Candidate, RawCell, str]]] = {}
    texts = {each.at: NUMBERED.sub("", each.text) for each in candidates}
    first = {text for text in texts.values() if {f"{text}2", f"{text} 2"} & {*texts.values()}}
    for each in candidates:
        part, question, number = _in_series(texts[each.at], first)
        if each.heading is not None and question:
            key = fold_heading(part), fold_heading(question)
            asked.setdefault(key, {})[number] = each, each.heading, question
    several = {key: each for key, each in asked.items() if len(each) >= ROLES}
    actions = [key for key, each in several.items() if any(_names_action(c, q, evidence) for c, _, q in each.values())]
    if len(actions) != 1:
        return []
    part, times = actions[0][0], sorted(several[actions[0]])
    heading = {actions[0]: _heading(ACTION, evidence)}
    repeated = {key: each for key, each in several.items() if key[0] == part and sorted(each) == times}
    blocks = [Block(ACTION, None, {}) for _ in times if len(repeated) >= ROLES]
    for block, time in zip(blocks, times, strict=False):
        for key, columns_of in repeated.items():
            own, cell, question = columns_of[time]
            block.texts[own.at] = cell, heading.get(key, question)
    return blocks


def _names_action(candidate: Candidate, question: str, evidence: Evidence) -> bool:
    """Whether a column holds actions, and its heading does not ask for figures, such as `Hours`."""
    worded = candidate.profile.share(Kind.ACTION) or evidence.headings.sense(question).weights.get(ACTION, 0.0) >= ROLE
    return bool(worded) and candidate.profile.mostly(*ACTION_KINDS)


def _in_series(text: str, first: AbstractSet[str]) -> tuple[str, str, int]:
    """A repeated question without its number, and the number: `Done in 2022` and 2 for `Done in 20222`.

    The first value is the part that it is in: `Update` for `Update 2: status`. The questions in `first` have no number.
    """
    for question in first:
        if (number := text.removeprefix(question).strip() or "1").isdecimal() and text.startswith(question):
            return "", question, int(number)
    if part := _IN_PART.fullmatch(text):
        return part[1], part[3], int(part[2])
    found = _SERIES.fullmatch(text)
    return ("", found[1], int(found[2] or 1)) if found else ("", "", 1)


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
        parts = _below_group(each, kind, evidence) or _split_name(each.text, what, evidence, text_of_heading(cell))
        if parts is None:
            continue
        name, rest = parts
        # Texts headed only by a name are progress, but words such as `Lead` and `Support` beside other texts are not.
        written = each.holds_texts or each.profile.mostly(Kind.WORDS, Kind.SENTENCE)
        holds_text = written and (each.profile.share(Kind.SENTENCE) > 0 or not other_texts)
        signs = all(len(text_of(cell.value)) <= SIGN for cell in each.values.values())  # such as `L` and `S`
        if rest or (bare and holds_text and not signs):
            block = found.setdefault(evidence.meaning(what, name), Block(what, cell._replace(value=name), {}))
            block.texts[each.at] = each.heading, rest or progress
    return [*found.values(), *_unknown_blocks(list(found.values()), bands, candidates, what, evidence)]


def _below_group(candidate: Candidate, kind: Kind, evidence: Evidence) -> tuple[str, str] | None:
    """A name alone below the heading of a group that asks for nothing: `MBIE` below `Labour and immigration`."""
    group = candidate.text.removesuffix(candidate.lowest).strip()
    if not group or evidence.kind(candidate.lowest) is not kind:
        return None
    sense = evidence.headings.sense(group)
    asks = sense.best[1] >= ROLE or sense.other or sense.forbids or sense.dated or sense.time
    return None if asks else (candidate.lowest, "")


def _unknown_blocks(
    known: Sequence[Block], bands: Mapping[int, RawCell], candidates: Sequence[Candidate], what: str, evidence: Evidence
) -> Iterator[Block]:
    """The blocks whose names the plan lacks: `WorkSafe update` beside `Police update`."""
    headings = {fold_heading(text): text for block in known for _, text in block.texts.values()}
    taken = {at for block in known for at in block.texts}
    free = [
        (each, each.heading, fold_heading(each.text)) for each in candidates if each.heading and each.at not in taken
    ]
    found: dict[str, Block] = {}
    for each, heading, folded in free if known else ():
        rest = next((text for text in headings if folded.startswith(f"{text} ") or folded.endswith(f" {text}")), None)
        name = folded.replace(rest, "", 1).strip() if rest else folded
        may_name = rest or (len(known) >= ROLES and what == AGENCY and each.sense.best[0] == what and each.holds_texts)
        words = name.split()
        strange = any(word.isalpha() or what == ACTION for word in words if not is_known(word))
        strange = strange or (what == ACTION and not evidence.headings.action_names.isdisjoint(words))
        if may_name and strange:
            block = found.setdefault(name, Block(what, bands.get(each.at, heading), {}))
            block.texts[each.at] = heading, headings[rest] if rest else next(iter(headings.values()))
    yield from found.values()


def _heading(column: str, evidence: Evidence) -> str:
    return evidence.edition.framework.column_by_id[column].heading


def _split_name(text: str, what: str, evidence: Evidence, band: str) -> tuple[str, str] | None:
    """The agency or action that a heading names, and the rest, which must ask for something; None if it names none.

    If the `band` above the heading is a name, it is preferred to a longer one: `Action 6`, not `Action 6 progress`. So
    is a name that a sign sets apart from a question (`Action 6 - what comes next`), and a name before a heading of the
    plan: `Action 6`, not `Action 6 next`.
    """
    if what == AGENCY and evidence.kind(text) is Kind.AGENCY:
        return text, ""
    words, found = text.split(), []
    counts = range(len(words), 0, -1) if len(words) <= _LONGEST else ()
    for start, end in ((start, start + count) for count in counts for start in range(len(words) - count + 1)):
        name = " ".join(words[start:end]).strip(_AROUND)
        name = name.removesuffix("'s").removesuffix("’s").rstrip("'’")
        worded = any(map(str.isalpha, name))  # `Progress (2–3 sentences)` names no actions
        worded = worded and " ".join(words[:start]).rpartition(" ")[2].casefold() not in _OTHERS
        # In the heading `Progress Q1 2025`, `Q1` is a quarter, even if the plan has an action `Q1`.
        if worded and evidence.kind(name) is _NAMES[what] and name in without_spans(text, evidence.edition.framework):
            rest = " ".join([*words[:start], *words[end:]]).strip(_AROUND)
            sense = evidence.headings.sense(rest)
            ends = " ".join(words[:start])[-1:], words[end - 1][-1], " ".join(words[end:])[:1]
            plain = sense.best[1] >= ROLE and not evidence.subjects_in(rest)
            apart = plain and (not start or ends[0] in _SIGNS) and not _SIGNS.isdisjoint(ends)
            below = band != text and words[start:end] == band.split()
            found.append((not below, not apart, sense.exact is None, name, rest, sense))
    if not found:
        return None
    *_, name, rest, sense = min(found, key=lambda each: each[:3])
    own = evidence.kind(rest) is not Kind.STATUS  # the rest is a heading, not a status
    below_name = own and band != text and band.strip(_AROUND) == name
    asks = below_name or not any(map(str.isalpha, rest)) or sense.best[1] >= ROLE or sense.best[0] == "progress"
    return (name, rest if sense.only_time or any(map(str.isalpha, rest)) else "") if asks else None
