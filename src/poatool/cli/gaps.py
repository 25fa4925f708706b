"""`poatool gaps`: find what nobody reported on."""

import re
import sys
from functools import partial
from typing import Annotated

from poatool import api
from poatool.cli.inputs import Inputs, asked_in_templates, require_readable
from poatool.cli.options import DecisionsFile, Output, Paths, Period, WaiversFile, choice, flag, option
from poatool.cli.output import show, spare_submissions
from poatool.cli.settings import Settings
from poatool.decisions.waivers import STALE
from poatool.errors import UsageError
from poatool.render.coverage.screen import coverage_text
from poatool.render.coverage.tables import By, View
from poatool.render.formats import COVERAGE_FORMATS
from poatool.reports.coverage_model import ActionState, Kind
from poatool.rules import KEEPING_OUT

_ONLY = tuple(dict.fromkeys((*ActionState, *Kind)))


def _percent(text: str) -> float:
    if re.fullmatch(r"(\d{1,2}(\.\d*)?|100(\.0*)?) ?%?", text.strip(), re.ASCII):
        return float(text.strip().rstrip(" %"))
    raise UsageError(f"{text or '(empty)'} is not a share. Write a number from 0 to 100, such as 80.")


def gaps(
    settings: Settings,
    paths: Paths,
    period: Period,
    format: Annotated[
        str, choice(("text", *COVERAGE_FORMATS), "a format of the coverage", "Write it as", "FORMAT")
    ] = "text",
    by: Annotated[By, choice(By, "a view", "What each line of the table is about", "WORD")] = By.ACTION,
    matrix: Annotated[bool, flag("--matrix", "Show what each agency answered for each action.")] = False,
    only: Annotated[str | None, choice(_ONLY, "a state or a kind", "Only actions in this state", "STATE")] = None,
    history: Annotated[
        list[str], option("PATH…", "Submissions of earlier periods, to show who reported and what was completed.")
    ] = [],
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    fail_under: Annotated[
        float | None, option("PERCENT", "Exit code 1 if a smaller share of actions has reports.", parser=_percent)
    ] = None,
    output: Output = None,
) -> int:
    """Find what nobody reported on.

    poatool gaps returns/2022 --period 2022
    poatool gaps returns/2022 --period 2022 --history returns/2021 --by period
    poatool gaps returns/2022 --period 2022 --matrix --format xlsx -o out.xlsx
    poatool gaps returns/2022 --period 2022 --only unreported

    Lists the actions in force without a report or without progress, and why; then the counts for each pillar, and the
    agencies that sent a return.
    """
    if format == "xlsx" and output is None and sys.stdout.isatty():
        raise UsageError("--format xlsx cannot be shown on a screen. Add --output FILE, such as -o coverage.xlsx.")
    spare_submissions([*paths, *history], [output])
    inputs = Inputs.from_settings(settings, decisions)
    read = inputs.read(paths, period, KEEPING_OUT)
    refused = require_readable(read)
    settings.note(*(f"Not counted: {each.path}: {each.message} {each.hint}" for each in refused))
    earlier = inputs.read_earlier(history, period)
    checked = api.check(read, codes=KEEPING_OUT, earlier=earlier, waivers=waivers, limits=settings.limits)
    _, asked = asked_in_templates(paths, checked.edition.period_id or period, settings)
    covered = api.coverage(checked, earlier, sent=asked)
    under = fail_under is not None and (covered.percent or 0) < fail_under
    covered = covered if only is None else covered.only(only)
    covered = covered if format == "json" else covered.without_withheld_statuses
    view = View(by, matrix=matrix, only=only is not None)
    text = partial(coverage_text, covered, view)
    show(settings, format, output, text, lambda: COVERAGE_FORMATS[format](covered, view))
    if covered.left_out and any(each.counts_as_error and each.code != STALE.code for each in checked.findings):
        settings.note(f"The errors, cell by cell: {settings.validate(paths, period, history, decisions, waivers)}")
    if under:
        settings.note(f"{covered.percent or 0}% is below {fail_under:g}%.")
    return int(under or bool(refused))
