"""Judge how a set of books is read, by the command line alone.

    python -m layouts.judge --list
    python -m layouts.judge --count 1
    python -m layouts.judge --set unseen --kind wide-ticks --seed 7 --details
    python -m layouts.judge --purpose ask --details
    python -m layouts.judge --set all --in-process package.module:function --by group

Each book is written into a folder of its own and given to `poatool validate` and `poatool compile`. The published
updates are compared with the book's truth. `--source` names the folder of the package to judge, if it is not the
installed one.

`--set` says which books: those that the reading is tuned on (`seen`, unless said otherwise), those that are kept out of
tuning (`unseen`), or all. `--in-process` calls a function in place of the two commands, which is many times faster: it
is given the paths, the period and the plan's file (nothing for the bundled plan), and returns a mapping with the
documents of `validate` under `validation` and of `compile` under `report`; a missing document is None.
"""

import argparse
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from layouts.draw import Kind
from layouts.model import Book, ExpectedUpdate, Forbidden, Heard, Purpose, Writer, fold
from layouts.plans import path_of
from layouts.seen import books as seen
from layouts.unseen import books as unseen
from layouts.writers import with_writer, write

SETS: Mapping[str, tuple[Callable[[], list[Kind]], ...]] = {
    "seen": (seen.kinds,),
    "unseen": (unseen.kinds,),
    "all": (seen.kinds, unseen.kinds),
}
Read: TypeAlias = Callable[[list[str], str, str | None], Mapping[str, Any]]  # paths, period, the plan's file

NOT_RUN = 3
PATIENCE = 120  # seconds for a command
GLUE = 80  # characters of headings that may be between the parts of a text from several cells
SEVERITIES = ("advice", "warning", "error")


@dataclass(frozen=True)
class Published:
    """An update as in the report."""

    agency: str
    codes: tuple[str, ...]
    status: str | None
    progress: str
    next_steps: str
    sheet: str
    row: int
    agencies: tuple[str, ...] = ()  # all that the row names, if the report says so


@dataclass
class Verdict:
    """How one book was read."""

    book: Book
    right: int = 0
    wrong_silent: list[str] = field(default_factory=list)  # published, not in the truth, and without a finding
    wrong_said: list[str] = field(default_factory=list)  # published, not in the truth, beside an error or a warning
    missing_silent: list[str] = field(default_factory=list)
    missing_said: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    refused: bool = False  # nothing was published from a book with updates
    breaches: list[str] = field(default_factory=list)  # forbidden, but published
    unheard: list[str] = field(default_factory=list)  # lost silently
    crash: str = ""

    @property
    def expected(self) -> int:
        """How many updates the book has."""
        return len(self.book.updates)


@dataclass(frozen=True)
class Answer:
    """What the tool answered."""

    published: tuple[Published, ...]
    findings: tuple[Mapping[str, Any], ...]
    crash: str = ""


def ask(book: Book, path: Path, *, source: str = "") -> Answer:
    """Give a written book to the tool; a command that does not end is a crash."""
    try:
        return _ask(book, path, source)
    except subprocess.TimeoutExpired:
        return Answer((), (), f"no answer within {PATIENCE} seconds")


def _ask(book: Book, path: Path, source: str) -> Answer:
    environment = dict(os.environ)
    if source:
        environment["PYTHONPATH"] = source
    start = [sys.executable, "-m", "poatool", *(["--framework", str(path_of(book.plan))] if book.plan else [])]
    call = partial(
        subprocess.run, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=PATIENCE, check=False
    )
    checked = call([*start, "validate", str(path), "--period", book.period, "--format", "json", "--fail-on", "never"])
    said = checked.stderr.strip()[-300:]
    if checked.stdout:
        findings = tuple(json.loads(checked.stdout)["findings"])
    elif checked.returncode == NOT_RUN:  # nothing could be read in it: refused, with a reason for the whole file
        findings = ({"code": "EXIT3", "severity": "error", "sheet": None, "cell": None, "message": said},)
    else:
        return Answer((), (), f"validate: exit {checked.returncode}: {said}")
    out = path.parent.with_name(f"{path.parent.name}.out")
    compiled = call([*start, "compile", str(path), "--period", book.period, "--format", "json", "--output", str(out)])
    report = next(
        (place for place in (out / "coordinator" / "report.json", out / "report.json") if place.is_file()), None
    )
    if report is None:
        return Answer(
            (),
            findings,
            ""
            if compiled.returncode in {1, 3}
            else f"compile: exit {compiled.returncode}: {compiled.stderr.strip()[-300:]}",
        )
    return Answer(_published(json.loads(report.read_text(encoding="utf-8"))), findings)


