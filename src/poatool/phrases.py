r"""Phrases in a plain notation, which become regular expressions when they are first searched for.

A phrase is written as it is in a text, with words and spaces. Each line has one phrase, and any of them may match. A
phrase begins and ends where words do, and its first letter may be a capital. After two spaces, `# ` begins an example.

| in a phrase          | what it finds                                                                  |
|----------------------|--------------------------------------------------------------------------------|
| `(a|b c)`            | one of these                                                                   |
| `(the )?`, `raids?`  | what is before the `?`, or nothing; what is before `{1,3}`, one to three times |
| `(very )*`           | what is before the `*`, any number of times, or nothing                        |
| `PERSON`             | the part with this name: in `CHARACTERS`, or given with the phrases            |
| `…`, `…3`            | up to 60 characters without a comma or full stop; up to three words            |
| `…?`                 | the rest of a question                                                         |
| `publi-`, `-ed`      | a word that begins, or ends, like this                                         |
| `one-way`, `can't`   | also `one way`, and `can’t`                                                    |
| `(before: a|b)`      | no text, but one of these must follow; `(not: a|b)`: none                      |
| `(after: the|a)`     | no text, but one of these must come just before; `(not after: the|a)`: none    |
| `^`, `$`             | the beginning and the end of the text, apart from any brackets and stops there |
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, groupby
from operator import itemgetter
from typing import Literal, cast

from poatool.text import MONTH_NAMES, LazyPattern, has_any, lazy_pattern

CAPITAL = r"(?-i:[A-ZÀ-ÞĀĐĒĪŌŪ])[^\W\d_][^\W\d_’'-]{0,30}(?:[’'-][^\W\d_]{1,30})?"
_WORD = r"[\w’'-]{1,20}"
CHARACTERS = {
    "CAPITAL": CAPITAL,
    "ACRONYM": r"[A-Z]{3,}",
    "BODY": r"(?-i:[A-Z]{2,6})",  # `DCE`
    "TERM": r"[\w$.'’-]{1,30}",
    "SENSITIVE": r"sensitive(?<=(?:ly|et).sensitive)",  # `commercially sensitive`
    "INITIALS": r"(?:[A-Z]\.){1,3}",  # `T.E.`
    "WORD": _WORD,
    "LONG": r"\w{3,20}",
    "SMALL": r"[a-z\d]{1,9}",
    "SINGULAR": r"[\w-]{2,20}(?<!s)",  # not a plural
    "AGE": r"\d\d",
    "AGED": r"(?:\d{1,2}|\w{1,9}teen|ten|eleven|twelve|twenty)[- ]years?[- ]old|\d{1,2} ?y/?o",
    "YEARS": r"(?:\d{1,2}|\w{1,9}teen)(?![–-])",  # `16`, `sixteen`
    "FEW": r"(?<![.,–-])(?:one|two|three|four|five|six|seven|eight|nine|[1-9])",
    "DIGIT": r"\d",
    "DIGITS": r"\d{1,2}",
    "AMOUNT": r"\$?\d{1,9}s?",  # `$9`, `18s`
    "YEAR": r"20\d\d",
    "DAY": r"\d{1,2}(?:st|nd|rd|th)",  # `4th`
    "TIME": r"\d{1,2}(?::\d\d)? ?[ap]m",  # `9:30 am`
    "HOUSE": r"(?<![\w.,/-])(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?(?:/\d{1,4})?",  # `12a`, but not a year
    "CLOSE": r"[\^)\]]",
    "MYSELF": (  # not a numeral, as in `Part I`, `I trimestre` and `I kwartał`
        r"(?-i:(?<=[a-z,] )(?<!Part )(?<!Phase )(?<!Stage )(?<!War )I(?= [a-z])(?! [a-z]{2,5}mest| kwarta| półro))"
    ),
    "CELL": r"[A-Z]{1,3}\d{1,7}",  # `D14`
    "VERSION": r"v?\d[,.:]",  # `v2:`
    "BREAK": r"[–—.-]\s",
    "JOINED": r"['’-]",
    "STOP": r"[^\w\s]|\Z",
    "ENDING": r"[^\w\s%,/-](?!\d)|\s?\Z",  # after a number
    "JOINT": r"\W{1,9}",
    "SECTION": r"(?:6|9)(?: 2)?(?: [a-k])?(?: [ivx]{1,4})?",  # `9 2 g ii`, of the OIA
    "MILLIONS": r"\d{1,9}m",
    "LINE": r".{0,400}",
    "REST": r"(?s:.{0,400})",
    "SHORT": r"(?s:.{0,60})",
    "MONTH": "|".join(MONTH_NAMES),
}
"""Parts of phrases that are plainer as regular expressions; `CAPITAL` is a word that begins with a capital letter."""

_EDGE = r"(?!(?<=\w)\w)"  # not within a word
_NOT, _BEFORE, _NEXT = f"(?! ?{_EDGE}(?:", f"(?= ?{_EDGE}(?:", f"){_EDGE})"
_GROUPS = {
    "(": ("(?:", ")"),
    "(not: ": (_NOT, _NEXT),
    " (not: ": (_NOT, _NEXT),
    "(before: ": (_BEFORE, _NEXT),
    " (before: ": (_BEFORE, _NEXT),
    "(not after: ": (r"(?<!\b(?:", ") )"),
    "(after: ": (r"(?:(?<=\b(?:", ") ))"),
}
"""The beginning of a group in a phrase, and its beginning and end in the expression."""
_OR = {"(not after: ": r") )(?<!\b(?:", "(after: ": r") )|(?<=\b(?:"}
"""What a `|` is in such a group, as each word before a place needs a test of its own, unless all are of one length."""

_GAP, _QUESTION = r"\b[^,;.!?\n]{0,60}\b", r"[^.?\n]{0,60}\?"
_SIGNS = {" … ": _GAP, "…?": _QUESTION, "'": "['’]", "-": "[- ]", "^": r"\A", "$": r"\W{0,99}\Z", ".": r"\."}
_PIECES = lazy_pattern(r"\\.| ?\((?:not|before): |\([a-z ]+: |\)(?:[?*]|-(?![\w(]))?| … |…\?|…\d |[-\w]+|.")
_OPTIONAL = lazy_pattern(r"(?:(?<![A-Z])[A-Z]{2,20}|[\w'-])\?|\{[^}]{0,9}\}")
Case = Literal["first", "any", "lower"]
Words = tuple[str, ...]


def phrases(
    listed: str, parts: Mapping[str, str] = CHARACTERS, *, case: Case = "first", skips: str = ""
) -> re.Pattern[str]:
    """A pattern that finds any of the `listed` phrases; they and their named `parts` are in this module's notation.

    `case` allows `any` case, only `lower` case or, by default, the case as written or a capital `first` letter. Up to
    five of the words in `skips`, such as `THIS|MUST`, may stand between two words.
    """
    spaced = {**parts, " ": rf" (?:(?:{skips}) ){{0,5}}"} if skips else parts
    return cast("re.Pattern[str]", Phrases(listed, spaced, case))


class Phrases(LazyPattern):
    """A pattern that compiles each phrase when it first searches a text that has the words of that phrase.

    What the methods find is as `re.Pattern` finds it.
    """

    def __init__(self, listed: str, parts: Mapping[str, str], case: Case) -> None:
        flags = re.IGNORECASE if case == "any" else 0
        super().__init__(partial(_expression, listed, parts, case), flags)
        self._given = listed, parts, case, flags
        self._last, self._found = "", list[re.Pattern[str]]()

    @cached_property
    def _each(self) -> list[tuple[list[Words], re.Pattern[str]]]:
        listed, parts, case, flags = self._given
        lines = list(map(str.strip, listed.splitlines()))
        sources = [partial(_expression, line, parts, case) for line in lines]
        patterns = [cast("re.Pattern[str]", LazyPattern(source, flags)) for source in sources]
        needed = _NEEDED.setdefault(id(parts), Needed(parts))
        return list(zip(map(needed.of, lines), patterns, strict=True))

    def _likely(self, text: str) -> list[re.Pattern[str]]:
        if text is not self._last or not text:  # a long text may be searched at each of its lines
            folded, self._last = text.casefold(), text
            self._found = []
            for needed, phrase in self._each:
                for words in needed:
                    if not has_any(folded, words):
                        break
                else:
                    self._found.append(phrase)
        return self._found

    def _find(self, method: str, text: str, *between: int) -> re.Match[str] | None:
        likely = self._likely(text)
        return _first([getattr(phrase, method)(text, *between) for phrase in likely]) if likely else None

    search = cached_property(lambda self: partial(self._find, "search"))
    match = cached_property(lambda self: partial(self._find, "match"))
    fullmatch = cached_property(lambda self: partial(self._find, "fullmatch"))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Each match in a text, from left to right."""
        likely = self._likely(text)
        found, start = [phrase.search(text) for phrase in likely], 0
        while match := _first(found):
            yield match
            start = max(match.end(), start + 1)
            found = [
                phrase.search(text, start) if each and each.start() < start else each
                for phrase, each in zip(likely, found, strict=True)
            ]

    def sub(self, by: str, text: str) -> str:
        """A text with each match replaced."""
        for match in reversed([*self.finditer(text)]):
            text = text[: match.start()] + by + text[match.end() :]
        return text


