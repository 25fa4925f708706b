"""Find e-mail addresses in running text: patterns find likely ones, and an established library decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from poatool.text import has_any, lazy_pattern

_ENDINGS = (".nz", ".com", ".org", ".net", ".int", ".gov", ".edu", ".au", ".uk")
"""Endings of a domain after which the word “at” counts as part of an address."""

_SIGNS = ("@", "＠", "(at", "[at")
NEEDS = (*_SIGNS, " dot ", *_ENDINGS)  # every text with an address contains one of these
_DOT = r"(?:\.|\s?[\[(]dot[\])]\s?|\sdot\s)"
_LIKELY = lazy_pattern(
    rf"""(?<![\w+'-])(?P<local>[\w+'-]{{1,64}}(?:\.[\w+'-]{{1,64}}){{0,8}})
        (?:[@＠](?P<apart>\s{{0,3}})|\s?[\[(](?:at|@)[\])]\s?)
        (?P<domain>(?:[\w-]{{1,63}}{_DOT}){{1,8}}[^\W\d_]{{2,63}})""",
    re.IGNORECASE | re.VERBOSE,
)
"""The @ sign follows the name directly, so `follow us @example.org` is not an address."""

_APART = lazy_pattern(
    r"""(?<![\w.'@/-])(?P<local>[\w.'-]{3,64}+)\s{1,3}(?:(?P<sign>[@＠])\s{0,3}|at\s)
        (?P<domain>(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,63})""",
    re.IGNORECASE | re.VERBOSE,
)
_SPELT = lazy_pattern(
    rf"""(?<![\w.'-])(?P<local>[\w+'-]{{1,64}}(?:{_DOT}[\w+'-]{{1,64}}){{0,3}})\sat\s
        (?P<domain>[\w-]{{1,63}}(?:\sdot\s[\w-]{{1,63}}){{0,6}}?\sdot\s(?:nz|com|org|net|int|gov|edu|au|uk))(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_USER = lazy_pattern(r"//[^\s/?#@]{1,80}:\Z")
"""The part of a link before its password, which PUB516 reports: `https://ann:Kea@example.org`."""

_SAID = lazy_pattern(r"\s?[\[(]dot[\])]\s?|\sdot\s", re.IGNORECASE)
_NAME = lazy_pattern(r"[^\W\d_](?:[^\W_]|['-]){0,63}(?:[._][^\W\d_](?:[^\W_]|['-]){0,63}){1,3}")
"""A name with a dot or an underscore in it, unlike a word in a sentence."""

_NO_NAME = lazy_pattern(
    r".{0,64}[._](?:nz|com|org|net|pdf|docx?|xlsx?|pptx?|html?)|(?:[^\W_][._]){1,32}[^\W_]|(?-i:[a-z'-]{1,64}\.[A-Z].*)",
    re.IGNORECASE,
)
"""Text that only looks like an address: a website, a file, `p.m`, a sentence end without a space (`published.Look`)."""

_WITHIN_AN_OFFICE, _OUTSIDE = ".local", ".example"
"""Endings of internal addresses, which the library refuses, and an ending that it accepts in their place."""

_ENOUGH = 10  # the number of addresses after which the search of a text ends
_LOOKED_INTO = 200  # the number of likely addresses of a text that the library checks; further ones count unchecked


def may_hold(text: str) -> bool:
    """A quick test whether a text, or several as one, may contain an e-mail address."""
    return has_any(text.casefold(), (*_SIGNS, " dot ", " at "))


def email_addresses(text: str) -> list[str]:
    """The first e-mail addresses in a text as written, each once; `[at]`, `at` and `dot` may stand for the signs.

    Nothing is looked up online, so an address need not exist.
    """
    likely = {found[0]: found for found in _likely(text)} if may_hold(text) else {}
    addresses = (
        written
        for number, (written, found) in enumerate(likely.items())
        if number >= _LOOKED_INTO or _is_address(_SAID.sub(".", found["local"]), _SAID.sub(".", found["domain"]))
    )
    return list(islice(addresses, _ENOUGH))


def _likely(text: str) -> Sequence[re.Match[str]]:
    """Parts of a text that look like an address, in reading order."""
    found = [match for match in _LIKELY.finditer(text) if not (match["apart"] and _is_website(match))]
    found = [match for match in found if not _USER.search(text, max(0, match.start() - 90), match.start())]
    for match in _APART.finditer(text):
        named = _NAME.fullmatch(match["local"]) and not _NO_NAME.fullmatch(match["local"])
        ends = match["sign"] or match["domain"].casefold().endswith(_ENDINGS)
        found += [match] if named and ends and not _is_website(match) else []
    found += _SPELT.finditer(text) if " dot " in text.casefold() else ()
    return sorted(found, key=re.Match.start)


def _is_website(match: re.Match[str]) -> bool:
    return match["domain"].casefold().startswith("www.")


def _is_address(local: str, domain: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    domain = domain.casefold()
    if domain.endswith(_WITHIN_AN_OFFICE):
        domain = domain.removesuffix(_WITHIN_AN_OFFICE) + _OUTSIDE
    try:
        validate_email(f"{local}@{domain}", check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
