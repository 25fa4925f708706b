"""PUB: details that may harm a case, or by which people could be recognised: an age, a name, a small number."""

import re
from collections.abc import Iterator, Set as AbstractSet
from functools import lru_cache, partial

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.phrases import phrases
from poatool.rules.publication.case_signs import CASES, FAMILIES, LIKELY, NEIGHBOURS, OFFICES, STREETS
from poatool.rules.publication.cases import (
    EITHER,
    OTHER,
    Name,
    details_of_cases,
    families_in,
    may_be_in_detail,
    private_names,
    without_fiction,
)
from poatool.rules.registry import Problem, matches, rule, texts_with
from poatool.rules.wording import SENTENCES, quotes
from poatool.submissions.interpret import Interpreted
from poatool.submissions.prose import Signs
from poatool.submissions.restrictions.asides import QUOTED
from poatool.text import MONTH_NAMES, has_any, lazy_pattern

_VICTIMS = "victims|survivors|complainants|claimants|minors|girls|boys|children|teenagers"
_FOUND = "certified|identified|recognised|recognized|confirmed|classified|assessed|referred|accepted|found|suspected"
_PARTS = {
    "VICTIMS": _VICTIMS,
    "ONE_VICTIM": "(one|1|single|the only)( SUCH){0,2} (victim|survivor|complainant)",  # unlike `two victim agencies`
    "HARMED": "trafficked|exploited|abused|enslaved|freed|rescued|vulnerable",
    "PERSONS": "workers?|m(a|e)n|wom(a|e)n|persons?|people|migrants?|nationals?|child|children|students?|seafarers?|fishers?",
    "COUNT": "(FEW|single|the only|both (not: WORD (and|or))) (not: dozen|hundred|thousand|million)",
    "SUCH": "(not: for|of|to|with|by|from|in|on|at|and|or|who|that|which|how|what|when|where|why) WORD",  # not `for victims`
    "WERE": "(who |that )?((was|were|had|has|have|been) ){1,2}",
    "FOUND": _FOUND,
    "OTHER": OTHER,
    "ADVISING": """(who )?((was|were|are|have been) )?((paid|invited|asked|employed|engaged) )?(to|as) (review|advis|comment|co)-
        (who )?((have|had|has) )?(advised|reviewed|commented|co-designed|co-wrote|sat on|sit on|spoke (at|on) (a|an|the|our|this))""",
    "SOMEBODY": """(boy|girl|m(a|e)n|wom(a|e)n|child|children|youth|teenager|person|people|victim|survivor|student|national)s?
        (migrant|client|crew|-er|-or|-ee|-ist)s?""",
    "THING": """(act|agreement|arrangement|boat|building|campaign|contract|database|forum|framework|guide)s?
        (house|law|network|organi(s|z)ation|partnership|plan|programme|project|record|regulation|report|rule|scheme)s?
        (service|setting|ship|standard|system|vessel|website)s?|(process|business)(es)?|(compan|polic|strateg|treat)(y|ies)
        guid(ance|elines?)|legislation|data|software""",
    "STAFF": "officer|official|advis(e|o)r|analyst|trainer|coordinator|consultant|researcher|investigator|specialist",
    "OTHERS": "an?|one|another|(any|some)(body|one)|(with|to|from|of|for|about|helped|met|saw) the (not: CAPITAL|whole)",
    "CHILD": "boy|girl|m(a|e)n|woman|child|victim|survivor|worker|student|complainant",
    "STREET": STREETS,
    "KIN": "mother|father|sister|brother|son|daughter|wife|husband|aunt|uncle|cousin|niece|nephew|couple",
    "ANYBODY": "PERSONS|-man|-woman",
    "PLACE": "town|village|valley|island|street|suburb|district|settlement|school|vessel|ship|boat|farm|orchard|site",
}
_phrases = partial(phrases, parts=_PARTS, case="any")
_COUNT_SIGNS = Signs(
    f"{_VICTIMS}|{_FOUND}|trafficked|exploited|abused|enslaved|freed|rescued|vulnerable|family|only".replace("|", " ")
    + " |son| mother father sister brother daughter wife husband aunt uncle cousin niece nephew couple"
    + " victim survivor complainant pārurenga (both (all (one (two (three (female (m (wom (girl (boy (aged"
)
_SMALL_COUNT = _phrases(r"""COUNT of the (WORD )?VICTIMS (not: JOINED|OTHER)
    (not after: voiced by|board with|panel with) (ONE_VICTIM|COUNT( SUCH){0,2} VICTIMS) (not: JOINED|OTHER|ADVISING)
    COUNT HARMED (WORD )?PERSONS (not: JOINED|OTHER)
    COUNT( SUCH){0,2} PERSONS WERE(FOUND (as|to be|to have been) …2 )?(victims?|survivors?|HARMED) (not: JOINED|OTHER)
    of the VICTIMS, FEW|family of FEW (from|was|were|who)|only FEW PERSONS|FEW of (those|them) FOUND (not: as)
    FEW \((both|all|one) …4 (under AGE (before: STOP)|aged (AGE|DIGIT)|at school|pregnant)
    FEW \(((one|two|three) (boy|girl|man|wom(a|e)n)|(fe)?male|m(a|e)n|wom(a|e)n|girl|boy|aged (AGE|DIGIT))
    VICTIMS( WORD){0,7}(:| =) ?(CAPITAL )?FEW (before: ENDING|in|from|this|of|to|so|were|was|PERSONS)
    (kotahi|rua|toru|whā|rima|ono|whitu|waru|iwa) (te |o )?(ngā )?pārurenga
    (an?|the|FEW) (WORD )?KIN and (an?|the|her|his|their) (WORD )?KIN (before: who|whose|from|were|had|at|,)
    FEW (WORD )?(case|referral|report|PERSONS)s?(,|:| –) (an?|the|FEW) (WORD )?KIN
    ANYBODY( (at|in|from|on|near) (the )?CAPITAL)?, the only (one|WORD) (in|at|on|from|of) …2 PLACE
    the only (ANYBODY|CAPITAL) (in|at|on|from) (the |this )?(WORD )?PLACE""")
