"""Characters that nobody sees: those that join letters or pictures, as they should, and all others."""

from __future__ import annotations

from poatool.patterns import expression

UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
"""As within the brackets of an expression: C0 and C1 controls but tab and the line ends; soft hyphen; bidi marks;
zero widths; annotations; tags; surrogates; no characters.
"""

INVISIBLE = expression(f"[{UNSEEN}]")

# Letters of Arabic and its neighbours, of India and South-East Asia, and Mongolian: a joiner behind them shapes a word.
_JOINED_LETTER = (
    "\u0620-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1820-\u18af\u1b00-\u1bff\ua8e0-\ua9df"
    "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
_PICTURE = "\u2190-\u21ff\u2300-\u27bf\u2900-\u2bff\U0001f000-\U0001faff"


def _tags(letters: str) -> str:
    return "".join(chr(0xE0000 + ord(letter)) for letter in letters)


_FLAGS = "|".join(_tags(f"gb{part}\x7f") for part in ("eng", "sct", "wls"))
"""The flags that are written as tags behind a black flag; any other text of tags is hidden text."""

_EACH = expression(
    f"((?<=[{_JOINED_LETTER}])[\u200c\u200d]|(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])|(?<=\U0001f3f4)(?:{_FLAGS}))"
    f"|[{UNSEEN}]"
)


def unseen(text: str) -> list[str]:
    """The characters of a text that nobody sees and that do no work in it, one after the other."""
    if INVISIBLE.search(text) is None:
        return []
    return [match[0] for match in _EACH.finditer(text) if match[1] is None]


def without_unseen(text: str) -> str:
    """A text without those characters."""
    return text if INVISIBLE.search(text) is None else _EACH.sub(r"\1", text)


def shown_unseen(text: str) -> str:
    r"""A text with an escape such as `\x1b` or `\u202e` for each of those characters."""
    if INVISIBLE.search(text) is None:
        return text
    return _EACH.sub(lambda match: match[1] or match[0].encode("unicode_escape").decode("ascii"), text)
