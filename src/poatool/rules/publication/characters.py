"""PUB: characters and markup that do not belong in running text, and words of te reo Māori that lack macrons."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import Edition
from poatool.rules.registry import Problem, matches, rule, texts_with
from poatool.rules.wording import quoted, quotes, some
from poatool.submissions.interpret import Interpreted, Text
from poatool.submissions.prose import Signs
from poatool.text import invisible, lazy_pattern, listed, without_invisible

_WITH_MACRONS = """Māori Pākehā whānau hapū kōrero rōpū mātauranga kaumātua pōwhiri whakataukī wānanga kāwanatanga
    tūrangawaewae tīpuna kōhanga pūrākau Ngāti Ngāi Ngāpuhi Tūhoe Kīngitanga āhuatanga
    Whangārei Taupō Whakatāne Ōpōtiki Kaikōura Kāpiti Tūrangi Ōtautahi Ōtaki"""
_WORDS = tuple(_WITH_MACRONS.split())
"""Words that always need macrons: the same letters without macrons are not a word in te reo or English.

`Tangata`, `matua` and `wahine` are words without macrons too, so they are not listed. Spellings follow Te Aka Māori
Dictionary (maoridictionary.co.nz); place names follow the New Zealand Gazetteer (gazetteer.linz.govt.nz).
"""

_WORD_LIKE = r"(?<![\w./@-])(?:{})(?![\w/@-]|\.\w)"


@lru_cache(maxsize=8)
def _macron_words(edition: Edition) -> tuple[Mapping[str, str], re.Pattern[str], Callable[[str], object]]:
    """Words by their spelling without macrons, a pattern for these spellings, and a quick test for them."""
    names = [name for a in edition.framework.agencies for name in (a.name, *a.aliases)]
    known = {_without_macrons(word).casefold(): word for word in (*_WORDS, *names) if _without_macrons(word) != word}
    by_form = {form: known[form] for form in sorted(known, key=len, reverse=True)}
    pattern = lazy_pattern(_WORD_LIKE.format("|".join(map(re.escape, by_form))), re.IGNORECASE)
    words = {word for name in (*_WORDS, *names) for word in re.findall(r"\w+", name) if _without_macrons(word) != word}
    return by_form, pattern, Signs(" ".join(_without_macrons(word).casefold() for word in words))


@rule("PUB508", Severity.WARNING)
def macron_missing(submission: Interpreted) -> Iterator[Problem]:
    """A word of te reo Māori, or the name of an agency, lacks its macrons.

    Only words that always need a macron are checked, and web addresses are skipped. To fix it, write the word with its
    macrons; on the Māori keyboard, press the grave accent key before the vowel.

    Bad rows:
    | 2 | Under way | Trained forty inspectors with whanau and Maori wardens. <found> |

    Good rows:
    | 2 | Under way | Trained whānau and Māori wardens with tangata whenua; see https://example.org/maori/whanau. |
    """
    spellings, pattern, needed = _macron_words(submission.edition)
    for text in texts_with(submission, needed):
        written = fixed = text.update.texts[text.column]
        # A pattern that ignores case also matches the dotless ı as an i; such a word is not in the table.
        words = [word for word in matches(pattern, written) if word.casefold() in spellings]
        found = {word: _cased(spellings[word.casefold()], like=word) for word in words}
        for word, right in found.items():
            fixed = re.sub(_WORD_LIKE.format(re.escape(word)), right, fixed)
        if found:
            message = listed([f"{quoted(word)} is written {quoted(right)}" for word, right in found.items()])
            fix = Fix(fixed, safe=False) if _fills_cell(text) else None
            yield Problem.at(text.cell, f"{message}.", "Write the word with its macrons.", fix)


def _fills_cell(text: Text) -> bool:
    """Whether the cell holds exactly this text, and not one joined from several cells or edited by a decision."""
    return text.update.texts[text.column].split() == text.cell.raw.split()


def _without_macrons(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0304", ""))


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word


_TURNS = lazy_pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LOST = lazy_pattern("\ufffd|â€[\x80-\u2122]?|[ÃÄÅ][\x80-\xbf]|[\u0300-\u036f]")
# `<<add text>>` is a placeholder, not a tag.
_MARKUP = lazy_pattern(
    r"""(?!(?<=<)<[^<>\n]{1,60}>>)</?(?!(?:del|strike|s)\b)[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,300})?/?>
      | &(?:nbsp|amp|lt|gt|quot|apos|[lr]squo|[lr]dquo|[nm]dash|hellip|\#\d{2,5}|\#x[0-9a-f]{2,5});
      | \*\*(?=\S)[^*\n]{1,300}\*\* | (?<!\w)__(?=\w)[^_\n]{1,300}__(?!\w)
      | \A[=+@][a-z][\w.]{1,30}[(|!] | \[[^\]\n]{1,200}\]\((?:https?:|/|mailto:)[^)\s]{0,300}\) | ^\#{1,6}\ (?!of\b)\w{1,40} | `[^`\n]{1,300}`""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_SIGNS = lazy_pattern(r"[<&*_\]#`=@+?]")