_AGE = _phrases("""AGED
    aged YEARS (not: (and|or|to) (YEARS|over|older|above|under|younger|up))
    (she|(after: .) he|eldest|oldest|youngest) (is|was) YEARS (not: weeks?|months?|per|km|%)
    (an?|the) (WORD )?CHILD, YEARS, (not: or)
    ('s|her|his) age (as|is|was) YEARS|(AGE|DIGIT) ?tau te pakeke
    (boy|girl|man|woman|child|mother|father|son|daughter)s? of YEARS (not: -s)""")
_ABOUT_THING = _phrases("((not: SOMEBODY) WORD )?THING (not: SOMEBODY)")
_DETAIL_SIGNS = lazy_pattern(
    r"\b(?:our|who(?:se)?)\b|trainer|advis[eo]r|analyst|coordinator|colleague|interpreter|instructor|old\b|aged\b|teen\b|\b(?:mrs?|ms|miss|mx)\b|\d|(?<![\w.])[^\W\d_]\.(?!\w)|\b(?:one|two|another|both)\b"
)
"""A quick test for an age, address, title, initial or `one of them`; `_COUNT_SIGNS` is that for small counts."""

_ADDRESS = phrases("HOUSE ((CAPITAL|No. YEARS) ){1,3}STREET (not: CAPITAL)", _PARTS)
_ONE = phrases("she|hers?|him|his|he (before: is|was|has|had|says?|said|will|would|could|did|-ed)")
_ONE_WORD = lazy_pattern(r"\b(?:s?he|hers?|him|his)\b")
_DECIDED = _phrases("convicted|sentenced|fined|acquitted|pleaded guilty")
_OFFICE = _phrases(f"{OFFICES}|STAFF|manager|chief|chair|head|excellency|author")
_STAFF = _phrases("""^(an?|the|our|we (WORD )?(appointed|hired|engaged|recruited|sent) an?)( SUCH){0,3} STAFF (not: …9 OTHERS)
    ((lent|posted|seconded|sent) its|(budget|fund|grant|project) (paid|pays) for an?)( SUCH){0,3} STAFF (not: …9 OTHERS)""")
