"""`poatool status`: who owes what by when."""

import datetime as dt
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

from poatool import api
from poatool.cli.command import earlier_folders
from poatool.cli.filing import register
from poatool.cli.generation import Generation
from poatool.cli.inputs import Inputs, asked_in_templates
from poatool.cli.options import DecisionsFile, PlanFormat, Today, WaiversFile, day_or_today, period_option
from poatool.cli.output import checksum, show
from poatool.cli.settings import Settings
from poatool.cli.texts import text_files
from poatool.decisions.model import Decisions
from poatool.errors import InputError
from poatool.pipeline import Earlier, Submissions
from poatool.render.formats import PROPOSED
from poatool.render.status import status_document, status_text
from poatool.reports import status as reports
from poatool.reports.status import PeriodStatus, period_of
from poatool.reports.status_model import Records
from poatool.rules import KEEPING_OUT
from poatool.submissions.sent import other_due
from poatool.text import in_shell
from poatool.workspace import records

_EDITED = " (edited, but only what is in decisions.yaml counts)"


def status(
    settings: Settings,
    format: PlanFormat = "text",
    period: Annotated[str | None, period_option("The period, if not the current one.")] = None,
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    today: Today = None,
) -> int:
    """Show who owes what by when, and what to do next.

    poatool status
    poatool status --today 2023-02-20 --format json

    Also shows which version of a return counts and why, what is undecided, and whether the report is up to date. It
    records which returns came in time. The exit code is 1 while an agency owes something, or a return names no agency.
    """
    found, *_ = workspace_status(settings, day_or_today(today), waivers, decisions, period or "")
    show(settings, format, None, partial(status_text, found), lambda: status_document(found))
    return int(not found.complete)


def workspace_status(
    settings: Settings, today: dt.date, waivers: Path | None, decisions: Path | None, period: str = ""
) -> tuple[PeriodStatus, Submissions, Earlier]:
    """Build the status of a workspace; also return the submissions of its period and of earlier ones."""
    workspace, inputs = settings.in_workspace(), Inputs.from_settings(settings, decisions)
    folder = workspace.submissions.as_posix()
    read = inputs.read_if_any([folder], workspace.period, KEEPING_OUT)
    earlier = inputs.read_earlier(earlier_folders(workspace, settings.note), workspace.period)
    checked = api.check(read, codes=KEEPING_OUT, earlier=earlier, waivers=waivers, limits=settings.limits)
    sent_file, sent = asked_in_templates([folder], workspace.period, settings)
    covered = api.coverage(checked, earlier, sent=sent)
    registered = register(workspace, read.submissions, read.edition, today)
    try:
        report, closed = Generation.at(workspace.report), False
    except InputError as error:
        report, closed = Generation(workspace.report), True
        settings.note(str(error))
    texts = text_files(workspace.text, read.edition) if workspace.text.is_dir() else {}
    used = [settings.framework, settings.file, waivers, decisions, sent_file, *texts.values()]
    kept_up = {Path(path).name for path in used[:5] if path and report.sealed}
    before = [each for then in earlier.by_period.values() for each in then.submissions]
    now = {each.submission.path: each.submission.sha256 for each in (*checked.submissions, *before)}
    now |= {path.as_posix(): digest for path in used if path and (digest := checksum(path))}
    newer, gone = _changed_inputs(report, now)
    proposed = report.folder / PROPOSED
    edited = checksum(proposed) not in (None, report.written.get(PROPOSED))
    known = Records(
        files={f"{folder}/{each.file}": each for each in registered},
        left_alone=read.left_alone,
        older_than=tuple(name for name in (*newer, *gone) if name not in kept_up) if report.document else None,
        gone=gone,
        kept_up=[name for name in newer if name in kept_up],
        sealed=report.sealed,
        closed=closed,
        sent=sent,
        due_in_templates=other_due(sent_file, period_of(read.edition).returns_due) if sent_file else None,
        decisions=read.decisions or Decisions(),
        proposed=f"{proposed.as_posix()}{_EDITED if edited else ''}"
        if PROPOSED in report.written and not report.sealed
        else "",
        chased=records.read_chase_log(workspace.chase_log),
        arguments=(f" --period {in_shell(period)}", f" {in_shell(str(workspace.report))}") if period else ("", ""),
        later=report.later,
        held=report.document.get("options", {}).get("held", ()),
        proofs=bool(report.document.get("proofs")),
    )
    return reports.status(checked, covered, known, today), read, earlier


def _changed_inputs(report: Generation, now: Mapping[str, str | None]) -> tuple[Sequence[str], Sequence[str]]:
    """The inputs that are new or changed since the report was made, and those that are gone.

    `now` holds their current checksums.
    """
    known = {digest: path for path, digest in report.made_from.items() if digest}
    later = {each["path"] for each in report.document.get("read", ()) if each["role"] == "since_then"}
    counted = {digest for path, digest in report.made_from.items() if path not in later}
    times = Counter(now.values())  # a known checksum that occurs once means that the file was renamed
    new = [p for p, digest in now.items() if digest not in counted or (times[digest] > 1 and p not in report.made_from)]
    others = (path for digest, path in known.items() if digest not in now.values())
    gone = [path for path in others if report.made_from[path] not in map(checksum, report.places_of(path))]
    names = [[*dict.fromkeys(map(os.path.basename, paths))] for paths in (new, gone)]  # in another folder
    return names[0], [name for name in names[1] if name not in names[0]]
