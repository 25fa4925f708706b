"""Details of one case: who its victim or suspect is, how they are, when they were born, whom somebody suspects."""

import re
from collections.abc import Iterator
from itertools import chain
from string import ascii_lowercase

from poatool.framework.names.matching import fold
from poatool.text import MONTH_NAMES, lazy_pattern

CAPITAL = r"[A-ZÀ-ÞĀĐĒĪŌŪ][\w'’-]{1,30}"
_MANY = (
    "workers|nationals|people|men|women|crews?|figures|firms|fishers|seafarers|officials|communities|employers|staff"
)
_PERSON = rf"(?:{CAPITAL}|[A-Z]\.?)(?:\ (?:{CAPITAL}|[A-Z]\.|[A-Z]\b)){{1,3}}(?![\w'’-]|\ (?:[A-ZĀĒĪŌŪ]|(?:{_MANY})\b))"
_WORD = r"[\w-]{1,40}"
_SUFFERED = "victim|vic|survivor|complainant|claimant|witness|informant"
_ROLE = f"{_SUFFERED}|suspect|accused|offender|defendant|perpetrator|trafficker"
_ANYBODY = "national|worker|woman|man|girl|boy|child|student|client|applicant"
_HARMED = "trafficked|exploited|enslaved|rescued|abused|underpaid"
_KIN = "mother|father|sister|brother|wife|husband|daughter|son|aunt|uncle|cousin|niece|nephew|kids"
_CHATS = "insta|instagram|facebook|fb|whatsapp|telegram|tiktok|signal|wechat"
_AT_PLACE = ("from", "in", "near")
_TITLES = "Mr|Mrs|Ms|Miss|Mx"
TITLED = rf"\b(?:{_TITLES})\b\.?(?:\ {CAPITAL}){{1,3}}"
STREETS = "Road|Rd|Street|St|Avenue|Ave|Drive|Lane|Place|Terrace|Tce|Crescent|Cres|Grove|Parade"
HOUSE = r"(?<![\w.,/-])(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?(?:/\d{1,4})?"
_NAMED = lazy_pattern(
    rf"""\b(?:(?i:{_ROLE})(?:es|s)?|(?i:employer))(?:\ (?:no\.?\ )?\d{{1,3}})?
        (?:\ \(?|\ ?[:=]\ ?|\ (?:is|was)\ (?:(?:believed|said|thought|known)\ to\ be\ )?)({_PERSON})
      | \b(?i:the|an?|two|three|four)\ (?:{_WORD}\ ){{0,2}}(?i:{_ROLE})(?:es|s)?,\ ({_PERSON})
      | \b(?i:{_HARMED})\ (?:{_WORD}\ )?(?i:{_ANYBODY})\ ({_PERSON}) | ({_PERSON})\ (?:was|were|had\ been)\ (?:{_HARMED})\b
      | \b(?i:{_ROLE}|{_ANYBODY}),?\ (?:named|called|whose\ name\ is)\ ({CAPITAL}(?:\ {CAPITAL}){{0,3}})
      | \b(?i:the|an?)\ (?i:{_ROLE}|{_ANYBODY}),\ ({CAPITAL}),\ (?:is|was|has|had)\b | (?:[’']s\ name\ is|real\ name\ is|under\ the\ name|pārurenga\ ko)\ ({CAPITAL}(?:\ {CAPITAL}){{0,2}})
      | ({_PERSON}),?\ (?:(?:(?<=,\ )(?:an?\ |the\ |he\ |te\ )?|\()(?:{_WORD}\ )?(?:{_ROLE}|pārurenga)\b(?!\ (?:advoc|advis|lead|expert|support))
          |(?<=,\ )who\ (?:(?:was|were|ha[ds]|been)\ ){{0,2}}(?:{_HARMED}|held|escaped|fled)\b)
      | (?<=\ )(?:{_KIN})(?:\ of\ (?:the\ )?(?:{_ROLE}))?,?\ \(?({CAPITAL}) | ({CAPITAL}),\ whose\ (?:{_KIN})\b
      | \b((?:{_TITLES})\ {CAPITAL})(?:[^.;\n]{{1,60}}\b(?:her|his)\ (?:{_KIN}|employer|boss|passport)|['’]s\ (?:{_WORD}\ )?(?:claim|complaint|former|wages|passport|visa|employer))\b
      | ({_PERSON})(?:\ (?:and|with)\ (?:her|his)\ (?:{_KIN})|[^.;\n]{{0,60}}\ (?:her|his)\ (?:medical\ appointment|appointment\ (?:with|at))
          |[^.;\n]{{1,80}}\ what\ (?:s?he\ (?:went\ through|suffered|endured)|happened\ to\ (?:her|him)))\b
      | ({CAPITAL}(?:\ {CAPITAL}){{0,3}})(?:,\ who\ (?:(?:fled|escaped|ran\ away)\ (?:from\ )?(?:her|his)\ (?:employer|boss)|left\ (?:her|his)\ (?:employer|boss)\ (?:in|after|because))
          |,\ (?:the|an?)\ [^.,;\n]{{2,60}},\ (?:is|was)\ (?:believed|suspected|alleged)\ (?:of|to\ (?:have|be\ \w+ing)))\b
      | \b(?i:interviewed|questioned|spoke\ to|met)\ ({_PERSON})\ about\ the\ [^.;\n]{{0,30}}\b(?:passports?|wages|fees|workers?)\ s?he\b
      | \b(?i:victim\ impact\ statement)\ (?:of|by|from)\ ({_PERSON}) | \b(?i:employer|owner|person|man|woman)\ (?:under\ suspicion|suspected|under\ investigation)(?:\ of\ {_WORD})?,\ ({_PERSON})
      | \b(?i:arrest\ of|arrested|charged|deported)\ ({_PERSON})""",
    re.VERBOSE,
)
"""A name joined to a role, to what was done to somebody, or to a relative: `the suspect is believed to be Mary Example`."""

