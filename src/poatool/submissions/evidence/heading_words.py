"""List the words of headings with what each suggests about its column; define the meaning of a whole heading."""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.submissions.evidence.kinds import ASK, Kind
from poatool.submissions.template import OTHER_HEADINGS
from poatool.text import lazy_pattern


class Other(StrEnum):
    """What a heading is about if it is for none of the plan's columns."""

    AUDIENCE = "for somebody else"
    SUBJECT = "another subject"
    PAST = "an earlier time"
    DATE = "a date"


class Sense(NamedTuple):
    """The meaning of a heading."""

    weights: Mapping[str, float] = {}  # by column id
    exact: str | None = None  # the column that it names exactly, or with one wrong letter
    misspelt: bool = False
    other: Other | None = None  # set if it is about none of the plan's columns
    time: Fit | None = None  # how its time compares with the period
    only_time: bool = False  # it names only a time
    forbids: bool = False  # it forbids publication of its column
    later: bool = False  # its time extends beyond the period
    day: Fit | None = None  # how its day compares with the period
    until: dt.date = dt.date.min  # the last day of the time that it names
    strange: tuple[str, ...] = ()  # words that may change what it is about: `Full progress (file copy)`

    @property
    def dated(self) -> bool:
        """Whether a heading names a time that is not the period or not only the period; next steps may be for later."""
        return self.time in (Fit.OTHER, Fit.PARTLY, Fit.OVERLAPS) or self.other is Other.PAST

    @property
    def best(self) -> tuple[str | None, float]:
        """The column with the greatest weight above 0, and that weight."""
        column = max(self.weights, key=self.weights.__getitem__) if self.weights else None
        return (column, self.weights[column]) if column and self.weights[column] > 0 else (None, 0.0)


NO_SENSE = Sense()

_WORDS: Mapping[str, str] = {
    "progress": (
        "progress progressed prog 2.2; achieved achievement achievements accomplished accomplishments 2.2; did done "
        "measures-taken 1.9; delivered highlights highlight 1.8; carried-out put-in-place oti tutuki tutukitanga "
        "whakatutukitanga kokenga kauneke ahunga-whakamua ahu-whakamua advancement performed conducted executed "
        "adopted realised realized fulfilled fulfilment fulfillment attained advances advancements wins writeup "
        "write-up sitrep 1.6; developments interventions execution provided produced observed made 1.3; under-way "
        "underway in-train 1.1; outcome outcomes output outputs result results 1.5; happened undertaken successes "
        "1.6; update updates actual actuals 1.5; narrative response commentary 1.6; activity activities 1.3; taken "
        "completed implemented 1.5; delivery implementation report reported contribution 1.0; account detail details "
        "1.0; summary work worked efforts position recap synopsis digest 0.9; to-date 1; far 0.6; reached 1.6; "
        "description looking-back look-back describe steps answer answers text entry entries input information info "
        "statement reply your story news headline headlines points facts joint review discussion explain explanation "
        "stories log korero happening happen going went got stand things free box words tell more now up latest "
        "overview brief particulars official doing been sentence sentences paragraph paragraphs bullets come came "
        "along changed changes moved sorted performance further-information further-detail further-details "
        "further-info mahi 0.4; name id -2"
    ),
    "next_steps": (
        "next 2.4; planned to-do to-dos to-be to-deliver upcoming future forthcoming forward 2.2; will shall intend "
        "intended intends proposes intent intentions foreseen ahead whai-ake heke-mai anamata outlook perspectives "
        "muri from-here pipeline in-the-works horizon 1.8; to-come to-follow in-preparation under-preparation "
        "under-consideration backlog lookahead path-to 1.4; still 1.0; plans plan planning coming outstanding 1.4; "
        "remaining follow-up follow-on left priorities prospects comes-after what-follows following thereafter "
        "afterwards after-this 1.2; steps work-programme work-program 0.6; expected scheduled 1.4; proposed further "
        "look looking focus 0.8; envisaged anticipated hope hopes hoped 1.8; objective objectives goal goals target "
        "targets aim aims 0.4; name id -2"
    ),
    "status": (
        "status 2.4; rag 2.4; state 1.5; rating stage phase traffic colour 1.3; track on-target 1.8; light 1.0; "
        "progress 0.5"
    ),
    "agency": (
        "agency agencies department departments ministry ministries organisation organisations organization "
        "provided-by reported-by 2.4; entity lead leads owner resource-names 1.7; responsible 1.7; party parties "
        "responsibility body 1.2; who 1.0; submitting reporting 0.4; team teams unit units branch division "
        "directorate -1"
    ),
    "action": (
        "action actions 2.2; commitment commitments recommendation recommendations initiative initiatives undertaking "
        "undertakings said told promised promise promises pledged pledge 1.4; ref reference number no nr code id act "
        "0.9; measure 1.1; item milestone point task tasks deliverable deliverables 0.8; activity mahi 0.5; the-plan "
        "1.0; poa plan plan-of-action action-plan 0.4; row line serial seq sequence -2"
    ),
    "action_text": (
        "wording 2.2; title statement description 1.3; name 0.9; what 0.2; action actions commitment text 0.6"
    ),
    "evidence": (
        "evidence 2.4; link links url urls 2.2; website web source sources 1.4; supporting documentation document "
        "documents attachment attachments 1.1"
    ),
    "contact": (
        "contact contacts 2.4; email e-mail phone telephone 2.4; author prepared completed-by 1.4; person officer "
        "1.2; name 0.8"
    ),
    "notes": "note notes 2.2; comment comments remark remarks 2.0; internal 2.0",
    "period": "period 2.2; as-at as-of 1.6; year financial-year half-year quarter 1.4; month 1.3; reporting 0.5",
    Other.AUDIENCE: (
        "minister ministers ministerial cabinet board media internal private confidential restricted sensitive "
        "briefing coordinator secretariat committee parliamentary oia privileged legal embargoed draft office "
        "officials lines talking governance minutes feedback messages asked pressed reactive 2.6"
    ),
    Other.SUBJECT: (
        "reach risk risks issue issues challenge challenges barrier barriers constraint constraints mitigation "
        "mitigations dependency dependencies budget financial finance procurement cost costs funding resource "
        "resourcing spend expenditure fte indicator indicators kpi kpis target targets baseline lesson lessons "
        "learnings assumption assumptions learn learnt impediments concerns reason reasons why wrong problem problems "
        "obstacle obstacles delay delays escalation decision decisions partner partners partnering supporting "
        "consulted stakeholder stakeholders background context rationale purpose objective objectives how-to said "
        "told promised pledged pillar pillars goal goals theme themes priority other-agencies other-agency "
        "other-departments number-of no-of count-of sum-of average-of checklist 2.0; resources 1.4; support 1.0"
    ),
    Other.PAST: (
        "last prev previous previously prior past earlier former historic historical old before carried-over "
        "carried-forward 2.4"
    ),
    Other.DATE: (
        "date dates schedule due deadline completion timing timings timeframe timeframes timeline timelines when "
        "start end finish 1.6"
    ),
}
"""The weight of heading words for each column, or for another subject, as `words weight; words weight`.

Words joined by hyphens are a phrase.
"""

