"""Details of one case: who its victim or suspect is, how they are, when they were born, whom somebody suspects."""

import re
from collections.abc import Iterator
from itertools import chain
from string import ascii_lowercase

from poatool.framework.names.matching import fold
from poatool.text import lazy_pattern

CAPITAL = r"[A-ZÀ-ÞĀĐĒĪŌŪ][\w'’-]{1,30}"
_MANY = (
    "workers|nationals|people|men|women|crews?|figures|firms|fishers|seafarers|officials|communities|employers|staff"
)
_PERSON = rf"(?:{CAPITAL}|[A-Z]\.?)(?:\ (?:{CAPITAL}|[A-Z]\.)){{1,3}}(?![\w'’-]|\ (?:[A-ZĀĒĪŌŪ]|(?:{_MANY})\b))"
_WORD = r"[\w-]{1,40}"
_ROLE = (
    "victim|survivor|complainant|claimant|suspect|accused|witness|offender|defendant|perpetrator|trafficker|informant"
)
_ANYBODY = "worker|woman|man|girl|boy|child|student|client|applicant"
_AT_PLACE = ("from", "in", "near")
_NAMED = lazy_pattern(
    rf"""\b(?i:{_ROLE}|employer)\ (?:\d{{1,3}}\ )?\(?({_PERSON})
      | \b(?i:the|an?|two|three|four)\ (?i:{_ROLE})(?:es|s)?,\ ({_PERSON})
      | \b(?i:names?\ of\ (?:the\ )?(?:{_ROLE}))(?:es|s)?:\ ({_PERSON})
      | \b(?i:{_ROLE})\ (?:is|was)\ (?:(?:believed|said|thought|known)\ to\ be\ )?({_PERSON})
      | \b(?i:{_ROLE}|{_ANYBODY}),?\ (?:named|called|whose\ name\ is)\ ({CAPITAL}(?:\ {CAPITAL}){{0,3}})
      | \b(?i:the|an?)\ (?i:{_ROLE}|{_ANYBODY}),\ ({CAPITAL}),\ (?:is|was|has|had)\b
      | ({_PERSON}),\ (?:an?|the|he|te)\ (?:{_WORD}\ )?(?:{_ROLE}|pārurenga)\b
      | \b(?i:arrest\ of|arrested|charged|deported)\ ({_PERSON})""",
    re.VERBOSE,
)
"""A name that a text joins to a role: `the suspect is believed to be Mary Example`."""

OF_NO_PERSON = lazy_pattern(
    r"\b(?:Ltd|Limited|Inc|Co|Company|Group|Bakeries|Programme|Scheme|Unit|Team|Fund|Act|Bill|Court|Code|Visa|Network"
    r"|Support|Rights|Union|Aid|Vision|Army|Zealand|Aotearoa|\w+(?:tions?|ments?|ances?|ships?|ness))\b"
)
"""Words in names of companies, programmes and the like: `Mr Apple Ltd`, `Victim Impact Statements`."""

_DETAIL = lazy_pattern(
    rf"""\b(?i:{_ROLE}|{_ANYBODY})\ (?:[A-Z]\.\ ?){{2,3}}
      | (?:\A|(?<=[.;]\ ))(?!U\.[SKN]|N\.Z)(?:[A-Z]\.\ ?){{2,3}}(?:of|from|in)\ {CAPITAL}
      | \b(?i:the|an?|one)\ (?:young\ |old\ )?{CAPITAL}(?:\ {_WORD}){{0,2}}\ (?:{_ANYBODY})\ (?:{"|".join(_AT_PLACE)})\ {CAPITAL}
      | \bplate\ [A-Z]{{2,3}}\ ?\d{{2,4}}\b
      | \b(?i:DOB\b|d\.o\.b|date\ of\ birth|born\ on(?=\ \d)|whānau\ mai)[^\d\n]{{0,14}}\d{{1,2}}[ ./-]\w{{1,9}}
      | (?<![Ii]f\ )(?<![Ww]hen\ )\b(?i:s?he|one\ of\ the\ {_WORD}|the\ (?:{_WORD}\ )?(?:{_ROLE}|{_ANYBODY}))
        \ (?:{_WORD}\ ){{0,3}}?(?:HIV|pregnant|diagnosed\ with|treated\ for|suffer(?:s|ed|ing)\ from|attempted\ suicide
        |miscarried|overdosed)\b""",
    re.VERBOSE,
)
"""Initials with a role or a place, `the Fijian worker in Napier`, a number plate, a birthday, somebody's health."""

