"""Weigh the readings of a sheet, so that the best one can be chosen."""

from typing import NamedTuple

from poatool.submissions.evidence.heading_words import MARKS
from poatool.submissions.evidence.headings import SHORT
from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind, count_words, ends_like_prose
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.layout.columns import ROLE
from poatool.submissions.model import Table
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import text_of, trimmed


class Reading(NamedTuple):
    """The tables of a sheet. Tables in `lacking` have texts, but no action or no text that may be published."""

    tables: tuple[Table, ...] = ()
    lacking: tuple[Table, ...] = ()

    @property
    def top(self) -> int:
        """The row at which the first table begins; without a table, a row below the end of any sheet."""
        tops = ([table.top, *(row.number for row in table.rows[:1])] for table in self.tables or self.lacking)
        return min(map(min, tops), default=LAST_ROW + 1)


class Merit(NamedTuple):
    """How good a reading is: how many words, statuses and updates it has, and whether agencies differ."""

    words: int
    statuses: int
    several_agencies: bool
    updates: int
    has_updates: bool
    plain: bool  # no text begins with a label or a question


def merit_of(reading: Reading, scoped: frozenset[str], evidence: Evidence) -> Merit:
    """The merit of a reading. Updates with a misread status do not count, nor do the words of doubtful tables.

    The words below a heading that keeps them out of the report, such as `Draft text`, are read, and so they count.
    """
    words = statuses = updates = 0
    agencies, plain = set[str](), True
    for table in reading.tables:
        joined = {heading.joined for heading in table.headings} - {None}
        added = [heading.text for heading in table.headings if (heading.joined or heading.column) in joined]
        added += [each.heading for each in evidence.edition.framework.text_columns if each.id in joined]
        kept = {table.line_of(heading.cell) for heading in table.headings if heading.aside}
        for row in table.updates:
            kind = evidence.kind_of(row.cells.raw[ACTION]) if ACTION in row.cells.raw else None
            text = trimmed(row.cells.raw["status"].value) if "status" in row.cells else ""
            states = evidence.kind_of_answer(text) is Kind.STATUS
            statuses += states
            misread = not states and evidence.headings.sense(text).best[1] >= ROLE  # as in `What was done`
            if misread or not (ACTION in scoped or kind in ACTION_KINDS):
                continue
            updates += 1
            agencies |= {row.cells.text(AGENCY)} - {""}
            texts = [row.cells.raw[column] for column in evidence.narrative if column in row.cells]
            told = [trimmed(text.value) for text in texts if evidence.kind_of(text) is not Kind.ACTION]
            answers = [text for text in told if not _asks(text, evidence)]  # a question of a form is not its answer
            plain = plain and len(answers) == len(told)
            answers += [text_of(cell.value) for cell in row.other if table.line_of(cell) in kept]
            words += sum(count_words(text, *added) for text in answers) if not table.doubts else 0
    return Merit(words, statuses, len(agencies) > 1, updates, any(table.updates for table in reading.tables), plain)


def _asks(text: str, evidence: Evidence) -> bool:
    """Whether a text begins with a label or question, such as `Status at the end of the year`, and not an answer."""
    line = text.partition("\n")[0]
    may_ask = len(line) <= SHORT and not ends_like_prose(line)
    return text.endswith(MARKS) or (may_ask and evidence.headings.sense(line).best[1] >= ROLE)