OFFICES = (
    "Hon|Sir|Dame|Prince|Princess|Dr|Professor|Judge|Justice|Minister|Ambassador|Commissioner|Rapporteur|Secretary|Executive|Director"
    "|President|MP|Speaker|Superintendent|Inspector|Mayor|Bishop|Ombudsman|Governor|Advocate|laureate"
)
OFFICE = lazy_pattern(rf"\b(?:{OFFICES})\b")
OF_NO_PERSON = lazy_pattern(
    r"\b(?:Ltd|Limited|Inc|Co|Company|Group|Bakeries|Programme|Scheme|Unit|Team|Fund|Act|Bill|Court|Code|Visa|Network"
    r"|Support|Services?|Rights|Union|Aid|Vision|Army|Zealand|Aotearoa|Trust|Board|Centre|Strategy|Charter"
    r"|\w+(?:tions?|ments?|ances?|ships?|ness))\b"
)
"""Words in names of companies, programmes and the like: `Mr Apple Ltd`, `Victim Impact Statements`."""

_DETAIL = lazy_pattern(
    rf"""\b(?i:{_ROLE}|{_ANYBODY}|known\ as)\ (?:[A-Z]\.\ ?){{2,3}} | \b(?:{_TITLES})\ [A-Z]\.(?=[\s,(])(?!\ [A-Z])
      | (?:\A|(?<=[.;]\ ))(?!U\.[SKN]|N\.Z)(?:[A-Z]\.\ ?){{2,3}}(?:(?:of|from|in)\ {CAPITAL}|\([FM][/,\ ]\ ?\d\d)
      | \b(?i:the|an?|one)\ (?:young\ |old\ )?{CAPITAL}(?:\ {_WORD}){{0,2}}\ (?:{_ANYBODY})\ (?:(?:{"|".join(_AT_PLACE)})\ {CAPITAL}\b(?!\ (?:can|may|should|will)\b)|was\ found)
      | (?:{TITLED}|(?<![\w'’-]){CAPITAL}(?:\ {CAPITAL}){{1,2}})
        (?: (?:,\ (?:aged\ )?\d{{1,2}},)?\ (?:of|at|lives\ at|living\ at)\ {HOUSE}\ (?:{CAPITAL}\ ){{1,3}}(?:{STREETS})\b
          | ,\ (?:aged\ )?\d{{1,2}},\ (?:an?|from|had|of|was|who)\b(?!\ (?:them|these|those|which|whom)\b) )
      | (?:\b\d\d[- ]years?[- ]old|\baged\ \d\d|\b{_WORD},\ \d\d,)\ (?:(?!or\ |and\ |to\ |over\ ){_WORD}\ ){{0,3}}?(?:{CAPITAL}\ (?:{_ANYBODY}|national)
        |(?:{"|".join(_AT_PLACE)})\ {CAPITAL})
      | (?<!\w)@[\w.]{{3,30}}\ on\ (?i:{_CHATS})\b | \b(?i:{_CHATS}):?\ @(?!\S{{0,30}}nz)[\w.]{{3,30}}
      | \bplate\ [A-Z]{{2,3}}\ ?\d{{2,4}}\b
      | \b(?!RF[A-Z]|ISO|OIA|DOC)[A-Z]{{2,3}}(?:-20\d\d-\d{{4,6}}|\ (?!(?:19|20)\d\d/)\d{{3,6}}/\d\d)(?![\w/-])
      | \b(?i:case|file|complaint|incident)\ (?i:no\.?\ |ref\.?\ |number\ )?(?=[\w/-]{{0,20}}[A-Z])\d{{1,6}}[/-]\d[\w/-]{{2,20}}
      | \b(?i:DOB\b|d\.o\.b|date\ of\ birth|born\ on(?=\ \d)|whānau\ mai)[^\d\n]{{0,14}}\d{{1,2}}[ ./-]\w{{1,9}}
      | (?<![Ii]f\ )(?<![Ww]hen\ )\b(?i:s?he|one\ of\ the\ {_WORD}|the\ (?:{_WORD}\ )?(?:{_ROLE}|{_ANYBODY}))
        \ (?:{_WORD}\ ){{0,3}}?(?:HIV|pregnant|diagnosed\ with|treated\ for|suffer(?:s|ed|ing)\ from|attempted\ suicide
        |miscarried|overdosed)\b
      | \b(?i:{_ROLE}),?\ (?:(?:is\ |was\ )?(?:the|an?)\ (?:{_KIN}|owner|manager)\ of\ [^.;,\n]{{2,60}}?\ (?:in|near|on|from)\ {CAPITAL}|(?!support|serv|advi|advo)[^.;\n]{{0,30}}\ (?:in|at)\ (?:room|unit|flat|cabin)\ \d)
      | \b(?i:{_ROLE}|{_ANYBODY}),\ the\ only\ (?!one\b)[^.,;\n]{{3,40}}\ (?:from|in|at)\b | \b(?i:two|three|four|five|six)\ (?:{_KIN})s\ from\ {CAPITAL}\ (?:who|was|were|ha[ds]|have)\b""",
    re.VERBOSE,
)
"""Initials with a role or a place, `the Fijian worker in Napier`, an age with a place, the number of a car or a case,
a birthday, or somebody's health."""