WEIGHTS: dict[str, dict[str, float]] = {}
for _role, _listed in _WORDS.items():
    for _group in _listed.split(";"):
        *_words, _weight = _group.split()
        for _word in _words:
            WEIGHTS.setdefault(_word, {})[_role] = float(_weight)

PHRASES = tuple(word for word in WEIGHTS if "-" in word)

_LISTS = (
    "in by from on to where is are was were has have been and or with at how it we there here do does s so"
    " since then time the our this that these those see each every any all a an of which what us main key recent current short further"
    " period year quarter month publication public website information annual inclusion upload web required mandatory compulsory optional"
    " over during against across through because vs max you few be incl whom column col card ticket fully partly wholly eoy ytd fy throughout within between into onward onwards beyond out about under yet already just much many most more other"
    " them they their he she his her i my own two three four six twelve per calendar published back please practical plain english day days recorded written noted yr return"
    " am being had having get gets getting gotten make makes making take takes took give gives gave giving go goes gone"
    " behalf nga te e o ki ko he kua kei mo hei ra tu tau ake mua nei tenei tera a ka ana matou tatou",
    "not never nobody without cannot nothing unable should ought would could if claim claims claimed alleged supposed rumoured"
    " rumours guess hypothetical forecast apparent potential sample placeholder dummy invented example"
    " seems appears hearsay hindsight sure awaiting unconfirmed disputed queried rejected refused withdrawn dropped deleted superseded",
    "version ver v1 v2 v3 rev revised revision original amended edited edits correct corrected final latest new clean tracked current proposed existing"
    " suggested agreed approved cleared checked verified confirmed released sent supplied received before after as a b alternative alternate",
)
SILENT, DENIALS, VERSIONS = (frozenset(words.split()) for words in _LISTS)
_PLAIN = SILENT | VERSIONS  # words that suggest no subject
TIMES = frozenset({"next", "upcoming", "future", "forthcoming", "ahead", "coming", "still"})  # words that only say when
"""`SILENT` words suggest no column, `DENIALS` say that work is not done or not certain, `VERSIONS` tell versions apart."""

_ENDING = lazy_pattern(r"(?<=.{4})(?:ings?|ed|e?s)$|(?<=.{5})e$")


def stem(word: str) -> str:
    """A word without its ending, so that all its forms have one stem: `remains` and `remaining` give `remain`."""
    return _ENDING.sub("", word)


STEMS: Mapping[str, str] = {stem(word): word for word in WEIGHTS}

LEADS = lazy_pattern(r"(?i)\b(?:lead|responsible|owner|accountable)\b")
"""Words in a heading that asks for the agency that leads an action; another agency may report on it."""

