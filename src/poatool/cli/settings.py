"""The options common to all commands, and `poatool.toml`, whose settings the command line and environment override."""

from __future__ import annotations  # reading these annotations takes time, and few runs have a settings file

import datetime as dt
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TextIO, cast

from poatool.bounded import read_bounded
from poatool.cli.options import FailOn
from poatool.console import UNWRAPPED, Screen, fitted
from poatool.errors import InputError, UsageError
from poatool.framework.columns import DeclaredLayout
from poatool.framework.model import Framework, ReportingPeriod, Source
from poatool.text import in_shell, lazy_pattern, listed, visible
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workspace.places import Workspace
from poatool.yaml_values import Key, Path as KeyPath, Position, Unquoted, Value

_NAMED = 3  # how many paths to repeat in a command that poatool suggests
_HIGHEST = 1_000_000_000  # the highest number allowed in a setting; systems refuse limits much above it
_AT = lazy_pattern(r" \(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)")
_KEY = lazy_pattern(r"\s*+(?P<of>\[{0,2}+)[ \"']*+(?P<name>[^]\"'#=[]++)[ \"']*+[]=]")


_FILE = Annotated[str, Key("the path of a file, from the folder of the settings", lambda text, at, _: str(at / text))]
_FILES = Annotated[list[_FILE], Key('paths from the folder of the settings, as in ["returns/2021"]')]
_WORDS = Annotated[list[str], Key('a list of rules, as in ["ACT", "UPD301"]')]


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings in a file; there, their names have hyphens instead of underscores."""

    framework: Annotated[Path, Key("the path of a plan", lambda text, folder, _: folder / text)] | None = None
    period: Annotated[str, Key('a text, as in "2022"')] | None = None
    select: _WORDS | None = None
    ignore: _WORDS | None = None
    fail_on: Annotated[FailOn, Key(f"one of {', '.join(FailOn)}")] | None = None
    waivers: _FILE | None = None
    decisions: _FILE | None = None
    baseline: _FILE | None = None
    previous: _FILES | None = None
    history: _FILES | None = None
    limits: Annotated[Limits, Key("`[limits]`: the most to read from one file")] | None = None
    layouts: Annotated[tuple[DeclaredLayout, ...], Key("`[[layouts]]`: how to read some files")] = ()
    source: Annotated[dict[str, Any], Key("`[source]`: what reports say about their publication")] | None = None
    due: Annotated[dict[str, dt.date], Key("`[due]`: the day on which each period's returns are due")] | None = None

    def options(self, command: str) -> dict[str, object]:
        """The options in the file that a command takes, by name."""
        taken = {name: getattr(self, name) for name, commands in COMMANDS_WITH.items() if command in commands}
        return {name: value for name, value in taken.items() if value is not None}

    def applied_to(self, plan: Framework, path: Path | None) -> Framework:
        """Add publication details and due days, and layouts ahead of the plan's own. UsageError if one does not fit."""
        if not (self.layouts or self.source or self.due):
            return plan
        from poatool.framework.load.names import layout_faults

        for number, layout in enumerate(self.layouts, 1):
            for _, keys, message, hint in layout_faults(layout, plan.column_by_id):
                place = _place(path, "layouts", number - 1, *keys)
                raise UsageError(f"{place}: layout number {number}: {message} {hint}")
        days = self.due or {}
        first = min((each.end for each in plan.periods), default=dt.date.max)  # earlier days are from an earlier plan
        unknown = [name for name, day in days.items() if name not in plan.period_by_id and day >= first]
        early = [each.id for each in plan.periods if days.get(each.id, each.start) < each.start]
        if wrong := unknown or early:
            what = (
                "{} is not a reporting period of the plan" if unknown else "the day for {} is before the period starts"
            )
            raise UsageError(f"{_place(path, 'due', wrong[0])}: [due]: {what.format(listed(wrong))}.")
        layouts, source = (*self.layouts, *plan.layouts), replace(plan.source, **self.source or {})
        periods = tuple(replace(each, due=days.get(each.id, each.due)) for each in plan.periods)
        return replace(plan, layouts=layouts, source=source, periods=periods)

    def report_day(self, period: ReportingPeriod | None) -> dt.date | None:
        """The day of the report on a period: `last_updated` in the settings, unless it is before the period's end."""
        day: dt.date | None = (self.source or {}).get("last_updated")  # a plan's own is about the plan's page
        return None if day and period and day < period.end else day


