"""Turn the paths on a command line into submissions; list on stderr the files that are ignored or do not count."""

import os
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from poatool import api, pipeline
from poatool.cli.settings import Settings
from poatool.console import progress_bar
from poatool.errors import InputError, NothingToReadError
from poatool.framework.edition import as_of
from poatool.framework.model import Framework
from poatool.pipeline import Earlier, Submissions
from poatool.processes import Watch
from poatool.submissions.sent import SENT_FILE, KeptBack, Sent, kept_back_in, read_sent
from poatool.submissions.sources import Found, LeftAlone, find, left_alone_in
from poatool.text import counted, listed
from poatool.workbooks.model import Unreadable
from poatool.workspace.places import Workspace

if TYPE_CHECKING:
    from poatool.decisions.model import Decisions

_IN_ENGLISH = (
    "The language of this plan is {}: rules that look for words (PUB504, PUB506, PUB513 and others) know English, and "
    "only the plainest markings in other languages. Read the texts for what must not be published."
)


class Inputs(NamedTuple):
    """The settings with which a command reads submissions."""

    settings: Settings
    plan: Framework
    decisions: "Decisions | None" = None

    @classmethod
    def from_settings(cls, settings: Settings, decisions: Path | None = None) -> "Inputs":
        """Settings with the plan in use and the decisions in a file; see `read_decisions`."""
        plan = settings.plan()
        return cls(settings, plan, read_decisions(decisions, plan, settings))

    @property
    def quiet(self) -> "Inputs":
        """The same without notes and a progress bar, to read submissions again."""
        return self._replace(settings=self.settings._replace(quiet=True))

    def read(self, paths: Sequence[str], period: str | None, codes: Collection[str] | None = ()) -> Submissions:
        """Read the submissions of a period, with a progress bar; see `api.read_submissions`."""
        settings = self.settings

        def watch(found: Found) -> Watch:
            self.note_passed_over(found)
            return iter if settings.quiet else partial(progress_bar, number=len(found.sources))

        try:
            read = api.read_submissions(
                paths, self.plan, period, decisions=self.decisions, limits=settings.limits, codes=codes, watch=watch
            )
        except NothingToReadError as nothing:
            if settings.workspace is None or [*paths] != [settings.workspace.submissions.as_posix()]:
                raise
            raise NothingToReadError(f"{nothing} File what came in with: poatool receive FILE") from None
        self._note(read.left_alone)
        if self.plan.language != self.plan.our_language:
            settings.note(_IN_ENGLISH.format(self.plan.language.casefold().partition("-")[0]))
        return read

    def read_if_any(self, paths: Sequence[str], period: str, codes: Collection[str] = ()) -> Submissions:
        """Read the submissions of a period; there may be none."""
        try:
            return self.read(paths, period, codes)
        except NothingToReadError:
            return Submissions(api.edition_of(self.plan, period), (), decisions=self.decisions)

    def read_earlier(self, paths: Sequence[str], period: str | None) -> Earlier:
        """Read the submissions of earlier periods; see `api.read_earlier`."""
        earlier = api.read_earlier(paths, self.plan, period, decisions=self.decisions, limits=self.settings.limits)
        self._note_left_out(earlier)
        home = self.settings.workspace.all_submissions if self.settings.workspace else None
        typed = [path for path in paths if Path(path).parent != home or Path(path).name == period]
        if typed and not earlier.by_period:
            before = f"before {period}" if period else "of this plan"
            self.settings.note(f"No earlier submissions: none of {', '.join(typed)} is for a period {before}.")
        return self._with_asked(earlier, paths)

    def _with_asked(self, earlier: Earlier, paths: Sequence[str]) -> Earlier:
        """Add what templates asked in each of the periods, and digests of what was withheld under an earlier plan."""
        sent = {period: asked_in_templates(paths, period, self.settings)[1] for period in earlier.by_period}
        asked = {period: asked for period, asked in sent.items() if asked}
        return earlier._replace(sent=asked, kept_back=self.kept_back(paths))

    def kept_back(self, paths: Sequence[str]) -> tuple[KeptBack, ...]:
        """The digests of what was withheld under an earlier plan, from the sent.json of any period."""
        files = [file for each in self.plan.periods for file in _sent_files(paths, each.id, self.settings)]
        return tuple({str(each): each for file in dict.fromkeys(files) for each in kept_back_in(file)}.values())

    def read_periods(self, paths: Sequence[str], period: str, before: Iterable[str]) -> tuple[Submissions, Earlier]:
        """Read submissions of a period, and of the periods `before` it; each file, or its folder, names its period."""
        sources, edition = find(paths).sources, api.edition_of(self.plan, period)
        found = pipeline.read_earlier(sources, edition, self.settings.limits, self.decisions, with_this=True)
        by_period = dict(found.by_period)
        if (read := by_period.pop(period, None)) is None:
            raise NothingToReadError(
                f"{', '.join(paths)}: there is no submission for {period}. Put the files of each period into a folder "
                "that is named after it."
            )
        self._note_left_out(found)
        for each in before:
            if each not in by_period:
                self.settings.note(f"No submission was found for {each}, so the report prints nothing about it.")
        return read, self._with_asked(found._replace(by_period=by_period), paths)

    def read_later(self, paths: Sequence[str], period: str) -> Earlier:
        """Read later submissions, each for the period it states or else the given one; refuse earlier periods."""
        sources, latest = find(paths).sources if paths else (), as_of(self.plan, None)
        found = pipeline.read_earlier(sources, latest, self.settings.limits, self.decisions, otherwise=period)
        for then, read in found.by_period.items():
            if self.plan.period_by_id[then].start < self.plan.period_by_id[period].start and read.submissions:
                why = f"{read.submissions[0].submission.path}: this is a return for {then}, which was before {period}."
                how = f"Leave it out, or ask for the right return; to print {then} too: --periods {then}..{period}"
                raise InputError(f"{why} {how}")
        self._note_left_out(found)
        return found

    def note_passed_over(self, found: Found) -> None:
        """List the files that are not read."""
        self._note(found.left_alone, "name the file itself")
        for source in found.sources:
            self._note(left_alone_in(source, self.settings.limits), "unpack the zip and name the file itself")

    def _note_left_out(self, earlier: Earlier) -> None:
        self._note(earlier.left_alone)
        for submission in earlier.not_counted:
            why = "nothing says which period it is for. Put it into a folder named after its period."
            if before := self.plan.succeeds:
                why += f" If it was sent under {before.plan}, name it with: poatool template --prefill"
            if isinstance(submission.workbook, Unreadable):
                why = f"{submission.workbook.message} {submission.workbook.hint}"
            self.settings.note(f"Not counted: {submission.path}: {why}")

    def _note(self, left_alone: Iterable[LeftAlone], name_it: str = "") -> None:
        for left in left_alone:
            self.settings.note(left.reason.value.format(path=left.path, instead=left.instead, name_it=name_it))