_RAISED = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))  # footnote marks


@lru_cache(maxsize=4096)
def fold_heading(text: str) -> str:
    """Fold a heading for comparison: no case, accents, punctuation, line breaks or footnote marks."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text.translate(_RAISED).replace("№", "#"))
        text = "".join(c for c in letters if c not in "‘’" and unicodedata.category(c) not in ("Mn", "Cf"))
    text = parted(text).replace("#", " no ").replace("&", " and ").replace("'", "")
    return " ".join(PLAIN_WORD.findall(text.casefold()))


PLAIN_WORD = lazy_pattern(r"[^\W_]+")
_JOINED = lazy_pattern(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z]{3})(?=20\d\d(?!\d))|(?<=(?<!\d)20\d\d)(?=[A-Za-z]{3})")


def parted(text: str) -> str:
    """A heading without spaces, split where a database joins words and years: `ProgressThisYear`, `Progress2022`."""
    return text if " " in text else _JOINED.sub(" ", text)


def is_known(word: str) -> bool:
    """Whether a word in a heading suggests a column or goes with any subject. Any other word may name a subject."""
    return word in _PLAIN or word.removesuffix("ly") in SILENT or bool(weights_of(word))


@lru_cache(maxsize=4096)
def weights_of(word: str, *, alone: bool = False) -> Mapping[str, float]:
    """The weights of a word for columns, in any of its forms; unless it is `alone`, one letter may be wrong."""
    if (known := word if word in WEIGHTS else STEMS.get(stem(word))) is not None:
        return WEIGHTS[known]
    if alone or len(word) < _SHORTEST_WORD or word in SILENT or stem(word) in NOT_MISSPELT:
        return {}
    ends = word[0] + word[-1]
    near = [WEIGHTS[each] for each in WEIGHTS if each[0] + each[-1] == ends and one_letter_apart(word, each)]
    return near[0] if near and all(weights == near[0] for weights in near) else {}


def is_spelt(word: str) -> bool:
    """Whether a word is known as it is spelt (`is_known` allows one wrong letter), or has signs or digits."""
    return not word.isalpha() or word in _PLAIN or bool(weights_of(word, alone=True))


_SHORTEST_WORD = 6  # the fewest letters of a word that is read as misspelt
NOT_MISSPELT = frozenset(stem(heading.casefold()) for heading in OTHER_HEADINGS)

_ADDED = lazy_pattern(
    r"(?i)\A\s{0,9}(?:[a-z][.)]\s{1,9}(?=\w)|custom field \()"
    r"|[\s,–(-]{1,3}part (?:[1-4]|one|two|three)\)?\s{0,9}\Z|\s{1,9}open-ended response\s{0,9}\Z|\s{0,9}[(\[](?:required|mandatory|compulsory|optional)[)\]]\s{0,9}\Z",
    needs=("(", ")", "[", ".", "part ", "open-ended"),
)


def bare_heading(text: str) -> str:
    """A heading without what trackers, surveys and forms add: `B) Q1 2022 (required)`, `Progress, part 2`."""
    return _ADDED.sub("", text)


_NUMBERS = lazy_pattern(r"\d+")


def in_series(one: str, other: str) -> bool:
    """Whether two headings differ only in their numbers: `Achievement 1`, `Achievement 2`."""
    return one != other and _NUMBERS.sub("", one) == _NUMBERS.sub("", other)


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two words differ by one missing, wrong or extra letter, or by two swapped ones."""
    if abs(len(one) - len(other)) > 1:
        return False
    pairs = zip(one, other, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


_NUMBER = lazy_pattern(r"(?i)\b(?:nos?|nr|num|ref)\.\Z")  # `Action point no.` is not a sentence
MARKS = (":", "?", "：")  # characters that mark a text as a label
_CLAUSE, _WORDY = 3, 12  # the fewest words of prose that ends with a full stop; the most of a label that is a sentence
_ORDERS = ("please", "tell", "choose", "select", "enter", "describ", "explain", "summari", "outline", "set", "list")
ASKS = lazy_pattern(
    r"(?i)\W*(?:(?:\w{1,12}ly|in [\w ]{1,30},) )?"
    rf"(?:(?P<request>please|tell us|choose|select|enter|{ASK})|which|what|how|who)\b",
    needs=(*_ORDERS, "provide", "state", "say", "give", "pick", "which", "what", "how", "who"),
)
"""The beginning of a heading that asks for the texts below it, perhaps after words such as `Briefly`."""


def is_prose(text: str, kind: Kind) -> bool:
    """Whether a text is a sentence too long for a heading or label. Requests and questions are never too long."""
    if text.endswith(MARKS) or ASKS.match(text):
        return False
    words = len(text.split())
    ends = text.endswith(".") and words >= _CLAUSE and not _NUMBER.search(text)
    return ends or (kind is Kind.SENTENCE and words > _WORDY)
