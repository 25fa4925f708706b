"""Find labels with their values: `Agency: MBIE` in one cell, or a label with its value beside or below it."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import chain, repeat

from poatool.framework.dates import labelled_time, spelt_out
from poatool.framework.spans import fit, spans
from poatool.submissions.evidence import kinds
from poatool.submissions.evidence.heading_words import LEADS, MARKS, NO_SENSE, Other, Sense, fold_heading, is_prose
from poatool.submissions.evidence.headings import HEADING_LENGTH
from poatool.submissions.evidence.kinds import ACTION_KINDS, NAMES, SENTENCE_ENDS, SENTENCE_WORDS, SIGNING, Kind, ticked
from poatool.submissions.evidence.values import LABEL, Evidence
from poatool.submissions.grid import Line
from poatool.submissions.statements.scope import ACTION, AGENCY, CONTACT, PERIOD, SCOPED
from poatool.submissions.statements.titles import BESIDE_NAME, SENT_BY, agency_in, makes_addressee
from poatool.text import lazy_pattern
from poatool.workbooks.model import Marks, RawCell, text_of, trimmed

_PAIR = 2  # a label and its value
_LIST = 3  # this many agencies in one column are a list, not answers
_BESIDE = 4  # the greatest distance, in columns, between a label and the value beside it

_SENDER = lazy_pattern(rf"(?i)\s*(?:from|sender|(?:{SIGNING})(?: (?:by|from))?|on behalf of)\s*")

POST = lazy_pattern(
    r"(?i)\b(?:manager|director|advis[eo]r|officer|analyst|team|group|unit|branch|division|directorate|policy)\b"
)
"""Words for a post or team within an agency, which may lead an action: `Lead: Manager, Criminal Law`."""

KINDS = {AGENCY: Kind.AGENCY, PERIOD: Kind.PERIOD}
LABEL_WORDS = 8  # the most words of a label without a colon or a question mark
_OUTSIDE, _WORDS_OUTSIDE = 2.2, 4  # the least weight and the most words of a label outside a form; others are titles
LONGEST = 120  # the most characters of an answer, and of a label that has an answer or ends without `:` or `?`


def labelled(lines: Sequence[Line], evidence: Evidence) -> Iterator[tuple[str, RawCell]]:
    """The id of each label with its value, which is in the same cell (`Agency: MBIE`), beside the label or below it."""
    found = [
        (label, value)
        for index, line in enumerate(lines)
        for position in range(len(line.cells))
        for label, value in _label(line, position, lines[index + 1 : index + 3], evidence)
    ]
    found += [(PERIOD, value) for value in map(_from_and_to, lines, lines[1:], repeat(evidence)) if value is not None]
    values = [value for what, value in found if what == AGENCY]
    cells = (cell for line in lines if values for cell in line.cells if evidence.kind_of(cell) is Kind.AGENCY)
    listed = Counter(at for at, _ in {(each.column, trimmed(each.value)) for each in chain(values, cells)})
    found = [each for each in found if each[0] != AGENCY or listed[each[1].column] < _LIST]
    for label, value in found:
        text = trimmed(value.value)  # perhaps with a name: `Li Wen (Ministry of Justice)`
        asked = (text, text.partition(". ")[0]) if label == AGENCY and "?" not in text else ()
        named = next(filter(None, (agency_in(each, evidence) for each in asked)), None)
        yield label, value._replace(value=named) if named else value


def _from_and_to(line: Line, following: Line, evidence: Evidence) -> RawCell | None:
    """The period in two rows with its first and last day: `From: 1 July 2022`, then `To: 30 June 2023`; or None."""
    rows = [" ".join(text_of(cell.value) for cell in each.cells) for each in (line, following)]
    if max(map(len, rows)) > LONGEST or not any(map(str.isdigit, rows[1])):
        return None
    first, last = (spelt_out(row.replace(":", "")) for row in rows)
    last = last.removeprefix(first.split(" ")[0]).strip()  # `Reporting to` below `Reporting from`
    both = [each for each in spans(f"{first} {last}", evidence.edition.framework) if each.start < len(first) < each.end]
    alone = both and len(first[: both[0].start].split()) in (1, 2) and both[0].end == len(first) + 1 + len(last)
    return line.cells[-1]._replace(value=f"{first} {last}") if alone else None


def _label(line: Line, position: int, below: Sequence[Line], evidence: Evidence) -> Iterator[tuple[str, RawCell]]:
    """The id of the label at this position, if any, with its value from its own cell, beside it or below it."""
    cell, following = line.cells[position], line.cells[position + 1 :]
    text = evidence.as_label(trimmed(cell.value))
    name, colon, rest = split_label(text)
    offered = ticked(rest)
    if not text or len(text) > HEADING_LENGTH:
        return
    label = _scope_of(f"{name}{colon}", evidence)
    label = None if label == AGENCY and _is_title(name, rest, evidence) else label
    if rest and offered != "":
        value = cell._replace(value=offered or rest)
        label = label if label not in (None, CONTACT) else _names_agency(name, value, evidence) or label
        if label is not None and _is_value(value, label, evidence, name):
            yield label, _complete_time(label, name, value)
        return
    boxed = offered == "" or (following and ticked(trimmed(following[0].value)) is not None)
    asked = following[:1] if colon or not (following and Marks.APART in following[0].marks) else ()
    beside = next((each for each in asked if each.column - cell.column <= _BESIDE), None)
    if boxed:
        picked = [each for each in kinds.chosen(following) if each not in following]
        beside = picked[0]._replace(value=", ".join(trimmed(each.value) for each in picked)) if picked else None
    further = below if label or (beside and position == 0) else ()  # not for all: a line may have thousands of cells
    in_column = {each.number: c for each in further for c in each.cells if c.column == cell.column}
    under = in_column.get(line.number + 1)
    last = in_column.get(below[1].number) if len(below) > 1 else None
    near = beside or (under if label == CONTACT else None)
    if label in (None, CONTACT) and near is not None and position == 0:
        label = _names_period(name, line, evidence) or _names_agency(name, near, evidence) or label
    if label is None:
        return
    wanted = ACTION_KINDS if label == ACTION else {KINDS.get(label)}
    fits, lists = (each is not None and evidence.kind_of(each) in wanted for each in (under, last))
    if beside is not None and _is_value(beside, label, evidence, name):
        if colon or (_may_answer(line, beside, evidence) and not fits):
            yield label, _complete_time(label, name, beside)
        return
    if under is not None and not lists and (colon or (fits and label != ACTION)) and _is_value(under, label, evidence):
        yield label, _complete_time(label, name, under)


def _is_title(name: str, rest: str, evidence: Evidence) -> bool:
    """Whether what looks like a label is a title: `Ministry of Health: monitor`, `Cross-agency list: extract`."""
    unnamed = rest[:1].islower() or bool(rest and evidence.headings.sense(name).strange)
    return (unnamed and agency_in(rest, evidence) is None) or agency_in(name, evidence) is not None


def _complete_time(label: str, name: str, value: RawCell) -> RawCell:
    """Complete a time with the word from its label: `2` beside `Quarter` becomes `Q2`."""
    text = text_of(value.value)
    timed = labelled_time(name, text) if label == PERIOD and text else text
    return value if timed == text else value._replace(value=timed)


def _names_period(name: str, line: Line, evidence: Evidence) -> str | None:
    """`period` if a row holds only a time and a label without a colon: `Quarter | Q1`. None for any other row."""
    period, text = evidence.edition.period, text_of(line.cells[-1].value)
    if period is None or len(line.cells) != _PAIR or _scope_of(f"{name}:", evidence) != PERIOD:
        return None
    return PERIOD if fit(labelled_time(name, text), period, evidence.edition.framework) else None


def _may_answer(line: Line, value: RawCell, evidence: Evidence) -> bool:
    """Whether a value answers a label without a colon: no other cell of its row can, or the first cell has a colon."""
    kind = evidence.kind_of(value)
    if len(line.cells) == _PAIR or ":" in trimmed(line.cells[0].value):
        return True
    return kind in KINDS.values() and sum(evidence.kind_of(each) is kind for each in line.cells) == 1


def _names_agency(name: str, value: RawCell, evidence: Evidence) -> str | None:
    """`agency` if a label and its value name the sender: `Sent by (agency): Customs`. None for `Return to: MBIE`."""
    text = trimmed(value.value)
    is_name, named = evidence.kind(text) is Kind.AGENCY, agency_in(text, evidence) is not None
    if not (is_name or named) or len(name.split()) > SENTENCE_WORDS or makes_addressee(f"{name} ", evidence):
        return None
    sense = evidence.headings.sense(name)
    plain = sense.other is None and sense.exact in (None, AGENCY, CONTACT, ACTION)
    labels = is_name and plain and evidence.kind(name) is Kind.WORDS
    return AGENCY if labels or (named and _SENDER.fullmatch(name)) else None


def is_uncertain(line: Line, evidence: Evidence) -> bool:
    """Whether a line's label seems to be for the sender only because an agency is beside it: `Distribution: MBIE`."""
    name, *_ = split_label(evidence.as_label(trimmed(line.cells[0].value)))
    of_sender = _SENDER.fullmatch(name) or SENT_BY.fullmatch(name) or not BESIDE_NAME.sub(" ", name).strip()
    return evidence.kind(name) is Kind.WORDS and not (of_sender or _scope_of(f"{name}:", evidence))


