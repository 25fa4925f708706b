"""A part of a page, and what its text may be: an action with its number, a footnote, or a day."""

import datetime as dt
import re
from typing import NamedTuple

from poatool.blocks import bare_address
from poatool.framework import dates
from poatool.framework.events import EventKind


class PageBlock(NamedTuple):
    """A paragraph, a list item, or a heading."""

    text: str
    level: int = 0  # the level of a heading, 1 for the highest
    is_bullet: bool = False
    is_line: bool = False  # a line of plain text, which may be a heading or a paragraph
    links: tuple[str, ...] = ()  # the addresses to which its words link
    beside: tuple[str, ...] | None = None  # what other cells hold, if it is the row of an action in a table

    @property
    def with_links(self) -> str:
        """The text, followed by any addresses that it does not contain."""
        shown = set(map(bare_address, self.text.split()))
        hidden = [address for address in dict.fromkeys(self.links) if address not in shown]
        return f"{self.text} ({', '.join(hidden)})" if hidden else self.text


_MARKS = "*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹"

_CODE = r"(?:[A-Z]{1,4}[ -]?)?\d{1,4}(?:[.-](?:\d{1,3}|[a-z]))*[a-z]?"

_NUMBERED = re.compile(
    rf"""
    (?:(?P<word>action(?:\ item|\ point)?|commitment|measure|initiative|recommendation)\s+(?:no\.?\s*)?)?
    (?P<code>{_CODE}(?:\(\d+\))?)
    (?P<mark>[{re.escape(_MARKS)}]+)?
    (?:[.):]\s*(?P<after>[{re.escape(_MARKS)}]+)?\s+|\s+[–—-]\s+|(?<=\.[0-9a-z])\s+|(?<=\.[0-9][0-9])\s+)
    (?P<text>\S.*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_INCORPORATED = re.compile(
    rf"""
    (?:(?:(?:this\ )?action\s{{0,9}}(?P<code>{_CODE})?|it)\s{{1,9}})?(?:has\ been|was|is\ now)?\s{{0,9}}
    (?:incorporated|merged|folded|moved|combined)\s{{1,9}}(?:in)?(?:to|with)\s{{1,9}}
    (?:actions?\s{{1,9}})?(?P<into>{_CODE}(?:\s{{0,9}}(?:,|&|\band\b)+\s{{0,9}}(?:actions?\s{{1,9}})?{_CODE})*)
    (?:\.\s{{0,9}}|\s{{0,9}}(?=[(\[])|$)(?P<rest>.*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    rf"""
    (?:(?:this\ )?action\s{{0,9}}(?P<code>{_CODE})?|it)\s{{1,9}}(?:has\ been|was)\s{{1,9}}
    (?:withdrawn|removed|discontinued|deleted)\.?\s{{0,9}}(?P<rest>.*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENDS = ((EventKind.INCORPORATED, _INCORPORATED), (EventKind.WITHDRAWN, _WITHDRAWN))
_BRACKETS = re.compile(r"\((?P<text>.*)\)\.?|\[(?P<square>.*)\]\.?")
_FOOTNOTE = re.compile(rf"(?P<mark>[{re.escape(_MARKS)}]+)\s*(?P<text>\w.*)")
_UPDATED = re.compile(r"(?:page )?(?:last )?(?:updated|reviewed|modified)(?: on)?:?\s*(?P<day>.+)", re.IGNORECASE)
ADDED = re.compile(r"\b(?:new|added|additional)\b", re.IGNORECASE)  # in the footnote of an action that was added later


class Numbered(NamedTuple):
    """A line that begins with an action's number: `N1*. Recognise …`."""

    code: str
    mark: str | None
    text: str


class Ended(NamedTuple):
    """How the reporting on an action ended; its code and text, if the page gives them, and the actions it moved to."""

    kind: EventKind
    code: str | None
    into: tuple[str, ...]
    text: str


def numbered_line(line: str) -> Numbered | None:
    """Read a line that begins with an action's number; None if it does not."""
    if (found := _NUMBERED.fullmatch(line)) is None:
        return None
    within = _NUMBERED.fullmatch(found["text"])
    if within is not None and within["word"] is None and found["code"].isdigit() and not within["code"].isdigit():
        found = within  # an item of a numbered list that begins with the action's code
    return Numbered(found["code"].replace(" ", ""), found["mark"] or found["after"], found["text"])


_PARTS, _YEAR = re.compile(r"\d+|[^\W\d_]+"), re.compile(r"(?:19|20)\d\d")
_MAY_BEGIN = re.compile(r" (?=\d|[A-Z]{1,4}-?\d)")
_A = 10_000  # the value of the letter a in a code; numbers have lower values
_LOOKED_AT = 60
_MOST_SKIPPED = 3  # how far a number may be above the last one and still continue the numbering


def code_in(cell: str) -> str | None:
    """The code in a cell that holds nothing else; a year is not a code."""
    found = numbered_line(f"{cell.rstrip('.:)')} – .")
    return f"{found.code}{found.mark or ''}" if found and found.text == "." and not _YEAR.fullmatch(cell) else None


def follows(code: str, before: str) -> bool:
    """Whether a code continues a numbering: `1.2`, `1.4`, `1.1.1` and `2.1` after `1.1`."""
    old, new = _parts(before), _parts(code)
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    if same >= len(new) or any(part not in (1, _A) for part in new[same + 1 :]):
        return False
    return new[same] in (1, _A) if same == len(old) else 0 < new[same] - old[same] <= _MOST_SKIPPED


def _parts(code: str) -> list[int]:
    found = _PARTS.findall(code.casefold())
    return [int(part) if part.isdecimal() else _A + ord(part[0]) - ord("a") for part in found]


def next_code(text: str, code: str) -> str | None:
    """The code of the next action, if it seems to begin within the text of the action with this code."""
    begun = (numbered_line(part[:_LOOKED_AT]) for part in _MAY_BEGIN.split(text)[1:])
    return next((each.code for each in begun if each and each.text[0].isupper() and follows(each.code, code)), None)


def ended(text: str) -> Ended | None:
    """What a text says about an action that was incorporated or withdrawn; None if it says nothing about that."""
    for kind, pattern in _ENDS:
        if found := pattern.fullmatch(text):
            groups = found.groupdict()
            into = tuple(re.findall(_CODE, re.sub(r"\band\b", ",", groups.get("into") or "")))
            kept = _BRACKETS.fullmatch(groups["rest"].strip())
            return Ended(kind, groups["code"], into, (kept["text"] or kept["square"]) if kept else groups["rest"])
    return None


def footnote(line: str) -> tuple[str, str] | None:
    """Read a footnote: its mark and its text; None if the text is not a footnote."""
    found = _FOOTNOTE.fullmatch(line)
    return (found["mark"], found["text"]) if found else None


def last_updated(line: str) -> dt.date | None:
    """The day on which a page was last updated, if a line says only that."""
    found = _UPDATED.fullmatch(line)
    written = dates.written_date(found["day"].strip(" .")) if found else None
    return written.exact if written else None
