"""A class says what a file may contain: values get its types, and each that does not fit is a fault at its place."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest

from poatool.errors import InputError
from poatool.typed_values import fields_of
from poatool.yaml_files import YamlFile
from poatool.yaml_values import NOT_IN_FILE, Key, Value, WrongValueError


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def even(text: str, least: int, block: Mapping[str, Value]) -> int:
    if not text.isdigit() or int(text) % 2 or int(text) < least:
        raise WrongValueError(f"{text} is not an even number from {least} in {block['name']}.")
    return int(text)


@dataclass(frozen=True)
class Part:
    size: int


@dataclass(frozen=True)
class Boat:
    name: Annotated[str, Key("What it is called.")]
    built: dt.date | None = None
    colour: Colour = Colour.RED
    afloat: bool = True
    crew: tuple[str, ...] = ()
    seats: Annotated[int, Key("An even number.", even)] = 0
    parts: tuple[Part | None, ...] = ()
    owner: Annotated[str, NOT_IN_FILE] = "nobody"


def read(folder: Path, text: str) -> list[Boat]:
    path = folder / "boats.yaml"
    path.write_text(text, encoding="utf-8")
    return YamlFile(path, "boats", 2).read(list[Boat])


def test_values_come_as_the_types_of_the_fields(tmp_path: Path) -> None:
    full = "- {name: ' Waka ', built: 2020-02-29, colour: green, afloat: false, crew: [Ana, Ben], seats: 4}\n"
    assert read(tmp_path, f"{full}- {{name: Tui, built: , crew: Ana, parts: [{{size: 3}}]}}\n") == [
        Boat("Waka", dt.date(2020, 2, 29), Colour.GREEN, False, ("Ana", "Ben"), 4),
        Boat("Tui", crew=("Ana",), parts=(Part(3),)),
    ]
    assert read(tmp_path, "# None yet.\n") == []
    assert list(fields_of(Boat)) == ["name", "built", "colour", "afloat", "crew", "seats", "parts"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- {built: 2020-01-01}", "1:3: `name` is missing or empty. Add it: What it is called."),
        ("- {nam: Waka}", "1:4: `nam` is not a valid key here. Did you mean `name`?"),
        ("- {name: Waka, owner: Ana}", "1:16: `owner` is not a valid key here. The keys here are name, "),
        ("- {name: [Waka]}", "1:10: `name` should be text."),
        ("- {name: Waka, built: 2021-02-29}", "1:23: `built` is not a date: 2021-02-29."),
        ("- {name: Waka, colour: gren}", "1:24: `colour` cannot be “gren”. Did you mean green? Write red or green."),
        ("- {name: Waka, afloat: 'true'}", "1:24: `afloat` should be true or false."),
        ("- {name: Waka, crew: {a: b}}", "1:22: `crew` should be a list."),
        ("- {name: Waka, seats: 5}", "1:23: 5 is not an even number from 2 in Waka."),
        ("- {name: Waka, parts: [{size: x}]}", "1:31: `size` should be a whole number."),
        ("- Waka", "1:3: this entry should be a block of keys and values."),
        ("name: Waka", "1:1: the file should be a list."),
    ],
)
def test_a_value_that_does_not_fit_is_a_fault_at_its_place(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, text)
    assert str(raised.value).startswith(f"{tmp_path / 'boats.yaml'}:{fault}")
