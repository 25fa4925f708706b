"""What an example submission consists of: one YAML file under `examples/texts` each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

FACE = "Illustrative example: invented for this tool, not a statement by any agency."
"""What every sheet says near its top, and every workbook in its document properties."""

Value = str | int | dt.date
Line = tuple[Value, ...]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sheet(_Frozen):
    """One sheet: a title, lines above the table, the table of updates, lines below it.

    `columns` are the headings by column id, in the order of the sheet; `gap` is a blank column. `common` are values
    that every row repeats. `bands` are headings over several columns, by column ids; with `merged_down` the
    other headings reach from that row into the next. A row that has `hidden` is hidden. `<b>` and `<i>` mark words, and
    `next_steps_link` is the address behind the cell of `next_steps`.
    """

    name: str
    title: str | None = None
    banner: bool = False
    top: tuple[Line, ...] = ()
    bands: Mapping[str, tuple[str, ...]] = {}
    merged_down: bool = False
    columns: Mapping[str, str] = {}
    common: Mapping[str, Value] = {}
    updates: tuple[Mapping[str, Value | bool], ...] = ()
    bottom: tuple[Line, ...] = ()

    @property
    def above(self) -> tuple[Line, ...]:
        """The lines above the table."""
        title = ((self.title,),) if self.title else ()
        return (*title, (FACE,), *self.top)

    @property
    def rows(self) -> tuple[tuple[Value | None, ...], ...]:
        """The cells of the updates, from left to right."""
        filled = [{**self.common, **update} for update in self.updates]
        return tuple(tuple(update.get(column) for column in self.columns) for update in filled)


class Example(_Frozen):
    """One agency's submission: the name of its file, the colour of its headings (RRGGBB), its sheets."""

    file: str
    colour: str = "305496"
    sheets: tuple[Sheet, ...]


def load(path: Path) -> Example:
    """Read an example from its YAML file.

    Raises:
        pydantic.ValidationError: a key is unknown or missing.
    """
    from ruamel.yaml import YAML

    return Example.model_validate(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))
