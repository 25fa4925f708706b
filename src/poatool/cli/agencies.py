"""Agencies that a user names on the command line: by code, name or another of their names."""

from __future__ import annotations

from collections.abc import Iterable

from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies
from poatool.text import one_of


def agency_code(given: str, edition: Edition, known: Iterable[str]) -> str:
    """The code of an agency, as it is published, of those `known`; `Police` will do for `NZP`.

    Raises:
        UsageError: it is none of them; the message lists their codes.
    """
    codes = tuple(known)
    named = {edition.published_as(code) for code in agencies(edition.framework, given, suggest=False).ids}
    return named.pop() if len(named) == 1 and named <= set(codes) else one_of(given, codes, "an agency of this plan")
