"""A cleaned text to its items: codes, ranges of codes, prose, and strays that look like codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poatool.framework.reference.codes import any_code, code_after_lead, code_at, move_at, past
from poatool.framework.reference.items import Code, Item, Prose, Range, Stray, Unsure
from poatool.framework.reference.spellings import Index, Spelling
from poatool.text import lazy_pattern

_BETWEEN = lazy_pattern(
    r"(?:[\s,;/&+|•·▪◦●*)\]}(\[{\"“”«»]|[.:](?![0-9])|-(?=\s)|(?:and|also|plus|then|as\s+well\s+as|including|incl)(?![A-Za-z]))+",
    re.IGNORECASE,
)
_RANGE = lazy_pattern(r"[^\S\n]*(?:-|\.{2,3}|…)[^\S\n]*|\s+(?:to|through|thru|until|up\s+to)\s+", re.IGNORECASE)
_ASIDE = lazy_pattern(
    r"\s{0,9}[(\[](?:new(?:\s{1,9}action)?|added|updated|revised|ongoing|cont(?:inued|\.)?|lead|supporting|shared"
    r"|joint(?:ly)?|in\s{1,9}part|part|(?:see\s{1,9})?p(?:p|g|ages?)?\.?\s?\d{1,3})[)\]]"
    r"|\s{0,9}-?\s{0,9}\bnew(?:\s{1,9}action)?(?=\s{0,9}(?:[,;\n]|$))",
    re.IGNORECASE,
)
_PROSE = lazy_pattern(r"[\s.:)\-]{0,20}[(\[\"“]?\s{0,9}(?=[^\W\d_]{2})")
_SAID_OF_IT = lazy_pattern(r"\s*[:\-]\s+(?=[^\W\d_]{2})")
_BOTH = lazy_pattern(r"both(?:\s+of|\s*:)?\s+", re.IGNORECASE)
_AND = lazy_pattern(r"\s*(?:and(?![^\W\d_])|[&+,;/])\s*", re.IGNORECASE)
_PAIR = 2
_FROM = lazy_pattern(r"from\s+(?!from\b)", re.IGNORECASE)
_NEW = lazy_pattern(r"new\s+(?!new\b)", re.IGNORECASE)
_INCLUSIVE = lazy_pattern(
    r"\s{0,9}[,(\[]?\s{0,9}(?:inclusive|incl\.?|both\s{1,9}included)(?![^\W\d_])[)\]]?", re.IGNORECASE
)
_STRAY = lazy_pattern(r"[^\s,;&+|]+")
_TURN = lazy_pattern(r"[;\n]")
_MEANS = "It may say that one moved to the other. Write only the action numbers, separated by commas."
_DOUBTED = lazy_pattern(r"\s*(?:[(\[]\s*)?\?+[)\]]?")
_SHORT = 4


def scan(index: Index, text: str) -> Iterator[Item]:
    """Split a text, from left to right, into items; only separators and lead words belong to none."""
    at = past(_BETWEEN, text, 0)
    while at < len(text):
        at = _past_both(index, text, at)
        item = _after_word(index, text, at) or _item(index, text, at)
        yield item
        at = past(_BETWEEN, text, max(item.end, at + 1))


def _past_both(index: Index, text: str, at: int) -> int:
    """Skip `both` if exactly two actions follow it."""
    if (word := _BOTH.match(text, at)) is None:
        return at
    end, found = word.end(), 0
    while (one := any_code(index, text, end)) is not None:
        found += 1
        if found > _PAIR or (link := _AND.match(text, one[1])) is None:
            break
        end = link.end()
    return word.end() if found == _PAIR else at


def _after_word(index: Index, text: str, at: int) -> Code | Range | None:
    """A range after `from`, or an added action after `new`, as in `new action N1`."""
    if word := _FROM.match(text, past(index.lead, text, at)):
        span = _item(index, text, word.end())
        return span._replace(start=at) if isinstance(span, Range) else None
    if word := _NEW.match(text, at):
        code = _item(index, text, word.end())
        if isinstance(code, Code) and index.standings[code.spelling.codes[0]].since:
            return code._replace(start=at, lead=text[at : word.end()] + code.lead)
    return None


def _item(index: Index, text: str, at: int) -> Item:
    found, lead = code_at(index, text, at), ""
    if found is None and index.lead.match(text, at) is not None:
        found, end = code_after_lead(index, text, at)
        lead = text[at:end]
        if found is None and end < len(text) and not text[end].isspace():
            return _other(index, text, at, end)
    if found is None:
        return _other(index, text, at, at)
    spelling, end = found
    whole: Code | Range | Unsure = Code(at, end, spelling, lead=lead)
    if end == len(text):
        return whole
    if move := move_at(index, text, spelling, end):
        sure = move.agrees and not (move.end < len(text) and text[move.end].isalnum())
        whole = whole._replace(end=move.end) if sure else Unsure(at, move.end, (*spelling.codes, *move.codes), _MEANS)
    elif span := _range(index, text, at, spelling, end):
        whole = span._replace(lead=lead)
    if doubt := _DOUBTED.match(text, whole.end):
        return Stray(at, doubt.end())
    return _with_words(index, text, whole) if isinstance(whole, Code) else whole


def _with_words(index: Index, text: str, code: Code) -> Code:
    """A code with the words after it, unless they are the next reference or an aside such as `(new)`."""
    end = past(_ASIDE, text, code.end)
    words = _PROSE.match(text, end)
    if words is None or _goes_on(index, text, words.end()):
        return code._replace(end=end)
    stop = _turn(index, text, words.end())
    beside = not (code.lead or words[0].strip())
    return code._replace(end=stop, prose=text[words.end() : stop].strip(' \n)]"”'), beside=beside)


def _range(index: Index, text: str, at: int, first: Spelling, end: int) -> Range | None:
    dash = _RANGE.match(text, end)
    if dash is None or dash.end() == len(text):
        return None
    last, begin = code_at(index, text, dash.end()), dash.end()
    if last is None:
        last, begin = code_after_lead(index, text, begin)
    if last is None:
        token = _numbered(text, begin)
        return Range(at, token.end(), first, token[0]) if token else None
    further = _RANGE.match(text, last[1])
    third = _numbered(text, further.end()) if further else None
    if third:
        return Range(at, third.end(), first, text[begin : third.end()])
    return Range(at, past(_INCLUSIVE, text, last[1]), first, last[0])


def _numbered(text: str, at: int) -> re.Match[str] | None:
    token = _STRAY.match(text, at)
    return token if token and any(c.isdigit() for c in token[0]) else None


def _goes_on(index: Index, text: str, at: int) -> bool:
    """Whether the next reference follows here, and not words about this one."""
    start = past(_BETWEEN, text, at)
    if any_code(index, text, start) is not None:
        return True
    token = _STRAY.match(text, start)
    return start > at and token is not None and any(c.isdigit() for c in token[0])


def _turn(index: Index, text: str, at: int) -> int:
    """Where words end: at a line break or semicolon before the next code, or at the end of the text."""
    for match in _TURN.finditer(text, at):
        if _goes_on(index, text, match.end()):
            return match.start()
    return len(text.rstrip())


def _other(index: Index, text: str, start: int, at: int) -> Item:
    token = _STRAY.match(text, at)
    if token is None:
        return Prose(start, _turn(index, text, at))
    alone = token.end() == len(text) or text[token.end()] != " "
    if any(c.isnumeric() for c in token[0]) or (alone and len(token[0]) < _SHORT):
        end = _stray_end(text, token.end())
        words = _SAID_OF_IT.match(text, end)
        if words is None or _goes_on(index, text, words.end()):
            return Stray(_opening(text, start, end), end)
        stop = _turn(index, text, words.end())
        return Stray(start, stop, text[words.end() : stop])
    return Prose(start, _turn(index, text, at))


def _opening(text: str, start: int, end: int) -> int:
    """Where a piece begins, counting a skipped bracket that closes within it: `[red]9`."""
    close = {"[": "]", "(": ")", "{": "}"}.get(text[start - 1 : start])
    return start - 1 if close and close in text[start : end - 1] else start


def _stray_end(text: str, end: int) -> int:
    while text[end - 1] in ".:,;)":
        end -= 1
        if end and text[end] == ")" and "(" in text[:end]:
            return end + 1
    return end
