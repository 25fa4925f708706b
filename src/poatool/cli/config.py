"""Read `poatool.toml`: options that are the same every time.

The nearest file upwards from the current folder is used, or else the user's own. A file among submissions is ignored:
its sender could accept findings or lift limits. The command line and the environment override settings.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, cast

from poatool.cli.options import FailOn
from poatool.errors import InputError, SettingsError
from poatool.text import read_bounded
from poatool.typed_values import Field, Key, Shaper
from poatool.workspace.places import SETTINGS, SUBMISSIONS
from poatool.yaml_values import Document, Unquoted, Value
from poatool.yaml_values import Path as Keys

if TYPE_CHECKING:
    from poatool.framework.model import DeclaredLayout, Framework
    from poatool.workbooks.limits import Limits

_HIGHEST = 1_000_000_000  # the highest number that a setting may have; systems refuse limits much above it
_IGNORED = ("processes",)  # settings of earlier versions, which have no effect


def _beside(text: str, folder: Path, _block: Mapping[str, Value]) -> str:
    return str(folder / text)


_FILE = Annotated[str, Key("the path of a file, from the folder of the settings", _beside)]
_FILES = Annotated[list[_FILE], Key('paths from the folder of the settings, as in ["returns/2021"]')]
_WORDS = Annotated[list[str], Key('a list of texts, as in ["ACT", "UPD301"]')]


@dataclass(frozen=True, kw_only=True)
class Options:
    """The settings for options, named with hyphens instead of underscores."""

    framework: Annotated[str, Key("the path of a plan", _beside)] | None = None
    period: Annotated[str, Key('a text, as in "2022"')] | None = None
    select: _WORDS | None = None
    ignore: _WORDS | None = None
    fail_on: Annotated[FailOn, Key(f"one of {', '.join(FailOn)}")] | None = None
    waivers: _FILE | None = None
    decisions: _FILE | None = None
    baseline: _FILE | None = None
    previous: _FILES | None = None
    history: _FILES | None = None


COMMANDS_WITH: Mapping[str, tuple[str, ...]] = {
    "period": ("validate", "compile", "gaps", "template", "layout"),
    "select": ("validate",),
    "ignore": ("validate",),
    "fail_on": ("validate",),
    "waivers": ("validate", "compile", "gaps", "status", "chase"),
    "decisions": ("validate", "compile", "gaps", "status", "chase", "diff", "close"),
    "baseline": ("validate",),
    "previous": ("validate", "compile"),
    "history": ("gaps",),
}
"""The commands that have each option."""


class Config(NamedTuple):
    """A settings file: the settings of all commands, and their options by name."""

    framework: Path | None = None
    period: str | None = None
    limits: Limits | None = None
    layouts: tuple[DeclaredLayout, ...] = ()
    source: Mapping[str, Any] = MappingProxyType({})
    options: Mapping[str, Mapping[str, object]] = MappingProxyType({})

    def applied_to(self, plan: Framework, path: Path | None) -> Framework:
        """A plan with the layouts of these settings before its own, and with their publication details.

        Raises SettingsError if a layout names a column that the plan does not have, or a row that no sheet has.
        """
        if not self.layouts and not self.source:
            return plan
        from poatool.framework.load.names import layout_faults

        for number, layout in enumerate(self.layouts, 1):
            for _, _, message, hint in layout_faults(layout, plan.column_by_id):
                raise SettingsError(f"{path}: layout number {number}: {message} {hint}")
        return replace(plan, layouts=(*self.layouts, *plan.layouts), source=replace(plan.source, **self.source))


class Found(NamedTuple):
    """The settings file in use, and nearer ones that were passed over because they lie among submissions."""

    path: Path | None
    not_obeyed: tuple[Path, ...] = ()


def find(start: Path, user_folder: Path, sent_in: Iterable[str] = ()) -> Found:
    """Find the nearest settings file upwards from a folder, or else the user's own.

    Files in or below what was `sent_in`, or among the submissions of a workspace, are passed over.
    """
    folders = [start / Path(*[".."] * level) for level in range(len(start.resolve().parents) + 1)]
    there = [path for folder in (*folders, user_folder) if os.path.isfile(path := folder / SETTINGS)]
    roots = [os.path.realpath(path) for path in [*sent_in, *(str(path.with_name(SUBMISSIONS)) for path in there)]]
    among = [path for path in there if any(Path(os.path.realpath(path)).is_relative_to(root) for root in roots)]
    chosen = next((path for path in there if path not in among), None)
    return Found(chosen, tuple(there[: there.index(chosen)] if chosen else there))


def load(path: Path | None) -> Config:
    """Read a settings file. Paths in it are relative to its folder.

    Raises SettingsError if it cannot be opened, is not TOML, or has an unknown key or a value of the wrong kind, and
    InputError if it is nested too deeply.
    """
    if path is None:
        return Config()
    from poatool.framework.model import DeclaredLayout, Source
    from poatool.workbooks.limits import Limits

    given = _read(path)
    shaper = _Settings(Document(given), path.parent, nouns={"layouts": "layout"})
    tables = {name: given.pop(name) for name in _TABLES if name in given}
    options = shaper.values(Options, given, ()) or {}
    limits = shaper.part(Limits, tables["limits"], ("limits",)) if "limits" in tables else None
    layouts = shaper.value(tuple[DeclaredLayout, ...], tables.get("layouts", []), ("layouts",))
    source = shaper.values(Source, tables.get("source", {}), ("source",), partial=True)
    for name, number in asdict(limits).items() if isinstance(limits, Limits) else ():
        if not 0 < number <= _HIGHEST:
            shaper.wrong(("limits", name), f"a whole number from 1 to {_HIGHEST:,}", "")
    if options.get("select") == []:
        shaper.wrong(("select",), "a list of at least one text", "")
    if shaper.faults:
        raise SettingsError("\n".join(f"{path}: {fault.text}" for fault in shaper.faults))
    by_command: dict[str, dict[str, object]] = {}
    for name in (name for name in COMMANDS_WITH if name in options):
        for command in COMMANDS_WITH[name]:
            by_command.setdefault(command, {})[name] = options[name]
    return Config(
        framework=Path(options["framework"]) if "framework" in options else None,
        period=options.get("period"),
        limits=cast("Limits | None", limits),
        layouts=cast("tuple[DeclaredLayout, ...]", layouts),
        source=source or {},
        options=by_command,
    )


def _read(path: Path) -> dict[str, Value]:
    import tomllib

    try:
        read = tomllib.loads(read_bounded(path).decode("utf-8"))
        return {name.replace("-", "_"): _value(value) for name, value in read.items() if name not in _IGNORED}
    except OSError as error:
        raise SettingsError(f"{path}: the settings cannot be opened ({error.strerror}).") from None
    except RecursionError:
        raise InputError(f"{path}: the settings are nested too deeply to be read. Write one setting a line.") from None
    except ValueError as error:
        raise SettingsError(f'{path}: this is not TOML: {error}. Write each setting as in: period = "2022"') from None


def _value(value: object) -> Value:
    """A value of TOML as it would stand in YAML."""
    match value:
        case dict():
            return {key: _value(each) for key, each in value.items()}
        case list():
            return [_value(each) for each in value]
        case str():
            return value
        case bool():
            return Unquoted(str(value).lower())
        case _:
            return Unquoted(value)


_TABLES = {
    "limits": "Write [limits], and below it a number for each limit.",
    "layouts": "Write [[layouts]], and below it file, heading_row and columns.",
    "source": "Write [source], and below it publisher, contact, licence …",
}


class _Settings(Shaper):
    """Describes faults with TOML's names for kinds of values."""

    def wrong(self, path: Keys, expected: str, hint: str) -> object:
        listed = 'Write it in brackets, as in ["ACT", "UPD301"].' if expected == "a list" else hint
        return super().wrong(path, expected, _TABLES.get(str(path[-1]), listed))

    def unknown_key(self, path: Keys, known: Mapping[str, Field]) -> str | None:
        tables = {name: Field(dict, required=False, meaning="") for name in _TABLES} if len(path) == 1 else {}
        return super().unknown_key(path, {**known, **tables})
