"""`poatool validate` and `rules`: check submissions, and show the rule book."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

from poatool import api
from poatool.cli import options
from poatool.cli.inputs import Inputs
from poatool.cli.options import (
    DecisionsFile,
    FailOn,
    Output,
    Paths,
    Period,
    Settings,
    WaiversFile,
    argument,
    flag,
    option,
    split,
)
from poatool.cli.output import refuse_overwriting, show, write
from poatool.decisions import waivers as accepted
from poatool.errors import NothingToReadError, UsageError
from poatool.findings.context import Context, changes, mark_known, read_earlier
from poatool.findings.model import Severity, code_meant
from poatool.render.findings.text import findings_text
from poatool.render.formats import AS_JSON, FINDINGS_FORMATS, lazy
from poatool.reports.validation import Validation, validation
from poatool.rules import BOOK, CODES, RULES, notes
from poatool.rules.notes import NoteKind
from poatool.rules.registry import STYLE, Rule
from poatool.text import nearest


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
    codes = selected(select, ignore)
    refuse_overwriting([*paths, *previous], [output, write_baseline])
    if codes is not None and codes.isdisjoint(rule.code for rule in RULES) and waivers is None:
        raise UsageError("No rule is left to run: change --select or --ignore.")
    inputs = Inputs.of(settings, decisions)
    decided = inputs.decisions
    inputs = inputs._replace(decisions=decided.on_what_is_sent if decided else None)
    read, earlier = inputs.read(paths, period, codes), inputs.earlier(previous, period)
    found = api.check(read, codes=codes, earlier=earlier, waivers=waivers, limits=settings.limits)
    around = Context(found.submissions)
    if baseline:
        found = found._replace(findings=mark_known(found.findings, read_earlier(baseline), around))
    changed = changes(found.findings, read_earlier(against), around) if against else None
    result = validation(found, changed)
    if write_baseline is not None:
        write(lazy("findings.json:baseline_document", AS_JSON)(result), write_baseline)
    notes: list[str] = []
    if annotate is not None:
        from poatool.cli.copies import write_annotated
        from poatool.reports.status import extensions

        due = {agency: each.until for agency, each in extensions(found.edition, decided).items()} if decided else {}
        notes += write_annotated(result, annotate, settings, due, style=STYLE in map(str.casefold, split(select)))
    if fix is not None or diff:
        from poatool.cli.copies import write_corrected

        notes += write_corrected(result, None if diff else fix, output, settings, unsafe=unsafe)
    # Printed last: a reader such as `head` may close the pipe, and by then the copies are written.
    try:
        if not diff:
            used = [name for name, given in (("--fix", fix), ("--annotate", annotate), ("--unsafe", unsafe)) if given]
            text = partial(findings_text, result, columns=settings.verbose, statistics=statistics, used=used)
            show(settings, format, output, text, lambda: FINDINGS_FORMATS[format](result))
    finally:
        settings.note(*notes)
    return _exit_code(result, fail_on)


def _exit_code(result: Validation, fail_on: FailOn) -> int:
    ranks = [finding.severity.rank for finding in result.findings if finding.waiver is None and not finding.known]
    if fail_on is not FailOn.NEVER and ranks and min(ranks) <= Severity(fail_on.value).rank:
        return 1
    if result.rows.seen == result.rows.skipped and not any(each.submission.nil for each in result.submissions):
        raise NothingToReadError(
            "No row was checked: no table that could be read has updates. Check that these are the right files."
        )
    return 0


def rules(
    settings: Settings,
    codes: Annotated[list[str], argument("CODE…", "A code, its beginning, or a name.", show_default=False)] = [],
) -> None:
    """Show the rule book: one line for each rule, or one rule's page.

    poatool rules
    poatool rules ACT202
    """
    from poatool.render.rules import note_page, rule_list, rule_page

    screen = settings.screen()
    if not codes:
        rule_list(BOOK, screen)
    meant = {page: word for word in reversed(codes) for page in named(word)}
    pages = dict.fromkeys(page for word in codes for page in named(word))
    for page in sorted(pages, key=lambda page: isinstance(page, Rule)):
        if isinstance(page, Rule):
            rule_page(page, screen, meant[page])
        else:
            note_page(page, screen)


def selected(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str] | None:
    """The codes of the rules that `validate` runs; None means all. See `named` for the accepted words.

    Raises UsageError if `select` has no word, or a word selects nothing or only rules of `framework check`.
    """
    if not (select or ignore):
        return None
    if select and not split(select):
        raise UsageError("--select is empty. Name the rules to run, or leave it out to run all of them.")
    wanted = {code for word in split(select) for code in _validated(word)}
    unwanted = {code for word in split(ignore) for code in _validated(word)}
    every = {*CODES.values(), *(kind.code for kind in accepted.KINDS)}
    return frozenset((wanted if select else every) - unwanted)


def named(word: str) -> tuple[Rule | NoteKind, ...]:
    """The rules that a word selects: a current or former code, the beginning of a code, a name, or a set of rules.

    A kind of note is selected by its whole code or name. Raises UsageError if the word is neither a rule nor a note.
    """
    plain = word.strip()
    code, name = plain.upper(), plain.casefold()
    others = {page: {page.name, page.in_set, *page.aliases} for page in BOOK}
    found = tuple(page for page in others if plain and (page.code.startswith(code) or {code, name} & others[page]))
    found_notes = tuple(kind for kind in notes.KINDS if code == kind.code or name == kind.name)
    if not (found or found_notes):
        codes = [word for page in BOOK for word in (page.code, page.family)]
        names = [page.name for page in BOOK]
        likely = nearest(code_meant(plain), codes) or nearest(plain.casefold(), names)
        hint = f" Did you mean {likely}?" if likely else ""
        raise UsageError(f"{plain or '(empty)'} is not a rule.{hint} See them all with: poatool rules")
    return found_notes + found


def _validated(word: str) -> tuple[str, ...]:
    codes = tuple(page.code for page in named(word) if not page.code.startswith("FRM"))
    if not codes:
        raise UsageError(f"{word} is a fault of the framework file, not of a submission. See: poatool framework check")
    return codes
