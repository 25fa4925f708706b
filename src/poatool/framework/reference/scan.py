"""A cleaned text to its items: codes, ranges of codes, prose, and strays that look like codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from poatool.framework.reference.spellings import Index, Spelling, canonical, lexemes
from poatool.text import lazy_pattern

_BETWEEN = lazy_pattern(
    r"(?:[\s,;/&+|•·▪◦●*)\]}(\[{\"“”]|[.:](?![0-9])|-(?=\s)|(?:and|also|plus|then|as\s+well\s+as|including|incl)(?![A-Za-z]))+",
    re.IGNORECASE,
)
_LEAD = lazy_pattern(
    r"""(?:(?:plan\s+of\s+action|poa)(?![\s.:]*[0-9]+\s*[-/])|actions?(?:\(s\))?|act|commitments?|items?|numbers?|nos?|refs?|references?)
           (?![A-Za-z])[\s.:]*
         |a(?:[\s.]*(?=[0-9])|[\s.]+(?=[a-z]{1,3}[0-9])) |[\#№]\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_RANGE = lazy_pattern(r"[^\S\n]*(?:-|\.{2,3}|…)[^\S\n]*|\s+(?:to|through|thru|until|up\s+to)\s+", re.IGNORECASE)
_WHOLE = lazy_pattern(r"\.0+(?![0-9A-Za-z])")
_MARKS = lazy_pattern(r"[*†‡¹]+")
_ASIDE = lazy_pattern(
    r"\s*[(\[](?:new|added|updated|revised|ongoing|cont(?:inued|\.)?|lead|supporting)[)\]]", re.IGNORECASE
)
_PROSE = lazy_pattern(r"[\s.:)\-]*[(\[\"“]?\s*(?=[^\W\d_]{2})")
_STRAY = lazy_pattern(r"[^\s,;&+|]+")
_TURN = lazy_pattern(r"[;\n]")
_ARROW = lazy_pattern(r"\s*(?:[-=]{1,3}>|[→⇒➔➜➡⟶])\s*")
_MEANS = "An arrow may mean a range or a move. Write only the action numbers, separated by commas."
_DOUBTED = lazy_pattern(r"\s*(?:[(\[]\s*)?\?+[)\]]?")
_SHORT = 4


class Code(NamedTuple):
    """A spelling of an action. `lead` are words before it such as `Action no.`; `prose` is the text after it.

    `beside`: nothing but a space separates it from the prose.
    """

    start: int
    end: int
    spelling: Spelling
    prose: str = ""
    beside: bool = False
    lead: str = ""


class Range(NamedTuple):
    """Two spellings joined by a dash or `to`. `last` is plain text if the range ends in something unknown."""

    start: int
    end: int
    first: Spelling
    last: Spelling | str
    lead: str = ""


class Unsure(NamedTuple):
    """Numbers that may not all be actions: the `codes` that they may stand for, and why that is in doubt."""

    start: int
    end: int
    codes: tuple[str, ...]
    why: str


class Stray(NamedTuple):
    """Something that looks like a code and is not one."""

    start: int
    end: int


class Prose(NamedTuple):
    """Words without a code."""

    start: int
    end: int


Item = Code | Range | Unsure | Stray | Prose


def scan(index: Index, text: str) -> Iterator[Item]:
    """Split a text, from left to right, into items; only separators and lead words belong to none."""
    at = _skip(text, 0)
    while at < len(text):
        item = _item(index, text, at)
        yield item
        at = _skip(text, max(item.end, at + 1))


def _item(index: Index, text: str, at: int) -> Item:
    found, lead = _code_at(index, text, at), ""
    if found is None and _LEAD.match(text, at) is not None:
        found, end = _led(index, text, at)
        lead = text[at:end]
        if found is None and end < len(text) and not text[end].isspace():
            return _other(index, text, at, end)
    if found is None:
        return _other(index, text, at, at)
    if (more := _with_sign(index, text, at, found)) is not None:
        return more._replace(lead=lead) if isinstance(more, Code | Range) else more
    spelling, end = found
    end = _past(_ASIDE, text, end)
    if (prose := _PROSE.match(text, end)) is not None and not _goes_on(index, text, prose.end()):
        stop = _turn(index, text, prose.end())
        words_after = text[prose.end() : stop].strip(' \n)]"”')
        return Code(at, stop, spelling, words_after, beside=not (lead or prose[0].strip()), lead=lead)
    return Code(at, end, spelling, lead=lead)


def _code_at(index: Index, text: str, at: int) -> tuple[Spelling, int] | None:
    """The longest spelling that begins here and ends where a word does, and its end after footnote marks."""
    parts: list[str] = []
    best: tuple[Spelling, int] | None = None
    for match in lexemes(text, at):
        parts.append(match[0])
        key = canonical(parts)
        # A key has no more parts than twice its letters: blanks and brackets between them are not in it.
        if key not in index.beginnings or len(parts) > 2 * index.longest + 1 or "\n" in match[0]:
            break
        if (spelling := index.spellings.get(key)) is not None and not match[0].isspace():
            end = _past(_MARKS, text, _past(_WHOLE, text, match.end()))
            if _ends(text, end):
                best = spelling, end
    return best


def _led(index: Index, text: str, at: int) -> tuple[tuple[Spelling, int] | None, int]:
    """The code after lead words, and where they end; `A` in `Action A1` belongs to the code."""
    found = None
    while found is None and (word := _LEAD.match(text, at)) is not None:
        at = word.end()
        found = _code_at(index, text, at)
    return found, at


def _moved(index: Index, text: str, at: int, first: Spelling, end: int) -> Code | Unsure | None:
    """An action, an arrow and the action that took it in: `26 → 9` is 26. Any other arrow is in doubt."""
    arrow = _ARROW.match(text, end)
    found = (_code_at(index, text, arrow.end()) or _led(index, text, arrow.end())[0]) if arrow else None
    if found is None:
        return None
    last, stop = found
    gone, taker = index.standings[first.codes[0]], index.standings[last.codes[0]]
    took = len(first.codes) == len(last.codes) == 1 and taker.code in (*gone.into, *gone.counts_under)
    if took and not gone.in_force and gone.counts_under == taker.counts_under:
        return Code(at, stop, first)
    return Unsure(at, stop, (*first.codes, *last.codes), _MEANS)


def _ends(text: str, end: int) -> bool:
    """Whether a code can end here: what follows is not the rest of a number, a word, a bracket or a question mark."""
    following = text[end : end + 2]
    if not following:
        return True
    if following[0] in ".'’_" and following[1:].isalnum():
        return False
    if following[0] == ":" and following[1:].isdigit():
        return False
    return not (following[0].isalnum() or following[0] in "(?")


def _with_sign(index: Index, text: str, at: int, found: tuple[Spelling, int]) -> Code | Range | Unsure | Stray | None:
    """A code with the sign after it: a range, a move, or in doubt; None if there is no such sign."""
    whole = _moved(index, text, at, *found) or _range(index, text, at, *found)
    doubt = _DOUBTED.match(text, whole.end if whole else found[1])
    return Stray(at, doubt.end()) if doubt else whole


def _range(index: Index, text: str, at: int, first: Spelling, end: int) -> Range | None:
    dash = _RANGE.match(text, end)
    if dash is None or dash.end() == len(text):
        return None
    last, begin = _code_at(index, text, dash.end()), dash.end()
    if last is None:
        last, begin = _led(index, text, begin)
    if last is None:
        token = _numbered(text, begin)
        return Range(at, token.end(), first, token[0]) if token else None
    further = _RANGE.match(text, last[1])
    third = _numbered(text, further.end()) if further else None
    return Range(at, third.end(), first, text[begin : third.end()]) if third else Range(at, last[1], first, last[0])


def _numbered(text: str, at: int) -> re.Match[str] | None:
    token = _STRAY.match(text, at)
    return token if token and any(c.isdigit() for c in token[0]) else None


def _goes_on(index: Index, text: str, at: int) -> bool:
    """Whether the next reference follows here, and not words about this one."""
    start = _skip(text, at)
    if _code_at(index, text, start) is not None or _led(index, text, start)[0] is not None:
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
        return Stray(_opening(text, start, end), end)
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


def _skip(text: str, at: int) -> int:
    return _past(_BETWEEN, text, at)


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
