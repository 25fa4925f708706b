"""Read the values in decisions.yaml, such as a period, an action or an agency, by any of its names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated

from poatool.framework.columns import STATUS
from poatool.framework.edition import as_of
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names import agencies as agency_names, statuses as status_names
from poatool.framework.names.matching import fold
from poatool.framework.reference.model import NotInForce
from poatool.framework.reference.resolve import resolve
from poatool.submissions.update_ids import HASH, LATER, id_of, period_of
from poatool.text import did_you_mean, listed
from poatool.yaml_values import Key, Value, WrongValueError

Block = Mapping[str, Value]

_edition = lru_cache(maxsize=64)(as_of)


@dataclass(frozen=True)
class ReadingContext:
    """The plan; the code of each rule, by code and by name; the name of the file in messages, if not its path."""

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
        for code, wrong in found.faulty:
            if isinstance(wrong, NotInForce):
                raise WrongValueError(f"Action {code} is not in force. {wrong.why}")
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


def _update(text: str, reader: ReadingContext, block: Block) -> str:
    """An id that an update of this plan can have; any other is refused, with the ids that may be meant."""
    written = text.strip().lower()
    period = period_of(written, reader.plan)
    other = reader.periods.get(fold(str(block.get("period") or "")))
    if period and other and other.id != period:
        raise WrongValueError(f"{text} is an update of {period}, but `period` is {other.id}. Correct one of them.")
    base = HASH.sub("", written.removesuffix(LATER))
    if base not in (possible := _possible_ids(base, period, reader.plan) if period else []):
        copy = "Copy it from the report: a period, an agency's code and actions, as in 2022-mbie-1-3-5."
        raise _refused(text, "the id of an update", [each + written[len(base) :] for each in possible], copy)
    return written


def _possible_ids(base: str, period: str, plan: Framework) -> list[str]:
    """The ids that `base` may mean: it may begin with an agency's name, and its actions follow."""
    edition = _edition(plan, plan.period_by_id[period])
    under = {id_of(each.code): each.counts_under for each in edition.actions}
    under |= {id_of(old): edition.by_code[code].counts_under for old, code in edition.other_codes.items()}
    by_id = {id_of(code): code for code in plan.agency_by_code}
    known, code = ("|".join(map(re.escape, ids)) for ids in (sorted(by_id, key=len), under))
    found = re.fullmatch(f"({known}|.+?)((?:-(?:{code}))+)", base.removeprefix(id_of(period, "")))
    if found is None:
        return []
    whose, ends = found.groups()
    codes = {each for name in re.findall(f"-({code})(?=-|$)", ends) for each in under[name]}
    named = agency_names.agencies(plan, whose.replace("-", " "))
    likely = [each for guess in named.unknown for each in guess.suggestions]
    agencies = dict.fromkeys(map(edition.published_as, [by_id[whose]] if whose in by_id else (*named.ids, *likely)))
    ordered = [each.code for each in edition.actions if each.code in codes]
    return [id_of(period, agency, *ordered) for agency in agencies] if ordered else []


def _column(text: str, reader: ReadingContext, _: Block) -> str:
    if text not in (known := [*(column.id for column in reader.plan.text_columns), STATUS]):
        raise _refused(text, "a column that can be edited", otherwise=f"Write {listed(known, 'or')}.")
    return text


def _edited(text: str, reader: ReadingContext, block: Block) -> str:
    if not text and block.get("column") in (None, "progress", STATUS):
        raise WrongValueError(
            "`text` is empty.", "Write a text or, to publish nothing of this update, `kind: withhold`."
        )
    return _status(text, reader, block) if block.get("column") == STATUS else text


ActionKey = Annotated[str, Key("The action, by any of its names.", _action)]
AgencyKey = Annotated[str, Key("The agency, by any of its names.", _agency)]
Because = Annotated[str, Key("Why, for anybody who asks later.")]
ColumnKey = Annotated[str, Key("The column to edit; progress if left out.", _column)]
PeriodKey = Annotated[str, Key("The reporting period, such as 2022.", _period)]
StatusKey = Annotated[str, Key("The status, by its id or any of its names.", _status)]
UpdateKey = Annotated[str, Key("The id of the update, as in the report: 2022-mbie-1-3-5.", _update)]
Text = Annotated[str, Key('The text to publish, or a status; "" empties any column but progress.', _edited, empty=True)]
Was = Annotated[str, Key("Eight digits that poatool makes from each text; if it changes, the decision becomes stale.")]