def _first(matches: Iterable[re.Match[str] | None]) -> re.Match[str] | None:
    return min(filter(None, matches), key=re.Match[str].start, default=None)


class Needed:
    """Finds the words that a folded text with a phrase contains, perhaps within others."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self._parts, self._of_parts = parts, dict[str, list[Words]]()

    def of(self, phrase: str) -> list[Words]:
        """Tuples of words, the most telling first: a text with the phrase contains at least one word of each tuple."""
        needed = _OPTIONAL.sub("", phrase.partition("  # ")[0].replace("){0,", ")?{"))
        return sorted(self._until_closed(iter(_PIECES.findall(needed)))[0], key=_telling, reverse=True)

    def _until_closed(self, pieces: Iterator[str]) -> tuple[list[Words], str]:
        """The words that the pieces of a group need, and the piece that closes it."""
        each, closing = [list[Words]()], ""
        for piece in pieces:
            if piece == " " or piece in CHARACTERS:
                continue
            if piece in _GROUPS:
                words, closed = self._until_closed(pieces)
                each[-1] += words if piece == "(" and closed not in (")?", ")*") else ()
            elif piece[0] == ")":
                closing = piece
                break
            elif piece == "|":
                each.append([])
            elif piece in self._parts:
                if piece not in self._of_parts:
                    self._of_parts[piece] = _any_of(list(map(self.of, self._parts[piece].splitlines())))
                each[-1] += self._of_parts[piece]
            elif (letters := max(piece.split("-"), key=len) if "-" in piece else piece).isalpha():
                each[-1].append((letters.casefold(),))
        return _any_of(each), closing


_EVERYDAY = " and are been for from had has have not that the this was were will with "  # they are in most texts
_NEEDED = dict[int, Needed]()  # one for each mapping of parts, by its identity, as phrases share these mappings


def _any_of(each: Sequence[list[Words]]) -> list[Words]:
    """The words that a text needs if it needs those of any of the lists."""
    if len(each) == 1:
        return each[0]
    return [tuple(chain.from_iterable(max(words, key=_telling) for words in each))] if all(each) else []


def _telling(words: Iterable[str]) -> int:
    return min(0 if f" {word} " in _EVERYDAY else len(word) for word in words)


def framed(form: str, listed: str) -> str:
    """Put each of the `listed` phrases into a form such as `^({})$`."""
    return "\n".join(form.format(line.partition("  # ")[0].strip()) for line in listed.splitlines())


def synonyms(listed: str, parts: Mapping[str, str] = CHARACTERS) -> Sequence[tuple[re.Pattern[str], str]]:
    """Patterns for folded phrases, each with a word that means the same; lines are like `cleared: signed off`."""
    lines = (line.strip().partition(": ") for line in listed.strip().splitlines())
    by_word = ((word, "\n".join(phrase for *_, phrase in each)) for word, each in groupby(lines, key=itemgetter(0)))
    return [(phrases(found, parts, case="lower"), word) for word, found in by_word]


def with_synonyms(folded: str, table: Iterable[tuple[re.Pattern[str], str]]) -> str:
    """A folded text with each phrase of a table of `synonyms` replaced."""
    for pattern, word in table:
        folded = pattern.sub(word, folded)
    return folded


def _expression(listed: str, parts: Mapping[str, str], case: Case) -> str:
    lines = list(map(str.strip, listed.splitlines()))
    begins = [line[1:] for line in lines if line[0] == "^"]
    places = ((r"\b", [line for line in lines if line[0] != "^"]), (r"\A\W{0,99}", begins))
    found = "|".join(place + _either(each, parts, first=case == "first") for place, each in places if each)
    source = f"(?:{found}){_EDGE}"
    return source.replace(_EDGE, r"\b") if case == "lower" else source  # folded texts have no punctuation


def _either(phrases: Iterable[str], parts: Mapping[str, str], *, first: bool) -> str:
    found = (_translated(phrase.partition("  # ")[0].strip(), parts, first=first) for phrase in phrases)
    return f"(?:{'|'.join(found)})"


def _translated(phrase: str, parts: Mapping[str, str], *, first: bool) -> str:
    found = ""
    groups = [("", first)]  # the beginning of each open group, and whether the group comes first
    beside = False  # after a group that finds no text, only one of the spaces around it counts
    for piece in _PIECES.findall(phrase):
        if piece == " ":
            found += "" if beside else parts.get(" ", " ")
            beside = False
        elif piece in _GROUPS:
            found += _GROUPS[piece][0]
            groups.append((piece, first))
        elif piece[0] == ")":
            opened, came_first = groups.pop()
            found += _GROUPS[opened][1] + (r"\w*" if piece == ")-" else piece[1:])
            first = came_first and (piece in (")?", ")*") or opened != "(")
            beside = opened[0] == "(" != opened
        elif piece == "|":
            found += _OR.get(groups[-1][0], piece)
            first = groups[-1][1]
        elif piece in _SIGNS:
            found += _SIGNS[piece]
        elif piece[0] == "…":
            found += f"(?:{_WORD} ){{0,{piece[1]}}}?"
        else:
            found += _as_word(piece, parts, first=first)
            first = False
    return found


def _as_word(word: str, parts: Mapping[str, str], *, first: bool) -> str:
    if word in CHARACTERS:
        return f"(?:{CHARACTERS[word]})"
    if word in parts:
        return _either(parts[word].splitlines(), parts, first=first)
    if word[0] == "-":
        return rf"\w{{2,20}}{word[1:]}"
    if first and word.islower():
        word = f"[{word[0].upper()}{word[0]}]{word[1:]}"
    return word[:-1].replace("-", "[- ]") + (r"\w*" if word[-1] == "-" else word[-1]) if "-" in word else word
