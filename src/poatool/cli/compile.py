"""`poatool compile`: the year-end report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated

import typer

from poatool.api import edition_of
from poatool.cli.generation import USED, Generation
from poatool.cli.inputs import Inputs, read_decisions, require_readable, sent_file
from poatool.cli.making import Recipe, accepted_by, corrected_file, files_of, make
from poatool.cli.options import DecisionsFile, OutputFolder, Paths, WaiversFile, flag, option, split
from poatool.cli.output import refuse_overwriting
from poatool.cli.settings import Settings
from poatool.cli.texts import list_texts, text_files
from poatool.errors import OutputError, UsageError
from poatool.framework.model import Framework
from poatool.render.formats import KEPT, MANIFEST, REPORT_FORMATS, cannot_be_written
from poatool.render.report.screen import compiled_text
from poatool.render.word.template import read_template
from poatool.reports.model import YearEndReport
from poatool.submissions.sent import read_sent
from poatool.text import listed, one_of

EXAMPLES = """\
  poatool compile returns/2022 --period 2022 --output report
  poatool compile returns/2022 -p 2022 --previous returns/2021 -o out --final
  poatool compile returns --periods 2021..2022 -o report --format html,docx
"""


def compile_report(
    context: typer.Context,
    paths: Paths,
    output: OutputFolder,
    period: Annotated[str | None, option("PERIOD", "The reporting period, such as 2022.", "--period", "-p")] = None,
    periods: Annotated[str | None, option("A..B", "Instead of --period: print earlier periods too.")] = None,
    format: Annotated[list[str], option("A,B,…", f"Any of {listed(list(REPORT_FORMATS))}.", show_default=False)] = [],
    previous: Annotated[list[str], option("PATH…", "Submissions of earlier periods, to compare with.")] = [],
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    template: Annotated[
        Path | None, option("FILE", "A Word file whose styles report.docx should use.", "--template")
    ] = None,
    text: Annotated[Path | None, option("DIR", "Your own texts, such as foreword.md.")] = None,
    list_text: Annotated[bool, flag("--list-text", "Only list the texts that may be there.", more=True)] = False,
    status: Annotated[bool, flag("--status/--no-status", "Show the statuses of actions.", more=True)] = True,
    proofs: Annotated[Path | None, option("DIR", "Write what goes out under each agency's name.")] = None,
    since_then: Annotated[
        list[str], option("PATH…", "Later submissions, printed apart and not counted.", more=True)
    ] = [],
    final: Annotated[bool, flag("--final", "Write nothing if the report is still a draft.")] = False,
    seal: Annotated[bool, flag("--seal", "With --final: only --correct may replace the report.")] = False,
    correct: Annotated[str | None, option("TEXT", "Replace a sealed report, and print this reason.")] = None,
    strict: Annotated[bool, flag("--strict", "Write nothing if any update has an error.", more=True)] = False,
    force: Annotated[bool, flag("--force", "Replace files of the report that were edited.", more=True)] = False,
) -> int:
    """Compile the year-end report.

    DIR/publish holds what may be published; DIR/coordinator the rest: the source of each update, updates set aside
    because of an error, findings, and a manifest.
    """
    settings = Settings.of(context)
    formats = [one_of(word, REPORT_FORMATS, "a report format") for word in split(format)] or list(REPORT_FORMATS)
    files = [file for name in formats for file in REPORT_FORMATS[name]]
    meant = [*(file.path for file in (*files, *KEPT)), MANIFEST]
    house = _template(template, formats)
    plan = settings.plan()
    last, printed = _wanted_periods(period, periods, plan)
    if list_text:
        if text is None:
            raise UsageError("--list-text needs --text DIR, the folder of your texts.")
        list_texts(text, edition_of(plan, last), settings)
        return 0
    before = _replaced(output, meant, [*paths, *previous, *since_then], correct, force=force)
    final, seal = final or before.sealed, seal or before.sealed
    if seal and not final:
        raise UsageError("--seal needs --final: a draft cannot be sealed.")
    inputs = Inputs(settings, plan, read_decisions(decisions, plan, settings, output))
    later = inputs.since(since_then, last)
    apart = None if periods else (inputs.read(paths, last), inputs.earlier(previous, last))
    read, earlier = apart or inputs.periods([*paths, *previous], last)
    require_readable(read)
    sent = sent_file(paths, last, settings)
    recipe = Recipe(
        *(read, earlier, later, status, printed),
        waivers=accepted_by(waivers, plan),
        template=house,
        sent=read_sent(sent, last) if sent else {},
        texts=text_files(text, read.edition) if text else {},
        limits=settings.limits,
        corrections=(*before.corrections, correct.strip()) if correct else (),
    )
    made = make(recipe)
    settings.note(*made.remarks)
    written: list[Path] = []
    refused = "--strict" if strict and made.report.set_aside else "--final" if final and made.report.is_draft else ""
    if not refused:
        from poatool.cli.manifest import Role, manifest

        formats = _able(formats, made.report, settings, asked=bool(format))
        contents = files_of(made, formats, recipe) | (corrected_file(output, correct, made) if correct else {})
        together = ([*paths, *previous], []) if periods else (paths, previous)
        used = (settings.framework, settings.file, waivers, decisions, template, sent)
        record = manifest(
            *(made, recipe, contents, output),
            dict(zip(USED, used, strict=True)),
            dict(zip(Role, (*together, since_then), strict=True)),
            {"formats": formats, "status": status, "strict": strict, "final": final, "printed": list(printed)},
            sealed=seal,
        )
        removed = before.replace_with(contents, record)
        written = [output / path for path in (*contents, MANIFEST)]
        settings.note(*(f"Removed, as only the earlier report had it: {output / path}" for path in removed))
    if proofs is not None:
        from poatool.cli.proofs import write_proofs

        write_proofs(made.report, proofs, settings)
    compiled_text(made.report, made.result, written, settings.screen(), refused)
    return int(bool(made.report.set_aside or refused))


def _replaced(
    output: Path, meant: Sequence[str], given: Sequence[str], correct: str | None, *, force: bool
) -> Generation:
    """The earlier report, if it may be replaced."""
    before = Generation.at(output)
    before.refuse_sealed(correct)
    refuse_overwriting(given, [output / path for path in meant if path not in before.ours])
    if not force:
        before.refuse_edited(meant)
    return before


def _period_id(label: str, plan: Framework) -> str:
    """The id of a period by any of its labels."""
    period = edition_of(plan, label).period
    return period.id if period else label


def _wanted_periods(period: str | None, periods: str | None, plan: Framework) -> tuple[str, Collection[str]]:
    """The period of the report, and the earlier periods printed below it."""
    if periods is None:
        if period is None:
            raise UsageError("Add --period PERIOD, or --periods A..B for several periods.")
        return _period_id(period, plan), ()
    first, _, last = periods.partition("..")
    ids = [each.id for each in sorted(plan.periods, key=lambda each: each.start)]
    begin, end = (ids.index(_period_id(part, plan)) for part in (first, last))
    if begin >= end:
        raise UsageError(f"{periods}: the first period must be before the last. Write them as in 2021..2022.")
    return ids[end], ids[begin:end]


def _template(path: Path | None, formats: Sequence[str]) -> bytes | None:
    """The organisation's Word file."""
    if path is None:
        return None
    if "docx" not in formats:
        raise UsageError("--template is for report.docx. Add docx to --format, or leave the template out.")
    return read_template(path)


def _able(formats: Sequence[str], report: YearEndReport, settings: Settings, *, asked: bool) -> list[str]:
    """The formats that the report can be written in; the others are noted."""
    missing = {name: why for name in formats if (why := cannot_be_written(name, report))}
    if missing and asked:
        raise OutputError(" ".join(missing.values()))
    settings.note(*(f"Left out: {why}" for why in missing.values()))
    return [name for name in formats if name not in missing]
