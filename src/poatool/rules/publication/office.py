"""PUB: files and pages that only colleagues can open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.rules.prose import Needs, Said, TextRule
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, some
from poatool.submissions.interpret import Interpreted, Text
from poatool.text import lazy_pattern

_LIKELY = lazy_pattern(
    r"""(?<![\w\\])(?:[a-z]:\\|\\\\[\w.$-]{1,80}\\|file:/{1,3})[^\s<>"|?*]+ | \bhttps?://[^\s<>"]+""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = ".,;:)]”’'"
"""Punctuation of the sentence around an address."""

_OF_COLLEAGUES = (".sharepoint.com", ".local", ".lan", ".internal", ".intranet", ".corp")
_OF_THE_HOUSE = ("intranet.", "10.", "192.168.", "127.")


def _closed(text: Text, _: Edition) -> list[str]:
    """The addresses in a text that only colleagues can open."""
    found = (match[0].rstrip(_ENDS) for match in _LIKELY.finditer(text.text))
    return list(dict.fromkeys(each for each in found if not _is_on_the_web(each) or is_of_an_office(each)))


def _say(found: Sequence[str]) -> Said:
    message = f"Readers of the report cannot open {some([quoted(address) for address in found])}."
    return Said(message, "Name the document in words, or give the address of a page that everybody can open.")


in_text = TextRule(_closed, _say, Needs(strings=("\\",), words=frozenset(("file:/", "http:/", "https:/"))))


@rule("PUB512", "office-address", Severity.WARNING, requires=("UPD302", "UPD315"))
def office_address(submission: Interpreted) -> Iterator[Problem]:
    r"""A text or its evidence leads to a file or a page that only colleagues can open.

    Examples are `J:\Policy\x.docx`, `http://intranet/poa` and SharePoint. Readers of the report cannot follow it, and
    it shows how the office's own network is laid out. To fix it, name the document in words, or give the address of a
    page that everybody can open.

    Bad:
    | Action | Status    | Progress                                                    | Evidence            |
    | 2      | Under way | Trained forty inspectors, see J:\Policy\training.docx       |                     |
    | 3      | Under way | Trained inspectors: https://dia.sharepoint.com/sites/guide. |                     |
    | 5      | Under way | Wrote a guide for employers.                                | http://intranet/poa |
    | 6      | Under way | Wrote a guide for unions. <to http://intranet/unions>       |                     |
    Found at: C2, C3, D4, C5

    Good:
    | Action | Status    | Progress                                                                              |
    | 2      | Under way | Trained forty inspectors, see https://www.example.org/guide. A: \\ or B.              |
    """
    yield from in_text(submission)
    for links in submission.links:
        if closed := [address for address in links.addresses if is_of_an_office(address)]:
            are = "is" if len(closed) == 1 else "are"
            shown = some([quoted(address) for address in closed])
            message = f"Readers of the report cannot open {shown}, which {are} published."
            hint = "Paste the address of a page that everybody can open, or take it out."
            yield Problem.at(links.cell, message, hint)


def is_of_an_office(address: str) -> bool:
    """Whether a web address leads into an office's own network, or to pages that its staff share among themselves."""
    _, _, behind = address.partition("//")
    return _is_of_an_office(behind.partition("/")[0])


@lru_cache(maxsize=1_000)
def _is_of_an_office(authority: str) -> bool:
    """The same for the part before the path; most addresses of a submission lead to a few places."""
    for end in "?#":
        authority, _, _ = authority.partition(end)
    host = authority.rpartition("@")[2].partition(":")[0].rstrip(_ENDS).casefold()
    return ("." not in host and host[:1].isalnum()) or host.endswith(_OF_COLLEAGUES) or host.startswith(_OF_THE_HOUSE)


def _is_on_the_web(address: str) -> bool:
    return address[:4].casefold() == "http"
