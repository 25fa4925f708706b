"""Read `poatool.toml`: options that are the same every time.

The nearest file upwards from the current folder is used, or else the user's own. A file among submissions is ignored:
its sender could accept findings or lift limits. The command line and the environment override settings.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from poatool.cli.options import FailOn
from poatool.errors import InputError, SettingsError
from poatool.text import nearest, read_bounded
from poatool.workspace.places import SETTINGS, SUBMISSIONS

if TYPE_CHECKING:
    from poatool.framework.model import DeclaredLayout, Framework
    from poatool.workbooks.limits import Limits

T = TypeVar("T")

_HIGHEST = 1_000_000_000
"""The highest number that a setting may have; systems refuse limits much above it."""

_IGNORED = ("processes",)
"""Settings of earlier versions, which have no effect."""

_NO_OPTIONS: Mapping[str, Mapping[str, object]] = {}


class Config(NamedTuple):
    """A settings file: the settings of all commands, and their options by name."""

    framework: Path | None = None
    period: str | None = None
    limits: Limits | None = None
    layouts: tuple[DeclaredLayout, ...] = ()
    source: Mapping[str, Any] = MappingProxyType({})
    options: Mapping[str, Mapping[str, object]] = _NO_OPTIONS


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
    given = _read(path)
    _refuse_unknown(given, (*OPTIONS, "framework", "limits", "layouts", "source", *_IGNORED), path, "setting")
    options: dict[str, dict[str, object]] = {}
    for name in OPTIONS.keys() & given.keys():
        kind, commands = OPTIONS[name]
        for command in commands:
            options.setdefault(command, {})[name.replace("-", "_")] = _taken(name, given[name], kind, path)
    framework = _taken("framework", given["framework"], _FILE, path) if "framework" in given else None
    return Config(
        framework=Path(framework) if framework else None,
        period=_taken("period", given["period"], _WORD, path) if "period" in given else None,
        limits=_limits(given["limits"], path) if "limits" in given else None,
        layouts=tuple(_layouts(given["layouts"], path)) if "layouts" in given else (),
        source=_source(given["source"], path) if "source" in given else {},
        options=options,
    )


def _read(path: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(read_bounded(path).decode("utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: the settings cannot be opened ({error.strerror}).") from None
    except RecursionError:
        raise InputError(f"{path}: the settings are nested too deeply to be read. Write one setting a line.") from None
    except ValueError as error:
        raise SettingsError(f'{path}: this is not TOML: {error}. Write each setting as in: period = "2022"') from None


def _refuse_unknown(given: Collection[str], known: Collection[str], path: Path, what: str) -> None:
    for name in given:
        if name not in known:
            likely = nearest(name, known)
            hint = f"Did you mean {likely}?" if likely else f"Choose from: {', '.join(known)}."
            raise SettingsError(f"{path}: {name} is not a {what}. {hint}")


class _Kind(NamedTuple, Generic[T]):
    """A kind of value: how to read it (None if it does not fit), and the words for what was expected."""

    take: Callable[[object, Path], T | None]
    expected: str


def _taken(name: str, value: object, kind: _Kind[T], path: Path) -> T:
    taken = kind.take(value, path)
    if taken is None:
        raise SettingsError(f"{path}: {name} cannot be {value!r}. Write {kind.expected}.")
    return taken


def _limits(given: object, path: Path) -> Limits:
    from poatool.workbooks.limits import Limits

    table = _taken("limits", given, _TABLE, path)
    _refuse_unknown(table, [each.name for each in fields(Limits)], path, "limit")
    return Limits(**{name: _taken(f"limits.{name}", value, _NUMBER, path) for name, value in table.items()})


def _layouts(given: object, path: Path) -> Iterator[DeclaredLayout]:
    from poatool.framework.model import DeclaredLayout

    tables = _taken("layouts", given, _TABLES, path)
    for number, each in enumerate(tables, 1):
        name = f"layouts[{number}]"
        _refuse_unknown(each, LAYOUT, path, f"key of {name}")
        for key in ("file", "heading_row", "columns"):
            if key not in each:
                raise SettingsError(f"{path}: {name} has no {key}. Write {LAYOUT[key].expected}.")
        yield DeclaredLayout(**{key: _taken(f"{name}.{key}", value, LAYOUT[key], path) for key, value in each.items()})


def _source(given: object, path: Path) -> dict[str, Any]:
    table = _taken("source", given, _SOURCE_TABLE, path)
    _refuse_unknown(table, SOURCE, path, "key of source")
    return {name: _taken(f"source.{name}", value, SOURCE[name], path) for name, value in table.items()}


def with_settings(
    plan: Framework, layouts: tuple[DeclaredLayout, ...], source: Mapping[str, Any], path: Path | None
) -> Framework:
    """A plan with the layouts of a settings file ahead of its own, and with what it says about publication.

    Raises SettingsError if a layout names a column that the plan does not have, or a row that no sheet has.
    """
    if not layouts and not source:
        return plan
    from poatool.framework.load.columns import layout_faults

    for number, layout in enumerate(layouts, 1):
        for fault in layout_faults(layout, plan.column_by_id):
            raise SettingsError(f"{path}: layouts[{number}]: {fault.message} {fault.hint}")
    return replace(plan, layouts=(*layouts, *plan.layouts), source=replace(plan.source, **source))


def _word(value: object, _: Path) -> str | None:
    """A text. A year needs no quotes."""
    return str(value) if isinstance(value, str) or _number(value, _) else None


def _each(value: object, path: Path, one: Callable[[object, Path], str | None]) -> list[str] | None:
    """The values of a list, or a single value."""
    taken = [one(each, path) for each in (value if isinstance(value, list) else [value])]
    return None if None in taken else [each for each in taken if each]


def _file(value: object, path: Path) -> str | None:
    return str(path.parent / value) if isinstance(value, str) and value else None


def _typed(type_: type, fits: Callable[[Any], object] = lambda _: True) -> Callable[[object, Path], Any]:
    """Take a value of this type that fits."""
    return lambda value, _: value if isinstance(value, type_) and fits(value) else None


_number = _typed(int, lambda value: not isinstance(value, bool) and 0 < value <= _HIGHEST)
_WORD = _Kind(_word, 'a text, as in "2022"')
_WORDS = _Kind(lambda value, path: _each(value, path, _word), 'a list of texts, as in ["ACT", "UPD301"]')
_SOME_WORDS = _Kind(lambda value, path: _each(value, path, _word) or None, _WORDS.expected)
_FILES = _Kind(
    lambda value, path: _each(value, path, _file), 'paths from the folder of the settings, as in ["returns/2021"]'
)
_FILE = _Kind(_file, "the path of a file, from the folder of the settings")
_SEVERITY = _Kind(lambda value, _: value if value in list(FailOn) else None, f"one of {', '.join(FailOn)}")
_TABLE = _Kind[dict[str, object]](_typed(dict), "a table: [limits], and below it a number for each limit")
_NUMBER = _Kind(_number, f"a whole number from 1 to {_HIGHEST:,}")
_TABLES = _Kind[list[dict[str, object]]](
    _typed(list, lambda value: all(isinstance(each, dict) for each in value)),
    "[[layouts]], and below it file, heading_row and columns",
)
LAYOUT: Mapping[str, _Kind[Any]] = {
    "file": _Kind(_typed(str, str.strip), 'a file\'s name, as in file = "police*.xlsx"'),
    "sheet": _Kind(_typed(str, str.strip), 'the name of a sheet, as in sheet = "Return"'),
    "heading_row": _Kind(
        _typed(int, lambda value: not isinstance(value, bool)), "the row of the headings, as in heading_row = 4"
    ),
    "heading_rows": _Kind(
        _typed(int, lambda value: not isinstance(value, bool)),
        "how many rows the headings take, as in heading_rows = 2",
    ),
    "columns": _Kind(
        _typed(dict, lambda value: all(isinstance(each, str) for each in value.values())),
        'a column for each letter or heading, as in columns = {C = "action", F = "progress"}',
    ),
}

_SOURCE_TABLE = _Kind[dict[str, object]](_typed(dict), "a table: [source], and below it publisher, contact, licence …")
SOURCE: Mapping[str, _Kind[Any]] = {
    "publisher": _Kind(_typed(str, str.strip), "who publishes the report, as a text"),
    "contact": _Kind(_typed(str, str.strip), "whom readers and agencies may ask, as a text"),
    "licence": _Kind(_typed(str, str.strip), 'the licence of the report, as in licence = "CC BY 4.0"'),
    "canonical_url": _Kind(
        _typed(str, lambda value: value.startswith(("https://", "http://"))),
        'a web address, as in canonical_url = "https://example.org/report"',
    ),
    "last_updated": _Kind(
        _typed(dt.date, lambda value: not isinstance(value, dt.datetime)),
        "a day without quotes, as in last_updated = 2023-02-15",
    ),
}
"""What the plan says of its reports under `source`, and a settings file may say in its place."""

OPTIONS: Mapping[str, tuple[_Kind[Any], tuple[str, ...]]] = {
    "period": (_WORD, ("validate", "compile", "gaps", "template", "layout")),
    "select": (_SOME_WORDS, ("validate",)),
    "ignore": (_WORDS, ("validate",)),
    "fail-on": (_SEVERITY, ("validate",)),
    "waivers": (_FILE, ("validate", "compile", "gaps", "status", "chase")),
    "decisions": (_FILE, ("validate", "compile", "gaps", "status", "chase", "diff", "close")),
    "baseline": (_FILE, ("validate",)),
    "previous": (_FILES, ("validate", "compile")),
    "history": (_FILES, ("gaps",)),
}
"""Settings that stand for options, each with the commands that have the option."""
