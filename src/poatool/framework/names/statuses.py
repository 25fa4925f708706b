"""Recognise statuses as people write them, with or without a remark such as `(75%)`, and nil returns."""

import re
from collections.abc import Collection, Mapping, Set as AbstractSet
from functools import lru_cache, partial

from poatool.framework.dates import MONTH, MONTHS, PARTS, TIME, YEAR, spelt_out
from poatool.framework.model import Framework, Reach, Status
from poatool.framework.names import matching, status_words
from poatool.framework.names.matching import Guess, Names, contained, fold, likely, mentions
from poatool.phrases import phrases
from poatool.text import has_any, lazy_pattern

_phrases = partial(phrases, case="any")
_TAKES_BACK = _phrases("""not|-n't|no (not: change)|never|without|except|but|nearly|almost|nearing|half|part|partly
    partially|mostly|largely|incomplete-|un(finished|completed|delivered|done)|stopped|halted|ceased|cancel-|abandon-|discontinued|withdrawn
    dropped|reopen-|re-open-|tb(a|b|c|d)|to be (advised|confirmed|decided|determined)|unconfirmed|provisional-""")
_TO_BEGIN = _phrases("(to|will|should|may|might|could) (start|begin|commence)")  # contradict any status of begun work
# Words that contradict only a status that ends an action: `to be completed`, `completed (pending approval)`.
_NOT_AT_ITS_END = _phrases("""by|to (be|AMOUNT)|will|should|due|yet|expected|planned|soon|awaiting|pending|subject to
    until|unless|draft""")
_PERCENT = lazy_pattern(
    r"""(?:(?:approx(?:imately|\.)?|about|around|circa|over|[~≈<>])\s*)?
        (?<![\w.])(?P<share>\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b)
        (?P<of>\s*(?:completed?|done|delivered|finished)\b)?""",
    re.IGNORECASE | re.VERBOSE,
    needs=("%", "cent"),
)
_ALL_OF_IT = 100
_COLOUR = lazy_pattern(
    r"\b(?:rag(?:\s{1,9}(?:status|rating))?\s{0,9}[:=]?\s{0,9})?(?:red|amber|yellow|orange|green|blue|gr[ae]y)\b|\brag\b",
    re.IGNORECASE,
)
_WHENS = r"in|on|by|during|since|as\s(?:at|of)|until|till|to|from|early|mid|late|(?:the\s+)?end\sof|due|expected"
_WHEN = rf"(?:(?:{_WHENS})[\s-]{{1,9}})"
_DAY = r"\d\d?(?:st|nd|rd|th)?\s"
_DATE = lazy_pattern(
    rf"(?<!\w)(?:{_WHEN}{{0,4}}(?<![\w.])(?:{TIME}|(?:{_DAY})?{MONTH}[\s,/'’-]{{1,3}}\d\d|{_DAY}{MONTH})"
    rf"|{_WHEN}{{1,4}}{MONTH})(?![\w%])",
    re.IGNORECASE,
    needs=lazy_pattern(rf"{PARTS}|{YEAR}"),
)
_BARE_MONTH = lazy_pattern(MONTH, re.IGNORECASE, MONTHS)
_SIGNS = lazy_pattern(r"[()\[\]{}:;,/|\n]|\s[-–—]{1,9}|[-–—]{1,9}\s|[–—]|\.\s")
_REASONS = ("until", "because", "due to", "owing to", "while", "pending", "awaiting", "since", "given")
_REASON = lazy_pattern(rf"(?i)\s(?=(?:{'|'.join(_REASONS)})\s)", needs=_REASONS)
# Words around a status that do not change its meaning: `there is … for this period`, `… ahead of time`.
_AROUND = _phrases("""^(there (is|was)|we have|(it|work)('s|’s| is))
    in full (not: swing)|(to|as) (plan|planned|schedule|deliver)|ahead of (time|plan|schedule)|further
    at present|at (this|the) (time|stage)|(in|for) YEAR|for$
    ((for|in|during) )?(this|the) (reporting |calendar |financial )?(period|year)""")