def read_decisions(
    path: Path | None, plan: Framework, settings: Settings, report: Path | None = None
) -> "Decisions | None":
    """Read decisions, and list proposals on stderr; a decision without `was` is about the text in the last `report`."""
    if path is None:
        return None
    if (decisions := api.read_decisions(path, plan)).proposals:
        lines = listed([str(each.row) for each in decisions.proposals])
        settings.note(f"Not applied because decided_by is missing: {path}, line {lines}")
    folder = report or (settings.workspace.report if settings.workspace else None)
    return pinned_as_before(decisions, plan, folder) if folder else decisions


def asked_in_templates(paths: Sequence[str], period: str, settings: Settings) -> tuple[Path | None, Sent]:
    """Find a period's sent.json in or beside the paths or in the workspace, and read what it lists for each agency."""
    for file in _sent_files(paths, period, settings):
        if sent := read_sent(file, period):
            if settings.workspace is None or file.parent != Workspace(settings.workspace.root, period).templates:
                settings.note(f"Agencies are expected to answer what the templates asked: {file}")
            return file, sent
    return None, {}


def _sent_files(paths: Sequence[str], period: str, settings: Settings) -> Sequence[Path]:
    templates = [Workspace(settings.workspace.root, period).templates] if settings.workspace else []
    found = dict.fromkeys(f / SENT_FILE for path in (*map(Path, paths), *templates) for f in (path, path.parent))
    return [file for file in found if os.path.isfile(file)]  # False in a folder that cannot be opened


def require_readable(read: Submissions) -> list[Unreadable]:
    """The files that could not be read. Raises NothingToReadError if none could: there would be nothing to count."""
    books = [e.submission.workbook for e in read.submissions if isinstance(e.submission.workbook, Unreadable)]
    if len(books) == len(read.submissions):
        others = f" {counted(len(books) - 1, 'other file')} cannot be read either." if len(books) > 1 else ""
        raise NothingToReadError(f"{books[0].path}: {books[0].message} {books[0].hint}{others}")
    return books


def pinned_as_before(decisions: "Decisions", plan: Framework, folder: Path) -> "Decisions":
    """Pin each decision that records no text to the last report's text; it becomes stale if that text changes."""
    from poatool.cli.generation import whole_report
    from poatool.decisions.model import Accept, Decision, OnText

    pins, period = dict[str, str](), ""
    with suppress(OSError, ValueError, TypeError, LookupError, RecursionError):
        period = (report := whole_report(folder))["period"]
        pins = {each["settles"]: each["was"] for each in report["decisions"] if each["was"]}
    if not pins:
        return decisions
    from poatool.render.report.words import in_words  # imported here, as it takes longer than reading a return

    def pinned(each: Decision) -> Decision:
        if not isinstance(each, OnText) or each.pinned or (isinstance(each, Accept) and each.period != period):
            return each
        return replace(each, was=pins.get(in_words(each, plan)))

    return decisions._replace(entries=tuple(map(pinned, decisions.entries)))
