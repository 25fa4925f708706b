"""`poatool compile`: write the year-end report; `verify` makes it again from the same recipe."""

import json
import os
from collections.abc import Callable, Collection, Sequence
from contextlib import chdir
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Annotated

from poatool import api
from poatool.cli.generation import INPUTS, Generation, sealed_copies, whole_report
from poatool.cli.inputs import Inputs, asked_in_templates, read_decisions, require_readable
from poatool.cli.options import DecisionsFile, OutputFolder, Paths, WaiversFile, flag, option, period_option, values_in
from poatool.cli.output import keep_apart, path_from, spare_submissions
from poatool.cli.proofs import write_proofs
from poatool.cli.recipe import Recipe, manifest, waivers_in
from poatool.cli.settings import Settings
from poatool.cli.texts import check_texts, list_texts, read_texts, text_files
from poatool.decisions.waivers import STALE
from poatool.errors import InputError, OutputError, UsageError
from poatool.findings.model import Severity
from poatool.framework.model import Framework
from poatool.render.formats import CORRECTIONS, MANIFEST, REPORT_FORMATS, WHOLE, files_in, report_files, why_unwritable
from poatool.render.report.screen import compiled_text
from poatool.render.report.yaml import corrections_yaml, differences
from poatool.render.text import UNDATED, not_cleared
from poatool.render.word.file import read_template
from poatool.reports.proofs import uncleared
from poatool.reports.status import period_of
from poatool.reports.validation import Validation, validation
from poatool.reports.year_end_model import YearEndReport
from poatool.rules.checking import excess
from poatool.text import listed, one_of
from poatool.workspace.places import Workspace

_PATHS = ("paths", "previous", "since_then")  # the parameters that hold paths as texts


