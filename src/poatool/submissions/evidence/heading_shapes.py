"""Judge from all the words of a heading who wrote the texts below it and what they are about, if this is clear.

Each word becomes a letter, and patterns over these letters find the shapes of such headings.
"""

from collections.abc import Container, Sequence
from itertools import pairwise

from poatool.framework.dates import MONTHS
from poatool.submissions.evidence.heading_words import DENIALS, SILENT, Other, is_known, stem, weights_of
from poatool.text import lazy_pattern

_CLEAR_WEIGHT = 2.5  # the weight of a subject that is clear from the whole heading
UNCLEAR = 0.9  # the weight of an unclear heading for a text column: too little to publish the text without asking
_UNKNOWN_BEFORE = 1.2  # the same after an unknown word (`MSD update`): too little if another heading is clear

TEXTS = frozenset(
    {"account", "report", "update", "updates", "summary", "narrative", "response", "commentary", "text", "sentences"}
)
_PROGRESS_WEIGHT = 1.2  # a word with less weight for progress may also be about something else: `position`, `delivery`
_WORDS = """B according; o own; f for; a on about; b by; g of towards; i to; n under; h that; r progress
    ; P web website page readers release; x plan plans planning outlook pipeline; y say says reckon think thinks believe
    ; A action actions the-plan commitment commitments initiative"""
_LETTERS = {word: letter for group in _WORDS.split(";") for letter, *words in [group.split()] for word in words}

# Other letters: d denial, P also `publi…`, t a kind of text, p work done (T, w: the same with less weight), s silent, k
# any other known word, v word of the plan, e unknown participle, u any other unknown word
_ABOUT = ((Other.AUDIENCE, lazy_pattern(r"f[sg]*[uve]|[uve]o")), (Other.SUBJECT, lazy_pattern(r"a[sg]*[uve]")))
"""Texts for other people, or about something else: `Account for auditors`, but not `Account for the public`."""
_UNCLEAR = lazy_pattern(r"""(?x)
    d                             # denied: `Never carried out`
  | [ue]os*[ue]                   # somebody's: `Auditor's findings`
  | b[si]*[ue]|Bi?s*[uev]        # by or according to others: `Progress according to newspapers`
  | [rpwtT][fagn][sk]*[ue]        # for, about or under something unknown: `Report on vacancies`
  | n[^Ax]{0,9}\Z                 # under anything but the plan: `Progress under our Statement of Intent`
  | [ue][skov]*[agf][soukf]*[rp]  # something unknown about the work: `Press coverage of our achievements`
  | [uev]s*y                      # others' words: `What unions say was done`
  | [rtT]i[ue]                    # to somebody, or for something: `Progress to mention`
  | [tT][si]+v?[ue][^rp]{0,9}\Z   # a text to somebody: `Update to delegates`
  | [ue]{2}[tT][^rpP]{0,9}\Z      # unknown words too long for an agency's name: `SLT dashboard commentary`
  | ru[^rpt]{0,9}\Z               # something else about the progress: `Progress blockers`
""")
"""Shapes of headings that may be about something other than what the agency did."""


def denies(word: str) -> bool:
    """Whether a word says that something is not so, or not certain: `never`, `alleged`, `unverified`."""
    return word in DENIALS or (word.startswith("un") and not is_known(word) and is_known(word[2:]))


OF_OTHERS = lazy_pattern(r"d|[uev]os*[^s]|b[si]*[uev]|B|[uev]s*y")  # denied, or somebody's: `What unions say`

_ORDERS = frozenset({"not", "never", "nothing", "without", "cannot", "should", "would", "could", "if"})  # instructions


def deny_text(words: Sequence[str], names: Container[str]) -> bool:
    """Whether words in brackets deny the text before them, or say whose it is: `(guess)`, `(auditor's view)`.

    Instructions to writers do neither. `names` holds the words in the names of agencies.
    """
    somebodys = any(after == "own" and not (word in names or is_generic(word)) for word, after in pairwise(words))
    return "not" in words[:1] or somebodys or any(map(denies, {*words} - _ORDERS))


def is_generic(word: str) -> bool:
    """Whether a word in a heading names no subject of its own."""
    return len(word) == 1 or not word.isalpha() or is_known(word) or word[:3] in MONTHS


def is_for_readers(word: str) -> bool:
    """Whether a word says that a text is for the public: `website`, `publication`."""
    return _LETTERS.get(word) == "P" or word.startswith("publi")


def shape_of(words: Sequence[str], names: Container[str], vocabulary: Container[str]) -> str:
    """The letters of a heading's words.

    `names` holds the words in the names of agencies: `Police's update`, but not `Manager's thoughts on the update`;
    `vocabulary` holds the stems of the words in the plan's own texts: `Training delivered`.
    """
    shape = ""
    for word in words:
        weight = weights_of(word).get("progress", 0.0) if word not in SILENT else 0.0
        sure = weight >= _PROGRESS_WEIGHT
        letters = {
            "d": denies(word),
            _LETTERS.get(word, "P"): word in _LETTERS or is_for_readers(word),
            ("t" if sure else "T"): word in TEXTS,
            ("p" if sure else "w"): weight > 0,
            "s": word in SILENT,
            "k": word in names or is_generic(word),
            "v": stem(word) in vocabulary,
            "e": word.endswith("ed"),
            "u": True,
        }
        shape += next(letter for letter, holds in letters.items() if holds)
    return shape


def about_in(shape: str) -> dict[Other, float]:
    """How strongly a whole heading suggests texts for or by others (`Account for auditors`), or on another subject."""
    ours = {*"tT"}.isdisjoint(shape) or "P" in shape
    return {} if ours else {other: _CLEAR_WEIGHT for other, pattern in _ABOUT if pattern.search(shape)}


