"""Rewrite misspelt words for an action and numbers in words: `Acton 7`, `Action seven`, `Actions IX and X`."""

import re

from poatool.framework.names.matching import fold
from poatool.framework.reference.keys import key_of
from poatool.framework.reference.spellings import Index, code_at, match_end, past_leads
from poatool.text import lazy_pattern

_NEAR = 1  # how many typing errors a word may have
_LONG = 6  # the fewest letters of a word whose misspelling is recognised: `Stop` is not `Step`
_BRIEF = 80  # the longest text, in characters, whose words are corrected
_OTHERS = ("auction", "caption", "cation", "faction", "fraction", "measured", "section")  # not words for an action
_BEFORE_NUMBER = lazy_pattern(r"(?<![\w'’-])[A-Za-zÀ-ÿ]{5,20}(?=\W{0,3}(?:[Nn]o\W{1,2})?[A-Za-z]{0,2}\W?\d)")
_WORDS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen; first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth;
twenty thirty forty fifty sixty seventy eighty ninety; I II III IV V VI VII VIII IX;
tahi rua toru wha rima ono whitu waru iwa"""
_UNITS, _NTH, _TENS, _TO_NINE, _MAORI = (words.split() for words in _WORDS.split(";"))
_ROMAN = [ten + unit for ten in ("", "X", "XX", "XXX") for unit in ("", *_TO_NINE)]
_IN_WORDS = lazy_pattern(
    rf"\b(?=[a-zA-Z])(?:(?P<tens>{'|'.join(_TENS)})?[- ]?"
    rf"(?P<units>{'|'.join(sorted((*_UNITS, *_NTH), key=len, reverse=True))})?"
    r"(?:(?<=teen)th)?(?<=[a-z])"
    rf"|(?:(?P<score>rua\s)?(?P<tekau>tekau)(?:\sm[āa]\s)?)?(?P<tahi>{'|'.join(_MAORI)}|whā)?(?<=[a-zā])"
    r"|(?P<roman>(?-i:X{0,3}(?:IX|IV|V?I{0,3}))))(?<=\w)\b",
    re.IGNORECASE,
)
_NTH_ACTION = lazy_pattern(r"(?i)\A(?:the\s)?(\d+)(?:st|nd|rd|th)?(?:\s(actions?))?\Z")
_NO_NUMBER = lazy_pattern(r"\A[X ]*\Z|(?:st|nd|rd|th)\b", re.IGNORECASE)  # not filled in (`XX`), or an ordinal


def respelt(index: Index, text: str) -> str:
    """A text with words for an action spelt right and, if all else in it is numbers in words, with these in digits."""
    text = _BEFORE_NUMBER.sub(lambda word: _word_meant(index, word) or word[0], text)
    begin = past_leads(index, text, start := match_end(index.between_codes, text, 0))
    numbers = [number[0] for number in _IN_WORDS.finditer(text, begin)]
    alone = len(numbers) == 1 < len(numbers[0]) and key_of(numbers[0]) not in index.levels  # not `V` or a pillar
    rest = index.between_codes.sub("", index.to.sub("", _IN_WORDS.sub("", text[begin:])))
    is_number = not _NO_NUMBER.search(" ".join(numbers)) and rest in ("", in_digits(" ".join(numbers)))  # `Seven (7)`
    return text[:begin] + in_digits(text[begin:]) if is_number and (alone or begin > start) else text


def _word_meant(index: Index, word: re.Match[str]) -> str | None:
    """Read a word, perhaps misspelt, as a word for an action; None if it may be a word for something else.

    Its last letter must not begin a code, as in `ActionN1`.
    """
    words = ["action", *map(fold, index.edition.framework.words.get("action", ()))]
    own = [each + ending for each in words if len(each) >= _LONG for ending in ("", "s")]
    if code_at(index, word.string, word.end() - 1):
        return None
    return meant if (meant := _nearly(fold(word[0]), [*_OTHERS, *own])) in own else None


def _nearly(word: str, known: list[str]) -> str | None:
    from rapidfuzz import distance, process

    hit = process.extractOne(word, known, scorer=distance.OSA.distance, score_cutoff=_NEAR)
    return str(hit[0]) if hit else None


def in_words_of(index: Index, text: str) -> str:
    """A short text, folded, with misspelt words replaced by words of the plan's wordings; empty if nothing changes."""
    words = fold(text).split() if len(text) <= _BRIEF else []
    known = sorted({word for title in index.titles if words for word in title.split() if len(word) >= _LONG})
    corrected = [_nearly(word, known) or word for word in words]
    return " ".join(corrected) if corrected != words else ""


def in_digits(text: str) -> str:
    """A text with numbers in digits: `Actions 1 and 2` for `Actions One and Two`, `action 9` for `ninth action`."""
    return _NTH_ACTION.sub(r"\2 \1", _IN_WORDS.sub(_in_digits, text)).strip()


def _in_digits(match: re.Match[str]) -> str:
    """Turn a number word (up to 99; in Māori, 29) or Roman numeral (up to 39) into digits, but not the X of `9 X`."""
    if match["roman"]:
        return match[0] if any(map(str.isdigit, match.string)) else str(_ROMAN.index(match[0]))
    if match["tekau"] or match["tahi"]:
        ten = 20 if match["score"] else 10 if match["tekau"] else 0
        return str(ten + (_MAORI.index(fold(match["tahi"])) + 1 if match["tahi"] else 0))
    tens, units = (match["tens"] or "").casefold(), (match["units"] or "").casefold()
    words = _NTH if units in _NTH else _UNITS
    return str((_TENS.index(tens) * 10 + 20 if tens else 0) + (words.index(units) + 1 if units else 0))
