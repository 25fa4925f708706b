"""Read the words of a heading in full: abbreviations, contractions, and phrases that count as one word."""

import re
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from poatool.framework.dates import MONTHS, spelt_out
from poatool.framework.model import Framework
from poatool.framework.time_words import OF
from poatool.submissions.evidence import heading_words
from poatool.submissions.evidence.heading_words import WEIGHTS, Other, fold_heading, is_known, is_spelt, weights_of
from poatool.text import by_first, lazy_pattern

_AIMED = "(?:intended|expected|desired|anticipated|sought|success)"
_EFFECT = "(?:(?:outcome|output|result|impact|benefit|effect|measure)s?|measures of)"
_READ_AS = {"like": "would like", "aim": "objective", "do": "to do", "plan": "the", "none": ""}
_MAY_BE_SHORT = lazy_pattern(
    rf"(?i)['’]|not\b|\b(?:no|dont|you|plan|tense|note|non|if|number)\b|{_AIMED}|(?:\A|still |yet |left )to "
    r"|to be (?:p|ma)"
)
_SHORTENED = lazy_pattern(
    r"(?i)(?P<not>\b[a-z]{2,5}n['’]t\b|\bno longer\b|\bdont\b)|(?P<will>['’]ll\b)|(?P<like>['’]d like\b)"
    r"|(?P<own>['’]s\b|(?<=s)['’](?=\s))|(?P<or>(?:/|\bor)\s{0,9}not(?:\s+yet)?\b)|(?P<you>\b(?:would|could) you\b)"
    rf"|(?P<aim>\b{_AIMED} {_EFFECT}\b|\b{_EFFECT} {_AIMED}\b)"
    r"|(?P<do>(?:\A|(?<=still )|(?<=yet )|(?<=left ))to (?!(?:date|end|report|say|tell)\b|\w*\d|whom)(?=[a-z]{3}))"
    r"|(?P<plan>(?:(?<=\bin|\bof|\bvs)|(?<=\bper)|(?<=\bfrom)|(?<=\bunder)|(?<=\bagainst)) (?=plan\b))"
    r"|(?P<none>(?<=\bnumber) of (?:the|each) (?=(?:action|commitment|measure)\b)"
    r"|['’](?:ve|re|d|m)\b|\bto be (?:published|printed|made public)\b|\b(?:past|present|future) tense\b"
    r"|\bof note\b|\bnon[- ](?:sensitive|confidential|classified|restricted|private)\b"
    r"|\bif (?:(?!asked|pressed|raised|queried)(?:not )?\w{1,12}(?=[,:;]|\Z)|(?:any|not|so|known)\b))",
    needs=_MAY_BE_SHORT,
)
"""Contractions, choices (`Complete / not complete`) and the like, each read as its group's name or as in `_READ_AS`."""


