"""Runs the rules over submissions. Pure: findings in the order of the files, sheets and cells.

What the rules over one submission find hangs on that submission alone, so it can be worked out anywhere and in any
order. The rules over all of them come after: they may require the others, and none of the others requires them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from poatool.findings import Finding, Place, Severity
from poatool.rules.registry import Batch, Problem, Rule
from poatool.submissions.understand import Understood
from poatool.workbooks.limits import DEFAULT
from poatool.workers import FORKS, spread

_WORTH_SHARING = 5_000
"""Updates from which a further process saves more time than it takes to begin."""


def check(batch: Batch, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """All findings of these rules, every one at once; what is in a file never raises.

    A rule whose requirement has found something at a place, or around it, is silent there. What is found again
    at the same cell, because several rows go back to it, is one finding.
    """
    found = [finding for submission in batch.submissions for finding in check_submission(submission, rules)]
    return check_together(batch, rules, found)


def check_submission(
    submission: Understood, rules: Sequence[Rule], processes: int = 1, most: int = DEFAULT.findings
) -> tuple[Finding, ...]:
    """What the rules over one submission find in it, in the order of the rules.

    More than one of the `processes` takes part where they can be copies of this one, and there are many updates.
    Where a rule finds something in more than `most` places, the others are not listed: one finding on the whole file
    says so, and where it is an error, no row of the file counts.
    """
    # What the rules work out of a submission for each other takes memory, and goes with this copy.
    in_hand = replace(submission)
    if processes > 1 and FORKS and len(submission.updates) >= _WORTH_SHARING:
        said = dict(chain.from_iterable(spread(partial(_said, in_hand, most), _shares(rules), processes)))
    else:
        said = dict(_said(in_hand, most, rules))
    listed = _findings(((rule, said[rule.code][:most]) for rule in rules if rule.code in said), {})
    path = submission.submission.path
    return (*listed, *(_more(rule, path, most) for rule in rules if len(said.get(rule.code, ())) > most))


def _shares(rules: Sequence[Rule]) -> Sequence[Sequence[Rule]]:
    """The rules over one submission, those together that work something out in common, the largest share first."""
    shares: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.submission is not None:
            shares.setdefault(rule.share, []).append(rule)
    return sorted(shares.values(), key=len, reverse=True)


def _said(submission: Understood, most: int, rules: Sequence[Rule]) -> Sequence[tuple[str, Sequence[Problem]]]:
    """What rules say of a submission, by their codes: as much of each as is listed, and one more if there is more."""
    return [
        (rule.code, tuple(islice(rule.submission(submission), most + 1)))
        for rule in rules
        if rule.submission is not None
    ]


def _more(rule: Rule, path: str, most: int) -> Finding:
    """That there is more than was listed."""
    said = f"{rule.title} This is so in more than {most:,} places, of which the first {most:,} are listed."
    alone = " No row of this file counts until they are corrected." if rule.severity is Severity.ERROR else ""
    do = "Is a column filled down, or is this another list? Delete the rows that report nothing, or leave the file out."
    return _finding(rule, Problem(Place(path), said + alone, do))


def check_together(batch: Batch, rules: Sequence[Rule], found: Sequence[Finding]) -> tuple[Finding, ...]:
    """What was `found` in the submissions one by one, and what the rules over all find, in reading order."""
    checks = [(rule, rule.batch(batch)) for rule in rules if rule.batch is not None]
    places: dict[str, set[Place]] = {code: set() for rule, _ in checks for code in rule.requires}
    for finding in found:
        if finding.code in places:
            places[finding.code].add(finding.place)
    return tuple(sorted([*found, *_findings(checks, places)], key=_reading_order(batch.submissions)))


def _findings(checks: Iterable[tuple[Rule, Iterable[Problem]]], places: dict[str, set[Place]]) -> list[Finding]:
    """What these rules say, as findings; the `places` found so far, by code, are added to."""
    findings: list[Finding] = []
    for rule, said in checks:
        if problems := dict.fromkeys(said):
            before = [places[code] for code in rule.requires if code in places]
            own = [problem for problem in problems if not (before and _accounted_for(problem.place, before))]
            places[rule.code] = {problem.place for problem in own}
            findings += [_finding(rule, problem) for problem in own]
    return findings


def _accounted_for(place: Place, before: Iterable[set[Place]]) -> bool:
    """Whether one of these findings stands at the place, or at the row, sheet or file around it."""
    around = (place, place._replace(column=None), Place(place.file, place.sheet), Place(place.file))
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
        return files.get(place.file, -1), sheet, place.row or 0, place.column_number, finding.code

    return key
