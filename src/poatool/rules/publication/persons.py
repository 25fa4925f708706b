"""Find names of persons in a text, except the names of office-holders, bodies and places."""

import re
from collections.abc import Iterator, Set as AbstractSet
from typing import NamedTuple

from poatool.framework.names.matching import fold
from poatool.phrases import CAPITAL, phrases
from poatool.text import lazy_pattern

STREETS = "Road|Rd|Street|St|Avenue|Ave|Drive|Lane|Place|Terrace|Tce|Crescent|Cres|Grove|Parade"
OFFICES = (
    "Hon|Sir|Dame|Prince|Princess|Dr|Professor|Judge|Justice|Minister|Ambassador|Commissioner|Rapporteur|Secretary|Executive|Director"
    "|President|MP|Speaker|Superintendent|Inspector|Mayor|Bishop|Ombudsman|Governor|Advocate|laureate"
)
_PUBLIC = phrases(f"""{OFFICES}|CEO|Chief|Manager|Head|head of|chief executive|founder|chair|author|appointed
    actor|secretary|spokes-|researcher|lecturer""")
"""Words beside the name of a person who holds an office or speaks in public: `the Ombudsman, Mary Example`."""

_NEAR_BEFORE, _NEAR_AFTER = 60, 40  # how many characters before and after the name such a word may be
_FEWEST, _MOST = 2, 4  # how many words a person's name may have if it has no title
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx"})
_NAME = lazy_pattern(
    rf"""(?<![\w'’-])(?:{CAPITAL}|[A-Z])\b\.?(?:\ (?:(?:{CAPITAL}|[A-Z])\b\.?|(?:van|de|da|bin|al)\b)){{1,5}}
    (?![\w'’-]?\w|\ (?:workers|nationals|people|men|women|crews?|figures|firms|fishers|seafarers|communities|employers)\b)""",
    re.VERBOSE,
)
_NOT_PERSONS = phrases(f"""Ltd|Limited|Inc|Co|Company|Group|Bakeries|Programme|Scheme|Unit|Team|Fund|Act|Bill|Court|Code|Visa
    Network|Support|Services?|Rights|Union|Aid|Vision|Army|Zealand|Aotearoa|Trust|Board|Centre|Strategy|Charter|University
    Hotel|Hospital|School|College|Church|Marae|House|Prison|Airport|Port|Library|Council|Bank|Clinic|{STREETS}
    Islands?|Bay|Point|North|South|East|West|City|Region|Day|Week|Forum|Process|Plan|Community|International|Advice|Against
    Viet Nam|Hong Kong|Costa Rica|Saudi Arabia|Sierra Leone|El Salvador|Sri Lanka|Red Cross|Guinea|Leste|Emirates|Republic|Samoa|Part|Ngāi|Ngai|Ngāti|Ngati|ACRONYM
    (-tion|-sion|-ment|-ance|-ship)s?|-ness""")
"""Words in names of bodies, programmes, places and the like: `Mr Apple Ltd`, `Victim Impact Statements`."""

_AT = phrases("(in|near|to|at|around|across|between|from|nō|ki|the) (the )?$")
"""Words before the name of a place: `from Cape Reinga`."""
_GOES_ON = (" being ", " having ", " who ")  # words that follow a person's name, even after `from`

_NO_NOUN = lazy_pattern(
    r" (?:\w{2,20}ed|is|are|was|were|has|have|had|at|in|on|of|for|from|to|with|and|or)\b|[.,;:)]|\Z"
)
"""What follows a name that ends there: a verb, a preposition or punctuation, but not a noun as in `Example Room`."""

_FIRST = phrases(
    "A|An|The|In|At|Our|We|And|Of|For|With|Both|No|All|Met|Held|Ran|Led|Told|Gave|Wrote|Sent|Ko|Kei|He|Te|-ed|-ing"
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
        start = text.rindex(name, match.start(), match.end()) if name else match.end()
        titled = bool(words) and words[0].rstrip(".") in _TITLES
        in_full = (fold(word) for word in words if len(word) > len("A."))
        of_person = _FEWEST <= len(words) <= _MOST and public.isdisjoint(in_full)
        after_article = match[0].startswith("The ") or text[: match.start()].endswith(("the ", "The "))
        # as in `Te Whatu Ora` and `the Example Room at …`, but not in `the Mary Example case`
        of_body = match[0].startswith("Te ") or (after_article and _NO_NOUN.match(text, match.end()))
        # as in `from Cape Reinga`, but not in `from Mary Example being`
        before = _AT.search(text, max(0, match.start() - _NEAR_BEFORE), match.start())
        of_place = before and not text.startswith(_GOES_ON, match.end())
        if not titled and (not of_person or of_body or of_place):
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
    r"|\b(?:on|about) (?:the )?(?:\w{1,9} )?(?:signs|indicators) (?:that|of) [^,.;:!?]*"
)


def without_fiction(text: str) -> str:
    """Remove what a text describes as invented or as taught: `In the play, …`, `on signs that somebody is …`."""
    return _INVENTED.sub("", text)
