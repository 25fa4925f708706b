"""Split a cleaned text into items: codes, ranges of codes, prose, and other pieces that look like codes."""

import re
from itertools import takewhile
from typing import NamedTuple

from poatool.framework.names.matching import fold
from poatool.framework.reference.keys import key_of
from poatool.framework.reference.remarks import move_at, remarks_at, words_before
from poatool.framework.reference.spellings import Index, Spelling, code_at, match_end, past_leads
from poatool.text import lazy_pattern

_PROSE = lazy_pattern(r"[\s.:)\]}|\-]{0,20}[(\[\"“]?\s{0,9}(?=[^\W\d_]{2})")
_BEFORE_PROSE = lazy_pattern(r"\s*[.):|\-]\s+(?=[^\W\d_]{2})")
_FROM = lazy_pattern(r"(?:all\s+of|from|del?|du|von|van|dal?|od|från|fra)\s+(?!from\b)", re.IGNORECASE)
_NEW_OR_FORMER = lazy_pattern(r"(?:(?P<new>new)|former(?:ly)?|old|previous|ex)[\s:-]{1,9}(?!new\b)", re.IGNORECASE)
_INCLUSIVE = lazy_pattern(r"(?i)\s{0,9}[,(\[]?\s{0,9}(?:inclusive|incl\.?|both(?:\s{1,9}included)?)(?![^\W\d_])[)\]]?")
_STRAY = lazy_pattern(r"[^\s,;&+|]+")
_TURN = lazy_pattern(r"[;\n]")
_DOUBTED = lazy_pattern(r"\s*(?:[(\[]\s*)?\?+[)\]]?")
_SHORT = 4

_SEPARATOR = lazy_pattern(r"[,;/&+|\t•·▪◦●*、]|(?<!-)(?<!- )\n|[^\W\d_]")
_PAIR = lazy_pattern(r"\d+\s?[/-]\s?\d")
_LISTING = lazy_pattern(r"[^\S\n]*(?:[,&+]|[^\W\d_]{1,3})[^\S\n]*[(\[]?")
_YEARS = 2  # a financial year joins two numbers in sequence: 21-22
_NAMED = lazy_pattern(r", ?[A-Z][^\d,;\n]{2,60}")  # `5, Accessible information`
_NUMBERING = lazy_pattern(r"[^\S\n]*[.):][^\S\n]*")
_OPENING = lazy_pattern(r"\s*[(\[{\"“'‘’]")
_OTHER_THINGS = frozenset({"item", "point", "no", "number", "ref", "reference"})
"""Words before an action's number. Beside an action, they may number something else: `Action 9, point 3`."""
_CUT_OFF = lazy_pattern(r"\s*(?:[+&/-]+|\.{2,})\s*")
_MEANS = "It may say that one action moved to the other. Write only the action numbers, separated by commas."
_NOT_BOTH = "They may not both be actions. Write only the action numbers, separated by commas."
_NUMERO = "The sign may stand for “number”, or may not belong here."
_BREAKS_OFF = "It breaks off. Write all the action numbers, separated by commas."


class Code(NamedTuple):
    """A code in a text, or a range of codes."""

    start: int
    end: int
    spelling: Spelling
    last: Spelling | str | None = None  # the other end of a range, as text if it is not an action
    prose: str = ""  # the text after it
    beside: bool = False  # only a space separates the code from the prose
    lead: str = ""  # words before it, such as `Action no.`
    remark: str = ""  # words between code and prose that leave the meaning as it is
    listed: tuple[str, ...] = ()  # earlier codes that share the prose
    moved: bool = False  # the text says where the action's reporting went


class Unsure(NamedTuple):
    """Numbers that may not all be actions: the `codes` they may mean, and the reason for doubt."""

    start: int
    end: int
    codes: tuple[str, ...]
    why: str


class Stray(NamedTuple):
    """Something that only looks like a code; `prose` is the text after it."""

    start: int
    end: int
    prose: str = ""
    likely: tuple[str, ...] = ()  # the action that a short form may mean: 3.2.2 for the `2` of `3.2.1/2`


class Prose(NamedTuple):
    """Words without a code."""

    start: int
    end: int


Item = Code | Unsure | Stray | Prose


