"""Read the values in decisions.yaml, such as a period, an action or an agency, by any of its names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated

from poatool.framework.columns import STATUS
from poatool.framework.edition import as_of
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names import agencies as agency_names, statuses as status_names
from poatool.framework.names.matching import fold
from poatool.framework.reference.resolve import resolve
from poatool.submissions.update_ids import period_of
from poatool.text import did_you_mean, listed
from poatool.yaml_values import Key, Value, WrongValueError

Block = Mapping[str, Value]

_edition = lru_cache(maxsize=64)(as_of)


@dataclass(frozen=True)
class ReadingContext:
    """The plan; each rule's code by its code and name; and what messages call the file, if not by its path."""

    codes: Mapping[str, str]
    plan: Framework
    named: str = ""

    @cached_property
    def periods(self) -> Mapping[str, ReportingPeriod]:
        """The periods by each of their names, folded."""
        return {fold(name): period for period in self.plan.periods for name in (period.id, *period.aliases)}


def _refused(text: str, what: str, likely: Sequence[str] = (), otherwise: str = "") -> WrongValueError:
    hint = did_you_mean(listed(likely, "or"), otherwise or "See: poatool framework show")
    return WrongValueError(f"{text} is not {what}. {hint}")


def _period(text: str, reader: ReadingContext, _: Block) -> str:
    if (found := reader.periods.get(fold(text))) is None:
        periods = listed([each.id for each in reader.plan.periods], "or")
        raise _refused(text, "a reporting period of this plan", otherwise=f"Write {periods}.")
    return found.id


def _action(text: str, reader: ReadingContext, block: Block) -> str:
    period = reader.periods.get(fold(str(block.get("period") or "")))
    found = resolve(_edition(reader.plan, period), text)
    if len(found.codes) != 1 or found.fault is not None:
        raise _refused(text, "an action of the plan", found.codes or found.suggestions)
    return found.codes[0]


def _status(text: str, reader: ReadingContext, _: Block) -> str:
    known = [each.id for each in reader.plan.statuses if not each.nil]
    found = (text,) if text in known else status_names.status(reader.plan, text).ids
    if len(found) != 1 or found[0] not in known:
        raise _refused(text, "a status that this plan allows here", otherwise=f"Write {listed(known, 'or')}.")
    return found[0]


def _agency(text: str, reader: ReadingContext, _: Block) -> str:
    found = agency_names.agencies(reader.plan, text)
    if len(found.ids) != 1 or found.unknown:
        likely = [code for guess in found.unknown for code in guess.suggestions]
        raise _refused(text, "an agency of the plan", likely, f"Write {listed([*reader.plan.agency_by_code], 'or')}.")
    return found.ids[0]


def _update(text: str, reader: ReadingContext, _: Block) -> str:
    if period_of(text, reader.plan) is None:
        raise _refused(text, "the id of an update", otherwise="Copy it from the report, as in 2022-mbie-1-3-5.")
    return text.strip().lower()


def _column(text: str, reader: ReadingContext, _: Block) -> str:
    if text not in (known := [*(column.id for column in reader.plan.text_columns), STATUS]):
        raise _refused(text, "a column that can be edited", otherwise=f"Write {listed(known, 'or')}.")
    return text


def _edited(text: str, reader: ReadingContext, block: Block) -> str:
    return _status(text, reader, block) if block.get("column") == STATUS else text


ActionKey = Annotated[str, Key("The action, by any of its names.", _action)]
AgencyKey = Annotated[str, Key("The agency, by any of its names.", _agency)]
Because = Annotated[str, Key("Why, for anybody who asks later.")]
ColumnKey = Annotated[str, Key("The column to edit; progress if left out.", _column)]
PeriodKey = Annotated[str, Key("The reporting period, such as 2022.", _period)]
StatusKey = Annotated[str, Key("The status, by its id or any of its names.", _status)]
UpdateKey = Annotated[str, Key("The id of the update, as in the report: 2022-mbie-1-3-5.", _update)]
Text = Annotated[str, Key("The text to publish; in the column status, a status.", _edited)]
Was = Annotated[str, Key("Eight digits that poatool makes from the text; if it changes, the decision becomes stale.")]
