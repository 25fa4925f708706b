"""The returns of a period: who sent one, and which files do not count in full."""

from collections import Counter
from collections.abc import Iterator, Sequence

from poatool.findings.model import Aside, Finding, Place
from poatool.reports.coverage_model import LeftOut
from poatool.submissions.interpret import Interpreted
from poatool.submissions.update_ids import RowKey

_OF_ANOTHER_PERIOD = {"WBK115", "WBK117"}  # the rules that find rows of another period


def senders(interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: Aside) -> Iterator[str]:
    """The agencies that sent a file for the period; if a file names no agency, the agencies that its updates name.

    Templates without answers and files for another period do not count; files with unreadable sheets do.
    """
    faulty = {f.place.file for f in findings if f.counts_as_error and f.place.row is None}
    others = {row for row, why in aside.items() if any(finding.code in _OF_ANOTHER_PERIOD for finding in why)}
    for each in interpreted:
        rows = ((update, others and RowKey.of(each, update.table, update.row) in others) for update in each.updates)
        of_period = [update for update, of_another in rows if not of_another]
        unread = not each.updates and bool(each.submission.sheets) and each.submission.path in faulty
        if each.agency is None:
            yield from (agency for update in of_period for agency in update.agencies)
        elif of_period or unread:
            yield each.agency


def left_out(interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: Aside) -> Iterator[LeftOut]:
    """The files that do not count in full."""
    rows = Counter(key.file for key in aside)
    whole = {f.place.file: f.message for f in findings if f.counts_as_error and f.place == Place(f.place.file)}
    for path in (each.submission.path for each in interpreted):
        if rows[path] or path in whole:
            yield LeftOut(path, rows[path], whole.get(path, ""))