def scan(index: Index, text: str) -> list[Item]:
    """Split a text, from left to right, into items; only separators and lead words belong to no item.

    Two neighbours that are only one reference become one item: the title of a pillar or objective is joined to the
    action before it (`2, Prevention`); two numbers that may be one action (`1. Action 9`) become a doubtful item.
    """
    found: list[Item] = []
    at = match_end(index.between_codes, text, 0)
    while at < len(text):
        item = (None if text[at].isdecimal() else _after_word(index, text, at)) or _item(index, text, at)
        if found and isinstance(item, Stray):
            item = _completed(index, text, found[-1], item)
        if isinstance(item, Code) and item.prose and "\n" not in text[: item.start]:
            bare = takewhile(lambda each: isinstance(each, Code) and not each.prose, reversed(found))
            item = item._replace(listed=tuple(code for each in bare for code in codes_of(index, each)))
        if found and (joined := _joined(index, text, found[-1], item)) is not None:
            found[-1] = joined
        else:
            found.append(item)
        at = match_end(index.between_codes, text, max(item.end, at + 1))
    if found and isinstance(last := found[-1], Code) and _CUT_OFF.fullmatch(text, last.end):
        found[-1] = Unsure(last.start, len(text), (last.spelling.code,), _BREAKS_OFF)
    return found


def _after_word(index: Index, text: str, at: int) -> Item | None:
    """Read a code or range after certain words: `from 1 to 3`, `new N1`, `former 26`, an agency, a pillar."""
    if words := words_before(index, text, at):
        begins, inside, who = words
        named = _item(index, text, begins)
        if isinstance(named, Code) and (codes := codes_of(index, named)) and inside >= set(codes):
            return named._replace(start=at, lead=text[at:begins] + named.lead, remark=f"{who} {named.remark}".strip())
        short = None if who or isinstance(named, Code) else _STRAY.match(text, past_leads(index, text, begins))
        if short:  # `Pillar 2, action 4` for P2-4
            below = [code for code in index.endings.get(key_of(short[0].rstrip(".:)")), ()) if code in inside]
            if len(below) == 1:
                return Code(at, short.end(), Spelling(below[0], alias=True), lead=text[at : short.start()])
    if word := _FROM.match(text, match_end(index.lead, text, at)):
        span = _item(index, text, word.end())
        return span._replace(start=at) if isinstance(span, Code) and span.last else None
    if word := _NEW_OR_FORMER.match(text, at):
        code = _item(index, text, word.end())
        standing = index.standings[code.spelling.code] if isinstance(code, Code) else None
        if isinstance(code, Code) and standing and (standing.entry.since if word["new"] else not standing.in_force):
            return code._replace(start=at, lead=text[at : word.end()] + code.lead)
        ends = index.endings.get(key_of(code.spelling.code), ()) if isinstance(code, Code) and word["new"] else ()
        if isinstance(code, Code) and (added := [each for each in ends if index.standings[each].entry.since]):
            return Unsure(at, code.end, (*added, code.spelling.code), "New actions have numbers of their own.")
    return None


def _item(index: Index, text: str, at: int) -> Item:
    """The item that begins at a position, with the words that belong to it."""
    if (found := code_at(index, text, at)) is None:
        after_lead = past_leads(index, text, at)
        alone = after_lead == len(text) or text[after_lead].isspace()
        return _read_uncoded_item(index, text, at, at if alone else after_lead)
    spelling, begin, end = found
    code = Code(at, end, spelling, lead=text[at:begin])
    sign = code.lead.rstrip()[-2:]
    if sign[1:] in ("°", "º") and (lettered := index.spellings.get(key_of(sign[0] + spelling.code))):  # N1 for `N°1`
        return Unsure(at, end, (spelling.code, lettered.code), _NUMERO)
    if end == len(text):
        return code
    remarked = remarks_at(index, text, spelling.code, end)[0] > end
    if not remarked and (move := move_at(index, text, spelling, end)):
        stop, codes, agrees = move
        if not agrees or text[stop : stop + 1].isalnum():
            return Unsure(at, stop, (spelling.code, *codes), _MEANS)
        code = code._replace(end=stop, moved=True)
    span = None if remarked or code.moved else _range(index, text, code)
    if doubt := _DOUBTED.match(text, (span or code).end):
        return Stray(at, doubt.end())
    return _with_words(index, text, span or code)


