"""Words that restrict who may see a text: in headings, titles and notes, or in answers to “OK to publish?”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poatool.framework.names.matching import fold
from poatool.text import has_any, lazy_pattern

CERTAIN = (
    *("internal", "embargo", "confiden", "sensitive", "restricted", "privileg", "privat", "draft", "secret", "withh"),
    *(
        "exempt",
        "redact",
        "not for the",
        *("not approved", "not cleared", "not signed off", "not yet approved", "not yet cleared", "not yet signed off"),
        "not share",
        "n't share",
        "n’t share",
        "never share",
        "off the record",
        " only",
    ),
)
IF_DENIED = (
    *("publi", "releas", "circulat", "disclos", "distribut", "quot", "attribut", "report", "shar", "print", "between"),
    *("until", "forward", "use", "consum"),
)
SIGNS = (*CERTAIN, *IF_DENIED)
"""Every restriction contains one of these, in lower case."""

DENIALS = (
    *("not", "never", "don", "mustn", "shouldn", "hold", "delay", "defer", "out", "please", "kindly", "before", "keep"),
    *("leave", "exclu", "omit", "for"),
    *(f"can{sign}t" for sign in "'’‘ʼ`´ "),
)
"""In running text, a restriction has one of these words beside a verb of publishing."""

_VERBS = (
    "publish(?:ed)?|(?:releas|circulat|distribut|disclos|attribut)(?:e|ed)|shared?|quoted?|printed|forward(?:ed)?"
    "|ma[dk]e(?: this| it)? public|public"
)
_DEEDS = (
    "(?:(?:external|public|general) )?(?:use|consumption|sharing)|publication|circulation|distribution|disclosure"
    "|quotation|attribution|(?:public )?release(?: to (?:media|press|public))?"
)
_REPORT = "(?:(?:public|published|annual) )*(?:report|version|domain)"
_BETWEEN = (
    "yet|ready|cleared|to|be|been|go|appear|include|included|inclusion|want|this|it|in|into|for|wider|further|external|onward|public"
    "|consent|agree|agreed|approved"
)
_DENIED = "not|never|don t|dont|cannot|can t|shouldn t|mustn t"
_OF_THIS = "(?: (?:this|it|these))?(?: (?:sentence|paragraph|text|row))?"
FORBIDDING = (
    f"(?:{_DENIED})(?: (?:{_BETWEEN}))*? (?:(?:in|into|for) {_REPORT}|{_DEEDS}|(?:{_VERBS})(?: n?or (?:{_VERBS}))*)",
    f"(?:keep|leave|take|hold)(?: this| it| these)? (?:out|back)(?: from)? {_REPORT}",
    f"(?:remove|delete|exclude|omit)d?{_OF_THIS} from (?:{_DEEDS}|{_REPORT})",
    f"(?:remov|delet)(?:e|ed){_OF_THIS} before (?:{_DEEDS}|publishing|releasing|printing|{_REPORT} goes out)",
    f"(?:{_DEEDS}){_OF_THIS}(?: is)? not (?:yet )?(?:approved|cleared|allowed)",
    "not (?:yet )?(?:approved|cleared|signed off)",
    "(?:hold|delay|defer) publication",
    "hold(?: this)?(?= until)",
    "(?:release|publish|circulate|share) only",
    "(?:(?:internal|official|departmental|agency|government)(?: use)?|(?:your )?eyes|background) only",
    "off record",
    "(?:(?:under|subject to) )?embargo(?:ed)?",
    "(?:keep|kept|treat|treated|remain)(?: as)?(?: this| it)?(?: strictly)? (?:confidential|in confidence)",
    "withhold(?: from publication)?",
    "withheld",
    "exempt(?:ed)?(?: from (?:publication|release)| s(?:ection)? ?\\d+)",
    "redact(?:ed)?",
)
"""Words that forbid publication, folded: without `the`, `of` and `and`."""

_CONFIDING = (
    "(?:confidential|sensitive)(?: (?:information|details|data|material))?",
    "restricted",
    "internal use",
    "(?:(?:commercial|policy|staff|medical|budget|evaluative|legal|cabinet|tender) )?in(?: strict)? confidence",
    "(?:shared|provided|told|given|said)(?: (?:to|with))?(?: (?:us|you))? in(?: strict)? confidence",
    "(?:commercially|politically|market|budget|legally) (?:sensitive|confidential|privileged)(?: information)?",
    "(?:subject to )?legal privilege",
)
"""Words by which a text names its audience."""

CLASSIFYING = (*_CONFIDING, "internal", "private", "secret", "draft")
"""Words by which a heading or a title names its audience."""

_FORBIDS, _CONFIDES, _CLASSIFIES = (
    lazy_pattern(rf"\b(?:{'|'.join(sorted(marks, key=len, reverse=True))})(?!\w)")
    for marks in (FORBIDDING, (*FORBIDDING, *_CONFIDING), (*FORBIDDING, *CLASSIFYING))
)

_POINTING = "this these all following above below first second third last next previous"
_PARTS_OF_TEXT = """
    answer answers comment comments data detail details entry figure figures information number numbers paragraph
    paragraphs part report sentence sentences
