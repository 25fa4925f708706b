"""Frozen values: what `@dataclass(frozen=True)` promises, at a third of its price."""

from dataclasses import FrozenInstanceError, replace

import pytest

from poatool.frozen import Frozen


class Town(Frozen, kw_only=False):
    name: str
    people: int = 0


class Named(Frozen, eq=False):
    name: str


def test_equal_values_of_one_class_are_one_value() -> None:
    assert {Town("Napier", 3), replace(Town("Napier"), people=3)} == {Town("Napier", 3)}
    assert Town("Napier") not in {Town("Napier", 1), Named(name="Napier")}
    assert Named(name="Napier") != Named(name="Napier")


def test_it_shows_how_to_make_it() -> None:
    assert repr(Town("Napier")) == "Town(name='Napier', people=0)"


def test_no_field_changes() -> None:
    town = Town("Napier")
    with pytest.raises(FrozenInstanceError):
        town.people = 4  # type: ignore[misc]
    assert town.people == 0