_TARGET = r"(?:an?|the|one|two|three|\d)\ (?!\w*ture\b)"
_OPERATION = lazy_pattern(
    rf"""(?i)\b(?:(?:(?:ongoing|current|live)\ investigation|surveillance|search|raid)\ (?:into|of|on)\ {_TARGET}(?:{_WORD}\ ){{0,6}}?
        (?:in|near|at|(?:is|are)\ (?:set|planned|due)|continues)\b | officers?\ (?:are|is)\ (?:watching|tailing)\ (?!the\ ){_TARGET}
      | (?:warrants?|raids?)\ (?:will|are\ to)\ be\ (?:executed|carried) | charges\ (?:to\ be\ laid\ |will\ be\ laid\ )?against\ (?:{_WORD}\ ){{1,4}}(?:are\ expected|before|in)
      | phones?\b[^.;\n]{{0,30}}\b(?:tapped|intercepted) | phone\ intercepts | will\ raid | informant\ (?:within|inside|will) | a\ source\ inside\ the
      | expect(?:s|ing)?\ to\ (?:make\ )?arrests? | \balert\ (?:has\ been|is|was)\ placed\ [^.;\n]{{1,40}}\b(?:person\ of\ interest|suspect|man|woman)
      | (?:freeze|order|charges?|warrant|prosecution)s?\ (?:is|are)\ being\ prepared\ against\ {_TARGET}{_WORD}
      | production\ orders?\ (?:is|are|has|have)\ (?:out|been\ served)\ on | visits\ to\ [^.\n]{{3,80}}\b(?:week|{"|".join(MONTH_NAMES)})\b[^.\n]{{0,30}}\ will\ be\ unannounced
      | (?:employer|company|firm|owner|holder|suspect|recruiter|s?he)(?:\ under\ investigation)?\ (?:has\ not\ (?:yet\ )?been\ told(?!\ (?:to|why|how|what|when)\b)|does\ not\ know\ of\ it|is\ unaware\ of\ the\ inquiry)
      | will\ (?:{_WORD}\ ){{0,4}}unannounced\ (?:visit|inspection|search)s?\ (?:to|at|of)\ {_TARGET}{_WORD} | op\ {_WORD}\ goes\ live
      | (?:undercover\ (?:officer|agent)|covert\ camera)s?\ (?:was|were|is|are|will|has|have|placed|in|on))\b""",
    re.VERBOSE,
)
"""An operation that is not over: `a search warrant will be executed`."""

