"""Find phrases of published pages: an action's number, how it ended, and when the page was updated."""

import datetime as dt
import re
from typing import NamedTuple

from poatool.framework.dates import written_date

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
    """An action whose reporting ended: its code and its text, if the page gives them, and the actions it went to."""

    code: str | None
    into: tuple[str, ...]
    text: str


def numbered(line: str) -> Numbered | None:
    """Read a line that begins with an action's number; None if it does not."""
    if (found := _NUMBERED.fullmatch(line)) is None:
        return None
    within = _NUMBERED.fullmatch(found["text"])
    if within is not None and within["word"] is None and found["code"].isdigit() and not within["code"].isdigit():
        found = within  # an item of a numbered list that begins with the action's code
    return Numbered(found["code"].replace(" ", ""), found["mark"] or found["after"], found["text"])


def ended(text: str) -> Ended | None:
    """What a text says about an action that was incorporated or withdrawn; None if it says no such thing."""
    if (found := _INCORPORATED.fullmatch(text) or _WITHDRAWN.fullmatch(text)) is None:
        return None
    groups = found.groupdict()
    into = tuple(re.findall(_CODE, re.sub(r"\band\b", ",", groups.get("into") or "")))
    kept = _BRACKETS.fullmatch(groups["rest"].strip())
    return Ended(groups["code"], into, (kept["text"] or kept["square"]) if kept else groups["rest"])


def footnote(line: str) -> tuple[str, str] | None:
    """Read a footnote: its mark and its text; None if the text is not a footnote."""
    found = _FOOTNOTE.fullmatch(line)
    return (found["mark"], found["text"]) if found else None


def last_updated(line: str) -> dt.date | None:
    """The day on which a page was last updated, if a line says only that."""
    found = _UPDATED.fullmatch(line)
    written = written_date(found["day"].strip(" .")) if found else None
    return written.exact if written else None