def _scope_of(text: str, evidence: Evidence) -> str | None:
    """What a label outside a form asks for: an agency, action, period or contact; None for any other text."""
    sense = label_in(text, evidence, inside=False)
    column = sense.best[0] if sense is not None and sense.other is None else None
    return column if column in (*SCOPED, CONTACT) else None


def _is_value(cell: RawCell, label: str, evidence: Evidence, name_of_label: str = "") -> bool:
    kind = evidence.kind_of(cell)
    counts = kind is Kind.NUMBER_OF_ACTION and {"actions"} < {*name_of_label.casefold().split()}
    if label == ACTION and (counts or kind not in ACTION_KINDS):
        return False
    text = trimmed(cell.value)
    if label in KINDS and (len(text) > LONGEST or (kind in KINDS.values() and kind is not KINDS[label])):
        return False  # `Agency return: 2022` is a title
    if label == AGENCY and LEADS.search(name_of_label) and kind is not Kind.AGENCY and POST.search(text):
        return False
    name, colon, rest = split_label(text)
    if colon and (not rest or _scope_of(f"{name}:", evidence)):
        return False
    sense = evidence.headings.sense(text)
    return sense.exact is None and not (text.endswith("?") and sense.best[0])


_BULLETS = tuple("•▪◦●○*·>-–—")
_BEGINS_ANSWER = lazy_pattern(r"(?i)\s*(?:none|no|nothing) (?!of\b)", needs=("none ", "no ", "nothing "))


