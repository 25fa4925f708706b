"""PUB: links that only colleagues can open, or that give anybody access."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.rules.prose import Needs, Said, in_texts
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, some
from poatool.submissions.interpret import Interpreted, Text
from poatool.text import has_any, lazy_pattern

_LIKELY = lazy_pattern(
    r"""(?<![\w\\])(?:[a-z]:\\|\\\\[\w.$-]{1,80}\\|file:/{1,3})[^\s<>"|?*]+ | \bhttps?://[^\s<>"]+""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = ".,;:)]”’'"
"""Punctuation around an address that belongs to the sentence."""

_OF_COLLEAGUES = (".sharepoint.com", ".local", ".lan", ".internal", ".intranet", ".corp")
_OF_THE_HOUSE = ("intranet.", "10.", "192.168.", "127.")


@in_texts(Needs(strings=("\\",), words=frozenset(("file:/", "http:/", "https:/"))))
def _closed_in_text(text: Text, _: Edition) -> Said | None:
    found = [each for each in _addresses(text.text) if each[:4].casefold() != "http" or is_of_an_office(each)]
    message = f"Readers of the report cannot open {some([quoted(address) for address in dict.fromkeys(found)])}."
    hint = "Name the document in words, or give the address of a page that everybody can open."
    return Said(message, hint) if found else None


def _addresses(text: str) -> Iterator[str]:
    return (match[0].rstrip(_ENDS) for match in _LIKELY.finditer(text))


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
    yield from _closed_in_text(submission)
    for links in submission.links:
        if closed := [address for address in links.addresses if is_of_an_office(address)]:
            are = "is" if len(closed) == 1 else "are"
            shown = some([quoted(address) for address in closed])
            message = f"Readers of the report cannot open {shown}, which {are} published."
            hint = "Paste the address of a page that everybody can open, or take it out."
            yield Problem.at(links.cell, message, hint)


_ADMITTING = frozenset(
    (
        *("accesstoken", "apikey", "auth", "authkey", "authtoken", "clientsecret", "guestaccesstoken", "idtoken"),
        *("jsessionid", "jwt", "passwd", "password", "phpsessid", "pwd", "refreshtoken", "secret", "session"),
        *("sessionid", "sessiontoken", "sig", "signature", "sharetoken", "tempauth", "token", "xamzsignature"),
    )
)
"""Names of parameters, as letters alone, whose values give access to anybody who has the address."""

_SHORTEST_SECRET = 6
_PARAMETERS = lazy_pattern(r"[?#;&]")
_BESIDE_LETTERS = lazy_pattern(r"[^a-z]+")


def _admits(address: str) -> str | None:
    """The part of an address that gives anybody access, such as `the parameter access_token`; None if there is none."""
    if not has_any(address, "@="):
        return None
    try:
        authority = urlsplit(address).netloc
    except ValueError:
        authority = address.partition("//")[2].partition("/")[0]
    if ":" in authority.rpartition("@")[0]:
        return "a password"
    for part in _PARAMETERS.split(address)[1:]:
        for name, value in parse_qsl(part):
            if len(value) >= _SHORTEST_SECRET and _BESIDE_LETTERS.sub("", name.casefold()) in _ADMITTING:
                return f"the parameter {name}"
    return None


def _admission(address: str) -> str | None:
    if (admits := _admits(address)) is None:
        return None
    host = address.partition("//")[2].rpartition("@")[2].partition("/")[0].partition("?")[0]
    return f"The link to {quoted(host)} contains {admits}, which gives anybody access."


_TAKE_OUT = "Take it out of the link and have it changed: everybody who has this file can use it."


@in_texts(Needs(strings=("://",)))
def _secret_in_text(text: Text, _: Edition) -> Said | None:
    said = next(filter(None, map(_admission, _addresses(text.text))), None)
    return Said(said, _TAKE_OUT) if said else None


@rule("PUB516", "secret-in-link", Severity.ERROR)
def secret_in_link(submission: Interpreted) -> Iterator[Problem]:
    """A link has a password, a token or a signature in it.

    Readers of the report could open what it protects, so the row is set aside. To fix it, paste an address that needs
    no password, and have the password or the token changed.

    Bad:
    | Action | Status    | Progress                                                       | Evidence                               |
    | 2      | Under way | Trained forty inspectors: https://ann:Kea-1840@example.org/22. |                                        |
    | 3      | Under way | Wrote a guide for employers.                                   | https://example.org/a?access_token=9f3b1c |
    | 5      | Under way | Wrote a guide for unions. <to https://example.org/b?sig=Qm9va3M%3D> |                                   |
    Found at: C2, D3, C4

    Good:
    | Action | Status    | Progress                                               | Evidence                                 |
    | 2      | Under way | Trained inspectors: https://example.org/@unions/a?q=token. | https://example.org/a?page=2&sign=yes#top |
    """
    yield from _secret_in_text(submission)
    for links in submission.links:
        if (said := next(filter(None, map(_admission, links.addresses)), None)) is not None:
            yield Problem.at(links.cell, said, _TAKE_OUT)


def is_of_an_office(address: str) -> bool:
    """Whether a web address leads into an office's own network, or to pages that its staff share among themselves."""
    _, _, behind = address.partition("//")
    return _is_of_an_office(behind.partition("/")[0])


@lru_cache(maxsize=1_000)
def _is_of_an_office(authority: str) -> bool:
    """Whether the part of an address before the path is internal; cached, as most addresses share a few hosts."""
    for end in "?#":
        authority, _, _ = authority.partition(end)
    host = authority.rpartition("@")[2].partition(":")[0].rstrip(_ENDS).casefold()
    return ("." not in host and host[:1].isalnum()) or host.endswith(_OF_COLLEAGUES) or host.startswith(_OF_THE_HOUSE)
