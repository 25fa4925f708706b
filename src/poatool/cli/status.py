"""`poatool status`: show who owes what by when."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from poatool import api
from poatool.cli.command import earlier as earlier_folders
from poatool.cli.generation import Generation, checksum
from poatool.cli.inputs import Inputs, sent_file, sent_out
from poatool.cli.options import DecisionsFile, Today, WaiversFile, choice, day_or_today, option
from poatool.cli.output import show
from poatool.cli.register import register, senders
from poatool.cli.settings import Settings
from poatool.cli.texts import text_files
from poatool.decisions.model import NO_DECISIONS
from poatool.framework.edition import Edition
from poatool.pipeline import Earlier, Submissions
from poatool.render.status import status_document, status_text
from poatool.reports import status as reports
from poatool.reports.status import Status
from poatool.rules import KEEPING_OUT
from poatool.submissions.interpret import Interpreted
from poatool.workspace.places import Workspace

EXAMPLES = """\
  poatool status
  poatool status --today 2023-02-20 --format json
"""


def status(
    context: typer.Context,
    format: Annotated[str, choice(("text", "json"), "a format of the status", "How to write it")] = "text",
    period: Annotated[str | None, option("PERIOD", "Another period.", "--period", "-p")] = None,
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    today: Today = None,
) -> int:
    """Show who owes what by when, and what to do next.

    Also shows which version of a return counts and why, what is undecided, and whether the report is up to date. Ends
    with 1 while something is owed. Records in the register which returns were there by the due day.
    """
    del period  # the workspace already has it
    settings = Settings.of(context)
    found = look(settings, day_or_today(today), waivers, decisions).status
    show(settings, format, None, lambda screen: status_text(found, screen), json=lambda: status_document(found))
    return int(not found.complete)


class Looked(NamedTuple):
    """The status of a workspace, and the submissions it is based on."""

    status: Status
    read: Submissions
    earlier: Earlier


def look(settings: Settings, today: dt.date, waivers: Path | None, decisions: Path | None) -> Looked:
    """Read what is in the workspace, look for what keeps it out of the report, and work out the status.

    Raises:
        PoatoolError: it is no workspace, or what is kept in it has faults.
    """
    workspace, inputs = settings.in_workspace(), Inputs.of(settings, decisions)
    folder = workspace.submissions.as_posix()
    read = inputs.read_if_any([folder], workspace.period)
    earlier = inputs.earlier(earlier_folders(workspace), workspace.period)
    checked = api.check(read, codes=KEEPING_OUT, earlier=earlier, waivers=waivers, limits=settings.limits)
    sent = sent_out([folder], workspace.period, settings)
    covered = api.coverage(checked, earlier, sent=sent)
    files = {
        f"{folder}/{each.file}": each for each in register(workspace, senders(read.submissions), read.edition, today)
    }
    report = Generation.at(workspace.report)
    before = [each for then in earlier.by_period.values() for each in then.submissions]
    used = dict(_used([settings.framework, settings.file, waivers, decisions], workspace, read.edition, settings))
    older_than = _older_than(report, used, [*checked.submissions, *before])
    kept = reports.Kept(files, read.left_alone, older_than, report.sealed, bool(sent), read.decisions or NO_DECISIONS)
    return Looked(reports.status(checked, covered, kept, today), read, earlier)


def _older_than(
    report: Generation, used: Mapping[str, str], submissions: Iterable[Interpreted]
) -> tuple[str, ...] | None:
    """The inputs that are new, changed or gone since the report was made; None if there is no report."""
    if (last := report.last) is None:
        return None
    now = {**{each.submission.path: each.submission.sha256 for each in submissions}, **used}
    known = set(last.made_from.values())
    new = [path for path, digest in now.items() if digest not in known]
    there = report.made_from_now()
    gone = [path for path, was in last.made_from.items() if was not in now.values() and there.get(path) != was]
    return tuple(dict.fromkeys(os.path.basename(path) for path in [*new, *gone]))  # noqa: PTH119 - of another folder


def _used(
    given: Iterable[Path | None], workspace: Workspace, edition: Edition, settings: Settings
) -> Iterator[tuple[str, str]]:
    """The checksums of the files that affect a report, besides submissions: those given, texts and sent.json."""
    texts = text_files(workspace.text, edition) if workspace.text.is_dir() else {}
    sent = sent_file([workspace.submissions.as_posix()], workspace.period, settings)
    for path in (*given, sent, *texts.values()):
        if path is not None and (digest := checksum(path)):
            yield str(path), digest