def split_label(text: str) -> tuple[str, str, str]:
    """Split a text at its colon into name, colon and answer, unless it is an address, path, time or `None yet: …`."""
    name, colon, rest = text.replace("：", ":").partition(":")
    timed = name[-1:].isdigit() and rest[:1].isdigit()
    whole = timed or rest.startswith(("//", "\\")) or _BEGINS_ANSWER.match(name)
    return (text, "", "") if whole else (name.strip(), colon, rest.strip())


def label_in(text: str, evidence: Evidence, *, inside: bool) -> Sense | None:
    """The meaning of a text as a label, or `NO_SENSE` if it is unknown; None if the text is not a label.

    A text with a colon or question mark is a label. A text without one must be short and clear, and even more so if it
    is not `inside` a form. An address, a file path and a list item without a colon are not labels.
    """
    text = text.rstrip(" *")  # a star marks a question that must be answered
    marked, words = text.endswith(MARKS), len(text.split())
    item = text.startswith(_BULLETS) and not marked
    if not 0 < len(text) <= (HEADING_LENGTH if marked else LONGEST):
        return None
    least, most = (LABEL, LABEL_WORDS) if marked or inside else (_OUTSIDE, _WORDS_OUTSIDE)
    long = words > most and not marked
    strange = long and (text.endswith(SENTENCE_ENDS) or not inside) and not evidence.headings.may_know(text)
    if strange or item or ":\\" in text or "://" in text or ticked(text) is not None or _BEGINS_ANSWER.match(text):
        return None
    sense = evidence.headings.sense(text.rstrip(":： "))
    private = inside and sense.forbids and sense.other is Other.SUBJECT and not text.endswith(SENTENCE_ENDS)
    of_plan = names_plan(text, evidence)
    if not of_plan and (sense.exact is not None or private):  # `Risks and sensitivities – not for release`
        return sense
    if of_plan or sense.best[1] < least:
        return NO_SENSE if marked else None
    kind = evidence.kind(text)
    return None if long or kind in kinds.VALUES | NAMES or is_prose(text, kind) else sense


def names_plan(text: str, evidence: Evidence) -> bool:
    """Whether a label is the beginning of the plan's title, or any plan: `Plan of action: annual return`."""
    name, title = fold_heading(text), fold_heading(evidence.edition.framework.title)
    return name in ("plan of action", "action plan") or (" " in name and f"{title} ".startswith(f"{name} "))


_SALUTATION = lazy_pattern(
    r"(?i)\W{0,3}(?:dear|t[eē]n[aā] (?:koe|k[oō]rua|koutou)|kia ora|greetings|to whom it may concern)\b"
    r"(?: [\w.'’-]+){0,4}\W{0,3}",
    needs=("dear", "ten", "tēn", "kia ora", "greetings", "to whom"),
)


def addressees(lines: Sequence[Line], step: int, evidence: Evidence) -> Container[int]:
    """The rows that only say whom a letter is written to: the block above `Dear colleagues`.

    The block counts only below the date or another agency's name; otherwise it may be the sender's letterhead.
    """
    blocks: list[list[Line]] = [[]]
    day = last = 0
    for line in lines:
        first, *more = line.cells
        near, last = line.number <= last + step, line.number
        if not more and _SALUTATION.fullmatch(trimmed(first.value)):
            *above, block = [each for each in blocks if each] or blocks
            texts = (trimmed(cell.value) for each in above for line in each for cell in line.cells)
            sent = block and (day in range(1, block[0].number) or any(agency_in(text, evidence) for text in texts))
            return {each.number for each in block if sent}
        if not more and evidence.kind_of(first) is Kind.DATE:
            day = line.number
            blocks.append([])
        elif not blocks[-1] or (near and not more):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return ()
