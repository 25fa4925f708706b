"""PUB: persons who can be recognised, by an age, a name, an address, or because there are so few of them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.names.agencies import is_person
from poatool.framework.names.matching import fold
from poatool.rules.publication.cases import (
    CAPITAL,
    OF_DETAILS,
    OF_NO_PERSON,
    OF_ROLES,
    OF_SUSPICION,
    details,
    named,
    suspected,
)
from poatool.rules.registry import Problem, matches, rule, texts_with
from poatool.rules.wording import quotes
from poatool.submissions.interpret import Interpreted
from poatool.text import MONTH_NAMES, lazy_pattern

_FEW = r"one|two|three|four|five|six|seven|eight|nine|[1-9]"
_TIMES = "(?:dozen|hundred|thousand|million)"
_MANY_OF = "victims|survivors|complainants|claimants|minors|girls|boys|children|teenagers"
_IN_MAORI = "(?:kotahi|rua|toru|whā|rima|ono|whitu|waru|iwa)"
_HARMED = "(?:trafficked|exploited|abused|enslaved|rescued|vulnerable)"
# How a word after `victim` begins if the phrase counts something else: `two victim support groups`.
_NOT_A_PERSON = (
    "support|advis|advoc|service|group|network|organi[sz]ation|centre|cent|led|safety|voice|expert|perspective|panel|inter"
    "|represent"
)
# A word between a number and `victims` if the number counts something else: `three providers for victims`.
_LEADS_ON = "(?:for|of|to|with|by|from|in|on|at|and|or|who|that|which)"
_WORD = r"[\w-]{1,40}"
_PERSONS = "workers?|m[ae]n|wom[ae]n|persons?|people|migrants?|nationals?|child|children|students?|seafarers?|fishers?"
_FOUND_TO_BE = "certified|identified|recogni[sz]ed|confirmed|classified|assessed|referred|accepted|found|suspected"
_SMALL_COUNT = lazy_pattern(
    rf"""(?<![\w.,–-])(?:{_FEW}|single|the\ only|both(?=\ {_WORD}\ (?!and\b|or\b)))\ (?!{_TIMES}\b)(?:
          of\ the\ (?:{_MANY_OF})
        | (?:(?!{_LEADS_ON}\ ){_WORD}\ ){{0,2}}?(?:{_MANY_OF}|victim|survivor|complainant)
        | {_HARMED}\ (?:{_WORD}\ )?(?:{_PERSONS})
        | (?:(?!{_LEADS_ON}\ ){_WORD}\ ){{0,2}}?(?:{_PERSONS})\ (?:(?:who|that)\ )?(?:(?:was|were|ha[ds]|have|been)\ ){{1,2}}
          (?:(?:{_FOUND_TO_BE})\ (?:as|to\ be|to\ have\ been)\ (?:{_WORD}\ ){{0,2}}?)?(?:victims?|survivors?|{_HARMED})
        )(?!\w|['’-]|\ (?:{_NOT_A_PERSON}))
      | \bof\ the\ (?:{_MANY_OF}),\ (?:{_FEW})\b | \bfamily\ of\ (?:{_FEW})\ (?:from|was|were|who)\b
      | \bonly\ (?:{_FEW})\ (?:{_PERSONS})\b
      | \b(?:{_MANY_OF})(?:\ {_WORD}){{0,3}}(?::|\ =)\ ?(?:{_FEW})(?![\w%,/-]|\.\d)
      | \b{_IN_MAORI}\ (?:te\ |o\ )?(?:ngā\ )?pārurenga""",
    re.IGNORECASE | re.VERBOSE,
)
_A_PERSON = (
    r"(?:boy|girl|m[ae]n|wom[ae]n|child|children|youth|teenager|person|people|victim|survivor|student|national|migrant|client"
    r"|crew|\w{1,40}(?:er|or|ee|ist))s?\b"
)
_NO_AGE_OF_A_PERSON = (
    rf"(?: (?!{_A_PERSON}){_WORD})?"
    r" (?:acts?|agreements?|arrangements?|boats?|buildings?|business(?:es)?|campaigns?|compan(?:y|ies)|contracts?"
    r"|data|databases?|forums?|frameworks?|guid(?:es?|ance|elines?)|houses?|laws?|legislation|networks?|organi[sz]ations?"
    r"|partnerships?|plans?|polic(?:y|ies)|processe?s?|programmes?|projects?|records?|regulations?|reports?|rules?|schemes?"
    r"|services?|settings?|ships?|software|standards?|strateg(?:y|ies)|systems?|treat(?:y|ies)|vessels?|websites?)\b"
    rf"(?! {_A_PERSON})"
)
_AGE = lazy_pattern(
    rf"\b(?:\d{{1,2}}|\w{{1,9}}teen|ten|eleven|twelve|twenty)[- ]years?[- ]old\b(?!{_NO_AGE_OF_A_PERSON})"
    r"|\baged (?:\d{1,2}|\w{1,9}teen)\b(?! (?:and|or|to) (?:\d|over|older|above|under|younger|up)|[–-])"
    r"|\b(?:she|(?<=\. )he) (?:is|was) \d{1,2}\b(?! (?:weeks?|months?|per|km)\b|%)"
    rf"|\b(?:an?|the) (?:{_WORD} )?(?:boy|girl|m[ae]n|woman|child|victim|survivor|worker|student|complainant), \d{{1,2}},(?! or\b)"
    r"|\b\d{1,2} ?(?:y/?o\b|tau te pakeke)",
    re.IGNORECASE,
)
_PEOPLE = (
    *f"{_MANY_OF}|victim|survivor|complainant|trafficked|exploited|abused|enslaved|rescued|vulnerable".split("|"),
    *("pārurenga", "family of", *(f"only {few} " for few in (*_FEW.split("|")[:-1], *"123456789"))),
)
_AGED = (
    *("years old", "year old", "years-old", "year-old", "aged ", "tau te pakeke"),
    *("she is ", "she was ", ". he is", ". he was"),
)


_TITLED = rf"\b(?:Mr|Mrs|Ms|Miss|Mx)\b\.?(?:\ {CAPITAL}){{1,3}}"
_NAMED = lazy_pattern(rf"(?P<titled>{_TITLED})|(?<![\w'’-]){CAPITAL}(?:\ {CAPITAL}){{1,3}}")
_IN_ROLE = lazy_pattern(
    r" as |, (?:the|its|our|an?) [A-Z]|, (?:founder|author|chair)"
)  # `Ms Ngata as Principal Adviser`, `Mr Roa, the Commissioner`
_OFFICES = (
    "Hon|Sir|Dame|Dr|Professor|Judge|Justice|Minister|Ambassador|Commissioner|Rapporteur|Secretary|Executive|Director"
    "|President|Superintendent|Inspector|Mayor|Bishop|Ombudsman|Governor|laureate"
)
_OFFICE = lazy_pattern(rf"\b(?:{_OFFICES})\b")
_AFTER_OFFICE = lazy_pattern(rf"\b(?:{_OFFICES})\b(?: \w{{1,20}})?,? \Z")
"""Words before or in the name of somebody who holds an office: `Professor Mary Example`, `the Ombudsman, Mary Example`."""
_STREETS = "Road|Rd|Street|St|Avenue|Ave|Drive|Lane|Place|Terrace|Tce|Crescent|Cres|Grove|Parade"
_HOUSE = r"(?<![\w.,/-])(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?(?:/\d{1,4})?"
_ADDRESS = lazy_pattern(rf"{_HOUSE}\ (?:(?:{CAPITAL}|No\.\ \d{{1,2}})\ ){{1,3}}(?:{_STREETS})\b(?!\ [A-Z])")
_IDENTIFIED = lazy_pattern(
    rf"""(?:{_TITLED}|(?<![\w'’-]){CAPITAL}(?:\ {CAPITAL}){{1,2}})
        (?: (?:,\ (?:aged\ )?\d{{1,2}},)?\ (?:of|at|lives\ at|living\ at)\ {_HOUSE}\ (?:{CAPITAL}\ ){{1,3}}(?:{_STREETS})\b
          | ,\ (?:aged\ )?\d{{1,2}},\ (?:an?|from|had|of|was|who)\b(?!\ (?:them|these|those|which|whom)\b) )""",
    re.VERBOSE,
)
WITH_FIGURES = (
    lazy_pattern(r", (?:aged )?\d{1,2}, "),
    lazy_pattern(rf"\d[a-z]?(?:/\d{{1,4}})? (?:\S{{1,31}} ){{1,3}}(?:{_STREETS.lower()})\b"),
)
"""A quick test, in lower case: every text with a person's age or address has a match of one of these."""

_ONE = lazy_pattern(r"\b(?:[Ss]he|[Hh]ers?|[Hh]im|[Hh]is)\b")
_EITHER = lazy_pattern(r"(?i)\b(?:he|she|him|his|hers?)\ ?(?:/|or|and)\ ?(?:he|she|him|his|hers?)\b")
"""A word for one person, and one for anybody: `his or her visa`. `He` is an article in te reo Māori."""

_PUBLIC = lazy_pattern(
    r"(?i)\b(?:office|centre|hub|clinic|station|building|branch|depot|hall|school|venue|hotel|level|marae|church|meeting|forum|workshop|hui)s?\b"
)
_BEFORE = 60  # how many characters before an address may say that it is a public place


def identified(text: str) -> list[str]:
    """The persons whose age or address a text gives: `Mary Example, 34, of`."""
    return matches(_IDENTIFIED, text)


@rule("PUB506", "few-people", Severity.WARNING)
def few_people(submission: Interpreted) -> Iterator[Problem]:
    """A text gives a person's age, address or name, or a number of victims so small that they could be recognised.

    If there are fewer than ten victims, people who know the case from the news can work out who they are. A name counts
    if it has a title and no office, if it is joined to a role such as victim or suspect, or if the row speaks of one
    person (`she`, `his`). So do initials with a role, a date of birth, somebody's health, and a company that somebody
    suspects. To fix it, write “a small number”, or leave the detail out.

    Bad:
    | Action | Status    | Progress                                          |
    | 2      | Under way | Found shelter for two young victims in Napier.    |
    | 3      | Under way | Found shelter for a 16-year-old girl.             |
    | 5      | Under way | Seven people were certified as victims.           |
    | 6      | Under way | Mary Example told the court what her employer did. |
    | 7      | Under way | Police think that the suspect is Mary Example.     |
    | 8      | Under way | Example Packhouse Ltd is under investigation.      |
    Found at: C2, C3, C4, C5, C6, C7

    Good:
    | Action | Status    | Progress                                                                      |
    | 2      | Under way | Two victim support advisers trained 12 workers who meet victims and children. |
    | 3      | Under way | Supported 27 victims; one in three workers had asked, and four workers came.  |
    | 5      | Under way | Professor Mary Example gave her talk; Mr Example Ltd signed the charter.      |
    """
    found: dict[int, list[str]] = defaultdict(list)
    for each in _searches(submission.edition):
        for text in texts_with(submission, each.strings, *each.patterns, words=each.words):
            found[id(text)] += each.find(text.text)
    about_one = {
        id(text.update) for text in texts_with(submission, words=_ONE) if _ONE.search(_EITHER.sub("", text.text))
    }
    for text in submission.texts if about_one else ():
        if id(text.update) in about_one:
            found[id(text)] += _names(text.text, submission.edition, about_one=True)
    suspects = {id(text): text for text in texts_with(submission, OF_SUSPICION)}
    for text in submission.texts if found or suspects else ():
        said_of = found.get(id(text), ())
        left = dict.fromkeys(each for each in said_of if not any(each in said for said in identified(text.text)))
        if left:
            message = f"{quotes(left)} could identify a person."
            yield Problem.at(text.cell, message, "Write “a small number”, or leave the detail out.")
        if id(text) in suspects and (names := dict.fromkeys(suspected(text.text, _words_of(submission.edition)))):
            message = f"{quotes(names)} is named as under suspicion."
            hint = "Leave the name out until a court or an authority has published its decision."
            yield Problem.at(text.cell, message, hint)


class _Search(NamedTuple):
    """How to find one kind of detail, and what a text with it contains, in lower case."""

    find: Callable[[str], Iterable[str]]
    strings: Sequence[str] = ()
    patterns: Sequence[re.Pattern[str]] = ()
    words: re.Pattern[str] | None = None


def _searches(edition: Edition) -> Iterator[_Search]:
    of_age, of_address = WITH_FIGURES
    yield _Search(partial(matches, _SMALL_COUNT), strings=_PEOPLE)
    yield _Search(partial(matches, _AGE), strings=_AGED, patterns=(of_age, _YEARS_OLD))
    yield _Search(_addresses, patterns=(of_address,))
    yield _Search(partial(_names, edition=edition, about_one=False), words=_TITLES)
    yield _Search(partial(named, no_names=_words_of(edition)), strings=OF_ROLES)
    yield _Search(details, strings=OF_DETAILS)


_YEARS_OLD = lazy_pattern(r"\d ?y/?o\b")
_TITLES = lazy_pattern(r"\b(?:mr|mrs|ms|miss|mx)\b")


def _addresses(text: str) -> Iterator[str]:
    """The addresses in a text, except those of public places: `the office at 12 Queen Street`."""
    for match in _ADDRESS.finditer(text):
        if not _PUBLIC.search(text, max(0, match.start() - _BEFORE), match.start()):
            yield match[0]


def _names(text: str, edition: Edition, *, about_one: bool) -> Iterator[str]:
    """The names of persons in a text: those with a title, or all if the text is about one person."""
    for match in _NAMED.finditer(text):
        words = match[0].split()
        while words and fold(words[0]) in _words_of(edition):
            del words[0]
        in_office = _OFFICE.search(match[0]) or _AFTER_OFFICE.search(
            text, max(0, match.start() - _BEFORE), match.start()
        )
        if in_office or OF_NO_PERSON.search(match[0]) or _IN_ROLE.match(text, match.end()):
            continue
        if match["titled"]:
            yield match[0]
        elif about_one and is_person(" ".join(words)) and _words_of(edition).isdisjoint(map(fold, words)):
            yield " ".join(words)


@lru_cache(maxsize=8)
def _words_of(edition: Edition) -> frozenset[str]:
    """Words that are not names of persons, folded: those of the plan, and the months."""
    plan = edition.framework
    names = [name for agency in plan.agencies for name in (agency.name, *agency.aliases)]
    texts = (*names, *(action.text for action in edition.actions), *MONTH_NAMES)
    return frozenset(word for text in texts for word in fold(text).split())