_COMPANY = rf"({CAPITAL}(?: (?:& )?{CAPITAL}){{0,5}} (?:Ltd|Limited|Inc|LLC|LP|Pty|Co)\b)"
_UNDER = r"(?:under investigation|investigated|suspected|accused)\b"
_SUSPECTED = lazy_pattern(
    rf"(?i:investigating|(?:investigation|inquiry) (?:of|into)|suspects|search warrants?|whakatewhatewha\w{{0,4}})"
    rf"(?: (?:that|the|a|i|owners?|directors?|of|at|will|may|be|is|was|executed)){{0,6}} {_COMPANY}"
    rf"|(?i:allegations?|charges|suspicions?|case)\b[^.;,]{{0,30}} (?:against|about) (?:the \w{{1,20}} of )?({CAPITAL}(?: {CAPITAL}){{1,6}})"
    rf"|workers? at (?:the )?({CAPITAL}(?: {CAPITAL}){{1,4}}) [^.;]{{0,60}}\b(?:paid|wages|passports?|threat\w*|fees)\b"
    rf"|({CAPITAL}(?: {CAPITAL}){{1,4}}) (?:is|are|was|were|has been) (?:(?:being|still|also) ){{0,2}}{_UNDER}"
    rf"|[Tt]he (?:owner|manager|director|operator)s? of ([^.;]{{2,60}}?),? (?:is|are|was|were) {_UNDER}"
    rf"|{_COMPANY}(?: [^.;]{{0,40}})? (?:is|are|was|were|been|being)(?: \w{{1,20}})? {_UNDER}"
)
_DECIDED = lazy_pattern(
    r"(?i)\b(?:convicted|sentenced|fined|ordered|judgment|appeal|decisions?|penalt(?:y|ies)|published|v)\b"
)
"""Words of sentences about what a court or an authority has decided, which anybody may know."""

_OF_VICTIMS = lazy_pattern(rf"(?i)\b(?:{_SUFFERED}|{_HARMED}|{_KIN})")
INVENTED = lazy_pattern(
    r"\b(?:[Aa]n actor plays|[Ii]n (?:the|a) (?:play|training scenario)),? (?![^.!?]*based on)[^.!?]*"
)
_SENTENCE = lazy_pattern(r"(?<!\b[A-Z])[.!?;](?=\s)")
_IN_CASES = (
    "vic |, who |under the name| was found|worker at |workers at |employer |employer:|arrest|charged |deported|pārurenga| named | called |name is|child, |known as|hiv|pregnant|suffer"
    "|diagnosed with|treated for|suicide|miscarr|overdose|dob|d.o.b|date of birth|born on|whānau mai|plate |-old |year old "
    "|years old |aged |investigat|inquiry |case against|suspicion|alleg|charges|whakatewhatewha|warrant|surveillance|raid"
    "|unannounced|undercover|tapped|intercept|goes live|search of|watching |tailing |covert camera|informant"
    "|, the only|inside|appointment|what she|what he|what happened|believed|about the|arrests|alert|being prepared|production|not know|unaware|been told"
)
OF_CASES = (
    *(*_ROLE.replace("vic|", "").split("|"), *_HARMED.split("|"), *_IN_CASES.split("|")),
    *(f" {kin}" for kin in _KIN.split("|")),
    *(said for chat in _CHATS.split("|") for said in (f" on {chat}", f"{chat} @", f"{chat}: @")),
    *(f".{space}{letter}." for space in ("", " ") for letter in ascii_lowercase),  # initials: `J.M.`, `J. M.`
    *(f"{somebody} {at} " for somebody in _ANYBODY.split("|") for at in _AT_PLACE),
)
WITH_NUMBERS = lazy_pattern(r"-20\d\d-\d{4}|\d{3}/\d\d|\b(?:case|file|complaint|incident) [^\n]{1,20}\d|, \d\d, ")
"""Quick tests, in lower case: every text with a person, a case or an operation has one of these."""


def details(text: str) -> Iterator[str]:
    """What identifies a person or a case, and operations that are not over."""
    yield from (match[0] for pattern in (_DETAIL, _OPERATION) for match in pattern.finditer(text))


def named(text: str, no_names: frozenset[str]) -> Iterator[str]:
    """The names of victims, and of suspects before a court decides; none has a word in `no_names` (folded)."""
    for sentence in _SENTENCE.split(text):
        found = _NAMED.finditer(sentence)
        secret = (match for match in found if _OF_VICTIMS.search(match[0]) or not _DECIDED.search(sentence))
        for name in chain.from_iterable(filter(None, match.groups()) for match in secret):
            public = OF_NO_PERSON.search(name) or OFFICE.search(name)
            if not public and no_names.isdisjoint(fold(name).split()):
                yield name


def suspected(text: str, no_names: frozenset[str]) -> Iterator[str]:
    """Who is named as under suspicion: `Example Ltd is under investigation`. Names made of `no_names` are left out."""
    for sentence in _SENTENCE.split(text):
        found = _SUSPECTED.finditer(sentence) if not _DECIDED.search(sentence) else ()
        names = chain.from_iterable(filter(None, match.groups()) for match in found)
        yield from (name for name in names if not no_names.issuperset(fold(name).split()))
