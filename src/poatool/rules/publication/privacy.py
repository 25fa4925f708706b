"""PUB: what would lead readers to a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from poatool.findings.model import Severity
from poatool.rules.publication.addresses import email_addresses, signs
from poatool.rules.publication.numbers import identity_numbers, phone_numbers, too_many_figures
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, some
from poatool.rules.texts import at, texts_with, texts_with_digits, texts_with_words
from poatool.submissions.interpret import Interpreted
from poatool.text import has_any, lazy_pattern, listed

_DEFAULT_REGION = "NZ"
_ENOUGH = 10
"""Numbers of one text after which no more are looked for."""

_NAMED = 3
"""Of so many, those that are named."""

_FEW = r"one|two|three|four|five|[1-5]"
_TIMES = "(?:dozen|hundred|thousand|million)"
_MANY_OF = "victims|survivors|complainants|claimants|minors|girls|boys|children|teenagers"
_HARMED = "(?:trafficked|exploited|abused|enslaved|rescued|vulnerable)"
_NOT_A_PERSON = (
    "support|advis|advoc|service|group|network|organi[sz]ation|centre|cent|led|safety|voice|expert|perspective|panel|inter"
    "|represent"
)
"""How the word after `victim` begins where it is not a victim who is counted: `two victim support groups`."""

_LEADS_ON = "(?:for|of|to|with|by|from|in|on|at|and|or|who|that|which)"
"""A word after which others are spoken of than those who are counted: `three providers for victims`."""

_SMALL_COUNT = lazy_pattern(
    rf"""(?<![\w.,–-])(?:{_FEW})\ (?!{_TIMES}\b)(?:
          of\ the\ (?:{_MANY_OF})
        | (?:(?!{_LEADS_ON}\ )[\w-]+\ ){{0,2}}?(?:{_MANY_OF}|victim|survivor|complainant)
        | {_HARMED}\ (?:[\w-]+\ )?(?:workers?|m[ae]n|wom[ae]n|persons?|people|migrants?|nationals?|child)
        )(?!\w|['’-]|\ (?:{_NOT_A_PERSON}))""",
    re.IGNORECASE | re.VERBOSE,
)
_A_PERSON = (
    r"(?:boy|girl|m[ae]n|wom[ae]n|child|children|youth|teenager|person|people|victim|survivor|student|national|migrant|client"
    r"|crew|\w+(?:er|or|ee|ist))s?\b"
)
_NO_AGE_OF_A_PERSON = (
    rf"(?: (?!{_A_PERSON})[\w-]+)?"
    r" (?:acts?|agreements?|arrangements?|boats?|buildings?|business(?:es)?|campaigns?|compan(?:y|ies)|contracts?"
    r"|data|databases?|forums?|frameworks?|guid(?:es?|ance|elines?)|houses?|laws?|legislation|networks?|organi[sz]ations?"
    r"|partnerships?|plans?|polic(?:y|ies)|processe?s?|programmes?|projects?|records?|regulations?|reports?|rules?|schemes?"
    r"|services?|settings?|ships?|software|standards?|strateg(?:y|ies)|systems?|treat(?:y|ies)|vessels?|websites?)\b"
    rf"(?! {_A_PERSON})"
)
_AGE = lazy_pattern(
    rf"\b(?:\d{{1,2}}|\w+teen|ten|eleven|twelve|twenty)[- ]years?[- ]old\b(?!{_NO_AGE_OF_A_PERSON})"
    r"|\baged (?:\d{1,2}|\w+teen)\b(?! (?:and|or|to) (?:\d|over|older|above|under|younger|up)|[–-])",
    re.IGNORECASE,
)

_TO_CONTACT = {
    True: "Take it out; it belongs in the Contact column, which is not published.",
    False: "Take them out; they belong in the Contact column, which is not published.",
}
"""What to do with one thing, and with several."""

_PEOPLE = frozenset(
    f"{_MANY_OF}|victim|survivor|complainant|trafficked|exploited|abused|enslaved|rescued|vulnerable".split("|")
)
_COUNTED = ("one ", "two ", "three ", "four ", "five ", "1 ", "2 ", "3 ", "4 ", "5 ")
_AGED = frozenset({"old", "aged"})


@rule("PUB501", "e-mail-address", Severity.ERROR)
def email_address(submission: Interpreted) -> Iterator[Problem]:
    """A text that is to be published holds an e-mail address.

    It would be open to everybody for good, so the row is set aside. To fix it, take it out; addresses belong in
    the Contact column, which is never published. An address meant for the public can be let through by a waiver.

    Bad:
    | Action | Status    | Progress                                                  |
    | 2      | Under way | Trained forty inspectors; ask mere.tamahori@example.org.  |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                                     |
    | 2      | Under way | Trained forty inspectors; ask mere.tamahori at mbie.govt.nz. |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                  | Contact                   |
    | 2      | Under way | Trained forty inspectors with 12 guides@3.50 each.        | mere.tamahori@example.org |
    | 3      | Under way | Wrote a guide, which is published at mbie.govt.nz.        |                           |
    """
    for text in texts_with(submission, signs(submission.prose)):
        if found := email_addresses(text.text):
            yield at(
                text,
                f"The text holds {'an e-mail address' if len(found) == 1 else 'e-mail addresses'}: {_named(found)}.",
                _TO_CONTACT[len(found) == 1],
            )


@rule("PUB502", "telephone-number", Severity.ERROR)
def telephone_number(submission: Interpreted) -> Iterator[Problem]:
    """A text that is to be published holds somebody's telephone number.

    Free-phone lines (0800, 0508) are for the public and let pass, and so are land lines that the text calls a
    helpline, a call centre or the like. The row is set aside. To fix it, take the number out; it belongs in the
    Contact column, which is never published.

    Bad:
    | Action | Status    | Progress                                             |
    | 2      | Under way | Trained forty inspectors; ring 021 123 4567 for it.  |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                             |
    | 2      | Under way | Trained forty inspectors; ask Mere (x4567) for it.   |
    Found at: C2

    Good:
    | Action | Status    | Progress                                             | Contact      |
    | 2      | Under way | Trained forty inspectors, who answer 0800 20 00 88.  | 021 123 4567 |
    | 3      | Under way | Opened the helpline (04 901 1499) to all workers.    |              |
    | 5      | Under way | Closed the inquiry (file no. 021-22-3344).           |              |
    """
    _, _, region = submission.edition.framework.language.partition("-")
    for text in texts_with_digits(submission):
        numbers = phone_numbers(text.text, region or _DEFAULT_REGION)
        found = list(dict.fromkeys(number.text for number in islice(numbers, _ENOUGH)))
        if found or too_many_figures(text.text):
            yield at(
                text,
                f"The text holds {'a telephone number' if len(found) == 1 else 'telephone numbers'}: {_named(found)}."
                if found
                else "The text holds too many figures to tell whether telephone numbers are among them.",
                _TO_CONTACT[len(found) == 1],
            )


@rule("PUB503", "identity-number", Severity.ERROR)
def identity_number(submission: Interpreted) -> Iterator[Problem]:
    """A text that is to be published holds the number of a passport, a visa, a taxpayer or a bank account.

    It leads to one person. The row is set aside. To fix it, take the number out, and ask who else has received it.

    Bad:
    | Action | Status    | Progress                                                      |
    | 2      | Under way | Helped a worker (passport number LK234567) to leave.          |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                                      |
    | 2      | Under way | Repaid the worker with IRD 49-091-850 the wages that were due. |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                       |
    | 2      | Under way | Decided 1,234 visa applications from 2020-21 on, under section 98. |
    """
    for text in texts_with_digits(submission):
        if found := list(identity_numbers(text.text)):
            numbers = {number.text: number.what for number in found}
            kinds = [_counted(*kind) for kind in Counter(numbers.values()).items()]
            yield at(
                text,
                f"The text holds {_named(list(numbers))}: by the look of it {listed(kinds)}.",
                "Take it out." if len(numbers) == 1 else "Take them out.",
            )


@rule("PUB506", "few-people", Severity.WARNING)
def few_people(submission: Interpreted) -> Iterator[Problem]:
    """A text counts so few victims, or tells an age, that somebody could be recognised.

    Fewer than six people in a case that was in the news can be named by anyone who knows of it. To fix it, write
    “a small number”, or leave the detail out.

    Bad:
    | Action | Status    | Progress                                          |
    | 2      | Under way | Found shelter for two young victims in Napier.    |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                          |
    | 2      | Under way | Found shelter for a 16-year-old girl.             |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                                      |
    | 2      | Under way | Two victim support advisers trained 12 workers who meet victims and children. |
    | 3      | Under way | Supported 27 victims; one in three workers had asked, and four workers came.  |
    """
    for text in texts_with_words(submission, _PEOPLE | _AGED):
        lower = text.text.casefold()
        counted = _SMALL_COUNT.finditer(text.text) if has_any(lower, _COUNTED) else ()
        aged = _AGE.finditer(text.text) if has_any(lower, _AGED) else ()
        if found := [match[0] for match in (*counted, *aged)]:
            yield at(
                text,
                f"{some([quoted(words) for words in dict.fromkeys(found)])} could point to a person.",
                "Write “a small number”, or leave the detail out.",
            )


def _counted(kind: str, number: int) -> str:
    kind = kind if kind.startswith(("IRD", "NHI")) else kind.casefold()
    return f"{'an' if kind[0] in 'aeioIN' else 'a'} {kind}" if number == 1 else f"{kind}s"


def _named(found: list[str]) -> str:
    shown = [quoted(" ".join(words.split())) for words in found]
    return some(shown) if len(shown) < _ENOUGH else listed([*shown[:_NAMED], "more"])