def ask_in_process(book: Book, path: Path, read: Read) -> Answer:
    """Give a written book to a function that answers like the two commands."""
    try:
        answered = read([str(path)], book.period, str(path_of(book.plan)) if book.plan else None)
    except Exception as error:  # noqa: BLE001 - any error is a crash of the tool on this one book
        return Answer((), (), f"{type(error).__name__}: {error}"[:300])
    checked, report = answered.get("validation"), answered.get("report")
    return Answer(_published(report) if report else (), tuple(checked["findings"]) if checked else ())


def function(name: str) -> Read:
    """The function called `module:function`."""
    module, _, attribute = name.partition(":")
    if not attribute:
        raise ValueError(f"{name}: write module:function")
    found: Read = getattr(importlib.import_module(module), attribute)
    return found


def kinds_of(name: str) -> list[Kind]:
    """The kinds of a set."""
    return [kind for kinds in SETS[name] for kind in kinds()]


def _published(report: Mapping[str, Any]) -> tuple[Published, ...]:
    """Each update once, although it is listed under each of its actions."""
    found: dict[tuple[object, ...], tuple[Mapping[str, Any], list[str]]] = {}
    for pillar in report["pillars"]:
        for objective in pillar["objectives"]:
            for action in objective["actions"]:
                for update in action["updates"]:
                    source = update["source"]
                    key = (
                        update["agency"],
                        source["sheet"],
                        source["row"],
                        update["status"],
                        update["progress"],
                        update["next_steps"],
                        update.get("id"),
                        tuple(update.get("codes", ())),
                    )
                    found.setdefault(key, (update, []))[1].append(action["code"])
    return tuple(
        Published(
            update["agency"],
            tuple(dict.fromkeys(codes)),
            update["status"],
            update["progress"] or "",
            update["next_steps"] or "",
            str(update["source"]["sheet"]),
            int(update["source"]["row"] or 0),
            tuple(update.get("agencies", ())),
        )
        for update, codes in found.values()
    )


def _same_text(expected: str, given: str, *, parts: bool) -> bool:
    """Whether two texts are the same; a text from several cells may have headings between its parts."""
    if fold(expected) == fold(given):
        return True
    if not parts or "\n\n" not in expected:
        return False
    rest = fold(given)
    for part in expected.split("\n\n"):
        place = rest.find(fold(part))
        if not 0 <= place <= GLUE:
            return False
        rest = rest[place + len(fold(part)) :]
    return len(rest) <= GLUE


def _matches(expected: ExpectedUpdate, given: Published) -> bool:
    return (
        expected.agency == given.agency
        and (not expected.joint or not given.agencies or {expected.agency, *expected.joint} == set(given.agencies))
        and set(expected.codes) == set(given.codes)
        and expected.status == given.status
        and _same_text(expected.progress, given.progress, parts=expected.parts)
        and _same_text(expected.next_steps, given.next_steps, parts=expected.parts)
    )


def _in_parts(expected: ExpectedUpdate, published: Sequence[Published]) -> list[Published]:
    """The updates that publish the parts of a text separately; empty unless all parts are published."""
    found: list[Published] = []
    for part in expected.progress.split("\n\n"):
        for given in published:
            if (
                given not in found
                and given.agency == expected.agency
                and set(given.codes) == set(expected.codes)
                and fold(given.progress) == fold(part)
                and given.status in {expected.status, None}
                and fold(given.next_steps) in {fold(expected.next_steps), ""}
            ):
                found.append(given)
                break
        else:
            return []
    return found


def _at_least(findings: Iterable[Mapping[str, Any]], severity: str) -> bool:
    wanted = SEVERITIES.index(severity)
    return any(SEVERITIES.index(finding["severity"]) >= wanted for finding in findings)


def _is_published(rule: Forbidden, given: Published) -> bool:
    fields = {"progress": given.progress, "next_steps": given.next_steps}
    searched = [fields[rule.field]] if rule.field else list(fields.values())
    return (
        (not rule.text or any(fold(rule.text) in fold(text) for text in searched))
        and (not rule.agency or given.agency == rule.agency)
        and (not rule.code or rule.code in given.codes)
        and (not rule.status or given.status == rule.status)
    )


def _is_heard(rule: Heard, answer: Answer, book: Book) -> bool:
    if any(fold(rule.text) in fold(f"{given.progress} {given.next_steps}") for given in answer.published):
        return True
    places = _places(book, rule.text)
    wanted = SEVERITIES.index(rule.severity)
    return any(
        SEVERITIES.index(finding["severity"]) >= wanted and _covers(finding, places) for finding in answer.findings
    )


