"""Turn written codes into keys that are equal for all spellings of a code: `N-1`, `n1` and `N 01` are N1."""

import unicodedata

from poatool.text import lazy_pattern

# Dashes and full-width characters and their ASCII equivalents.
_PLAIN = dict.fromkeys("‐‑‒–—―−﹘﹣~〜", "-") | {chr(full): chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)}
_BY_CATEGORY = {"Cf": "", "Zs": " ", "Zl": "\n", "Zp": "\n"}
_RIGHT_TO_LEFT = "\u202e"

LEXEME = lazy_pattern(r"[A-Za-z]+|[0-9]+|\s+|[^\sA-Za-z0-9]")
"""Runs of letters, of digits and of white space; any other character by itself."""

_ZEROS = lazy_pattern(r"(?<![0-9])0+(?=[0-9])", needs=("0",))
_LETTERS_THEN_NUMBER = lazy_pattern(r"(?<=[^\W\d_])\s*[-./]\s*(?=[0-9]|\Z)", needs=tuple("-./"))
_NUMBER_THEN_LETTER = lazy_pattern(r"(?<=[0-9])\s*[-.(]\s*(?=(?:[A-Z]|[IVX]{2,4})(?![A-Z]))", needs=("-", ".", "("))
_SPACES = lazy_pattern(r"((?<=[0-9])\s+(?=[0-9])|(?<=[^\W\d_])\s+(?=[^\W\d_]))|\s+", needs=lazy_pattern(r"\s"))
_LOOKS_LIKE = str.maketrans("ODILSBZGToliszg|!", "00115826701152911")


def clean(text: str) -> str:
    """Remove invisible characters, and replace unusual spaces, dashes and full-width letters with plain ones.

    Marks of direction and invisible characters between digits are kept: without them, the text would have a number
    that no reader sees. Nothing else is normalised: NFKC would turn `1²`, a 1 with a footnote mark, into 12.
    """
    if text.isascii() and "~" not in text:
        return text
    kept: list[str] = []
    for at, character in enumerate(text):
        category = unicodedata.category(character)
        between = category == "Cf" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        plain = _PLAIN.get(character) or _BY_CATEGORY.get(category, character)
        kept.append(character if between or character == _RIGHT_TO_LEFT else plain)
    return "".join(kept)


def canonical(text: str) -> str:
    """The key of a cleaned text: upper case, no leading zeros, `.10` for `(10)`, spaces only between digits or letters.

    Signs between letters and a number do not matter either: `N-1` is N1, `TR 2` is TR/2, `AC2` is AC-2, `4 (b)` is 4b.
    """
    key = _NUMBER_THEN_LETTER.sub("", _LETTERS_THEN_NUMBER.sub("", _ZEROS.sub("", text.upper())))
    return _SPACES.sub(lambda space: " " if space[1] else "", key.replace("(", ".").replace(")", ""))


def key_of(text: str) -> str:
    """The key of a text that is not cleaned yet."""
    return canonical(clean(text))


def without_signs(text: str) -> str:
    """The letters and digits of a text, in upper case and without leading zeros."""
    return "".join(part for part in LEXEME.findall(_ZEROS.sub("", clean(text).upper())) if part.isalnum())


def figures_key(text: str) -> str:
    """The key of a text, with digits in place of letters that look like digits."""
    return key_of(text.translate(_LOOKS_LIKE))