@lru_cache(maxsize=1_000)  # several questions about a heading need its words
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a heading; a fixed phrase counts as one word."""
    text = _SHORTENED.sub(lambda found: f" {_READ_AS.get(found.lastgroup or '', found.lastgroup)} ", text)
    text = _SHORT.sub(_completed, text)
    names = () if text.isupper() else fold_heading(" ".join(filter(str.isupper, text.split()))).split()
    folded = f" {fold_heading(text)} "
    for phrase in heading_words.PHRASES:
        folded = folded.replace(f" {phrase.replace('-', ' ')} ", f" {phrase} ")
    words = folded.split()
    full = [word if word in names else _in_full(word) for word in words]
    foreign = full != words and 2 * sum(not is_known(word) for word in full) > len(full)
    return tuple(words if foreign else full)  # in `Was ist als Nächstes geplant?`, `als` is not `actuals`


_SHORT = lazy_pattern(r"(?<![^\W_])([^\W\d_]{2,6})(?:\.(?!\w)|(?=_))|(?<=_)([^\W\d_]{2,6})(?![^\W_])", needs=(".", "_"))


def _completed(short: re.Match[str]) -> str:
    """The word that an abbreviation stands for: `Ach.`, or `stat` in `stat_cd`. The same text if no word is clear."""
    start = (short[1] or short[2]).casefold()
    known = is_known(start) or start[:3] in MONTHS
    longer = [] if known else [each for each in WEIGHTS if each.startswith(start) and "-" not in each]
    return _clearest(longer) or short[0]


def _in_full(word: str) -> str:
    """Complete `agcy`, which has the first and last letters and most consonants of a known word; keep other words."""
    if len(word) < _SHORTEST or _VOWELS.search(word) or is_known(word) or word.removesuffix("s") in WEIGHTS:
        return word
    fits = (each for each in WEIGHTS if each[0] + each[-1] == word[0] + word[-1] and re.search(".*".join(word), each))
    kept = {each: len(_consonants(word)) / len(_consonants(each)) for each in fits}
    return _clearest([each for each, share in kept.items() if share == max(kept.values()) >= _KEPT]) or word


def _clearest(words: Sequence[str]) -> str | None:
    """The heaviest word; None if a word for another column weighs almost as much, or any word names an audience."""
    meant = {word: max(WEIGHTS[word].items(), key=itemgetter(1)) for word in words}
    word, (column, weight) = max(meant.items(), key=lambda each: each[1][1], default=("", ("", 0.0)))
    rivals = [value for other, value in meant.values() if other != column]
    clear = not rivals or weight - max(rivals) >= _CLEARLY
    return word if word and clear and Other.AUDIENCE not in (other for other, _ in meant.values()) else None


def _consonants(word: str) -> str:
    """The first letter of a word and its other consonants, each double one reduced to one: `cmnts` for `comments`."""
    return "".join(letter for letter, _ in groupby(_VOWELS.sub("", word)))


_VOWELS = lazy_pattern(r"(?<=.)[aeiou]")
_CLEARLY = 1.0  # by how much the likeliest word must outweigh others: `Stat.` is a status, not a statement
_SHORTEST, _KEPT = 3, 0.6  # the fewest letters of an abbreviation such as `agcy`, and its least share of consonants


def without_agencies(text: str, plan: Framework) -> str:
    """A heading with `you` for `your agency`, and without agencies' names, which may mislead: `Internal Affairs`."""
    rest = _names(plan).sub(" ", _ASKED.sub(r"\1 you", text)).strip(" :,–—-")
    return rest if any(map(str.isalpha, rest)) else text


_ASKED = lazy_pattern(
    r"(?i)\b(ha(?:s|ve)|do(?:es)?|did|will|what) (?:your|our|the|this) "
    r"(?:agency|department|ministry|organisation|(?:(?:head|local|regional|\w+ern|central) ){0,2}office)(?=\s\w)",
    needs=("has ", "have ", "do ", "does ", "did ", "will ", "what "),
)
"""The people who are asked, in a question such as `What has your agency done?`"""


@lru_cache(maxsize=4)
def _names(plan: Framework) -> re.Pattern[str]:
    """A pattern for the names of agencies, without single words such as `Secretariat`, which have other meanings."""
    known = {name for each in plan.agencies for name in (each.name, *each.aliases, *each.former_names) if " " in name}
    either = "|".join(re.escape(name) for name in sorted(known, key=lambda name: (-len(name), name)))
    pattern = rf"(?i)\b(?:the )?(?:{either})\b(?:['’]s?(?!\w))?" if known else r"(?!)"
    return lazy_pattern(pattern, needs=tuple(map(str.casefold, known)))


def is_plain_remark(text: str) -> bool:
    """Whether a heading only says `Comments`. Such a column holds progress if no other column does."""
    words = set(filter(str.isalpha, words_of(text))) - heading_words.SILENT - heading_words.VERSIONS
    return set() < words <= {"comment", "comments", "remark", "remarks"}


