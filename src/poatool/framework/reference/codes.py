"""Find action codes, alone or after lead words, and words on where reporting went: `26 → 9`, `26 (now 9)`."""

from __future__ import annotations

import re

from poatool.framework.reference.spellings import LEXEME, Index, Spelling, canonical
from poatool.text import lazy_pattern

_BEHIND = lazy_pattern(r"(?:\.0+(?![0-9A-Za-z]))?+[*†‡¹]*+(?![^\W_]|[(?%]|[.'’_][^\W_]|:\d)")
"""What may end a code: `.0`, footnote marks, and then no rest of a number, a word, a bracket or a question mark."""

_WORD = lazy_pattern(r"(?<![\w.,/?-])(?<!\w[(])(?=\w)")
_GOES_ON = lazy_pattern(r"[-?]\w")
_FEW = 8  # the longest text, in words, in which a bare number may be an action; in longer texts numbers count things


def code_at(index: Index, text: str, at: int) -> tuple[Spelling, int] | None:
    """The longest spelling of an action from here to the end of a word, and the position after its footnote marks."""
    best: tuple[Spelling, int] | None = None
    for count, match in enumerate(LEXEME.finditer(text, at)):
        key = canonical(text[at : match.end()])
        # A key leaves out blanks and signs, so the text may have three times as many parts.
        if key not in index.beginnings or count > 3 * index.longest or "\n" in match[0]:
            break
        no_end = match[0].isspace() or match[0] in "-." or (match[0] == ")" and "(" not in text[at : match.end()])
        if not no_end and (spelling := index.spellings.get(key)) and (end := _BEHIND.match(text, match.end())):
            best = spelling, end.end()
    return best


def code_after_lead(index: Index, text: str, at: int) -> tuple[tuple[Spelling, int] | None, int]:
    """The code after lead words, and where these end; the `A` in `Action A1` belongs to the code."""
    found = None
    while found is None and (word := index.lead.match(text, at)) is not None:
        at = word.end()
        found = code_at(index, text, at)
    return found, at


def any_code(index: Index, text: str, at: int) -> tuple[Spelling, int] | None:
    """The code that begins here, alone or after lead words, and where it ends."""
    return code_at(index, text, at) or code_after_lead(index, text, at)[0]


def codes_in(index: Index, text: str, *, numbers: bool | None = None) -> tuple[str, ...]:
    """The actions whose codes a text contains, in its order.

    `numbers` makes bare numbers count as codes; by default they do so only in a short text.
    """
    bare = len(text.split()) <= _FEW if numbers is None else numbers
    found: dict[str, None] = {}
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        one = alone = code_at(index, text, word.start())
        if one is None:
            one, end = code_after_lead(index, text, word.start())
        if one is None:
            continue
        spelling, end = one
        written = text[word.start() : end]
        counts = alone is not None and written.isdecimal() and not bare
        if not counts and not _GOES_ON.match(text, end) and (not written.isalpha() or written == spelling.code):
            found[spelling.code] = None
    return tuple(found)


def past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The end of the pattern's match here, or `at` if it does not match."""
    match = pattern.match(text, at)
    return match.end() if match else at


_MOVED = lazy_pattern(
    r"""\s{0,9}(?:(?:[-=]{1,3}>|[→⇒➔➜➡⟶])\s{0,9}
      | (?:[-,:;(\[]\s{0,9})?(?:
          (?:withdrawn[:;,]?\s{1,9})?(?:(?:has|have)\s{1,9}been\s{1,9}|is\s{1,9}|was\s{1,9})?
          (?:now|incorporated|merged|moved|counted|see)
          (?:\s{1,9}(?:now|part\s{1,9}of|in|into|to|under|with|reported|includes|incorporat(?:es|ing))){0,6}
        | was | formerly | previously | includes | incorporat(?:es|ing) )\s{1,9})""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words between an action and the one its reporting went to, or came from."""

_GONE = lazy_pattern(r"\s*[(\[]\s*(?:now\s+)?(?:incorporated|merged)\s*[)\]]", re.IGNORECASE)
_NEXT = lazy_pattern(r"\s{0,9}(?:,|&|/|\+|and(?![^\W\d_]))\s{0,9}", re.IGNORECASE)
_OPEN = lazy_pattern(r"[(\[]")
_CLOSE = lazy_pattern(r"\s*\.?[)\]]")


def move_at(index: Index, text: str, first: Spelling, at: int) -> tuple[int, tuple[str, ...], bool] | None:
    """Read where reporting went from the words after a code: their end, the codes, and whether the plan agrees.

    It agrees if all of them count under the same actions.
    """
    standing = index.standings[first.code]
    if gone := _GONE.match(text, at):
        return gone.end(), (), not standing.in_force
    if (words := _MOVED.match(text, at)) is None:
        return None
    codes: list[str] = []
    end = at = words.end()
    while len(codes) < max(1, len(standing.counts_under)) and (one := any_code(index, text, at)) is not None:
        codes.append(one[0].code)
        end = one[1]
        at = past(_NEXT, text, end)
        if at == end:
            break
    if not codes:
        return None
    ends = {end for code in codes for end in index.standings[code].counts_under}
    agrees = ends.issuperset(standing.counts_under)
    if _OPEN.search(words[0]) is None:
        return end, tuple(codes), agrees
    closed = _CLOSE.match(text, end)
    return closed.end() if closed else end, tuple(codes), agrees and closed is not None