def _places(book: Book, text: str) -> list[tuple[str, int]]:
    """The sheets and rows that contain a text."""
    wanted = fold(text)
    cells = [
        (sheet.name, cell.row)
        for sheet in book.sheets
        for cell in sheet.cells
        if isinstance(cell.value, str) and wanted in fold(cell.value)
    ]
    comments = [
        (sheet.name, int("".join(filter(str.isdigit, place))))
        for sheet in book.sheets
        for place, comment in sheet.comments
        if wanted in fold(comment)
    ]
    pages = [(sheet.name, 0) for sheet in book.sheets if wanted in fold(f"{sheet.header} {sheet.footer}")]
    return cells + comments + pages


def _covers(finding: Mapping[str, Any], places: Sequence[tuple[str, int]]) -> bool:
    """Whether a finding is about one of these rows: it names the row, a block with it, the whole sheet or the file."""
    for sheet, row in places:
        if finding["sheet"] not in {None, sheet}:
            continue
        rows = finding.get("rows") or [finding.get("row")]
        if rows[0] is None or rows[0] <= row <= rows[-1]:
            return True
    return False


def _shown(update: ExpectedUpdate | Published) -> str:
    whose = f"{update.agency} {','.join(update.codes)} [{update.status}]"
    return f"{whose} {fold(update.progress)[:60]!r} → {fold(update.next_steps)[:40]!r}"


def judge(book: Book, answer: Answer) -> Verdict:
    """Compare the published updates with the truth."""
    verdict = Verdict(book, crash=answer.crash)
    left = list(answer.published)
    missing = []
    for expected in book.updates:
        hits = [given for given in left if _matches(expected, given)][:1]
        if not hits and expected.parts:
            hits = _in_parts(expected, left)
        if hits:
            verdict.right += 1
            left = [given for given in left if given not in hits]
        else:
            missing.append(expected)
    for allowed in book.optional:
        left = [
            given
            for given in left
            if not (
                given.agency == allowed.agency
                and set(given.codes) == set(allowed.codes)
                and given.status == allowed.status
            )
        ]
    said = _at_least(answer.findings, "warning")
    if book.purpose is Purpose.READ or book.updates:
        (verdict.wrong_said if said else verdict.wrong_silent).extend(map(_shown, left))
    (verdict.missing_said if said else verdict.missing_silent).extend(map(_shown, missing))
    verdict.refused = bool(book.updates) and not answer.published
    if book.purpose is Purpose.READ:
        verdict.errors = [
            _line(finding) for finding in answer.findings if finding["severity"] == "error" and not book.may_warn
        ]
        verdict.warnings = [
            _line(finding) for finding in answer.findings if finding["severity"] == "warning" and not book.may_warn
        ]
    for rule in book.forbidden:
        if any(_is_published(rule, given) for given in answer.published) and not _at_least(
            answer.findings, rule.unless
        ):
            verdict.breaches.append(f"{rule.because} ({rule.text[:50] or rule.agency or rule.status})")
    verdict.unheard = [f"{rule.because} ({rule.text[:50]})" for rule in book.heard if not _is_heard(rule, answer, book)]
    return verdict


def _line(finding: Mapping[str, Any]) -> str:
    return f"{finding['code']} {finding['sheet']}!{finding['cell']}: {finding['message']}"


def run(
    books: Sequence[Book], *, source: str = "", keep: Path | None = None, jobs: int = 1, read: Read | None = None
) -> list[Verdict]:
    """Write and judge books in the given order, each in its own folder; in this process if `read` is given."""
    folder = keep or Path(tempfile.mkdtemp())
    places = [(book, folder / f"{number:04}" / book.file_name) for number, book in enumerate(books)]
    try:
        write(places)
        if read:
            answers = [ask_in_process(book, path, read) for book, path in places]
        else:
            with ThreadPoolExecutor(jobs) as pool:
                answers = list(pool.map(lambda place: ask(place[0], place[1], source=source), places))
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)
    return [judge(book, answer) for book, answer in zip(books, answers, strict=True)]


def table(verdicts: Sequence[Verdict], *, by: str = "kind") -> str:
    """The figures, one line for each kind or group."""
    heads = (
        "books",
        "updates",
        "right",
        "wrong!",
        "wrong",
        "lost!",
        "lost",
        "errors",
        "warns",
        "refused",
        "breach",
        "unheard",
        "crash",
    )
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        key = {"kind": verdict.book.kind, "group": verdict.book.group, "purpose": verdict.book.purpose.value}[by]
        for name in (key, "all"):
            rows[name].update(
                {
                    "books": 1,
                    "updates": verdict.expected,
                    "right": verdict.right,
                    "wrong!": len(verdict.wrong_silent),
                    "wrong": len(verdict.wrong_said),
                    "lost!": len(verdict.missing_silent),
                    "lost": len(verdict.missing_said),
                    "errors": len(verdict.errors),
                    "warns": len(verdict.warnings),
                    "refused": int(verdict.refused),
                    "breach": len(verdict.breaches),
                    "unheard": len(verdict.unheard),
                    "crash": int(bool(verdict.crash)),
                }
            )
    width = max(map(len, rows), default=4)
    lines = [" ".join([" " * width, *(f"{head:>8}" for head in heads)])]
    total = rows.pop("all", Counter())
    for name, row in [*rows.items(), ("all", total)]:
        lines.append(" ".join([f"{name:<{width}}", *(f"{row[head]:>8}" for head in heads)]))
    if total["updates"]:
        lines.append(f"right: {100 * total['right'] / total['updates']:.1f} % of {total['updates']} updates")
    return "\n".join(lines)


