"""The keys of each kind of decision: what each means, and how its text is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from poatool.decisions.model import Kind
from poatool.findings.model import code_meant
from poatool.framework.edition import Edition, as_of
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names import agencies as agency_names
from poatool.framework.names import statuses as status_names
from poatool.framework.names.matching import fold
from poatool.framework.reference.resolve import resolve
from poatool.submissions.update_ids import period_of
from poatool.text import listed, nearest
from poatool.workbooks.addresses import address


class WrongValueError(Exception):
    """A text that its key cannot hold; the message says what to write."""


@dataclass(frozen=True)
class Reader:
    """What is needed to read the values of keys: the codes of rules by code and name, and the plan (not for waivers).

    `named` is what the file is called in messages, if not by its path.
    """

    codes: Mapping[str, str]
    plan: Framework
    named: str = ""
    _editions: dict[str | None, Edition] = field(default_factory=dict)

    def edition(self, period: ReportingPeriod | None) -> Edition:
        """The plan as it stood in a period, or in its latest state."""
        key = period.id if period else None
        if key not in self._editions:
            self._editions[key] = as_of(self.plan, period)
        return self._editions[key]

    @cached_property
    def periods(self) -> Mapping[str, ReportingPeriod]:
        """The periods by all their labels, folded."""
        labels = ((label, period) for period in self.plan.periods for label in (period.id, *period.aliases))
        return {fold(label): period for label, period in labels}


Values = Mapping[str, str]
"""The texts of one entry by key."""


class Key(NamedTuple):
    """A key: its meaning (for the schema), how to read its text, and whether it is required."""

    meaning: str
    read: Callable[[str, Reader, Values], Any]
    required: bool = True


def _text(text: str, _: Reader, __: Values) -> str:
    return text


def _period(text: str, reader: Reader, _: Values) -> str:
    if (found := reader.periods.get(fold(text))) is None:
        periods = listed([each.id for each in reader.plan.periods], "or")
        raise WrongValueError(f"{text} is not a reporting period of this plan. Write {periods}.")
    return found.id


def _action(text: str, reader: Reader, values: Values) -> str:
    period = reader.periods.get(fold(values.get("period", "")))
    found = resolve(reader.edition(period), text)
    if len(found.codes) != 1 or found.fault is not None:
        near = found.codes or found.suggestions
        hint = f"Did you mean {listed(near, 'or')}?" if near else "See: poatool framework show"
        raise WrongValueError(f"{text} is not one action of the plan. {hint}")
    return found.codes[0]


def _status(text: str, reader: Reader, _: Values) -> str:
    known = [each.id for each in reader.plan.statuses if not each.nil]
    found = (text,) if text in known else status_names.status(reader.plan, text).ids
    if len(found) != 1 or found[0] not in known:
        raise WrongValueError(f"{text} is not a status that this plan allows here. Write {listed(known, 'or')}.")
    return found[0]


def _agency(text: str, reader: Reader, _: Values) -> str:
    found = agency_names.agencies(reader.plan, text)
    if len(found.ids) != 1 or found.unknown:
        near = tuple(code for guess in found.unknown for code in guess.suggestions)
        hint = f"Did you mean {listed(near, 'or')}?" if near else "See: poatool framework show"
        raise WrongValueError(f"{text} is not an agency of the plan. {hint}")
    return reader.edition(None).published_as(found.ids[0])


def _update(text: str, reader: Reader, _: Values) -> str:
    if period_of(text, reader.plan) is None:
        raise WrongValueError(f"{text} is not the id of an update. Copy it from the report, as in 2022-mbie-1-3-5.")
    return text.strip().lower()


def _column(text: str, reader: Reader, _: Values) -> str:
    known = [column.id for column in reader.plan.text_columns]
    if text not in known:
        raise WrongValueError(f"{text} is not a column of text that is published. Write {listed(known, 'or')}.")
    return text


def _code(text: str, reader: Reader, _: Values) -> str:
    code = reader.codes.get(text.upper()) or reader.codes.get(text.casefold())
    if code is None:
        likely = nearest(code_meant(text), reader.codes) or nearest(text.casefold(), reader.codes)
        raise WrongValueError(
            f"{text} is not a rule." + (f" Did you mean {likely}?" if likely else " See: poatool rules")
        )
    return code


def _day(key: str) -> Callable[[str, Reader, Values], dt.date]:
    def read(text: str, _: Reader, __: Values) -> dt.date:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise WrongValueError(f"`{key}` is not a date: {text}. Write it as in 2023-06-30.") from None

    return read


def _cell(text: str, _: Reader, __: Values) -> tuple[str | None, str]:
    """The sheet (None if not named) and the A1 reference."""
    sheet, _mark, cell = text.rpartition("!")
    if address(cell) is None:
        raise WrongValueError(f"`cell` is not a cell: {text}. Write it as in Updates!B7, or B7.")
    quoted = len(sheet) > 1 and sheet.startswith("'") and sheet.endswith("'")
    return (sheet[1:-1].replace("''", "'") if quoted else sheet) or None, cell.replace("$", "").upper()


_PERIOD = Key("The reporting period, such as 2022.", _period)
_ANY_PERIOD = _PERIOD._replace(required=False)
_AGENCY = Key("The agency, by any of its names.", _agency)
_BECAUSE = Key("Why, for whoever asks later.", _text)
_WAS = Key(
    "Eight digits that poatool proposes: if the text changes, the decision becomes stale.", _text, required=False
)
_FILE = "a path or a pattern such as police*.xlsx."
_UPDATE = {
    "update": Key("The id of the update, as in the report: 2022-mbie-1-3-5.", _update),
    "period": _ANY_PERIOD,
    "was": _WAS,
    "because": _BECAUSE,
}
_WAIVER = {
    "code": Key("The code or the name of the rule.", _code),
    "file": Key(f"Only in this file: {_FILE}", _text, required=False),
    "cell": Key("Only at this cell, as in Updates!B7.", _cell, required=False),
    "action": Key("Only in rows of this action.", _text, required=False),
    "reason": Key("Why the finding is accepted.", _text),
    "until": Key("Only in periods that end by this day.", _day("until"), required=False),
    "by": Key("Who accepted it.", _text, required=False),
}

WAIVER: Mapping[str, Key] = _WAIVER
"""The keys of a file of waivers."""

KEYS: Mapping[Kind, Mapping[str, Key]] = {
    Kind.STATUS: {
        "action": Key("The action, by any of its names.", _action),
        "period": _PERIOD,
        "status": Key("The status, by its id or any of its names.", _status),
        "because": _BECAUSE,
    },
    Kind.COUNTS: {
        "agency": _AGENCY,
        "period": _ANY_PERIOD,
        "file": Key(f"The return that counts: {_FILE}", _text),
        "instead_of": Key(f"The return that does not: {_FILE}", _text),
        "because": _BECAUSE,
    },
    Kind.EDIT: {
        "column": Key("The column to edit; progress if left out.", _column, required=False),
        "text": Key("The text to publish.", _text),
        **_UPDATE,
    },
    Kind.WITHHOLD: _UPDATE,
    Kind.ACCEPT: {**_WAIVER, "period": _ANY_PERIOD, "was": _WAS},
    Kind.EXTENSION: {
        "agency": _AGENCY,
        "period": _ANY_PERIOD,
        "until": Key("The day by which its return is due.", _day("until")),
        "because": _BECAUSE,
    },
    Kind.CLEARANCE: {
        "agency": _AGENCY,
        "period": _ANY_PERIOD,
        "date": Key("The day on which it was cleared.", _day("date"), required=False),
        "because": _BECAUSE._replace(required=False),
    },
}
"""The keys of each kind of decision, beside `kind`, `decided_by` and `by`."""