_COMPANY = rf"({CAPITAL}(?: (?:& )?{CAPITAL}){{0,5}} (?:Ltd|Limited|Inc|LLC|LP|Pty|Co)\b)"
_UNDER = r"(?:under investigation|investigated|suspected|accused)\b"
_SUSPECTED = lazy_pattern(
    rf"(?i:investigating|(?:investigation|inquiry) (?:of|into)|suspects|search warrants?|whakatewhatewha\w{{0,4}})"
    rf"(?: (?:that|the|a|i|owners?|directors?|of|at|will|may|be|is|was|executed)){{0,6}} {_COMPANY}"
    rf"|(?i:allegations?|charges|suspicions?|case)\b[^.;,]{{0,30}} (?:against|about) (?:the \w{{1,20}} of )?({CAPITAL}(?: {CAPITAL}){{1,6}})"
    rf"|({CAPITAL}(?: {CAPITAL}){{1,4}}) (?:is|are|was|were|has been) (?:(?:being|still|also) ){{0,2}}{_UNDER}"
    rf"|[Tt]he (?:owner|manager|director|operator)s? of ([^.,;]{{2,60}}?) (?:is|are|was|were) {_UNDER}"
    rf"|{_COMPANY}(?: [^.;]{{0,40}})? (?:is|are|was|were|been|being)(?: \w{{1,20}})? {_UNDER}"
)
_DECIDED = lazy_pattern(
    r"(?i)\b(?:convicted|sentenced|fined|ordered|judgment|appeal|decisions?|penalt(?:y|ies)|published|v)\b"
)
"""Words of sentences about what a court or an authority has decided, which anybody may know."""

_SENTENCE = lazy_pattern(r"(?<!\b[A-Z])[.!?;](?=\s)")
OF_ROLES = (
    *_ROLE.split("|"),
    *("employer ", "arrest", "charged ", "deported", "pārurenga", " named ", " called ", "whose name is", "child, "),
)
OF_DETAILS = (
    *("hiv", "pregnant", "diagnosed with", "treated for", "suffer", "suicide", "miscarr", "overdose"),
    *("dob", "d.o.b", "date of birth", "born on", "whānau mai", "plate "),
    *(f".{space}{letter}." for space in ("", " ") for letter in ascii_lowercase),  # initials: `J.M.`, `J. M.`
    *(f"{somebody} {at} " for somebody in _ANYBODY.split("|") for at in _AT_PLACE),
)
OF_SUSPICION = (
    *("investigat", "inquiry ", "case against", "suspicion", "suspect", "accused", "alleg", "charges"),
    *("search warrant", "whakatewhatewha"),
)
"""Quick tests, in lower case: every text with names, details or suspicions contains one of these."""


def details(text: str) -> Iterator[str]:
    """The details of one person in a text."""
    yield from (match[0] for match in _DETAIL.finditer(text))


def named(text: str, no_names: frozenset[str]) -> Iterator[str]:
    """The names that a text joins to roles; no person's name has a word in `no_names` (folded)."""
    for sentence in _undecided(text):
        for name in chain.from_iterable(filter(None, match.groups()) for match in _NAMED.finditer(sentence)):
            if no_names.isdisjoint(fold(name).split()) and OF_NO_PERSON.search(name) is None:
                yield name


def suspected(text: str, no_names: frozenset[str]) -> Iterator[str]:
    """Who is named as under suspicion: `Example Ltd is under investigation`. Names made of `no_names` are left out."""
    for sentence in _undecided(text):
        names = chain.from_iterable(filter(None, match.groups()) for match in _SUSPECTED.finditer(sentence))
        yield from (name for name in names if not no_names.issuperset(fold(name).split()))


def _undecided(text: str) -> Iterator[str]:
    return (sentence for sentence in _SENTENCE.split(text) if not _DECIDED.search(sentence))
