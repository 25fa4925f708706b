"""The year-end report: every update under its actions, or set aside with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from poatool.blocks import Blocks
from poatool.cell_text import laid_out
from poatool.decisions.model import AssessedStatus
from poatool.findings.model import Finding
from poatool.framework.edition import ActionStanding, Edition, ObjectiveStanding
from poatool.framework.model import Framework
from poatool.pipeline import Checked
from poatool.reports import model
from poatool.reports.coverage import coverage
from poatool.reports.set_aside import counting, errors_by_place, set_aside
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.sent import NOTHING_SENT, Sent
from poatool.submissions.update_ids import RowKey, update_ids
from poatool.workbooks.formatting import runs_of

_Placed = Mapping[str, Sequence[model.ReportedUpdate]]


def year_end(
    checked: Checked, earlier: Sequence[model.YearEndReport] = (), sent: Sent = NOTHING_SENT
) -> model.YearEndReport:
    """Consolidate the submissions of a period.

    Every update is listed under each action it counts towards, or set aside; none is lost. Under an action, updates
    are in the framework's order of agencies, then in the order of the files given and of their rows. `earlier` are the
    reports of earlier periods, the earliest first; the last is the one compared with.
    """
    edition, interpreted, findings, rulings = checked
    aside = set_aside(interpreted, findings)
    counted = list(_counted(interpreted, aside, edition))
    placed = _place([(update, reported) for update, reported in counted if not update.withheld], edition)
    assessed = {each.decision.action: each.decision for each in rulings if isinstance(each.decision, AssessedStatus)}
    history = {each.edition.period.id: each.coverage for each in earlier if each.edition.period}
    covered = coverage(checked, history, sent)
    by_code = {action.code: action for action in covered.actions}

    def action(standing: ActionStanding) -> model.ActionReport:
        code, incorporates = standing.code, edition.incorporates(standing.code)
        updates = tuple(placed.get(code, ()))
        return model.ActionReport(standing, incorporates, by_code[code], assessed.get(code), updates)

    pillars = tuple(
        model.PillarReport(pillar.id, pillar.title, tuple(_objective(o, edition, action) for o in pillar.objectives))
        for pillar in edition.pillars
    )
    return model.YearEndReport(
        edition=edition,
        files=tuple(map(model.InputFile.of, interpreted)),
        pillars=pillars,
        coverage=covered,
        set_aside=tuple(_set_aside(interpreted, findings, aside)),
        previous=earlier[-1] if earlier else None,
        withheld=tuple(reported for update, reported in counted if update.withheld),
        rulings=rulings,
    )


def _counted(
    interpreted: Sequence[Interpreted], aside: Container[RowKey], edition: Edition
) -> Iterator[tuple[Update, model.ReportedUpdate]]:
    """The updates that count, as they are published, in the order of the files given and of their rows."""
    ids = update_ids(interpreted)
    for each, update in counting(interpreted, aside):
        name = ids[RowKey.of(each, update.table, update.row)]
        yield update, _reported(each, update, name, edition.framework)


def _place(counted: Iterable[tuple[Update, model.ReportedUpdate]], edition: Edition) -> _Placed:
    placed: defaultdict[str, list[model.ReportedUpdate]] = defaultdict(list)
    order = {agency.code: place for place, agency in enumerate(edition.framework.agencies)}
    for update, reported in counted:
        for code in update.codes:
            placed[code].append(reported._replace(reported_as=_reported_as(update, code, edition)))
    for updates in placed.values():
        updates.sort(key=lambda update: order.get(update.agencies[0], len(order)))
    return placed


def _reported(each: Interpreted, update: Update, name: str, framework: Framework) -> model.ReportedUpdate:
    return model.ReportedUpdate(
        id=name,
        agencies=update.agencies,
        status=update.status,
        texts=update.texts,
        links=update.links,
        reported_as=None,
        codes=update.codes,
        nil=update.nil,
        source=_source(each, update),
        blocks={column: _blocks(update, column, framework) for column in update.texts},
        replaced=update.replaced,
    )


def _blocks(update: Update, column: str, framework: Framework) -> Blocks:
    """Lay out a text with the runs and links of its cell; a text that a decision put there has neither."""
    text, cell = update.texts[column], update.row.cells.raw[column]
    if column in update.replaced:
        return laid_out(text, marks=framework.language_marks)
    return laid_out(text, runs_of(cell), cell.link, framework.language_marks)


def _source(each: Interpreted, update: Update) -> model.SourceRow:
    table, row = update.table, update.row
    return model.SourceRow(each.submission.path, each.submission.sha256 or "", table.sheet, row.number, table.lane)


def _reported_as(update: Update, code: str, edition: Edition) -> str | None:
    """The incorporated code that led to an action; None if the row also names the action itself."""
    written = update.references.written
    if code in written:
        return None
    return next((named for named in written if code in edition.by_code[named].counts_under), None)


def _objective(
    objective: ObjectiveStanding, edition: Edition, action: Callable[[ActionStanding], model.ActionReport]
) -> model.ObjectiveReport:
    actions = tuple(map(action, objective.actions))
    active = {agency for action in actions for u in action.updates if not u.nil for agency in u.agencies}
    return model.ObjectiveReport(objective.id, objective.title, edition.framework.in_order(active), actions)


def _set_aside(
    interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: Mapping[RowKey, tuple[Finding, ...]]
) -> Iterator[model.SetAside]:
    """What is set aside, file by file: first files and sheets without a readable update, then the updates."""
    errors = errors_by_place(findings)
    for each in interpreted:
        path, sha256 = each.submission.path, each.submission.sha256
        with_updates = {update.table.sheet for update in each.updates}
        for (file, sheet, row), why in errors.items():
            empty = sheet not in with_updates if sheet is not None else not each.updates
            if file == path and row is None and empty:
                yield model.SetAside(path, sha256, sheet, None, each.agency, "", "", tuple(why))
        for update in each.updates:
            key = RowKey.of(each, update.table, update.row)
            if key in aside:
                agency = update.agencies[0] if update.agencies else each.agency
                text = update.references.text
                yield model.SetAside(path, sha256, key.sheet, key.row, agency, text, update.progress, aside[key])


_LATER = "-later"


def later(report: model.YearEndReport) -> model.YearEndReport:
    """Rename updates of a later report whose ids are already used in the report that it is printed below."""
    return report._replace(
        pillars=tuple(
            pillar._replace(objectives=tuple(map(_with_ids_of_its_own, pillar.objectives))) for pillar in report.pillars
        )
    )


def _with_ids_of_its_own(objective: model.ObjectiveReport) -> model.ObjectiveReport:
    actions = (
        action._replace(updates=tuple(update._replace(id=f"{update.id}{_LATER}") for update in action.updates))
        for action in objective.actions
    )
    return objective._replace(actions=tuple(actions))
