"""Find sentences about a single case for PUB517: they combine certain signs (see `case_signs`) in any order."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from functools import cached_property, lru_cache
from typing import NamedTuple

from poatool.framework.names.matching import fold
from poatool.phrases import CAPITAL, phrases
from poatool.rules.publication.case_signs import CASES, FAMILIES, PARTS, PATTERNS
from poatool.rules.publication.persons import Name, begins_body, private_names, without_fiction
from poatool.text import by_first, lazy_pattern

_NAMING = frozenset({"called", "whose", "company"})
_CAPITAL = lazy_pattern(CAPITAL)
_WORD = lazy_pattern(r"[^\W_]+")
_SENTENCE = lazy_pattern(r"(?<!\b[A-Z])(?<!\bM[rsx])(?<!\bMrs)(?<!\bDr)[.!?](?=\s|\Z)|\n")
OTHER = """('|'s)?-(support|advi|advoc|servic|group|network|organi|centre|center|centr|led|safety|voice|expert|panel)-
    ('|'s)?-(inter|represent|coordinat|right|protect|visa|identif|assist|fund|program|friendly|based|inform|focus)-
    ('|'s)?-(need|stor|safeguard|-being|-fare|-ment|-tion|labour|health|survey|wait|room|list|day|hub|exploit)-"""
"""Words after a word for a person that make the phrase about something else: `victim support`."""
_ABOUT_OTHER = phrases(OTHER, case="any")

_ONE_OF, _OWNED, _BREAKS = (
    frozenset(words.split())
    for words in (
        "the a an one our this that another her his their key named two three four five six seven eight nine more",
        "her his whose s their two three four five six",
        "of for and or to in with from at by on who that undercover covert",
    )
)
"""Words that single out a person or firm (`the`), that precede relatives (`her`), or that end the search for these."""

_NONE = frozenset[str]()
_LONGEST_PHRASE = 4  # the most words before the noun in `the young worker`
EITHER = lazy_pattern(r"(?i)\b(?:he|she|him|his|hers?) ?(?:/|or|and) ?(?:he|she|him|his|hers?)\b")
"""A phrase that means anybody: `his or her visa`."""

Span = tuple[int, int]


class _Case(NamedTuple):
    """A kind of case: the groups of signs that it needs, the signs that rule it out, and the families that it needs."""

    groups: Sequence[Sequence[str]]
    without: Sequence[str]
    needed: Sequence[AbstractSet[str]]


def details_of_cases(text: str, public: AbstractSet[str], kinds: Sequence[str] = CASES) -> Iterator[str]:
    """What a text says about single cases; `public` holds folded words that are in no private person's name."""
    for sentence, families in _sentences(text):
        if likely := _likely(families, kinds):
            yield from next(filter(None, map(_Signs(sentence, families, public).details, likely)), ())


@lru_cache(maxsize=2048)  # two rules ask about each text
def _sentences(text: str) -> Sequence[tuple[str, AbstractSet[str]]]:
    sentences = _SENTENCE.split(without_fiction(text))
    return [(sentence, _NONE.union(*map(_families_in, sentence.split()))) for sentence in sentences]


class _Signs(dict[str, Span | None]):
    """The places of signs in a sentence; a phrase is searched for when its sign is first looked up."""

    def __init__(self, text: str, families: AbstractSet[str], public: AbstractSet[str]) -> None:
        super().__init__(_single_words(list(_WORD.finditer(text)), text, public))
        self._text, self._families, self._public = text, families, public

    def details(self, case: _Case) -> Sequence[str]:
        """The names in the sentence, or its words from first to last sign; empty if it is not about such a case."""
        places: list[Span] = []
        for group in case.groups:
            if (place := next(filter(None, map(self.__getitem__, group)), None)) is None:
                return ()
            places.append(place)
        if any(map(self.__getitem__, case.without)):
            return ()
        if any("name" in group for group in case.groups) and self._names:
            return [name.text for name in self._names]
        return [self._text[min(start for start, _ in places) : max(end for _, end in places)]]

    def __missing__(self, sign: str) -> Span | None:
        self[sign] = self._find_phrase(sign)
        return self[sign]

    def _find_phrase(self, sign: str) -> Span | None:
        if sign == "name":
            return self._names[0].place if self._names else None
        needed = _needed_for(sign)
        if sign not in PATTERNS or (needed and needed.isdisjoint(self._families)):
            return None
        match = PATTERNS[sign].search(self._text)
        public = match and sign in _NAMING and all(fold(word) in self._public for word in _CAPITAL.findall(match[0]))
        other = match and sign == "foreigner" and _ABOUT_OTHER.match(self._text, match.end())
        return match.span() if match and not (public or other) else None

    @cached_property
    def _names(self) -> Sequence[Name]:
        return list(private_names(self._text, self._public))


