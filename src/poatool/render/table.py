"""A table as every format with rows and columns takes it."""

from __future__ import annotations

from dataclasses import dataclass

from poatool.render.wording import percentage

Content = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, unique in its table, and how wide it is in a workbook (in characters)."""

    heading: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below one row of headings. `title` names it; `empty` is what it says when it has no rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...]
    empty: str = "Nothing to list."

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings from left to right."""
        return tuple(column.heading for column in self.columns)


def shown(content: Content) -> str:
    """A value as it reads: a percentage with its sign, and a dash for nothing."""
    match content:
        case None | "":
            return "–"
        case float():
            return percentage(content)
        case _:
            return str(content)
