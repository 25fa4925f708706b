"""Dataclasses whose values stay as they were set; they share methods, as Python takes long to write some for each."""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields
from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class Fixed:
    """A dataclass whose values stay as they were set; two of them are never equal."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    _defaults: ClassVar[dict[str, object]]
    _factories: ClassVar[dict[str, Callable[[], object]]]

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        """Make a dataclass, with the methods below; `kw_only` is for the checker of types."""
        dataclass(kw_only=kw_only, init=False, eq=False, repr=False)(cls)
        cls._defaults = {each.name: each.default for each in fields(cls)}
        cls._factories = {each.name: each.default_factory for each in fields(cls) if callable(each.default_factory)}

    def __init__(self, *given: object, **named: object) -> None:
        """Set each field to the value given for it, or to its default."""
        named.update(zip(self._defaults, given, strict=False))
        values = self._defaults | {name: make() for name, make in self._factories.items() if name not in named} | named
        if len(values) > len(self._defaults) or MISSING in values.values():
            raise TypeError(f"{type(self).__name__} needs other fields than {', '.join(named)}.")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")


class Equal(Fixed):
    """Such a dataclass; two of a kind are equal if their values are, including those of cached properties."""

    def __eq__(self, other: object) -> bool:
        return self.__class__ is other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        given = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
        return f"{type(self).__name__}({', '.join(given)})"
