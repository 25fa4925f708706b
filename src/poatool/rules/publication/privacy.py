"""PUB: details by which a person can be identified or reached."""

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.rules.publication import numbers
from poatool.rules.registry import Problem, rule, texts_with
from poatool.rules.wording import quoted, quotes, some
from poatool.submissions.interpret import Interpreted
from poatool.text import has_any, lazy_pattern

IN_RETURNS = "; it belongs in the Contact column, which is not published"  # only returns have such a column
_TO_CONTACT = f"Take this out of the text{IN_RETURNS}."
# If the domain has one of these endings, the word “at” before it counts as an @ sign.
_TOP = "nz|com|org|net|int|gov|edu|au|uk"
_ENDINGS = tuple(f".{ending}" for ending in _TOP.split("|"))
_SIGNS = ("@", "＠", "%40", "(at", "[at", " dot ", " at ")
_ADDRESS_SIGNS = lazy_pattern(rf"[@＠]|%40|[(\[]at|\bdot\b|\.(?:{_TOP})")
_DOT = r"(?:\.|\s?[\[(]dot[\])]\s?|\sdot\s)"
# The @ sign follows the name directly, so `follow us @example.org` is not an address.
_JOINED = lazy_pattern(
    rf"""(?<![\w+'-])[\w+'-]{{1,64}}(?:\.[\w+'-]{{1,64}}){{0,8}}(?:[@＠](?:\s{{1,3}}(?!www\.))?|\s?[\[(](?:at|@)[\])]\s?)
        (?:[\w-]{{1,63}}{_DOT}){{1,8}}[^\W\d_]{{2,63}}""",
    re.IGNORECASE | re.VERBOSE,
)
_APART = lazy_pattern(
    r"""(?<![\w.'@/-])(?P<local>[\w.'-]{3,64}+)\s{1,3}(?:(?P<sign>[@＠])\s{0,3}|at\s)
        (?!www\.)(?P<domain>(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,63})""",
    re.IGNORECASE | re.VERBOSE,
)
_SPELT = lazy_pattern(
    rf"""(?<![\w.'-])[\w+'-]{{1,64}}(?:{_DOT}[\w+'-]{{1,64}}){{0,3}}\sat\s
        [\w-]{{1,63}}(?:\sdot\s[\w-]{{1,63}}){{0,6}}?\sdot\s(?:{_TOP})(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# The user and password in a link, which PUB516 reports: `https://ann:Kea@example.org`.
_USER = lazy_pattern(r"(?<=//)[^\s/?#@]{1,80}:[^\s/?#@]{0,64}@")
# A name that contains a dot or an underscore, unlike a word in a sentence.
_NAME = lazy_pattern(r"[^\W\d_](?:[^\W_]|['-]){0,63}(?:[._][^\W\d_](?:[^\W_]|['-]){0,63}){1,3}")
# What is not a mailbox: a website, a file, `p.m`, or the end of a sentence without a space after it (`published.Look`).
_NO_NAME = lazy_pattern(
    r".{0,64}[._](?:nz|com|org|net|pdf|docx?|xlsx?|pptx?|html?)|(?:[^\W_][._]){1,32}[^\W_]|(?-i:[a-z'-]{1,64}\.[A-Z].*)",
    re.IGNORECASE,
)


def _email_addresses(text: str) -> list[str]:
    """The e-mail addresses in a text, as written and without repetition. `[at]` may stand for `@`."""
    if not has_any(text.casefold(), _SIGNS):
        return []
    text = _USER.sub("", unquote(text) if "%40" in text else text)  # in a link, `%40` is an `@`
    found = [*_JOINED.finditer(text), *filter(_is_mailbox, _APART.finditer(text)), *_SPELT.finditer(text)]
    return list(dict.fromkeys(match[0] for match in sorted(found, key=re.Match.start)))


def _is_of_service(address: str, text: str) -> bool:
    """Whether an address is that of a service, as its name and the words before it in its sentence say."""
    before = text[: text.find(address)][-_NEAR:]
    return _SERVICE.match(address) is not None and _FOR_PUBLIC.search(before) is not None


_SERVICE = lazy_pattern(
    r"(?i)(?:info|information|contact(?:us)?|enquir(?:y|ies)|help(?:line|desk|me)?|hotline|support|advice|questions|report(?:s|ing|it)?"
    r"|complaints?|feedback|hello|office)@"
)
_FOR_PUBLIC = lazy_pattern(
    r"(?i)\b(?:(?:help|hot|tip|crisis|support|information)[\s-]?line|newsletter|leaflet|poster|brochure|web\s?site|web\s?page|campaign"
    r"|public|(?:workers|migrants|people|anyone|employers|callers)\ (?:can|may|could)|new\ (?:mailbox|e-?mail\ address))\b"
    r"(?!.*\b(?:ask|colleagues?|internal|staff|draft)\b)(?!(?s:.)*[.!?]\s)"
)
_NEAR = 120  # how far before an address, in characters, to search for such words


def _is_mailbox(match: re.Match[str]) -> bool:
    """Whether the words around “at”, or an @ sign with spaces, look like a mailbox and a domain."""
    named = _NAME.fullmatch(match["local"]) is not None and _NO_NAME.fullmatch(match["local"]) is None
    return named and (match["sign"] is not None or match["domain"].casefold().endswith(_ENDINGS))


def _region(edition: Edition) -> str:
    """The region of a plan's language, such as `US` in `en-US`; without a region, as in `zh-Hant`, it is `NZ`."""
    end = edition.framework.language[-3:].upper()
    return end[1:] if end.startswith("-") else "NZ"


@rule("PUB501", Severity.ERROR)
def e_mail_address(submission: Interpreted) -> Iterator[Problem]:
    """A text, or a link behind it, contains an e-mail address.

    An address that has been published cannot be taken back, so the row is set aside. An address such as `info@…` does
    not count if the text says before it that it is for the public: `the leaflet gives …`, `workers can write to …`. To
    fix it, delete the address; it belongs in the Contact column, which is never published. If the address is for the
    public, accept the finding with a waiver.

    Bad rows:
    | 2 | Under way | Trained forty inspectors; ask mere.tamahori@example.org. <found> |
    | 5 | Under way | Wrote a guide. <to mailto:mere.tamahori@example.org> <found>     |

    Good:
    | Action | Status    | Progress                                           | Contact                   |
    | 2      | Under way | Trained forty inspectors with 12 guides@3.50 each. | mere.tamahori@example.org |
    """
    for text in texts_with(submission, _ADDRESS_SIGNS.search):
        if found := [each for each in _email_addresses(text.text) if not _is_of_service(each, text.text)]:
            message = f"The text says how to reach somebody by e-mail: {quotes(found)}."
            yield Problem.at(text.cell, message, _TO_CONTACT)
    for links in submission.links:
        if found := list(chain.from_iterable(map(_email_addresses, links.addresses))):
            message = f"The cell links to {quotes(found)}."
            yield Problem.at(links.cell, message, "Right-click the cell, and choose Remove Hyperlink.")


@rule("PUB502", Severity.ERROR)
def telephone_number(submission: Interpreted) -> Iterator[Problem]:
    """A text contains somebody's telephone number.

    The row is set aside. Free-phone lines (0800, 0508) do not count; nor do land lines that the text calls a helpline,
    a call centre or the like. To fix it, delete the number; it belongs in the Contact column, which is never published.

    Bad rows:
    | 2 | Under way | Trained forty inspectors; ring 021 123 4567 for it. <found>   |
    | 3 | Under way | Wrote a guide for employers; ask Mere (x4567) for it. <found> |

    Good:
    | Action | Status    | Progress                                            | Contact      |
    | 2      | Under way | Trained forty inspectors, who answer 0800 20 00 88. | 021 123 4567 |
    | 3      | Under way | Opened the helpline (04 901 1499) to all workers.   |              |
    """
    region = _region(submission.edition)
    for text in texts_with(submission, numbers.FIGURE.search):
        if numbers.too_many_figures(text.text, region):
            message = "The text contains too many digits to search for telephone numbers."
            yield Problem.at(text.cell, message, _TO_CONTACT)
        elif found := dict.fromkeys(number.text for number in numbers.phone_numbers(text.text, region)):
            message = f"The text says how to reach somebody by telephone: {quotes(found)}."
            yield Problem.at(text.cell, message, _TO_CONTACT)


@rule("PUB503", Severity.ERROR)
def identity_number(submission: Interpreted) -> Iterator[Problem]:
    """A text has the number of a passport, a visa, a taxpayer or a bank account, or the address of a computer.

    Such a number may identify a person, so the row is set aside. To fix it, delete the number, and ask who else has it.

    Bad rows:
    | 2 | Under way | Helped a worker (passport number LK234567) to leave. <found>           |
    | 3 | Under way | Repaid the worker with IRD 49-091-850 the wages that were due. <found> |
    | 5 | Under way | Found messages that were sent from 203.0.113.77. <found>               |

    Good rows:
    | 2 | Under way | Decided 1,234 visa applications from 2020-21 on, under section 98. |
    """
    for text in texts_with(submission, numbers.FIGURE.search):
        found = numbers.identity_numbers(text.text, _region(submission.edition))
        if said := [*dict.fromkeys(f"{quoted(number.text)} ({number.what})" for number in found)]:
            yield Problem.at(text.cell, f"This could identify a person: {some(said)}.", "Delete the number.")
