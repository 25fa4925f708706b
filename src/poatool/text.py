"""Text for all packages: sentences, words that users type, patterns, invisible characters and file names."""

import datetime as dt
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import AnyStr, TypeVar, cast

from poatool.errors import UsageError

K = TypeVar("K")
V = TypeVar("V")
Needs = tuple[str, ...] | re.Pattern[str]

# Sentences

_MONTHS = "January February March April May June July August September October November December"
MONTH_NAMES = tuple(_MONTHS.split())


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 error`, `2 errors`, `3 advice`."""
    return f"{number} {one if number == 1 or one == 'advice' else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """`1`, `1 and 3`, `1, 3 and 5`."""
    *before, end = words or [""]
    return f"{', '.join(before)} {last} {end}" if before else end


def long_date(day: dt.date) -> str:
    """A date as written in English, whatever the system's language: `17 February 2023`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def actions(codes: Sequence[str]) -> str:
    """`Action 9`, or `Actions 1, 3 and 5`."""
    return f"Action{'s' if len(codes) > 1 else ''} {listed(codes)}"


def with_word_for_action(sentence: str, words: Sequence[str], *, keep_case: bool = False) -> str:
    """Replace “action”, except in quotes, by the first word or its plural: `Milestones 3 and 4`, `3 Maßnahmen`."""
    word = words[0]
    first = unicodedata.normalize("NFKD", word)[0].casefold()
    stem, ending = (word[:-1], "ies") if re.search("[^aeiou]y$", word) else (word, "s" if word[-1].isascii() else "")
    others = (each for each in words[1:] if re.fullmatch(rf"{re.escape(word[:-1])}\w{{2,3}}", each))
    plural = next(others, stem + ending)  # only Latin words take an "s"

    def replacement(match: re.Match[str]) -> str:
        noun = plural if match["plural"] else word
        noun = noun if keep_case or match["action"] == "Action" else noun[:1].lower() + noun[1:]
        article = match["article"] and match["article"][0] + ("n " if first in "aeiou" else " ")
        return f"{article or ''}{noun}" if match["action"] else match[0]

    return _ACTION.sub(replacement, sentence)


def by_first(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Group the second items of pairs by the first items, in order of first occurrence."""
    found = defaultdict[K, list[V]](list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)


def cut(text: str, most: int = 200) -> str:
    """Shorten a text to `most` characters, for quoting."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


# Letters that look like others


def named_letter(letter: str) -> str:
    """A sentence that names a letter which looks like a plain one: `“А” is not a plain letter or digit: Cyrillic …`."""
    name = unicodedata.name(letter, "an unnamed character").capitalize()
    return f"“{letter}” is not a plain letter or digit: {name} (U+{ord(letter):04X})."


def foreign_letter(text: str) -> str | None:
    """The first letter of another alphabet in a text that also has English letters: the Cyrillic A of `Аction`."""
    if text.isascii() or not any(c.isascii() and c.isalpha() for c in text):
        return None
    return next((c for c in text if c.isalpha() and not unicodedata.name(c, "LATIN").startswith("LATIN")), None)


# Words that users type

_SHORT = 3  # the most letters in a short word
_SIMILARITY, _SIMILARITY_IF_SHORT = 0.7, 0.6
"""The least similarity at which to suggest a word. Of unrelated words, 9 to 22 % reach 0.6, and 2 to 12 % reach 0.7."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most similar to this word, preferably one that contains it; None if none is similar enough."""
    from difflib import get_close_matches

    least = _SIMILARITY if len(word) > _SHORT else _SIMILARITY_IF_SHORT
    return min(get_close_matches(word, list(known), n=9, cutoff=least), key=lambda it: word not in it, default=None)


def did_you_mean(likely: str | None, otherwise: str = "") -> str:
    """A hint that asks whether the likely word was meant, or the hint `otherwise` if no word is likely."""
    return f"Did you mean {likely}?" if likely else otherwise


def one_of(given: str, known: Iterable[str], what: str, likely: str = "") -> str:
    """The known word that a user typed, in upper or lower case. Raises UsageError, which suggests the `likely` one."""
    names = list(known)
    folded = {name.casefold(): name for name in names}
    if (found := folded.get(given.strip().casefold())) is not None:
        return found
    likely = likely or folded.get(nearest(given.casefold(), folded) or "", "")
    hint = f" Did you mean {likely}?" if likely else ""
    raise UsageError(f"{given or '(empty)'} is not {what}.{hint} Choose from: {', '.join(names)}.")


# Patterns


class LazyPattern:
    """A regular expression that is compiled when it is first used, as most commands use only a few.

    `needs` saves time: a text is searched only if it has one of these strings, in lower case, or matches this pattern.
    """

    def __init__(self, source: str | bytes | Callable[[], str], flags: int = 0, needs: Needs = ()) -> None:
        self._source, self.flags, self.needs = source, flags, needs

    @cached_property
    def pattern(self) -> str | bytes:
        """The expression; a function that writes it is called only when the expression is first needed."""
        return self._source() if callable(self._source) else self._source

    def __getattr__(self, name: str) -> object:
        to_test = LazyPattern(self._source, self.flags) if self.needs and name in (*_NO_MATCH, "sub", "split") else None
        found = partial(self._tested, to_test, name) if to_test else getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, found)
        return found

    def _tested(self, pattern: "LazyPattern", name: str, *given: str, **options: object) -> object:
        text = given[1 if name == "sub" else 0]
        if has_any(text.casefold(), self.needs) if isinstance(self.needs, tuple) else self.needs.search(text):
            return getattr(pattern, name)(*given, **options)
        return _NO_MATCH.get(name, text if name == "sub" else [text])


_NO_MATCH = {"search": None, "match": None, "fullmatch": None, "findall": (), "finditer": iter(())}


def lazy_pattern(source: AnyStr, flags: int = 0, needs: Needs = ()) -> re.Pattern[AnyStr]:
    """A `LazyPattern`, which has the methods of a pattern."""
    return cast("re.Pattern[AnyStr]", LazyPattern(source, flags, needs))


def has_any(text: str, strings: Iterable[str]) -> bool:
    """Whether a text contains any of these strings: a quick test before a slow pattern."""
    return any(map(text.__contains__, strings))


_ACTION = lazy_pattern(
    r"“[^”]{0,400}”|`[^`]{0,400}`|(?<!lan of )\b(?P<article>[Aa]n )?(?P<action>[Aa]ction)(?P<plural>s?)\b(?! plan)"
)
"""The word for an action, or a quotation, in one of poatool's own sentences."""