NUMBERED = lazy_pattern(
    r"\A\W*(?:q(?:uestion)?\s?\d{1,2}|(?:part|section|box|item|field|step)\s(?:[a-z]|\d{1,2})|(?:col(?:umn)?\s)?[a-z]|\d{1,2}(?:\.\d{1,2}){0,2}|i{1,3}|iv|vi{0,3})\s?[.):\]–-]\s*(?=[^\W\d_]|#)",
    re.IGNORECASE,
    needs=lazy_pattern(r"\A\W*(?:\w{1,8}\s)?[\w.]{1,10}\s?[.):\]–-]"),
)
"""The number or letter before a heading or question: `A. Action`, `Q1. Action`, `(1) Action`."""

_ASIDE_FROM = lazy_pattern(r"\s{0,9}\n(?=(?:[^\s(\[<]+\s+){4}[^\s(\[<])|\s{0,9}[(\[<]|:\s|\s[–—-]\s|\?\s")
"""The beginning of an explanation. A line of fewer than five words is not one, but the rest of a wrapped heading."""

_MAORI = lazy_pattern(r"(?i)(?:(?:wh|ng|[hkmnprtw])?[aeiouāēīōū]| )+")
"""Words that may be te reo Māori: they have only these consonants, and end in a vowel."""


@lru_cache(maxsize=1_000)
def split_heading(text: str) -> tuple[str, str]:
    """Split a heading, without its number, where an explanation begins: `C. Progress (max 200 words)`.

    After a heading in te reo Māori, the explanation is its translation, and counts as the heading: `Whakahou (update)`.
    """
    mark = _ASIDE_FROM.search(text := NUMBERED.sub("", text))
    head, aside = (text[: mark.start()], text[mark.start() :]) if mark is not None and mark.start() else (text, "")
    translated = aside and not any(map(is_known, fold_heading(head).split())) and _MAORI.fullmatch(head)
    return (aside.strip(" ()[]"), head) if translated else (head, aside)


_WORD = lazy_pattern(r"[^\W_]+(?:-[^\W_]+)?")
_FEW = 2  # an unknown word stands for a column only if the plan's heading with that word has at most this many words
TIME_WORDS = lazy_pattern(
    rf"\b(?:fy|years|quarter|period|half|ended|ending|financial|calendar|this|current|as|at|to|for|zum|bis|{OF}|[qh]\s?[1-4])\b"
)


def with_its_number(words: Sequence[str], names: Container[str]) -> Sequence[str]:
    """The words of a heading, in which `Number of action` asks for a number, while `Number of actions` counts them."""
    *_, number, name = ("", "", *words)
    names_one = not name.endswith("s") and (name in names or WEIGHTS.get(name, {}).get("action", 0.0) >= 1)
    return (*words[:-2], "number", name) if number in ("number-of", "no-of") and names_one else words


def action_words(headings: Sequence[str]) -> frozenset[str]:
    """Words for an action in the plan's headings: words without a weight for a column, and headings of one word."""
    texts = [heading.casefold() for heading in headings]
    words = {word for text in texts for word in _WORD.findall(text) if WEIGHTS.get(word, {}).keys() <= frozenset(Other)}
    return frozenset(words.union(text for text in texts if " " not in text))


def own_words(headings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The column of each unknown word in headings of one or two words, if all headings with it are for one column."""
    folded = ((fold_heading(text), text, column) for column, texts in headings.items() for text in texts)
    timeless = ((plain, TIME_WORDS.sub(" ", fold_heading(spelt_out(text))), column) for plain, text, column in folded)
    few = ((text.split() if " " in plain else [plain], column) for plain, text, column in timeless)
    words = ((word, column) for heading, column in few if len(heading) <= _FEW for word in heading)
    found = by_first((word, column) for word, column in words if word[1:] and not is_spelt(word))
    return {word: columns[0] for word, columns in found.items() if len({*columns}) == 1}


def asks_about_writing(heading: str) -> bool:
    """Whether a heading asks how far the text has come, not the work: `Status of text`, `Draft status`."""
    words = words_of(heading)
    writing = {"text", "texts", "wording", "writing", "draft", "drafts", "drafting", "write-up", "writeup"}
    return not writing.isdisjoint(words) and any(weights_of(word).get("status", 0.0) >= 1 for word in words)
