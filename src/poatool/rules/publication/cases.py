"""Find sentences about a single case for PUB517: they combine certain families of words, in any order."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from functools import cached_property, lru_cache
from typing import NamedTuple

from poatool.framework.names.matching import fold
from poatool.rules.publication.persons import CAPITAL, HOUSE, OFFICES, STREETS, Name, private_names, without_fiction
from poatool.text import MONTH_NAMES, by_first, lazy_pattern

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_FAMILIES = {
    "sufferer": "victim vic survivor complainant claimant witness informant whistleblower pārurenga",
    "sufferers": "victims survivors complainants claimants witnesses informants",
    "suspect": "suspect accused offender defendant perpetrator trafficker target",
    "person": """national worker woman man girl boy child student client applicant seafarer fisher chef cook driver
        employee migrant teenager tenant nanny cleaner pupil lady maid housekeeper deckhand picker nurse carer labourer
        builder neighbour boss pimp crew caller fisherman apprentice""",
    "business": """recruiter owner director employer company firm bank vessel boat premises address farm vineyard
        orchard nursery packhouse restaurant motel house site agent contractor broker syndicate manager operator recruiters owners directors
        employers companies firms banks vessels boats addresses farms vineyards orchards packhouses sites agents""",
    "kin": """mother father sister brother wife husband daughter son aunt uncle cousin niece nephew kids brothers sisters
        grandmother grandfather twins""",
    "harm": """trafficked exploited enslaved rescued abused underpaid assaulted raped beaten threatened locked escaped
        fled repatriated forced endured suffered passport""",
    "health": """hiv pregnant diagnosed suicide miscarried overdosed ptsd depression counselling surgery hospital
        psychiatric psychologist therapist panic meth injured injury ward baby deaf blind paternity dna""",
    "home": "room unit flat cabin apartment home lives living staying hiding sleeps hides convent",
    "house": "house address school",
    "refuge": "refuge shelter safehouse",
    "refuge?": "safe",
    "found": "found",
    "job": "works runs manager supervisor owner",
    "custody": "arrest arrested charged deported detained questioned interviewed suppressed",
    "doubt": """investigation investigating investigated suspects accused alleged allegations allegation
        charges charge charged prosecuted prosecuting prosecution complaint concerns warrant warrants suspicion
        suspicions inquiry forged withholding whakatewhatewhatia""",
    "decided": """convicted sentenced fined ordered judgment appeal decision decisions penalty penalties published v
        guilty pleaded""",
    "police": "warrant warrants raid raids surveillance arrest arrests watching tailing sting op executing",
    "covert": "undercover covert tapped intercept intercepts intercepted informant surveillance watching tailing",
    "suppression": "suppression suppressed",
    "placed": "placed inside within aboard board",
    "open": """will about going planned expected expects expect ongoing current live due set still running served being
        prepared continues likely shall ll intend intends renewed pending""",
    "unaware": "unaware unannounced",
    "ahead": "will",
    "general": """if when whether any every each can should must training trained trains train course guide guidance
        guides explain explained workshop legislation bill act powers power policy law laws rights services""",
    "when": f"{' '.join(name.lower() for name in MONTH_NAMES if name != 'May')} week month soon tomorrow {_WEEKDAYS}",
    "she": "she her hers him his",
    "office": f"{OFFICES.lower().replace('|', ' ')} excellency honour secretary author actor",
    "naming": "named called known name whose ko",
    "harm?": "held kept locked paid through happened",
    "health?": "appointment treated expecting life",
    "doubt?": "suspected looked",
    "matter?": "matter case file trial jury appeal prosecution complaint hearing",
    "intent?": "speak talk interview arrest charge question raid seize",
    "police?": "order orders freeze delivery operation",
    "custody?": "trial",
    "covert?": "investigation phone phones interest source device devices clothes pose poses",
    "unaware?": "told know aware",
    "when?": "may",
}
"""Families of words, in lower case. A family with a question mark counts only as part of a phrase in `_PHRASES`."""

_CASES = (
    "naming sufferer suspect person + called",
    "name whose initials + sufferer sufferers kin harm health age address",
    "name whose initials + suspect custody doubt - decided",
    "person + initials",
    "initials + place",
    "one + health home house job - general decided office",
    "she + health home - general decided office",
    "one + kin + place - decided",
    "one + place + harm health doubt - general decided office",
    "foreigner + place harm custody age found - general decided",
    "one + age + place",
    "refuge + address",
    "one + company + harm - decided",
    "company + doubt - decided",
    "police + open still_open + target when - general decided",
    "one + place + ahead - general decided office",
    "doubt + open + target - general decided",
    "covert + placed target when - general decided",
    "suppression + custody + target - general",
    "matter + open still_open - general decided office",
    "intent + target sufferers suspect - general",
    "she + place foreigner - general decided office",
    "quote + sufferer sufferers person she",
    "unaware + target when - general decided",
    "one + confided - general",
)
"""The kinds of cases: a sentence needs a sign (a family or phrase) from each group between `+`, and none after `-`."""

_PERSON = "|".join(f"{_FAMILIES['person']} {_FAMILIES['kin']}".split())
_SOMEBODY = "|".join(f"{_FAMILIES['person']} {_FAMILIES['sufferer']} {_FAMILIES['suspect']}".split())
_PHRASES = {
    "called": rf"\b(?:(?:{_SOMEBODY}),?\ (?:named|called|known\ as|whose\ name\ is)|(?<=[’']s\ )name\ is|under\ the\ name|pārurenga\ ko)"
    rf"\ (?:{CAPITAL}|[A-Z]\.)(?:\ {CAPITAL}){{0,3}}|\b(?:{_SOMEBODY}),\ {CAPITAL},",
    "whose": rf"\b{CAPITAL},\ (?:whose|who|the|an?)\b",
    "place": rf"\b(?:from|in|near|of|nō)\ (?:the\ )?(?!(?:{'|'.join(MONTH_NAMES)})\b){CAPITAL}",
    "foreigner": rf"\b(?:[Tt]he|[Aa]n?|[Oo]ne)\ (?:\S{{1,20}}\ )?{CAPITAL}\ (?:[\w-]{{1,20}}\ ){{0,2}}?(?:{_PERSON})\b",
    "company": rf"\b{CAPITAL}(?:\ (?:&\ )?{CAPITAL}){{0,5}}\ (?:Ltd|Limited|Inc|LLC|LP|Pty|Co)\b"
    rf"|\b(?:against|investigating|suspects|(?:owner|manager|director|operator|worker|employee)s?\ (?:of|at))\ (?:the\ )?{CAPITAL}(?:\ {CAPITAL}){{1,5}}"
    rf"|\b{CAPITAL}(?:\ {CAPITAL}){{1,5}}\ (?:is|are|was|were)\ (?:being|under|suspected|accused)\b|\bthe\ {CAPITAL}\ (?:{'|'.join(_FAMILIES['business'].split())})\b",
    "initials": r"(?<![\w.])(?!U\.[SKN]|N\.Z)(?:[A-Z]\.\ ?){2,3}(?!\w)",
    "address": rf"{HOUSE}\ (?:{CAPITAL}\ ){{1,3}}(?:{STREETS})\b",
    "age": r"\b\d\d[- ]years?[- ]old\b|,\ \d\d,|\baged\ \d\d\b(?!\ (?:and|or|to))|\b\d\d\ ?y/?o\b",
    "kin": rf"\b[Tt]he\ (?:{'|'.join(_FAMILIES['kin'].split())})\ of\b",
    "harm": r"\b(?:was|were|been)\ (?:held|kept|locked)\b|\b(?:not|never)\ (?:been\ )?paid\b|\bwent\ through\b|\bwhat\ happened\ to\b",
    "health": r"\b(?:medical\ appointment|treated\ for|expecting\ a\ child|(?:take|took)\ (?:her|his)(?:\ own)?\ life)\b",
    "refuge": r"\b[Ss]afe\ house\b",
    "doubt": r"\b(?:is|are|was|were|been)\ suspected\b|\blooked\ into\b",
    "custody": r"\b(?:go|goes|went|on|stands?|faces?)\ (?:on\ )?trial\b",
    "police": rf"\b(?:Op|Operation)\ {CAPITAL}|(?i:\b(?:production|restraining|freezing)\ orders?\b|\bfreeze\ the\b|\bcontrolled\ delivery\b)",
    "covert": r"\bunder\ investigation\b|\bphones?\ (?:is|are)\ up\b|\bperson\ of\ interest\b|\b(?:[Aa]|[Oo]ur)\ source\ (?:inside|within|at)\b|\b[Ll]istening\ device|\bplain[- ]clothes\b|\bposes?\ as\b",
    "unaware": r"(?:\bnot|n['’]t)\ (?:yet\ )?(?:been\ )?(?:told(?!\ (?:to|why|how|what|when)\b)|know|aware)\b",
    "general": r"\bmay\b",
    "matter": rf"\b(?:[Tt]he|[Tt]his|[Oo]ur|one)\ (?:{CAPITAL}\ ){{0,3}}(?:matter|case|file|trial|jury|appeal|prosecution|complaint|hearing)\b"
    r"(?=\ (?:is|are|was|will|has|about|against|in|of|at|on|over|where|which)\b|,)",
    "still_open": r"\b(?:is|are)\ (?:now\ |still\ )?(?:with|before|out)\b|\bpleaded\ not\ guilty\b|\b[Aa]waits?\b|\bnot\ (?:yet\ )?(?:been\ )?executed\b",
    "confided": r"\b(?:told|wrote\ to)\ us\ anonymously\b|(?<!not\ )\b(?:ask|want|wish|beg)(?:s|ed|ged)?\ [^,;.]{0,40}\b(?:not\ (?:to\ )?(?:be\ )?named?|(?:his|her|their)\ name|anonymous)\b|\bnot\ want\ [^,;.]{1,30}\ to\ know\b",
    "intent": r"\b(?:means?|plans?|intends?|hopes?|expects?|wants?|going|about)\ to\ (?:speak|talk|interview|arrest|charge|question|raid|seize)\b",
    "when": r"\bMay\b",
    "quote": r"\b(?:[Ss]aid|says|told|recalls)\b[^“”]{0,60}“[^”]{0,300}\b(?:I|me|my|us)\b",
}
"""Signs of several words."""

_PARTS = {
    "one": ("sufferer", "suspect", "person"),
    "target": ("sufferer", "suspect", "person", "business"),
    "foreigner": ("person", "kin"),
    "age": ("figure",),
    "address": ("figure",),
    "initials": ("letter",),
}
"""What a sentence must contain before a sign's phrase is searched: a word of a family, a figure or a single letter."""

