"""PUB: files and pages that only those who sit in an office can open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from poatool.findings.model import Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, some
from poatool.rules.texts import at, texts_with
from poatool.submissions.interpret import Interpreted
from poatool.text import lazy_pattern

_WORDS = ("file", "http", "https")

_LIKELY = lazy_pattern(
    r"""(?<![\w\\])(?:[a-z]:\\|\\\\[\w.$-]{1,80}\\|file:/{1,3})[^\s<>"|?*]+ | \bhttps?://[^\s<>"]+""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = ".,;:)]”’'"
"""What belongs to the sentence around an address."""

_OF_COLLEAGUES = (".sharepoint.com", ".local", ".lan", ".internal", ".intranet", ".corp")
_OF_THE_HOUSE = ("intranet.", "10.", "192.168.", "127.")


@rule("PUB512", "office-address", Severity.WARNING, requires=("UPD302", "UPD316"))
def office_address(submission: Interpreted) -> Iterator[Problem]:
    r"""A text leads to a file or a page that only colleagues can open: `J:\Policy\x.docx`, `http://intranet/poa`.

    Readers of the report cannot follow it, and it shows how the office's own network is laid out. To fix it, name the
    document in words, or give the address of a page that everybody can open.

    Bad:
    | Action | Status    | Progress                                              |
    | 2      | Under way | Trained forty inspectors, see J:\Policy\training.docx |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                                    |
    | 2      | Under way | Trained inspectors: https://dia.sharepoint.com/sites/guide. |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                                              |
    | 2      | Under way | Trained forty inspectors, see https://www.example.org/guide. A: \\ or B.              |
    """
    said = [f"{word}:/" for word in _WORDS if word in submission.prose.words]
    for text in texts_with(submission, ("\\", *said)):
        if found := _office_addresses(text.text):
            yield at(
                text,
                f"Readers of the report cannot open {some([quoted(address) for address in found])}.",
                "Name the document in words, or give the address of a page that everybody can open.",
            )


def is_of_an_office(address: str) -> bool:
    """Whether a web address leads into an office's own network, or to pages that its staff share among themselves."""
    _, _, behind = address.partition("//")
    return _is_of_an_office(behind.partition("/")[0])


@lru_cache(maxsize=1_000)
def _is_of_an_office(authority: str) -> bool:
    """The same of what stands before the path; most addresses of a return lead to a few places."""
    for end in "?#":
        authority, _, _ = authority.partition(end)
    host = authority.rpartition("@")[2].partition(":")[0].rstrip(_ENDS).casefold()
    return ("." not in host and host[:1].isalnum()) or host.endswith(_OF_COLLEAGUES) or host.startswith(_OF_THE_HOUSE)


def _office_addresses(text: str) -> list[str]:
    found = (match[0].rstrip(_ENDS) for match in _LIKELY.finditer(text))
    return list(dict.fromkeys(each for each in found if not _is_on_the_web(each) or is_of_an_office(each)))


def _is_on_the_web(address: str) -> bool:
    return address[:4].casefold() == "http"
