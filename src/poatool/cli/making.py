"""Make a report from submissions: when it is compiled, and again when it is verified."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from poatool import api
from poatool.cli.generation import whole_report
from poatool.cli.texts import read_texts
from poatool.decisions.keys import Reader
from poatool.decisions.reading import read_waivers
from poatool.errors import InputError
from poatool.findings.model import Waiver
from poatool.framework.model import Framework
from poatool.pipeline import Earlier, Submissions
from poatool.render.formats import CORRECTIONS, REPORT_FORMATS, WHOLE, published, workings
from poatool.render.report.yaml import corrected, corrections_yaml
from poatool.reports.model import YearEndReport
from poatool.reports.validation import Validation, validation
from poatool.rules import CODES
from poatool.submissions.sent import Sent
from poatool.workbooks.limits import Limits


class Recipe(NamedTuple):
    """Everything that decides a report; its manifest has it too, so that the report can be made again.

    The submissions of its `period` are compared with those of `earlier` periods, of which the `printed` ones follow
    below it; those that came `since_then` are printed apart and not counted. `template` is an organisation's Word file.
    `texts` are the files of the coordinator's own texts by name; `corrections` are the reasons for corrections.
    """

    period: Submissions
    earlier: Earlier
    since_then: Earlier
    status: bool
    printed: Collection[str]
    waivers: Sequence[Waiver]
    template: bytes | None
    sent: Sent
    texts: Mapping[str, Path]
    limits: Limits | None
    corrections: tuple[str, ...] = ()


class Made(NamedTuple):
    """A report, all findings in its inputs, and remarks on the coordinator's own texts."""

    report: YearEndReport
    result: Validation
    remarks: tuple[str, ...]


def accepted_by(waivers: Path | None, plan: Framework, named: str = "") -> Sequence[Waiver]:
    """The waivers in a file; `named` is what messages call the file, if not by its path."""
    return read_waivers(waivers, Reader(CODES, plan, named)) if waivers else ()


def make(recipe: Recipe) -> Made:
    """Make a report."""
    checked = api.check(recipe.period, waivers=recipe.waivers, limits=recipe.limits)
    report = api.year_end(checked, recipe.earlier, recipe.sent, recipe.printed, recipe.since_then)
    texts, remarks = read_texts(recipe.texts, report)
    report = report._replace(corrections=recipe.corrections, texts=texts)
    return Made(report, validation(checked), remarks)


def files_of(made: Made, formats: Sequence[str], recipe: Recipe) -> dict[str, bytes]:
    """The files of a report in these formats, by their paths in its folder."""
    files = [file for name in formats for file in REPORT_FORMATS[name]]
    going_out = published(made.report, files, show_status=recipe.status, template=recipe.template)
    return going_out | workings(made.report, made.result)


def corrected_file(folder: Path, because: str, made: Made) -> dict[str, bytes]:
    """The list of corrections with one more: what the sealed report in a folder says, and what the new one does.

    Raises InputError if the sealed report cannot be read.
    """
    try:
        changed = corrected(whole_report(folder), json.loads(WHOLE.render(made.report)))
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        place = folder / WHOLE.path
        raise InputError(f"{place}: cannot be read, so what is corrected cannot be listed. Restore it.") from None
    before = (folder / CORRECTIONS).read_bytes() if os.path.isfile(folder / CORRECTIONS) else b""
    return {CORRECTIONS: corrections_yaml(before, because.strip(), changed)}
