"""A table with a line for each member of an enumeration has one for every member; `mypy` cannot see those missing."""

import inspect
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from pkgutil import walk_packages

import pytest

import poatool

PARTIAL = {
    "render.coverage.screen._STYLES",
    "render.markdown._BEFORE",
    "render.status._NOT_COUNTED",
    "render.text.NO_REPORT",
    "rules.workbook.rows._INEXACT",
    "submissions.blank.table._LISTS",
    "submissions.evidence.values.ASKED_BY",
    "submissions.layout.recurring_labels._COLUMNS",
    "submissions.restrictions.remarks._OF_ROLE",
    "workspace.records._EVENTS",
}
"""The tables that name only some members on purpose."""


def tables() -> Iterator[tuple[str, Mapping[Enum, object]]]:
    """The tables of all modules whose keys are members of one enumeration, by their places."""
    for found in walk_packages(poatool.__path__, "poatool."):
        if found.name in ("poatool.__main__", "poatool.framework.bundled"):
            continue
        module = import_module(found.name)
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            if not (isinstance(value, Mapping) and len(value) > 1 and len({type(key) for key in value}) == 1):
                continue
            if isinstance(next(iter(value)), Enum) and re.search(rf"^{name}\b", source, re.MULTILINE):
                yield f"{found.name.removeprefix('poatool.')}.{name}", value


TABLES = dict(tables())


def missing(place: str) -> list[str]:
    table = TABLES[place]
    return [f"{type(member).__name__}.{member.name}" for member in type(next(iter(table))) if member not in table]


@pytest.mark.parametrize("place", sorted(TABLES.keys() - PARTIAL))
def test_a_table_has_a_line_for_every_member(place: str) -> None:
    module, _, name = place.rpartition(".")
    assert missing(place) == [], f"{name} in src/poatool/{module.replace('.', '/')}.py needs a line for each of these"


def test_the_exceptions_are_tables_without_some_members() -> None:
    assert TABLES.keys() >= PARTIAL
    assert all(map(missing, PARTIAL))