def most_by(shape: str) -> dict[str, float]:
    """The most that a heading may weigh for each text column that it names unclearly: `Threats to delivery`."""
    letters = {*shape}
    strange, weak = not letters.isdisjoint("ue"), letters.isdisjoint("rpt") and not letters.isdisjoint("Tw")
    most = {"next_steps": UNCLEAR} if "xu" in shape or "xe" in shape else {}  # as in `Plan bucket`
    if _UNCLEAR.search(shape) or (strange and weak):
        most["progress"] = UNCLEAR
    elif letters.isdisjoint("rpP") and ("ut" in shape or "et" in shape):
        most["progress"] = _UNKNOWN_BEFORE  # as in `MSD update`
        most["next_steps"] = min(most.get("next_steps", _UNKNOWN_BEFORE), _UNKNOWN_BEFORE)
    return most


_THING_OF = lazy_pattern(r"([^tTpr]{0,9}[uek])[sku]{0,3}[agfi][su]{0,3}[rp]")


def strange_in(
    head: Sequence[str], explanation: Sequence[str], names: Container[str], vocabulary: Container[str]
) -> tuple[str, ...]:
    """The words that may narrow or change what a heading is about, except those after `will` or before `to do`.

    They are unknown words after its main word or in its explanation, or anywhere if it only names a text (`MSD
    update`); words that say how a text was made, or whose it is (`Modelled achievements`, `Sarah's progress`); and
    words for something other than the progress itself: `Source of progress information`.
    """
    weights = [weights_of(word) if word not in TEXTS else {} for word in head]
    worth = [max(each.get("progress", 0.0), each.get("next_steps", 0.0)) for each in weights]
    last = max((at for at, weight in enumerate(worth) if weight), default=-1)
    main = next((at for at, weight in enumerate(worth) if weight >= 1), last)
    main = -1 if head[:1] == ("what",) else main  # any word may say who did it: `What Australia did`
    shape = shape_of(head, names, vocabulary)
    thing = _THING_OF.match(shape)
    things = head[thing.end(1) - 1 : thing.end(1)] if thing else ()
    things = () if any("notes" in weights_of(word) for word in things) else things  # `Comment on progress`
    made = (word for at, word in enumerate(head[: main + 1]) if shape[at] == "e" or shape[at : at + 2] == "uo")
    words, letters = (*head, *explanation), shape + shape_of(explanation, names, vocabulary)
    after = (word for word, letter in zip(words[main + 1 :], letters[main + 1 :], strict=True) if letter in "ue")
    found = dict.fromkeys((*things, *made, *after))
    around = zip(("", *head), head, (*head[1:], ""), strict=False)
    meant = {word for before, word, following in around if before in ("will", "shall") or following == "to-do"}
    return tuple(word for word in found if word not in meant)


def is_compared(before: Sequence[str], word: str, after: Sequence[str]) -> bool:
    """Whether a word such as `last` is in a comparison, or in a span up to now: `since last year`, `Past 12 months`."""
    *_, near, nearest = ("", "", *before)
    compared = "since" in before or _COMPARING & {nearest, near if nearest in SILENT else ""}
    spans_until_now = word in ("last", "past") and (nearest == "the" or any(map(str.isdigit, after[:1])))
    spans_until_now &= _REPORTS.isdisjoint(after[:1])  # not `Status in the last report`
    return bool(compared) or spans_until_now or (word == "before" and "next" in after)


_REPORTS = TEXTS | {"return", "round", "submission"}
_COMPARING = frozenset({"than", "with", "to", "on", "against", "after"})

_FORM_WORDS = ("word", "character", "line", "row", "sentence", "bullet", "paragraph", "piece", "stop", "acronym")
ABOUT_FORM = lazy_pattern(
    r"(?i)\b(?:(?:\d{1,4}|an?|one|two|three|four|five|six|ten|few|short|full) (?:or \w{1,9} )?(?:short )?"
    r"(?:word|character|line|row|sentence|bullet|paragraph|piece|stop)s?(?! (?:for|to) (?!each|every|an? ))|bullets?"
    r"|acronyms|jargon|\w{1,9} tense|verbs?|plain \w{1,12})\b"
    r"|\bleave (?:it )?(?:empty|blank)\b.*|\A\W*(?:(?:keep|tell|write|put) (?:it|each|as)|(?:start|begin) with)\b",
    needs=(*_FORM_WORDS, "jargon", "tense", "verb", "plain", "leave", "keep", "tell", "write", "put", "start", "begin"),
)
"""What an explanation says about how to write the texts: `(max. 200 words)`, `(keep it brief)`."""

_HOPES = ("aim", "hope", "plan", "expect", "intend", "anticip", "envis", "forecast", "project", "predict", "desire")
_HOPE = r"""(?:aimed|hoped?|planned|expect(?:ed)?|intended|anticipated|envisaged|forecast|projected|predicted|desired
    |target)"""
_STATUS = r"(?:status|state|rag|rating)"
HOPED_FOR = lazy_pattern(
    rf"""(?ix)\b(?: (?:{_HOPE}|future|goal|next)\ (?:completion\ |end\ |overall\ )?{_STATUS}
      | {_STATUS}\ (?:(?:[(–-]|we|you|is|are|to|be|at|by|in|for|the|end|of)\ ?){{0,5}}
        (?: {_HOPE}(?=\ (?:for|by|at|in|to|on|next)\b|[)\W]*\Z) | reached
          | (?:next|coming)\ (?:year|period|quarter|month|report) ) )\b""",
    needs=(*_HOPES, "target", "future", "goal", "next", "reached", "coming"),
)
"""A status that is a goal or lies in the future: `Target status`, `Status aimed for by June`."""
