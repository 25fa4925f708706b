"""Parse and run commands: options may come anywhere, `poatool.toml` supplies missing ones, some commands queue."""

import os
import sys
import time
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from inspect import cleandoc
from itertools import count, takewhile
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from poatool.cli.settings import Config, Settings, read_settings
from poatool.errors import PoatoolError, UsageError
from poatool.text import listed
from poatool.workspace.places import SETTINGS, SUBMISSIONS, SUPPLIED, Workspace

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter


def find_settings(start: Path, user_folder: Path, sent_in: Iterable[str] = ()) -> tuple[Path | None, list[Path]]:
    """Find the settings file to use: the nearest in `start` or above it, or the user's own; also list ignored files.

    Files among submissions are ignored: senders could use them to accept findings or lift limits.
    """
    above = (start / Path(*[".."] * level) for level in range(len(start.resolve().parents) + 1))
    there = [folder / SETTINGS for folder in (*above, user_folder) if os.path.isfile(folder / SETTINGS)]
    roots = list(map(os.path.realpath, [*sent_in, *(str(path.with_name(SUBMISSIONS)) for path in there)]))

    def is_sent_in(path: Path) -> bool:
        real = [Path(os.path.realpath(each)) for each in (path, path.parent)]  # also the real path, if there are links
        return any(each.is_relative_to(root) for each in real for root in roots)

    ignored = list(takewhile(is_sent_in, there))
    return next(iter(there[len(ignored) :]), None), ignored


def workspace_in(file: Path | None, period: str | None, framework: Path | None) -> tuple[Workspace | None, Path | None]:
    """The workspace of a settings file (None without a period or submissions beside it), and the plan in use."""
    if file is None or not period or not os.path.isdir(file.with_name(SUBMISSIONS)):
        return None, framework
    workspace = Workspace(file.parent, period)
    if framework is None and os.path.isfile(workspace.plan):
        framework = workspace.plan
    if not os.path.isdir(workspace.submissions) and (meant := _period_named(period, framework)):
        workspace = Workspace(workspace.root, meant)  # otherwise, the command reports the missing folder
    return workspace, framework


def periods_of(paths: Sequence[str], workspace: Workspace, framework: Path | None) -> Sequence[str]:
    """The periods whose folders, such as submissions/2021, hold these returns; none if a return is in none of them."""
    home, found = Path(os.path.realpath(workspace.all_submissions)), dict[str, None]()
    for real in (Path(os.path.realpath(path)) for path in paths):
        if not real.is_relative_to(home):
            return ()
        folders = real.relative_to(home).parts[:1] or sorted(each.name for each in home.glob("*/"))
        found |= {meant: None for name in folders if (meant := _period_named(name, framework))}
    return tuple(found)


def _period_named(name: str, framework: Path | None) -> str | None:
    """The id of the period that a name means; None if no period has it, or the plan cannot be loaded."""
    from poatool.api import edition_of, load_framework

    with suppress(PoatoolError):
        return edition_of(load_framework(framework), name).period_id
    return None


def workspace_options(
    workspace: Workspace, command: str, given: Container[str], note: Callable[[str], None]
) -> dict[str, object]:
    """The options that a workspace supplies to a command. Raises InputError if the submissions lie outside it."""
    found: dict[str, object] = {}
    for option, name in SUPPLIED.get(command, {}).items():
        if name == "earlier":
            found[option] = earlier_folders(workspace, note)
        elif option == "paths":
            if option not in given:
                found[option] = [workspace.require_inside(getattr(workspace, name)).as_posix()]
        elif option in ("output", "folder") or command == "new" or getattr(workspace, name).exists():
            found[option] = str(getattr(workspace, name))
    return found


def earlier_folders(workspace: Workspace, note: Callable[[str], None]) -> list[str]:
    """The folders of returns for all other periods; whoever reads them leaves out later periods."""
    from poatool.submissions.sources import is_return

    found: list[str] = []
    for folder in sorted(workspace.all_submissions.glob("*/")):
        if workspace.leads_out(folder):
            note(f"Ignored because this link leads out of the workspace: {folder}")
        elif folder.name != workspace.submissions.name and any(
            is_return(name) for _, _, names in os.walk(folder) for name in names
        ):
            found.append(folder.as_posix())
    return found


