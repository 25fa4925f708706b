"""E-mail addresses in running text: what could be one is looked for, and a well-kept library says whether it is."""

from __future__ import annotations

import re
from itertools import islice

from poatool.patterns import expression

SIGNS = ("@", "(at", "[at")
"""One of these, in lower case, is in every address."""

_LIKELY = expression(
    r"""(?<![\w+'-])(?P<local>[\w+'-]{1,64}(?:\.[\w+'-]{1,64}){0,8})
        (?:@|\s?[\[(](?:at|@)[\])]\s?)
        (?P<domain>(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,63})""",
    re.IGNORECASE | re.VERBOSE,
)
_WITHIN_AN_OFFICE, _OUTSIDE = ".local", ".example"
"""What ends an address that only an office's own network knows, which the library refuses; and what it lets pass."""


_ENOUGH = 10
"""Addresses of one text after which no more are looked for."""

_LOOKED_INTO = 200
"""Likely addresses of one text that the library is asked about; of what follows, the likely ones are taken for some."""


def email_addresses(text: str) -> list[str]:
    """The e-mail addresses in a text as they are written, be it with `[at]` for the sign; in reading order, each once.

    Whether an address reaches anybody is not asked, so nothing is looked up. Of very many, only the first are given.
    """
    likely = {found[0]: (found["local"], found["domain"].casefold()) for found in _LIKELY.finditer(text)}
    addresses = (
        written
        for number, (written, parts) in enumerate(likely.items())
        if number >= _LOOKED_INTO or _is_address(*parts)
    )
    return list(islice(addresses, _ENOUGH))


def _is_address(local: str, domain: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    if domain.endswith(_WITHIN_AN_OFFICE):
        domain = domain.removesuffix(_WITHIN_AN_OFFICE) + _OUTSIDE
    try:
        validate_email(f"{local}@{domain}", check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
