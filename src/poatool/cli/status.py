"""`poatool status`: who owes what by when; also keeps the register of a period in step with its folder."""

import datetime as dt
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

from poatool import api
from poatool.cli.files import write_all
from poatool.cli.generation import Generation, checksum
from poatool.cli.inputs import Inputs, asked_in_templates
from poatool.cli.options import DecisionsFile, PlanFormat, Settings, Today, WaiversFile, day_or_today, when
from poatool.cli.output import show
from poatool.cli.texts import text_files
from poatool.cli.workspace import earlier_folders
from poatool.decisions.model import NO_DECISIONS
from poatool.errors import NothingToReadError, OutputError
from poatool.framework.edition import Edition
from poatool.pipeline import Earlier, Submissions
from poatool.render.formats import PROPOSED
from poatool.render.status import status_document, status_text
from poatool.reports import status as reports
from poatool.reports.status import Status, the_period
from poatool.reports.status_model import Records
from poatool.rules import KEEPING_OUT
from poatool.submissions.intake import find
from poatool.submissions.interpret import Interpreted
from poatool.submissions.sent import other_due
from poatool.text import in_shell, slug
from poatool.workspace import records
from poatool.workspace.places import Workspace

Senders = Mapping[str, tuple[str, str]]
"""The agency that sent each file, and the name it gave it, by the path of the file; each is empty if unknown."""

_NUMBER = re.compile(r"(.+)-(\d+)(?:-nil)?\.[^.]+")  # the agency and the number in the name of a replaced file


def status(
    settings: Settings,
    format: PlanFormat = "text",
    period: Annotated[str | None, when("The period, if not the current one.")] = None,
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    today: Today = None,
) -> int:
    """Show who owes what by when, and what to do next.

    poatool status
    poatool status --today 2023-02-20 --format json

    Also shows which version of a return counts and why, what is undecided, and whether the report is up to date, and
    records which returns arrived by the due day. The exit code is 1 while any agency owes something.
    """
    found, *_ = workspace_status(settings, day_or_today(today), waivers, decisions, period or "")
    show(settings, format, None, partial(status_text, found), lambda: status_document(found))
    return int(not found.complete)


def workspace_status(
    settings: Settings, today: dt.date, waivers: Path | None, decisions: Path | None, period: str = ""
) -> tuple[Status, Submissions, Earlier]:
    """Build the status of a workspace; also return the submissions of its period and of earlier ones.

    Raises PoatoolError if it is not a workspace, or a file in it has faults.
    """
    workspace, inputs = settings.in_workspace(), Inputs.of(settings, decisions)
    folder = workspace.submissions.as_posix()
    read = inputs.read_if_any([folder], workspace.period, KEEPING_OUT)
    earlier = inputs.earlier(earlier_folders(workspace, settings.note), workspace.period)
    checked = api.check(read, codes=KEEPING_OUT, earlier=earlier, waivers=waivers, limits=settings.limits)
    sent_file, sent = asked_in_templates([folder], workspace.period, settings)
    covered = api.coverage(checked, earlier, sent=sent)
    registered = register(workspace, read.submissions, read.edition, today)
    report = Generation.at(workspace.report)
    texts = text_files(workspace.text, read.edition) if workspace.text.is_dir() else {}
    used = [settings.framework, settings.file, waivers, decisions, sent_file, *texts.values()]
    kept_up = {Path(path).name for path in used[:4] if path and report.sealed}
    before = [each for then in earlier.by_period.values() for each in then.submissions]
    now = {each.submission.path: each.submission.sha256 for each in (*checked.submissions, *before)}
    now |= {str(path): digest for path in used if path and (digest := checksum(path))}
    newer = _changed_inputs(report, now)
    known = Records(
        files={f"{folder}/{each.file}": each for each in registered},
        left_alone=read.left_alone,
        older_than=tuple(name for name in newer if name not in kept_up) if report.document else None,
        kept_up=[name for name in newer if name in kept_up],
        sealed=report.sealed,
        sent=sent,
        due_in_templates=other_due(sent_file, the_period(read.edition).returns_due) if sent_file else "",
        decisions=read.decisions or NO_DECISIONS,
        proposed=(report.folder / PROPOSED).as_posix() if PROPOSED in report.written else "",
        chased=records.read_chase_log(workspace.chase_log),
        arguments=(f" --period {in_shell(period)}", f" {in_shell(str(workspace.report))}") if period else ("", ""),
        later=report.later,
    )
    return reports.status(checked, covered, known, today), read, earlier


