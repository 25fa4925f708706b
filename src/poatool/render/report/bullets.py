"""The text of a cell as bullets, for the ways in which agencies type lists into a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from poatool.text import one_line, publishable

# "o" is Word's second-level bullet only before a tab or wide space; alone, it is a word of te reo Māori.
_MARK = re.compile(r"\s*(?:[•●○◦▪■□‣⁃∙·]|[*–—-](?=\s)|o(?=\t|\s\s))\s*")
_NUMBER = re.compile(r"\s*\(?\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet of one line, with its sub-points."""

    text: str
    points: tuple[str, ...] = ()


def bullets(text: str) -> tuple[Bullet, ...]:
    """Read the lines of a cell as bullets.

    A plain line is a bullet, and marked or numbered lines below it are its points; without a plain line above, they
    are bullets themselves. A line that begins in lower case continues the line before it.
    """
    found: list[tuple[str, list[str]]] = []
    below_plain = False
    for line in publishable(text).split("\n"):
        mark = _MARK.match(line)
        words = one_line(line[mark.end() :] if mark else line)
        marked = bool(mark or _NUMBER.match(line))
        if not words:
            continue
        if not marked and found and words[0].islower():
            _continue(found, words)
        elif marked and below_plain:
            found[-1][1].append(words)
        else:
            found.append((words, []))
            below_plain = not marked
    return tuple(Bullet(words, tuple(points)) for words, points in found)


def _continue(found: list[tuple[str, list[str]]], words: str) -> None:
    head, points = found[-1]
    if points:
        points[-1] = f"{points[-1]} {words}"
    else:
        found[-1] = (f"{head} {words}", points)
