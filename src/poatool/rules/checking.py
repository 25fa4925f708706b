"""Run the rules over submissions; findings come in the order of the files, sheets and cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from poatool.findings.model import Finding, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.reference.model import References
from poatool.rules import BY_CODE, RULES
from poatool.rules.publication.privacy import IN_RETURNS
from poatool.rules.registry import Batch, Problem, Rule
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cells, Origin, Row, RowKind, Submission, Table
from poatool.submissions.prose import on_one_line
from poatool.text import searchable
from poatool.workbooks.limits import DEFAULT
from poatool.workbooks.model import RawCell, Workbook

# The most that a checked file or a report may have; compiling this much takes less than twenty seconds and 1 GiB.
MOST_UPDATES = 20_000
MOST_CHARACTERS = 5_000_000  # in the texts of all updates
_FILLED_DOWN = (
    "Is a column filled down, or is this another list? Delete the rows that report nothing, or leave the file out."
)
_NIL = "choose “No update this period”"  # the words on rules' pages; in findings, the plan's own words replace them
_ALONE = frozenset({"ACT211", "WBK110", "WBK139"})
"""Rules whose error on a whole sheet, such as a hidden sheet, is the only finding on that sheet."""

_NO_TABLE = Table(sheet=None, header_row=0, headings=(), rows=())

Found = Mapping[str, Sequence[Problem]]
"""What rules found in a file, by code. To limit the work, a rule stops at one problem more than can be listed."""


def check_file(submission: Interpreted, rules: Sequence[Rule], most: int = DEFAULT.findings) -> Found:
    """What rules on single files find in this file; nothing if the file is too long."""
    copy = replace(submission)  # no submission should keep what rules cache on it, such as its prose
    return {} if excess([copy]) else _found(copy, rules, most)


def _found(submission: Interpreted, rules: Sequence[Rule], most: int) -> Found:
    if not (checks := {rule.code: rule.submission for rule in rules if rule.submission is not None}):
        return {}
    found = {code: list(islice(check(submission), most + 1)) for code, check in checks.items()}
    joined = _on_one_line(submission)
    cells = {Place.of(text.cell) for text in joined.texts}
    for code, check in checks.items() if cells else ():
        if BY_CODE[code].family == "PUB":
            only_joined = cells - {problem.place for problem in found[code]}
            found[code] += islice((each for each in check(joined) if each.place in only_joined), most + 1)
    return found


def _on_one_line(submission: Interpreted) -> Interpreted:
    """The updates that have a line break within a sentence; a person reads it as a space, and so their texts do."""
    broken = {id(text.update) for text in submission.texts if on_one_line(text.text) != text.text}
    updates = (each for each in submission.updates if id(each) in broken)
    joined = (u._replace(texts={c: on_one_line(searchable(text)) for c, text in u.texts.items()}) for u in updates)
    return _of_texts(submission.submission.path, joined, submission.edition)


def _of_texts(path: str, updates: Iterable[Update], edition: Edition) -> Interpreted:
    """These updates without the sheet around them, for rules on texts."""
    submission = Submission(path, Workbook(path, "", "csv", ()), ())
    return Interpreted(submission, edition, None, tuple(each._replace(table=_NO_TABLE) for each in updates))


def check(
    batch: Batch,
    rules: Sequence[Rule],
    most: int = DEFAULT.findings,
    accepted: Callable[[Iterable[Finding]], Iterable[Finding]] = tuple,
    known: Mapping[Interpreted, Found] = {},
) -> tuple[Finding, ...]:
    """Apply these rules and return all findings in reading order; nothing in a file raises an error.

    A rule is silent where a rule that it requires has a finding, at the same place or around it. The same problem at
    the same cell is one finding. At most `most` problems of a rule are listed for each file. A file that is too long
    gets one finding, whichever rules run. `accepted` marks waived findings: rules that compare submissions also look at
    rows whose errors are all waived. `known` holds what `check_file` has already found.
    """
    known = known if most <= DEFAULT.findings else {}  # `check_file` stops at that many problems of a rule
    rules = sorted(rules, key=lambda rule: bool(rule.requires))  # first those that require no other
    found: list[Finding] = []
    checked: list[Interpreted] = []
    for each in batch.submissions:
        before, copy = known.get(each, {}), replace(each)
        if much := "" if before else excess([copy]):
            message = f"The file has {much}. None of its rows is checked, so none counts."
            found.append(_finding(BY_CODE["WBK101"], Problem(Place(each.submission.path), message, _FILLED_DOWN)))
            checked.append(replace(each, updates=()))
            continue
        by_code = {**before, **_found(copy, [rule for rule in rules if rule.code not in before], most)}
        found += _listed([(rule, by_code[rule.code]) for rule in rules if by_code.get(rule.code)], most, {})
        checked.append(each)
    batch = replace(batch, submissions=tuple(checked), found=tuple(accepted(found)))
    required = {code for rule in rules if rule.batch for code in rule.requires}
    places = {code: {each.place for each in found if each.code == code} for code in required}
    found += _listed(((rule, rule.batch(batch)) for rule in rules if rule.batch is not None), most, places)
    alone = (each for each in batch.found if each.code in _ALONE and each.counts_as_error)
    aside = {each.place for each in alone if each.place.row is None}
    found = [e for e in found if Place(*e.place[:2]) not in aside or (e.code in _ALONE and e.place in aside)]
    found.sort(key=_reading_order(batch.submissions))
    words, nil = batch.edition.framework.in_its_words, batch.edition.framework.nil_answer
    return tuple([e._replace(message=words(e.message), hint=words(e.hint).replace(_NIL, nil)) for e in found])


def excess(submissions: Sequence[Interpreted]) -> str:
    """The limit of the check that these submissions exceed, in words; empty if they exceed none."""
    if (updates := sum(len(each.updates) for each in submissions)) > MOST_UPDATES:
        return f"{updates:,} updates; the limit is {MOST_UPDATES:,}"
    if (characters := sum(len(text.text) for each in submissions for text in each.texts)) > MOST_CHARACTERS:
        return f"{characters:,} characters in its texts; the limit is {MOST_CHARACTERS:,}"
    return ""


def _listed(
    checks: Iterable[tuple[Rule, Iterable[Problem]]], most: int, places: dict[str, set[Place]]
) -> Iterator[Finding]:
    """At most `most` findings of each rule in a file, and none where a rule that it requires has one (in `places`)."""
    more: list[Finding] = []
    for rule, problems in checks:
        count: dict[str, int] = {}
        before = [places[code] for code in rule.requires if code in places]
        kept: dict[Problem, None] = {}
        for problem in problems:
            file, sheet, row, _ = problem.place
            around = (problem.place, Place(file, sheet, row), Place(file, sheet), Place(file))
            count[file] = count.get(file, 0) + 1
            if count[file] <= most and not any(at in them for them in before for at in around):
                kept[problem] = None
        if kept:
            places[rule.code] = {problem.place for problem in kept}
        yield from (_finding(rule, problem) for problem in kept)
        for file in (file for file, times in count.items() if times > most):
            message = f"{rule.title} There are more than {most:,} such places; the first {most:,} are listed."
            effect = " No row of this file counts until they are corrected." if rule.severity is Severity.ERROR else ""
            more.append(_finding(rule, Problem(Place(file), message + effect, _FILLED_DOWN)))
    yield from more


def _finding(rule: Rule, problem: Problem) -> Finding:
    with_hint = problem if problem.hint is not None else problem._replace(hint=rule.body.fix)
    return Finding(rule.code, rule.name, rule.severity, former=rule.former_codes, **with_hint._asdict())


def _reading_order(submissions: Sequence[Interpreted]) -> Callable[[Finding], tuple[int, int, int, int, str]]:
    """Sort whole files first, then sheets in the order of the workbook, then rows and columns."""
    sent = [each.submission for each in submissions]
    files = {each.path: place for place, each in enumerate(sent)}
    sheets = {(each.path, sheet.name): at for each in sent for at, sheet in enumerate(each.sheets, 1)}

    def key(finding: Finding) -> tuple[int, int, int, int, str]:
        place = finding.place
        sheet = sheets.get((place.file, place.sheet or ""), 0)
        return files.get(place.file, -1), sheet, place.row or 0, place.column_number, finding.code

    return key


def check_passages_for_publication(passages: Iterable[tuple[str, str]], edition: Edition) -> tuple[Finding, ...]:
    """Search texts for what must not be published. Each text comes with its place, which findings give as the file."""
    rules = [rule for rule in RULES if rule.family == "PUB" and rule.severity is not Severity.ADVICE]
    as_progress: list[Interpreted] = []
    for place, text in passages:
        cell = RawCell(1, 1, text, text)
        row = Row(1, RowKind.UPDATE, Cells(Origin(place, None), {"progress": cell}), cell)
        update = Update(_NO_TABLE, row, References("", (), ()), texts={"progress": text})
        as_progress.append(_of_texts(place, [update], edition))
    found = check(Batch(edition, tuple(as_progress)), rules)
    return tuple([each._replace(hint=each.hint.replace(IN_RETURNS, "")) for each in found])
