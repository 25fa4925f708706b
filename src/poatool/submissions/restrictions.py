"""Words that restrict a text: who may read it, when it may be published, whether it is agreed.

They are alone in a heading, a title, a label, a bracket or a sentence, and are about the text around them. So one
question decides: does every word belong to one of the few classes below, up to a time, person or reason (`until May`,
`by the Minister`)? Any other word makes it a statement about work: `The register is not public`.
"""

from collections.abc import Iterator, Sequence, Set as AbstractSet
from enum import Enum
from functools import lru_cache
from itertools import groupby

from poatool.framework.names.matching import fold
from poatool.text import as_read, has_any, lazy_pattern


class Word(Enum):
    """The roles of words in a restriction, each with its folded words; the first three list beginnings of words."""

    CLOSED = "confidenti sensitiv restricted privileg unpublish"
    SHUT = "embargo withh redact"
    OUT = "publi releas circulat disclos distribut quot shar print forward attribut consumption cite"
    NARROW = "internal private secret draft"
    CLEARED = "cleared clearance"
    APPROVED = "approved approval endorsed authorised consent"
    AGREED = "agreed confirmed final finalised allowed"
    NOT = "not never dont cannot exempt"
    HELD = "hold keep kept leave take removed deleted excluded omitted delay defer only"
    DROP = "delete remove exclude omit ignore disregard drop withdraw pull scrap"
    WAITING = "pending awaiting awaited subject outstanding check clear tbc tba tbd"
    BEFORE = "before until till unless prior"
    POINTER = "this these all following above below first second third last next previous one please kindly"
    TEXT = "text wording paragraph sentence row column table sheet section update return"
    THING = "information detail figure number data part report comment material statement answer response entry entries"
    GOING_ON = "under outside beyond because as since with by after once from widely without if when further"
    SMALL = """
        a s t n is are be been do did has have can could may must should shall will to for at in it its them on or we i
        our us you your nb note strictly highly top would rather prefer preference request want ask asked that yet now
        still stage out off back into go goes external onward wider ready appear include included inclusion content
        treat treated remain got told given said provided strict working background knowledge version legal"""


def _words(*kinds: Word) -> list[str]:
    return [word for kind in kinds for word in kind.value.split()]


_STEMS = {stem: kind for kind in (Word.CLOSED, Word.SHUT, Word.OUT) for stem in _words(kind)}
_EXACT = {word: kind for kind in Word for word in _words(kind)}
CLEARING = frozenset((Word.CLEARED, Word.APPROVED, Word.AGREED))

_KNOWN = "approved|cleared|agreed|endorsed|authorised|confirmed|finalised"
_KIND = "commercial|politic|market|budget|legal|cabinet|policy|staff|medical|evaluative|tender"
_PHRASES = [
    (lazy_pattern(rf"\b(?:{pattern})\b"), word)
    for pattern, word in (
        ("in(?: strict)? confidence|off record|between us|to yoursel(?:f|ves)", "confidential"),
        ("(?:internal|official|departmental|agency|government) use|(?:internal|eyes|background) only", "confidential"),
        ("kaua [ei] (?:whakaputa|tuku|tuha|whakaatu)[a-z]{0,5}|ne pas (?:publier|diffuser)", "not publish"),
        ("(?:he )?(?:matatapu|noho tapu|muna)", "confidential"),
        (rf"(?:{_KIND})(?:ly|ally)?(?= (?:confidential|sensitive|privileged))", "strictly"),
        ("sign(?:ed)? off|signoff", "cleared"),
        ("agreed by", "approved by"),
        ("draft for (?:comment|discussion|review|consultation)", "draft"),
        ("draft for", "draft pending"),
        ("(?:should|must|to) be (?:deleted|removed|excluded|omitted|ignored|disregarded|dropped|withdrawn)", "delete"),
        (r"(?:take|leave|pull|strike)(?= (?:\w{1,20} ){0,3}out\b)", "delete"),
        (r"[a-z]{1,7}n t", "not"),
        (r"\A(?:please )?hold(?: this| it| for now)?\Z", "embargo"),
        (r"not (?:be )?(?:includ|appear)(?:ed?|ing)?", "not publish"),
        ("to be used", "publish"),
        ("ma[dk]e(?: this| it)? public|report goe?s? out|use|using", "publish"),
        ("(?:in|into|for|from|out) (?:(?:public|published|annual) ){0,3}(?:report|version|domain)", "publish"),
        (r"hold(?: this(?: \w{1,20})?| it)?(?= (?:until|till))", "embargo"),
        ("(?:released?|published?|circulated?|shared?) only(?= (?:after|once|if|when|with))", "embargo"),
        (f"still with|(?:to be|being)(?= (?:{_KNOWN}))", "pending"),
    )
]
"""Phrases, folded, each with a word of the same meaning."""

_BETWEEN = 5
"""How many other words may follow a word for waiting: `subject to the Minister's final approval`."""

