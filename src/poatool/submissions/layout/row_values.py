"""Read a line's cells by the columns of its table: its values, answers and status."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set as AbstractSet
from functools import cached_property
from itertools import chain, takewhile
from typing import NamedTuple

from poatool.framework.dates import PART_ALONE, labelled_time, spelt_out
from poatool.framework.names import statuses as status_names
from poatool.framework.spans import with_nearest_year
from poatool.submissions.evidence.heading_words import bare_heading
from poatool.submissions.evidence.headings import SHORT
from poatool.submissions.evidence.kinds import ACTION_KINDS, UNTICKED, Kind, ends_like_prose, is_explained, is_no_answer
from poatool.submissions.evidence.values import ASKED_BY, LABEL, REQUEST, Evidence
from poatool.submissions.evidence.work_done import points_elsewhere
from poatool.submissions.grid import Grid, joined, near_cells
from poatool.submissions.layout.assignment import SIGN
from poatool.submissions.layout.columns import FULL_WIDTH, PAIR, text_of_heading
from poatool.submissions.layout.joining import divided, have_labels, with_status_above
from poatool.submissions.layout.questions import action_asked_about
from poatool.submissions.layout.side_by_side import Layout
from poatool.submissions.restrictions.texts import split_guidance
from poatool.submissions.statements.labels import split_label
from poatool.submissions.statements.scope import ACTION, PERIOD
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, text_of, trimmed

_PREPARED = {"action", "action_text", "agency", "period", "previous_status", "previous_progress"}  # before any report
_NIL = lazy_pattern(r"(?i)\W*(?:nil|none|nothing|no (?:updates?|progress|changes?|reports?|new))\b")
_NO_ACTION = lazy_pattern(r"(?i)\W*(?:nil|none|no|not|n/?a|outside)\b\D*", needs=("nil", "no", "na", "n/a", "outside"))
_NO_FORMULAS: Mapping[str, str] = {}
_BY_CHANCE = 2  # how often a text may recur by chance


class ReadLine(NamedTuple):
    """A line of a table: its cells by column id, its other cells, and what the line turns out to contain."""

    number: int
    at: int  # its index
    after_gap: bool
    cells: Sequence[RawCell]  # without those in columns apart (`near_cells`)
    inside: Sequence[RawCell]  # its cells in the columns of the table; if it has none there, all its cells
    values: Mapping[str, RawCell]
    other: Sequence[RawCell]
    formulas: Mapping[str, str]
    action: Kind | None  # the kind of value in the action column
    answered: bool
    has_text: bool
    has_status: bool
    labelled: bool = False  # whether a label in it names the column of its only value

    @property
    def in_table(self) -> bool:
        """Whether the line clearly belongs to the table: it has an action in the right column, beside an answer."""
        return self.action in ACTION_KINDS and self.answered and (self.has_text or self.has_status)


class RowValues:
    """Reads lines cell by cell; `column_of` gives the plan's column for each column of the sheet's table."""

    def __init__(self, grid: Grid, layout: Layout, evidence: Evidence, column_of: Mapping[int, str]) -> None:
        self.grid, self.layout, self.evidence, self.kind_of = grid, layout, evidence, evidence.kind_of
        self.column_of = column_of
        self.assignment = layout.assignment
        self.named_columns = {each.at: each for each in self.assignment.named}
        shown = (evidence.edition.framework.published_columns | evidence.answers) - _PREPARED
        self._shown = sorted(shown, key=lambda column: column == "status")
        self._own = grid.lines[layout.start : layout.stop]
        self._full_width = next((each.values for each in self.assignment.candidates if each.at == FULL_WIDTH), {})
        self.joined = {at: column for column, places in self.assignment.joined.items() for at in places}

    @cached_property
    def lines(self) -> Sequence[ReadLine]:
        """The lines below the headings of the table, without the cells of tables beside it."""
        beside = frozenset[int]() if self.layout.block else self.layout.left_out
        found: list[ReadLine] = []
        heads = False  # whether the table begins with a label for the status; such labels then apply to the rows below
        for line in self._own:
            if cells := [cell for cell in line.cells if cell.column not in beside] if beside else line.cells:
                after_gap = bool(found) and line.number > found[-1].number + self.grid.step
                read = self._read(line.number, len(found), after_gap, cells)
                short = len(read.inside) <= PAIR and not after_gap
                given = self._named_by_label(read, (found or [read])[-1]) if short else None
                heads = heads or (not found and "status" in (given or ()))
                if given is not None and found and not (heads and "status" in given):
                    other = [] if given else [cell for cell in cells if cell.value is not None]
                    read = read._replace(values=given, other=other, action=None, labelled=True)
                found.append(read)
        return found

    @cached_property
    def _labelled(self) -> bool:
        cells = (cell for line in self._own for cell in line.cells if isinstance(cell.value, str) and ":" in cell.value)
        texts = (str(cell.value) for cell in cells if self.column_at(cell) in self.evidence.narrative)
        return have_labels(texts, self.assignment.by_column, self.evidence)

    @cached_property
    def last(self) -> int:
        """The number of the last row that is certainly part of the table; 0 if no row is."""
        return next((each.number for each in reversed(self.lines) if each.in_table), 0)

    def is_on_no_action(self, line: ReadLine) -> bool:
        """Whether a row says that it is on no action (`n/a`), or names none and has its own key or title."""
        if (own := line.values.get(ACTION)) is not None:
            return self.last > 0 and _NO_ACTION.fullmatch(trimmed(own.value)) is not None
        return set() < self._keys <= {cell.column for cell in line.cells if not is_no_answer(cell.value)}

    @cached_property
    def _keys(self) -> AbstractSet[int]:
        """The columns left of the action with a different key or title in each row, as in exports of trackers."""
        rows = next((each.values.keys() for each in self.assignment.candidates if each.column == ACTION), ())
        left = takewhile(lambda each: each.column != ACTION, self.assignment.candidates if len(rows) > 1 else ())
        named = (each for each in left if each.column in (None, "action_text") and each.values.keys() >= {*rows})
        return {each.at for each in named if each.profile.differ and each.profile.mostly(Kind.WORDS, Kind.SENTENCE)}

    def _divide_texts(self, values: dict[str, RawCell]) -> None:
        """Divide texts at their labels; without a column of statuses, take one above the progress."""
        for column in (each for each in self.evidence.narrative if each in values):  # perhaps one that a label added
            values |= divided(values[column], column, self.evidence, labelled=self._labelled)
        if "progress" in values and "status" not in {*self.column_of.values(), *values}:
            values |= with_status_above(values["progress"], self.evidence)

    def _read(self, number: int, at: int, after_gap: bool, cells: Sequence[RawCell]) -> ReadLine:
        values: dict[str, RawCell] = {}
        parts: dict[str, list[RawCell]] = {}
        other: list[RawCell] = []
        formulas: dict[str, str] = {}
        for cell in cells:
            place = self._place_of(cell)
            column = self.column_of.get(place)
            if place in self.joined and column in (None, "status", PERIOD):
                column = self.joined[place]
                if cell.value is not None:
                    parts.setdefault(column, []).append(cell)
            elif cell.value is not None and column is not None and column not in values:
                values[column] = cell
            elif cell.value is not None and column in self.evidence.narrative and place != cell.column:
                values[column] = joined((values[column], cell))  # below the same merged heading
            elif cell.value is not None and cell.column not in self.layout.left_out:
                other.append(cell)
            if column is not None and cell.formula is not None:
                formulas[column] = cell.formula
        self._divide_texts(values)
        for column, several in parts.items():
            values[column] = self._joined(column, [*([values[column]] if column in values else []), *several])
        marked = self._marked(cells)
        replaced = (values[column] for column in marked if column in values)
        other += [cell for cell in replaced if cell.column not in self.named_columns]  # ticks have been read
        ticked = self._with_other(values.get("status"), marked.get("status"))
        values |= marked | ({"status": ticked} if ticked else {})
        self._complete_status(values, cells)
        near = near_cells(cells)
        some = [cell for cell in near if cell.column in self.layout.columns]
        inside = near if len(some) in (0, len(near)) else some  # the same list, because a sheet may have many rows
        shown = self._named_action(values), self._answered(values), self._has_text(values), self._has_status(values)
        return ReadLine(number, at, after_gap, near, inside, values, other or (), formulas or _NO_FORMULAS, *shown)

    def _named_action(self, values: dict[str, RawCell]) -> Kind | None:
        """The kind of value in the action column; a question there is replaced by the action that it is about."""
        action = self.kind_of(values.get(ACTION))
        if action is Kind.SENTENCE and (asked := action_asked_about(trimmed(values[ACTION].value), self.evidence)):
            values[ACTION] = values[ACTION]._replace(value=asked)
            return self.kind_of(values[ACTION])
        return action

    def _complete_status(self, values: dict[str, RawCell], cells: Sequence[RawCell]) -> None:
        """Read a status at the end of the action's cell; add the status in the second column if it differs."""
        plan, unanswered = self.evidence.edition.framework, values.keys().isdisjoint(self.evidence.answers)
        if unanswered and (named := values.get(ACTION)):
            ending = status_names.at_end_of(plan, trimmed(named.value))  # `Action 3 – nothing to report`
            values |= {"status": named._replace(value=ending)} if status_names.is_nil(plan, ending) else {}
        second = next((cell for cell in cells if cell.column == self.assignment.second_status), None)
        if both := self._with_other(values.get("status"), second):
            values["status"] = both

    def _with_other(self, status: RawCell | None, other: RawCell | None) -> RawCell | None:
        """A status with another in its row that differs, and where that is, or None; a sign is always the other."""
        if status is None or other is None:
            return None
        status, other = sorted((status, other), key=is_explained)
        said = [trimmed(each.value) for each in (status, other)]
        differ = len({meant for text in said if (meant := self.evidence.meaning("status", text))}) > 1
        heading = next((each.lowest for each in self.assignment.candidates if each.at == other.column), "")
        shown = f"“{other.text.strip()}” below “{heading}”"
        shown += f", which means “{said[1]}”" if is_explained(other) else ""
        return status._replace(value=f"{said[0]}{status_names.ELSEWHERE}{said[1]}; {shown})") if differ else None

    def _named_by_label(self, line: ReadLine, above: ReadLine) -> dict[str, RawCell] | None:
        """The answer of a row that has only a label and a value, or that continues the answer directly above.

        Empty if the label asks for another thing, such as risks, and its text is in another cell; None without a label.
        """
        label, *rest = line.inside
        goes_on = above.labelled and not rest and isinstance(label.value, str)
        if goes_on and label.column == above.inside[-1].column != above.inside[0].column:
            return dict.fromkeys(above.values, label)
        name, colon, text = split_label(trimmed(label.value))
        rest += [label._replace(value=text)] if text else []
        of_group = bool(text) and self.evidence.names_group(trimmed(label.value))  # `Outcome 2: Contracts are clear`
        if of_group or len(rest) != 1 or len(name) > SHORT:
            return None
        sense, kind = self.evidence.headings.sense(name), self.evidence.kind(rest[0].value or "")
        column = sense.best[0] if sense.exact or (colon and sense.best[1] >= LABEL) else None
        if sense.other or sense.dated or sense.forbids or column == "notes":
            return {} if colon and not text else None
        fits = column in self.evidence.narrative or ASKED_BY.get(kind) == column
        return {str(column): rest[0]} if fits and column in self.evidence.answers else None

    def _marked(self, cells: Sequence[RawCell]) -> dict[str, RawCell]:
        """The status, agencies or actions that have a column of their own with a tick or a text in this row."""
        found: dict[str, RawCell] = {}
        for cell in cells if self.named_columns else ():
            column, text = self.named_columns.get(cell.column), text_of(cell.value).casefold()
            marks = column and (column.texts or len(text) <= SIGN or self.kind_of(cell) in (Kind.TICK, Kind.NUMBER))
            if column and marks and text not in UNTICKED:
                names = [str(found[column.what].value)] if column.what in found else []
                found[column.what] = found.get(column.what, cell)._replace(value=", ".join([*names, column.name]))
        return found

    def _joined(self, column: str, cells: Sequence[RawCell]) -> RawCell:
        """Join texts, each after its heading, or a part of a year with its year; of several statuses, take the last."""
        printed = self.layout.head.texts if self.layout.head else {}
        texts = {e.at: printed[e.at][1] if e.at in printed else e.text for e in self.assignment.candidates}
        headings = {at: " ".join(bare_heading(split_guidance(text)[0]).split()) for at, text in texts.items()}
        if column == PERIOD:  # such as `Q2`, or `2` below `Quarter`, beside its year
            times = {cell.column: labelled_time(headings[self._place_of(cell)], text_of(cell.value)) for cell in cells}
            cells = sorted(cells, key=lambda cell: not PART_ALONE.search(spelt_out(times[cell.column])))
            time = with_nearest_year((times[cell.column] for cell in cells), self.evidence.edition.framework)
            return cells[0]._replace(value=time) if time else cells[0]
        order = self.assignment.joined[column]
        ordered = sorted(cells, key=lambda cell: order.index(place) if (place := self._place_of(cell)) in order else 0)
        ordered = [cell for cell in ordered if not is_no_answer(cell.value)] or ordered[:1]
        if len(ordered) == 1 or column == "status":
            return ordered[-1]
        return joined(ordered, {**headings, **self._parts_that_differ(order, headings)})

    def _parts_that_differ(self, places: Sequence[int], headings: Mapping[int, str]) -> Mapping[int, str]:
        """The headings of joined texts without words that all share: `Q1` of `Progress Q1`. `Progress to May` stays."""
        if (head := self.layout.head) is None or not all(at in head.bands for at in places):
            return {}
        groups = {" ".join(text_of_heading(head.bands[at]).split()).rstrip(": ") for at in places}
        rest = {at: headings[at].removeprefix(*groups).strip() if len(groups) == 1 else headings[at] for at in places}
        return {at: text for at, text in rest.items() if text and not text[0].islower()}

    def _answered(self, values: Mapping[str, RawCell]) -> bool:
        """Whether a row has something to publish other than what may have been prefilled."""
        answer = next((each for each in self._shown if each in values and self._answers(each, values[each])), None)
        status = trimmed(values["status"].value) if answer == "status" else ""
        prefilled = ("status", status) in self._repeated and self.evidence.says_not_begun(status)
        return answer is not None and not prefilled

    def _answers(self, column: str, cell: RawCell) -> bool:
        """Whether a cell holds an answer, and not just a prompt or a pointer to another agency."""
        text = trimmed(cell.value)
        prompt = (column, text) in self._repeated and self.kind_of(cell) is not Kind.STATUS
        elsewhere = column in self.evidence.narrative and points_elsewhere(self.evidence.edition.framework, text)
        return not (is_no_answer(cell.value) or prompt or elsewhere)

    @cached_property
    def _repeated(self) -> frozenset[tuple[str | None, str]]:
        """Prompts: texts that recur three times or more, and make up half of the short texts in an answer column."""
        rows = [[(self.column_at(cell), cell) for cell in line.cells] for line in self._own]
        named = [row for row in rows if any(column == ACTION for column, _ in row)]
        answers = (each for each in chain.from_iterable(named or rows) if each[0] in self.evidence.answers)
        texts = ((column, trimmed(cell.value)) for column, cell in answers)
        times = Counter(each for each in texts if 0 < len(each[1]) <= SHORT)
        totals = Counter(column for column, _ in times.elements())
        recurring = ((each, count) for each, count in times.items() if count > _BY_CHANCE)
        return frozenset(each for each, count in recurring if 2 * count >= totals[each[0]])

    def _has_text(self, values: Mapping[str, RawCell]) -> bool:
        """Whether a text column holds running text (not a request), or says that there is nothing to report."""
        texts = [values[column] for column in self.evidence.narrative if column in values]
        reports = [cell for cell in texts if self.kind_of(cell) is Kind.SENTENCE or _NIL.match(trimmed(cell.value))]
        return any(not REQUEST.match(trimmed(cell.value)) for cell in reports)

    def is_unlike(self, text: str) -> bool:
        """Whether a sentence alone in its row ends unlike all texts of the table, as a line added in printing may."""
        return self.evidence.kind(text) is Kind.SENTENCE and self._are_sentences and not ends_like_prose(text)

    @cached_property
    def _are_sentences(self) -> bool:
        texts = (each for each in self.assignment.candidates if self.column_of.get(each.at) in self.evidence.narrative)
        cells = (cell for each in texts for cell in each.values.values() if self.kind_of(cell) is Kind.SENTENCE)
        return {ends_like_prose(trimmed(cell.value)) for cell in cells} == {True}

    def _has_status(self, values: Mapping[str, RawCell]) -> bool:
        """Whether a row has a status of the plan in a cell of its own, not as the heading of its text."""
        status = values.get("status")
        column = self.named_columns.get(status.column) if status is not None else None
        return self.kind_of(status) is Kind.STATUS and not (column and column.texts)

    def column_at(self, cell: RawCell) -> str | None:
        """The column of the plan for a cell."""
        return self.column_of.get(self._place_of(cell))

    def _place_of(self, cell: RawCell) -> int:
        """The sheet's column for a cell: its own, the first below a merged heading, or `FULL_WIDTH`."""
        return FULL_WIDTH if cell.row in self._full_width else self.layout.wide.get(cell.column, cell.column)