_PATTERNS = {sign: lazy_pattern(phrase, re.VERBOSE) for sign, phrase in _PHRASES.items()}

_OF_NAMES = frozenset({"called", "whose", "company"})
_CAPITAL = lazy_pattern(CAPITAL)
_WORD = lazy_pattern(r"[^\W_]+")
_SENTENCE = lazy_pattern(r"(?<!\b[A-Z])(?<!\bM[rsx])(?<!\bMrs)(?<!\bDr)[.!?](?=\s|\Z)|\n")
OTHER = (
    r"(?i:['’]?s?[\ -](?:support|advi|advoc|servic|group|network|organi|cent(?:re|er|r)|led|safety|voice|expert|panel|inter|represent|coordinat"
    r"|right|protect|visa|identif|assist|fund|program|friendly|based|inform|focus|need|stor|safeguard|welfare|labour|health|survey|wait|room|list|day|hub|exploit))"
)
"""Words after a person that make the phrase about something else: `victim support`."""
_ABOUT_OTHER = lazy_pattern(OTHER)

_ONE_OF, _OWNED, _BREAKS = (
    frozenset(words.split())
    for words in (
        "the a an one our this that another her his their key named two three four five six seven eight nine more",
        "her his whose s their two three four five six",
        "of for and or to in with from at by on who that undercover covert",
    )
)
"""Words that single out a person or firm (`the`); words before relatives (`her`); words never in such a phrase."""

