"""Runs the rules over submissions. Pure: findings in the order of the files, sheets and cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from poatool.findings import Finding
from poatool.rules.registry import Batch, Problem, Rule
from poatool.submissions.model import column_number
from poatool.submissions.understand import Understood


def check(batch: Batch, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """All findings of these rules, every one at once; what is in a file never raises."""
    findings: list[Finding] = []
    for submission in batch.submissions:
        findings += _check_one(submission, rules)
    for rule in rules:
        if rule.batch is not None:
            findings += [_finding(rule, problem) for problem in rule.batch(batch)]
    return tuple(sorted(findings, key=_reading_order(batch.submissions)))


def _check_one(submission: Understood, rules: Iterable[Rule]) -> list[Finding]:
    findings: list[Finding] = []
    found: set[str] = set()
    for rule in rules:
        if rule.submission is None or rule.requires & found:
            continue
        problems = [_finding(rule, problem) for problem in rule.submission(submission)]
        if problems:
            found.add(rule.code)
            findings += problems
    return findings


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
