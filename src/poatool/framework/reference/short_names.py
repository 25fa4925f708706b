"""Read people's own short names for actions by words that few actions share: `Consumer awareness`, `20. NGOs`.

The fewer actions have a word, the more it counts. A pair of words counts as a word (`frontline` is `front-line`), and
so do the initials of two to four words (`UN`, `NGOs`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold, stems
from poatool.framework.names.statuses import at_end_of
from poatool.framework.reference.model import Fault, How, References
from poatool.framework.reference.resolve import index_of, resolve, via_text
from poatool.framework.reference.spellings import Index, clean, code_at
from poatool.framework.reference.suggest import TURNING
from poatool.text import lazy_pattern

_ACRONYM = lazy_pattern(r"\b[A-Z]{2,4}(?=s?\b)")
_LETTERS = range(2, 5)  # how many letters an acronym may have
_RIVAL = 0.5  # how much more the words of another action may weigh than those of the action that a number names
_LEAST, _MARGIN = 1.0, 0.7  # what the words of a name alone must weigh, and by how much they must outweigh any others
_CERTAIN = 2.6  # how much more another action's words must weigh to contradict a number in another cell
_LONGEST = 8  # the most words of a name
_NO_NAME = lazy_pattern(
    r"(?i)\d|[.?!]|\b(?:draft|etc|former|ish|numbering|old|options?|others?|plus|previous|tb[ac]|various|version|months?"
    r"|days?|weeks?|years?|hours?|times?|people|per)\b"
)
_TELLING = 2  # the fewest words that a name and its action must share; also at least half of the name's words


@lru_cache(maxsize=16)
def _words(index: Index) -> tuple[Mapping[str, AbstractSet[str]], Mapping[str, int]]:
    """The words, pairs of words and acronyms of each action, and how many actions have each."""
    found = dict.fromkeys(index.texts, frozenset[str]())
    for code, texts in index.texts.items():
        into = index.standings[code].counts_under
        found[into[0] if len(into) == 1 else code] |= index.stems[code] | _joined(" ".join(texts).split())
    return found, Counter(word for of_action in found.values() for word in of_action)


def _joined(words: list[str]) -> frozenset[str]:
    parts = {"".join(word[0] for word in words[at : at + n]) for n in _LETTERS for at in range(len(words) - n + 1)}
    return stems(map("".join, pairwise(words))) | parts


def _weighed(index: Index, text: str) -> tuple[Counter[str], Mapping[str, AbstractSet[str]]]:
    """How much a text's words weigh for each action, and which of these words the action has."""
    words, actions_with = _words(index)
    pairs = stems(map("".join, pairwise(fold(text).split())))
    given = stems(fold(text).split()) | pairs | {each.casefold() for each in _ACRONYM.findall(text)}
    shared = {code: given & of_action for code, of_action in words.items()}
    return Counter({code: sum(1 / actions_with[word] for word in of) for code, of in shared.items()}), shared


def _lead(index: Index, code: str, name: str) -> float:
    """How much more the words of a name weigh for an action than for any other; negative if another fits better."""
    weights, _ = _weighed(index, name)
    return weights.pop(code, 0.0) - max(weights.values(), default=0.0)


def _is_apt(index: Index, text: str, code: str, name: str) -> bool:
    """Whether a name fits its number; if by only one word, the number must not be a count, as in `14 tools`."""
    may_count = text.startswith(f"{code} {name}") and code.isdecimal() and name[:1].islower()
    return action_named(index, name) == code if may_count else _lead(index, code, name) >= _RIVAL


def action_named(index: Index, text: str) -> str | None:
    """The only action that a short name clearly means, as most of its words belong to that action and no other."""
    words = fold(text).split()
    weights, shared = _weighed(index, text)
    (code, weight), (_, next_weight), *_ = [*weights.most_common(2), ("", 0.0), ("", 0.0)]
    single = shared.get(code, frozenset()) & (stems(words) | {each.casefold() for each in _ACRONYM.findall(text)})
    clear = weight >= _LEAST and weight - next_weight >= _MARGIN and TURNING.isdisjoint(words)
    return code if clear and len(single) >= max(_TELLING, len(stems(words)) / 2) else None


def of_another(edition: Edition, codes: Sequence[str], text: str) -> tuple[str, ...]:
    """The action whose short name is beside the number of another action, if there is one."""
    index = index_of(edition, suggest=False)
    found = action_named(index, text) if _is_name(text) and len(codes) == 1 else None
    counts = {codes[0], *index.standings[codes[0]].counts_under} if found else {}
    weights = _weighed(index, text)[0] if found and found not in counts else Counter[str]()
    return (found,) if found and weights[found] - weights[codes[0]] >= _CERTAIN else ()


def in_column(edition: Edition, column: Mapping[str, References]) -> Mapping[str, References]:
    """What the unclear cells of a column of actions mean, if all are numbers with names, or all are names.

    Numbers may be counts, or number the rows. They mean actions only if another cell has words of its own action.
    """
    index, found = index_of(edition, suggest=False), dict[str, References]()
    if len(column) > len(index.texts):  # more entries than actions: some other list
        return found
    numbered = {text: _number_and_name(index, text) for text in column}
    apt = [code for text, (code, name) in numbered.items() if code and _is_apt(index, text, code, name)]
    known = apt or any(code and name and column[text].resolved for text, (code, name) in numbered.items())
    counts = [code for code, _ in numbered.values()] == [str(n) for n, _ in enumerate(column, 1)] and len(apt) <= 1
    for text, (code, name) in numbered.items():
        if column[text].fault is not Fault.NOT_A_REFERENCE or len(column[text].pieces) > 1 or not _is_name(name):
            continue
        if code and known and not counts and _lead(index, code, name) > -_RIVAL:
            found[text] = _read_as(edition, text, code, How.NUMBER, name)
        elif not code and len(column) > 1 and (meant := action_named(index, text)):
            found[text] = _read_as(edition, text, meant, How.TITLE)
    codes = [code for text, read in column.items() for code in found.get(text, read).written]
    sure = {text: read for text, read in found.items() if numbered[text][0] or len({*codes}) == len(codes)}
    return sure if all(read.resolved or text in sure or numbered[text][0] for text, read in column.items()) else {}


def _number_and_name(index: Index, text: str) -> tuple[str, str]:
    """The number at the beginning of a cell's text and the name after it, without a status in brackets."""
    cleaned = clean(text)
    begun = code_at(index, cleaned, 0)
    name = cleaned[begun[2] :] if begun else cleaned
    status = at_end_of(index.edition.framework, name)
    return (begun[0].code if begun else "", name.removesuffix(f"({status})").strip(" .:,)-"))


def _is_name(name: str) -> bool:
    """Whether words may be a short name for an action, and are neither a sentence nor what a number counts."""
    return 0 < len(name.split()) <= _LONGEST and TURNING.isdisjoint(fold(name).split()) and not _NO_NAME.search(name)


def _read_as(edition: Edition, text: str, code: str, how: How, name: str = "") -> References:
    """The action of a code, read from a text."""
    meant = via_text(text, resolve(edition, code, suggest=False), how)
    return meant._replace(pieces=(meant.pieces[0]._replace(text=text, paraphrase=name),))
