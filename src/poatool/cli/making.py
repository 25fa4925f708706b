"""Make the files of a report from submissions: when it is compiled, and again when it is verified."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from poatool import api

if TYPE_CHECKING:
    from poatool.findings.model import Waiver
    from poatool.framework.model import Framework
    from poatool.pipeline import Earlier, Submissions
    from poatool.reports.model import YearEndReport
    from poatool.reports.validation import Validation
    from poatool.submissions.sent import Sent
    from poatool.workbooks.limits import Limits


class Recipe(NamedTuple):
    """What affects a report besides the submissions.

    `printed` are the earlier periods printed below it, `template` is an organisation's Word file, `corrections` are the
    reasons for corrections. `texts` are the files of the coordinator's own texts, by name.
    """

    status: bool
    printed: Collection[str]
    waivers: Sequence[Waiver]
    template: bytes | None
    sent: Sent
    texts: Mapping[str, Path]
    limits: Limits | None
    corrections: tuple[str, ...] = ()


class Read(NamedTuple):
    """The submissions of the period, those of earlier periods, and later ones that are not counted."""

    period: Submissions
    earlier: Earlier
    since_then: Earlier


class Made(NamedTuple):
    """A report, all findings in its inputs, and remarks on the coordinator's own texts."""

    report: YearEndReport
    result: Validation
    remarks: tuple[str, ...]


def accepted_by(waivers: Path | None, plan: Framework, named: str = "") -> Sequence[Waiver]:
    """The waivers in a file; `named` is what messages call the file, if not by its path."""
    from poatool.decisions.keys import Reader
    from poatool.decisions.reading import read_waivers
    from poatool.rules import CODES

    return read_waivers(waivers, Reader(CODES, plan, named)) if waivers else ()


def make(read: Read, recipe: Recipe) -> Made:
    """Make a report."""
    from poatool.cli.texts import read_texts
    from poatool.reports.validation import validation

    checked = api.check(read.period, waivers=recipe.waivers, limits=recipe.limits)
    report = api.year_end(checked, read.earlier, recipe.sent, recipe.printed, read.since_then)
    texts, remarks = read_texts(recipe.texts, report)
    report = report._replace(corrections=recipe.corrections, texts=texts)
    return Made(report, validation(checked.submissions, checked.findings, checked.edition), remarks)


def files_of(made: Made, formats: Sequence[str], recipe: Recipe) -> dict[str, bytes]:
    """The files of a report in these formats, by their paths in its folder."""
    from poatool.render.formats import REPORT_FORMATS, published, workings

    files = [file for name in formats for file in REPORT_FORMATS[name]]
    going_out = published(made.report, files, show_status=recipe.status, template=recipe.template)
    return going_out | workings(made.report, made.result)
