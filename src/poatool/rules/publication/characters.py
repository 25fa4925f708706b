"""PUB: characters and markup that do not belong in running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import Edition
from poatool.rules.prose import Needs, Said, in_texts, matches
from poatool.rules.publication.macrons import spelt
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, quotes, some
from poatool.submissions.interpret import Interpreted, Text
from poatool.submissions.model import Cell
from poatool.submissions.values import text_of
from poatool.text import INVISIBLE_CLASS, invisible, lazy_pattern, without_invisible

_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_TURNS = lazy_pattern(f"[{_TURNING}]")
_LOST = lazy_pattern("\ufffd|â€[\x80-\u2122]?")
_LOOSE = lazy_pattern("[\u0300-\u036f]")
_SUSPECT = lazy_pattern(f"[{INVISIBLE_CLASS}\u0300-\u036f\ufffdâ]")
_MARKUP = lazy_pattern(
    r"""(?!(?<=<)<[^<>\n]{1,60}>>)</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,300})?/?>
      | &(?:nbsp|amp|lt|gt|quot|apos|[lr]squo|[lr]dquo|[nm]dash|hellip|\#\d{2,5}|\#x[0-9a-f]{2,5});
      | \*\*(?=\S)[^*\n]{1,300}\*\* | (?<!\w)__(?=\w)[^_\n]{1,300}__(?!\w)
      | \A[=+@][a-z][a-z.]{1,30}\( | \[[^\]\n]{1,200}\]\((?:https?:|/|mailto:)[^)\s]{0,300}\) | ^\#{1,6}\ (?!of\b)\w{1,40} | `[^`\n]{1,300}`""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""`<<add text>>` is not a tag but a placeholder."""

_HOLED = lazy_pattern(r"(?<![\w/.?=&@-])[^\W\d_]{1,40}\?(?=[a-z])[^\W\d_]{1,40}(?![\w/=@])")
"""A word with a question mark in it that is not part of an address."""


@rule(
    "PUB509",
    "stray-characters",
    Severity.WARNING,
    was="unseen-character PUB510 markup-in-text PUB515 letter-lost",
)
def stray_characters(submission: Interpreted) -> Iterator[Problem]:
    """A text contains invisible characters, markup, or a sign in place of a lost letter.

    A search does not find a word that has an invisible character in it, and text that changes direction reads
    differently from how it is stored. Markup such as `<br>`, `&nbsp;` or `**bold**` is printed as typed. A file saved in a smaller
    character set has `?` for a letter with a macron. Characters that join the letters of a script or the parts of an
    emoji are fine. To fix it, type the words again, delete the markup, or paste the address again; save a CSV file
    as “CSV UTF-8”.

    Bad:
    | Action | Status    | Progress                                   | Evidence                           |
    | 2      | Under way | Trained forty insp<U+200B>ectors.          |                                    |
    | 3      | Under way | Wrote a guide for employers.               | https://example.org/re<U+200B>port |
    | 5      | Under way | Trained forty M<U+FFFD>ori wardens.        |                                    |
    | 6      | Under way | Trained forty advisers from S?moa.         |                                    |
    | 7      | Under way | Wrote a <b>second</b> leaflet.&nbsp;       |                                    |
    | 8      | Under way | Met **twelve** unions.                     |                                    |
    Found at: C2, D3, C4, C5, C6, C7

    Good:
    | Action | Status    | Progress                                                                  |
    | 2      | Under way | Trained forty Māori inspectors – “naïve” 👩🏽‍🏫 ones too.                   |
    | 3      | Under way | Wrote a guide in Persian: می‌خواهم.                                        |
    | 5      | Under way | Trained forty (< 50) inspectors* & wrote a guide, R&D; 2 > 1.             |
    | 6      | Under way | Trained forty inspectors. Was it enough? We ask: https://example.org/?q=a |
    | 7      | Under way | Asked “who knows?” in a survey of forty employers (and why?).             |
    """
    for text in submission.texts:
        if text.text.isascii() or _SUSPECT.search(text.text) is None:
            continue
        lost = [match[0] for pattern in (_LOST, _LOOSE) for match in pattern.finditer(text.text)]
        if found := [*invisible(text.text), *lost]:
            fix = None if lost else _without(text.text)
            yield Problem.at(text.cell, f"The text contains {_named(found)}.", "Type the words around it again.", fix)
    for update in submission.updates:
        for column in update.links:
            raw, link = update.row.cells.raw.get(column), update.row.links.get(column, "")
            written = text_of(raw.value) if raw else ""
            if not (written.isascii() and link.isascii()):
                yield from _in_addresses(update.cell(column), written, link)
    yield from _markup(submission)
    yield from _letter_lost(submission)


def _in_addresses(cell: Cell, text: str, link: str) -> Iterator[Problem]:
    """Invisible characters in the evidence or in the link behind it; such evidence is not published."""
    where, hint = "The evidence contains", "Paste the address from the browser again."
    if not (gone := invisible(text)):
        where, hint = "The link behind the evidence contains", "Right-click the cell, and choose Remove Hyperlink."
    if found := gone or invisible(link):
        left_out = "which is" if len(set(found)) == 1 else "which are"
        message = f"{where} {_named(found)}, {left_out} not published."
        yield Problem.at(cell, message, hint, _without(text) if gone else None)


def _without(text: str) -> Fix | None:
    """Propose the text without its invisible characters, unless that changes the order of the visible ones."""
    return None if _TURNS.search(text) else Fix(without_invisible(text), safe=True)


def _named(characters: Sequence[str]) -> str:
    def shown(characters: str) -> str:
        if len(characters) > 1:
            return f"{quoted(characters)}, which was another character before the text was copied"
        return f"U+{ord(characters):04X} ({unicodedata.name(characters, 'an unnamed character').lower()})"

    return some([*dict.fromkeys(map(shown, characters))])


@in_texts(Needs(strings=("<", "&", "*", "_", "]", "#", "`", "=", "@", "+")))
def _markup(text: Text, _: Edition) -> Said | None:
    found = matches(_MARKUP, text.text)
    as_typed = "as it stands" if len(found) == 1 else "as they stand"
    message = f"The text contains {quotes(found)}, which would be printed {as_typed}."
    return Said(message, "Delete the markup.") if found else None


@in_texts(Needs(strings=("?",)))
def _letter_lost(text: Text, edition: Edition) -> Said | None:
    """Words with a question mark in them, unless the text also lacks a macron, which PUB508 corrects."""
    found = matches(_HOLED, text.text)
    words = f"{quotes(found)} {'has' if len(found) == 1 else 'have'}"
    hint = "Type the word again; save a CSV file as “CSV UTF-8”."
    message = f"{words} a question mark where a letter may have been lost."
    return Said(message, hint) if found and spelt(text, edition) is None else None