LONGEST = 120
"""The length of the longest restriction without other words."""

_IN_PHRASES = "confidence|kaua|ne pas|matatapu|noho tapu|between us|yoursel|record|internal| only| eyes"
CERTAIN = (*_words(Word.CLOSED, Word.SHUT), *_IN_PHRASES.split("|"))
_ORDERS = (*_words(Word.HELD, Word.DROP), "n't", "n’t")
BARRED = (*_words(Word.NOT, Word.WAITING, Word.BEFORE), *_ORDERS, "can", "draft for", "still with", "to be", "being")
GOING_OUT = (*_words(Word.OUT, *CLEARING), "report", "version", "domain", "use", "using", "sign", "until", "till")
"""A restriction in a running text contains a string in `CERTAIN`, or one in `BARRED` and one in `GOING_OUT`."""

SIGNS = (*CERTAIN, *_words(Word.NARROW, Word.DROP), *GOING_OUT, "out", "hold", "includ", "appear")
"""Every restriction contains one of these."""


class Where(Enum):
    """Where words are: in a note beside a text, in a running text, or apart, as a heading, title or label."""

    NOTE = "note"
    TEXT = "text"
    APART = "apart"


_PARTS = lazy_pattern(r"[()\[\]{}<>.;!|\n–—]+|\s-+\s|(?<=[:?])")
_BRACKETED = lazy_pattern(r"[(\[{<]([^()\[\]{}<>]{0,120})[)\]}>]")
_SENTENCES = lazy_pattern(r"[.;!?|\n]+|(?<=:)(?!\s{0,9}\d)")
_ASIDES = lazy_pattern(r"\s[–—-]+\s|[–—]")
_STAMP = lazy_pattern(r"(?<![\w-])[A-Z]{2,20}(?:[ -][A-Z]{2,20}){0,9}(?![\w-])")
_PLEASE = lazy_pattern(r"\b(?:[Pp]lease|[Kk]indly)\b[^,.;:!?|()\[\]\n–—]{0,120}|\b[Oo]ff the record(?=[,:])")
_BEGINS = lazy_pattern(r"(?:\A|[.!?:)\]\n])[\s(\[{\"“”]{0,9}\Z")
_BEFORE = 9
"""How many characters before a part of a text show whether a sentence begins there."""

_DESCRIBING = lazy_pattern(
    r"(?:is |are )?not (?:yet )?(?:public|[a-z]{1,20}ed)|unpublished"
    r"|(?:strictly )?(?:restricted|confidential|sensitive)|in (?:strict )?confidence|for [a-z ]{1,80} only"
)
"""Folded words that describe what is before them and restrict nothing."""

_READERS = lazy_pattern(
    r"(?:[Tt]his \w{3,9} is )?(?:[Ff]or )?(?:the |your )?(?:[A-Z]{2,6}|(?:[\w'’]{1,20} ){0,3}"
    r"(?i:your|minister\w{0,4}|cabinet|executives?|board|officials?|internal|staff|lead\w{2,6}|governance|committee"
    r"|media|coordinators?|management|secretariat|group|team|panel|agency)(?:['’]s?)?(?: [\w'’]{1,20}){0,2})"
    r" (?:eyes(?: only)?|only)"
)
"""Words that name the only permitted readers: `for Ministers only`, `DCE only`, `for the Minister's eyes`."""


def restriction_in(text: str) -> str | None:
    """The restriction in a heading, title or tab, as written: `Progress (not for publication)`."""
    text = as_read(text)
    if not has_any(text.casefold(), SIGNS):
        return None
    parts = (part.strip() for part in _PARTS.split(text))
    return part_of(text, Where.APART) or next((part for part in parts if _READERS.fullmatch(part)), None)


def forbidden_in(text: str) -> str | None:
    """The words of a note that forbid publication, whatever else it says."""
    text = as_read(text)
    return part_of(text, Where.NOTE) if has_any(text.casefold(), SIGNS) else None


def forbids(note: str) -> str | None:
    """The words of a note or comment that forbid publication, or a whole line of it that restricts: `Confidential`."""
    if (mark := forbidden_in(note)) is None and (said := restriction_in(note)) is not None:
        mark = said if fold(said) in map(fold, as_read(note).splitlines()) else None
    return mark


def withheld_in(text: str) -> str | None:
    """The part of a running text that forbids publishing it: `(in confidence)`."""
    lower = text.casefold()
    if not has_any(lower, CERTAIN) and not (has_any(lower, BARRED) and has_any(lower, GOING_OUT)):
        return None
    for part in _set_off(text):
        words = part.strip(" \t:,–—-")
        for_some = words.casefold().startswith(("for ", "this")) and _READERS.fullmatch(words) is not None
        if for_some or _restricts(words, Where.TEXT):
            return words
    return None


