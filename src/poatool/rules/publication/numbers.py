"""Find telephone and identity numbers in running text; established libraries tell them from other numbers."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import NamedTuple

from poatool.text import lazy_pattern


class Found(NamedTuple):
    """A number found in a text: its start and end, its wording, and its kind."""

    start: int
    end: int
    text: str
    what: str


_NORTH_AMERICA = 1  # the country code of regions whose numbers begin without a 0: `(202) 395-3080`
_IN_NORTH_AMERICA = lazy_pattern(r"[+(1-9](?<![\w./-][+(1-9])[\d()\s.–-]{8,19}\d")
_DIALLED = lazy_pattern(r"(?:\(?\+|0|\((?=0))(?<![\w./-][+0(])[\d()\s.–-]{5,19}\d")
_FIGURE = "(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)"
# An extension or direct number, recognised by the words before it (`DDI 918 8800`, `(x4567)`), or a number in words.
_INSIDE = lazy_pattern(
    rf"""\b(?:DDI|direct\ (?:dial|line))\b[\s.:]{{0,3}}(?:(?:no\.?|number|is)\s){{0,2}}(?!(?:19|20)\d\d\b)\d[\d -]{{4,10}}\d(?![\d,])
      | \b(?:tel(?:ephone)?|phone|ph)\b[.:]?\s?(?:\d{{3}}[ -]\d{{4}}|(?!(?:19|20)\d\d\b)\+?\(?\d(?:[ ()-]{{0,2}}\d){{7,13}})(?![\d,-])
      | \b(?:extn?\b\.?|(?<=on\ )extension|(?<=at\ )extension)[\s:]{{0,2}}(?:(?:no\.?|number)\s)?\d{{3,6}}(?![\d%]|[.,]\d)
      | \(x(?!\d{{1,3}}00\))\d{{3,5}}\)
      | (?-i:\b[A-Z][\w’'-]{{1,30}}\ x(?!\d{{2,3}}00\b)\d{{4,5}})(?!\w)
      | \b(?:zero|oh|nought)(?:[\s,-]{{1,3}}{_FIGURE}){{6,11}}\b""",
    re.IGNORECASE | re.VERBOSE,
    needs=("ddi", "direct", "tel", "ph", "ext", "(x", " x", "zero", "oh", "nought"),
)
# Words before a file or case number that may look like a telephone number.
_FILED = lazy_pattern(
    r"\b(?:files?|ref|references?|case|docket|briefing|invoice|matter|contract|agreement|grant|project|tender|order|complaint"
    r"|permit|OIA|ISBN|ISSN)(?:\.?\ (?:no|nr|number|id))?[\s.:#(]{1,3}$",
    re.IGNORECASE,
)
_FOR_THE_PUBLIC = lazy_pattern(
    r"\b(?:(?:help|hot|tip|crisis|information|enquir(?:y|ies)|support|phone|telephone)[\s-]?lines?"
    r"|(?:call|contact|service)\ centre|general\ enquiries|switchboard|reception)\b(?!(?s:.)*[.!?;]\s)",  # in the same sentence
    re.IGNORECASE,
)
_REACHES = lazy_pattern(r",? (?:to reach|the number of) (?:our|the|its) (?:call|contact|service) (?:centre|line)\b")
_ENOUGH = 10  # the most matches of `_INSIDE` to look at in a text
_NEAR = 60  # how far before a number, in characters, a word may say what it is
# Dates and years after “visa” or “tax”: `2021-22`, `2021-2022`, `2022-03-14`, `14-03-2022`.
_DAY_OR_YEARS = r"(?:19|20)\d\d(?:\ ?[-–]\ ?\d\d(?:\d\d)?){1,9}|\d{1,2}[- ]\d{1,2}[- ](?:19|20)\d\d"
_LABELLED = lazy_pattern(
    rf"""(?<![\w/?&=.-])(?P<what>passport | travel\ document | certificate\ of\ identity | (?:residence|work)\ permit | visa | (?:visa\ )?application | client | IRD | account | tax(?:payer)? | NHI | driver['’]?s?\ licen[cs]e
          | birth\ certificate | patient | ACC\ claim | SWN | prisoner | (?:identity|ID)\ card | PRN | CRN | police\ file
          | (?:student|employee|staff|warrant|badge)(?=\ (?:number|no|id)\b))
        (?:\ \(?(?:number|no|nr|id)\b\.?|\ ?\#)?\s{{0,9}}(?:is|was|:|=)?\s{{0,9}}\(?
        (?P<number>(?-i:[A-Z]{{3}}\d\d[A-Z]{{2}}\b)|(?=(?-i:[A-Z]{{1,3}}\ )?[A-Z0-9-]{{0,16}}\d[A-Z0-9-]{{0,16}}\d[A-Z0-9-]{{0,16}}\d)(?!(?:{_DAY_OR_YEARS})(?![\d-]))
          (?:(?:[A-Z]{{1,3}}|(?-i:[A-Z]{{1,3}}\ ))\d[\d -]{{2,18}}|\d[\d -]{{3,18}})\d(?!\d|[.,]\d))""",
    re.IGNORECASE | re.VERBOSE,
)
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"

# Numbers that identify a person, an account or a device: region (empty for any), name, the `stdnum` module that checks
# its check digits (empty if it has none), and pattern. An IP address has a part of three digits, unlike most sections
# (`4.2.1.3`), and parts of different lengths, unlike an amount (`1.234.150.200`).
_FORMS = [
    (region, what, module, lazy_pattern(rf"(?<![\w./-])(?<!\d,){form}(?![\w/-]|[.,]\d)"))
    for region, what, module, form in (
        ("NZ", "passport number", "", r"L[A-Z]\d{6}"),
        ("NZ", "IRD number", "nz.ird", r"\d{2,3}-\d{3}-\d{3}"),
        ("NZ", "police event number", "", r"P0\d{8}"),
        ("NZ", "bank account number", "", r"\d\d[- ]\d{4}[- ]\d{7}[- ]\d{2,3}"),
        ("AU", "tax file number", "au.tfn", r"\d{3}[ -]\d{3}[ -]\d{3}"),
        ("CA", "social insurance number", "ca.sin", r"\d{3}[ -]\d{3}[ -]\d{3}"),
        ("GB", "National Insurance number", "", r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?\d\d){3} ?[A-D]"),
        ("GB", "NHS number", "gb.nhs", r"\d{3}[ -]\d{3}[ -]\d{4}"),
        ("IE", "PPS number", "ie.pps", r"\d{7}[A-W][A-IW]?"),
        ("IN", "Aadhaar number", "in_.aadhaar", r"\d{4}[ -]\d{4}[ -]\d{4}"),
        ("US", "social security number", "us.ssn", r"\d{3}-\d\d-\d{4}"),
        ("ZA", "identity number", "za.idnr", r"\d{13}"),
        ("", "IBAN", "iban", r"[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?"),
        ("", "bank card number", "luhn", r"(?:\d{4}(?:[ -]\d{4}){3}|\d{16})"),
        ("", "IMEI number", "imei", r"\d{15}"),
        ("", "IP address", "", rf"(?=[\d.]{{0,9}}\d{{3}})(?!\d+(?:\.\d{{3}}){{3}})(?:{_BYTE}\.){{3}}{_BYTE}"),
    )
]
_PASSPORT = lazy_pattern(r"(?<![\w./-])[A-Z]{1,2}\d{6,8}(?![\w/-])")  # of any country
_STRETCH_OF_FIGURES = lazy_pattern(r"[+(\d][^A-Za-z]{6,}")
_MOST = 4_000  # how many digits and signs of a text are searched: enough for some 300 numbers
FIGURE = lazy_pattern(r"\d|\b(?:zero|oh|nought)\b")  # what every telephone number contains, in lower case
_LONG = lazy_pattern(
    r"\d(?:(?:[\d -]{3,30}|(?<=[A-Za-z]\d)[\d -]{2,30})\d|(?<=[A-Z]{3}\d)\d[A-Z]{2}\b|\d?\d?(?:\.\d{1,3}){3})"
)
"""What every identity number contains. It begins with a digit, so that texts without digits take little time."""


def identity_numbers(text: str, region: str) -> Iterator[Found]:
    """Numbers of passports, taxpayers and so on, shown by a word before the number or by its form and check digits."""
    if _LONG.search(text) is None:
        return
    labels = ((m, m["what"] if m["what"][:3].isupper() else m["what"].casefold()) for m in _LABELLED.finditer(text))
    taken = [Found(*match.span("number"), match["number"], f"{what} number") for match, what in labels]
    if "passport" in text.casefold():
        taken += (Found(*m.span(), m[0], "passport number") for m in _PASSPORT.finditer(text))
    taken += (
        Found(*match.span(), match[0], what)
        for country, what, module, form in _FORMS
        for match in (form.finditer(text) if country in ("", region) else ())
        if not module or import_module(f"stdnum.{module}").is_valid(re.sub("[ -]", "", match[0]))
    )
    end = 0
    for found in sorted(taken):
        if found.start >= end:
            end = found.end
            yield found


def phone_numbers(text: str, region: str) -> Iterator[Found]:
    """The telephone numbers of a person or a desk, without free-phone, premium-rate and other public lines."""
    may_be = _DIALLED.search(text) or _IN_NORTH_AMERICA.search(text)  # most texts need no metadata on countries
    found = list(_dialled(text, region)) if may_be and _dialling(region).search(text) else []
    taken = [(each.start, each.end) for each in found]
    for match in islice(_INSIDE.finditer(text), _ENOUGH):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        part = any(match.start() < end and start < match.end() for start, end in taken)
        if not (part or _FILED.search(before) or _FOR_THE_PUBLIC.search(before) or _is_free(match[0], region)):
            found.append(Found(*match.span(), match[0], "telephone number"))
    yield from sorted(found)


def _is_free(text: str, region: str) -> bool:
    """Whether a text has a free-phone, premium-rate or other public number."""
    from phonenumbers import PhoneNumberMatcher, number_type

    return any(number_type(each.number) in _for_all() for each in PhoneNumberMatcher(text, region))


def _for_all() -> Sequence[int]:
    from phonenumbers import PhoneNumberType as Kind

    return Kind.TOLL_FREE, Kind.SHARED_COST, Kind.PREMIUM_RATE, Kind.UAN


def _dialled(text: str, region: str) -> Iterator[Found]:
    """The complete telephone numbers in a text (they can be dialled from outside), except public ones."""
    from phonenumbers import PhoneNumberMatcher, PhoneNumberType as Kind, number_type

    for_all = _for_all()
    land_lines = (Kind.FIXED_LINE, Kind.FIXED_LINE_OR_MOBILE)
    identities = list(identity_numbers(text, region))
    pattern = _dialling(region)
    for start, end in _searched(text, pattern):
        for match in PhoneNumberMatcher(text[start:end], region):
            at, to, number = start + match.start, start + match.end, match.raw_string
            inside = any(at < found.end and found.start < to for found in identities)
            before = text[max(0, at - _NEAR) : at]
            counts = pattern.match(text, at) and not inside and not _FILED.search(before)
            kind = number_type(match.number)
            public = _FOR_THE_PUBLIC.search(before) or _REACHES.match(text, to)
            if counts and not (kind in for_all or (kind in land_lines and public)):
                if number.count("(") != number.count(")"):
                    number = number.removeprefix("(").removesuffix(")")
                yield Found(at, to, number, "telephone number")


@lru_cache(maxsize=8)
def _dialling(region: str) -> re.Pattern[str]:
    """A pattern that every complete number of a region matches."""
    from phonenumbers import country_code_for_region

    return _IN_NORTH_AMERICA if country_code_for_region(region) == _NORTH_AMERICA else _DIALLED


def too_many_figures(text: str, region: str) -> bool:
    """Whether a text has so many digits that `phone_numbers` does not search all of them."""
    return len(text) >= _MOST and sum(end - start for start, end in _searched(text, _dialling(region))) >= _MOST


def _searched(text: str, dialled: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The start and end of each run of digits to search, with a character on both sides; at most `_MOST` in all."""
    left = _MOST
    for stretch in _STRETCH_OF_FIGURES.finditer(text):
        if left > 0 and dialled.search(text, *stretch.span()) is not None:
            start = max(0, stretch.start() - 1)
            end = min(stretch.end() + 1, start + left)
            left -= end - start
            yield start, end
