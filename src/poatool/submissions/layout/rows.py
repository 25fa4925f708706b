"""Turn the lines below the headings into rows: decide what each is, and what it takes from the rows above."""

from bisect import bisect
from collections.abc import Mapping, Sequence, Set as AbstractSet
from functools import cached_property
from itertools import pairwise
from operator import ne
from typing import NamedTuple

from poatool.submissions.evidence.heading_words import LEADS
from poatool.submissions.evidence.kinds import ACTION_KINDS, PART, PART_SUFFIX, Kind, have_like_endings, is_no_answer
from poatool.submissions.grid import is_total
from poatool.submissions.layout.columns import TEXTS, is_expected_of
from poatool.submissions.layout.overflow import CONTINUED, with_rest, with_texts_below
from poatool.submissions.layout.row_kinds import RowKinds
from poatool.submissions.layout.row_values import ReadLine, RowValues
from poatool.submissions.model import Cells, Row, RowKind
from poatool.submissions.statements.scope import ACTION, AGENCY, CONTACT, PERIOD
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, text_of, trimmed

_SERIAL = lazy_pattern(r"([^\W\d_]{4,12}) ?(\d{1,2})[.:]?")  # a part: `Milestone 1`


class _Anchor(NamedTuple):
    """The cell in `row` whose value the rows down to `last` may take."""

    cell: RawCell
    row: int
    last: int


