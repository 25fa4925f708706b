"""PUB: characters and markup that do not belong in running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from poatool.findings import Fix, Severity
from poatool.patterns import expression
from poatool.rules.registry import Problem, rule
from poatool.rules.texts import at, texts_with
from poatool.rules.wording import quoted, some
from poatool.submissions.understand import Understood

_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = expression(rf"[\u00ad\u180e\u200b\u2060-\u2064\ufeff{_TURNING}]|(?<=[ -~\s])[\u200c\u200d](?=[ -~\s])")
_TURNS = expression(f"[{_TURNING}]")
_LOST = expression("\ufffd|â€[\x80-\u2122]?")
_LOOSE = expression("[\u0300-\u036f]")
_SUSPECT = expression(f"[\u00ad\u0300-\u036f\u180e\u200b-\u200d\u2060-\u2064\ufeff\ufffdâ{_TURNING}]")
_MARKUP = expression(
    r"""(?!(?<=<)<[^<>\n]{1,60}>>)</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,300})?/?>
      | &(?:nbsp|amp|lt|gt|quot|apos|[lr]squo|[lr]dquo|[nm]dash|hellip|\#\d{2,5}|\#x[0-9a-f]{2,5});
      | \*\*(?=\S)[^*\n]+\*\* | (?<!\w)__(?=\w)[^_\n]+__(?!\w) | \[[^\]\n]{1,200}\]\((?:https?:|/|mailto:)[^)\s]*\)
      | ^\#{1,6}\ (?!of\b)\w+ | `[^`\n]+`""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""An opening bracket doubled and closed is no tag but stands for what is still missing: `<<add text>>`."""

_HOLED = expression(r"(?<![\w/.?=&@-])[^\W\d_]*[^\W\d_]\?(?=[a-z])[^\W\d_]+(?![\w/=@])")
"""A word with a question mark in it, which is no part of an address."""

_SIGNS = ("<", "&", "*", "_", "]", "#", "`")


@rule("PUB509", "unseen-character", Severity.WARNING)
def unseen_character(submission: Understood) -> Iterator[Problem]:
    """A text holds characters that nobody sees, that turn the direction of writing, or that were lost in copying.

    Words with an unseen character in them are not found by a search, and turned text reads otherwise than it is
    stored. To fix it, type the words around it again.

    Bad:
    | Action | Status    | Progress                             |
    | 2      | Under way | Trained forty insp<U+200B>ectors. |
    Found at: C2

    Bad:
    | Action | Status    | Progress                             |
    | 2      | Under way | Trained forty M<U+FFFD>ori inspectors. |
    Found at: C2

    Good:
    | Action | Status    | Progress                             |
    | 2      | Under way | Trained forty Māori inspectors – “naïve” 👩🏽‍🏫 ones too. |
    """
    for text in submission.texts:
        if text.text.isascii() or _SUSPECT.search(text.text) is None:
            continue
        odd = [m[0] for pattern in (_UNSEEN, _LOST, _LOOSE) for m in pattern.finditer(text.text)]
        if odd:
            shown = list(dict.fromkeys(_shown(characters) for characters in odd))
            only_unseen = not _LOST.search(text.text) and not _LOOSE.search(text.text) and not _TURNS.search(text.text)
            yield at(
                text,
                f"The text holds {some(shown)}.",
                "Type the words around it again.",
                Fix(_UNSEEN.sub("", text.text), safe=True) if only_unseen else None,
            )


@rule("PUB515", "letter-lost", Severity.WARNING, requires=("PUB508",), prose=True)
def letter_lost(submission: Understood) -> Iterator[Problem]:
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


@rule("PUB510", "markup-in-text", Severity.WARNING, prose=True)
def markup_in_text(submission: Understood) -> Iterator[Problem]:
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


RULES = (unseen_character, letter_lost, markup_in_text)
