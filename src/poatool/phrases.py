r"""Phrases in a plain notation, which become regular expressions when they are first searched for.

A phrase is written as it stands in a text: words and spaces. There is one on each line, and any of them may match. It
begins and ends where words do, and its first letter may be a capital. After two spaces, `# ` begins an example.

| in a phrase          | what it finds                                                                  |
|----------------------|--------------------------------------------------------------------------------|
| `(a|b c)`            | one of these                                                                   |
| `(the )?`, `raids?`  | what is before the `?`, or nothing; what is before `{1,3}`, one to three times |
| `PERSON`             | the part of this name: in `CHARACTERS`, or given with the phrases              |
| `…`, `…3`            | up to 60 characters without a comma or full stop; up to three words            |
| `…?`                 | the rest of a question                                                         |
| `publi-`, `-ed`      | a word that begins, or ends, like this                                         |
| `one-way`, `can't`   | also `one way`, and `can’t`                                                    |
| `(not: a|b)`         | nothing, unless one of these follows; `(before: a|b)`, if one does             |
| `(not after: the|a)` | nothing, unless one of these is just before; `(after: the|a)`, if one is       |
| `^`, `$`             | the beginning of the text, and its end                                         |
"""

import re
from collections.abc import Mapping
from typing import cast

from poatool.text import MONTH_NAMES, LazyPattern, lazy_pattern

CAPITAL = r"(?-i:[A-ZÀ-ÞĀĐĒĪŌŪ])[^\W\d_][^\W\d_’'-]{0,30}(?:[’'-][^\W\d_]{1,30})?"
_WORD = r"[\w’'-]{1,20}"
CHARACTERS = {
    "CAPITAL": CAPITAL,
    "ACRONYM": r"[A-Z]{3,}",
    "INITIALS": r"(?:[A-Z]\.){1,3}",
    "WORD": _WORD,
    "SMALL": r"[a-z\d]{1,9}",
    "SINGULAR": r"[\w-]{2,20}(?<!s)",
    "AGE": r"\d\d",
    "AGED": r"(?:\d{1,2}|\w{1,9}teen|ten|eleven|twelve|twenty)[- ]years?[- ]old|\d{1,2} ?y/?o",
    "YEARS": r"(?:\d{1,2}|\w{1,9}teen)(?![–-])",
    "FEW": r"(?<![.,–-])(?:one|two|three|four|five|six|seven|eight|nine|[1-9])",
    "DIGIT": r"\d",
    "AMOUNT": r"\$?\d{1,9}s?",
    "DAY": r"\d{1,2}(?:st|nd|rd|th)",
    "TIME": r"\d{1,2}(?::\d\d)? ?[ap]m",
    "HOUSE": r"(?<![\w.,/-])(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?(?:/\d{1,4})?",
    "CELL": r"[A-Z]{1,3}\d{1,7}",
    "VERSION": r"v?\d[,.:]",
    "BREAK": r"[–—.-]\s",
    "JOINED": r"['’-]",
    "STOP": r"[^\w\s]|\Z",
    "ENDING": r"[^\w\s%,/-](?!\d)|\s?\Z",
    "REST": r".{0,400}",
    "MONTH": "|".join(MONTH_NAMES),
}
"""Parts of phrases that are plainer as regular expressions; `CAPITAL` is a word that begins with a capital letter."""

_EDGE = r"(?!(?<=\w)\w)"  # not within a word
_GROUPS = {
    "(": ("(?:", ")"),
    "(not: ": (rf"(?! ?{_EDGE}(?:", f"){_EDGE})"),
    "(before: ": (rf"(?= ?{_EDGE}(?:", f"){_EDGE})"),
    "(not after: ": (r"(?<!\b(?:", ") )"),
    "(after: ": (r"(?<=\b(?:", ") )"),
}
"""How a group begins in a phrase, and how it begins and ends in the expression."""

_GAP, _QUESTION = r"\b[^,;.!?\n]{0,60}\b", r"[^.?\n]{0,60}\?"
_SIGNS = {" … ": _GAP, "…?": _QUESTION, "'": "['’]", "-": "[- ]", "^": r"\A", "$": r"\Z", ".": r"\."}
_PIECES = lazy_pattern(r"\\.| ?\([a-z ]+: |\)\??(?:-(?![\w(]))?| … |…\?|…\d |[-\w]+|.")


class _Phrases(LazyPattern):
    def __init__(self, listed: str, parts: Mapping[str, str], *, any_case: bool) -> None:
        self.listed, self.parts, self.flags = listed, parts, re.IGNORECASE if any_case else 0

    def __getattr__(self, name: str) -> object:
        if name == "source":
            self.source = rf"\b{_either(self.listed, self.parts, first=not self.flags)}{_EDGE}"
            return self.source
        return super().__getattr__(name)


def phrases(listed: str, parts: Mapping[str, str] = CHARACTERS, *, any_case: bool = False) -> re.Pattern[str]:
    """A pattern that finds any of these phrases, which are written as this module says; so are their `parts`."""
    return cast("re.Pattern[str]", _Phrases(listed, parts, any_case=any_case))


def _either(listed: str, parts: Mapping[str, str], *, first: bool) -> str:
    phrases = (line.partition("  # ")[0].strip() for line in listed.splitlines())
    return f"(?:{'|'.join(_translated(phrase, parts, first=first) for phrase in phrases)})"


def _translated(phrase: str, parts: Mapping[str, str], *, first: bool) -> str:
    """The expression for a phrase; what comes `first` may begin with a capital."""
    found: list[str] = []
    groups = [("", first)]  # how each open group begins, and whether it comes first
    for piece in _PIECES.findall(phrase):
        if (opening := piece.lstrip()) in _GROUPS:
            found.append(_GROUPS[opening][0])
            groups.append((piece, first))
        elif piece[0] == ")":
            opened, came_first = groups.pop()
            first = came_first and (piece == ")?" or opened != "(")
            found.append(_GROUPS[opened.lstrip()][1] + piece[1:].replace("-", r"\w*"))
            found += [""] if opened[0] == "(" != opened else []
        elif piece == " " and found[-1:] == [""]:  # of the spaces around what stands for nothing, one counts
            found.pop()
        elif piece == "|":
            found.append(piece)
            first = groups[-1][1]
        elif piece[-1].isalnum() or piece[:-1].isalnum():
            found.append(_of_word(piece, parts, first=first))
            first = False
        else:
            found.append(f"(?:{_WORD} ){{0,{piece[1]}}}?" if piece[1:2].isdigit() else _SIGNS.get(piece, piece))
    return "".join(found)


def _of_word(written: str, parts: Mapping[str, str], *, first: bool) -> str:
    """The expression for a word, or for a part with its name."""
    name = written.strip("-")
    if name in CHARACTERS:
        return f"(?:{CHARACTERS[name]})"
    if name in parts:
        return _either(parts[name], parts, first=first)
    if written[0] == "-":
        return rf"\w{{2,20}}{name}"
    word = f"[{name[0].upper()}{name[0]}]{name[1:]}" if first and name[0].islower() else name
    return word.replace("-", "[- ]") + (r"\w*" if written[-1] == "-" else "")
