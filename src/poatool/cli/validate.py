"""`poatool validate`: check submissions."""

from functools import partial
from pathlib import Path
from typing import Annotated

from poatool import api
from poatool.cli import options
from poatool.cli.inputs import Inputs
from poatool.cli.options import DecisionsFile, FailOn, Output, Paths, Period, WaiversFile, flag, option, values_in
from poatool.cli.output import show, spare_submissions, write
from poatool.cli.settings import Settings
from poatool.decisions import waivers as accepted
from poatool.errors import NothingToReadError, UsageError
from poatool.findings.context import Context, changes, mark_known, read_earlier
from poatool.findings.model import Severity
from poatool.render.formats import AS_JSON, FINDINGS_FORMATS, lazy
from poatool.reports.validation import Validation, validation
from poatool.rules import RULES
from poatool.rules.registry import STYLE


def validate(
    settings: Settings,
    paths: Paths,
    period: Period,
    format: Annotated[
        str, options.choice(("text", *FINDINGS_FORMATS), "a format of findings", "Write the findings as", "FORMAT")
    ] = "text",
    output: Output = None,
    select: Annotated[list[str], option("CODES", "Run only these rules.", more=True)] = [],
    ignore: Annotated[list[str], option("CODES", "Run all rules but these.", more=True)] = [],
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    baseline: Annotated[
        Path | None, option("FILE", "A file of known findings, which never cause exit code 1.", more=True)
    ] = None,
    write_baseline: Annotated[Path | None, option("FILE", "Write the findings for --baseline.", more=True)] = None,
    against: Annotated[
        Path | None, option("FILE", "An earlier check (--format json), to show what was resolved.", more=True)
    ] = None,
    statistics: Annotated[bool, flag("--statistics", "Only count findings, by rule.", more=True)] = False,
    previous: Annotated[list[str], option("PATH…", "Submissions of the period before, to compare with.")] = [],
    fail_on: Annotated[
        FailOn, options.choice(FailOn, "a severity", "Exit code 1 for findings at least this serious", "SEVERITY")
    ] = FailOn.ERROR,
    annotate: Annotated[Path | None, option("DIR", "Write copies with comments to send back, and e-mails.")] = None,
    fix: Annotated[Path | None, option("DIR", "Write copies with all certain corrections made.")] = None,
    unsafe: Annotated[bool, flag("--unsafe", "Also make corrections that are only likely.", more=True)] = False,
    diff: Annotated[bool, flag("--diff", "Only show corrections, cell by cell.", more=True)] = False,
) -> int:
    """Check submissions: list everything that is wrong, cell by cell.

    poatool validate returns/2022 --period 2022
    poatool validate police.xlsx --period 2022 --format json --output out.json
    poatool validate returns/2022 --period 2022 --annotate back --fix back
    poatool validate mbie-again.xlsx --period 2022 --against first.json
    """
    for name, wanted in (("--statistics", statistics), ("--diff", diff)):
        if wanted and format != "text":
            raise UsageError(f"{name} is only for the screen: leave out --format {format}.")
    if unsafe and fix is None and not diff:
        raise UsageError("--unsafe is for --fix and --diff: add one of them.")
    codes = _codes(select, ignore)
    spare_submissions([*paths, *previous], [output, write_baseline])
    if codes is not None and codes.isdisjoint(rule.code for rule in RULES) and waivers is decisions is None:
        raise UsageError("No rule is left to run: change --select or --ignore.")
    inputs = Inputs.from_settings(settings, decisions)
    decided = inputs.decisions
    inputs = inputs._replace(decisions=decided._replace(texts_stay=True) if decided else None)
    read, earlier = inputs.read(paths, period, codes), inputs.read_earlier(previous, period)
    found = api.check(read, codes=codes, earlier=earlier, waivers=waivers, limits=settings.limits)
    not_asked = accepted.CODES.difference(codes or accepted.CODES)  # other findings, on whole files, are always shown
    found = found._replace(findings=tuple(each for each in found.findings if each.code not in not_asked))
    around = Context(found.submissions)
    if baseline:
        found = found._replace(findings=mark_known(found.findings, read_earlier(baseline), around))
    result = validation(found, changes(found.findings, read_earlier(against), around) if against else None)
    if write_baseline is not None:
        write(lazy("findings.json:baseline_document", AS_JSON)(result), write_baseline, settings)
    notes: list[str] = []
    if annotate is not None:
        from poatool.cli.copies import write_annotated
        from poatool.reports.status import extensions

        due = {agency: each.until for agency, each in extensions(found.edition, decided).items()} if decided else {}
        notes += write_annotated(result, annotate, settings, due, style=STYLE in map(str.casefold, values_in(select)))
    if fix is not None or diff:
        from poatool.cli.copies import write_corrected

        notes += write_corrected(result, None if diff else fix, output, settings, unsafe=unsafe)
    # Printed last: a reader such as `head` may close the pipe, but the copies have been written by then.
    try:
        if not diff:
            used = [name for name, given in (("--fix", fix), ("--annotate", annotate), ("--unsafe", unsafe)) if given]
            shown = partial(lazy("findings.text:findings_text"), result)
            text = partial(shown, columns=settings.verbose, statistics=statistics, used=used)
            show(settings, format, output, text, lambda: FINDINGS_FORMATS[format](result))
    finally:
        settings.note(*notes)
    return _exit_code(result, fail_on)


def _codes(select: list[str], ignore: list[str]) -> frozenset[str] | None:
    """The codes of the rules to run; None means all."""
    if not (select or ignore):
        return None
    from poatool.cli.rules import selected  # here, because few users select rules

    return selected(select, ignore)


def _exit_code(result: Validation, fail_on: FailOn) -> int:
    ranks = [finding.severity.rank for finding in result.findings if finding.waiver is None and not finding.known]
    if fail_on is not FailOn.NEVER and ranks and min(ranks) <= Severity(fail_on.value).rank:
        return 1
    if result.rows.seen == result.rows.skipped and not any(each.submission.nil for each in result.submissions):
        raise NothingToReadError("No row was checked: no table has updates. Check that these are the right files.")
    return 0
