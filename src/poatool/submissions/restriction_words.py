"""The words of restrictions by their roles, phrases of the same meaning, and the strings that a restriction needs."""

from enum import Enum
from functools import lru_cache

from poatool.framework.names.matching import fold
from poatool.text import as_read, lazy_pattern


class Word(Enum):
    """The roles of words in a restriction, each with its folded words; the first three list beginnings of words."""

    CLOSED = "confidenti sensitiv restricted privileg unpublish"
    SHUT = "embargo withh redact unredact"
    OUT = "publi releas circulat disclos distribut quot shar print forward attribut consumption cite announc mention"
    NARROW = "internal private secret draft"
    CLEARED = "cleared clearance"
    APPROVED = "approved approval endorsed authorised consent"
    AGREED = "agreed confirmed final finalised allowed"
    NOT = "not never dont cannot exempt"
    HELD = "hold keep kept stays leave take removed deleted excluded omitted delay defer only"
    DROP = "delete deleting remove removing exclude omit ignore disregard drop withdraw pull scrap"
    WAITING = "pending awaiting awaited subject outstanding check clear tbc tba tbd"
    BEFORE = "before until till unless prior"
    POINTER = "this these all following above below first second third last next previous one here please kindly"
    TEXT = "text bit wording para paragraph sentence row column table sheet section update return"
    THING = "information detail figure number data part report comment material statement answer response entry entries"
    GOING_ON = "under outside beyond because as since with by after once from widely without if when further"
    SMALL = """
        a s t n is are be been do does did has have can could may must should shall will to for at in it its them on
        or we i our us you your nb fyi note strictly highly top would rather prefer request want ask asked that
        yet now still stage out off back into go goes external onward wider ready appear include included inclusion
        content treat treated best better re remain got told given said provided strict
        working background knowledge version legal"""


def _words(*kinds: Word) -> list[str]:
    return [word for kind in kinds for word in kind.value.split()]


_STEMS = {stem: kind for kind in (Word.CLOSED, Word.SHUT, Word.OUT) for stem in _words(kind)}
_EXACT = {word: kind for kind in Word for word in _words(kind)}
CLEARING = frozenset((Word.CLEARED, Word.APPROVED, Word.AGREED))
_KNOWN = "approved|cleared|agreed|endorsed|authorised|confirmed|finalised"
_TUKU = "(?:whakaputa|tuku|tuha|whakaatu|tangia|panui)[a-z]*(?:(?: i)? tenei(?: [a-z]{3,})?)?(?: ki (?:te )?[a-z]+)?"
_ONLINE = "(?:online|(?:on|to)(?: our| public)? (?:web)?site)"
_REPORT = "(?:(?:our|public|published|annual|final|web) ){0,3}(?:report|version|domain|response|website)"
_KIND = "commercial|official|politic|market|budget|legal|cabinet|policy|staff|medical|evaluative|tender"
_PHRASES = [
    (lazy_pattern(rf"\b(?:{pattern})\b"), word)
    for pattern, word in (
        ("in ?(?:strict(?:est)? ?)?confidence|off record|to yoursel(?:f|ves)", "confidential"),
        ("(?:internal|official|departmental|agency|government) (?:use|reference|information)", "confidential"),
        ("(?:internal|eyes|background|officials?|ministers?|staff) only", "confidential"),
        (rf"(?:kaua [ei]|kaore (?:e|i te) whakaaetia(?: kia| te)?) {_TUKU}|ne pas (?:publier|diffuser)", "not publish"),
        ("(?:he )?(?:korero )?(?:matatapu|noho tapu|muna)(?: tenei)?", "confidential"),
        (r"\A(?:our )?(?:legal|lawyers|counsel|comms) sa(?:y|ys|id) (?:no|not to)\Z", "not publish"),
        (r"(?:oia )?s(?:ection)? ?(?:6|9)(?: 2)?(?: [a-k])?(?: [ivx]{1,4})? appl(?:y|ies)", "withheld"),
        (r"m[ao] te [a-z]{2,20} anake", "strictly"),
        (rf"(?:put|post|place|upload|goe?s?)(?: this| it| these)? (?:up )?{_ONLINE}", "publish"),
        (rf"(?:{_KIND})(?:ly|ally)?(?= (?:confidential|sensitive|privileged))", "strictly"),
        ("off limits", "not"),
        ("sign(?:ed)? off|signoff", "cleared"),
        ("agreed by", "approved by"),
        ("draft for (?:comment|discussion|review|consultation)", "draft"),
        ("draft for", "draft pending"),
        ("(?:should|must|to) be (?:deleted|removed|excluded|omitted|ignored|disregarded|dropped|withdrawn)", "delete"),
        (r"(?:take|leave|pull|strike|taken|left|pulled|struck)(?= (?:\w{1,20} ){0,3}out\b)", "delete"),
        (r"[a-z]{1,7}n t", "not"),
        (r"not (?:be )?(?:(?:includ|appear)(?:ed?|ing)?|go out)", "not publish"),
        ("ma[dk]e(?: this| it)? public|report goe?s? out|use|using", "publish"),
        (f"(?:in|into|for|from|out|part) {_REPORT}", "publish"),
        (r"\A(?:(?:top )?secret|classified|unofficial|sub judice|without prejudice)\Z", "confidential"),
        ("no (?=publicity|publication|release|announcement)", "not "),
        ("notfor(?:publication|release)", "not publish"),
        (r"hold(?: this(?: \w+)?| it)?(?= (?:un)?till?)|\A(?:please )?hold(?: this| it| for now| back)?\Z", "embargo"),
        ("(?:released?|published?|circulated?|shared?) only(?= (?:after|once|if|when|with))", "embargo"),
        (f"still with|(?:to be|being)(?= (?:{_KNOWN}))", "pending"),
    )
]
"""Phrases, folded, each with a word of the same meaning."""