"""
_SPEAKING_OF_IT = """
    please kindly nb note strictly highly top is are be do did has have can could may must should shall will to for at
    as we i our would prefer preference request rather
    that want ask you it them yet now still stage only background row rows column columns
    text texts update updates table tables sheet sheets section sections
"""
_POINTERS = frozenset(_POINTING.split())
_POINTED_AT = frozenset(_PARTS_OF_TEXT.split())
"""What a text may be called in it; without a word such as `this`, something else is meant."""

_BESIDE = _POINTERS.union(_SPEAKING_OF_IT.split())
"""Words beside a restriction that are about the text itself.

Any other word makes it a statement about something else.
"""

_AS_YET = lazy_pattern(
    r" (?:(?:until|till|before|without|pending|prior|unless|under|outside|beyond|because|as|since|with|by|after|once)"
    "(?= ).*|further|widely)$"
)
"""How a restriction may continue: for how long, under which act or by whom."""

_PLEASE = lazy_pattern(
    r"""\boff\ the\ record(?=[,:]) | \b(?:please|kindly),?(?:\ [a-z]{1,12}){0,2}?\ (?:
        (?:do\ not|don['’]?t|never|not)\ (?:publish|release|circulate|disclose|(?:share|print|use|quote|distribute)
          (?=\ (?:this|it|these|outside|beyond|further|externally|publicly|yet|until|before|in\ the\ report)\b
            |\s{0,3}(?:[.,;)\]]|$)))
      | (?:keep|treat|hold|leave)(?:\ [a-z]{1,12}){0,3}?
        \ (?:confidential|sensitive|in\ confidence|private|between\ us|back|out\ of\ the\ (?:\w{1,12}\ )?report)
      | (?:redact|withhold)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ONLY = lazy_pattern(
    r"(?:[Tt]his (?:paragraph|sentence|text|row|update|section|part) is )?(?:[Ff]or )?(?:the )?"
    r"(?:[A-Z]{2,6}|(?:(?:[\w'’]+ ){0,3}"
    r"(?i:ministers?|ministerial|cabinet|executives?|board|officials?|internal|staff|leaders|leadership|governance"
    r"|committee|coordinators?|media|management|secretariat|group|team|panel)(?: [\w'’]+){0,2})) only"
)

LONGEST = 120
"""The longest restriction, in characters; it stands alone."""

_PARTS = lazy_pattern(r"[()\[\]{}<>.;!|\n–—]+|\s-+\s|(?<=[:?])")
_LEADS_ON = (":", "?")
"""Endings of labels and questions, which restrict nothing."""

_BRACKETED = lazy_pattern(r"[(\[{<]([^()\[\]{}<>]{0,120})[)\]}>]")
_SENTENCES = lazy_pattern(r"[.;!?|\n]+|(?<=:)(?!\s{0,9}\d)")
_ASIDES = lazy_pattern(r"\s[–—-]+\s|[–—]")
_STAMP = lazy_pattern(r"(?<![\w-])[A-Z]{2,20}(?:[ -][A-Z]{2,20}){0,9}(?![\w-])")
_GOES_ON = lazy_pattern(r"\s{1,9}[a-z]")
_BEGINS = lazy_pattern(r"(?:\A|[.!?:)\]\n])[\s(\[{\"“”]{0,9}\Z")
_BEFORE = 9
"""How many characters before a part of a text show whether a sentence begins with it."""

_DESCRIBING = lazy_pattern(
    r"(?:is |are )?not (?:yet )?(?:public|[a-z]{1,20}ed)|(?:strictly )?(?:restricted|confidential|sensitive)"
    r"|in (?:strict )?confidence|for [a-z ]{1,80} only"
)
"""Folded words that describe a thing rather than ask for something."""

_FURTHER_WORD = lazy_pattern("[ -]")


