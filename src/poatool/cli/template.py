"""`poatool template`: write workbooks for agencies to fill in."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

from poatool import api
from poatool.bounded import read_bounded
from poatool.cli.framework.look import note_checks
from poatool.cli.inputs import Inputs, read_decisions
from poatool.cli.options import DecisionsFile, OutputFolder, Period, flag, option, values_in
from poatool.cli.output import write_all
from poatool.cli.settings import Settings
from poatool.errors import FrameworkError, InputError, OutputError
from poatool.framework.edition import Edition
from poatool.framework.load import load
from poatool.framework.model import Predecessor
from poatool.pipeline import Checked, Earlier, Submissions
from poatool.render.json import Header, document, json_bytes
from poatool.render.text import STATES
from poatool.reports.coverage_model import Coverage
from poatool.reports.status import period_of
from poatool.reports.year_end_model import YearEndReport
from poatool.submissions.blank.model import Blank, LastTime, agencies, carried_over, last_time
from poatool.submissions.blank.workbook import blank_workbook
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.read import read_file
from poatool.submissions.sent import SENT_FILE, kept_back_in, other_due, read_sent
from poatool.submissions.sources import Source
from poatool.text import by_first, long_date
from poatool.workbooks.limits import Limits
from poatool.workspace.places import SUBMISSIONS, Workspace

_LastTimes = Mapping[str, Mapping[str, LastTime]]  # by agency and action
_Reported = tuple[_LastTimes, _LastTimes]  # the last answers that were published, and all last answers


class SentDocument(Header):
    """`sent.json`: the actions that each agency's workbook asks about; empty if it asks about all of them.

    `kept_back` has digests of texts that were not published under an earlier plan; with these, `compile` recognises the
    texts if they are sent again. The digests reveal no text.
    """

    schema: Literal["poatool/sent/1"]
    due: str
    agencies: Mapping[str, Sequence[str]]
    kept_back: Sequence[str]


def template(
    settings: Settings,
    period: Period,
    output: OutputFolder,
    agency: Annotated[
        list[str], option("AGENCY", "Only this agency; may be repeated.", show_default="all of them")
    ] = [],
    prefill: Annotated[
        list[str],
        option("PATH…", "Earlier submissions; each agency sees its last answers, and is asked about the same actions."),
    ] = [],
    decisions: DecisionsFile = None,
    all_actions: Annotated[bool, flag("--all-actions", "Ask every agency about every action.")] = False,
    force: Annotated[bool, flag("--force", "Replace prefilled templates with blank ones.")] = False,
) -> None:
    """Write a workbook for each agency to fill in.

    poatool template --period 2023 --output out
    poatool template --period 2023 -o out --agency Police --prefill returns/2022

    It asks about the actions that the agency is expected to report on, according to the plan or its earlier answers. A
    second sheet has the others, except those that need no report, such as those completed earlier. sent.json, beside
    the workbooks, lists what they ask.
    """
    plan = settings.plan()
    edition = api.edition_of(plan, period)
    before = _decisions_before(prefill) if plan.succeeds and edition.period == plan.periods[0] else None
    current = None if before and decisions and decisions.resolve() == before.resolve() else decisions
    inputs = Inputs(settings, plan, read_decisions(current, plan, settings))
    named = [api.agency_of(plan, name) for name in values_in(agency)]
    checked = api.check(Submissions(edition, (), decisions=inputs.decisions), codes=())
    covered, reported, kept_back = _so_far(checked, prefill, inputs, before)
    idle = {code: "no report is due on its actions" for code in agencies(edition) if code in edition.without_actions}
    finished = {code: f"no more is expected of it: {why}" for code, why in covered.not_expected.items()}
    left_out = {} if named else idle | finished
    chosen = list(dict.fromkeys(map(edition.published_as, named or agencies(edition))))
    chosen = [code for code in chosen if code not in left_out]
    blanks = _blanks(covered, chosen, reported, every=all_actions)
    for unit in (each for each in named if each not in chosen):
        own = edition.published_as(unit)
        settings.note(f"{unit} is part of {own}, so its workbook is that of {own}.")
    for code, why in left_out.items():
        settings.note(f"No workbook for {code}: {why.rstrip('.')}. If it needs one: --agency {code}")
    if not blanks:
        none = f"No agency of the plan has to report in {edition.period_id}, so there is no workbook to write."
        raise InputError(f"{none} Add agencies to the plan, or name one with --agency.")
    there = {output / blank.file_name: bool(blank.last_time) for blank in blanks}
    _require_no_answers(there, Evidence(edition), settings.limits, force=force)
    asked = {blank.agency: () if blank.is_open else tuple(each.code for each in blank.asked) for blank in blanks}
    asked = {**(read_sent(output / SENT_FILE, blanks[0].period) if os.path.exists(output / SENT_FILE) else {}), **asked}
    known = kept_back_in(output / SENT_FILE) if os.path.exists(output / SENT_FILE) else ()
    first_due = other_due(output / SENT_FILE, blanks[0].due) if asked.keys() - chosen - left_out.keys() else None
    sent = document(
        SentDocument,
        edition,
        due=first_due or blanks[0].due,
        agencies={code: asked[code] for code in plan.in_order(asked)},
        kept_back=[*dict.fromkeys([*map(str, known), *kept_back])],
    )
    write_all({blank.file_name: blank_workbook(blank) for blank in blanks} | {SENT_FILE: json_bytes(sent)}, output)
    settings.screen().print(*(str(output / blank.file_name) for blank in blanks))
    if settings.framework:
        note_checks(settings, read_bounded(settings.framework).decode("utf-8", "replace"), f"{settings.framework}:")
    last, workspace = period_of(edition), settings.workspace if settings.has_own_plan else None
    home = Workspace(workspace.root, last.id).templates if workspace else output
    if os.path.realpath(home) != os.path.realpath(output):
        copied = f"Once they are sent, copy {output / SENT_FILE} to {home}"
        settings.note(f"{copied}: status, chase and gaps expect answers from the agencies that it lists.")
    end = "" if last.due else ", the end of the period, as the plan has no `due` for it"
    settings.note(f"They ask for an answer by {long_date(last.returns_due)}{end}. Send each to its agency.")


def _require_no_answers(templates: Mapping[Path, bool], evidence: Evidence, limits: Limits, *, force: bool) -> None:
    """Refuse to replace a template that somebody has edited or, without `force`, a prefilled one with a blank one.

    `templates` holds the files to write; True means prefilled.
    """
    for path in filter(os.path.exists, templates):
        there = read_file(Source(path, str(path)), evidence, limits)
        if (own := there.workbook.own) is None or own.changed:
            raise OutputError(f"{path}: somebody has edited this template. Move it, or choose another folder.")
        if not (templates[path] or force) and any("previous_progress" in row.cells for _, row in there.rows):
            raise OutputError(
                f"{path}: this shows last period's answers. Name last period's returns with --prefill, or add --force."
            )


def _decisions_before(prefill: list[str]) -> Path | None:
    above = (folder for each in map(Path, prefill) for folder in (each, *each.parents) if folder.name == SUBMISSIONS)
    return next(filter(Path.is_file, (Workspace(folder.parent, "").decisions for folder in above)), None)


def _so_far(
    checked: Checked, prefill: list[str], inputs: Inputs, decided: Path | None
) -> tuple[Coverage, _Reported, Sequence[str]]:
    """What agencies are expected to report on and last reported, and what was not published under an earlier plan."""
    kept_back: list[str] = []
    edition, plan, period = checked.edition, checked.edition.framework, checked.edition.period
    if plan.succeeds and period == plan.periods[0]:
        if not prefill:
            named = f"under {plan.succeeds.plan}, and to recognise what was withheld, name its returns: --prefill PATH"
            inputs.settings.note(f"To show the last answers {named}")
        earlier = Earlier({})
        reported, kept_back = _from_predecessor(plan.succeeds, edition, prefill, inputs.settings, decided)
    else:
        earlier = inputs.read_earlier(prefill, period.id if period else None)
        reported = _last_times(api.earlier_reports(earlier), edition)
    return api.coverage(checked, earlier), reported, kept_back


def _blanks(covered: Coverage, chosen: list[str], reported: _Reported, *, every: bool) -> list[Blank]:
    settled = by_first((STATES[a.state].lower(), a.code) for a in covered.actions if a.state.settled)
    shown, answered = reported
    again = by_first((code, agency) for agency, last in answered.items() for code in last if not last[code].before)
    asked = {a.code: {*again.get(a.code, ()), *a.expected} - a.not_expected.keys() for a in covered.actions}
    own = {code: () if every else {each for each in asked if code in asked[each]} for code in chosen}
    return [Blank(covered.edition, code, shown.get(code, {}), own=own[code], settled=settled) for code in chosen]


def _last_times(reports: Sequence[YearEndReport], edition: Edition) -> _Reported:
    shown = last_time({each.period or "": each.shown for each in reports}, edition)
    return shown, last_time({each.period or "": each.submissions for each in reports}, edition)


def _from_predecessor(
    before: Predecessor, edition: Edition, prefill: list[str], settings: Settings, decided: Path | None
) -> tuple[_Reported, list[str]]:
    """Each agency's last reports under the earlier plan, by the actions of this plan that continue the earlier ones."""
    path = settings.framework
    old = load((path.parent if path else Path()) / before.file if before.file else None)
    if old.id != before.plan:
        named = f"the plan {before.plan}, not {before.file or 'the bundled plan'}"
        raise FrameworkError(f"{path or edition.framework.id}: it succeeds {named}. Correct `succeeds` in it.")
    decisions = read_decisions(decided, old, settings, decided and decided.parent)
    if prefill and decided is None:
        settings.note(f"No decisions of {old.id} are beside these returns, so withheld updates are not recognised.")
    reports = api.earlier_reports(Inputs(settings, old, decisions).read_earlier(prefill, None))
    shown, answered = _last_times(reports, api.edition_of(old, None))
    kept_back = [str(each) for report in reports[-1:] for each in report.kept_back]
    return (carried_over(shown, edition), carried_over(answered, edition)), kept_back