_IN_PHRASES = (
    "confidence|kaua|whakaaetia|ne pas|matatapu|noho tapu| muna|between us|between ourselves|between you|yoursel|record"
    "|internal| only| eyes|secret|legal sa|lawyers sa|counsel sa|comms sa| applies|prejudice|hold back|keep back|//|tlp"
    "|fouo|noforn|c o n f|e m b a|hush|wraps|quiet|understanding|condition|background|for you|coordinator|secretariat"
    "|compiler|editor|building|classified|unofficial|judice|no comment|asked|fyi|consent|have this|be taken|delete this"
)
_ORDERS = (*_words(Word.HELD, Word.DROP), "n't", "n’t")
CERTAIN = (*_words(Word.CLOSED, Word.SHUT), *_IN_PHRASES.split("|"))
_IN_DENIALS = (
    "none|can|draft for|still with|to be|being|n o t|no pub|no rel|no ann|nothing|rather than|yet to|unhappy"
    "|uncomfortable|upset|anonymi|off limits|left|skip|park|cut|rather|less happy|alone|got out"
)
BARRED = (*_words(Word.NOT, Word.WAITING, Word.BEFORE), *_ORDERS, *_IN_DENIALS.split("|"))
GOING_OUT = (
    *_words(Word.OUT, *CLEARING),
    *("report", "version", "domain", "response", "site", "online", "appear", "use", "using", "sign", "until", "till"),
    *("readers", "further", "anywhere", " off", " out", " back", "before", "forward", "show", "known", "get out"),
    *("p u b", "r e l e", "media", "press", "this up", "through"),
)
"""A restriction in a running text contains a string in `CERTAIN`, or one in `BARRED` and one in `GOING_OUT`."""

SIGNS = (*CERTAIN, *_words(Word.NARROW, Word.DROP), *GOING_OUT, "out", "hold", "includ", "appear")
"""Every restriction contains one of these."""


def plain_words(text: str) -> list[str]:
    """The folded words of a text, with each known phrase as one word."""
    folded = fold(as_read(text))
    for pattern, word in _PHRASES:
        folded = pattern.sub(word, folded)
    return folded.split()


@lru_cache(maxsize=4096)
def word_of(word: str) -> Word | None:
    """The role of a folded word in a restriction; None if it has none."""
    if (one := _EXACT.get(word.removesuffix("s"))) in (Word.TEXT, Word.THING):
        return one
    return _EXACT.get(word) or next((kind for stem, kind in _STEMS.items() if word.startswith(stem)), None)