_HOLED = lazy_pattern(r"(?<![\w/.?=&@-])[^\W\d_]{1,40}\?(?=[a-z])[^\W\d_]{1,40}(?![\w/=@])")
"""A word with a question mark in it, unless it is part of an address."""
_UNREADABLE = lazy_pattern(r"(?<!\S)[A-Za-z0-9+/=_-]{120,9999}|(?<!\w)[^\W\d_](?: {1,3}[^\W\d_]){4,60}(?!\w)")
"""Encoded data, or letters with spaces between them, in which a search finds no name: `M e r e T a m a`."""
_UNREADABLE_SIGNS = lazy_pattern(r"\A\W*[b-hj-np-z]\W*\Z|[a-z0-9+/=_-]{120}")
_LOST_LETTER = "A letter may have been lost where there is a question mark"
_NO_WORDS = "This cannot be searched, and may be unreadable"
_FAULTS = (
    (_SIGNS, _MARKUP, "Markup would be printed as it stands", "Delete the markup."),
    (_SIGNS, _HOLED, _LOST_LETTER, "Type the word again; save a CSV file as “CSV UTF-8”."),
    (_UNREADABLE_SIGNS, _UNREADABLE, _NO_WORDS, "Type it again as ordinary words, or delete it."),
)


@rule("PUB509", Severity.WARNING, requires="UPD308", was="unseen-character PUB510 markup-in-text PUB515 letter-lost")
def stray_characters(submission: Interpreted) -> Iterator[Problem]:
    """A text contains invisible characters, markup, or a wrong sign in place of a letter.

    A search does not find a word that contains an invisible character. Markup such as `<br>`, `&nbsp;` or `**bold**` is
    printed as typed. Nobody can read encoded data, and no search finds a name with spaces between its letters. A file
    saved in a smaller character set has `?` in place of a letter with a macron. To fix it, type the words again, delete
    the markup, or paste the address again; save a CSV file as “CSV UTF-8”.

    Bad rows:
    | 2 | Under way | Trained forty insp<U+200B>ectors. <found>    |
    | 6 | Under way | Trained forty advisers from S?moa. <found>   |
    | 7 | Under way | Wrote a <b>second</b> leaflet.&nbsp; <found> |

    Good rows:
    | 2 | Under way | Trained forty Māori inspectors – “naïve” 👩🏽‍🏫 ones too.       |
    | 5 | Under way | Trained forty (< 50) inspectors* & wrote a guide, R&D; 2 > 1. |
    """
    for text in submission.texts:
        written = text.update.texts[text.column]
        lost = [] if written.isascii() else _LOST.findall(written)
        if found := [*invisible(written), *lost]:
            fix = _without_invisible(written) if _fills_cell(text) and not lost else None
            yield Problem.at(text.cell, f"The text contains {_named(found)}.", "Type the words around it again.", fix)
    for update in submission.updates:
        for column in update.links:
            raw = update.row.cells.raw[column]
            written = str(raw.value).strip()
            where, hint = "The evidence contains", "Paste the address from the browser again."
            if not (gone := invisible(written)):
                where = "The link behind the evidence contains"
                hint = "Right-click the cell, and choose Remove Hyperlink."
            if found := gone or invisible(raw.link or ""):
                message = f"{where} {_named(found)}. Such characters are not published."
                yield Problem.at(update.cell(column), message, hint, _without_invisible(written) if gone else None)
    for may_hold, pattern, message, hint in _FAULTS:
        for text in texts_with(submission, may_hold.search):
            if shown := quotes(matches(pattern, text.text)):
                yield Problem.at(text.cell, f"{message}: {shown}.", hint)


def _without_invisible(text: str) -> Fix | None:
    """The text without its invisible characters, as a fix; none if one may affect the order of the visible ones."""
    return None if _TURNS.search(text) else Fix(without_invisible(text), safe=True)


def _named(characters: Sequence[str]) -> str:
    def shown(characters: str) -> str:
        if len(characters) > 1:
            return f"{quoted(characters)}, which was another character before the text was copied"
        return f"U+{ord(characters):04X} ({unicodedata.name(characters, 'an unnamed character').lower()})"

    return some([*dict.fromkeys(map(shown, characters))])