COMMANDS_WITH: Mapping[str, tuple[str, ...]] = {
    "period": ("validate", "compile", "gaps", "template", "layout"),
    "select": ("validate",),
    "ignore": ("validate",),
    "fail_on": ("validate",),
    "waivers": ("validate", "compile", "gaps", "status", "chase"),
    "decisions": ("validate", "compile", "gaps", "template", "status", "chase", "diff", "close"),
    "baseline": ("validate",),
    "previous": ("validate", "compile"),
    "history": ("gaps",),
}
"""For each option that a settings file may contain, the commands that take it."""


def read_settings(path: Path) -> Config:
    """Read a settings file. Paths in it are relative to its folder."""
    from poatool.typed_values import Converter, Document  # loaded only if there is a settings file

    given, places = _read(path)
    for block, keys in given.items():  # TOML takes a setting below a heading as part of it
        for name in keys if isinstance(keys, dict) else ():
            if name.replace("-", "_") in {"framework", *COMMANDS_WITH}:
                at = ":{}:{}".format(*places[block, name]) if (block, name) in places else ""
                raise UsageError(f"{path}{at}: `{name}` stands below [{block}]. Move it above all such headings.")
    converter = Converter(Document(given, places, places), path.parent)
    converter.list_hint = 'Write it in brackets, as in ["ACT", "UPD301"], or write [[layouts]].'
    converter.block_hint = "Write a heading such as [limits], and its keys below."
    config = cast("Config | None", converter.part(Config, given, ()))
    source = given.get("source")
    published = converter.values(Source, source, ("source",), partial=True) if isinstance(source, dict) else None
    for name, number in asdict(config.limits).items() if config and config.limits else ():
        if not 0 < number <= _HIGHEST:
            converter.wrong(("limits", name), f"a whole number from 1 to {_HIGHEST:,}", "")
    if converter.faults:
        raise UsageError("\n".join(fault.shown(path) for fault in converter.faults).replace("fail_on", "fail-on"))
    return replace(cast("Config", config), source=published)


def _read(path: Path) -> tuple[dict[str, Value], dict[KeyPath, Position]]:
    import tomllib

    try:
        text = read_bounded(path).decode("utf-8-sig")
        read = {name.replace("-", "_"): _value(value) for name, value in tomllib.loads(text).items()}
    except OSError as error:
        raise UsageError(f"{path}: the settings cannot be opened ({error.strerror}).") from None
    except RecursionError:
        raise InputError(f"{path}: the settings are nested too deeply. Write one setting per line.") from None
    except ValueError as error:
        hint = "Write paths with /, not with \\." if "\\" in str(error) else 'Write each setting as in: period = "2022"'
        hint = "Put the missing quote at the end of this line." if r"'\n'" in str(error) else hint
        if isinstance(error, UnicodeDecodeError):
            raise UsageError(f"{path}: this is not TOML: it is not in UTF-8. Save it as UTF-8.") from None
        at = _AT.search(str(error))
        place = f"{path}:{at['line']}:{at['column']}" if at else str(path)
        raise UsageError(f"{place}: this is not TOML: {_AT.sub('', str(error))}. {hint}") from None
    return read, dict(_places(text))


def _place(path: Path | None, *key: str | int) -> str:
    """The path of a settings file with the position of a key, or of the block that holds it."""
    places = _read(path)[1] if path else {}
    found = next((places[key[:n]] for n in range(len(key), 0, -1) if key[:n] in places), None)
    return f"{path}:{found.line}:{found.column}" if found else str(path)