def _with_words(index: Index, text: str, item: Code) -> Item:
    """Add to a code or range the words after it, unless they are a reference; `10-12 workshops` may be a count."""
    end, remark = remarks_at(index, text, item.spelling.code, item.end)
    item = item._replace(end=end, remark=remark)
    words = _PROSE.match(text, item.end)
    if words is None or _reference_follows(index, text, words.end(), item.spelling.code) or isinstance(item.last, str):
        return item
    stop, set_off = _end_of_words(index, text, words.end()), words[0].strip()
    if item.last and not set_off and "\n" not in words[0]:
        return Unsure(item.start, stop, (item.spelling.code, item.last.code), _NOT_BOTH)
    return item._replace(end=stop, prose=text[words.end() : stop].strip(' \n)]"”'), beside=not (item.lead or set_off))


def _range(index: Index, text: str, code: Code) -> Code | None:
    dash = index.to.match(text, code.end)
    if dash is None and "." in code.spelling.code and text.startswith(".", code.end):
        dash = index.to.match(text, code.end + 1)  # as in `2.3.-2.5.`; `1. - 9` may be the first line of a list
    if dash is None or dash.end() == len(text):
        return None
    if (found := code_at(index, text, dash.end())) is None:
        at = past_leads(index, text, dash.end())
        if (token := _STRAY.match(text, at)) and (short := index.with_ending(code.spelling.code, token[0])):
            return code._replace(end=match_end(_INCLUSIVE, text, token.end()), last=Spelling(short, alias=False))
        return code._replace(end=number.end(), last=number[0]) if (number := _numbered(text, at)) else None
    last, begin, end = found
    lead = _lead_word(text[dash.end() : begin])
    if lead not in ("", _lead_word(code.lead)) and code.spelling.code.isdecimal():
        return None  # as in `3 – Action 9`: 3 may number something else
    further = index.to.match(text, end)
    if further and (third := _numbered(text, further.end())):
        return code._replace(end=third.end(), last=text[begin : third.end()])
    return code._replace(end=match_end(_INCLUSIVE, text, end), last=last)


def codes_of(index: Index, item: Item) -> tuple[str, ...]:
    """The action of a code, or the actions of a range; none if its end is unknown."""
    if not isinstance(item, Code) or isinstance(item.last, str):
        return ()
    return index.between(item.spelling.code, item.last.code) if item.last else (item.spelling.code,)


def _numbered(text: str, at: int) -> re.Match[str] | None:
    token = _STRAY.match(text, at)
    return token if token and any(c.isdigit() for c in token[0]) else None


def _reference_follows(index: Index, text: str, at: int, code: str = "") -> bool:
    """Whether another reference begins here, not words about the one before; after `code`, it may be a short code."""
    start = match_end(index.between_codes, text, at)
    if code_at(index, text, start) is not None:
        return True
    short = _STRAY.match(text, start) if code and start > at else None
    return (start > at and _numbered(text, start) is not None) or bool(short and index.with_ending(code, short[0]))


def _end_of_words(index: Index, text: str, at: int) -> int:
    """Where these words end: before a line break or semicolon that a code follows, or at the end of the text."""
    ends = (match.start() for match in _TURN.finditer(text, at) if _reference_follows(index, text, match.end()))
    return next(ends, len(text.rstrip()))


def _read_uncoded_item(index: Index, text: str, start: int, at: int) -> Item:
    """Read an item that does not begin with a code: words, or a piece that only looks like a code, with its words."""
    token = _STRAY.match(text, at)
    alone = token is not None and (token.end() == len(text) or text[token.end()] != " ")
    if token is None or not (any(c.isnumeric() for c in token[0]) or (alone and len(token[0]) < _SHORT)):
        return Prose(start, _end_of_words(index, text, at))
    end = token.end()
    while text[end - 1] in ".:,;" or (text[end - 1] == ")" and "(" not in text[:end]):
        end -= 1
    words = _BEFORE_PROSE.match(text, end)
    if words is None or _reference_follows(index, text, words.end()):
        return Stray(start, end)
    stop = _end_of_words(index, text, words.end())
    return Stray(start, stop, text[words.end() : stop])


