"""PUB: persons who can be recognised, by an age, a name, an address, or because there are so few of them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.rules.publication.case_signs import LIKELY
from poatool.rules.publication.cases import EITHER, OTHER, details_of_cases, may_tell
from poatool.rules.publication.persons import CAPITAL, HOUSE, OFFICES, STREETS, private_names, without_fiction
from poatool.rules.registry import Problem, matches, rule, texts_with
from poatool.rules.wording import quotes
from poatool.submissions.interpret import Interpreted
from poatool.text import MONTH_NAMES, lazy_pattern

_FEW = r"one|two|three|four|five|six|seven|eight|nine|[1-9]"
_TIMES = "(?:dozen|hundred|thousand|million)"
_MANY_OF = "victims|survivors|complainants|claimants|minors|girls|boys|children|teenagers"
_IN_MAORI = "(?:kotahi|rua|toru|whā|rima|ono|whitu|waru|iwa)"
_HARMED = "(?:trafficked|exploited|abused|enslaved|rescued|vulnerable)"
# Words between a number and `victims` that show that something else is counted: `three providers for victims`.
_LEADS_ON = "(?:for|of|to|with|by|from|in|on|at|and|or|who|that|which)"
_WORD = r"[\w-]{1,40}"
_PERSONS = "workers?|m[ae]n|wom[ae]n|persons?|people|migrants?|nationals?|child|children|students?|seafarers?|fishers?"
_FOUND_TO_BE = "certified|identified|recogni[sz]ed|confirmed|classified|assessed|referred|accepted|found|suspected"
_SMALL_COUNT = lazy_pattern(
    rf"""(?<![\w.,–-])(?:{_FEW}|single|the\ only|both(?=\ {_WORD}\ (?!and\b|or\b)))\ (?!{_TIMES}\b)(?:
          of\ the\ (?:{_WORD}\ )?(?:{_MANY_OF})
        | (?:(?!{_LEADS_ON}\ ){_WORD}\ ){{0,2}}?(?:{_MANY_OF}|victim|survivor|complainant)
        | {_HARMED}\ (?:{_WORD}\ )?(?:{_PERSONS})
        | (?:(?!{_LEADS_ON}\ ){_WORD}\ ){{0,2}}?(?:{_PERSONS})\ (?:(?:who|that)\ )?(?:(?:was|were|ha[ds]|have|been)\ ){{1,2}}
          (?:(?:{_FOUND_TO_BE})\ (?:as|to\ be|to\ have\ been)\ (?:{_WORD}\ ){{0,2}}?)?(?:victims?|survivors?|{_HARMED})
        )(?!\w|['’-]|{OTHER})
      | \bof\ the\ (?:{_MANY_OF}),\ (?:{_FEW})\b | \bfamily\ of\ (?:{_FEW})\ (?:from|was|were|who)\b
      | \bonly\ (?:{_FEW})\ (?:{_PERSONS})\b
      | \b(?:{_FEW})\ \((?:(?:both|all|one)\ (?:{_WORD}\ ){{0,4}}?(?:under\ \d\d(?=[,;)])|aged\ \d|at\ school|pregnant)|(?:one|two|three)\ (?:boy|girl|man|wom[ae]n)|fe?male|m[ae]n|wom[ae]n|girl|boy|aged\ \d)
      | \b(?:{_FEW})\ of\ (?:those|them)\ (?:{_FOUND_TO_BE})\b(?!\ as)
      | \b(?:{_MANY_OF})(?:\ {_WORD}){{0,7}}(?::|\ =)\ ?(?:{CAPITAL}\ )?(?:{_FEW})(?![\w%,/-]|\.\d|\ (?!in|from|this|of|to|so|were|was|(?:{_PERSONS})\b)\w)
      | \b{_IN_MAORI}\ (?:te\ |o\ )?(?:ngā\ )?pārurenga""",
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
    r"|\baged (?:\d{1,2}|\w{1,9}teen)\b(?! (?:and|or|to) (?:\d|over|older|above|under|younger|up)|[–-])"
    r"|\b(?:she|(?<=\. )he|eldest|oldest|youngest) (?:is|was) \d{1,2}\b(?! (?:weeks?|months?|per|km)\b|%)"
    rf"|\b(?:an?|the) (?:{_WORD} )?(?:boy|girl|m[ae]n|woman|child|victim|survivor|worker|student|complainant), \d{{1,2}},(?! or\b)"
    r"|(?:['’]s|\bher|\bhis) age (?:as|is|was) (?:\d\d|\w{1,9}teen)\b"
    r"|\b(?:boy|girl|man|woman|child|mother|father|son|daughter)s? of (?:\d\d|\w{1,9}teen)\b(?! \w{0,30}s\b)"
    r"|\b\d{1,2} ?(?:y/?o\b|tau te pakeke)",
    re.IGNORECASE,
)
_COUNTED = lazy_pattern(
    rf"{_MANY_OF}|victim|survivor|complainant|trafficked|exploited|abused|enslaved|rescued|vulnerable|pārurenga|family|only"
    rf"|\((?:both|all|one|two|three|fe?male|m[ae]n|wom[ae]n|girl|boy|aged)\b|{_FOUND_TO_BE}"
)
_TELLING = lazy_pattern(r"old\b|aged\b|teen\b|\b(?:mrs?|ms|miss|mx)\b|\d")
"""Every text with a small count has a word of the first, and any with an age, an address or a title one of this."""

_ADDRESS = lazy_pattern(rf"{HOUSE}\ (?:(?:{CAPITAL}|No\.\ \d{{1,2}})\ ){{1,3}}(?:{STREETS})\b(?!\ [A-Z])")
_ONE = lazy_pattern(
    r"\b(?:[Ss]he|[Hh]ers?|[Hh]im|[Hh]is)\b|\b[Hh]e(?=\ (?:is|was|has|had|says?|said|will|would|could|did|\w{2,20}ed)\b)"
)
_ONE_WORD = lazy_pattern(r"\b(?:s?he|hers?|him|his)\b")
_OFFICE = lazy_pattern(rf"(?i)\b(?:{OFFICES}|officer|official|manager|chief|chair|head|excellency|author)\b")
_SENTENCES = lazy_pattern(r"(?<=[.!?])\s|\n")
_QUOTED = lazy_pattern(r"“[^”\n]{0,400}”|\"[^\"\n]{0,400}\"")
_TRACES = lazy_pattern(
    r"""\bplate\ [A-Z]{2,3}\ ?\d{2,4}\b
      | (?<!\w)@[\w.]{3,30}\ on\ \w+\b | \b(?i:insta|instagram|facebook|fb|whatsapp|telegram|tiktok|signal|wechat):?\ @(?!\S{0,30}nz)[\w.]{3,30}
      | \b(?!RF[A-Z]|ISO|OIA|DOC)[A-Z]{2,3}(?:-20\d\d-(?:\d{3}-)?\d{4,6}|\ (?!(?:19|20)\d\d/)\d{3,6}/\d\d)(?![\w/-])
      | \b(?i:case|file|complaint|incident)\ (?i:no\.?\ |ref\.?\ |number\ )?(?:(?=[\w/-]{0,20}[A-Z])\d{1,6}[/-]\d[\w/-]{2,20}|\d{6,12}(?![\d/]))
      | \b(?i:DOB\b|d\.o\.b|date\ of\ birth|born\ on(?=\ \d)|whānau\ mai|(?<=\()b\.(?=\ \d))[^\d\n]{0,14}\d{1,2}[ ./-]\w{1,9}
      | (?<![\d.])-?\d{1,3}\.\d{4,9}°?,\ ?-?\d{1,3}\.\d{4,9}(?![\d.])""",
    re.VERBOSE,
)
"""Details that lead to a person: numbers of cars and cases, names on social media, birthdays, and coordinates."""

_PUBLIC = lazy_pattern(
    r"(?i)\b(?:office|centre|hub|clinic|station|building|branch|depot|hall|school|venue|hotel|level|marae|church|meeting|forum|workshop|hui)s?\b"
)
_BEFORE = 60  # how many characters before an address to search for a public place


@rule("PUB506", Severity.WARNING, requires="PUB517")
def few_people(submission: Interpreted) -> Iterator[Problem]:
    """A text gives a person's age, address or name, or a number of victims so small that they could be recognised.

    If there are fewer than ten victims, people who know the case from the news can work out who they are. A name counts
    if it has a title and no office, or if the row speaks of one person (`she`, `his`). One person or family without a
    name counts if the text also says what they told or gave somebody, or where and when they were. To fix it, write “a
    small number”, or leave the detail out.

    Bad rows:
    | 2 | Under way | Found shelter for two young victims in Napier. <found>       |
    | 3 | Under way | Found shelter for a 16-year-old girl. <found>                |
    | 6 | Under way | Mary Example told the court what her employer did. <found>   |
    | 7 | Under way | A cook in Napier who left in May has given us names. <found> |
    | 9 | Under way | The baker's wife has told us where they live. <found>        |

    Good rows:
    | 2 | Under way | Two victim support advisers trained 12 workers who meet victims and children. |
    | 5 | Under way | Professor Mary Example gave her talk; Mr Example Ltd signed the charter.      |
    """
    counting = {id(text) for text in texts_with(submission, _COUNTED.search)}
    likely = counting.union(map(id, texts_with(submission, _TELLING.search)))
    of_one = (each for each in texts_with(submission, _ONE_WORD.search) if _ONE.search(EITHER.sub("", each.text)))
    about_one = {id(text.update) for text in of_one}
    words = _words_of(submission.edition)
    details = {id(e): [*details_of_cases(e.text, words, LIKELY)] for e in texts_with(submission, may_tell)}
    for text in submission.texts:
        found = details.get(id(text), [])
        if id(text) in likely or id(text.update) in about_one:
            facts = without_fiction(text.text)
            names = private_names(facts, words)
            addresses = [
                m[0]
                for m in _ADDRESS.finditer(facts)
                if not _PUBLIC.search(facts[max(0, m.start() - _BEFORE) : m.start()])
            ]
            telling = [name.text for name in names if name.titled or id(text.update) in about_one]
            telling += _about_somebody(facts) if id(text.update) in about_one else ()
            counts = matches(_SMALL_COUNT, facts) if id(text) in counting else ()
            found += [*counts, *matches(_AGE, facts), *addresses, *telling]
        if found:
            yield Problem.at(text.cell, f"{quotes(dict.fromkeys(found))} could identify a person.")


@rule("PUB517", Severity.ERROR)
def detail_of_case(submission: Interpreted) -> Iterator[Problem]:
    """A text names a victim, a witness or a suspect, gives a detail of one case, or tells of an operation.

    It may harm a person or the case, so the row is set aside. No single word decides. A sentence is about a case if it
    speaks of a person (a name, `the victim`, `she`) and of what happened to them, or where or how they are; of a firm
    and a suspicion; of where victims are housed; of police work that is not over, whom it looks for, or where and when
    nobody watches; or of an officer's conduct. Office-holders, groups, and what a court has decided do not count. To fix
    it, leave this out, and report the work once it is done or decided.

    Bad rows:
    | 2  | Under way | The victim, Mary Example, told the court what happened. <found> |
    | 3  | Under way | Example Packhouse Ltd is under investigation. <found>           |
    | 7  | Under way | A search warrant will be executed in May. <found>               |
    | 9  | Under way | The shelter behind the church in Napier is full. <found>        |
    | 11 | Under way | Nobody watches the wharf at night. <found>                      |

    Good rows:
    | 2 | Under way | The High Court convicted Mary Example; Judge Mary Example spoke. |
    | 3 | Under way | Trained 40 officers in search warrants and surveillance.         |
    | 7 | Under way | A worker may ask for a visa; a trainer from Fiji spoke in May.   |
    """
    for text in texts_with(submission, may_tell):
        if found := [*details_of_cases(text.text, _words_of(submission.edition)), *matches(_TRACES, text.text)]:
            yield Problem.at(text.cell, f"{quotes(dict.fromkeys(found))} could identify a person or spoil a case.")


def _about_somebody(text: str) -> Iterator[str]:
    """The sentences about one person, `she` or `he`, who has no office; what somebody is quoted as saying is left out."""
    for sentence in _SENTENCES.split(EITHER.sub("", _QUOTED.sub("", text))):
        if _ONE.search(sentence) and not _OFFICE.search(sentence):
            yield sentence.strip()


@lru_cache(maxsize=8)
def _words_of(edition: Edition) -> frozenset[str]:
    """Words that are not names of persons, folded: those of the plan, and the months."""
    plan = edition.framework
    names = [name for agency in plan.agencies for name in (agency.name, *agency.aliases)]
    texts = (*names, *(action.text for action in edition.actions), *MONTH_NAMES)
    return frozenset(word for text in texts for word in fold(text).split())