def _changed_inputs(report: Generation, now: Mapping[str, str | None]) -> tuple[str, ...]:
    """The inputs that are new, changed or gone since the report was made; `now` holds their current checksums."""
    known = {digest: path for path, digest in report.made_from.items() if digest}
    later = {each["path"] for each in report.document.get("read", ()) if each["role"] == "since_then"}
    counted = {digest for path, digest in report.made_from.items() if path not in later}
    times = Counter(now.values())  # a known checksum that occurs once is a renamed file
    new = [p for p, digest in now.items() if digest not in counted or (times[digest] > 1 and p not in report.made_from)]
    others = (path for digest, path in known.items() if digest not in now.values())
    gone = [path for path in others if report.made_from[path] not in map(checksum, report.places_of(path))]
    return tuple(dict.fromkeys(os.path.basename(path) for path in [*new, *gone]))  # noqa: PTH119 - of another folder


def register(
    workspace: Workspace, there: Iterable[Interpreted], edition: Edition, day: dt.date, received: Senders = {}
) -> tuple[records.Registered, ...]:
    """List the returns of the period, each with the day it was first seen, and write the list as its register.

    `there` holds the returns that count; `received` has the sender of each one that was filed today. If the folder
    cannot be written to, no register is written. Raises InputError if the existing one has faults.
    """
    senders = {**{each.submission.path: (each.sender or "", "") for each in there}, **received}
    seen = records.read_register(workspace.register)
    by_day = day if day <= the_period(edition).returns_due else None
    files = tuple(
        each if each.first_seen else replace(each, first_seen=day if by_path in received else by_day)
        for by_path, each in _registered(workspace, senders, edition.agencies, seen)
    )
    content = records.listed_yaml(files, records.REGISTER)
    if files and not (workspace.register.is_file() and workspace.register.read_bytes() == content):
        with suppress(OutputError):
            write_all({workspace.register.name: content}, workspace.submissions)
    return files


def _registered(
    workspace: Workspace, senders: Senders, known: Collection[str], seen: Mapping[str, records.Registered]
) -> Iterator[tuple[str, records.Registered]]:
    by_slug = {slug(code.lower(), "agency"): code for code in known}
    before = versions(workspace)
    folder = workspace.submissions
    try:
        returns = [source.path for source in find([folder.as_posix()]).sources if not source.closed]
    except NothingToReadError:
        returns = []
    for path in [*returns, *sorted(path for some in before.values() for path in some.values())]:
        if (digest := checksum(path)) is None:
            continue
        match = _NUMBER.fullmatch(path.name) if path.parent == workspace.replaced else None
        agency, name = (by_slug.get(match[1], ""), "") if match else senders.get(path.as_posix(), ("", ""))
        earlier = before.get(slug(agency.lower(), "agency"), {}) if agency else {}
        replaced = earlier.get(int(match[2]) - 1 if match else max(earlier, default=0))
        at, replaces = (each.relative_to(folder).as_posix() if each else "" for each in (path, replaced))
        was = seen.get(digest) or records.Registered(file=at, sha256=digest)
        came_as = "" if name == path.name else name or was.came_as
        yield path.as_posix(), replace(was, file=at, came_as=came_as, agency=agency, replaces=replaces)


def versions(workspace: Workspace) -> Mapping[str, Mapping[int, Path]]:
    """The returns that were replaced, by agency slug and number."""
    found: dict[str, dict[int, Path]] = {}
    for path in sorted(workspace.replaced.iterdir()) if workspace.replaced.is_dir() else ():
        if (match := _NUMBER.fullmatch(path.name)) and not path.is_symlink():
            found.setdefault(match[1], {})[int(match[2])] = path
    return found
