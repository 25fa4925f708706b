"""The way of the data in one place: read → interpret → check → waive. Reports are made from what comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from poatool.findings.context import Context
from poatool.findings.model import Finding, Waiver
from poatool.findings.waivers import apply_waivers
from poatool.framework.edition import Edition
from poatool.rules import BY_CODE, RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.intake import Source
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.read import read_files
from poatool.workbooks.limits import DEFAULT, Limits


class Checked(NamedTuple):
    """The submissions of a period, and what was found in them."""

    submissions: tuple[Interpreted, ...]
    findings: tuple[Finding, ...]


def run(  # noqa: PLR0913 - the stages of the whole way
    sources: Iterable[Source],
    edition: Edition,
    *,
    codes: Collection[str] | None = None,
    previous: Sequence[Interpreted] = (),
    waivers: Sequence[Waiver] = (),
    limits: Limits = DEFAULT,
    one_file: bool = False,
) -> Checked:
    """Take files the whole way. Nothing in a file raises.

    Args:
        sources: the files to read.
        edition: the framework as it stood in the period.
        codes: the rules to run, None for all.
        previous: the submissions of the period before, to compare with.
        waivers: findings that are accepted.
        limits: how much of a file is read.
        one_file: a single file is checked by itself, so nothing follows from what is not beside it.
    """
    submissions = tuple(read(sources, edition, limits))
    rules = [rule for rule in RULES if codes is None or rule.code in codes]
    batch = Batch(edition, submissions, tuple(previous), one_file)
    return waive(Checked(submissions, check(batch, rules, limits.findings)), edition, waivers, codes)


def read(sources: Iterable[Source], edition: Edition, limits: Limits = DEFAULT) -> Iterator[Interpreted]:
    """Read each file as a submission (a zip holds several), and say what its rows mean in this edition."""
    columns = Columns.of_plan(edition.framework, edition.period)
    for source in sources:
        for submission in read_files(source, columns, limits):
            yield interpret(submission, edition)


def waive(
    checked: Checked, edition: Edition, waivers: Sequence[Waiver], codes: Collection[str] | None = None
) -> Checked:
    """Mark the findings that waivers accept, and add what is wrong with the waivers; `codes` are the rules that ran."""
    if not waivers:
        return checked
    end = edition.period.end if edition.period else None
    ran = BY_CODE if codes is None else codes
    findings = apply_waivers(checked.findings, waivers, Context(checked.submissions), ran, end)
    return checked._replace(findings=tuple(f for f in findings if codes is None or f.code in codes))