# Invisible characters

INVISIBLE_CLASS = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
"""Characters to put between `[` and `]` in a pattern: C0 and C1 controls except tab and line ends; soft hyphen; bidi
marks; zero widths; annotations; tags; surrogates; noncharacters."""

INVISIBLE = lazy_pattern(f"[{INVISIBLE_CLASS}]")

# Letters of Arabic and similar scripts, India, South-East Asia and Mongolia: a joiner after one shapes the word.
_JOINED_LETTER = (
    "\u0620-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1820-\u18af\u1b00-\u1bff\ua8e0-\ua9df"
    "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
_PICTURE = "\u2190-\u21ff\u2300-\u27bf\u2900-\u2bff\U0001f000-\U0001faff"

# An invisible character; group 1 is a joiner that shapes a word or a picture, and so is kept.
_INVISIBLE_OR_JOINER = lazy_pattern(
    f"((?<=[{_JOINED_LETTER}])[\u200c\u200d]|(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}]))|[{INVISIBLE_CLASS}]"
)


def invisible(text: str) -> list[str]:
    """The characters of a text that are invisible and serve no purpose."""
    if text.isprintable() or INVISIBLE.search(text) is None:
        return []
    return [match[0] for match in _INVISIBLE_OR_JOINER.finditer(text) if match[1] is None]


def without_invisible(text: str) -> str:
    """A text without its invisible characters."""
    return text if text.isprintable() or INVISIBLE.search(text) is None else _INVISIBLE_OR_JOINER.sub(r"\1", text)


_GREEK, _CYRILLIC = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ", "АВЕЅІЈКМНОРСТУХаесһіјорԛѕԝухԁ"
LATIN = str.maketrans(_GREEK + _CYRILLIC, "ABEZHIKMNOPTYXaivopuABESIJKMHOPCTYXaechijopqswyxd")
"""Letters that look like Latin ones, from https://www.unicode.org/Public/security/latest/confusables.txt."""

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
"""The codes of wide digits and letters in Chinese and Japanese fonts, such as `Ａ`, each with its ASCII code."""
_SIGNS = dict.fromkeys(map(ord, "🔒🔐"), "(confidential)")

_MIXED = lazy_pattern(rf"\b(?=\w*[{_GREEK}{_CYRILLIC}])(?=\w*[A-Za-z])\w+")


def as_read(text: str) -> str:
    """A text as a person reads it: no invisible, wide or no-break characters, no letters that only look Latin."""
    text = without_invisible(text).replace("\xa0", " ")
    if text.isascii():
        return text
    return _MIXED.sub(lambda match: match[0].translate(LATIN), text.translate(_WIDE | _SIGNS))


def _escape(match: re.Match[str]) -> str:
    return match[1] if match.lastindex else match[0].encode("unicode_escape").decode("ascii")


_SPACES = lazy_pattern("[ \t\n]+")
_TABS_AND_LINE_ENDS = lazy_pattern("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_LINE_ENDS = lazy_pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def publishable(text: str) -> str:
    """A text without invisible characters; every line ends in a line feed."""
    return without_invisible(_LINE_ENDS.sub("\n", text))


_PLAIN = str.maketrans("\u2010\u2011\u2043\ufe63\uff0d", "-----")
_BLANKS = lazy_pattern(r"(?<=[\w,-])[^\S\n]*\n[^\S\n]*(?=[a-z])|[^\S\n]+")
"""Blanks within a line, and a line end within a sentence, as in text copied from a PDF."""


def searchable(text: str) -> str:
    """Publishable text as rules search it: plain spaces, hyphens, digits and Latin letters in place of unusual ones."""
    if not text.isprintable() or "  " in text:  # otherwise its blanks are single spaces
        text = _BLANKS.sub(" ", publishable(text))
    return text if text.isascii() else as_read(text).translate(_PLAIN)


def one_line(text: str) -> str:
    """Publishable text on one line, with single spaces; no-break spaces are kept."""
    return _SPACES.sub(" ", publishable(text)).strip()


def escaped_line(name: str) -> str:
    r"""The name of a file on one line, with escapes such as `\n` for tabs, line ends and invisible characters."""
    return name if name.isprintable() else _INVISIBLE_OR_JOINER.sub(_escape, _TABS_AND_LINE_ENDS.sub(_escape, name))


def visible(text: str) -> str:
    r"""A text with escapes such as `\x1b` or `\u202e` for its invisible characters."""
    return text if text.isprintable() else _INVISIBLE_OR_JOINER.sub(_escape, _LINE_ENDS.sub("\n", text))


# Names of files

_RESERVED = lazy_pattern(
    r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?![^.])", needs=("con", "prn", "aux", "nul", "com", "lpt")
)
"""Names of devices on Windows, with any ending."""

_UNSAFE = lazy_pattern(r"[^A-Za-z0-9._]+")
_LONGEST_NAME = 200


def in_shell(word: str, *, windows: bool = os.name == "nt") -> str:
    """A word quoted for a command line if needed; in double quotes on Windows, where no name contains them."""
    if windows:
        return word if all(each.isalnum() or each in "\\/:._-" for each in word) else f'"{word}"'
    from shlex import quote

    return quote(word)


def slug(name: str, otherwise: str) -> str:
    """A file name that any disk, shell and e-mail program accepts: ASCII letters, digits, `.`, `_` and `-`.

    Letters lose their accents. A name in another script becomes the code points of its letters, so that two such names
    differ. A name without any letter or digit becomes `otherwise`.
    """
    plain = unicodedata.normalize("NFKD", name)
    if not any(each.isascii() and each.isalnum() for each in plain):
        plain = "".join(filter(str.isalnum, plain)).encode("ascii", "backslashreplace").decode()
    letters = plain.encode("ascii", "ignore").decode()
    plain = _UNSAFE.sub("-", letters).strip("-._")[:_LONGEST_NAME].rstrip("-._") or otherwise
    return f"file-{plain}" if _RESERVED.match(plain) else plain
