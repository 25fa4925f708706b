"""Compare rows with other lines that name actions: `Approved for release: actions 1 to 12`."""

from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies_in, words_beside_agencies
from poatool.framework.names.statuses import status
from poatool.framework.reference.model import How, References
from poatool.framework.reference.resolve import mentions
from poatool.framework.spans import without_spans
from poatool.rules.registry import Problem, once, tables_on, updates_on
from poatool.rules.wording import at_end, cell_on, for_reading, outside_rows, quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, RowKind
from poatool.submissions.statements.scope import ACTION
from poatool.submissions.statements.titles import BESIDE_NAME
from poatool.text import actions, lazy_pattern
from poatool.workbooks.model import trimmed

_LIMITS = lazy_pattern(
    r"(?i)\b(?:reports?|reported|reporting|returns?|submission|updates?|only|(?:approved|cleared)(?: for (?:release|publication))?)\b"
)
_BESIDE = lazy_pattern(rf"{_LIMITS.pattern}|\b(?:actions|this|these|here|we)\b")


class _Line(NamedTuple):
    """A row that names actions but is not an update: its first cell, and the texts of its cells, joined by colons."""

    cell: Cell
    text: str
    named: References
    rest: str  # the text without the actions

    @property
    def says(self) -> str:
        """Where it is and what it says, as the end of a sentence: `A3 says “Actions 1 to 5”.`"""
        return f"{self.cell.ref} says {at_end(self.text)}"


@once
def _lines(submission: Interpreted) -> Sequence[tuple[Sequence[Update], Sequence[_Line]]]:
    """The updates of each visible sheet, with its other lines that name actions."""
    found = []
    for sheet in (each for each in submission.submission.sheets if not (each.hidden or for_reading(each))):
        updates, lines = updates_on(submission, sheet), list[_Line]()
        rows = (row for table in tables_on(submission, sheet) for row in table.rows)
        past = {row.number for row in rows if row.kind is RowKind.OTHER_PERIOD}
        cells = (cell for cell in outside_rows(sheet, updates) if cell.row not in past)
        for _, row in groupby(cells if updates else (), attrgetter("row")):
            first, *others = row
            text = ": ".join(trimmed(cell.value) or cell.text for cell in (first, *others))
            said = mentions(submission.edition, text)
            if len(said) == 1 and said[0].references.resolved:
                named = said[0].references, text.replace(said[0].text, " ")
                lines.append(_Line(cell_on(submission, sheet, first), text, *named))
        found.append((updates, lines))
    return found


def beyond_stated(submission: Interpreted) -> Iterator[Problem]:
    """Report rows on actions outside the limits of a line on their sheet: `Approved for release: actions 1 to 12`."""
    for updates, lines in _lines(submission):
        limits = {line: codes for line in lines if (codes := _limit(line, submission.edition))}
        for line, run in groupby(updates if limits else (), key=lambda u: _contrary(u, limits, submission.edition)):
            if line:
                rows = [*run]
                about = {code for update in rows for code in update.codes}
                named = actions([code for code in submission.edition.by_code if code in about])
                message = f"{'These rows are' if rows[1:] else 'This row is'} about {named}, but {line.says}"
                yield Problem.at(rows[0].cell(ACTION), message).until(rows[-1].row.number)


def _limit(line: _Line, edition: Edition) -> set[str]:
    """The actions to which a line limits a return; none if it sets no limit, or names one action without `only`."""
    codes = [*edition.by_code]
    words = words_beside_agencies(edition.framework, without_spans(line.rest, edition.framework))
    only_limits = _LIMITS.search(words) and not BESIDE_NAME.sub(" ", _BESIDE.sub(" ", words)).strip()
    if not only_limits or (len(line.named.written) == 1 and "only" not in words):
        return set()
    ends = [at for at, code in enumerate(codes) if code in line.named.written]
    within = codes[ends[0] : ends[-1] + 1] if How.RANGE in line.named.ways else ()
    return {*line.named.codes, *line.named.written, *(code for code in within if not code.isdecimal())}  # N1 in 1 to 28


def _contrary(update: Update, limits: Mapping[_Line, AbstractSet[str]], edition: Edition) -> _Line | None:
    """The first line that limits the return of an update's agency, if no such line names the update's actions."""
    named = {line: {*map(edition.published_as, agencies_in(edition.framework, line.text))} for line in limits}
    about = [line for line, agencies in named.items() if not agencies or not agencies.isdisjoint(update.agencies)]
    own = {*update.codes, *update.references.written}
    counts = about and update.references.resolved and not update.nil
    return about[0] if counts and all(own.isdisjoint(limits[line]) for line in about) else None


def contrary_to_summary(submission: Interpreted) -> Iterator[tuple[Sequence[Update], Problem]]:
    """Report rows whose status differs from that in a summary of their actions: `Completed: 2: actions 5 and 18`."""
    plan = submission.edition.framework
    for updates, lines in _lines(submission):
        for line in lines:
            label = "".join(letter for letter in line.rest if not letter.isdigit()).strip(": ()–—-")
            reaches = {plan.status_by_id[each].reach for each in status(plan, label, suggest=False).ids}
            for update in (each for each in updates if each.status and reaches):
                other = plan.status_by_id[update.status or ""].reach not in reaches
                if other and not {*line.named.codes}.isdisjoint(update.codes):
                    raw = quoted(update.cell("status").raw)
                    message = f"{actions(update.codes)}: the status is {raw}, but {line.says}"
                    yield [update], Problem.at(update.cell("status"), message)
