"""`poatool framework show`, `resolve`, `check` and `diff`: look into plans and references."""

from collections.abc import Container, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

from poatool.api import edition_of, load_framework
from poatool.cli.options import AsOf, ChangesFormat, Output, PlanFormat, argument, option
from poatool.cli.output import show as show_result
from poatool.cli.settings import Settings
from poatool.console import Screen
from poatool.framework.diff import diff as difference
from poatool.framework.edition import PillarStanding
from poatool.framework.faults import is_error
from poatool.framework.load import bundled_file, examine, load, read_file
from poatool.framework.reference.resolve import resolve as meaning
from poatool.render import framework as render
from poatool.submissions.evidence.languages import knows
from poatool.text import one_of


def check(
    settings: Settings,
    file: Annotated[Path | None, argument("FILE", "A framework file, if not the one in use.")] = None,
    format: PlanFormat = "text",
) -> int:
    """Check a framework file, and list its faults.

    poatool framework check my-plan.yaml

    Checks the YAML first, then the values, then whether they fit together; each step lists all faults, with line and
    column. The exit code is 1 if there is an error.
    """
    path = file or settings.framework or bundled_file()
    shown_as = f"bundled plan ({path.name})" if path == bundled_file() else str(path)
    data = read_file(path)
    framework, faults = examine(data)
    note_checks(settings, data.decode("utf-8", "replace"), f"{shown_as}:")
    if framework is not None and not (framework.columns or knows(framework.language)):
        settings.note(_UNKNOWN_WORDS.format(framework.language))
    document = partial(render.check_document, faults, shown_as, data, framework)
    show_result(settings, format, None, partial(render.faults_text, faults, shown_as), document)
    return int(any(is_error(fault) for fault in faults))


_UNKNOWN_WORDS = (
    "poatool does not know the words of headings in the language of this plan ({}): list the headings of agencies' "
    "forms under `columns`, or their texts may not be found."
)


def note_checks(settings: Settings, text: str, place: str) -> None:
    """List on stderr what somebody must check in a draft; `place` comes before each line number."""
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if line.startswith("# CHECK: "):
            settings.note(f"{place}{number}: {line.removeprefix('# ')}")


def show(
    settings: Settings,
    codes: Annotated[list[str], argument("CODE…", "Actions to show with their history.")] = [],
    as_of: AsOf = None,
    pillar: Annotated[str | None, option("ID", "Only this pillar.")] = None,
    format: PlanFormat = "text",
) -> None:
    """Show the plan, or an action's history.

    poatool framework show --as-of 2021
    poatool framework show 26
    """
    edition = edition_of(load_framework(settings.framework), as_of)
    pillars = list(edition.pillars)
    if pillar is not None:
        wanted = one_of(pillar, [each.id for each in pillars], "a pillar of the plan")
        pillars = [each for each in pillars if each.id == wanted]
    known: list[str] = []
    for code, found in ((code, meaning(edition, code)) for code in codes):
        known += found.written if found.resolved else [one_of(code, edition.by_code, "an action of the plan")]

    def text(screen: Screen) -> None:
        if not codes:
            render.framework_text(edition, pillars, screen)
        for code in known:
            render.action_text(edition, edition.by_code[code], screen)

    chosen = _only(pillars, known) if known else pillars
    show_result(settings, format, None, text, lambda: render.framework_document(edition, chosen))


def _only(pillars: Sequence[PillarStanding], codes: Container[str]) -> list[PillarStanding]:
    def part(of: PillarStanding) -> PillarStanding:
        chosen = (each._replace(actions=tuple(a for a in each.actions if a.code in codes)) for each in of.objectives)
        return of._replace(objectives=tuple(each for each in chosen if each.actions))

    return [pillar for pillar in map(part, pillars) if pillar.objectives]


def resolve(
    settings: Settings,
    texts: Annotated[list[str], argument("TEXT…", "What an agency wrote.")],
    as_of: AsOf = None,
    format: PlanFormat = "text",
) -> int:
    """Say which actions a text counts towards. The exit code is 1 if a part of the text names no action.

    poatool framework resolve "1, 3 and 5" 26 "Action 9"
    """
    edition = edition_of(load_framework(settings.framework), as_of)
    results = [meaning(edition, text) for text in texts]
    text = partial(render.resolution_text, results, edition)
    show_result(settings, format, None, text, lambda: render.resolution_document(results, edition))
    return int(not all(references.resolved for references in results))


def diff(
    settings: Settings,
    old: Annotated[Path, argument("OLD", "The earlier framework file.")],
    new: Annotated[Path, argument("NEW", "The later framework file.")],
    format: ChangesFormat = "text",
    output: Output = None,
) -> None:
    """Show what changed between two framework files. Changes are listed by kind, with the words that changed.

    poatool framework diff plan-2022.yaml plan-2023.yaml
    poatool framework diff old.yaml new.yaml --format markdown -o changes.md
    """
    from poatool.render.changes import changes_text, diff_document, framework_changes

    before, after = load(old), load(new)
    found = difference(before, after)
    page = framework_changes(found, before, after)
    made = page if format != "json" else diff_document(found, before, after)
    show_result(settings, format, output, partial(changes_text, page), lambda: made)