def from_root(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command run in the folder of the workspace, if there is one, with all paths relative to that folder.

    What it writes then does not depend on where it is run.
    """

    @wraps(command)
    def run(settings: Settings, **given: object) -> int:
        if (home := settings.workspace) is None:
            return command(settings, **given)
        root = home.root.resolve()
        if root != Path.cwd():
            settings.note(f"Paths are relative to the workspace: {home.root}")

        def moved(path: Path) -> Path:
            """A path from the workspace; an absolute path that leads out of it stays as it is."""
            found = Path(path_from(root, path) or path)
            return path if path.is_absolute() and found.parts[:1] == ("..",) else found

        for name, value in given.items():
            if isinstance(value, Path):
                given[name] = moved(value)
            elif name in _PATHS and isinstance(value, list):
                given[name] = [moved(Path(each)).as_posix() if each else each for each in value]
        plan, own_plan = (path and moved(path) for path in (settings.framework, settings.config.framework))
        config, file = replace(settings.config, framework=own_plan), settings.file and moved(settings.file)
        there = settings._replace(framework=plan, config=config, file=file, workspace=Workspace(Path(), home.period))
        with chdir(root):
            return command(there, **given)

    return run


@from_root
def compile_report(
    settings: Settings,
    paths: Paths,
    output: OutputFolder,
    period: Annotated[str | None, period_option("The reporting period, such as 2022.")] = None,
    periods: Annotated[str | None, option("A..B", "Report on B, and also print the periods since A.")] = None,
    format: Annotated[list[str], option("A,B,…", f"Any of {listed(list(REPORT_FORMATS))}.", show_default=False)] = [],
    previous: Annotated[list[str], option("PATH…", "Submissions of earlier periods, to compare with.")] = [],
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    template: Annotated[Path | None, option("FILE", "A Word file whose styles report.docx should use.")] = None,
    text: Annotated[Path | None, option("DIR", "The folder of your own texts, such as foreword.md.")] = None,
    list_text: Annotated[bool, flag("--list-text", "Only list the texts that --text may hold.", more=True)] = False,
    status: Annotated[
        bool, flag("--status/--no-status", "Publish statuses, or say only which actions ended earlier.", more=True)
    ] = True,
    proofs: Annotated[Path | None, option("DIR", "Write each agency's part, for it to check.")] = None,
    since_then: Annotated[
        list[str], option("PATH…", "Later submissions, printed separately and not counted.", more=True)
    ] = [],
    final: Annotated[bool, flag("--final", "Write nothing if the report is still a draft.")] = False,
    seal: Annotated[bool, flag("--seal", "With --final: seal it. Only --correct replaces it.")] = False,
    correct: Annotated[str | None, option("TEXT", "Replace a sealed report, and print TEXT as the reason.")] = None,
    strict: Annotated[bool, flag("--strict", "Write nothing if any update has an error.", more=True)] = False,
    force: Annotated[bool, flag("--force", "Replace files of the report that were edited.", more=True)] = False,
) -> int:
    """Compile the year-end report.

    poatool compile returns/2022 --period 2022 --output report
    poatool compile returns/2022 -p 2022 --previous returns/2021 -o out --final
    poatool compile returns --periods 2021..2022 -o report --format html,docx

    DIR/publish may be published. DIR/coordinator is only for you: sources, rows set aside, findings and a manifest.
    """
    formats = [one_of(word, REPORT_FORMATS, "a report format") for word in values_in(format)] or [
        *((Generation.at(output).formats if correct else ()) or REPORT_FORMATS)
    ]
    if template is not None and "docx" not in formats:
        raise UsageError("--template is for report.docx. Add docx to --format, or leave the template out.")
    house = read_template(template) if template else None
    plan = settings.plan()
    last, printed = _wanted_periods(period, periods, plan)
    if list_text:
        list_texts(text, api.edition_of(plan, last), settings)
        return 0
    before = _report_to_replace(output, formats, [*paths, *previous, *since_then], correct, force=force)
    if before.sealed:
        final, seal, status, printed = True, True, status and before.status, printed or before.also_printed(last)
    if seal and not final:
        raise UsageError("--seal needs --final: a draft cannot be sealed.")
    inputs = Inputs(settings, plan, read_decisions(decisions, plan, settings, output))
    one_period = None if printed else (inputs.read(paths, last, None), inputs.read_earlier(previous, last))
    read, earlier = one_period or inputs.read_periods([*paths, *previous], last, printed)
    require_readable(read)
    keep_apart((output, proofs), (each.submission.path for each in read.submissions))
    since_then = before.since_then(since_then, {each.submission.sha256 for each in read.submissions}, settings.note)
    sent_file, sent = asked_in_templates(paths, last, settings)
    used = dict(zip(INPUTS, (settings.framework, settings.file, waivers, decisions, template, sent_file), strict=True))
    before.note_missing(settings.note, **used, texts=text, earlier=earlier.by_period)
    recipe = Recipe(
        period=read,
        earlier=earlier._replace(kept_back=inputs.kept_back([*paths, *previous])),
        since_then=inputs.read_later(since_then, last),
        status=status,
        printed=printed,
        waivers=waivers_in(waivers, plan),
        template=house,
        sent=sent,
        texts=text_files(text, read.edition) if text else {},
        limits=settings.limits,
        corrections=tuple(map(str, before.document.get("corrections") or ())) if correct else (),
        day=settings.config.report_day(read.edition.period),
    )
    report, result, remarks = make_report(recipe, see := settings.validate(paths, last, previous, decisions, waivers))
    settings.note(*remarks, *check_texts([("--correct", correct)] if correct else (), read.edition, report))
    written, more, asked = list[Path](), list[str](), bool(proofs or before.document.get("proofs"))
    if_draft = "--correct" if correct else "--final"
    refused = "--strict" if strict and report.set_aside else if_draft if final and report.is_draft else ""
    if proofs is not None:
        write_proofs(report, proofs, settings)
    if not refused:
        formats = _writable(formats, report, settings, asked=bool(format))
        contents = files_of(report, result, formats, recipe)
        if correct and any(Path(path).parent != Path(MANIFEST).parent for path in before.not_as_written(contents)):
            report = report._replace(corrections=(*report.corrections, correct.strip()))
            contents = files_of(report, result, formats, recipe)
            contents[CORRECTIONS] = _corrections(output, correct, report)
        elif correct:
            settings.note("What is published is the same as before, so the reason is not printed.")
            contents |= {p: (output / p).read_bytes() for p in (CORRECTIONS,) if os.path.isfile(output / p)}
        contents |= sealed_copies({**used, **recipe.texts}) if seal else {}
        options = {"formats": formats, "status": status, "strict": strict, "final": final, "printed": list(printed)}
        given = ([*paths, *previous], [], since_then) if printed else (paths, previous, since_then)
        record = manifest(report, recipe, contents, output, used, given, options, sealed=seal, proofs=asked)
        more += [f"Removed because the new report does not have it: {p}" for p in before.replace_with(contents, record)]
        more += ["Sealed: only --correct TEXT replaces it"] if seal and not correct else []
        written = [output / path for path in (*contents, MANIFEST)]
    compiled_text(report, result, written, settings.screen(), refused)
    settings.note(
        *(_before_it_appears(report, asked=asked) if final else []),
        *more,
        *([] if printed or (seal and not refused) else _cell_by_cell(result, see)),
        *(
            f"Cell by cell: {settings.validate([*dict.fromkeys(files)], then.period or last, (), decisions)}"
            for then in report.since_then
            if (files := [entry.source.file for entry in then.set_aside])
        ),
    )
    return int(bool(report.set_aside or refused))


def _before_it_appears(report: YearEndReport, *, asked: bool) -> list[str]:
    agencies = uncleared(report.edition, report.coverage, report.rulings, report.later_from, asked=asked)
    return ([] if report.last_updated else [UNDATED]) + ([not_cleared(agencies)] if agencies else [])


def _cell_by_cell(result: Validation, command: str) -> Sequence[str]:
    """The command that lists the faults of the returns; none if only decisions have faults."""
    grave = (each for each in result.findings if each.severity is not Severity.ADVICE and each.waiver is None)
    return [f"Cell by cell: {command}"] if any(each.code != STALE.code for each in grave) else []


def _report_to_replace(
    output: Path, formats: Sequence[str], given: Sequence[str], correct: str | None, *, force: bool
) -> Generation:
    """The report that is already in the folder. Raises PoatoolError if it may not be replaced."""
    before = Generation.at(output)
    if before.sealed and not (correct or "").strip():
        raise OutputError(f"{output}: this report is sealed. Give the reason for replacing it: --correct TEXT")
    if correct is not None and not before.sealed:
        raise UsageError(f"{output}: there is no sealed report here to correct. Leave out --correct.")
    own = {*before.written, MANIFEST} if before.document else {}
    foreign = [output / path for path in (*(file.path for file in files_in(formats)), MANIFEST) if path not in own]
    spare_submissions(given, foreign)
    edited, _ = before.edited_and_missing()
    if edited and not force:
        names = listed([str(output / path) for path in edited])
        keep = "Copy what you want to keep, such as decisions to decisions.yaml, then add --force to replace it."
        raise OutputError(f"{names}: edited since poatool wrote it. {keep}")
    for path in filter(os.path.isfile, () if force else foreign):
        raise OutputError(f"{path}: poatool did not write this file. Move it, or add --force.")
    return before


def _wanted_periods(period: str | None, periods: str | None, plan: Framework) -> tuple[str, Collection[str]]:
    if periods is None:
        if period is None:
            raise UsageError("Add --period PERIOD, or --periods A..B for several periods.")
        return period_of(api.edition_of(plan, period)).id, ()
    first, dots, last = periods.partition("..")
    if not dots:
        raise UsageError(f"{periods} is not two periods. Write them as in 2021..2022.")
    ids = [each.id for each in sorted(plan.periods, key=lambda each: each.start)]
    begin, end = (ids.index(period_of(api.edition_of(plan, each)).id) for each in (first, last))
    if begin >= end:
        raise UsageError(f"{periods}: the first period must be before the last. Write them as in 2021..2022.")
    return ids[end], ids[begin:end]


def _writable(formats: Sequence[str], report: YearEndReport, settings: Settings, *, asked: bool) -> list[str]:
    missing = {name: why for name in formats if (why := why_unwritable(name, report))}
    if missing and asked:
        raise OutputError(" ".join(missing.values()))
    settings.note(*(f"Left out: {why}" for why in missing.values()))
    return [name for name in formats if name not in missing]


def _corrections(folder: Path, because: str, report: YearEndReport) -> bytes:
    """The list of corrections in a folder, with one more: what differs from the sealed report there, and why."""
    try:
        changed = differences(whole_report(folder), json.loads(WHOLE.render(report)))
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        place = folder / WHOLE.path
        raise InputError(f"{place}: cannot be read, so the corrections cannot be listed. Restore this file.") from None
    before = (folder / CORRECTIONS).read_bytes() if os.path.isfile(folder / CORRECTIONS) else b""
    return corrections_yaml(before, because.strip(), changed)


def make_report(recipe: Recipe, see: str = "poatool validate") -> tuple[YearEndReport, Validation, tuple[str, ...]]:
    """Make a report, with all findings (`see` is the command to list them) and remarks on the coordinator's texts."""
    # A file that is too long even by itself is set aside, and the report is made without it.
    if much := excess([each for each in recipe.period.submissions if not excess([each])]):
        raise InputError(f"The report would have {much}. Is a column filled down? See: {see}")
    result = api.check(recipe.period, earlier=recipe.earlier, waivers=recipe.waivers, limits=recipe.limits)
    report = api.year_end(result, recipe.earlier, recipe.sent, recipe.printed, recipe.since_then)
    texts, remarks = read_texts(recipe.texts, report)
    report = report._replace(corrections=recipe.corrections, texts=texts, last_updated=recipe.day)
    return report, validation(result), remarks


def files_of(report: YearEndReport, result: Validation, formats: Sequence[str], recipe: Recipe) -> dict[str, bytes]:
    """The files of a report in these formats, by their paths in its folder."""
    return report_files(report, files_in(formats), result, show_status=recipe.status, template=recipe.template)
