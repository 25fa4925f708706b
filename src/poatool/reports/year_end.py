"""The year-end report: every update under its actions, or set aside with the reason."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from poatool.blocks import Blocks
from poatool.cell_text import laid_out
from poatool.findings.model import Finding, Place
from poatool.findings.set_aside import Aside, errors_by_place, set_aside, updates_that_count
from poatool.framework.columns import ColumnKind
from poatool.framework.edition import Edition
from poatool.pipeline import Checked
from poatool.reports.action_coverage import answer
from poatool.reports.coverage import coverage
from poatool.reports.year_end_model import ActionReport, ReportedUpdate, SetAside, SourceRow, YearEndReport
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.row_answers import says_why_nil
from poatool.submissions.sent import NOTHING_SENT, KeptBack, Sent
from poatool.submissions.stated import part_of_period
from poatool.submissions.update_ids import LATER, RowKey, update_ids
from poatool.text import by_first, long_date
from poatool.workbooks.formatting import link_behind, runs_of
from poatool.workbooks.limits import DEFAULT

_Counting = Sequence[tuple[Update, ReportedUpdate]]


def year_end(
    checked: Checked,
    earlier: Sequence[YearEndReport] = (),
    sent: Sent = NOTHING_SENT,
    since: YearEndReport | None = None,
    kept_back: Sequence[KeptBack] = (),
) -> YearEndReport:
    """List every update under each action it counts towards, withhold it, or set it aside; none is lost.

    Each action's updates are sorted by agency (in the framework's order), then by file and row (as given). `earlier`
    holds the reports on earlier periods, earliest first; `kept_back` the digests of updates that an earlier plan
    withheld. If `checked` holds later returns, which do not count, `since` is the report before them.
    """
    edition, interpreted, findings, rulings, _, assessed = checked
    aside, ids = set_aside(interpreted, findings), update_ids(interpreted)
    counting = [(u, _reported(each, u, ids, edition)) for each, u in updates_that_count(interpreted, aside)]
    before = earlier[-1].kept_back if earlier else kept_back
    printed, withheld, kept_back, shown = _withhold(checked, counting, before, since)
    placed = by_first(
        (code, reported._replace(reported_as=_reported_as(update, code, edition)))
        for update, reported in printed
        for code in update.codes
    )
    as_shown = checked._replace(submissions=shown)
    covered = coverage(as_shown if since else checked, [each.coverage for each in earlier], sent)
    public = coverage(as_shown, [each.public for each in earlier], sent, covered)
    return YearEndReport(
        edition=edition,
        submissions=tuple(interpreted),
        actions=tuple(
            ActionReport(
                standing=standing,
                incorporates=edition.incorporated[standing.code],
                covered=action,
                assessed=assessed.get(standing.code),
                updates=tuple(placed.get(standing.code, ())),
            )
            for standing, action in zip(edition.actions, covered.actions, strict=True)
        ),
        coverage=covered,
        public=public,
        set_aside=tuple(_set_aside(interpreted, findings, aside)),
        previous=earlier[-1] if earlier else None,
        withheld=withheld,
        kept_back=kept_back,
        shown=shown,
        rulings=rulings,
    )


def _withhold(
    checked: Checked, counting: _Counting, before: Sequence[KeptBack], since: YearEndReport | None
) -> tuple[_Counting, tuple[ReportedUpdate, ...], tuple[KeptBack, ...], tuple[Interpreted, ...]]:
    """The updates to print, by agency; those withheld; digests of withheld and edited ones; and what is shown.

    An update is withheld if a decision or an answer of its agency says so and, until a decision edits it, if it may
    repeat an update that is withheld or edited in this period or `before`, whoever sent it. Updates in the report
    `since` are left out.
    """
    news, in_time, plan, period = counting, False, checked.edition.framework, checked.edition.period_id
    if since is not None:
        known = {each.said(since.period) for each in (*since.updates, *since.withheld)}
        news = [(u, r._replace(id=f"{r.id}{LATER}")) for u, r in counting if r.said(period) not in known]
        before, in_time = (*since.kept_back, *before), since.period == period
    decided = [reported.digests for _, reported in counting if reported.withheld or reported.is_edited]
    not_to_repeat = [*((each, in_time) for each in before), *((each, False) for each in decided)]

    def is_withheld(reported: ReportedUpdate) -> bool:
        if reported.withheld or reported.is_edited or not not_to_repeat:
            return bool(reported.withheld)
        digests = reported.digests
        return any(digests.may_repeat(each, in_time=same) for each, same in not_to_repeat)

    withheld = {reported.id: reported for _, reported in news if is_withheld(reported)}
    printed = [each for each in news if each[1].id not in withheld]
    order = {agency.code: place for place, agency in enumerate(plan.agencies)}
    printed.sort(key=lambda each: order.get(each[1].agencies[0], len(order)))
    edited = [reported for _, reported in printed if reported.is_edited]
    hidden = {id(update) for update, _ in counting} - {id(update) for update, _ in printed}
    left = ((each, tuple(u for u in each.updates if id(u) not in hidden)) for each in checked.submissions)
    kept_back = (*before, *(each.digests for each in (*withheld.values(), *edited)))
    return printed, tuple(withheld.values()), kept_back, tuple(replace(each, updates=updates) for each, updates in left)


def _reported(each: Interpreted, update: Update, ids: Mapping[RowKey, str], edition: Edition) -> ReportedUpdate:
    table, row = update.table, update.row
    blocks: dict[str, Blocks] = {}
    cells = {column: Place.of(update.cell(column)) for column in (*update.texts, *row.cells.elsewhere)}
    for column, text in ((column, text) for column, text in update.texts.items() if text):
        cell = row.cells.raw[column]
        # A text edited by a decision has neither the runs nor the link of its cell.
        runs, link = ((), None) if column in update.replaced else (runs_of(cell), link_behind(text, cell.link))
        said, is_date = text, edition.framework.column_by_id[column].kind is ColumnKind.DATE
        with suppress(ValueError):  # other words than a date stay as they are
            said = long_date(dt.date.fromisoformat(text)) if is_date else text
        blocks[column] = laid_out(said, runs, link, edition.framework.all_marks)
    return ReportedUpdate(
        id=ids[RowKey.of(each, table, row)],
        agencies=update.agencies,
        status=update.status,
        texts=update.texts,
        links=update.links,
        reported_as=None,
        codes=update.codes,
        nil=update.nil,
        answer=answer(update, edition),
        explained=update.nil and says_why_nil(update.progress, edition),
        source=SourceRow(each.submission.path, each.submission.sha256, table.sheet, row.number),
        blocks=blocks,
        replaced=update.replaced,
        withheld=update.withheld,
        part=part_of_period(table, row, edition),
        cells={column: place.address for column, place in cells.items()},
        elsewhere={c: at.address for c, at in cells.items() if (at.sheet, at.row) != (table.sheet, row.number)},
    )


def _reported_as(update: Update, code: str, edition: Edition) -> str | None:
    """The code of the incorporated action that a row names; None if it also names the action that replaced it."""
    if code in (written := update.references.written):
        return None
    return next((named for named in written if code in edition.by_code[named].counts_under), None)


def _set_aside(interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: Aside) -> Iterator[SetAside]:
    """What is set aside, file by file: first a whole file or sheet without a readable update, then single updates."""
    errors = errors_by_place(findings)
    for each in interpreted:
        path, sha256 = each.submission.path, each.submission.sha256
        sender = (each.agency,) if each.agency else ()
        # A file with very many updates that do not count is one entry.
        whole = len(each.updates) > DEFAULT.findings and (path, None, None) in errors
        updates = () if whole else each.updates
        with_updates = {update.table.sheet for update in updates}
        for (file, sheet, row), why in errors.items():
            empty = not updates if sheet is None else sheet not in with_updates
            if file == path and row is None and empty:
                yield SetAside(SourceRow(path, sha256, sheet, None), sender, "", {}, tuple(why))
        for update in updates:
            if (key := RowKey.of(each, update.table, update.row)) in aside:
                source = SourceRow(path, sha256, key.sheet, key.row)
                yield SetAside(source, update.agencies or sender, update.references.text, update.texts, aside[key])
