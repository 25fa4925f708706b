"""Runs the rules over submissions. Pure: findings in the order of the files, sheets and cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from poatool.findings import Finding, Place
from poatool.rules.registry import Batch, Problem, Rule
from poatool.submissions.model import column_number
from poatool.submissions.understand import Understood


def check(batch: Batch, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """All findings of these rules, every one at once; what is in a file never raises.

    A rule whose requirement has found something at a place, or around it, is silent there. What is found again
    at the same cell, because several rows go back to it, is one finding.
    """
    found: dict[str, set[Place]] = {}
    findings: list[Finding] = []
    for rule in rules:
        before = [found[code] for code in sorted(rule.requires) if code in found]
        problems = (p for p in _problems(rule, batch) if not _accounted_for(p.place, before))
        fresh = dict.fromkeys(_finding(rule, problem) for problem in problems)
        if fresh:
            found[rule.code] = {finding.place for finding in fresh}
            findings += fresh
    return tuple(sorted(findings, key=_reading_order(batch.submissions)))


def _problems(rule: Rule, batch: Batch) -> Iterator[Problem]:
    if rule.submission is not None:
        for submission in batch.submissions:
            yield from rule.submission(submission)
    if rule.batch is not None:
        yield from rule.batch(batch)


def _accounted_for(place: Place, before: Iterable[set[Place]]) -> bool:
    """Whether one of these findings stands at the place, or at the row, sheet or file around it."""
    around = (place, replace(place, column=None), Place(place.file, place.sheet), Place(place.file))
    return any(at in places for places in before for at in around)


def _finding(rule: Rule, problem: Problem) -> Finding:
    return Finding(
        rule.code,
        rule.name,
        rule.severity,
        problem.message,
        problem.hint,
        problem.place,
        problem.value,
        problem.fix,
        problem.related,
    )


def _reading_order(submissions: Sequence[Understood]) -> Callable[[Finding], tuple[int, int, int, int, str]]:
    """Whole files first, then sheet by sheet as the workbook has them, then by row and column."""
    files = {s.submission.path: place for place, s in enumerate(submissions)}
    sheets = {
        (s.submission.path, sheet.name): place + 1
        for s in submissions
        for place, sheet in enumerate(s.submission.sheets)
    }

    def key(finding: Finding) -> tuple[int, int, int, int, str]:
        place = finding.place
        sheet = sheets.get((place.file, place.sheet or ""), 0)
        return files.get(place.file, -1), sheet, place.row or 0, column_number(place.column or ""), finding.code

    return key
