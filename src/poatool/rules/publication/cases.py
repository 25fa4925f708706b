"""Find names of private persons and, by certain combinations of signs (see `case_signs`), sentences about one case."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from poatool.framework.dates import MONTH
from poatool.framework.names.matching import fold
from poatool.phrases import CAPITAL, phrases
from poatool.rules.publication.case_signs import CASES, FAMILIES, LIKELY, NEIGHBOURS, OFFICES, PARTS, PATTERNS, STREETS
from poatool.text import by_first, lazy_pattern

_PUBLIC = phrases(f"""{OFFICES}|Excellency|CEO|Chief|Manager|Head|head of|chief executive|founder|chair|author|appointed
    actor|secretary|spokes-|researcher|lecturer""")
"""Words beside the name of a person who holds an office or speaks in public: `the Ombudsman, Mary Example`."""

_NEAR_BEFORE, _NEAR_AFTER = 60, 40  # how far before and after the name, in characters, such a word may be
_NUMBERS = ("Two ", "Three ", "Four ", "Five ", "Six ", "Seven ", "Eight ", "Nine ", "Ten ")
_FEWEST, _MOST = 2, 4  # how many words a person's name may have if it has no title
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx"})
_NAME = lazy_pattern(
    rf"""(?<![\w'’-])(?:{CAPITAL}\b|(?:[A-Z]|M(?:rs?|s|x))\b\.?)(?:\ (?:{CAPITAL}\b|[A-Z]\b\.?|(?:van|de|da|bin|al)\b)){{1,5}}
    (?![\w'’-]?\w|\ (?:workers|nationals|people|men|women|crews?|figures|firms|fishers|seafarers|communities|employers)\b)""",
    re.VERBOSE,
    needs=lazy_pattern(r"[^\W\d_a-z]\S{0,64} (?:[^\W\d_a-z]|van|de|da|bin|al)"),
)
_NOT_PERSONS = phrases(f"""Ltd|Limited|Inc|Co|Company|Group|Bakeries|Programme|Scheme|Unit|Team|Fund|Act|Bill|Court|Tribunal|Code|Visa
    Network|Support|Services?|Refuge|Rights|Union|Aid|Vision|Army|Zealand|Aotearoa|Trust|Board|Centre|Strategy|Charter|University|Revenue
    Hotel|Hospital|School|College|Church|Marae|House|Prison|Airport|Port|Library|Council|Bank|Clinic|{STREETS}
    Islands?|Bay|Point|North|South|East|West|City|Region|Day|Week|Forum|Process|Plan|Community|International|Advice|Against
    Viet Nam|Hong Kong|Costa Rica|Saudi Arabia|Sierra Leone|El Salvador|Sri Lanka|Red Cross|Guinea|Leste|Emirates|Republic|Samoa|Part|NZ|Ngāi|Ngai|Ngāti|Ngati|ACRONYM
    (-tion|-sion|-ment|-ance|-ship)s?|-ness""")
"""Words in names of bodies, programmes, places and the like: `Mr Apple Ltd`, `Victim Impact Statements`."""

_AT = phrases("(in|near|to|at|around|across|between|from|nō|ki|the|0800|0508) (the )?$")
"""What is before the name of a place or a free-phone line: `from Cape Reinga`, `0800 What's Up`."""
_GOES_ON = (" being ", " having ", " who ", ", who ", ", whose ", ", our ")  # after a person's name, even after `from`

_TO_MONTH = lazy_pattern(rf"(?i)\s?[–-]\s?{MONTH}")  # after `Progress Jul`
_NO_NOUN = lazy_pattern(
    r" (?:\w{2,20}ed|is|are|was|were|has|have|had|at|in|on|of|for|from|to|with|and|or)\b|[.,;:)]|\Z"
)
"""What follows a name that ends there: a verb, a preposition or punctuation, but not a noun as in `Example Room`."""

_FIRST = phrases(
    "Op|A|An|The|In|At|Our|We|And|Of|For|With|Both|No|All|Met|Held|Ran|Led|Told|Gave|Wrote|Sent|Ko|Kei|He|Te|-ed|-ing"
)
"""Words that are capitalised only because they begin a sentence."""


class Name(NamedTuple):
    """A person's name, with its start and end in a text; `titled` if it begins with a title such as `Mr` or `Ms`."""

    text: str
    place: tuple[int, int]
    titled: bool


def private_names(text: str, public: AbstractSet[str]) -> Iterator[Name]:
    """The names of private persons in a text; `public` holds folded words that are in no private person's name."""
    for match in _NAME.finditer(text):
        words = match[0].split(" ")
        words[-1] = words[-1].removesuffix("’s").removesuffix("'s")
        while words and (fold(words[0]) in public or _FIRST.fullmatch(words[0])):
            del words[0]
        name = " ".join(words)
        start = text.rindex(name, match.start(), match.end())
        titled = name.partition(" ")[0].rstrip(".") in _TITLES
        in_full = (fold(word) for word in words if len(word) > len("A."))
        of_person = _FEWEST <= len(words) <= _MOST and public.isdisjoint(in_full)
        after_article = match[0].startswith("The ") or text[: match.start()].endswith(("the ", "The "))
        # as in `Te Whatu Ora` and `the Example Room at …`, but not in `the Mary Example case`
        of_body = match[0].startswith("Te ") or (after_article and _NO_NOUN.match(text, match.end()))
        # as in `The Five Country forum` and `told Five Eyes`, but not in `Two Tongan victims were`
        numbered = name.startswith(_NUMBERS) and (after_article or (start > 1 and text[start - 2].islower()))
        # as in `from Cape Reinga`, but not in `from Mary Example being`
        before = _AT.search(text, max(0, match.start() - _NEAR_BEFORE), match.start())
        of_place = before and not text.startswith(_GOES_ON, match.end())
        if not titled and (not of_person or of_body or numbered or of_place or _TO_MONTH.match(text, match.end())):
            continue
        around = text[max(0, start - _NEAR_BEFORE) : match.end() + _NEAR_AFTER]
        if not (_PUBLIC.search(around) or _NOT_PERSONS.search(name)):
            yield Name(name, (start, start + len(name)), titled)


def begins_body(text: str, start: int, public: AbstractSet[str]) -> bool:
    """Whether the name that begins at `start` is that of a body or place: `National Contact Point`, `Cook Islands`."""
    if not (name := _NAME.match(text, start)):
        return False
    after = name[0].removesuffix("'s").removesuffix("’s").split(" ")[1:]
    return all(fold(word) in public for word in after) or bool(_NOT_PERSONS.search(name[0]))


_INVENTED = lazy_pattern(
    r"\b(?:[Rr]ole[- ]play about|[Aa]n actor plays|[Ii]n (?:the|a) (?:play|training scenario)),? (?![^.!?]*based on)[^.!?]*"
    r"|\b(?:on|about) (?:the )?(?:\w{1,9} )?(?:signs|indicators) (?:that|of) [^,.;:!?]*",
    needs=("play", "scenario", "signs ", "indicators "),
)

_FICTION = lazy_pattern(
    r"(?:(?:called|named|follows|of|about|is) [A-Z]\w{1,20},? ?)?(?<!\bas )\b(?:invented|fictional|fictitious|imaginary|made[- ]up)"
    r" (?:\w{1,15} ){0,2}(?:characters?|persons?|cases?|stor(?:y|ies)|scenarios?|famil(?:y|ies)|letters?|diar(?:y|ies)|workers?|nurses?"
    r"|pickers?|couples?|m[ae]n|wom[ae]n|students?|employers?)\b(?![^.!?]*(?:based on|real|true))[^.!?]*",
    needs=("invented", "fictional", "fictitious", "imaginary", "made-up", "made up"),
)
"""What a text says of an invented person or case: `an invented character who loses her passport`."""
_SHOWN = phrases("""(film|video|play|drama|comic|cartoon|course|kit|training|campaign|book|leaflet|game|exercise|workshop)s?
    trainees?|actors?|characters?|-media|radio|theatre|lesson-""")
"""What tells the story of an invented case: `a film`, but not the owner in `the owner told an invented story`."""

_OTHERS = lazy_pattern(
    r"\b(?:[Ww]ithout (?:the|a|your|their) boss(?= in the room| present| there)|home(?= visits?\b)"
    r"|[Nn]ational(?= [a-z])(?! (?:aged|and|arrested|at|found|from|had|has|held|in|is|left|living|of|on"
    r"|or|told|was|were|who|whose|with|working)\b)) ",
    needs=("boss", "home ", "national "),
)
"""Words for a person or home that only describe another noun, or say who is absent: `home visits`, `without the boss`."""


def without_fiction(text: str) -> str:
    """Remove what a text describes as invented or as taught: `In the play, …`, `on signs that somebody is …`."""
    text = _INVENTED.sub("", text)
    return _FICTION.sub("", text) if _FICTION.search(text) and _SHOWN.search(text) else text


_NAMING = frozenset({"called", "whose", "company"})
_CAPITAL, _WORD = lazy_pattern(CAPITAL), lazy_pattern(r"[^\W_]+")
_SENTENCE = lazy_pattern(r"(?<!\b[A-Z])(?<!\bM[rsx])(?<!\bMrs)(?<!\bDr)[.!?](?=\s|\Z)|\n")
OTHER = """('|'s)?-(support|advi|advoc|servic|group|network|organi|centre|center|centr|led|safety|voice|expert|panel)-
    ('|'s)?-(inter|represent|coordinat|right|protect|visa|identif|assist|fund|program|friendly|based|inform|focus)-
    ('|'s)?-(need|stor|safeguard|-being|-fare|-ment|-tion|-sion|-it(y|ie)|-ship|labour|health|survey|wait|room|list|day|hub|exploit)-"""
"""What follows a word for a person if the phrase is about something else: `support` in `victim support`."""
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


@lru_cache(maxsize=8192)
def may_be_in_detail(word: str) -> bool:
    """Whether a word (lower case, with punctuation) may be in a detail: it has a digit, an `@` or a deciding family."""
    return "@" in word or not _first_needed().isdisjoint(families_in(word)) or any(map(str.isdigit, word))


@lru_cache(maxsize=1)
def _first_needed() -> AbstractSet[str]:
    """The families of the first group of each kind of case: every sentence about a case has a word of one of these."""
    return _NONE.union(*(case.needed[0] for case in (*_cases(CASES), *_cases(LIKELY))))


def details_of_cases(text: str, public: AbstractSet[str], kinds: Sequence[str] = CASES) -> Iterator[str]:
    """What a text says about single cases; `public` holds folded words that are in no private person's name."""
    sentences = _sentences(text)
    if kinds is NEIGHBOURS and len(sentences) > 1:
        sentences = [(f"{one}; {two}", first | then) for (one, first), (two, then) in pairwise(sentences)]
    for sentence, families in sentences:
        if likely := _likely(families, kinds):
            yield from next(filter(None, map(_Signs(sentence, families, public).details, likely)), ())


@lru_cache(maxsize=2048)  # two rules ask about each text
def _sentences(text: str) -> Sequence[tuple[str, AbstractSet[str]]]:
    sentences = _SENTENCE.split(_OTHERS.sub("", without_fiction(text)))
    return [(sentence, _NONE.union(*map(families_in, sentence.split()))) for sentence in sentences]


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
        if sign in ("name", "titled"):
            return next((name.place for name in self._names if name.titled or sign == "name"), None)
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


@lru_cache(maxsize=3)
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
    """The families for a sign: a sentence with the sign has a word of at least one; empty if it needs none."""
    return {sign, f"{sign}?", *PARTS.get(sign, ())} & {*FAMILIES, "figure", "letter"}


def _single_words(
    words: Sequence[re.Match[str]], sentence: str, public: AbstractSet[str]
) -> Iterator[tuple[str, Span]]:
    """The families of words, and the signs `target` and `one` of phrases like `the young worker`, with their places."""
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
                or (match[0] == "House" and owner == "the")  # of Representatives
                or (match[0] == "accused" and owner.isdigit() and len(owner) in {2, 3})  # a group
                or (match[0] == "target" and owner not in _ONE_OF)  # `a home insulation target`
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
def families_in(written: str) -> frozenset[str]:
    """The families of the words in a text, `figure` if it has a digit, and `letter` if it has a letter with a stop."""
    words = _WORD.findall(written)
    names = {name for word in words for name in _family_of().get(word.lower(), ())}
    names |= {"figure"} if any(map(str.isdigit, written)) else set()
    return frozenset(names | ({"letter"} if "." in written and min(map(len, words), default=0) == 1 else set()))


@lru_cache(maxsize=1)
def _family_of() -> Mapping[str, Sequence[str]]:
    return by_first([(word, family) for family, words in FAMILIES.items() for word in words.split()])
