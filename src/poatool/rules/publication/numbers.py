"""Telephone numbers and numbers of identity in running text, told from other numbers by well-kept libraries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from poatool.patterns import expression
from poatool.rules.texts import has_any

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


class Found(NamedTuple):
    """What was found in a text: from where to where, its words, and what it is."""

    start: int
    end: int
    text: str
    what: str


_DIALLED = expression(r"(?:[+0]|\((?=0))(?<![\w./-][+0(])[\d()\s.–-]{5,19}\d")
_FILED = expression(
    r"\b(?:files?|ref|references?|case|docket|briefing|invoice|matter|contract|agreement|grant|project|tender|order|complaint"
    r"|permit|OIA|ISBN|ISSN)(?:\.?\ (?:no|nr|number|id))?[\s.:#(]{1,3}$",
    re.IGNORECASE,
)
"""What stands before the number of a file or a case, which may look like one to dial."""

_FOR_THE_PUBLIC = expression(
    r"\b(?:help|hot|tip|crisis|information|enquir(?:y|ies)|support|phone|telephone)[\s-]?lines?\b"
    r"|\b(?:(?:call|contact)\ centre|general\ enquiries|switchboard|reception)\b",
    re.IGNORECASE,
)
_SENTENCE = expression(r"[.!?;]\s")
_NEAR = 60
"""Letters before a number in which a word says what it is."""

_DAY_OR_YEARS = r"(?:19|20)\d\d(?:\ ?[-–]\ ?\d\d(?:\d\d)?)+|\d{1,2}[- ]\d{1,2}[- ](?:19|20)\d\d"
"""What stands behind “visa” or “tax” and numbers nothing: `2021-22`, `2021-2022`, `2022-03-14`, `14-03-2022`."""

_LABELLED = expression(
    rf"""(?<![\w/?&=.-])(?P<what>passport | visa | (?:visa\ )?application | client | IRD | tax(?:payer)? | NHI | driver['’]?s?\ licen[cs]e
          | birth\ certificate | prisoner | identity\ card)
        (?:\ (?:number|no|nr|id)\b\.?|\ ?\#)?\s*(?:is|was|:|=)?\s*\(?
        (?P<number>(?=[A-Z0-9-]*\d[A-Z0-9-]*\d[A-Z0-9-]*\d)(?!(?:{_DAY_OR_YEARS})(?![\d-]))
          (?:[A-Z]{{1,3}}\d[\d -]{{2,14}}|\d[\d -]{{3,14}})\d(?!\d|[.,]\d))""",
    re.IGNORECASE | re.VERBOSE,
)
_LABELS = ("passport", "visa", "application", "client", "ird", "tax", "nhi", "driver", "birth", "prisoner", "identity")
_BARE_PASSPORT = expression(r"\bL[A-Z]\d{6}\b")
_TAX = expression(r"\d(?<![\w.,-]\d)\d{1,2}-\d{3}-\d{3}(?![\w,-]|\.\d)")
_ACCOUNT = expression(r"\d(?<![\w.,-]\d)\d-\d{4}-\d{7}-\d{2,3}(?![\w,-])")
_FIGURES = expression(r"[+(\d][^A-Za-z]{6,}")
_MOST = 4_000
"""Characters of stretches of figures in one text that are looked into; a text of that many holds some 300 numbers."""

_SPACED = expression(r"\d[\d() .–-]{5,}\d")
_LONG = expression(r"\d(?:[\d -]{3,}|(?<=[A-Za-z]\d)[\d -]{2,})\d")
"""Every number of identity holds this. It begins with a digit, so that a text without any is passed over quickly."""


def identity_numbers(text: str) -> Iterator[Found]:
    """Numbers of passports, visas, taxpayers and the like, in reading order.

    A number counts where a word before it says what it is, or where its form and check digits do: those of the
    Inland Revenue and of bank accounts, and passports of New Zealand, which begin with L.
    """
    if _LONG.search(text) is None:
        return
    labelled = _LABELLED.finditer(text) if has_any(text.casefold(), _LABELS) else ()
    taken = [Found(m.start("number"), m.end("number"), m["number"], f"{m['what']} number") for m in labelled]
    taken += [Found(m.start(), m.end(), m[0], "passport number") for m in _BARE_PASSPORT.finditer(text)]
    taken += _checked(text)
    end = 0
    for found in sorted(taken):
        if found.start >= end:
            end = found.end
            yield found


def phone_numbers(text: str, region: str) -> Iterator[Found]:
    """Telephone numbers that reach a person or a desk, in reading order, as far as a text of very many figures is looked into.

    Free-phone lines and those that cost extra are for the public, and so is a land line that is called one.
    """
    if _SPACED.search(text) is None or _DIALLED.search(text) is None:
        return
    from phonenumbers import PhoneNumberMatcher

    identities = list(identity_numbers(text))
    for start, end in _looked_into(text):
        for match in PhoneNumberMatcher(text[start:end], region):
            at, to = start + match.start, start + match.end
            dialled = match.raw_string.startswith(("+", "0", "("))
            inside = any(at < found.end and found.start < to for found in identities)
            before = text[max(0, at - _NEAR) : at]
            if dialled and not inside and not _FILED.search(before) and not _is_public(match.number, before):
                yield Found(at, to, match.raw_string, "telephone number")


def too_many_figures(text: str) -> bool:
    """Whether a text has more of the figures in which telephone numbers stand than are looked into."""
    stretches = list(_looked_into(text))
    return sum(end - start for start, end in stretches) >= _MOST


def _looked_into(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of figures in which a telephone number may stand, each with the sign before and behind it.

    Where a text has more of them than anybody would write, they end before.
    """
    room = _MOST
    for stretch in _FIGURES.finditer(text):
        if room > 0 and _DIALLED.search(text, *stretch.span()) is not None:
            start = max(0, stretch.start() - 1)
            end = min(stretch.end() + 1, start + room)
            room -= end - start
            yield start, end


def _is_public(number: PhoneNumber, before: str) -> bool:
    """Whether a number is one for everybody, by its kind or by the words before it."""
    from phonenumbers import PhoneNumberType, number_type

    match number_type(number):
        case (
            PhoneNumberType.TOLL_FREE | PhoneNumberType.SHARED_COST | PhoneNumberType.PREMIUM_RATE | PhoneNumberType.UAN
        ):
            return True
        case PhoneNumberType.FIXED_LINE:
            return _FOR_THE_PUBLIC.search(_SENTENCE.split(before)[-1]) is not None
        case _:
            return False


def _checked(text: str) -> Iterator[Found]:
    """Numbers whose own check digits say what they are."""
    taxes, accounts = list(_TAX.finditer(text)), list(_ACCOUNT.finditer(text))
    if not taxes and not accounts:
        return
    from stdnum.nz import bankaccount, ird

    for match in taxes:
        if ird.is_valid(match[0]):
            yield Found(match.start(), match.end(), match[0], "IRD number")
    for match in accounts:
        if bankaccount.is_valid(match[0]):
            yield Found(match.start(), match.end(), match[0], "bank account number")