"""Somebody at work, and nobody else, whom `she` may mean: `An adviser was placed in Apia. Her first report is out.`"""
_PRIVATE = {"sufferer", "suspect", "person", "kin", "harm", "health", "home", "custody", "doubt", "conduct?", "told?"}
_OF_WORK = lazy_pattern(r"\bmoved (?:back )?to\b|(?<=the )[A-Z]\w+(?: [A-Z]\w+)+")
"""Words that are not about a private person, though `_PRIVATE` has some: `the National Organised Crime Group`."""
_SIGNS_OF_TRACES = r"(?i)[@/]|-20|\d\.\d{4}|plate|rego|registr|insta|face|fb|what|tele|tiktok|signal|wechat|case|file|complaint|incident|d\.?o\.?b|birth|born|whān|\(b\."
_TRACES = lazy_pattern(
    r"""\b(?i:plate|rego|registration)\ [A-Z]{2,3}\ ?\d{2,4}\b
      | (?<!\w)@[\w.]{3,30}\ on\ \w+\b | \b(?i:insta|instagram|facebook|fb|whatsapp|telegram|tiktok|signal|wechat)(?::?\ @(?!\S{0,30}nz)|\W{1,3}(?i:id|account|user(?:name)?)\b\W{1,3}(?=\w{0,30}[\d_]))[\w.]{3,30}
      | \b(?!RF[A-Z]|ISO|OIA|DOC)[A-Z]{2,3}(?:-20\d\d-(?:\d{3}-)?\d{4,6}|\ (?!(?:19|20)\d\d/)\d{3,6}/\d\d)(?![\w/-])
      | \b(?i:case|file|complaint|incident)\ (?i:no\.?\ |ref\.?\ |number\ )?(?:(?=[\w/-]{0,20}[A-Z])\d{1,6}[/-]\d[\w/-]{2,20}|(?:19|20)\d\d/\d{3,6}\b|\d{6,12}(?![\d/]))
      | \b(?i:DOB\b|d\.o\.b|date\ of\ birth|born(?:\ on)?(?=\ \d{1,2}[ ./-](?:\d|(?-i:[A-Z])))|whānau\ mai|(?<=\()b\.(?=\ \d))[^\d\n]{0,14}\d{1,2}[ ./-]\w{1,9}
      | (?<![\d.])-?\d{1,3}\.\d{4,9}°?,\ ?-?\d{1,3}\.\d{4,9}(?!\.?\d)""",
    re.VERBOSE,
    needs=lazy_pattern(_SIGNS_OF_TRACES),
)
"""Details that lead to a person: number plates, case numbers, names on social media, birthdays and coordinates."""

_PUBLIC = _phrases(
    f"({'|'.join(FAMILIES['counter'].split())}|building|depot|school|venue|hotel|level|marae|church|meeting|forum|workshop|hui)s?"
)
_BEFORE = 60  # how many characters before an address to search for a public place


@rule("PUB506", Severity.WARNING, requires="PUB517")
def few_people(submission: Interpreted) -> Iterator[Problem]:
    """A text gives a person's age, address or name, or a number of victims so small that they could be recognised.

    If there are fewer than ten victims, people who know the case from the news can work out who they are. A name counts
    if it has a title such as `Mr`, is shortened, is beside an age or somebody's work (`our trainer`), is picked out of
    a group, or if the row refers to one person (`she`, `his`); names of office-holders never count. One person, family
    or colleague without a name counts if the text also says what they told or gave somebody, where and when they were,
    what ails them, or that they were the only one of a place. To fix it, write “a small number”, or leave the
    detail out.

    Bad rows:
    | 2 | Under way | Found shelter for two young victims in Napier. <found>       |
    | 3 | Under way | Found shelter for a 16-year-old girl. <found>                |
    | 6 | Under way | Mary Example told the court what her employer did. <found>   |
    | 8 | Under way | One of the 12 was Mary Example (23, Napier). <found>          |
    | 7 | Under way | A cook in Napier who left in May has given us names. <found> |
    | 9 | Under way | The baker's wife has told us where they live. <found>        |

    Good rows:
    | 2 | Under way | Two victim support advisers trained 12 workers who meet victims and children. |
    | 5 | Under way | Professor Mary Example gave her talk; Mr Example Ltd signed the charter.      |
    """
    counting, detailed = (set(map(id, texts_with(submission, test))) for test in (_COUNT_SIGNS, _DETAIL_SIGNS.search))
    about_one = {id(e.update) for e in texts_with(submission, _ONE_WORD.search) if _ONE.search(EITHER.sub("", e.text))}
    words = _words_of(submission.edition)
    details = {id(e): [*details_of_cases(e.text, words, LIKELY)] for e in texts_with(submission, may_be_in_detail)}
    for text in submission.texts:
        found, one = details.get(id(text), []), id(text.update) in about_one
        facts = without_fiction(text.text) if one or id(text) in counting | detailed else ""
        found += matches(_SMALL_COUNT, facts) if id(text) in counting else []
        found += _identifying(facts, words, one=one) if facts and (one or id(text) in detailed) else ()
        if found:
            yield Problem.at(text.cell, f"{quotes(dict.fromkeys(found))} could identify a person.")