def part_of(text: str, where: Where) -> str | None:
    """The first part of a text that is only a restriction; labels and questions never are."""
    for part in (*_PARTS.split(text), text.partition(", ")[0], text.rpartition(", ")[2]):
        words = part.strip()
        if not words.endswith((":", "?")) and _restricts(words, where):
            return words
    return None


def _set_off(text: str) -> Iterator[str]:
    """The parts of a running text that may be about the text itself.

    A description in brackets or between dashes is about the word before it, not the text: `a register (not public) was
    set up`.
    """
    yield from (match[0] for match in _PLEASE.finditer(text))
    for bracket in _BRACKETED.finditer(text):
        said = bracket[1]
        within = (
            not _begins(text, bracket.start()) and text[bracket.end() : bracket.end() + _BEFORE].lstrip()[:1].islower()
        )
        if not (within and _DESCRIBING.fullmatch(fold(said))):
            yield from (said, said.partition(":")[0], *said.split(",")[1:][-1:])
    for sentence in _SENTENCES.split(_BRACKETED.sub(" ", text)):
        first, *asides = _ASIDES.split(sentence)
        yield from (first, *asides[-1:])
        yield from (last for last in sentence.split(",")[1:][-1:] if not _DESCRIBING.fullmatch(fold(last)))
    for stamp in _STAMP.finditer(text) if not text.isupper() else ():
        if not stamp[0].isalpha() or _begins(text, stamp.start()):
            yield stamp[0]


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins at a place in a text."""
    return _BEGINS.search(text[max(0, start - _BEFORE) : start]) is not None


def _restricts(words: str, where: Where) -> bool:
    """Whether words do nothing but restrict who may see their text."""
    about_another = words.casefold().startswith(("it ", "and "))
    if len(words) > LONGEST or about_another:
        return False
    plain = plain_words(words)
    # A conditional order counts if about approval: `Ignore this sheet if you lead no action` is for everybody.
    of_order = [list(part) for is_if, part in groupby(plain, "if".__eq__) if not is_if]
    return all(all_about_text(part, where) for part in (of_order if Word.DROP in map(word_of, plain) else [plain]))


def all_about_text(words: Sequence[str], where: Where) -> bool:
    """Whether plain words restrict the text they are in; words such as `until May` may follow."""
    seen: set[Word] = set()
    last: Word | None = None
    between = 0
    for each in words:
        word = word_of(each)
        if _is_enough(seen, where):
            if word in (Word.BEFORE, Word.GOING_ON, Word.WAITING) or (each == "to" and last is Word.OUT):
                return True
            if word is None:
                return last is Word.BEFORE and Word.DROP in seen
        elif word is None:
            between += 1
            if Word.WAITING not in seen or between > _BETWEEN:
                return False
            continue
        if word in _RESTRICTING and Word.NOT in seen and seen <= _DENYING:
            return False
        if word is Word.OUT:
            seen |= _sense_of_publishing(seen, where)
        if word is not Word.THING or last is not Word.CLOSED:
            seen.add(word)
        last = word
    only_order = Word.DROP in seen and seen <= {Word.DROP, Word.SMALL} and where is not Where.TEXT  # `Omit`
    return only_order or _is_enough(seen, where)


_RESTRICTING = frozenset((Word.CLOSED, Word.SHUT, Word.NARROW))
_DENYING = frozenset((Word.NOT, Word.SMALL, Word.TEXT, Word.POINTER, Word.THING))
"""Words before a restricting word that deny it: `This return is not confidential`."""


def _sense_of_publishing(seen: AbstractSet[Word], where: Where) -> AbstractSet[Word]:
    """What the words before a word for publishing make of it: a denial, or the subject of a statement."""
    asked = Word.BEFORE in seen and not seen.isdisjoint((Word.WAITING, Word.POINTER))
    if asked or not seen.isdisjoint((Word.NOT, Word.HELD, Word.DROP)):
        return {Word.NOT}
    return set() if where is Where.APART or not seen.isdisjoint(CLEARING) else {Word.THING}


def _is_enough(seen: AbstractSet[Word], where: Where) -> bool:
    """Whether words of these kinds alone restrict a text."""
    of_text = not seen.isdisjoint((Word.TEXT, Word.POINTER))
    if Word.DROP in seen and Word.NOT not in seen and where is not Where.TEXT and (of_text or Word.BEFORE in seen):
        return True
    if Word.THING in seen and not of_text:
        return False
    if not seen.isdisjoint((Word.NOT, Word.WAITING)) and not seen.isdisjoint(CLEARING):
        flat = Word.NOT in seen and Word.APPROVED in seen
        return flat or where is Where.APART or not seen.isdisjoint((Word.TEXT, Word.OUT, Word.CLEARED))
    return (
        Word.SHUT in seen
        or (Word.CLOSED in seen and where is not Where.NOTE)
        or (Word.NARROW in seen and Word.OUT not in seen and where is Where.APART)
        or (Word.NOT in seen and Word.OUT in seen)
    )


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
