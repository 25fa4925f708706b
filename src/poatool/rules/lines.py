"""Compare what lines outside the rows say about them with the rows: which actions and statuses, and how many."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple, TypeVar

from poatool.framework.edition import Edition
from poatool.framework.model import Framework, Reach
from poatool.framework.names import statuses
from poatool.framework.names.agencies import agencies, agencies_in, words_beside_agencies
from poatool.framework.names.matching import fold
from poatool.framework.reference.model import How
from poatool.framework.reference.resolve import mentions
from poatool.framework.spans import without_spans
from poatool.rules.places import cell_on, for_reading, outside_rows
from poatool.rules.registry import Problem, once, updates_on
from poatool.rules.wording import at_end, quoted
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Row, RowKind
from poatool.submissions.restrictions.words import Word, plain_words, word_of
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.submissions.statements.titles import BESIDE_NAME
from poatool.text import actions, by_first, counted, lazy_pattern
from poatool.workbooks.model import trimmed

T = TypeVar("T")


class Line(NamedTuple):
    """A row outside the updates: its first cell, and the texts of its cells, joined by colons. A tab is in row 0."""

    cell: Cell
    text: str

    @property
    def says(self) -> str:
        """Where it is and what it says, as the end of a sentence: `A3 says “Actions 1 to 5”.`"""
        return f"{self.cell.ref if self.cell.row else 'the tab'} says {at_end(self.text)}"


@once
def lines(submission: Interpreted) -> Sequence[tuple[Sequence[Update], Sequence[Line]]]:
    """The updates of each visible sheet, with its tab and its lines outside them."""
    found = []
    for sheet in submission.submission.sheets if submission.updates else ():
        if (updates := updates_on(submission, sheet)) and not (sheet.hidden or for_reading(sheet)):
            outside = [Line(updates[0].row.first._replace(row=0), sheet.name)]
            for _, row in groupby(outside_rows(sheet, updates), attrgetter("row")):
                cells = [*row]
                text = ": ".join(trimmed(cell.value) or cell.text for cell in cells)
                outside.append(Line(cell_on(submission, sheet, cells[0]), text))
            found.append((updates, outside))
    return found


_LABEL = lazy_pattern(r"(?i)\bactions?\b[^:\d]{0,30}:\s{0,9}(?=\w{0,2}\d)")  # `Actions reported on: 3 and 5`
_ONLY = lazy_pattern(r"(?i)\bonly\b")
_REPORTS = lazy_pattern(
    r"(?i)\b(?:reports?|reported|reporting|returns?|response|submission|updates?|cover\w{0,3}|only)\b"
)
_BESIDE = lazy_pattern(rf"{_REPORTS.pattern}|\b(?:actions|this|these|here|we)\b")


def _covered(line: Line, edition: Edition) -> tuple[AbstractSet[str], bool]:
    """The actions to which a line limits the return or, if the second value is true, its approval; or empty.

    The line names several actions, or says `only`. It has only words of returns, or begins with a word for approval.
    """
    said = mentions(edition, text := _LABEL.sub(r"\g<0>actions ", line.text))
    named = said[0].references if len(said) == 1 else None
    rest = text.replace(said[0].text, " ") if named else ""
    if not (named and named.resolved) or (len(named.written) == 1 and not _ONLY.search(rest)):
        return frozenset(), False
    ends = [at for at, code in enumerate(edition.by_code) if code in named.written]
    within = [*edition.by_code][ends[0] : ends[-1] + 1] if How.RANGE in named.ways else ()
    codes = {*named.codes, *named.written, *(code for code in within if not code.isdecimal())}  # N1 is within 1 to 28
    words = words_beside_agencies(edition.framework, without_spans(rest, edition.framework))
    if (_REPORTS.search(words) or not line.cell.row) and not BESIDE_NAME.sub(" ", _BESIDE.sub(" ", words)).strip():
        return codes, False
    first, *_ = (*plain_words(text[: said[0].start]), "")
    approves = word_of(first) in (Word.CLEARED, Word.APPROVED)
    after = text[said[0].start + len(said[0].text) :]
    return (codes if approves and not fold(_ONLY.sub("", after)).strip() else frozenset()), approves


_Stated = Mapping[Line, AbstractSet[T]]


def beyond_stated(submission: Interpreted, *, approval: bool) -> Iterator[Problem]:
    """Report rows on other actions than those that a line above them, a line below the table or the tab names.

    With `approval`, only lines that approve certain actions count, wherever they are, and otherwise no such lines.
    """
    edition = submission.edition
    for updates, outside in lines(submission):
        covered = ((line, *_covered(line, edition)) for line in outside)
        stated = {line: codes for line, codes, approves in covered if codes and approves is approval}
        reach = [(each, stated) for each in updates] if approval else _reach(updates, outside, stated, submission)
        beyond = ((update, _not_in(update, said, edition)) for update, said in (reach if stated else ()))
        for line, run in groupby(beyond, key=itemgetter(1)):
            rows = [update for update, _ in run if line]
            about = {code for update in rows for code in update.codes}
            if line and rows:
                these = f"{'These rows are' if rows[1:] else 'This row is'} about"
                message = f"{these} {actions([code for code in edition.by_code if code in about])}, but {line.says}"
                hint = "Correct the action, or those words. If they are right, delete the row."
                yield Problem.at(rows[0].cell(ACTION), message, hint).until(rows[-1].row.number)


def _reach(
    updates: Sequence[Update], outside: Sequence[Line], stated: _Stated[T], submission: Interpreted
) -> Iterator[tuple[Update, _Stated[T]]]:
    """Each update with the lines nearest above it, down to the next agency, and each with the lines below the last."""
    kinds = ((table.sheet, row) for table, row in submission.submission.rows if AGENCY in row.cells)
    headings = {(sheet, row.number) for sheet, row in kinds if row.kind is RowKind.HEADING}
    block, said = list[Line](), dict[Line, AbstractSet[T]]()
    rows = by_first((update.row.number, update) for update in updates)
    ends = {line.cell.row: line for line in outside}
    for row in sorted({*rows, *ends}):
        if row in rows:
            own = {line: stated[line] for line in block if line in stated}
            said = own if own or any((line.cell.sheet, line.cell.row) in headings for line in block) else said
            block = []
            yield from ((update, said) for update in rows[row])
        else:
            block.append(ends[row])
    last = {line: stated[line] for line in block if line in stated}
    yield from ((update, last) for update in updates if last)


def _not_in(update: Update, stated: _Stated[str], edition: Edition) -> Line | None:
    """The first of the lines about an update if none of them names its action; lines on other agencies do not count."""
    own = {*update.codes, *update.references.written}
    about = {}
    for line, codes in stated.items():
        named = {edition.published_as(code) for code in agencies_in(edition.framework, line.text)}
        if not named or not named.isdisjoint(update.agencies):
            about[line] = codes
    counts = about and own and update.references.resolved and not update.nil
    return next(iter(about)) if counts and all(map(own.isdisjoint, about.values())) else None


_CODE = r"[A-Za-z]?\d{1,2}(?:\.\d{1,2}){0,2}"
_NAMED = rf"(?:the )?(?:actions? (?P<named>{_CODE})\b|(?P<bare>{_CODE})(?=\W{{0,2}}\Z|[.,;:)!?]|,? (?:not|instead|rather)\b))"
_DENIES = lazy_pattern(
    rf"(?i)\b(?:not(?: (?:under|on|for|to|in|about|with))?|instead of|rather than) {_NAMED}",
    needs=("not ", "instead", "rather"),
)
_CORRECTS = lazy_pattern(
    r"(?i)\b(?:belongs?|moved?|meant|(?:should|must|ought to) (?:be|read|go|sit|stand|say|count))"
    rf"(?: (?:under|on|in|for|as|at|to|with|the|number|no\.?|be|go|counted|listed|reported|shown)){{0,3}} {_NAMED}",
    needs=("belong", "move", "meant", "should", "must", "ought"),
)
_BRIEF = 4  # the most words of a correction that names no action
_ABOVE, _BELOW = (
    lazy_pattern(rf"(?i)\b(?:{words})\b") for words in ("above|previous|preceding", "below|following|next")
)


def corrected(submission: Interpreted) -> Iterator[Problem]:
    """Report rows whose action a line outside them corrects: `The line above belongs under action 15, not 20`."""
    for updates, outside in lines(submission):
        for line in outside:
            denied, right = ({e["named"] or e["bare"] for e in p.finditer(line.text)} for p in (_DENIES, _CORRECTS))
            for update in _spoken_of(line, updates, denied, right, submission.edition) if denied or right else ():
                own = {*update.codes, *update.references.written}
                if own & denied or (right and own.isdisjoint(right)):
                    message = f"This row is about {actions(update.codes)}, but {line.says}"
                    yield Problem.at(update.cell(ACTION), message, "Correct the action, and delete that line.")


def _spoken_of(
    line: Line, updates: Sequence[Update], denied: AbstractSet[str], right: AbstractSet[str], edition: Edition
) -> Sequence[Update]:
    """The updates that a correction is about: the one above or below it, or those on an action that it denies."""
    above, below = ([u for u in updates if (u.row.number < line.cell.row) is before] for before in (True, False))
    if _ABOVE.search(line.text) or _BELOW.search(line.text):
        return above[-1:] if _ABOVE.search(line.text) else below[:1]
    cited = {code for each in mentions(edition, line.text) for code in each.references.codes}
    wrong = denied | (cited - right)
    named = [update for update in updates if cited and not wrong.isdisjoint(update.codes)]
    brief = not cited - right and (cited or len(line.text.split()) <= _BRIEF)  # `Should be 15`
    return named or [each for each in above[-1:] if brief and each.row.number == line.cell.row - 1]


_FILTER = lazy_pattern(
    r"(?i)\W{0,3}(?:filter(?:ed)?|showing|shown|selected|selection|view)\b(?: by| on| for| only)?\W{0,3}"
    r"(?:status|state|progress)?\s{0,3}(?:=|:|is\b|equals\b)?\s{0,3}(?P<status>\w[^.;]{1,60}?)(?: actions| rows| items| only){0,2}\W{0,3}"
    r"|(?P<title>\w[^.;:]{1,60}?) (?:actions|items|rows|commitments|initiatives|measures)(?: only)?\W{0,3}"
)
_TITLE = 120  # the longest line, in characters, that announces rows of a status
_OR = lazy_pattern(r"\s{0,3}[,/&]\s{0,3}|\s(?:and|or)\s")


def _statuses(text: str, plan: Framework) -> AbstractSet[str]:
    """The statuses that a text lists, with nothing else; empty if it says more."""
    parts = [text] if statuses.is_status(plan, text) else _OR.split(text)
    found = [statuses.status(plan, part, suggest=False).ids for part in parts if statuses.is_status(plan, part)]
    return {each for ids in found for each in ids} if len(found) == len(parts) else frozenset()


def _reaches(ids: Iterable[str], plan: Framework) -> AbstractSet[Reach]:
    return {plan.status_by_id[each].reach for each in ids}


def filtered_otherwise(submission: Interpreted) -> Iterator[Problem]:
    """Report rows below a line or tab that announces a status, such as `Filter: Status = Completed`, if none has it."""
    plan = submission.edition.framework
    for updates, outside in lines(submission):
        said = {line: _FILTER.fullmatch(without_spans(line.text, plan)) for line in outside if len(line.text) <= _TITLE}
        named = {line: _statuses(found["status"] or found["title"], plan) for line, found in said.items() if found}
        stated = {line: _reaches(ids, plan) for line, ids in named.items() if ids}
        below = [(u, [*of][-1]) for u, of in _reach(updates, outside, stated, submission) if of] if stated else []
        for line, rows in by_first(
            (line, update) for update, line in below if update.row.number > line.cell.row
        ).items():
            own = [update for update in rows if update.status]
            if own and not any(_reaches([update.status or ""], plan) & stated[line] for update in own):
                message = f"None of these rows has the status that is announced: {line.says}"
                problem = Problem.at(own[0].cell("status"), message, "Correct the statuses, or those words.")
                yield problem.until(own[-1].row.number)


_COUNT = lazy_pattern(r"\b\d{1,3}\b")
_TALLY = lazy_pattern(
    r"(?i)(?P<label>[^\W\d].{1,80}?)(?: total|(?:\s?[:–—-])? number of (?:actions|rows|updates))?"
    r"\s{0,3}(?:[:=–—-]\s?|\()?(?P<number>\d{1,3})(?: (?:actions?|rows?|updates?|entries))?\)?(?:: .*)?"
)


def contrary_to_summary(submission: Interpreted) -> Iterator[tuple[Sequence[Update], Problem]]:
    """Report rows to whose actions a summary gives another status, and rows of which it counts more or fewer."""
    edition, plan = submission.edition, submission.edition.framework
    for updates, outside in lines(submission):
        tallies: dict[str, list[_Counted]] = {"status": [], AGENCY: []}
        for line in outside:
            said = mentions(edition, line.text)
            rest = line.text.replace(said[0].text, "") if len(said) == 1 else ""
            if ids := _statuses(_COUNT.sub("", rest).strip(": ()–—-"), plan) if rest else ():
                for update in (each for each in updates if each.status):
                    named = not {*said[0].references.codes}.isdisjoint(update.codes)
                    if named and _reaches(ids, plan).isdisjoint(_reaches([update.status or ""], plan)):
                        status = quoted(update.cell("status").raw)
                        message = f"{actions(update.codes)}: the status is {status}, but {line.says}"
                        yield [update], Problem.at(update.cell("status"), message)
            if tally := _TALLY.fullmatch(line.text):
                label, number = tally["label"].rstrip(" :"), int(tally["number"])
                known = agencies(plan, label, suggest=False)
                codes = {edition.published_as(code) for code in known.ids if not known.unknown}
                named_by = {"status": _statuses(label, plan), AGENCY: codes if len(codes) == 1 else frozenset()}
                for column, names in named_by.items():
                    tallies[column] += [(line, names, number)] if names else []
        for column, counts in tallies.items():
            yield from _miscounted(column, counts, updates)


_Counted = tuple[Line, AbstractSet[str], int]  # a line, its statuses or agencies, and how many rows it counts


def _miscounted(
    column: str, tally: Sequence[_Counted], updates: Sequence[Update]
) -> Iterator[tuple[Sequence[Update], Problem]]:
    """Report the rows of statuses or agencies that a tally counts otherwise, if it counts as many rows in all."""
    values = [(update, update.agencies if column == AGENCY else [update.status]) for update in updates]
    rows = [[update for update, own in values if not named.isdisjoint(own)] for _, named, _ in tally]
    wrong = [(line, number, own) for (line, _, number), own in zip(tally, rows, strict=True) if number != len(own)]
    if wrong and sum(number for *_, number in tally) == len(updates) == sum(map(len, rows)):
        line, _, own = wrong[0]
        numbers = sorted(update.row.number for *_, of_line in wrong for update in of_line)
        first = next(update for update in updates if update.row.number == numbers[0])
        message = f"The sheet has {counted(len(own), 'such row')}, but {line.says}"
        yield [first], Problem.at(first.cell(column), message).until(numbers[-1])


def against_groups(submission: Interpreted) -> Iterator[Problem]:
    """Report rows below a pillar or objective if most have actions of others, and numbers begin again there."""
    evidence, of_row = Evidence(submission.edition), {id(update.row): update for update in submission.updates}
    for table in submission.submission.tables:
        parts, before = list[tuple[Row, list[Update]]](), set[str]()
        for row in table.rows:
            if row.kind is RowKind.HEADING:
                parts.append((row, []))
            elif parts and (update := of_row.get(id(row))) and update.references.resolved:
                parts[-1][1].append(update)
        for title, updates in parts:
            group = evidence.in_group(title.first.raw.strip())
            strange = [u for u in updates if group and group.isdisjoint({*u.references.written, *u.codes})]
            if len(strange) > 1 and 2 * len(strange) > len(updates) and not before.isdisjoint(updates[0].codes):
                first, last = strange[0], strange[-1].row.number
                message = (
                    f"{quoted(title.first.raw)} is above these rows, but {actions(first.codes)} is not part of it."
                )
                hint = "The numbers begin again here: write the numbers of the plan's actions."
                yield Problem.at(first.cell(ACTION), message, hint).until(last)
            before.update(code for each in updates for code in each.codes)