def _identifying(facts: str, words: AbstractSet[str], *, one: bool) -> Iterator[str]:
    """Ages, addresses and names in a text and, if its row is about `one` person, sentences with `she`."""
    counted = any(map(str.isdigit, facts)) or has_any(facts.casefold(), ("teen", "old"))
    ages, addresses = (_AGE.finditer(facts), _ADDRESS.finditer(facts)) if counted else ((), ())
    yield from (m[0] for m in ages if not _ABOUT_THING.match(facts, m.end() + 1))
    placed = ((m[0], facts[max(0, m.start() - _BEFORE) : m.start()]) for m in addresses)
    yield from (found for found, before in placed if not _PUBLIC.search(SENTENCES.split(before)[-1]))
    yield from (name.text for name in private_names(facts, words) if name.titled or one or _is_singled_out(facts, name))
    on_staff = False  # whether the sentence before is about somebody at work, whom `she` may mean
    for sentence in SENTENCES.split(EITHER.sub("", QUOTED.sub("", facts))) if one else ():
        of_one, of_work = _ONE.search(sentence), _PRIVATE.isdisjoint(families_in(_OF_WORK.sub("", sentence)))
        on_staff = of_work and (_STAFF.search(sentence) is not None or (on_staff and of_one is not None))
        # `she` or `he`, but not an office-holder, nor somebody of whom a court has decided in public
        if of_one and not (on_staff or _OFFICE.search(sentence) or _DECIDED.search(sentence)):
            yield sentence.strip()


@rule("PUB517", Severity.ERROR)
def detail_of_case(submission: Interpreted) -> Iterator[Problem]:
    """A text names a victim, a witness or a suspect, gives a detail of one case, or tells of an operation.

    This may harm a person or the case, so the row is set aside. No single word decides. A sentence is about a case if
    it mentions a person (a name, `the victim`, `she`) together with what happened to them, where they are or how they
    are doing. These count too: a name or an address in the sentence before or after one about a victim, a victim's own
    words, a firm under suspicion, what a named person or firm is accused of, the health of a named person, a place
    where victims are housed, who gave a tip, what somebody must not learn yet, and police work that is not over (such
    as whom police look for). Office-holders, groups, invented persons and what a court has decided do not count. To fix
    it, leave this out; report work once it is done or decided.

    Bad rows:
    | 2  | Under way | The victim, Mary Example, told the court what happened. <found> |
    | 3  | Under way | Example Packhouse Ltd is under investigation. <found>           |
    | 7  | Under way | A search warrant will be executed in May. <found>               |
    | 9  | Under way | The shelter behind the church in Napier is full. <found>        |
    | 12 | Under way | One worker said: “They took my passport.” <found>               |
    | 14 | Under way | The tip is from its cook; the owner has not been told. <found>  |

    Good rows:
    | 2 | Under way | The High Court convicted Mary Example; Judge Mary Example spoke. |
    | 3 | Under way | Trained 40 officers in search warrants and surveillance.         |
    | 7 | Under way | A worker may ask for a visa; a trainer from Fiji spoke in May.   |
    | 9 | Under way | Talks with Fiji, the Cook Islands and Samoa on forced labour.    |
    | 5 | Under way | A film about Testina, an invented worker who is locked in.       |
    """
    for text in texts_with(submission, may_be_in_detail):
        words = _words_of(submission.edition)
        details = (found for kinds in (CASES, NEIGHBOURS) for found in details_of_cases(text.text, words, kinds))
        if found := [*details, *matches(_TRACES, text.text)]:
            yield Problem.at(text.cell, f"{quotes(dict.fromkeys(found))} could identify a person or prejudice a case.")


def _is_singled_out(text: str, name: Name) -> bool:
    """Whether a name is shortened, has an age or `our trainer` after it, or `one of them` or `the trainer` before it."""
    begin, end = name.place
    shortened = name.text[-3:-2] == " " and name.text.endswith(".")  # `Mary E.`
    before = any(each.search(text, max(0, begin - _BEFORE), begin) for each in (_ONE_OF, _COLLEAGUE))
    return shortened or before or _TOLD_APART.match(text, end) is not None


_TOLD_APART = lazy_pattern(
    r" ?\((?:aged )?[1-9]\d(?:\)|, )|, (?:aged )?[1-9]\d,|, whose\b|, (?:one of )?our (?!partner)"
    r"|, who (?:never |also |then )?(?:is|was|has|had|\w{2,15}(?:ed|[^s]s))\b"
)
_COLLEAGUE = _phrases("(our|its|the|an?) (WORD )?(STAFF|colleague|interpreter|instructor),? $")
_ONE_OF = lazy_pattern(r"(?i)\b(?:one|two|another|both) of (?:them|whom|these|those|the \w{1,20}),? \Z")


@lru_cache(maxsize=8)
def _words_of(edition: Edition) -> frozenset[str]:
    """The folded words that are not taken for names of persons: those of the plan, and the months."""
    names = [name for agency in edition.framework.agencies for name in (agency.name, *agency.aliases)]
    texts = (*names, *(action.text for action in edition.actions), *MONTH_NAMES)
    return frozenset().union(*(fold(text).split() for text in texts))