_NONE = frozenset[str]()
_LONGEST_PHRASE = 4  # the most words from `the` to `worker` in `the young worker`
EITHER = lazy_pattern(r"(?i)\b(?:he|she|him|his|hers?) ?(?:/|or|and) ?(?:he|she|him|his|hers?)\b")
"""A phrase for anybody: `his or her visa`."""

Span = tuple[int, int]


class _Case(NamedTuple):
    """A kind of case: the groups of signs it needs, signs that rule it out, and the families of words it needs.

    `needed` begins with the families of the fewest words, by which texts are searched first.
    """

    groups: Sequence[Sequence[str]]
    without: Sequence[str]
    needed: Sequence[AbstractSet[str]]


@lru_cache(maxsize=8192)
def may_tell(word: str) -> bool:
    """Whether a word, in lower case with its punctuation, may be in a detail of a case: of a family, or a code."""
    is_code, families = "@" in word or any(map(str.isdigit, word)), _families_in(word)
    return is_code or any(not families.isdisjoint(case.needed[0]) for case in _cases())


def details_of_cases(text: str, public: AbstractSet[str]) -> Iterator[str]:
    """What a text says about single cases; `public` holds folded words that are in no private person's name."""
    for sentence in _SENTENCE.split(without_fiction(text)):
        families = _NONE.union(*map(_families_in, sentence.split()))
        if likely := _likely(families):
            yield from next(filter(None, map(_Signs(sentence, families, public).details, likely)), ())


