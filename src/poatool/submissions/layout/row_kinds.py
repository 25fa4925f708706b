"""Decide what each row is, and what section rows, labels and titles of the next table pass to the rows below."""

from collections.abc import Mapping
from itertools import takewhile

from poatool.framework.names import statuses as status_names
from poatool.submissions.evidence import kinds
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.evidence.headings import HEADING_LENGTH, SHORT
from poatool.submissions.evidence.kinds import ACTION_KINDS, EXAMPLE, SENTENCE_ENDS, SENTENCE_WORDS, Kind, is_signature
from poatool.submissions.grid import Line, are_hints, is_total
from poatool.submissions.layout.heading_cells import renames_texts
from poatool.submissions.layout.heading_rows import heads_parts, titles_over
from poatool.submissions.layout.row_values import ReadLine, RowValues
from poatool.submissions.model import RowKind
from poatool.submissions.statements.labels import label_in, labelled
from poatool.submissions.statements.plans import names_owner_of_plan
from poatool.submissions.statements.scope import ACTION, AGENCY, CONTACT, PERIOD, Level, may_name_agency
from poatool.submissions.statements.titles import TITLE_WORDS, status_in, titled
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, Value, text_of, trimmed

_KEY = lazy_pattern(r"(?i)\W*(?:key|legend|status(?:es)?|definitions?|to|of|for|the|meanings?|colours?|rag|\W){1,9}")
_FOOTNOTE = lazy_pattern(r"[*†‡§¹²³]{1,3}|\d{1,2} [A-Z]")
_HEADING_WORDS = 6  # the most words of a cell in a row that heads another block
_NAME_WORDS = 8  # the most words of a name; a sub-heading has fewer
_LABELLED = 4  # the most cells in a row of labels and values


