"""E-mail addresses in running text: what could be one is looked for, and a well-kept library says whether it is."""

from __future__ import annotations

import re

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


def email_addresses(text: str) -> list[str]:
    """The e-mail addresses in a text as they are written, be it with `[at]` for the sign; in reading order.

    Whether an address reaches anybody is not asked, so nothing is looked up.
    """
    return [found[0] for found in _LIKELY.finditer(text) if _is_address(found["local"], found["domain"].casefold())]


def _is_address(local: str, domain: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    if domain.endswith(_WITHIN_AN_OFFICE):
        domain = domain.removesuffix(_WITHIN_AN_OFFICE) + _OUTSIDE
    try:
        validate_email(f"{local}@{domain}", check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