_SENT_IN = ("paths", "files", "old", "new", "previous", "history", "prefill", "workbook", "since_then", "inputs")
"""The parameters that name submissions."""

_WRITTEN = ("output", "annotate", "fix", "proofs", "write_baseline")
"""The parameters that name what is written."""

_IN_TURN = ("receive", "status", "chase", "template", "compile", "close")  # these depend on the files in a folder
_LOCK = ".poatool-lock"
_PAUSE, _NOTE_AFTER = 0.05, 40  # seconds between attempts to lock a folder, and the attempts before a note


def _format_help(self: TyperCommand | TyperGroup, ctx: "Context", formatter: "HelpFormatter") -> None:
    """Print what the command does, its examples (the second paragraph of its help), details, commands and options."""
    summary, examples, *details = cleandoc(self.help or "").split("\n\n")
    self.format_usage(ctx, formatter)
    for text in (summary, f"\b\nExamples:\n{indent(examples, '  ')}", *details):
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(text)
    if isinstance(self, TyperGroup):
        self.format_commands(ctx, formatter)
    sections: dict[str, list[tuple[str, str]]] = {}
    for each in self.get_params(ctx):
        if record := each.get_help_record(ctx):
            panel = getattr(each, "rich_help_panel", None) or f"{each.param_type_name.title()}s"
            sections.setdefault(panel, []).append(record)
    for title, records in sections.items():
        with formatter.section(title):
            formatter.write_dl(records)


class Group(TyperGroup):
    """A group of commands, such as the whole command line; its own options may come anywhere."""

    format_help = _format_help

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse arguments, with this group's options moved to the front."""
        own = [each for each in self.params if isinstance(each, TyperOption) and not each.is_eager]
        flags = {name for each in own if each.is_flag for name in each.opts}
        with_value = {name for each in own if not each.is_flag for name in each.opts}
        return super().parse_args(ctx, hoist_globals(args, flags, with_value))