@lru_cache(maxsize=2)
def _cases(kinds: Sequence[str]) -> Sequence[_Case]:
    found = list[_Case]()
    for needs, _, without in (kind.partition(" - ") for kind in kinds):
        groups = [group.split() for group in needs.split(" + ")]
        families = [[*map(_needed_for, group)] for group in groups]
        found.append(_Case(groups, without.split(), [_NONE.union(*group) for group in families if all(group)]))
    return found


@lru_cache(maxsize=8192)
def _likely(families: AbstractSet[str], kinds: Sequence[str]) -> Sequence[_Case]:
    return [case for case in _cases(kinds) if not any(families.isdisjoint(needed) for needed in case.needed)]


@lru_cache(maxsize=len(FAMILIES) + len(PATTERNS))
def _needed_for(sign: str) -> AbstractSet[str]:
    """The families of which a sentence must have at least one word for this sign; empty if it needs none."""
    return {sign, f"{sign}?", *PARTS.get(sign, ())} & {*FAMILIES, "figure", "letter"}


def _single_words(
    words: Sequence[re.Match[str]], sentence: str, public: AbstractSet[str]
) -> Iterator[tuple[str, Span]]:
    """The families of single words, with their places; a phrase like `the young worker` is also `target` or `one`."""
    for at, match in enumerate(words):
        owner = words[at - 1][0].lower() if at else ""
        for family in _family_of().get(match[0].lower(), ()):
            about_person = family in (*PARTS["one"], "sufferers")
            if (
                (about_person and _ABOUT_OTHER.match(sentence, match.end()))
                or (family == "person" and match[0][0].isupper() and begins_body(sentence, match.start(), public))
                # `her parents` counts, but not `their parents`, which may be those of children in general
                or (family == "kin" and (owner not in _OWNED or (owner == "their" and match[0].endswith("s"))))
                or (family == "general" and not match[0].islower())
                or (family == "she" and EITHER.search(sentence))
            ):
                continue
            yield family, match.span()
            if (about_person or family == "business") and (start := _start_of_phrase(words, at)) is not None:
                yield "target", (start, match.end())
                if family in PARTS["one"]:
                    yield "one", (start, match.end())


def _start_of_phrase(words: Sequence[re.Match[str]], at: int) -> int | None:
    """Where the phrase around this noun begins, if it singles out a person or firm: `the young worker`."""
    for word in reversed(words[max(0, at - _LONGEST_PHRASE) : at]):
        if word[0].lower() in _ONE_OF or (word[0].isdigit() and len(word[0]) == 1):
            return word.start()
        if word[0].lower() in _BREAKS:
            break
    return None


@lru_cache(maxsize=8192)
def _families_in(written: str) -> frozenset[str]:
    words = _WORD.findall(written)
    names = {name for word in words for name in _family_of().get(word.lower(), ())}
    names |= {"figure"} if any(map(str.isdigit, written)) else set()
    return frozenset(names | ({"letter"} if "." in written and min(map(len, words), default=0) == 1 else set()))


@lru_cache(maxsize=1)
def _family_of() -> Mapping[str, Sequence[str]]:
    return by_first((word, family) for family, words in FAMILIES.items() for word in words.split())
