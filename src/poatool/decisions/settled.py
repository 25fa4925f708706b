"""What decisions change in the submissions of a period, and in what rules find there."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from poatool.findings.context import Context
from poatool.findings.model import Finding, Place, Waiver
from poatool.submissions.interpret import Interpreted
from poatool.submissions.update_ids import RowKey

if TYPE_CHECKING:  # loaded only if there are decisions
    from poatool.decisions.model import AssessedStatus, Decision, Ruling, Withhold


class Settled(NamedTuple):
    """What decisions change in the submissions of a period, and what else they say about it."""

    submissions: tuple[Interpreted, ...]  # with texts edited and updates withheld as decided
    findings: tuple[Finding, ...] = ()  # one for each stale decision
    rulings: Mapping["Decision", "Ruling"] = {}  # the state of each decision on these submissions
    made: Mapping[tuple[RowKey, str], "Withhold"] = {}  # the applied ones by row and column; empty if on a whole update
    accepted: tuple[Waiver, ...] = ()  # the accepted findings
    assessed: Mapping[str, "AssessedStatus"] = {}  # the decisions on statuses, by action
    not_expected: Mapping[tuple[str, str | None], str] = {}  # why, by agency and action; None stands for any action
    awaited: Collection[str] = ()  # the agencies whose due day was extended

    def adjusted(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Mark findings in withheld rows as accepted; for edited texts, name the decision that edited them."""
        context = Context(self.submissions if self.made else ())
        for finding in findings:
            update, submission = context.update(finding.place), context.submission(finding.place)
            if update is None or submission is None:
                yield finding
                continue
            key = RowKey.of(submission, update.table, update.row)
            edited = (column for column in update.replaced if Place.of(update.cell(column)) == finding.place)
            if (made := self.made.get((key, ""))) is not None:
                accepted = Waiver(code=finding.code, reason=made.because, by=made.by, source=made.source)
                yield finding._replace(waiver=accepted)
            elif (column := next(edited, None)) is not None:
                source = self.made[key, column].source
                message = f"{finding.message} The text comes from {PurePath(source.file).name}, line {source.row}."
                yield finding._replace(message=message, related=(*finding.related, source))
            else:
                yield finding