def _joined(index: Index, text: str, before: Item, item: Item) -> Item | None:
    if isinstance(before, Code | Unsure) and isinstance(item, Prose):
        words = text[item.start : item.end]
        named = isinstance(before, Code) and _NAMED.fullmatch(text, before.end) and not (before.prose or before.remark)
        if fold(words) not in index.headings and not named:
            return None
        return before._replace(end=item.end, prose=words) if isinstance(before, Code) else before._replace(end=item.end)
    if not isinstance(before, Code):
        return None
    if isinstance(item, Code) and not _are_separate(index, text, before, item):
        first, last = before.spelling.code, item.spelling.code
        spanned = index.between(first, last) if "-" in text[before.end : item.start] else ()
        return Unsure(before.start, item.end, spanned or (first, last), _NOT_BOTH)
    if isinstance(item, Stray) and _CUT_OFF.fullmatch(text, before.end, item.end):
        return Unsure(before.start, item.end, (before.spelling.code,), _BREAKS_OFF)
    return None


def _completed(index: Index, text: str, before: Item, item: Stray) -> Code | Stray:
    """Complete a short code in a list: in `BE/23/11 & 12`, 12 is BE/23/12; after 3.2.1, 2 may also be a pillar."""
    last = before.last or before.spelling if isinstance(before, Code) else None
    short = text[item.start : item.end].lstrip("-")
    alone = short.strip("()").isalnum() and _LISTING.fullmatch(text, before.end, item.start)
    code = index.with_ending(last.code, short) if isinstance(last, Spelling) else None
    if not code or item.prose or key_of(short) in index.levels or not alone:
        return item._replace(likely=(code,)) if code else item
    return Code(item.start, item.end, Spelling(code, alias=True))


def _are_separate(index: Index, text: str, one: Code, other: Code) -> bool:
    """Whether two neighbouring codes are certainly two references: `2 2` may be 22, `8 22/23` may be 8 in 2022/23."""
    between, before, lead = text[one.end : other.start], _lead_word(one.lead), _lead_word(other.lead)
    written = [(text[each.start + len(each.lead) : each.end].strip(), each.spelling.code) for each in (one, other)]
    as_printed = {each == code for each, code in written if each.isalpha()}
    joined = key_of(one.spelling.code + other.spelling.code)
    is_pair = _PAIR.match(text, other.start) and len(codes_of(index, other)) <= _YEARS
    is_one = not (between.strip() or lead) and (joined in index.spellings or is_pair)
    ends = [index.standings[item.spelling.code].counts_under for item in (one, other)]
    if ends[0] == ends[1] and not (one.last or other.last or is_one):  # as in `26 (9)`: either number may be meant
        return True
    differ = lead != before and not _OTHER_THINGS.isdisjoint((lead, before))
    if (lead and differ) or len(as_printed) > 1:  # as in `a C`, where only C is as printed
        return False
    if _NUMBERING.fullmatch(between) and not one.prose:
        return bool(one.lead and other.lead) and before == lead  # in `Item 3: Action 9`, 3 may number something else
    first, last = one.last if isinstance(one.last, Spelling) else one.spelling, other.spelling.code
    if between == "/" and text[other.start].isdigit() and len(index.between(first.code, last)) == _YEARS:
        alone = not (one.lead or any(map(str.isalnum, text[: one.start])) or _reference_follows(index, text, other.end))
        if one.last or (alone and not other.last and f"20{last}" in map(str, index.years[:-1])):  # `9 - 20/21`, `22/23`
            return False
    total = str(sum(standing.in_force for standing in index.standings.values()))
    if between == "/" and last == total and not lead and len(index.between(first.code, last)) > _YEARS:
        return bool(one.lead or _reference_follows(index, text, other.end))  # `10/28` may be 10 of 28
    apart = one.prose or _SEPARATOR.search(between)
    return bool(apart) or not (is_one or "-" in between or _OPENING.match(between) or (lead and lead != before))


def _lead_word(lead: str) -> str:
    return "".join(c for c in lead.casefold() if c.isalpha()).removesuffix("s")