def details(verdict: Verdict) -> str:
    """Everything that went wrong with a book, in words."""
    book = verdict.book
    lines = [f"{book.name} ({book.file_name}, {book.period}): {verdict.right} of {verdict.expected} right"]
    for name, entries in (
        ("published and wrong, in silence", verdict.wrong_silent),
        ("published and wrong", verdict.wrong_said),
        ("lost in silence", verdict.missing_silent),
        ("not published", verdict.missing_said),
        ("false error", verdict.errors),
        ("false warning", verdict.warnings),
        ("breach", verdict.breaches),
        ("unheard", verdict.unheard),
        ("crash", [verdict.crash] if verdict.crash else []),
    ):
        lines += [f"    {name}: {entry}" for entry in entries]
    return "\n".join(lines)


def _is_clean(verdict: Verdict) -> bool:
    return "\n" not in details(verdict)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="judge", description="How a set of books with known truth is read.")
    parser.add_argument("--set", choices=list(SETS), default="seen", help="which books")
    parser.add_argument("--list", action="store_true", help="name the kinds, with their groups")
    parser.add_argument(
        "--kind", action="append", default=[], help="only this kind (or kinds that begin so); may be repeated"
    )
    parser.add_argument("--group", action="append", default=[], help="only this group")
    parser.add_argument("--purpose", choices=[purpose.value for purpose in Purpose], help="only books of this purpose")
    parser.add_argument("--seed", default="0", help="the first seed")
    parser.add_argument("--count", type=int, default=1, help="books of each kind, with seeds that count up")
    parser.add_argument("--writer", choices=[writer.value for writer in Writer], help="the program that saves them")
    parser.add_argument(
        "--by", choices=["kind", "group", "purpose"], default="kind", help="what a line of figures is about"
    )
    parser.add_argument("--details", action="store_true", help="say what went wrong with each book")
    parser.add_argument("--json", action="store_true", help="the figures of each book as JSON lines")
    parser.add_argument("--keep", type=Path, help="a folder in which the workbooks stay")
    parser.add_argument("--source", default="", help="the folder of the package to judge")
    parser.add_argument(
        "--in-process", metavar="MODULE:FUNCTION", help="a function to call in place of the commands, which is faster"
    )
    parser.add_argument("--jobs", type=int, default=1, help="how many books at once")
    chosen = parser.parse_args(arguments)
    kinds = [
        kind
        for kind in kinds_of(chosen.set)
        if (not chosen.kind or any(kind.name.startswith(name) for name in chosen.kind))
        and (not chosen.group or kind.group in chosen.group)
        and (not chosen.purpose or kind.purpose.value == chosen.purpose)
    ]
    if chosen.list:
        for kind in kinds:
            _say(f"{kind.purpose.value:<10} {kind.group:<22} {kind.name}")
        return 0
    seeds = range(int(chosen.seed), int(chosen.seed) + chosen.count)
    books = [kind.book(seed) for kind in kinds for seed in seeds]
    if chosen.writer:
        books = [with_writer(book, Writer(chosen.writer)) for book in books]
    if chosen.in_process and chosen.source:
        sys.path.insert(0, chosen.source)
    read = function(chosen.in_process) if chosen.in_process else None
    verdicts = run(books, source=chosen.source, keep=chosen.keep, jobs=chosen.jobs, read=read)
    if chosen.json:
        for verdict in verdicts:
            _say(
                json.dumps(
                    {
                        "book": verdict.book.name,
                        "kind": verdict.book.kind,
                        "group": verdict.book.group,
                        "expected": verdict.expected,
                        "right": verdict.right,
                        "wrong_silent": verdict.wrong_silent,
                        "wrong_said": verdict.wrong_said,
                        "missing_silent": verdict.missing_silent,
                        "missing_said": verdict.missing_said,
                        "errors": verdict.errors,
                        "warnings": verdict.warnings,
                        "refused": verdict.refused,
                        "breaches": verdict.breaches,
                        "unheard": verdict.unheard,
                        "crash": verdict.crash,
                    },
                    ensure_ascii=False,
                )
            )
        return 0
    if chosen.details:
        for verdict in verdicts:
            if not _is_clean(verdict):
                _say(details(verdict))
    _say(table(verdicts, by=chosen.by))
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
