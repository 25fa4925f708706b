"""Read the fields of a form: each label with the cells that answer it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from poatool.framework.dates import Fit
from poatool.framework.names.agencies import words_beside_agencies
from poatool.framework.names.statuses import at_end_of
from poatool.framework.reference.subjects import subject_of
from poatool.submissions.evidence.heading_text import NUMBERED, split_heading
from poatool.submissions.evidence.heading_words import MARKS, NO_SENSE, Sense
from poatool.submissions.evidence.headings import HEADING_LENGTH
from poatool.submissions.evidence.kinds import PART, Kind, ends_like_prose
from poatool.submissions.evidence.values import ASKED_BY, LABEL, Evidence
from poatool.submissions.evidence.work_done import Work, work_in
from poatool.submissions.grid import Grid, Line, is_page_mark, joined, without_far_cells
from poatool.submissions.layout.columns import PAIR, ROLE
from poatool.submissions.layout.overflow import joiner
from poatool.submissions.restrictions.texts import all_about_text, restriction_in
from poatool.submissions.restrictions.words import Where, Word, may_restrict, plain_words, word_of
from poatool.submissions.statements.labels import LABEL_WORDS, LONGEST, label_in, names_plan, split_label
from poatool.submissions.statements.parts import part_named
from poatool.submissions.statements.scope import ACTION, SCOPED
from poatool.submissions.statements.titles import action_in
from poatool.workbooks.model import RawCell, text_of, trimmed

ALIGNED = 3  # after this many labels with answers beside them, a longer label's answer is sought at the same place


@dataclass(frozen=True)
class Field:
    """A label of a form with the cells that answer it."""

    label: RawCell
    text: str
    sense: Sense
    values: list[RawCell] = field(default_factory=list)
    column: str | None = None  # the column of the plan that it asks for
    doubtful: list[RawCell] = field(default_factory=list)  # texts after a gap: answers only if another label follows
    aside: list[RawCell] = field(default_factory=list)  # cells that are too far away to answer it
    shared: bool = False  # it applies to several forms below
    opens: bool = False  # it is not a label, but the title of a part of the sheet: `This year (2023)`

    @property
    def is_text(self) -> bool:
        """Whether it is a text without a label, and not assigned to a column."""
        return self.column is None and self.label in self.values

    def heading(self, evidence: Evidence) -> str:
        """The text that heads its answer in a table; empty for a text without a label."""
        if not any(cell.at == self.label.at for cell in self.values):
            return self.text
        if self.sense is NO_SENSE and self.column:
            return evidence.edition.framework.column_by_id[self.column].heading
        return split_label(self.text)[0] if not self.is_text or self.sense != NO_SENSE else ""

    @property
    def offset(self) -> tuple[int, int] | None:
        """How many rows below and columns right of the label its answer begins; None if it has no answer."""
        first = next(iter(self.values), None)
        return (first.row - self.label.row, first.column - self.label.column) if first else None


def field_of(
    cell: RawCell, following: RawCell | None, evidence: Evidence, *, inside: bool, aligned: bool = False
) -> Field | None:
    """A label, with its answer if one follows a colon; None if the cell is not a label.

    `inside` a form, even an unknown short text is a label if a value is beside it or after its colon; the kind of this
    value shows what the label asks for. A longer text must be `aligned` with other labels and their answers.
    """
    text = evidence.as_label(trimmed(cell.value))
    name, _, rest = split_label(text)
    if _lists_statuses(rest, evidence):
        text, rest = name, ""
    elif following is not None and following.row == cell.row and _keeps_out_box(name, rest, following, evidence):
        text, rest = f"{name} ({rest})", ""
    answers = [cell._replace(value=rest, formula=None)] if rest else []
    beside = answers[0] if answers else following
    valued = beside if inside and beside is not None and beside.value is not None else None
    shown = asked_by(valued, evidence) if valued is not None else None
    # `Police: update on …` is a title.
    is_title = evidence.kind(name) is Kind.AGENCY and evidence.kind(rest or name) is Kind.SENTENCE
    is_title |= bool(rest) and shown != ACTION and names_plan(name, evidence)
    if is_title or (inside and text and _is_notice(text, cell, following, evidence)):
        return None
    label = label_in(f"{name}:" if rest else text, evidence, inside=True)
    if label is not None and not (rest and (label is NO_SENSE or label.other or len(name) > LONGEST)):
        return Field(cell, text, label, answers, shown if label is NO_SENSE else _asked(label, beside, evidence))
    is_long = len(name.split()) > LABEL_WORDS or text.endswith((".", ";"))
    if not text or (is_long and not aligned) or (PART.match(text) and shown is None):
        return None
    short = (Kind.WORDS, Kind.PERIOD, *((Kind.SENTENCE,) if aligned else ()))
    alone = "\n" not in text[: text.find(rest)] if rest else evidence.kind_of_answer(text) in short
    if valued is None or not alone:
        return None
    sense = evidence.headings.sense(name)
    if evidence.kind_of(valued) is Kind.NUMBER_OF_ACTION and "action" not in sense.weights:
        shown = None  # `Total`, with 4 beside it, counts something
    asked = _asked(sense, beside, evidence) if aligned and sense.best[1] >= LABEL else None
    return Field(cell, text, sense, answers, shown or asked)


def _lists_statuses(text: str, evidence: Evidence) -> bool:
    """Whether a text lists statuses to choose from: `planned, under way or completed?`."""
    parts = text.rstrip("?. ").replace(" or ", ",").replace("/", ",").replace(";", ",").split(",")
    kinds = [evidence.kind_of_answer(part.strip()) for part in parts if part.strip()]
    return len(kinds) > PAIR and 2 * kinds.count(Kind.STATUS) > len(kinds)


def _keeps_out_box(name: str, rest: str, box: RawCell, evidence: Evidence) -> bool:
    """Whether a label for notes keeps out only the text beside it, and no row: `Internal: not for release`."""
    if rest[:4].casefold() != "not " or evidence.kind_of(box) is not Kind.SENTENCE:
        return False
    plain = {Word.NOT, Word.OUT, Word.SMALL, Word.CLOSED, Word.NARROW} >= {*map(word_of, plain_words(rest))}
    private = evidence.edition.framework.private_columns
    return plain and restriction_in(rest) is not None and evidence.headings.sense(name).best[0] in private


def _is_notice(text: str, cell: RawCell, following: RawCell | None, evidence: Evidence) -> bool:
    """Whether a text restricts publication and labels nothing: the next cell, if any, has its own label."""
    if not may_restrict(text) or (following is not None and following.row == cell.row):
        return False
    name, _, rest = split_label(trimmed(following.value) if following is not None else "")
    last = following is None or (rest and evidence.headings.sense(name).best[0])
    return bool(last) and all_about_text(plain_words(text), Where.APART)


def is_aligned(cell: RawCell, beside: RawCell, found: Sequence[Field]) -> bool:
    """Whether a cell and the cell beside it are in the columns of the last labels and of their answers."""
    beside_it = (0, beside.column - cell.column)
    alike = (each for each in found[-ALIGNED:] if each.label.column == cell.column and each.offset == beside_it)
    return beside.row == cell.row and len([*alike]) == ALIGNED


def awaits_answer(grid: Grid, index: int, found: Sequence[Field], evidence: Evidence) -> bool:
    """Whether a line is a label without an answer: alone between labels with answers beside them, and not a sentence.

    A restriction is a label if it names what it is about: `Background (not for publication)`, but not `This form (…)`.
    """
    if len(grid.lines[index].cells) != 1:
        return False
    [cell] = grid.lines[index].cells
    first, *answers = next((line.cells for line in grid.lines[index + 1 :] if len(line.cells) > 1), [cell])
    answered, text = [field for field in found[-2 * ALIGNED :] if field.offset], trimmed(cell.value)
    if not answers or first.column != cell.column or not is_aligned(first, answers[0], answered):
        return False
    if not restriction_in(text):
        return not ends_like_prose(text)
    name = words_beside_agencies(evidence.edition.framework, split_heading(text)[0])
    of_return = (word == "version" or word_of(word) in (Word.TEXT, Word.POINTER, Word.THING) for word in name.split())
    return bool(name) and not (restriction_in(name) or any(of_return))


def answers_marked(cell: RawCell, found: Sequence[Field], evidence: Evidence) -> bool:
    """Whether a cell is where marked labels have their answers, below one, and is neither marked nor an exact label."""
    *before, last = found
    text, at = trimmed(cell.value), (cell.row - last.label.row, cell.column - last.label.column)
    if at not in {each.offset for each in before if _is_marked(each.text)} or _is_marked(text):
        return False
    return _is_marked(last.text) and not evidence.headings.sense(text).exact


def _is_marked(label: str) -> bool:
    return label.endswith(MARKS) or NUMBERED.match(label) is not None


def asked_by(answer: RawCell, evidence: Evidence) -> str | None:
    """The column that an unknown label asks for, judging by the kind of its answer."""
    return ASKED_BY.get(evidence.kind_of_answer(answer.value or ""))


def is_answered(field: Field, evidence: Evidence) -> bool:
    """Whether a label has a value of the kind that it asks for; if so, running text below does not answer it."""
    return bool(field.values) and field.column is not None and asked_by(field.values[0], evidence) == field.column


def _asked(sense: Sense, beside: RawCell | None, evidence: Evidence) -> str | None:
    """The column that a label asks for. The value beside it may show that it asks for a status, or for running text."""
    column, inexact = sense.best[0], sense.exact is None and not (sense.other or sense.dated)
    shown = asked_by(beside, evidence) if beside is not None else None
    if (column, shown) == ("progress", "status"):
        return shown  # as in `Progress: Delayed`
    shown = shown if inexact else None
    if column == ACTION and beside is not None and evidence.kind_of(beside) is Kind.SENTENCE:
        texts = [each for each in evidence.narrative if sense.weights.get(each, 0.0) >= ROLE]
        column = texts[0] if len(texts) == 1 else column  # such as a sentence beside `Actions to follow`
    if column not in evidence.narrative:
        return shown if shown == "status" else column
    earlier = sense.time is Fit.OTHER and not (sense.later and column != "progress")
    kind = evidence.kind_of(beside) if column == "progress" else None
    of_figure = kind is Kind.DATE or (kind is Kind.NUMBER and inexact)  # as beside `Updated:` or `Percent complete:`
    return None if sense.other is not None or sense.forbids or earlier or of_figure else column


def opener(fields: Sequence[Field]) -> str | None:
    """`agency` or `period` if each form begins with a label for it, and then names the action; otherwise None."""
    columns = (each.column for each in fields if each.column in SCOPED)
    asked = [column for column, _ in groupby(columns)]  # repeats are merged, as an answer may be read as a title
    form = asked[: asked.index("action") + 1] if "action" in asked else []
    times = asked.count("action")
    return form[0] if len(form) > 1 and times > 1 and asked == form * times else None


def titles_of_parts(grid: Grid, evidence: Evidence) -> Mapping[int, list[Field]]:
    """Titles, not labels with answers, that divide a sheet into this period and another time, by row number."""
    cells = {line.cells[0]: grid.cell_after(at, 0) for at, line in enumerate(grid.lines) if len(line.cells) == 1}
    answered = (cell for cell, below in cells.items() if evidence.kind_of(below) in (Kind.SENTENCE, Kind.STATUS))
    senses = ((cell, label_in(trimmed(cell.value), evidence, inside=True)) for cell in answered)
    labels = {cell for cell, sense in senses if sense and sense.best[0] in evidence.answers}
    named = ((cell, part_named(trimmed(cell.value), evidence)) for cell in cells if cell not in labels)
    timed = {cell: part[0] for cell, part in named if part and part[0] in (Fit.OTHER, Fit.SAME)}
    apart = {*timed.values()} == {Fit.OTHER, Fit.SAME}
    return {cell.row: [Field(cell, trimmed(cell.value), NO_SENSE, opens=True)] for cell in timed if apart}


def title_fields(line: Line, evidence: Evidence) -> list[Field]:
    """Read a row as a title: an action, perhaps with its status, or a question about it with the answer beside it."""
    cell, *further = without_far_cells(line).cells
    text = trimmed(cell.value)
    beside = [_answer_of(each, "status", evidence) for each in further if not evidence.is_wording(trimmed(each.value))]
    is_action = evidence.kind(text) is Kind.ACTION  # also `Actions 11 and 12`
    said = subject_of(evidence.edition, text) if text.endswith((".", ";")) else None
    tells = text.endswith((".", ";")) and not (said and said.labels)  # `On action 9, we trained forty brokers.`
    short = (0 < len(text) <= HEADING_LENGTH and not tells) or is_action
    sense, kinds = evidence.headings.sense(text), {*map(evidence.kind_of, beside)} - {Kind.STATUS}
    asks = text.endswith("?") and {"progress"} <= sense.weights.keys() <= {"progress", "action", "action_text"}
    answered = kinds <= {Kind.SENTENCE} and not (sense.other or sense.dated or sense.forbids)
    if not short or ":" in text[:8] or (kinds and not (asks and answered)):
        return []
    action = action_in(text, evidence) or (text if is_action else None)
    if action is None:
        return []
    title = Field(cell, text, NO_SENSE, [cell._replace(value=action)], "action")
    return [title, *(Field(each, trimmed(each.value), NO_SENSE, [each], asked_by(each, evidence)) for each in beside)]


def _answer_of(cell: RawCell, column: str, evidence: Evidence) -> RawCell:
    """A cell without its label, if the label asks for this column: `Under way` for `Status: Under way`."""
    name, _, rest = split_label(trimmed(cell.value))
    return cell._replace(value=rest) if rest and evidence.headings.sense(name).best[0] == column else cell


def form_lines(grid: Grid, evidence: Evidence) -> list[Line]:
    """The lines of a sheet: one for each label or text, however many rows that spans, and none for page numbers."""
    kept = [line for line in grid.lines if not is_page_mark(line)]
    found = kept[:1]
    for line in kept[1:]:
        first, *rest = line.cells
        (above, *more), last = found[-1].cells, found[-1].number
        below = not (more or rest) and first.column == above.column and line.number <= last + grid.step
        asks = len(trimmed(above.value).split()) <= LABEL_WORDS and evidence.kind_of(first) is Kind.PERIOD
        if below and not asks and (sign := joiner(trimmed(above.value), trimmed(first.value))):
            found[-1] = Line(line.number, [joined((above, first), between=sign)])
        else:
            found.append(line)
    return found


def states_status(field: Field, evidence: Evidence) -> bool:
    """Whether the answer to a label ends with a status: `Action 17 – No update`."""
    return any(at_end_of(evidence.edition.framework, trimmed(cell.value)) for cell in field.values)


def with_texts_of_titles(forms: Sequence[Sequence[Field]], evidence: Evidence) -> Iterator[Sequence[Field]]:
    """Read the text after an action's number as progress if no label asks for it: `Action 9: We met partners.`

    At least half of these texts must be about work done; otherwise, they are the wordings of the actions.
    """
    bare = [form for form in forms if not any(e.is_text or (e.column == "progress" and e.values) for e in form)]
    bare = [form for form in bare if any(e.column in evidence.answers and e.values for e in form)]
    titles = [(each, *split_label(each.text)[::2]) for form in bare for each in form if each.column == "action"]
    texts = {each.label: (name, text) for each, name, text in titles if ends_like_prose(text) and evidence.codes(name)}
    reports = 2 * sum(work_in(text) is Work.DONE for _, text in texts.values()) >= max(len(titles), 1)
    for form in forms:
        split = next((each for each in form if reports and form in bare and each.label in texts), None)
        if split:
            number, cell = (split.label._replace(value=part) for part in texts[split.label])
            title = [replace(split, values=[number]), Field(cell, text_of(cell.value or ""), NO_SENSE, [cell])]
            yield [each for old in form for each in (title if old is split else [old])]
        else:
            yield form