def restriction_in(text: str) -> str | None:
    """The restriction in a heading, a title or a tab as it is written: `Progress (not for publication)`."""
    return _part(text, _CLASSIFIES) or audience_in(text)


def audience_in(text: str) -> str | None:
    """The part of a title or a tab that names its only audience: `for Ministers only`, `DCE only`."""
    if " only" not in text.casefold():
        return None
    parts = (part.strip() for part in _PARTS.split(text))
    return next((part for part in parts if _ONLY.fullmatch(part)), None)


def withheld_in(text: str) -> str | None:
    """The part of a running text that forbids publication of the text: `(in confidence)`.

    It is a bracket, a sentence, a label, or words set off by a dash at one end of a sentence, and says nothing else. A
    request (`please do not publish`) and words in capitals may stand anywhere.
    """
    lower = text.casefold()
    if not has_any(lower, CERTAIN) and not (has_any(lower, DENIALS) and has_any(lower, IF_DENIED)):
        return None
    if (asked := _PLEASE.search(text)) is not None:
        return asked[0]
    for said, pattern in _set_off(text):
        words = said.strip(" \t:,–—-")
        for_some = words[:4].casefold() in ("for ", "this") and _ONLY.fullmatch(words) is not None
        if for_some or (words[:4].casefold() != "and " and _says_only(words, pattern)):
            return words
    return None


def _set_off(text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Parts of a running text that may be about the text itself, each with the words that restrict it there.

    A part set off within a sentence is about the word before it if it describes: `a register (not public) was set up`.
    """
    brackets = [bracket[1] for bracket in _BRACKETED.finditer(text) if not _describes(text, bracket)]
    for part in (*brackets, *_SENTENCES.split(_BRACKETED.sub(" ", text))):
        first, *asides = _ASIDES.split(part)
        yield first, _CONFIDES
        yield from ((aside, _CONFIDES) for aside in asides[-1:])
        yield from ((aside, _FORBIDS) for aside in asides[:-1] if not _DESCRIBING.fullmatch(fold(aside)))
        yield from ((last, _FORBIDS) for last in part.split(",")[1:][-1:])
    if not text.isupper():
        for stamp in _STAMP.finditer(text):
            if _FURTHER_WORD.search(stamp[0]) or _BEGINS.search(text[max(0, stamp.start() - _BEFORE) : stamp.start()]):
                yield stamp[0], _CONFIDES


def _describes(text: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket within a sentence describes the word before it."""
    begins = _BEGINS.search(text[max(0, bracket.start() - _BEFORE) : bracket.start()]) is not None
    within = not begins and _GOES_ON.match(text, bracket.end()) is not None
    return within and _DESCRIBING.fullmatch(fold(bracket[1])) is not None


def forbidden_in(text: str) -> str | None:
    """The words in a note that forbid publication, whatever else it says."""
    return _part(text, _FORBIDS)


def speaks_of_restriction(text: str) -> bool:
    """Whether a note beside updates says what may not be published, other than columns that never are."""
    if not has_any(text.casefold(), SIGNS) or len(text) > _LONGEST_NOTE:
        return False
    folded = fold(text)
    denied = folded.endswith(" no")
    return not denied and _CONFIDES.search(folded) is not None and _PRIVATE.isdisjoint(folded.split())


_LONGEST_NOTE = 400
_PRIVATE = frozenset(
    {
        "contact",
        "contacts",
        "notes",
        "note",
        "column",
        "columns",
        "personal",
        "email",
        "emails",
        "names",
        "name",
        "comments",
    }
)
"""Words of notes about columns that reports never print."""


def _part(text: str, pattern: re.Pattern[str]) -> str | None:
    """The first part of a text that is a restriction and nothing else."""
    if not has_any(text.casefold(), SIGNS):
        return None
    for part in (*_PARTS.split(text), text.partition(", ")[0]):
        words = part.strip()
        if not words.endswith(_LEADS_ON) and _says_only(words, pattern):
            return words
    return None


def _says_only(words: str, pattern: re.Pattern[str]) -> bool:
    """Whether some words only restrict who may see the text that they stand in."""
    if len(words) > LONGEST or (found := pattern.search(folded := fold(words))) is None or folded.startswith("it "):
        return False
    end = _AS_YET.search(folded, found.end())
    beside = set(pattern.sub(" ", folded[: end.start()] if end else folded).split())
    return beside <= _BESIDE or (beside <= _BESIDE | _POINTED_AT and not beside.isdisjoint(_POINTERS))
