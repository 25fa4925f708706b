"""Words that findings of several rules share: quoted values, lists and suggestions."""

from collections.abc import Iterable, Mapping, Sequence, Set as AbstractSet
from functools import lru_cache

from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold, stems
from poatool.text import by_first, cut, has_any, lazy_pattern, listed

SENTENCES = lazy_pattern(r"(?<=[.!?])\s|\n")  # the places between sentences
_LONGEST_QUOTE = 60
_NAMED = 4  # how many things to name when a text has many
_LABEL = lazy_pattern(
    r"(?:\A|[\n(\[])[\s*•–-]{0,9}([^:.!?\n()\[\]]{2,60}):\s(?!\S{1,12}[)\]])|(?:\A|\n)\s{0,9}[(\[]([^:.!?\n()\[\]]{2,60})[)\]]"
)


def column_name(edition: Edition, column: str) -> str:
    """The heading of a column in poatool's template, in quotation marks."""
    return quoted(edition.framework.column_by_id[column].heading)


def quoted(text: str) -> str:
    """A value in quotation marks, on one line; a long value is shortened."""
    return f"“{cut(' '.join(text.split()), _LONGEST_QUOTE)}”"


def at_end(text: str) -> str:
    """A quoted value at the end of a sentence, with a full stop unless the value ends with one."""
    value = quoted(text)
    return value if value[-2] in ".…!?" else f"{value}."


def some(words: Sequence[str]) -> str:
    """List words or, if there are many, the first few: `1, 2, 3, 4 and 7 more`."""
    rest = len(words) - _NAMED
    return listed([*words[:_NAMED], f"{rest:,} more"] if rest > 1 else words)


def quotes(texts: Iterable[str]) -> str:
    """Values in quotation marks, as `some` lists them."""
    return some([*map(quoted, texts)])


def labels_in(text: str) -> list[str]:
    """The labels at the start of a text, its lines and its brackets: `2021: …`, `[From Customs] …`, `[Customs: …]`."""
    return [marked or bracketed for marked, bracketed in (_LABEL.findall(text) if has_any(text, ":([") else ())]


def did_you_mean(choices: Sequence[str], otherwise: str) -> str:
    """Suggest likely meanings; if there are none, say what to do `otherwise`."""
    return f"Did you mean {listed(choices, 'or')}? Correct the cell." if choices else otherwise


def in_period(edition: Edition) -> str:
    """` in 2022`; empty if the edition is the latest state."""
    return f" in {edition.period.id}" if edition.period else ""


def agency_names(edition: Edition, codes: Sequence[str]) -> list[str]:
    """Agencies as `Name (CODE)`."""
    return [f"{edition.agency_name(code)} ({code})" for code in codes]


def status_labels(edition: Edition, ids: Sequence[str]) -> list[str]:
    """The labels of statuses, in quotation marks."""
    return [quoted(edition.framework.status_by_id[i].label) for i in ids]


@lru_cache(maxsize=8)
def wordings_of(edition: Edition) -> Mapping[str, list[str]]:
    """The codes of actions, by their folded wording."""
    return by_first((fold(action.text), action.code) for action in edition.actions)


@lru_cache(maxsize=8)
def stems_of_wordings(edition: Edition) -> Mapping[str, AbstractSet[str]]:
    """The stems of the words of each action's wording, by its code."""
    return {code: stems(fold(each.action.text).split()) for code, each in edition.by_code.items()}
