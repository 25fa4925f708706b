"""Values whose named fields never change: frozen dataclasses that are quick to define."""

from dataclasses import Field, FrozenInstanceError, dataclass, field, fields
from typing import TYPE_CHECKING, ClassVar, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Frozen:
    """A value equal to any other of its class with equal fields; with `eq=False`, only to itself.

    `@dataclass(frozen=True)` would write and compile these methods for each class, which takes three times as long.
    """

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[object]]]

    def __init_subclass__(cls, *, kw_only: bool = True, eq: bool = True) -> None:
        """Make a class that extends this one a dataclass."""
        dataclass(kw_only=kw_only, repr=False, eq=False)(cls)
        if not eq:
            cls.__eq__, cls.__hash__ = object.__eq__, object.__hash__  # type: ignore[method-assign]

    def __setattr__(self, name: str, value: object) -> None:
        """Set a field once, as `__init__` does."""
        if name in self.__dict__:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        self.__dict__[name] = value

    def __repr__(self) -> str:
        """Show how to make it."""
        return f"{type(self).__qualname__}({', '.join([f'{f.name}={getattr(self, f.name)!r}' for f in fields(self)])})"

    def __eq__(self, other: object) -> bool:
        """Compare all fields."""
        return type(other) is type(self) and self._values == other._values

    def __hash__(self) -> int:
        """Combine all fields."""
        return hash(self._values)

    @property
    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, each.name) for each in fields(self)])