def _places(text: str) -> Iterator[tuple[KeyPath, Position]]:
    """The path of each key and heading that begins a line, with its position."""
    block, layouts = KeyPath(), -1
    for number, line in enumerate(text.splitlines(), 1):
        if found := _KEY.match(line):
            name, at = found["name"].strip(), Position(number, found.start("name") + 1)
            if not found["of"]:
                yield (*block, name if block else name.replace("-", "_")), at
                continue
            name, *below = name.replace("-", "_").split(".")
            layouts += found["of"] == "[["
            block = (name, *([layouts] if name == "layouts" and layouts >= 0 else []), *below)
            yield block, at


def _value(value: object) -> Value:
    """Turn a TOML value into what `yaml_files` would read: a text, or an unquoted number, date or truth value."""
    if isinstance(value, dict):
        return {key: _value(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_value(each) for each in value]
    return value if isinstance(value, str) else Unquoted(str(value).lower() if isinstance(value, bool) else value)


Color = Literal["auto", "always", "never"]
"""When to colour the output. `auto` means on a terminal, unless NO_COLOR is set."""


class Settings(NamedTuple):
    """The options common to all commands, combined with those of `poatool.toml`.

    `config` holds the settings of the `file` in use; `workspace` is the file's folder, if it is a workspace.
    """

    framework: Path | None = None
    color: Color = "auto"
    quiet: bool = False
    verbose: bool = False
    config: Config = Config()
    file: Path | None = None
    workspace: Workspace | None = None

    @property
    def limits(self) -> Limits:
        """How much of a file to read before refusing it."""
        return self.config.limits or DEFAULT

    @property
    def has_own_plan(self) -> bool:
        """Whether the plan in use is that of the settings file or the workspace, not another one."""
        return self.framework in (None, self.config.framework, self.workspace and self.workspace.plan)

    def in_workspace(self) -> Workspace:
        """The workspace in which the command runs. Raises UsageError outside a workspace."""
        if self.workspace is None:
            raise UsageError(
                "The current folder is not in a workspace. A workspace has submissions/ and a poatool.toml with a "
                "`period`. Change to one, or make one with: poatool init DIR"
            )
        self.workspace.require_inside(self.workspace.submissions)
        return self.workspace

    def plan(self) -> Framework:
        """The plan, with the layouts and publication details from the settings."""
        from poatool.api import load_framework

        return self.config.applied_to(load_framework(self.framework), self.file)

    def validate(self, paths: Sequence[str], period: str, previous: Sequence[str] = (), *files: Path | None) -> str:
        """The command that finds the same again; `files` are decisions and waivers, left out in a workspace."""
        home, own = self.workspace, self.config.options("validate")
        plan = [] if self.has_own_plan else ["--framework", in_shell(str(self.framework))]
        named = [*map(in_shell, paths)] if len(paths) <= _NAMED else ["PATH…"]
        where = [] if home and [*paths] == [home.submissions.as_posix()] else named
        when = [] if home and period == self.config.period else ["--period", in_shell(period)]
        before = [path for path in previous if not home or Path(path).parent != home.all_submissions]
        used = [("--previous", path) for path in before if [*previous] != own.get("previous")]
        used += [(name, str(path)) for name, path in zip(("--decisions", "--waivers"), files, strict=False) if path]
        supplied = {str(home and home.decisions), *map(str, own.values())}
        more = [f"{name} {in_shell(value)}" for name, value in used if value not in supplied]
        return " ".join(["poatool", *plan, "validate", *where, *when, *more])

    def screen(self, file: TextIO | None = None) -> Screen:
        """A screen for stdout or a file. Only a terminal gets colours and wrapped lines."""
        target = file or sys.stdout
        if not target.isatty() and self.color != "always":
            return Screen(target)
        from rich.console import Console

        plain = self.color == "never" or (self.color == "auto" and bool(os.environ.get("NO_COLOR")))
        console = Console(
            file=target,
            force_terminal=True if self.color == "always" else None,
            color_system=None if plain else "auto",
            no_color=plain,
            width=None if target.isatty() else UNWRAPPED,
        )
        return Screen(target, console)

    def note(self, *lines: str) -> None:
        """Write notes to stderr, one line each, unless the user asked for quiet."""
        if not self.quiet:
            shown = (visible(line).replace("\n", "\\n") for line in lines)
            sys.stderr.writelines(f"{fitted(line, sys.stderr)}\n" for line in shown)
