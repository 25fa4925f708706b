"""Read the folder of the coordinator's own texts for a report."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from poatool.blocks import Block, OwnText, Paragraph, Runs, Subheading, parse_markdown, plain
from poatool.bounded import read_bounded
from poatool.cli.settings import Settings
from poatool.decisions.model import AssessedStatus
from poatool.errors import InputError, UsageError
from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.render.text import STATES
from poatool.reports.coverage_model import ActionState
from poatool.reports.year_end_model import CASE_STUDIES, YearEndReport
from poatool.rules.checking import check_passages_for_publication
from poatool.submissions.sent import RECOGNISABLE, KeptBack
from poatool.text import lazy_pattern, nearest

_ENDING = ".md"
_README = "readme.md"
_SENTENCE = lazy_pattern(r"[.!?;]\s|\n")


def read_texts(files: Mapping[str, Path], report: YearEndReport) -> tuple[Mapping[str, OwnText], tuple[str, ...]]:
    """Read texts by name, and list what to check before they are published, with file and line.

    Who decided on a status, and why, is also published, and therefore checked.
    """
    plan, values = report.edition.framework, numbers(report)
    texts: dict[str, OwnText] = {}
    decided = [each.decision for each in report.rulings if isinstance(each.decision, AssessedStatus)]
    passages = [(f"{d.source.file}:{d.source.row or 1}", text) for d in decided for text in (d.by or "", d.because)]
    for name, path in files.items():
        try:
            text = read_bounded(path).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: this text cannot be read ({error}). Save it as UTF-8.") from None
        texts[name] = written = parse_markdown(text, values, str(path), plan.all_marks)
        if name.startswith(CASE_STUDIES) and not written.title:
            raise InputError(f"{path}:1: a case study needs a title. Begin it with a line such as # Title.")
        lines = [(1, plain(written.title)), *((at, _words(block)) for at, block in written.blocks)]
        passages += ((f"{path}:{line}", text) for line, text in lines)
    return texts, check_texts(passages, report.edition, report)


def check_texts(
    passages: Sequence[tuple[str, str]], edition: Edition, report: YearEndReport | None = None
) -> tuple[str, ...]:
    """What to check in texts before publication, each with its place. Raises InputError if any may not be published.

    Nor may a text repeat what the `report` withholds.
    """
    found = check_passages_for_publication(passages, edition) if passages else ()
    lines = {each: f"{each.place.file}: {each.code} {each.message} {each.hint}" for each in found}
    wrong = [line for each, line in lines.items() if each.severity is Severity.ERROR]
    withheld = [*_withheld(report)] if report and passages else []
    repeats = ((place, _repeated_in(text, withheld, report)) for place, text in passages if report)
    wrong += [
        f"{place}: This may repeat {what}. Take it out, or put it in other words." for place, what in repeats if what
    ]
    if wrong:
        raise InputError("\n".join(wrong))
    return tuple(lines.values())


def _withheld(report: YearEndReport) -> Iterator[tuple[str, KeptBack, Collection[str]]]:
    """The id and digests of each update withheld in this or an earlier report, and its sentences not printed there."""
    reports = [report]
    while before := reports[-1].previous:
        reports.append(before)
    printed = _sentences(each for then in reports for update in then.updates for each in update.texts.values())
    for update in (update for then in reports for update in then.withheld):
        yield update.id, update.digests, _sentences(update.unedited.values()) - printed


def _repeated_in(text: str, withheld: Iterable[tuple[str, KeptBack, Collection[str]]], report: YearEndReport) -> str:
    """What a text may repeat of all that is withheld; empty if nothing."""
    words, own = f" {fold(text)} ", KeptBack.of((), (), {"progress": text})
    for update, digests, sentences in withheld:
        if any(f" {each} " in words for each in sentences) or own.may_repeat(digests, in_time=False):
            return f"{update}, which is withheld"
    again = any(own.may_repeat(each, in_time=False) for each in report.kept_back)
    return "a text that was withheld or edited" if again else ""


def _sentences(texts: Iterable[str]) -> set[str]:
    """The sentences of texts, folded, that are long enough to be recognised."""
    folded = {fold(part) for text in texts for part in _SENTENCE.split(text)}
    return {each for each in folded if len(set(each.split())) >= RECOGNISABLE}


def _words(block: Block | Subheading) -> str:
    if isinstance(block, Paragraph | Subheading):
        return _spelled(block.runs)
    return "\n".join(text for item in block.items for text in (_spelled(item.runs), *map(_words, item.lists)))


def _spelled(runs: Runs) -> str:
    return "".join(f"{run.text} ({run.href})" if run.href else run.text for run in runs)


def text_files(folder: Path, edition: Edition) -> dict[str, Path]:
    """The texts in a folder by name, in the order of the report. Raises InputError if a file has an unknown name."""
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder of texts. Check the path.")
    places = (place for place in (folder, folder / CASE_STUDIES) if place.is_dir())
    files = [path for place in places for path in sorted(place.iterdir()) if os.path.isfile(path)]
    texts = [path for path in files if path.name.casefold().endswith(_ENDING) and path.name.casefold() != _README]
    there = {path.relative_to(folder).as_posix().removesuffix(_ENDING): path for path in texts}
    known = list(names(edition))
    for name, path in there.items():
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
            raise InputError(f"{path}: this link leads out of the folder of texts. Copy the file here.")
        if name not in known and not name.startswith(f"{CASE_STUDIES}/"):
            likely = nearest(name, known)
            hint = f"Did you mean {likely}{_ENDING}?" if likely else "See the possible names: --list-text"
            raise InputError(f"{path}: the report has no place for a text of this name. {hint}")
    for path in files:
        name = path.relative_to(folder).as_posix().partition(".")[0]
        if name not in there and (name in known or path.name.casefold().endswith(f"{_ENDING}.txt")):
            raise InputError(f"{path}: a text's name must end in {_ENDING}. Save it as plain text: {name}{_ENDING}")
    studies = sorted(name for name in there if name not in known)
    return {name: there[name] for name in (*known, *studies) if name in there}


def list_texts(folder: Path | None, edition: Edition, settings: Settings) -> None:
    """List the texts in a folder, and the names that are still unused."""
    if folder is None:
        raise UsageError("--list-text needs --text DIR, the folder of your texts.")
    there = text_files(folder, edition)
    screen = settings.screen()
    for name in dict.fromkeys((*names(edition), *there)):
        mark = ("there    ", "bold green") if name in there else "–        "
        screen.say(mark, str(there.get(name, folder / (name + _ENDING))))
    screen.say(f"–        {folder / CASE_STUDIES}/*{_ENDING}, any number of them")


def names(edition: Edition) -> Iterator[str]:
    """The names that texts may have, in the order of the report."""
    yield from ("foreword", "summary")
    for pillar in edition.pillars:
        yield f"pillar-{pillar.id}"
        for objective in pillar.objectives:
            yield f"objective-{objective.id}"
            yield from (f"action-{action.code}" for action in objective.actions)


def numbers(report: YearEndReport) -> dict[str, str]:
    """The numbers of a report, by the names that texts use for them."""
    report = report.published()
    covered, stand = report.coverage, report.coverage.standing
    others = (state for state in STATES if state.in_force and state is not ActionState.REPORTED)
    found = {
        "reported": covered.reported,
        "in_force": covered.in_force,
        **{state.value: len(getattr(stand, state.value)) for state in others},
        "differ": len(stand.differ),
        "updates": len(report.updates),
        **{f"status.{id_}": len(codes) for id_, codes in stand.statuses.items()},
    }
    if (before := report.previous) is not None:
        found |= {"previous.reported": before.coverage.reported, "previous.in_force": before.coverage.in_force}
    return {name: str(number) for name, number in found.items()}
