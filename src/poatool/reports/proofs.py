"""The proofs that agencies see, and the decisions that their comments propose."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from poatool.decisions.model import Clearance, Kind
from poatool.framework.model import Framework
from poatool.reports.proposed import Proposed
from poatool.reports.year_end_model import ReportedUpdate, YearEndReport
from poatool.submissions.update_ids import LATER, period_of
from poatool.text import by_first, counted, listed
from poatool.workbooks.model import Sheet, Workbook, text_of


def proofs(report: YearEndReport) -> Mapping[str, YearEndReport]:
    """For each agency in a report, in the plan's order, a report with only that agency's part, later news included.

    What is not published goes only to the agency whose file it is in, or, if nothing says whose that is, to those in
    its row: one agency's unpublished words are not for another.
    """
    later = [each for then in report.since_then if then.period == report.period for each in then.actions]
    by_code = {each.code: each.updates for each in later}
    actions = (each._replace(updates=(*each.updates, *by_code.get(each.code, ()))) for each in report.actions)
    report = report._replace(actions=tuple(actions))
    senders = {each.submission.path: (each.agency,) for each in report.submissions if each.agency}
    withheld = [(each, senders.get(each.source.file, each.agencies)) for each in report.withheld]
    aside = [(each, senders.get(each.file, (each.agency,))) for each in report.set_aside]
    nil = {each.code for each in report.coverage.agencies if each.nil_return}
    named = {agency for update in report.updates for agency in update.agencies}
    agencies = {agency for _, to in (*withheld, *aside) for agency in to if agency} | named | nil
    return {
        agency: report._replace(
            actions=tuple(each._replace(updates=_updates_of(agency, each.updates)) for each in report.actions),
            withheld=tuple(each for each, to in withheld if agency in to),
            set_aside=tuple(each for each, to in aside if agency in to),
        )
        for agency in report.edition.framework.in_order(agencies)
    }


def _updates_of(agency: str, updates: Iterable[ReportedUpdate]) -> tuple[ReportedUpdate, ...]:
    return tuple(update for update in updates if agency in update.agencies)


UPDATE, AGENCY, PART, PINS = "Update id", "Agency", "Part", "Check"
TEXT, CORRECTION, LEAVE_OUT, CLEARED = "As it will be published", "Your correction", "Leave out?", "Cleared by"
"""The headings of the table of comments; below `PINS` are hashes of the texts, to notice later changes to them."""

NONE = "None"  # what an empty cell of the table shows
_NO = {"", "no", "n", "none", "-", "–"}  # answers in the column “Leave out?” that mean no

_Row = Mapping[str, str]  # a row of the table of comments, by heading
_Text = tuple[str, str]  # an update and a part of it


def comments(workbook: Workbook) -> list[_Row] | None:
    """The rows of a workbook's tables of comments; None if it has no such table."""
    tables = [rows for sheet in workbook.sheets if (rows := _rows(sheet)) is not None]
    return [row for table in tables for row in table] if tables else None


def proposals(comments: Iterable[_Row], plan: Framework) -> tuple[Proposed, ...]:
    """The decisions that comments propose: edits, updates to withhold, clearances of the texts that these leave."""
    rows = [row for row in comments if row[AGENCY] in plan.agency_by_code and period_of(row[UPDATE], plan) is not None]
    corrected = by_first((_text(row), row) for row in rows if row[CORRECTION] not in ("", row[TEXT], NONE))
    asked = {row[UPDATE]: row for row in rows if row[LEAVE_OUT].strip().casefold() not in _NO}
    edits = (_edit(corrections, plan) for corrections in corrected.values())
    withheld = (_withholding(row, rows) for row in asked.values())
    first = {text: row for text, (row, *_) in corrected.items()}
    return (*edits, *withheld, *_clearances(rows, first, asked, plan))


def _edit(corrections: Sequence[_Row], plan: Framework) -> Proposed:
    """Propose the first correction of a text; the reason names any others."""
    row, *others = corrections
    columns = {column.heading.casefold(): column.id for column in plan.text_columns}
    column, was = columns.get(row[PART].casefold(), "progress"), row[PINS].split(" ")[0]
    because = f"Corrected by {row[AGENCY]} on its proof."
    values = {"update": row[UPDATE], "column": column, "text": row[CORRECTION], "was": was, "because": because}
    instead = {each[CORRECTION]: f" {each[AGENCY]} corrects it to: “{each[CORRECTION]}”" for each in others}
    why = "".join(words for text, words in instead.items() if text != row[CORRECTION])
    return Proposed(Kind.EDIT, values, f"It was to be published: “{row[TEXT]}”{why}")


def _withholding(row: _Row, rows: Sequence[_Row]) -> Proposed:
    """Propose to withhold the update of a row, with its other texts."""
    because = f"{row[AGENCY]} asks to leave it out."
    parts = [each[PART] for each in rows if each[UPDATE] == row[UPDATE] and each[PART] != row[PART]]
    with_it = f" Also leaves out its {listed(parts)}." if parts else ""
    why = f"{row[AGENCY]} wrote “{row[LEAVE_OUT]}” beside: “{row[TEXT]}”{with_it}"
    values = {"update": row[UPDATE], "was": row[PINS].partition(" ")[2], "because": because}
    return Proposed(Kind.WITHHOLD, values, why)


def _clearances(
    rows: Sequence[_Row], corrected: Mapping[_Text, _Row], asked: Mapping[str, _Row], plan: Framework
) -> Iterator[Proposed]:
    """Propose that each agency has cleared its texts, as corrected and without those that it `asked` to leave out."""
    cleared = by_first(((row[AGENCY], row[CLEARED]), _text(row)) for row in rows if row[CLEARED] not in ("", NONE))
    for (agency, role), of_own in cleared.items():
        own = {_text(row): row for row in rows if row[AGENCY] == agency}
        changed = {text: corrected[text] for text in own if text in corrected}
        kept = (text for text in own if text[0] not in asked and not text[0].endswith(LATER))
        was = Clearance.pin_of(changed[text][CORRECTION] if text in changed else own[text][TEXT] for text in kept)
        values = {"agency": agency, "period": period_of(next(iter(own))[0], plan) or "", "by": role, "was": was}
        changes = (*changed.values(), *(asked[update] for update, _ in own if update in asked))
        asking = plan.in_order({row[AGENCY] for row in changes} - {agency})
        seen = f" It counts in what {listed(asking)} asked for above: has {agency} seen that?" if asking else ""
        why = f"{len({*of_own})} of {counted(len(own), 'text')} of {agency}.{seen}"
        yield Proposed(Kind.CLEARANCE, values, why)


def _text(row: _Row) -> _Text:
    """The text that a row is about, by its update and part."""
    return row[UPDATE], row[PART]


def _rows(sheet: Sheet) -> list[_Row] | None:
    """The rows of the table of comments on a sheet, by heading; None if the sheet has no such table."""
    rows = groupby(sheet.cells, key=lambda cell: cell.row)
    lines = ({cell.column: text for cell in row if (text := text_of(cell.value))} for _, row in rows)
    if (headings := next((line for line in lines if {UPDATE, CORRECTION} <= {*line.values()}), None)) is None:
        return None
    headed = ({headings[column]: text for column, text in line.items() if column in headings} for line in lines)
    return [defaultdict(str, line) for line in headed]