class _Signs(dict[str, Span | None]):
    """The places of signs in a sentence; a phrase is searched for when its sign is first looked up."""

    def __init__(self, text: str, families: AbstractSet[str], public: AbstractSet[str]) -> None:
        super().__init__(_single_words(list(_WORD.finditer(text)), text))
        self._text, self._families, self._public = text, families, public

    def details(self, case: _Case) -> Sequence[str]:
        """If the sentence is about such a case: the names in it, or else its words from the first sign to the last."""
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
        self[sign] = self._of_phrase(sign)
        return self[sign]

    def _of_phrase(self, sign: str) -> Span | None:
        if sign == "name":
            return self._names[0].place if self._names else None
        needed = _needed_for(sign)
        if sign not in _PATTERNS or (needed and needed.isdisjoint(self._families)):
            return None
        match = _PATTERNS[sign].search(self._text)
        public = match and sign in _OF_NAMES and all(fold(word) in self._public for word in _CAPITAL.findall(match[0]))
        other = match and sign == "foreigner" and _ABOUT_OTHER.match(self._text, match.end())
        return match.span() if match and not (public or other) else None

    @cached_property
    def _names(self) -> Sequence[Name]:
        return list(private_names(self._text, self._public))


@lru_cache(maxsize=1)
def _cases() -> Sequence[_Case]:
    found: list[_Case] = []
    words = {family: len(listed.split()) for family, listed in _FAMILIES.items()}  # figures and letters are many more
    for case in _CASES:
        needs, _, without = case.partition(" - ")
        groups = sorted((group.split() for group in needs.split(" + ")), key=_FAMILIES.keys().isdisjoint)
        each = [list(map(_needed_for, group)) for group in groups]
        needed = [_NONE.union(*group) for group in each if all(group)]
        needed.sort(key=lambda families: sum(words.get(family, math.inf) for family in families))
        found.append(_Case(groups, without.split(), needed))
    return found


@lru_cache(maxsize=8192)
def _likely(families: AbstractSet[str]) -> Sequence[_Case]:
    """The kinds of cases that a text with words of these families may be about."""
    return [case for case in _cases() if not any(families.isdisjoint(needed) for needed in case.needed)]


@lru_cache(maxsize=len(_FAMILIES) + len(_PHRASES))
def _needed_for(sign: str) -> AbstractSet[str]:
    """The families of which a sentence must have a word to have this sign; empty if it needs none."""
    return {sign, f"{sign}?", *_PARTS.get(sign, ())} & {*_FAMILIES, "figure", "letter"}


def _single_words(words: Sequence[re.Match[str]], sentence: str) -> Iterator[tuple[str, Span]]:
    """The families of the single words in a sentence, each with its place; they are signs, as phrases are."""
    for at, match in enumerate(words):
        for family in _family_of().get(match[0].lower(), ()):
            about_person = family in (*_PARTS["one"], "sufferers")
            if (
                (about_person and _ABOUT_OTHER.match(sentence, match.end()))
                or (family == "kin" and (not at or words[at - 1][0].lower() not in _OWNED))
                or (family == "general" and not match[0].islower())
                or (family == "she" and EITHER.search(sentence))
            ):
                continue
            yield family, match.span()
            if (about_person or family == "business") and (start := _start_of_phrase(words, at)) is not None:
                yield "target", (start, match.end())
                if family in _PARTS["one"]:
                    yield "one", (start, match.end())


def _start_of_phrase(words: Sequence[re.Match[str]], at: int) -> int | None:
    """Where the phrase around this noun begins, if it singles out persons or firms: `the young worker`."""
    for word in reversed(words[max(0, at - _LONGEST_PHRASE) : at]):
        if word[0].lower() in _ONE_OF or word[0].isdigit():
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
    return by_first((word, family) for family, words in _FAMILIES.items() for word in words.split())