class RowKinds:
    """Decides what each line of a table is.

    `headed_by` is a line above that may head another table. `passed_down` holds the agency, action, period and status
    that lines pass to the lines below them.
    """

    def __init__(self, values: RowValues, above: Mapping[str, RawCell]) -> None:
        """Start with the statements above the table, and the status in its title or tab: `Completed actions`."""
        self._values, self._evidence, self._columns = values, values.evidence, set(values.column_of.values())
        self._lines, grid, layout = values.lines, values.grid, values.layout
        head = layout.head
        self.passed_down: dict[str, RawCell] = dict(above)
        tab = [cell._replace(value=grid.sheet.name) for cell, _ in head.texts.values()][:1] if head else []
        titles = (*titles_over(grid, head, layout.left_out), *tab) if head and "status" not in self._columns else ()
        stated = [*filter(None, map(self._status_in, titles))]  # several are a list of statuses, as in a key
        meant = {self._evidence.meaning("status", text_of(each["status"].value)) for each in stated}
        self.passed_down |= stated[0] if len(meant) == 1 else {}
        self._printed = [
            {(cell.column, fold_heading(trimmed(cell.value) or cell.text)) for cell in line.cells}
            for line in (grid.lines[head.first : head.last + 1] if head else ())
        ]
        self._above_headings = grid.lines[layout.stop - 1].number if layout.stop < len(grid.lines) else 0
        self._in_key = False
        first = (each for each in self._lines[:1] if not are_hints(each.cells))
        self.headed_by = next((each for each in first if renames_texts(each.values, self._evidence)), None)
        self._other_block_until = self._lines[-1].number if self.headed_by else -1

    def of(self, line: ReadLine, *, has_action: bool) -> RowKind:
        """The kind of a line; `has_action` means that it names an action or may take one from above."""
        if self._repeats_heading(line):
            return RowKind.REPEATED_HEADER
        if line.number > self._other_block_until:
            self.headed_by = None
        elif self.headed_by is None:
            return RowKind.NOTE
        if is_total(line.cells):
            return RowKind.TOTAL
        titles = line.number == self._above_headings and (len(line.cells) == 1 or all(map(self._status_in, line.cells)))
        titles = (titles and line.after_gap) or are_hints(line.cells) or self._is_sign_off(line)
        if titles or self._is_prompt(line) or self._is_footnote(line) or self._is_in_key(line):
            return RowKind.NOTE
        if self._heads_block(line):
            # A block ends at a row after a gap that clearly belongs to the table, and has no strange status.
            ends = {e.at for e in self._lines if e.in_table and e.after_gap and e.has_status >= ("status" in e.values)}
            block = [line, *takewhile(lambda each: each.at not in ends, self._lines[line.at + 1 :])]
            self._other_block_until = block[-1].number
            of_others = any(self._evidence.headings.sense(trimmed(cell.value)).other for cell in line.cells)
            self.headed_by = line if any(each.in_table for each in block) and not of_others else None
            return RowKind.NOTE
        return self._by_content(line, has_action=has_action)

    def _is_prompt(self, line: ReadLine) -> bool:
        """Whether a first row only says what to write: it has words, but no report."""
        later = bool(line.at) and not (line.at == 1 and are_hints(self._lines[0].cells))
        texts = [trimmed(line.values[each].value) for each in self._evidence.narrative if each in line.values]
        if later or any(len(text) > SHORT or text.endswith(SENTENCE_ENDS) for text in texts):
            return False
        asked = [line.values[column].value for column in (ACTION, "status") if column in line.values]
        found = {self._evidence.kind_of_answer(value or "") for value in asked}
        return len(asked) > 1 and found <= {Kind.WORDS, Kind.SENTENCE} and not _may_be_number(asked[0])

    def _is_sign_off(self, line: ReadLine) -> bool:
        """Whether a line without an action says who signed: `Approved by`, with a name beside it, and no sentence."""
        label, *beside = [trimmed(cell.value) for cell in line.cells]
        named = line.action in ACTION_KINDS or self._evidence.kind(label) is not Kind.WORDS or len(label) > SHORT
        return not named and any(is_signature(f"{label}: {e}") and not e.endswith(SENTENCE_ENDS) for e in beside)

    def _is_footnote(self, line: ReadLine) -> bool:
        """Whether a line below the table is a footnote: only a marked text in the first column."""
        first, *more = line.inside
        alone = not more and first.column == self._values.layout.columns.start
        return line.number > self._values.last and alone and _FOOTNOTE.match(trimmed(first.value)) is not None

    def _is_in_key(self, line: ReadLine) -> bool:
        """Whether a line belongs to a key to the statuses: it is the key's title, or comes after it."""
        begins = line.after_gap and _KEY.fullmatch(trimmed(line.cells[0].value))
        self._in_key = line.action not in ACTION_KINDS and bool(begins or self._in_key)
        return self._in_key

    def _by_content(self, line: ReadLine, *, has_action: bool) -> RowKind:
        reports = line.has_text or line.has_status
        if (action := line.values.get(ACTION)) is not None:
            return self._kind_with_action(line, action.value, reports=reports)
        answers = {column: text_of(cell.value) for column, cell in line.values.items() if column != "action_text"}
        counts = bool(answers) and all(map(str.isdigit, answers.values())) and answers.keys() <= self._evidence.answers
        if counts and any(map(str.isalpha, "".join(trimmed(cell.value) for cell in line.cells))):
            return RowKind.TOTAL  # `Calls reported`, with 3 beside it
        text, *more = {trimmed(cell.text) for cell in line.values.values()} or {""}
        first = line.inside[0].column == self._values.layout.columns.start and "progress" not in line.values
        closes = self._values.last and first and line.after_gap and not more and len(text.split()) <= TITLE_WORDS
        counts = line.number > self._values.last
        counts = counts and bool(closes or line.values.keys().isdisjoint(self._evidence.narrative))
        is_mark = self._values.grid.step == 1 and not line.after_gap and self._values.is_unlike(text)
        if line.answered and (more or not (is_mark or is_signature(text))):
            is_update = has_action or (reports and not counts)  # otherwise it may be a note, or a count of actions
            return RowKind.UPDATE if is_update else RowKind.NOTE
        text = trimmed(line.cells[0].value) if len(line.cells) == 1 else ""
        names = 0 < len(text.split()) < _NAME_WORDS and not text.endswith(SENTENCE_ENDS)
        return RowKind.HEADING if names else RowKind.NOTE

    def _kind_with_action(self, line: ReadLine, action: Value | None, *, reports: bool) -> RowKind:
        """The kind of a line with a value in the action column; `reports` if the line has a text or a status."""
        written = action if isinstance(action, str) else ""
        named = (line.values[each] for each in (AGENCY, "action_text") if each in line.values)
        text = trimmed(line.values["progress"].value) if "progress" in line.values else ""
        others = [trimmed(cell.value) for cell in (*line.other, *named)]
        if (written and EXAMPLE.match(written)) or kinds.is_example(text, others):
            return RowKind.EXAMPLE
        is_key = line.action is Kind.STATUS and not (reports and self._evidence.codes(action))
        if line.has_status and line.number > self._values.last:  # in a glossary, both cells have the same meaning
            meant, beside = (self._evidence.meaning("status", value) for value in (action, line.values["status"].value))
            is_key = meant == beside and not line.has_text
        is_action = line.action in ACTION_KINDS or (_may_be_number(action) and not is_key)
        numbered = not line.has_status and self._evidence.numbers_group(written)
        is_group = not line.has_text and (numbered or self._evidence.names_group(written))
        if line.answered and not is_group:
            is_update = is_action or line.action is Kind.DITTO or (reports and not is_key)
            return RowKind.UPDATE if is_update else RowKind.NOTE
        if is_action and not is_group:
            stated = status_names.at_end_of(self._evidence.edition.framework, written)
            return RowKind.UPDATE if stated else RowKind.UNANSWERED
        return RowKind.NOTE if len(written.split()) >= SENTENCE_WORDS and not is_group else RowKind.HEADING

    def _repeats_heading(self, line: ReadLine) -> bool:
        """Whether a line repeats two headings of a heading row, or the only one, or heads the parts of an action."""
        lengths = [len(trimmed(cell.value)) for cell in line.cells]
        if lengths[0] > SHORT or not 0 < min(lengths) <= max(lengths) <= HEADING_LENGTH:
            return False
        folded = {(cell.column, fold_heading(trimmed(cell.value))) for cell in line.cells}
        again = any(len(folded & printed) >= min(2, len(printed)) for printed in self._printed)
        return again or any(heads_parts(line.cells, printed, self._evidence) for printed in self._printed)

    def _heads_block(self, line: ReadLine) -> bool:
        """Whether a row after a gap or title heads a block: its texts are short, none an action, agency or status."""
        below_title = line.at and len(self._lines[line.at - 1].cells) == 1
        below = self._lines[line.at + 1 : line.at + 2]
        if not below or below[0].after_gap or len(line.cells) == 1 or not (line.after_gap or below_title):
            return False
        texts = [trimmed(cell.value) for cell in line.cells]
        short = all(len(text.split()) <= _HEADING_WORDS for text in texts)
        return short and {*map(self._evidence.kind, texts)} <= {Kind.WORDS, Kind.PERIOD, Kind.SENTENCE}

    def pass_down(self, line: ReadLine) -> dict[str, RawCell]:
        """The agency, action, period or status that a row passes to the rows below; empty if it has other content."""
        if line.labelled or (len(line.cells) == 1 and ACTION in line.values and line.answered):
            return {}
        if (found := self._labels(line)) is None:
            alone, *more = line.inside
            is_title = line.number == self._above_headings
            in_text_column = self._values.column_at(alone) in self._evidence.narrative and not is_title
            section = self.passed_down.get(AGENCY)
            may_head = alone.column in (self._values.layout.columns.start, section.column if section else 0)
            may_head = may_head or self._values.kind_of(alone) in (Kind.AGENCY, Kind.ACTION)
            counts = bool(more) and all(
                text_of(e.value).isdigit() and self._values.column_at(e) != ACTION for e in more
            )
            counts = counts and any(each.action in ACTION_KINDS for each in self._lines[line.at + 1 : line.at + 2])
            number = self._evidence.codes(text_of(alone.value or "")) if len(more) == 1 else ()
            worded = number and number == self._evidence.codes(trimmed(more[0].value))  # `22 | Continue to support …`
            if ACTION not in self._columns and worded:
                found = {ACTION: alone}
            elif (more and not counts) or (in_text_column and not may_head):
                return {}
            else:
                of_group = {AGENCY: alone} if self._values.kind_of(alone) is Kind.AGENCY else self._status_in(alone)
                found = of_group if counts else self._stated_alone(line, alone)
        self.passed_down |= {what: cell for what, cell in found.items() if what != CONTACT}
        return found

    def status_in_doubt(self, values: Mapping[str, RawCell]) -> dict[str, RawCell]:
        """The status of a row together with that in the heading above, if the two contradict each other; or empty."""
        own, above = (trimmed(each["status"].value) if "status" in each else "" for each in (values, self.passed_down))
        plan = self._evidence.edition.framework
        both = status_names.with_other(plan, own, above, in_row=False) if own and above else own
        return {} if both == own else {"status": values["status"]._replace(value=both)}

    def _stated_alone(self, line: ReadLine, alone: RawCell) -> dict[str, RawCell]:
        """What a text that is alone in its row passes to the rows below."""
        text, kind = trimmed(alone.value), self._values.kind_of(alone)
        what = {Kind.ACTION: ACTION, Kind.AGENCY: AGENCY, Kind.PERIOD: PERIOD}.get(kind or Kind.WORDS)
        below = (each for each in self._lines[line.at + 1 : line.at + 2] if each.action not in ACTION_KINDS)
        answered = any(self._evidence.answers & each.values.keys() for each in below)
        if what == ACTION and ACTION in self._columns and not answered:
            what = None  # this text is the wording of an action whose number is above it, not a title
        first = alone.column == self._values.layout.columns.start and self._values.column_at(alone) != "status"
        if what in (None, PERIOD) and (first or "status" not in self._columns) and (status := self._status_in(alone)):
            times = (each for each in titled(text, self._evidence) if each.what == PERIOD)
            return status | {each.what: alone._replace(value=each.text) for each in times}
        found, count, is_title = {what: alone} if what else {}, len(text.split()), line.number == self._above_headings
        if count > TITLE_WORDS or text.endswith(SENTENCE_ENDS):
            return found
        for each in titled(text, self._evidence) if not names_owner_of_plan(text) else ():
            if each.level < Level.MENTION:
                found.setdefault(each.what, alone._replace(value=each.text))
        if count <= _NAME_WORDS and status_names.named_in(self._evidence.edition.framework, text):
            self.passed_down.pop("status", None)  # the status that the text names is unclear: `Not yet done`
        if not found and self._may_be_agency(alone):
            return {AGENCY: alone}
        return found if (what or ACTION in found or is_title) or count <= _NAME_WORDS else {}

    def _may_be_agency(self, alone: RawCell) -> bool:
        """Whether a text may name an unknown agency: it has a word such as `Office`, or is below another agency."""
        text, section = trimmed(alone.value), self.passed_down.get(AGENCY)
        groups = tuple(map(str.casefold, self._evidence.edition.framework.group_titles))
        below_agency = section is not None and section.column == alone.column and not text.casefold().startswith(groups)
        return may_name_agency(text, below_agency=below_agency)

    def _status_in(self, cell: RawCell) -> dict[str, RawCell]:
        exact = self._values.column_at(cell) in self._evidence.narrative
        status = status_in(trimmed(cell.value), self._evidence, exact=exact)
        return {} if status is None else {"status": cell._replace(value=status)}

    def _labels(self, line: ReadLine) -> dict[str, RawCell] | None:
        """The labelled cells of a row with nothing else: `Agency: Police`; None if the row has more."""
        first = trimmed(line.cells[0].value)
        column = self._values.column_of.get(line.cells[0].column)
        names_action = column == ACTION and self._values.kind_of(line.cells[0]) in ACTION_KINDS
        if not first or len(line.cells) > _LABELLED or names_action or column in self._evidence.narrative:
            return None
        found = dict(reversed([*labelled([Line(line.number, line.cells)], self._evidence)]))  # of two, the first counts
        used = {cell.at for cell in found.values()}
        rest = [cell for cell in line.cells[0 if ":" in first else 1 :] if cell.at not in used]
        labels = all(label_in(trimmed(cell.value), self._evidence, inside=True) is not None for cell in rest)
        return found if found and labels else None


def _may_be_number(value: Value | None) -> bool:
    """Whether a value may be meant as an action's number: it is short and has a digit."""
    return any(map(str.isdigit, text := text_of(value or ""))) and len(text.split()) < SENTENCE_WORDS
