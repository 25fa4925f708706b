"""Find the codes of actions in texts, alone or after lead words."""

import re

from poatool.framework.reference.spellings import LEXEME, Index, Spelling, canonical
from poatool.text import lazy_pattern

# `.0` and footnote marks may follow a code; the rest of a number or word, a bracket or a question mark may not.
_BEHIND = lazy_pattern(r"(?:\.0+(?![0-9A-Za-z]))?+[*†‡¹]*+(?![^\W_]|[(?%]|[.'’_][^\W_]|:\d)")
_WORD = lazy_pattern(r"(?<![\w.,/?-])(?<!\w[(])(?=\w)")
_GOES_ON = lazy_pattern(r"[-?]\w")
_FEW = 8  # the longest text, in words, in which a bare number may be an action; in longer texts numbers count things

Written = tuple[Spelling, int, int]
"""A code in a text: its spelling, where it begins after lead words, and where its footnote marks end."""


def code_at(index: Index, text: str, at: int) -> Written | None:
    """The code that begins here, alone or after lead words; the `A` in `Action A1` belongs to the code."""
    while (found := _alone(index, text, at)) is None and (word := index.lead.match(text, at)) is not None:
        at = word.end()
    return found


def _alone(index: Index, text: str, at: int) -> Written | None:
    """The longest spelling of an action from here to the end of a word."""
    best: Written | None = None
    for count, match in enumerate(LEXEME.finditer(text, at)):
        key = canonical(text[at : match.end()])
        # A key leaves out blanks and signs, so the text may have three times as many parts.
        if key.rstrip(".-") not in index.beginnings or count > 3 * index.longest or "\n" in match[0]:
            break
        no_end = match[0].isspace() or match[0] in "-." or (match[0] == ")" and "(" not in text[at : match.end()])
        if not no_end and (spelling := index.spellings.get(key)) and (end := _BEHIND.match(text, match.end())):
            best = spelling, at, end.end()
    return best


def codes_in(index: Index, text: str, *, numbers: bool | None = None) -> tuple[str, ...]:
    """The actions whose codes a text contains, in its order; bare `numbers` too, by default in a short text."""
    bare = len(text.split()) <= _FEW if numbers is None else numbers
    found: dict[str, None] = {}
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        if (one := code_at(index, text, word.start())) is None:
            end = past_leads(index, text, word.start())
            continue
        spelling, begin, end = one
        written = text[word.start() : end]
        counts = begin == word.start() and written.isdecimal() and not bare
        last = code_at(index, text, end + 1) if text[end : end + 1] == "-" else None
        goes_on = last is None and _GOES_ON.match(text, end)
        if not counts and not goes_on and (not written.isalpha() or written == spelling.code):
            found[spelling.code] = None
            if last:
                found[last[0].code], end = None, last[2]
    return tuple(found)


def past_leads(index: Index, text: str, at: int) -> int:
    """The end of the lead words here, or `at` if there are none."""
    while word := index.lead.match(text, at):
        at = word.end()
    return at


def past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The end of the pattern's match here, or `at` if it does not match."""
    match = pattern.match(text, at)
    return match.end() if match else at
