"""The one door for text that others wrote: nothing invisible passes it, in any format."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and the line ends; soft hyphen; bidi marks; zero widths; tags; surrogates; no characters.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)

_SPACES = re.compile("[ \t\n]+")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def publishable(text: str) -> str:
    """Drop what no reader would see, and make every line end a line feed."""
    return INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Publishable text on a single line, runs of spaces as one; no-break spaces are kept."""
    return _SPACES.sub(" ", publishable(text)).strip()


def visible(text: str) -> str:
    r"""Show invisible characters as escapes such as `\x1b` or `\u202e`, for those who look for them."""
    return INVISIBLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), _LINE_ENDS.sub("\n", text))
