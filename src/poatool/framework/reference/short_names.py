"""Read people's own short names for actions by words that few actions share: `20. NGOs`."""

from collections import Counter
from collections.abc import Mapping, Sequence

from poatool.framework.edition import Edition
from poatool.framework.names.statuses import at_end_of
from poatool.framework.reference.keys import clean, key_of
from poatool.framework.reference.model import Fault, How, References
from poatool.framework.reference.resolve import index_of, resolve
from poatool.framework.reference.spellings import Index, code_at
from poatool.framework.reference.suggest import is_short_name
from poatool.framework.reference.weights import RIVAL, action_named, lead, weighed
from poatool.text import lazy_pattern

_MOST_WORDS = 20  # the most words in a name without a number
_OF_PILLAR = lazy_pattern(r"(?P<pillar>\d)\.(?P<code>\d{1,2})\s")
_CERTAIN = 2.6  # by how much words must favour another action to contradict the number in another cell


def _is_apt(index: Index, text: str, code: str, name: str) -> bool:
    """Whether a name fits its number. If the number may be a count (`14 tools`), the name must be clear."""
    may_count = text.startswith(f"{code} {name}") and code.isdecimal() and name[:1].islower()
    return action_named(index, name) == code if may_count else lead(index, code, name) >= RIVAL


def of_another(edition: Edition, codes: Sequence[str], text: str) -> tuple[str, ...]:
    """The action, if any, whose short name is beside another action's number."""
    index = index_of(edition, suggest=False)
    found = action_named(index, text) if is_short_name(text) and len(codes) == 1 else None
    counts = {codes[0], *index.standings[codes[0]].counts_under} if found else {}
    weights = weighed(index, text)[0] if found and found not in counts else Counter[str]()
    return (found,) if found and weights[found] - weights[codes[0]] >= _CERTAIN else ()


def in_column(edition: Edition, column: Mapping[str, References]) -> Mapping[str, References]:
    """What the unclear cells of a column of actions mean, if all are numbers, some with names, or all name actions.

    A number may be a count, or the number of its row. It is read as an action only if in some cell the words are about
    the action with the cell's number. Names without numbers are read if each clearly means an action of its own.
    """
    index, found = index_of(edition, suggest=False), dict[str, References]()
    numbered = {text: _number_and_name(index, text) for text in column}
    named = {text: _named(index, text) for text, read in column.items() if not read.resolved}
    of_own = [code for code in (*named.values(), *(read.codes for read in column.values() if read.resolved)) if code]
    if len(of_own) == len(column) > 1 and len({*named.values()}) == len(named):
        return {t: resolve(edition, code, suggest=False).via_text(t, How.TITLE) for t, code in named.items()}
    apt = [code for text, (code, name) in numbered.items() if code and _is_apt(index, text, code, name)]
    known = apt or any(code and name and column[text].resolved for text, (code, name) in numbered.items())
    counts = [code for code, _ in numbered.values()] == [str(n) for n, _ in enumerate(column, 1)] and len(apt) <= 1
    for text, (code, name) in numbered.items():
        if column[text].fault is not Fault.NOT_A_REFERENCE or len(column[text].pieces) > 1 or not is_short_name(name):
            continue
        if code and known and not counts and lead(index, code, name) > -RIVAL:
            meant = resolve(edition, code, suggest=False).via_text(text, How.NUMBER)
            found[text] = meant._replace(pieces=(meant.pieces[0]._replace(text=text, paraphrase=name),))
    return found if all(read.resolved or numbered[text][0] for text, read in column.items()) else {}


def _named(index: Index, text: str) -> str | None:
    """The action that a name without a number clearly means: `Safeguarding in the Pacific`, `3.11 Safeguarding`.

    The number of the action may follow that of its pillar, if the name agrees.
    """
    numbers = _OF_PILLAR.match(text)
    name = text[numbers.end() :] if numbers else text
    code = action_named(index, name) if is_short_name(name, _MOST_WORDS) else None
    below = index.levels.get(key_of(f"pillar {numbers['pillar']}"), frozenset()) if numbers and code else frozenset()
    return code if not numbers or (code == numbers["code"] and code in below) else None


def _number_and_name(index: Index, text: str) -> tuple[str, str]:
    """The number at the beginning of a cell's text and the name after it, without a status in brackets."""
    cleaned = clean(text)
    begun = code_at(index, cleaned, 0)
    name = cleaned[begun[2] :] if begun else cleaned
    status = at_end_of(index.edition.framework, name)
    return (begun[0].code if begun else "", name.removesuffix(f"({status})").strip(" .:,)-"))
