"""`poatool receive`: file returns under their period and agency."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from poatool import api
from poatool.cli.command import earlier_folders
from poatool.cli.filing import Arrival, interpreted, nil_return, old_versions, register, returns_in, whose_return
from poatool.cli.inputs import Inputs, read_decisions
from poatool.cli.options import Today, argument, day_or_today, flag, option, period_option
from poatool.cli.output import checksum, on_disk, write_all
from poatool.cli.settings import Settings
from poatool.console import Part, styled
from poatool.decisions.waivers import STALE
from poatool.errors import InputError, UsageError
from poatool.findings.context import Context, as_earlier, changes
from poatool.findings.model import Finding, Severity
from poatool.pipeline import Earlier, Submissions
from poatool.render.findings.sentences import totals
from poatool.render.text import file_name
from poatool.reports.validation import by_severity
from poatool.rules import KEEPING_OUT
from poatool.submissions.interpret import Interpreted
from poatool.submissions.sources import NIL_ENDING, find, is_nil
from poatool.text import actions, by_first, counted, listed, slug
from poatool.workbooks.model import Unreadable
from poatool.workbooks.own import version
from poatool.workspace.places import Workspace

_LIST_LIMIT = 5  # how many new findings to list at most
_Shown = tuple[str, Part, str]  # a lead, a line, and the beginning of its further lines


def receive(
    settings: Settings,
    files: Annotated[list[str], argument("FILE…", "Returns as they came in; zips too.")] = [],
    agency: Annotated[str | None, option("CODE", "The agency that sent it, if the return does not say.")] = None,
    period: Annotated[str | None, period_option("The period it is for.")] = None,
    nil: Annotated[str | None, option("AGENCY", "Record that this agency has nothing to report.")] = None,
    because: Annotated[str | None, option("TEXT", "Why it has nothing to report.")] = None,
    again: Annotated[bool, flag("--again", "File it even if a later version has replaced it.")] = False,
    today: Today = None,
) -> None:
    """File returns under their period and agency, in a workspace.

    poatool receive inbox/return.xlsx
    poatool receive return.xlsx --agency NZP --period 2022
    poatool receive --nil MFAT --because "No work was planned in 2022."

    Copies each file unchanged to submissions/PERIOD/AGENCY.xlsx and shows what changed. An earlier version moves to
    replaced/. A joint return is filed under the names of all its agencies, beside their own returns.
    """
    workspace, plan = settings.in_workspace(), settings.plan()
    edition = api.edition_of(plan, workspace.period)
    whose = api.agency_of(plan, agency) if agency else None
    if bool(files) == bool(nil):
        raise UsageError("Name the files that came in, or an agency with --nil.")
    if bool(nil) != bool(because and because.strip()):
        raise UsageError("--nil and --because go together: say which agency has nothing to report, and why.")
    day = day_or_today(today)
    inputs = Inputs(settings, plan)
    there = inputs.read_if_any([workspace.submissions.as_posix()], workspace.period).submissions
    refused: list[str] = []
    if nil and because:
        came = [nil_return(api.agency_of(plan, nil), because, edition, day)]
    else:
        inputs.note_passed_over(find(files))
        came = returns_in(files, whose, period, edition, settings.limits, refused)
    before = inputs.read_earlier(earlier_folders(workspace, settings.note), workspace.period) if came else None
    decided = workspace.decisions if workspace.decisions.is_file() else None
    inputs = inputs._replace(decisions=read_decisions(decided, plan, settings._replace(quiet=True)))
    filed, shown = dict[str, tuple[str, str]](), list[_Shown]()
    replaced = (path for some in old_versions(workspace).values() for path in some.values())
    seen = {*(each.submission.sha256 for each in there), *map(checksum, replaced)}
    batches = before.by_period.values() if before and not (again or period) else ()
    sent_before = {sent.submission.sha256: sent.submission.path for each in batches for sent in each.submissions}
    came = list({(each.agency, each.sha256): each for each in came}.values())
    new = [each for each in came if again or each.sha256 not in seen]
    came_today = Counter(each.agency for each in new if each.sha256 not in sent_before)
    for each in sorted(came, key=new.__contains__):
        own = [known for known in there if whose_return(known) == each.agency]
        came_with = came_today[each.agency] if each in new else 0
        here = f"this is {sent_before.get(each.sha256)}. Ask for the right file, or add --again"
        doubts = () if again else _why_again(each, own, there, workspace)
        wrong = [here] if each.sha256 in sent_before else [*doubts, *_why_not(each, own, workspace, came_with)]
        if wrong:
            refused.append(f"{each.shown}: {wrong[0]}")
            continue
        path, lines = _file(each, there, inputs, before, again=again)
        shown += lines
        there = tuple(known for known in there if known.submission.path != path or whose_return(known) == each.agency)
        settings.note(*_nil_beside(each, own, there))
        name = file_name(each.shown) if each in new and not nil else ""
        filed[path] = (each.agency if each.agency in edition.agencies else "", name)
    try:
        register(workspace, there, edition, day, received=filed)
    finally:
        for lead, line, below in shown:  # shown last, so that everything is filed even if nobody reads the output
            settings.screen().hang(lead, line, below=below)
    settings.note(*_decided_on_other_texts([*filed], inputs, workspace))
    if refused:
        raise InputError("\n".join(refused))


def _decided_on_other_texts(paths: Sequence[str], inputs: Inputs, workspace: Workspace) -> Sequence[str]:
    """A line for each decision that these returns make stale."""
    decided = inputs.decisions.entries if inputs.decisions else ()
    read = inputs.read_if_any(paths, workspace.period) if paths and decided else None
    found = api.check(read, codes=KEEPING_OUT).findings if read else ()
    stale = ((each, (each.place, *each.related)) for each in found if each.code == STALE.code)
    return [f"{each.message} {each.hint}" for each, places in stale if any(at.file in paths for at in places)]


def _why_again(
    came: Arrival, own: Sequence[Interpreted], there: Sequence[Interpreted], workspace: Workspace
) -> Iterator[str]:
    """Why a return is only filed with `--again`: its agency has answers, or an `own` return has replaced its source."""
    joint = [each for each in there if each.sender is None and came.agency in each.agencies]
    for each in (*own, *joint) if came.read.submission.nil else ():
        if each.updates:
            still = f" from {came.agency}, which would still" if each in joint else ", which would no longer"
            yield f"{each.submission.path} has answers{still} count. If that is right, add --again"
    copy, books = came.read.submission.workbook.own, [each.submission.workbook for each in own]
    current = {version(book.sha256 or "") for book in books}
    current |= {made for book in books if book.own and not book.own.changed for made in book.own.made_from}
    if copy and came.sha256 not in {book.sha256 for book in books} and current.isdisjoint(copy.made_from):
        kept = old_versions(workspace).get(slug(came.agency.lower(), "agency"), {}).values()
        for old in [path for path in kept if books and version(checksum(path) or "") in copy.made_from][-1:]:
            said = f"this is {copy.kind} of {old}, which {books[0].path} has replaced"
            yield f"{said}. Ask for the latest version or, if this copy should count, add --again"


def _nil_beside(came: Arrival, own: Sequence[Interpreted], there: Sequence[Interpreted]) -> Iterator[str]:
    for each in there if came.read.updates and came.read.sender is None else ():
        if each.submission.nil and each.sender in came.read.agencies and each not in own:
            yield f"{each.submission.path} says that {each.sender} has nothing to report. Delete it if that is wrong."


def _why_not(came: Arrival, own: Sequence[Interpreted], workspace: Workspace, new: int) -> Iterator[str]:
    """Why a return cannot replace the agency's `own` earlier returns, and what to do.

    `new` counts the new returns that came together from this agency, or is 0 if this return was here before.
    """
    there = [each.submission.path for each in own]
    if new > 1:
        yield f"{new} returns from {came.agency} came together. File only the latest."
    if there and new and isinstance(locked := came.read.submission.workbook, Unreadable):
        yield f"{locked.message} {there[0]}, which came before, still counts."
    for zipped in (path for path in there if not Path(path).is_file()):
        move = f"Move the zip out of {workspace.submissions}, file it with poatool receive, then file this return."
        yield f"the return of {came.agency} that it replaces is in a zip, which is never changed: {zipped}. {move}"


def _checked(each: Interpreted, inputs: Inputs, earlier: Earlier | None) -> tuple[Sequence[Finding], Context]:
    decisions = inputs.decisions and inputs.decisions._replace(texts_stay=True)  # as `validate` does
    found = api.check(Submissions(each.edition, (each,), in_part=True, decisions=decisions), earlier=earlier)
    own = (f for f in found.findings if f.place.file == each.submission.path and f.code != STALE.code)
    return [f for f in own if f.severity is not Severity.ADVICE], Context(found.submissions)


def _differences(
    before: Interpreted, after: Interpreted, inputs: Inputs, earlier: Earlier | None, older: Sequence[Interpreted]
) -> str:
    """How two versions differ: `4 of 6 findings resolved; new: ACT201 at Updates!A9. New: Action 3.`"""
    (then, context_then), (now, context) = _checked(before, inputs, earlier), _checked(after, inputs, earlier)
    compared = changes(now, as_earlier(then, context_then), context)
    new = [f"{f.code} at {f.place.address or 'the whole file'}" for f in compared.which]
    some = f"{compared.resolved} of {counted(compared.earlier, 'finding')} resolved"
    resolved = some if compared.earlier else "The earlier version had no findings"
    more = f" and {len(new) - _LIST_LIMIT} more" if len(new) > _LIST_LIMIT else ""
    found = f"{resolved}; new: {', '.join(new[:_LIST_LIMIT])}{more}." if new else f"{resolved}."
    old_answers, answers = _answers(before), _answers(after)
    others = {
        "New": answers.keys() - old_answers.keys(),
        "Gone": old_answers.keys() - answers.keys(),
        "Changed": {code for code in answers.keys() & old_answers.keys() if answers[code] != old_answers[code]},
    }
    back = {code for code in others["Changed"] if any(_answers(each).get(code) == answers[code] for each in older)}
    others |= {"Changed": others["Changed"] - back, "Changed back, perhaps in an old copy": back}
    ours = after.edition.framework.in_its_words
    in_order = {word: [code for code in after.edition.by_code if code in codes] for word, codes in others.items()}
    split = bool(old_answers and answers) and old_answers.keys().isdisjoint(answers)
    parts = ["If these are two parts of one return, copy the earlier part back beside it: both count."] if split else []
    differ = [f"{word}: {ours(actions(codes))}." for word, codes in in_order.items() if codes]
    because = [each.submission.nil and each.submission.nil.because for each in (before, after)]
    unchanged = "No answer has changed." if because[0] == because[1] else "The reason has changed."
    same = [] if differ or new or compared.resolved else [unchanged]
    return " ".join([found, *differ, *same, *parts])


def _answers(read: Interpreted) -> Mapping[str, Sequence[object]]:
    return by_first((code, (each.status, each.texts, each.links)) for each in read.updates for code in each.codes)


def _file(
    came: Arrival, there: Sequence[Interpreted], inputs: Inputs, earlier: Earlier | None, *, again: bool
) -> tuple[str, list[_Shown]]:
    """Store a return, move the version it replaces to `replaced/`, and return the path that counts and what to show."""
    settings, workspace, stem = inputs.settings, inputs.settings.in_workspace(), slug(came.agency.lower(), "agency")
    target, kept = workspace.submissions / f"{stem}{came.ending}", old_versions(workspace).get(stem, {})
    filed = {Path(each.submission.path): each for each in there}
    own = {path: each for path, each in filed.items() if whose_return(each) == came.agency and path.is_file()}
    if (already := _already_here(came, own, [] if again else [*kept.values()])) is not None:
        path, why = already
        return path.as_posix(), [("", f"{came.shown}: {why}", "")]
    replaced = {path: each for path, each in own.items() if each.submission.sha256 != came.sha256}
    # A file that was filed under this agency may name other agencies, or none.
    others = {target: filed.get(target)} if target.is_file() and target not in own else {}
    moved = {
        f"replaced/{stem}-{number}{NIL_ENDING if is_nil(old.name) else old.suffix.lower()}": old
        for number, old in enumerate((*replaced, *others), max(kept, default=0) + 1)
    }
    contents = {**{name: old.read_bytes() for name, old in moved.items()}, target.name: came.data}
    sources = {**moved, target.name: on_disk(came.shown)}
    write_all(contents, workspace.submissions, sources, remove={*own, *others} - {target})
    # Read it under its new name, which decisions may name, and which shows a joint return to be from all its agencies.
    after = next(iter(interpreted([str(target)], came.read.edition, settings.limits)), came.read)
    found = totals(by_severity(_checked(after, inputs, earlier)[0]))
    nothing = "Nothing to correct." if came.read.updates else "It answers no action."
    nothing = "It has nothing to report." if came.read.submission.nil else nothing
    result = f"{found}: {settings.validate([str(target)], workspace.period)}" if found else nothing
    shown: list[_Shown] = [("", styled((str(target), "bold"), f"  from {came.shown}. {result}"), "    ")]
    older = interpreted([*map(str, kept.values())], came.read.edition, settings.limits) if moved and kept else []
    for name, old in moved.items():
        changed, before = "", filed.get(old)
        if before is not None:
            named = f"It named {listed(before.agencies) or 'no agency'}; its rows no longer count."
            compared = old in own or (len(before.agencies) > 1 and before.agencies == came.read.agencies)
            changed = f" {_differences(before, after, inputs, earlier, older) if compared else named}"
        shown.append(("  ", f"replaces {old.name}, which moved to {workspace.submissions / name}.{changed}", "    "))
    return target.as_posix(), shown


def _already_here(came: Arrival, own: Mapping[Path, Interpreted], kept: Sequence[Path]) -> tuple[Path, str] | None:
    """If this return is among the agency's `own` files or its replaced ones (`kept`): the file that counts, and why."""
    same = [path for path, each in own.items() if each.submission.sha256 == came.sha256]
    other_parts = {code for path, each in own.items() if path not in same for code in _answers(each)}
    if same and (len(own) == len(same) or (other_parts and other_parts.isdisjoint(_answers(came.read)))):
        return same[0], "this return is already here. Nothing was changed."
    if own and (same_as := [path for path in kept if path.read_bytes() == came.data]):
        here = f"this version was replaced, and is kept as {same_as[-1]}. Nothing was changed."
        return next(iter(own)), f"{here} If this version should count, add --again"
    return None