# Words before a status that are Māori, and do not deny anything: `E haere ana / Under way`.
_MAORI = lazy_pattern(r"(?=.* )(?!(?:.* )?(?:kaore|kahore|kore|ehara|no|none)\b)(?:\W|(?:ng|wh|[hkmnprtw])?[aeiou])+")
_ALIKE = 80  # the similarity that a text with a negation must have: `Not completed` is not `Not commenced`
_WORDS = 6  # a text with more words is a sentence, which may say anything about the status in it
_BEGINS = lazy_pattern(r"\s{0,9}[(\[{?–—:;,/\n]|\s{1,9}-|-\s|\.\s")
_LONGEST_STATUS = 100


def is_status(framework: Framework, text: str) -> bool:
    """Whether a text is exactly the name of a status; faster than `status`, which also guesses."""
    return _named(framework, text) is not None


def at_end_of(framework: Framework, text: str) -> str:
    """The status after a sign at the end of an action's name, as in `Action 3: under way`; otherwise empty.

    A letter or figure there names a part of the action: `7(a)`.
    """
    tail = text[-_LONGEST_STATUS:]
    ends = (tail[sign.end() :].rstrip(")] ") for sign in _SIGN_BEFORE.finditer(tail))
    return next((words for words in ends if words[1:] and status(framework, words, suggest=False).ids), "")


_SIGN_BEFORE = lazy_pattern(r"[(\[]|\s[–—-]\s|\n|[:,]\s", needs=tuple("([–—-\n:,"))


ELSEWHERE = " (elsewhere: "
"""Stands between a status and one elsewhere that contradicts it; after `; `, the latter's place may follow."""


def with_other(framework: Framework, stated: str, other: str, *, in_row: bool) -> str:
    """A status, followed by a status elsewhere that contradicts it: `Delayed (elsewhere: Completed)`.

    A nil status contradicts any other that is in the same row, but not one above the row.
    """
    said = (status(framework, text, suggest=False).ids for text in (stated, other))
    named = [framework.status_by_id[each] for ids in said for each in ids]
    contradict = len({(each.ends, each.progress) for each in named if in_row or not each.nil}) > 1
    return f"{stated}{ELSEWHERE}{named[-1].label})" if contradict else stated


def named_in(framework: Framework, text: str) -> tuple[str, ...]:
    """The statuses whose names a text contains, except letters: `a` is also a word."""
    return contained(_words_for_statuses(framework), text)


def is_nil(framework: Framework, text: str) -> bool:
    """Whether a text says only that there is nothing to report, perhaps with words such as “at this time”."""
    found = _meant(framework, text) if len(text) <= _LONGEST_STATUS else None
    return found is not None and framework.status_by_id[found].nil


def is_nil_on_others(framework: Framework, text: str) -> bool:
    """Whether a text says only that there is nothing to report on actions other than those above it."""
    rest = _OTHERS.sub("", text) if len(text) <= _LONGEST_STATUS else text
    return rest != text and is_nil(framework, rest.strip(matching.AROUND))


_OTHERS = _phrases(
    """((on|for|about|under|in) )?((any|all) )?(of )?((the|our) )?((other|remaining) WORD|rest)( of the WORD)?"""
)


@lru_cache(maxsize=matching.FRAMEWORKS)
def _status_table(framework: Framework) -> Mapping[str, str]:
    names = ((name, s.id) for s in reversed(framework.statuses) for name in (*s.aliases, s.id, s.label))
    return {fold(name): meant for name, meant in names}


@lru_cache(maxsize=matching.FRAMEWORKS)
def _words_for_statuses(framework: Framework) -> Mapping[str, str]:
    return {name: meant for name, meant in _status_table(framework).items() if name[1:]}


def _named(framework: Framework, text: str) -> str | None:
    return None if "?" in text else _status_table(framework).get(fold(chosen(text)))


def chosen(text: str) -> str:
    """The ticked entry of a cell that lists choices with boxes, such as `☐ Ongoing ☑ Completed`; otherwise the text.

    Words that only introduce a status are left out: `Status:`, `Now`, `2 –`.
    """
    if choices := [] if text.isascii() and not has_any(text, "[(") else list(_CHOICE.finditer(text)):
        return ", ".join(choice["label"].strip() for choice in choices if choice["mark"].strip("[]() ☐□◻◼") != "")
    begin = text.lstrip().casefold().removeprefix("the ")
    return _LEADS_IN.sub("", text, count=1) if begin.startswith(_LEADS) or has_any(begin[:3], ".):–—-") else text


