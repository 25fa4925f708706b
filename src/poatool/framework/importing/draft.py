"""A framework as far as a publication tells it, with everything that a person has to check."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields, replace
from typing import NamedTuple

from poatool.framework.edit.writing import block_of, dump, remark
from poatool.framework.events import Frozen
from poatool.framework.load import load
from poatool.framework.load.yaml import Path
from poatool.framework.model import Agency, Framework, ReportingPeriod
from poatool.framework.names.folding import fold

_SCHEMA = "# yaml-language-server: $schema=framework.schema.json\n"
_SECTIONS = ("introduction", "footnotes", "periods", "statuses", "agencies", "pillars")
_ID_WORDS = 5
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


class Doubt(NamedTuple):
    """Something uncertain, at a path of the draft."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A framework, and the doubts about it in the order of the file."""

    framework: Framework
    doubts: tuple[Doubt, ...]

    def written(self) -> str:
        """The text of a framework file, with each doubt as a comment `CHECK: …` above its value."""
        root = block_of(_values(self.framework))
        above: dict[Path, list[str]] = {(section,): [""] for section in _SECTIONS if section in root}
        for doubt in self.doubts:
            above.setdefault(doubt.path, []).append(f"CHECK: {doubt.text}")
        for path, lines in above.items():
            remark(root, path, "\n".join(lines))
        return _SCHEMA + "\n" + dump(root)


def draft(read: Framework, doubts: Iterable[Doubt]) -> Draft:
    """Add placeholders, each with a doubt, for what a publication does not say: periods, statuses and agencies."""
    period = _period(read.source.last_updated or read.source.published, f"{read.title} {read.introduction}")
    made = replace(
        read,
        periods=(period,),
        statuses=load().statuses,
        agencies=(Agency(code="AGENCY", name="Name of the agency"),),
    )
    placeholders = (
        Doubt(("source",), "add the publisher, the address of the page and the day of publication."),
        Doubt(("periods",), "the source does not say which periods agencies report on; this one is a placeholder."),
        Doubt(("statuses",), "these statuses are the tool's own; write those that agencies are to use."),
        Doubt(("agencies",), "this is a placeholder; list the agencies that report, with their other names."),
    )
    return Draft(made, (*placeholders, *doubts))


def _values(part: Frozen) -> dict[str, object]:
    """The keys and values of a part, without defaults."""
    values = {field.name: getattr(part, field.name) for field in fields(part)}
    defaults = {field.name: {} if field.default is MISSING else field.default for field in fields(part)}
    return {key: _plain(value) for key, value in values.items() if value != defaults[key]}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _values(value) if isinstance(value, Frozen) else value


def slug(title: str, taken: Iterable[str] = ()) -> str:
    """An id made of the first words of a title, different from those taken."""
    words = re.findall(r"[a-z0-9]+", fold(title))[:_ID_WORDS]
    wanted = "-".join(words) or "part"
    used, number, made = frozenset(taken), 1, wanted
    while made in used:
        number += 1
        made = f"{wanted}-{number}"
    return made


def _period(day: dt.date | None, text: str) -> ReportingPeriod:
    """A placeholder: the year of the last update, or the latest year that the text mentions."""
    years = [str(day.year)] if day else _YEAR.findall(text)
    year = max(years, default="2000")
    return ReportingPeriod(id=year, start=dt.date(int(year), 1, 1), end=dt.date(int(year), 12, 31))