class Reader:
    """Reads the lines of one table in order, and completes each with what it takes from the lines above.

    `scoped` holds the columns that a label, the tab or a title gives for all rows. `for_next_table` holds statements in
    rows after the last update, which apply to the table below.
    """

    def __init__(self, values: RowValues, scoped: frozenset[str], sections: Mapping[str, RawCell]) -> None:
        self._values, self._evidence, self._grid = values, values.evidence, values.grid
        self._scoped = scoped
        self._kinds = RowKinds(values, sections)
        self.for_next_table: dict[str, RawCell] = {}
        self._last_values: dict[str, RawCell] = {}
        self._merged: dict[str, _Anchor] = {}
        self._above: _Anchor | None = None  # the action that the next row may continue
        self._latest: _Anchor | None = None  # the last action, whatever is below it
        self._part: tuple[str, int] | None = None  # the last part of an action without a text of its own

    def rows(self) -> list[Row]:
        """Every line of the table as a row, whatever it contains, without the cells of tables beside it."""
        labelled = {line.number for line in self._values.lines if line.labelled}
        rows = [*map(self._row, self._values.lines)]
        if self._grid.headed is not None:
            return rows
        rows = with_rest(rows, self._evidence, self._grid.step, labelled)
        return self._with_labels_at_left(with_texts_below(rows, self._evidence))

    def _with_labels_at_left(self, rows: Sequence[Row]) -> list[Row]:
        """Add each label left of the headings to all updates down to the next label, if the first update has one."""
        head = self._values.layout.head
        left = min(head.texts, default=0) if head else 0
        found, label = list(rows), None
        for place, row in enumerate(rows):
            own = next((cell for cell in row.other if cell.column < left), None)
            if row.kind is RowKind.UPDATE:
                label = own or label
                if label is None:
                    break
                found[place] = row if own else row._replace(other=[label, *row.other])
        return found

    def _row(self, line: ReadLine) -> Row:
        values, other, number, continued = {**line.values}, line.other, line.number, None
        if stated := self._kinds.pass_down(line):
            kind = RowKind.HEADING
            values, other = stated, [*{c.at: c for c in (*line.cells, *line.other) if c.value is not None}.values()]
            self.for_next_table |= {what: cell for what, cell in stated.items() if what != CONTACT}
        else:
            has_action = ACTION in values or self._has_action(line)
            by_label = RowKind.UPDATE if values else RowKind.NOTE
            kind = by_label if line.labelled else self._kinds.of(line, has_action=has_action)
            kind = RowKind.NOTE if kind is RowKind.UPDATE and (self._closes(line) or self._is_of_part(line)) else kind
            given = ACTION in {*self._kinds.passed_down, *self._scoped, *line.formulas}
            given = given or self._merged_over(ACTION, line) is not None
            if kind is RowKind.UPDATE and not given and self._values.is_on_no_action(line):
                kind = RowKind.NO_ACTION
        if kind is RowKind.UNANSWERED and any(self._merged_over(each, line) for each in self._evidence.narrative):
            kind = RowKind.UPDATE
        if kind in (RowKind.UPDATE, RowKind.UNANSWERED):
            self.for_next_table = {}
        if kind is RowKind.UPDATE:
            continued = self._take_from_above(line, values)
            other = [*other, *(line.values[each] for each in line.values.keys() - values.keys() - {ACTION})]
        elif kind is RowKind.REPEATED_HEADER and not line.after_gap:
            self._above = self._above and self._above._replace(last=number)
        else:
            names_action = kind is RowKind.UNANSWERED
            self._last_values |= {AGENCY: values[AGENCY]} if names_action and AGENCY in values else {}
            leads_in = trimmed(line.cells[-1].value).endswith(":") and self._continues(line)  # to texts below it
            leads_in = leads_in or (not stated and self._is_of_part(line))
            kept = self._above._replace(last=number) if self._above and leads_in else None
            self._above = _Anchor(values[ACTION], number, number) if names_action else kept
        if ACTION in values and values[ACTION].row == number:
            self._part = None if "progress" in values else ("", 0)
        origin, above = self._grid.origin, self._kinds.headed_by
        return Row(
            number,
            kind,
            Cells(origin, line.values if values == line.values else values),  # not a copy, to save memory
            line.cells[0],
            other or (),
            continued,
            merged=continued is not None and self._merged_over(ACTION, line) is not None,
            shared=any(each in values and values[each].row != number for each in self._evidence.narrative),
            in_group=AGENCY in values and values[AGENCY].row != number and AGENCY in self._group_columns,
            hidden=number in self._grid.sheet.hidden_rows,
            formulas=line.formulas,
            headed_by=above.cells[0] if above is not None and kind is RowKind.UPDATE else None,
        )

    def _has_action(self, line: ReadLine) -> bool:
        """Whether a row without an action may take one from above; a lone cell must be prose in a text column."""
        first, *more = line.inside
        if not (ACTION in {*self._kinds.passed_down, *self._scoped} or self._continues(line)):
            return False
        column = self._values.column_at(first) or self._values.joined.get(first.column)
        may_continue = column in self._evidence.narrative and self._evidence.may_continue(trimmed(first.value))
        return bool(more) or self._grid.headed is not None or may_continue  # any cell of an entry is about its action

    def _closes(self, line: ReadLine) -> bool:
        """Whether a row after a gap only closes the table: a text, or a label and its value, that continues nothing."""
        if not line.at or self._grid.headed is not None or line.number == self._values.lines[line.at - 1].number + 1:
            return False
        below_update = ACTION in self._kinds.passed_down and bool(self._above or self._last_values)
        first, *more = line.inside
        alone = not more or (len(more) == 1 and trimmed(first.value).endswith(":"))
        may_close = alone and line.action not in ACTION_KINDS and (below_update or ACTION in self._scoped)
        return may_close and not self._continues(line)

    def _is_of_part(self, line: ReadLine) -> bool:
        """Whether a row below an update is a sub-task: it only says who does that part, or how far it has come."""
        beside = any(text_of(cell.value).strip() for cell in line.other) and self._continues(line)
        given = {column for column, cell in line.values.items() if beside and text_of(cell.value).strip()}
        return set() < given <= {"status", CONTACT}

    def _continues(self, line: ReadLine) -> bool:
        """Whether a row may continue the update above: it is as near as usual or clearly reports on its action."""
        if self._above is None or self._grid.headed is not None:
            return False
        if line.number <= self._above.last + 1:
            return True
        first, *more = line.inside
        near = line.number <= self._above.last + self._grid.step
        inside = near or (line.has_text and (more or line.number < self._values.last))
        return bool(inside and (more or not self._values.is_unlike(trimmed(first.value))))

    def _merged_over(self, column: str, line: ReadLine) -> _Anchor | None:
        """The merged cell of a column that covers this row, if any."""
        merged = self._merged.get(column)
        return merged if merged is not None and line.number <= merged.last else None

    def _take_from_above(self, line: ReadLine, values: dict[str, RawCell]) -> int | None:
        """Complete an update with values from above; return the row whose action it takes, if any."""
        if not values.keys().isdisjoint({ACTION, AGENCY}):  # texts merged over this row are also about it
            merged_texts = {each: self._merged_over(each, line) for each in self._evidence.narrative}
            values |= {each: text.cell for each, text in merged_texts.items() if text and each not in values}
        continued = self._fill_action(line, values)
        continues = "progress" in values and values.keys().isdisjoint({AGENCY, PERIOD, "action_text"})
        for what in (AGENCY, PERIOD, "status"):
            if what not in values and what not in line.formulas:
                of_above = continued is not None and (what == AGENCY or (what == "status" and continues))
                of_above = of_above or what in self._group_columns
                of_group = self._last_values.get(what) if of_above else None
                merged = self._merged_over(what, line)
                if cell := of_group or (merged.cell if merged else self._kinds.passed_down.get(what)):
                    values[what] = cell
            if self._values.kind_of(values.get(what)) is Kind.DITTO and what in self._last_values:
                values[what] = values[what] if self._compares_times(values[what], what) else self._last_values[what]
            if what in values:
                self._last_values[what] = values[what]
            else:
                self._last_values.pop(what, None)
        values |= self._kinds.status_in_doubt(values)
        for area in self._grid.merges.get(line.number, ()):
            column = self._values.column_of.get(area.left)
            if column in values:
                self._merged[column] = _Anchor(values[column], line.number, area.bottom)
        if ACTION in values:
            first = line.number if continued is None else continued
            self._above = self._latest = _Anchor(values[ACTION], first, line.number)
        return continued

    def _compares_times(self, cell: RawCell, what: str) -> bool:
        """Whether `same` compares the status with that of another time, which has a column of its own."""
        headings = (self._evidence.headings.sense(each.text) for each in self._values.assignment.candidates)
        same = what == "status" and trimmed(cell.value).casefold() == "same"
        return same and any(each.dated and each.best[0] in ("status", "previous_status") for each in headings)

    @cached_property
    def _group_columns(self) -> frozenset[str]:
        """The columns (agency, period or both) that only the first row of each group fills in, as in a pivot table.

        There must be two groups, and the column must be empty in half of the rows, as fewer empty cells may be
        mistakes. Otherwise, each group must begin with a name and have a total below it; the total of a single group
        must repeat its name: `Police Total`. No total may repeat the name of another group. Below a heading for leads,
        nothing else may give the agency, and the plan must name each agency for the actions in its group.
        """
        return frozenset(filter(self._begins_groups, (AGENCY, PERIOD)))

    def _begins_groups(self, what: str) -> bool:
        found = {each.column: each for each in self._values.assignment.candidates}
        weak = what == AGENCY and what in found and found[what].weak
        leads = weak and what not in self._scoped and LEADS.search(found[what].text)
        if not {ACTION, what} <= found.keys() or (weak and not leads):
            return False
        named, actions = found[what].values, found[ACTION].values
        if what == AGENCY and any(self._grid.area_of(cell).bottom > row for row, cell in named.items()):
            return False  # merged cells show how far each name reaches
        answered = {row for column, each in found.items() if column in self._evidence.answers for row in each.values}
        rows = [row for row in sorted(answered & actions.keys()) if self._values.kind_of(actions[row]) in ACTION_KINDS]
        texts = [text_of(named[row].value) if row in named else "" for row in rows]
        names = [text for text in texts if text]
        groups = sum(1 for above, text in pairwise(texts) if above and not text)
        totals = self._totals(frozenset(map(str.casefold, names)))
        ends, closed_by = [*totals], [*totals.values(), None]
        parts = [bisect(ends, row) for row in rows]
        begins = [one != other for one, other in pairwise([-1, *parts])] == [*map(bool, texts)]
        own, contrary = None, False
        for text, part, row in zip(texts, parts, rows, strict=True):
            own = text.casefold() or own
            contrary |= closed_by[part] not in (None, own)
            contrary |= weak and not (own and is_expected_of(own, actions[row], self._evidence))
        totalled = begins and (len({*parts}) > 1 or {closed_by[part] for part in parts} == {own})
        grouped = totalled or (groups > 1 and len(texts) >= 2 * len(names))
        return texts[:1] == names[:1] and grouped and not contrary and all(map(ne, names, names[1:]))

    def _totals(self, names: AbstractSet[str]) -> Mapping[int, str | None]:
        """The rows of totals, each with the folded name that it repeats: `Police Total`."""
        labels = ((line, trimmed(line.cells[0].value).casefold()) for line in self._values.lines)
        said = {line.number: name for line, text in labels if (name := text.removesuffix(" total")) in names - {text}}
        return {e.number: said.get(e.number) for e in self._values.lines if e.number in said or is_total(e.cells)}

    def _fill_action(self, line: ReadLine, values: dict[str, RawCell]) -> int | None:
        """Take the action from above if the row names none; return the number of the row that it continues, if any."""
        own = values.get(ACTION)
        if continued := own is not None and isinstance(own.value, str) and CONTINUED.search(own.value) is not None:
            own = values[ACTION] = own._replace(value=CONTINUED.sub("", own.value).lstrip("( ") or own.value)
        if own is not None and (self._repeats_action(own) if continued else self._is_part(own, line)):
            own = None
            del values[ACTION]
            if "action_text" in values and not self._evidence.is_wording(trimmed(values["action_text"].value)):
                del values["action_text"]  # the name of the part
        ditto = self._values.kind_of(own) is Kind.DITTO
        if ACTION in line.formulas or (own is not None and not ditto):
            return None
        above = self._latest if continued else self._above if ditto or self._continues(line) else None
        anchor = self._merged_over(ACTION, line) or above
        if anchor is not None and not self._has_lost_number(line):
            values[ACTION] = anchor.cell
            return anchor.row
        if ACTION in self._kinds.passed_down:
            values[ACTION] = self._kinds.passed_down[ACTION]
        return None

    def _repeats_action(self, own: RawCell) -> bool:
        """Whether a row that claims to continue an update names the action of the last update."""
        last = self._latest.cell.value if self._latest else None
        return last is not None and self._evidence.codes(own.value) == self._evidence.codes(last)

    def _has_lost_number(self, line: ReadLine) -> bool:
        """Whether a row has a date in an unread column of action numbers: `3.1`, which Excel turned into 3 January."""
        dates = {cell.column for cell in line.cells if self._values.kind_of(cell) is Kind.DATE}
        unread = [c.profile for c in self._values.assignment.candidates if c.column is None and c.at in dates]
        return any(each.share(*ACTION_KINDS) and each.share(*ACTION_KINDS, Kind.NUMBER) >= TEXTS for each in unread)

    def _is_part(self, own: RawCell, line: ReadLine) -> bool:
        """Whether the action cell of a row names a part of the action above: `a)`, `2a`, but not `g` one row below."""
        above = self._above.cell if self._above and self._continues(line) else self._kinds.passed_down.get(ACTION)
        if above is None or self._values.kind_of(own) in ACTION_KINDS:
            return False
        text, codes = text_of(own.value), self._evidence.codes(above.value)
        if self._part is not None and (serial := _SERIAL.fullmatch(text.casefold().strip())):
            self._part = self._next_part(self._part, serial[1], int(serial[2]))
            if self._part is not None:
                return True
        below = len(codes) == 1 and text.startswith(codes[0]) and PART_SUFFIX.fullmatch(text, len(codes[0]))
        part, endings = PART.match(text), filter(None, map(PART_SUFFIX.search, codes))
        if part and not below and any(have_like_endings(part[0], ending[0]) for ending in endings):
            return False  # `ii` below A.1.i, and `(b)` below 4(a), may be other actions
        too_far = "abcdefgh".find(text.strip("(. )").casefold()) > line.number - above.row
        return bool(below) or (part is not None and not (too_far or is_no_answer(text)))

    def _next_part(self, before: tuple[str, int], name: str, number: int) -> tuple[str, int] | None:
        """A part if it is the next one of an action that has no text of its own: `Milestone 1`, then `Milestone 2`."""
        goes_on = number == before[1] + 1 and before[0] in ("", name)
        return (name, number) if goes_on and name not in self._evidence.headings.action_names else None
