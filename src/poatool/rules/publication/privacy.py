"""PUB: details that identify or reach a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.rules.publication.addresses import NEEDS, email_addresses, may_hold
from poatool.rules.publication.numbers import (
    DEFAULT_REGION,
    EXTENSION,
    EXTENSIONS,
    FIGURES,
    LONG,
    identity_numbers,
    phone_numbers,
    too_many_figures,
)
from poatool.rules.registry import Problem, matches, rule, texts_with
from poatool.rules.wording import quoted, quotes, some
from poatool.submissions.interpret import Interpreted
from poatool.text import lazy_pattern, listed

_ENOUGH = 10  # the number of findings in a text after which the search for numbers ends
_NAMED = 3  # how many numbers are named when there are many
_FEW = r"one|two|three|four|five|six|seven|eight|nine|[1-9]"
_TIMES = "(?:dozen|hundred|thousand|million)"
_MANY_OF = "victims|survivors|complainants|claimants|minors|girls|boys|children|teenagers"
_HARMED = "(?:trafficked|exploited|abused|enslaved|rescued|vulnerable)"
_NOT_A_PERSON = (
    "support|advis|advoc|service|group|network|organi[sz]ation|centre|cent|led|safety|voice|expert|perspective|panel|inter"
    "|represent"
)
"""How a word after `victim` begins if the phrase counts no victims: `two victim support groups`."""

_LEADS_ON = "(?:for|of|to|with|by|from|in|on|at|and|or|who|that|which)"
"""A word between a number and `victims` if others are counted: `three providers for victims`."""

_WORD = r"[\w-]{1,40}"
_PERSONS = "workers?|m[ae]n|wom[ae]n|persons?|people|migrants?|nationals?|child|children|students?|seafarers?|fishers?"
_FOUND_TO_BE = "certified|identified|recogni[sz]ed|confirmed|classified|assessed|referred|accepted|found|suspected"
_SMALL_COUNT = lazy_pattern(
    rf"""(?<![\w.,–-])(?:{_FEW})\ (?!{_TIMES}\b)(?:
          of\ the\ (?:{_MANY_OF})
        | (?:(?!{_LEADS_ON}\ ){_WORD}\ ){{0,2}}?(?:{_MANY_OF}|victim|survivor|complainant)
        | {_HARMED}\ (?:{_WORD}\ )?(?:{_PERSONS})
        | (?:(?!{_LEADS_ON}\ ){_WORD}\ ){{0,2}}?(?:{_PERSONS})\ (?:(?:was|were|ha[ds]|have|been)\ ){{1,2}}
          (?:(?:{_FOUND_TO_BE})\ (?:as|to\ be|to\ have\ been)\ (?:{_WORD}\ ){{0,2}}?)?(?:victims?|survivors?|{_HARMED})
        )(?!\w|['’-]|\ (?:{_NOT_A_PERSON}))
      | \b(?:{_MANY_OF})(?:\ {_WORD}){{0,3}}(?::|\ =)\ ?(?:{_FEW})(?![\w%,/-]|\.\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_A_PERSON = (
    r"(?:boy|girl|m[ae]n|wom[ae]n|child|children|youth|teenager|person|people|victim|survivor|student|national|migrant|client"
    r"|crew|\w{1,40}(?:er|or|ee|ist))s?\b"
)
_NO_AGE_OF_A_PERSON = (
    rf"(?: (?!{_A_PERSON}){_WORD})?"
    r" (?:acts?|agreements?|arrangements?|boats?|buildings?|business(?:es)?|campaigns?|compan(?:y|ies)|contracts?"
    r"|data|databases?|forums?|frameworks?|guid(?:es?|ance|elines?)|houses?|laws?|legislation|networks?|organi[sz]ations?"
    r"|partnerships?|plans?|polic(?:y|ies)|processe?s?|programmes?|projects?|records?|regulations?|reports?|rules?|schemes?"
    r"|services?|settings?|ships?|software|standards?|strateg(?:y|ies)|systems?|treat(?:y|ies)|vessels?|websites?)\b"
    rf"(?! {_A_PERSON})"
)
_AGE = lazy_pattern(
    rf"\b(?:\d{{1,2}}|\w{{1,9}}teen|ten|eleven|twelve|twenty)[- ]years?[- ]old\b(?!{_NO_AGE_OF_A_PERSON})"
    r"|\baged (?:\d{1,2}|\w{1,9}teen)\b(?! (?:and|or|to) (?:\d|over|older|above|under|younger|up)|[–-])",
    re.IGNORECASE,
)
_TO_CONTACT = "Take this out of the text; it belongs in the Contact column, which is not published."
_PEOPLE = f"{_MANY_OF}|victim|survivor|complainant|trafficked|exploited|abused|enslaved|rescued|vulnerable".split("|")
_AGED = ("years old", "year old", "years-old", "year-old", "aged ")


def _region(edition: Edition) -> str:
    """The region of a plan by its language, such as `US` for `en-US`."""
    return (
        edition.framework.language.upper().rpartition("-")[2] if "-" in edition.framework.language else DEFAULT_REGION
    )


@rule("PUB501", "e-mail-address", Severity.ERROR)
def email_address(submission: Interpreted) -> Iterator[Problem]:
    """A text, or a link behind it, contains an e-mail address.

    Once published, it can never be taken back, so the row is set aside. To fix it, take the address out; it
    belongs in the Contact column, which is never published. If the address is meant for the public, accept it with a waiver.

    Bad:
    | Action | Status    | Progress                                                     |
    | 2      | Under way | Trained forty inspectors; ask mere.tamahori@example.org.     |
    | 3      | Under way | Wrote a guide for employers; ask mere.tamahori at mbie.govt.nz. |
    | 5      | Under way | Wrote a guide. <to mailto:mere.tamahori@example.org>         |
    Found at: C2, C3, C4

    Good:
    | Action | Status    | Progress                                                  | Contact                   |
    | 2      | Under way | Trained forty inspectors with 12 guides@3.50 each.        | mere.tamahori@example.org |
    | 3      | Under way | Wrote a guide, which is published at mbie.govt.nz.        |                           |
    """
    for text in texts_with(submission, NEEDS):
        if found := email_addresses(text.text):
            message = f"The text says how to reach somebody by e-mail: {_named(found)}."
            yield Problem.at(text.cell, message, _TO_CONTACT)
    every = "\n".join(chain.from_iterable(links.addresses for links in submission.links))
    for links in submission.links if may_hold(every) else ():
        if found := list(chain.from_iterable(map(email_addresses, links.addresses))):
            message = f"The cell links to {_named(found)}."
            yield Problem.at(links.cell, message, "Right-click the cell, and choose Remove Hyperlink.")


@rule("PUB502", "telephone-number", Severity.ERROR)
def telephone_number(submission: Interpreted) -> Iterator[Problem]:
    """A text contains somebody's telephone number.

    The row is set aside. Free-phone lines (0800, 0508) are for the public and do not count, nor do land lines that the
    text calls a helpline, a call centre or the like. To fix it, take the number out; it belongs in the Contact column,
    which is never published.

    Bad:
    | Action | Status    | Progress                                             |
    | 2      | Under way | Trained forty inspectors; ring 021 123 4567 for it.  |
    | 3      | Under way | Wrote a guide for employers; ask Mere (x4567) for it. |
    Found at: C2, C3

    Good:
    | Action | Status    | Progress                                             | Contact      |
    | 2      | Under way | Trained forty inspectors, who answer 0800 20 00 88.  | 021 123 4567 |
    | 3      | Under way | Opened the helpline (04 901 1499) to all workers.    |              |
    | 5      | Under way | Closed the inquiry (file no. 021-22-3344).           |              |
    """
    region = _region(submission.edition)
    for text in texts_with(submission, EXTENSIONS, FIGURES, EXTENSION):
        if found := list(dict.fromkeys(number.text for number in islice(phone_numbers(text.text, region), _ENOUGH))):
            message = f"The text says how to reach somebody by telephone: {_named(found)}."
            yield Problem.at(text.cell, message, _TO_CONTACT)
        elif too_many_figures(text.text, region):
            message = "The text contains too many figures to search them for telephone numbers."
            yield Problem.at(text.cell, message, _TO_CONTACT)


@rule("PUB503", "identity-number", Severity.ERROR)
def identity_number(submission: Interpreted) -> Iterator[Problem]:
    """A text contains the number of a passport, a visa, a taxpayer or a bank account.

    It identifies a person, so the row is set aside. To fix it, take the number out, and ask who else has received it.

    Bad:
    | Action | Status    | Progress                                                      |
    | 2      | Under way | Helped a worker (passport number LK234567) to leave.          |
    | 3      | Under way | Repaid the worker with IRD 49-091-850 the wages that were due. |
    Found at: C2, C3

    Good:
    | Action | Status    | Progress                                                       |
    | 2      | Under way | Decided 1,234 visa applications from 2020-21 on, under section 98. |
    """
    for text in texts_with(submission, (), LONG):
        found: dict[str, None] = {}
        for number in identity_numbers(text.text, _region(submission.edition)):
            kind = number.what if number.what[:3].isupper() else number.what.casefold()
            found[f"{quoted(number.text)} ({kind})"] = None
        if found:
            yield Problem.at(text.cell, f"This identifies a person: {some([*found])}.", "Take it out.")


@rule("PUB506", "few-people", Severity.WARNING)
def few_people(submission: Interpreted) -> Iterator[Problem]:
    """A text gives so small a number of victims, or an age, that somebody could be recognised.

    Anyone who knows of a case that was in the news can name fewer than ten people in it. To fix it, write
    “a small number”, or leave the detail out.

    Bad:
    | Action | Status    | Progress                                          |
    | 2      | Under way | Found shelter for two young victims in Napier.    |
    | 3      | Under way | Found shelter for a 16-year-old girl.             |
    | 5      | Under way | Seven people were certified as victims.           |
    Found at: C2, C3, C4

    Good:
    | Action | Status    | Progress                                                                      |
    | 2      | Under way | Two victim support advisers trained 12 workers who meet victims and children. |
    | 3      | Under way | Supported 27 victims; one in three workers had asked, and four workers came.  |
    """
    for text in texts_with(submission, (*_PEOPLE, *_AGED)):
        if found := dict.fromkeys([*matches(_SMALL_COUNT, text.text), *matches(_AGE, text.text)]):
            message = f"{quotes(found)} could identify a person."
            yield Problem.at(text.cell, message, "Write “a small number”, or leave the detail out.")


def _named(found: Sequence[str]) -> str:
    shown = [quoted(" ".join(words.split())) for words in found]
    return some(shown) if len(shown) < _ENOUGH else listed([*shown[:_NAMED], "more"])