_CHOICE = lazy_pattern(r"(?P<mark>[☐☑☒✓✔□■◻◼]|\[[ xX✓✔]?\]|\([ xX✓✔]\))\s*(?P<label>[^☐☑☒✓✔□■◻◼\[\]()\n|;]{1,60})")
_LEADS = ("stat", "current", "overall ", "now", "still", "is ", "are ", "work ", "action ", "it ", "this ")
# Words before a status that add nothing: `Status:`, `Now`, its number in a list.
_LEADS_IN = lazy_pattern(
    r"(?i)\A\s{0,9}(?:(?:(?:current|overall) )?status\s{0,9}[:=–—-]\s{0,9}"
    r"|(?:(?:(?:(?:the|this) )?(?:work|action|it|this) )?(?:is|are) |(?:currently|now|still)\s{0,9}:?\s{1,9}){1,2})?"
    r"(?:\(\w\)|\w\s?[.):–—-](?=\s)|\d\s?[.):–—-])?\s{0,9}(?=[^\W\d])",
)


def says_how_far(framework: Framework, text: str) -> bool:
    """Whether a text is a status, perhaps with a remark, or only percentages and colours: `Done in May`, `Amber`."""
    rated = fold(_COLOUR.sub(" ", _PERCENT.sub(" ", text)))
    return not rated or bool(status(framework, text, suggest=False).ids)


_ANSWER = lazy_pattern(r"(?i)\s{0,9}(?:(?P<yes>yes)|no(?:t (?:yet|quite))?)\s?[,.:;–—-]\s{0,9}(?=\w)")  # done?


@lru_cache(maxsize=matching.REMEMBERED)
def status(framework: Framework, text: str, *, suggest: bool = True) -> Names:
    """The status that a cell states; with `suggest`, an unknown status gets suggestions."""
    if found := _named(framework, text):
        return Names(text, (found,))
    answer = _ANSWER.match(text) if text.lstrip()[:1] in ("y", "n", "Y", "N") else None
    if answer and (meant := status(framework, text[answer.end() :], suggest=False)).ids:
        reach = framework.status_by_id[meant.ids[0]].reach
        fits = reach in (Reach.ENDED, Reach.AT_WORK) if answer["yes"] else reach is not Reach.ENDED
        return Names(text, meant.ids, remark=text) if fits else Names(text, (), (Guess(text, ()),))
    picked = chosen(text)
    if (remarked := _with_remark(framework, picked)) is not None:
        return remarked
    return Names(text, (), (_guess(framework, picked) if suggest else Guess(picked, ()),))


def _with_remark(framework: Framework, text: str) -> Names | None:
    """The status in a text with a remark that does not change it; None if that is uncertain.

    Percentages, dates, colours, empty words and other names of the status may be anywhere. Other words must come after
    the status and punctuation, and must not name another status, even misspelt. A nil return may have no other words.
    """
    table, telling, _ = _as_spoken(framework)
    if len(text) > matching.LONGEST_NAME or "?" in text or telling.isdisjoint(fold(text).split()):
        return None
    reason = _REASON.search(text)  # after a status: `Delayed because …`, but not `It came late because …`
    cut = reason.start() if reason and fold(text[: reason.start()]) in table else 0
    signed = f"{text[:cut]}: {text[cut:]}" if cut else text
    parts = [part for part in _SIGNS.split(_without_figures(signed, table)) if fold(part)]
    parts = [part for part in parts if not _BARE_MONTH.fullmatch(part.strip())]
    if not parts and any(of["of"] and 0 < float(of["share"]) < _ALL_OF_IT for of in _PERCENT.finditer(text)):
        parts = ["part done"]  # `75% complete`
    meant = {part: found for part in parts if (found := _meant(framework, part))}
    if len(ids := {*meant.values()}) != 1:
        return None
    (found,), known = ids, [part for part in parts if part in meant]
    beside, stated = [part for part in parts if part not in meant], framework.status_by_id[found]
    remark = text
    for part in known:
        remark = remark.replace(part.strip(), " ", 1)
    remark = " ".join(remark.split()).strip(matching.AROUND) if fold(remark) else ""
    long = len(" ".join(beside).split()) > matching.LONGEST_REMARK
    misplaced = beside and (stated.nil or long or not (parts[0] in meant or _MAORI.fullmatch(fold(parts[0]))))
    others = {name: other for name, other in _words_for_statuses(framework).items() if other != found}
    if misplaced or contradicts(remark, stated) or any(mentions(others, part) for part in beside):
        return None
    own = any(fold(part) in _status_table(framework) for part in known)
    return Names(text, (found,), remark=remark if own else text)


