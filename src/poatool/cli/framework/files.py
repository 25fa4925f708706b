"""Write files to start a plan from, and import from a page what was reported in an earlier period."""

from pathlib import Path
from typing import Annotated

from poatool.api import edition_of
from poatool.bounded import read_bounded
from poatool.cli.framework.look import note_checks
from poatool.cli.options import Force, Output, Period, argument, option
from poatool.cli.output import path_from, write
from poatool.cli.settings import Settings
from poatool.errors import InputError, UsageError
from poatool.framework.amending import block_of, dump
from poatool.framework.importing.draft import successor_draft
from poatool.framework.importing.page import import_file, published_blocks
from poatool.framework.importing.page_blocks import page_blocks
from poatool.framework.load import bundled_file, examine, load, read_file
from poatool.framework.model import Predecessor
from poatool.submissions.sources import PUBLISHED, PUBLISHED_ENDING, YAML_ENDINGS, is_return
from poatool.text import counted, in_shell, listed, slug
from poatool.workbooks.own import identify_own
from poatool.workspace.records import read_closing

_NOTHING = 'nothing is carried over. To carry an action over, write: final: carried_over, to: [{plan: next, code: "1"}]'


def schema(settings: Settings, output: Output = None) -> None:
    """Write the JSON Schema of framework files.

    poatool framework schema --output framework.schema.json

    Editors use it to complete and check a framework file that begins with `# yaml-language-server:
    $schema=framework.schema.json`.
    """
    write(bundled_file().with_name("framework.schema.json").read_bytes(), output, settings)


def export(
    settings: Settings, file: Annotated[Path, argument("FILE", "Where to write it.")], force: Force = False
) -> None:
    """Copy the framework file in use, so that you can edit it.

    poatool framework export plan.yaml

    The framework file in use is the bundled plan, unless --framework names another file.
    """
    write(read_file(settings.framework or bundled_file()), file, settings, force=force)


def import_plan(
    settings: Settings,
    source: Annotated[Path, argument("SOURCE", "A page (text, HTML, Markdown), or an OSCAL catalogue (JSON).")],
    output: Output = None,
    force: Force = False,
) -> None:
    """Draft a framework file from a published page.

    poatool framework import page.html --output plan.yaml
    poatool framework import catalog.json --output catalogue.yaml

    The page may be text, HTML or Markdown. An OSCAL catalogue in JSON is read as well.

    Anything uncertain is marked with a comment CHECK in the draft, and listed on the screen.
    """
    if source.is_file() and identify_own(read_bounded(source), None):
        raise InputError(f"{source}: poatool wrote this. Import the page on which the plan itself is published.")
    _write_draft(import_file(source), output, settings, force=force)


def _write_draft(text: str, output: Path | None, settings: Settings, *, force: bool) -> None:
    write(text.encode(), output, settings, force=force)
    note_checks(settings, text, f"{output}:" if output else "line ")
    for fault in examine(text.encode())[1]:
        settings.note(fault.shown(str(output or "draft")))


def new(
    settings: Settings,
    closing: Annotated[Path, option("FILE", "The file of final states, closing.yaml.", "--closing")],
    before: Annotated[Path | None, option("OLD", "The plan that ends, if not the one in use.", "--from")] = None,
    plan: Annotated[str | None, option("ID", "The new plan, if closing.yaml names several.", "--id")] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Draft the plan that follows another.

    poatool framework new --from plan.yaml --closing closing.yaml -o next.yaml

    The draft has the actions that closing.yaml carries over to the new plan, and the agencies, statuses and texts of
    the earlier one. Anything to be checked is marked with a comment CHECK, and listed on the screen.
    """
    path, used = before or settings.framework, settings.framework
    in_use = before is None or (used is not None and used.is_file() and before.is_file() and used.samefile(before))
    old = edition_of(settings.plan() if in_use else load(path), None)
    final = read_closing(closing, old)
    plans = [plan] if plan else list(dict.fromkeys(to.plan for each in final.values() for to in each.to))
    if len(plans) != 1:
        why = f"actions are carried over to {listed(plans)}. Choose with --id." if plans else _NOTHING
        raise UsageError(f"{closing}: {why}")
    (chosen,) = plans
    carried = {code: [to.code for to in each.to if to.plan == chosen] for code, each in final.items()}
    in_order = {action.code: carried[action.code] for action in old.actions if carried.get(action.code)}
    if not in_order:
        raise UsageError(f"{closing}: no action is carried over to {chosen}.")
    file = (path_from(output.parent if output else Path(), path) or path.absolute().as_posix()) if path else None
    text = successor_draft(old, Predecessor(plan=old.framework.id, file=file), chosen, in_order)
    _write_draft(text, output, settings, force=force)
    if output:
        settings.note(f"Begin it with: poatool init DIR --framework {in_shell(str(output))}")


def import_page(
    settings: Settings,
    page: Annotated[Path, argument("PAGE", "The page, saved as a file.")],
    period: Period,
    output: Annotated[
        Path | None, option("FILE", "The YAML file to write: *-published.yaml is found in folders.", "--output", "-o")
    ] = None,
    force: Force = False,
) -> None:
    """Read from a public page what was reported in a period.

    poatool history import page.html -p 2021
    poatool history import page.html -p 2021 -o history/2021-published.yaml
    poatool gaps returns/2022 --period 2022 --history history

    The page may be HTML, Markdown or text. In a workspace, the file is written beside the returns of the period.

    A page shows which agencies worked on an objective, but not on which of its actions, so no action counts as reported
    on. Anything uncertain is listed on the screen, and under `check` in the file.
    """
    edition = edition_of(settings.plan(), period)
    stated = edition.period_id or period
    if output is None:
        folder = settings.in_workspace().all_submissions / slug(stated, "period")
        output = folder / f"{folder.name}{PUBLISHED_ENDING}"
    if not output.name.casefold().endswith(YAML_ENDINGS):
        raise UsageError(f"{output}: choose a name that ends in .yaml or, to be found in folders, {PUBLISHED_ENDING}.")
    if not (found := published_blocks(page_blocks(page), edition)):
        raise InputError(f"{page}: there is nothing about {period} below any objective. Check the page and the period.")
    objectives = [{key: value for key, value in each._asdict().items() if value} for each in found]
    document: dict[str, object] = {"kind": PUBLISHED, "period": stated, "objectives": objectives}
    about = "# What was published for the period. It does not count for any single action.\n"
    write((about + dump(block_of(document))).encode(), output, settings, force=force)
    settings.note(f"{output}: {counted(len(found), 'objective')}")
    if not (is_return(output.name) and output.name.casefold().endswith(PUBLISHED_ENDING)):
        settings.note(f"{output}: give commands this path, as they search folders only for *{PUBLISHED_ENDING}.")
    for block in found:
        settings.note(*(f"{output}: CHECK {block.objective}: {each}" for each in block.check))
