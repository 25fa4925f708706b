"""PUB: characters and markup that do not belong in running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from poatool.findings.model import Fix, Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, some
from poatool.rules.texts import at, texts_with
from poatool.submissions.interpret import Interpreted
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
      | \*\*(?=\S)[^*\n]+\*\* | (?<!\w)__(?=\w)[^_\n]+__(?!\w) | \[[^\]\n]{1,200}\]\((?:https?:|/|mailto:)[^)\s]*\)
      | ^\#{1,6}\ (?!of\b)\w+ | `[^`\n]+`""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""An opening bracket doubled and closed is no tag but stands for what is still missing: `<<add text>>`."""

_HOLED = lazy_pattern(r"(?<![\w/.?=&@-])[^\W\d_]*[^\W\d_]\?(?=[a-z])[^\W\d_]+(?![\w/=@])")
"""A word with a question mark in it, which is no part of an address."""

_SIGNS = ("<", "&", "*", "_", "]", "#", "`")


@rule("PUB509", "unseen-character", Severity.WARNING)
def unseen_character(submission: Interpreted) -> Iterator[Problem]:
    """A text holds characters that nobody sees, that turn the direction of writing, or that were lost in copying.

    Words with an unseen character in them are not found by a search, and turned text reads otherwise than it is
    stored. To fix it, type the words around it again, or paste the address of the evidence again. What joins the
    letters of a script or the parts of an emoji is let pass.

    Bad:
    | Action | Status    | Progress                             |
    | 2      | Under way | Trained forty insp<U+200B>ectors. |
    Found at: C2

    Bad:
    | Action | Status    | Progress                  | Evidence                              |
    | 2      | Under way | Trained forty inspectors. | https://example.org/re<U+200B>port    |
    Found at: D2

    Bad:
    | Action | Status    | Progress                             |
    | 2      | Under way | Trained forty M<U+FFFD>ori inspectors. |
    Found at: C2

    Good:
    | Action | Status    | Progress                             |
    | 2      | Under way | Trained forty Māori inspectors – “naïve” 👩🏽‍🏫 ones too. |
    | 3      | Under way | Wrote a guide in Persian: می‌خواهم.                      |
    """
    for text in submission.texts:
        if text.text.isascii() or _SUSPECT.search(text.text) is None:
            continue
        gone = invisible(text.text)
        lost = [match[0] for pattern in (_LOST, _LOOSE) for match in pattern.finditer(text.text)]
        if gone or lost:
            fix = None if lost else _without(text.text)
            yield at(text, f"The text holds {_named([*gone, *lost])}.", "Type the words around it again.", fix)
    for update in submission.updates:
        for column in update.links:
            raw, link = update.row.cells.raw.get(column), update.row.links.get(column, "")
            written = text_of(raw.value) if raw else ""
            if not (written.isascii() and link.isascii()):
                yield from _in_addresses(update.cell(column), written, link)


def _in_addresses(cell: Cell, text: str, link: str) -> Iterator[Problem]:
    """Unseen characters in the evidence, or in the link behind it; they are no part of what is published."""
    if gone := invisible(text):
        what, todo = "The evidence holds", "Paste the address from the browser again."
    elif gone := invisible(link):
        what, todo = "The link behind the evidence holds", "Right-click the cell, and choose Remove Hyperlink."
    else:
        return
    said = "it is" if len(set(gone)) == 1 else "they are"
    message = f"{what} {_named(gone)}; {said} left out of what is published."
    yield Problem(Place.of(cell), message, todo, value=cell.raw, fix=_without(text) if invisible(text) else None)


def _without(text: str) -> Fix | None:
    """The text without what nobody sees; not where that turns what is seen."""
    return None if _TURNS.search(text) else Fix(without_invisible(text), safe=True)


def _named(characters: Sequence[str]) -> str:
    return some(list(dict.fromkeys(map(_shown, characters))))


@rule("PUB515", "letter-lost", Severity.WARNING, requires=("PUB508",))
def letter_lost(submission: Interpreted) -> Iterator[Problem]:
    """A word has a question mark in it, as where a letter with a macron or an accent was lost in copying.

    A file saved in a smaller character set has `?` for each letter that is not in it. To fix it, type the word again;
    save a CSV file as “CSV UTF-8”.

    Bad:
    | Action | Status    | Progress                              |
    | 2      | Under way | Trained forty inspectors from S?moa.  |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                                  |
    | 2      | Under way | Trained forty inspectors. Was it enough? We ask: https://example.org/?q=a |
    | 3      | Under way | Asked “who knows?” in a survey of forty employers (and why?).             |
    """
    for text in texts_with(submission, "?"):
        if found := list(dict.fromkeys(match[0] for match in _HOLED.finditer(text.text))):
            words = f"{some([quoted(word) for word in found])} {'has' if len(found) == 1 else 'have'}"
            yield at(
                text,
                f"{words} a question mark for a letter that was perhaps lost.",
                "Type the word again; save a CSV file as “CSV UTF-8”.",
            )


def _shown(characters: str) -> str:
    if len(characters) > 1:
        return f"{quoted(characters)}, which was another character before the text was copied"
    name = unicodedata.name(characters, "an unnamed character").lower()
    return f"U+{ord(characters):04X} ({name})"


@rule("PUB510", "markup-in-text", Severity.WARNING)
def markup_in_text(submission: Interpreted) -> Iterator[Problem]:
    """A text holds marks of HTML or Markdown, such as `<br>`, `&nbsp;` or `**bold**`.

    They would be printed as they stand. To fix it, take them out.

    Bad:
    | Action | Status    | Progress                                      |
    | 2      | Under way | Trained <b>forty</b> inspectors.&nbsp;        |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                      |
    | 2      | Under way | Trained **forty** inspectors.                 |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                       |
    | 2      | Under way | Trained forty (< 50) inspectors* & wrote a guide, R&D; 2 > 1.  |
    """
    for text in texts_with(submission, _SIGNS):
        if found := list(dict.fromkeys(match[0] for match in _MARKUP.finditer(text.text))):
            as_typed = "as it stands" if len(found) == 1 else "as they stand"
            yield at(
                text,
                f"The text holds {some([quoted(mark) for mark in found])}, which would be printed {as_typed}.",
                "Take the marks out.",
            )