def _meant(framework: Framework, part: str) -> str | None:
    """The status that a part of a cell names or expresses in other words, perhaps among words that add nothing."""
    table, telling, families = _as_spoken(framework)
    if (found := table.get(said := fold(part))) or telling.isdisjoint(said.split()):
        return found
    written = fold(_AROUND.sub(" ", part).replace("n't", " not").replace("n’t", " not")).split()
    bare = " ".join(word for word in written if families.get(word) != "YET")
    found = table.get(bare) or status_words.status_of(families, written)
    return found if found in framework.status_by_id else None


@lru_cache(maxsize=matching.FRAMEWORKS)
def _as_spoken(framework: Framework) -> tuple[Mapping[str, str], AbstractSet[str], Mapping[str, str]]:
    """Statuses by name; the words of which every text with a status has at least one; the families of phrases."""
    table = _status_table(framework)
    families = status_words.families_with(table)
    states = status_words.STATING.__contains__
    names = [name.split() for name, family in families.items() if states(family)]
    return table, {max(words, key=lambda word: (states(families.get(word)), len(word))) for words in names}, families


def _guess(framework: Framework, text: str) -> Guess:
    """Guess which statuses a text means: those that it names or else resembles, but none that it contradicts."""
    every = _words_for_statuses(framework)
    if len(text) > matching.LONGEST_NAME or not (contained(every, text) or likely(every, text)):
        return Guess(text, ())
    denied = denies(text)
    contradicted = {status.id for status in framework.statuses if contradicts(text, status)}
    table = {name: meant for name, meant in every.items() if meant not in contradicted or (denied and denies(name))}
    doubtful = denied or _is_unfinished(text)
    if not doubtful and (named := contained(table, text)):
        return Guess(text, named if len(fold(text).split()) <= _WORDS else (), each=len(named) > 1)
    affirmed = {} if doubtful else {name: meant for name, meant in table.items() if not denies(name)}
    return Guess(text, likely(table, text, alike=_ALIKE) or likely(affirmed, text))


def status_with_remark(framework: Framework, text: str) -> Names | None:
    """The status at the beginning of a cell, and any status in the remark after it; None if it begins otherwise."""
    for begin in _BEGINS.finditer(text, 0, _LONGEST_STATUS):
        written, remark = text[: begin.start()].strip(), text[begin.start() :].strip(matching.AROUND)
        if remark and (ids := status(framework, written).ids):
            also = named_in(framework, remark)
            return Names(written, tuple(dict.fromkeys((*ids, *also))), remark=remark)
    return None


def contradicts(text: str, status: Status) -> bool:
    """Whether words beside a status may contradict it: `no` or `partly` or, if the status ends an action, `75%`."""
    if (status.progress or status.ends) and _TO_BEGIN.search(text):
        return True
    if status.ends:
        return denies(text) or _is_unfinished(text)
    return denies(text) or any(not 0 < share < _ALL_OF_IT if status.progress else share for share in _shares(text))


def denies(text: str) -> bool:
    """Whether words in a text may contradict any status: `not`, `partly`, `stopped`, a question mark."""
    return "?" in text or _TAKES_BACK.search(text) is not None


def _is_unfinished(text: str) -> bool:
    """Whether words in a text may contradict a status that ends an action: `75%`, `to be`, `due`."""
    return _NOT_AT_ITS_END.search(text) is not None or any(share != _ALL_OF_IT for share in _shares(text))


def _shares(text: str) -> list[float]:
    return [float(percent["share"]) for percent in _PERCENT.finditer(text)]


def _without_figures(text: str, known: Collection[str]) -> str:
    """Remove percentages, dates and colours from a text, but not the colours that are statuses (`known`, folded)."""
    if any(map(str.isdigit, text)) or has_any(text.casefold(), (*MONTHS, "fy")):
        shared = _PERCENT.sub(lambda per: per["of"] if per["of"] and float(per["share"]) == _ALL_OF_IT else " ", text)
        text = _DATE.sub(" ", spelt_out(shared))
    return _COLOUR.sub(lambda colour: colour[0] if fold(colour[0]) in known else " ", text)
