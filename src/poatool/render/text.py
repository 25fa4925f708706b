"""The one door for text that others wrote: nothing invisible passes it, in any format."""

from __future__ import annotations

import re

from poatool.unseen import shown_unseen, without_unseen

_SPACES = re.compile("[ \t\n]+")
_OF_LINES = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def publishable(text: str) -> str:
    """Drop what no reader would see, and make every line end a line feed."""
    return without_unseen(_LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Publishable text on a single line, runs of spaces as one; no-break spaces are kept."""
    return _SPACES.sub(" ", publishable(text)).strip()


def spelled(name: str) -> str:
    r"""A name of a file on a single line: tabs, line ends and invisible characters as escapes such as `\n`."""
    return shown_unseen(_OF_LINES.sub(_escape, name))


def visible(text: str) -> str:
    r"""Show invisible characters as escapes such as `\x1b` or `\u202e`, for those who look for them."""
    return shown_unseen(_LINE_ENDS.sub("\n", text))


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")