class Command(TyperCommand):
    """One command; its missing parameters come from the settings file."""

    format_help = _format_help

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse arguments. An option with `PATH…` takes all paths after it, or one if the command needs the others."""
        several = {
            name
            for each in self.params
            if isinstance(each, TyperOption) and each.multiple and (each.metavar or "").endswith("…")
            for name in each.opts
        }
        if ctx.resilient_parsing or not isinstance(settings := ctx.obj, Settings):
            return super().parse_args(ctx, args)  # a shell is asking for completions
        notes: list[str] = []
        try:
            if (expanded := expand_multi(args, several)) != args:
                with suppress(TyperException):
                    return self._parse(ctx, expanded, settings, notes)
            return self._parse(ctx, args, settings, notes)
        except TyperException as error:
            vars(error)["ctx"] = getattr(error, "ctx", None) or ctx  # not set yet if an option lacks its value
            raise
        finally:
            settings.note(*dict.fromkeys(notes))

    def _parse(self, ctx: "Context", args: list[str], settings: Settings, notes: list[str]) -> list[str]:
        """Parse twice: first to find the submissions (a settings file among them is ignored), and then in full."""
        ctx.resilient_parsing = True
        typed, _, _ = self.make_parser(ctx).parse_args(list(args))
        ctx.resilient_parsing = False
        given = {name: value for name in _SENT_IN if (value := typed.get(name))}
        period = typed.get("period")
        sent_in = [str(path) for each in given.values() for path in ([each] if isinstance(each, str | Path) else each)]
        file, not_obeyed = find_settings(Path(), Path(typer.get_app_dir("poatool")), sent_in)
        notes += [f"Ignored because it is among the submissions: {path}" for path in not_obeyed]
        config, command = read_settings(file) if file else Config(), ctx.info_name or ""
        options = config.options(command)
        workspace, framework = workspace_in(file, period or config.period, settings.framework or config.framework)
        several = typed.get("periods") or SUPPLIED.get(command, {}).get("paths") != "submissions"
        returns = given.get("paths") or ([given["workbook"]] if "workbook" in given else [])
        if workspace and returns and not (period and several):
            named = periods_of(returns, workspace, framework)
            if len(named) > 1 and not several:
                one = f"Name the folder of one period, or leave out all paths for {workspace.period}."
                raise UsageError(f"{', '.join(given['paths'])}: several periods ({listed(named)}). {one}")
            workspace = workspace if period or len(named) != 1 else Workspace(workspace.root, named[0])
        supplied = workspace_options(workspace, command, given, notes.append) if workspace else {}
        own = {"period": workspace.period} if workspace and "period" in options else {}
        ctx.default_map = {**supplied, **options, **own}
        for each in self.params:
            each.required = each.required and each.name not in ctx.default_map
        known = {"period"} if workspace else set()  # a workspace always has a period, so no note is needed
        if options.keys() - known or config.limits or config.layouts or (config.source and not workspace):
            notes.append(f"Settings in use: {file}")
        ctx.obj = settings._replace(framework=framework, config=config, file=file, workspace=workspace)
        return super().parse_args(ctx, list(args))

    def invoke(self, ctx: "Context") -> Any:  # noqa: ANN401 - as typer has it
        """Run the command in its turn; an error about a value from a settings file also names that file."""
        workspace, output = ctx.obj.workspace, ctx.params.get("output")
        folder = workspace.root if workspace else Path(output or ".").absolute().parent
        imports = ctx.command_path.endswith("history import")  # this writes a return
        try:
            for path in filter(None, map(ctx.params.get, _WRITTEN)) if workspace and not imports else ():
                workspace.require_apart(path)
            with wait_for_turn(folder, ctx.obj.note) if ctx.info_name in _IN_TURN else nullcontext():
                return super().invoke(ctx)
        except PoatoolError as error:
            config = ctx.obj.config
            given = [config.period, config.framework, *config.options(ctx.info_name).values()]
            texts = [text for each in given for text in (each if isinstance(each, list | tuple) else [each]) if text]
            if not str(error).startswith(tuple(f"{text}{end}" for text in texts for end in (" ", ": "))):
                raise
            raise type(error)(f"{error} (See {ctx.obj.file}.)") from error


def hoist_globals(arguments: Sequence[str], flags: Collection[str], with_value: Collection[str]) -> list[str]:
    """Move these options and their values to the front, as in `validate DIR --quiet`; keep arguments after `--`."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, _ = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in flags or (name in with_value and equals):
            front.append(argument)
        elif name in with_value and (value := next(waiting, None)) is not None:
            front += [argument, value]
        else:
            rest.append(argument)
    return front + rest


def expand_multi(arguments: Sequence[str], options: Collection[str]) -> list[str]:
    """Repeat an option before each further path: `--previous a b` becomes `--previous a --previous b`."""
    expanded: list[str] = []
    option, given = "", False
    for argument in arguments:
        if argument.startswith("-"):
            name, equals, _ = argument.partition("=")
            option, given = name if name in options else "", bool(equals)
        elif option and given:
            expanded.append(option)
        else:
            given = True
        expanded.append(argument)
    return expanded


@contextmanager
def wait_for_turn(folder: Path, note: Callable[[str], None]) -> Iterator[None]:
    """Wait until no other command is at work in a folder or, if it does not exist, the nearest one above it."""
    place = next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
    held = None
    with suppress(OSError):  # a disk without locks, or a folder that cannot be read
        if sys.platform == "win32":  # where only files can be locked
            import msvcrt

            held = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT)
            lock = partial(msvcrt.locking, held, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            held = os.open(place, os.O_RDONLY)
            lock = partial(fcntl.flock, held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for tried in count(1):
            with suppress(BlockingIOError, PermissionError):
                lock()
                break
            if tried == _NOTE_AFTER:
                note(f"Waiting for another poatool command in {place} to end.")
            time.sleep(_PAUSE)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)  # this unlocks the folder; the system does the same for a command that is killed
            with suppress(OSError):  # Windows does not delete it while another command waits for it
                (place / _LOCK).unlink(missing_ok=True)
