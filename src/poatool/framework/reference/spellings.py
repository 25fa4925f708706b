"""Find codes in texts by the spellings, titles and headings that name the actions of an edition."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from poatool.framework.edition import Edition, ObjectiveStanding, PillarStanding
from poatool.framework.names.matching import fold, stems
from poatool.framework.reference.keys import LEXEME, canonical, figures_key, key_of, without_signs
from poatool.framework.time_words import joining
from poatool.text import by_first, lazy_pattern

_NUMBERS = lazy_pattern(r"[0-9]+")
_SERIES = lazy_pattern(r"(.{0,40}?)([0-9]{1,40})(\)?)")

# Lead words before a code, in any plan; a plan adds its own words for an action.
_LEADS = r"""(?:plan\s+of\s+action|poa)(?![\s.:]*[0-9]+\s*[-/]\s*[0-9])|plan(?=\s+actions?\b)|act(?:ion)?s?(?:\(s\)|/s)?
    |(?:ngā\s+)?(?:mahi|hohenga)|commitments?|items?|points?|numbers?|nr|nos?(?!\s+[^\W\d_]{5})|refs?|references?|codes?|ids?"""
# `.0` and footnote marks may follow a code; a bracket, a question mark or the rest of a number or word may not, nor the
# mark in `1²`, which may be meant as 12. Chinese and Japanese words may.
_MARKS = lazy_pattern(r"(?:\.0+(?![0-9A-Za-z]))?+[*†‡¹]*+(?:(?:[^\S\n]|(?<=[A-Za-z)]))[*†‡¹²³⁴-⁹]+(?!\w))?+")
_REST = lazy_pattern(r"(?![\u3040-\u9fff])[^\W_]|[(?%]|[.'’_][^\W_]|:\d")
_WORD = lazy_pattern(r"(?<![\w.,/?-])(?<!\w[(])(?<!\b[^\W\d_]:)(?=\w)")
_GOES_ON = lazy_pattern(r"[-?]\w")
_SIGNED = lazy_pattern(
    r"(?i)(?:[a-z]{1,6}[ ./-]?[0-9]{1,9}(?:[ ./-]?[a-z]{0,6}[0-9]{1,9}){1,5}|[0-9]{1,3}(?:[./-][0-9]{1,3}){2,5})(?!\w)"
)
_FEW = 8  # in a text with more words than this, bare numbers are counts and not actions
_BELOW = tuple(".(")  # signs between a code and the number of an action below it
_SHORTENED = 4  # the fewest letters to which a plan's own word may be cut, unless a full stop follows
_INITIALS = "abcdegijklmnoruvxz"  # letters that may stand for a word; other letters name times, such as `Q2` or `H1`
_FEW_ACTIONS = 5  # a word that more actions share does not distinguish them


class Spelling(NamedTuple):
    """The code that a key means, and whether the key is only an alias."""

    code: str
    alias: bool


Written = tuple[Spelling, int, int]
"""A code in a text: its spelling, where it begins after lead words, and where its footnote marks end."""


class Index:
    """The spellings and titles of an edition; `suggests` says whether unknown texts are compared with them."""

    def __init__(self, edition: Edition, *, suggests: bool = True) -> None:
        self.suggests = suggests
        self.edition = edition
        self.standings = edition.by_code
        self.order = {code: place for place, code in enumerate(self.standings)}
        days = [day for period in edition.framework.periods for day in (period.start, period.end)]
        self.years = range(min(days).year, max(days).year + 2) if days else range(dt.MAXYEAR)
        """The years in which submissions are filled in: those of the periods, and the year after."""
        other = [(alias, standing.code) for standing in self.standings.values() for alias in standing.action.aliases]
        aliases = by_first((key_of(alias), code) for alias, code in (*other, *edition.other_codes.items()))
        meant = {key: Spelling(codes[0], alias=True) for key, codes in aliases.items() if key and len({*codes}) == 1}
        self.spellings = meant | {key_of(code): Spelling(code, alias=False) for code in self.standings}
        self.beginnings = frozenset(key[:end] for key in self.spellings for end in range(len(key) + 1))
        self.longest = max(map(len, self.spellings), default=0)
        words = (edition.framework.headings.get("action", ()), edition.framework.words.get("action", ()))
        glued = "" if "A" in self.beginnings else "|(?-i:A)(?=[A-Z][0-9])"  # as in `AN1`
        self.lead = _lead(*words, edition.framework.language, glued)
        between, to = joining(edition.framework.language[:2], lambda word: key_of(word) in self.beginnings)
        signs = r"""[\s,;/&+|•·▪◦●✓✔☑*)\]}(\[{"'‘’“”«»、]|[.:](?![0-9])|-(?=\s)"""
        self.between_codes = re.compile(rf"(?:{signs}|(?:{between})(?![A-Za-z]))+", re.IGNORECASE)
        self.to = lazy_pattern(rf"(?i)[^\S\n]*(?:(?:-[^\S\n]*){{1,2}}|(?:\.{{2,3}}|…)[^\S\n]*)|\s+{to}\s+")

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """The folded texts of each action, including earlier texts."""
        return {code: [fold(text) for text in standing.entry.wordings] for code, standing in self.standings.items()}

    @cached_property
    def titles(self) -> dict[str, tuple[str, ...]]:
        """The actions by their folded texts."""
        found = by_first((text, code) for code, texts in self.texts.items() for text in texts)
        return {text: tuple(dict.fromkeys(codes)) for text, codes in found.items() if text}

    @cached_property
    def headings(self) -> dict[str, frozenset[str]]:
        """The actions below each pillar and objective, by the title of the pillar or objective, folded."""
        return self._below(lambda level: fold(level.title))

    @cached_property
    def levels(self) -> dict[str, frozenset[str]]:
        """The actions below each pillar and objective, by the key of its id, or of its number: `Goal 3`."""
        by_beginning = self._below(lambda level: key_of(re.split(r"[:.]\s|\s[-–—]\s|(?<=\d)\s", level.title)[0]))
        below = (self.headings.get(fold(each.title), frozenset()) for each in self.edition.pillars)
        numbered = {key_of(f"pillar {n}"): codes for n, codes in enumerate(below, 1)}
        return numbered | by_beginning | self._below(lambda level: key_of(level.id))

    def _below(self, name: Callable[[PillarStanding | ObjectiveStanding], str]) -> dict[str, frozenset[str]]:
        """The actions below each pillar and objective, by the name that `name` returns for it."""
        found: dict[str, frozenset[str]] = {}
        for pillar in self.edition.pillars:
            for objective in pillar.objectives:
                codes = frozenset(action.code for action in objective.actions)
                for level in (pillar, objective):
                    found[name(level)] = found.get(name(level), frozenset()) | codes
        return found

    @cached_property
    def stems(self) -> dict[str, frozenset[str]]:
        """The stems of each action's texts, except those found in more than a quarter of the actions."""
        found = {code: stems(" ".join(texts).split()) for code, texts in self.texts.items()}
        actions_with = Counter(stem for of_action in found.values() for stem in of_action)
        shared = {stem for stem, number in actions_with.items() if number > max(len(found) // 4, _FEW_ACTIONS)}
        return {code: of_action - shared for code, of_action in found.items()}

    @cached_property
    def every_stem(self) -> frozenset[str]:
        """The stems of all actions."""
        return frozenset().union(*self.stems.values())

    @cached_property
    def looking_like(self) -> dict[str, list[str]]:
        """The codes by a key in which digits replace letters that look like them: `1O` looks like 10."""
        return by_first((figures_key(code), code) for code, _ in self.spellings.values())

    @cached_property
    def other_signs(self) -> dict[str, list[str]]:
        """Codes with several numbers, by their letters and digits: `2-1-3` and `213` may be 2.1.3."""
        several = (code for code in self.standings if len(_NUMBERS.findall(code)) > 1)
        return by_first((without_signs(code), code) for code in several)

    @cached_property
    def endings(self) -> dict[str, list[str]]:
        """The codes by each of their endings: `A4` and `4` are endings of P1-A4."""
        parts = ((code, LEXEME.findall(code)) for code in self.standings)
        ends = ((code, part[at], part[at:]) for code, part in parts for at in range(1, len(part)))
        return by_first((key_of("".join(end)), code) for code, begins, end in ends if begins.isalnum())

    @cached_property
    def series(self) -> dict[str, tuple[tuple[str, str], int]]:
        """The series and number of each code; codes without a number, such as IV, are one series in printed order."""
        parts = {code: _SERIES.fullmatch(code) for code in self.standings}
        of_letters = {code: (("", "letters"), place) for code, place in self.order.items()}
        return of_letters | {code: ((part[1], part[3]), int(part[2])) for code, part in parts.items() if part}

    def with_ending(self, code: str, end: str) -> str | None:
        """Complete a short code from the one before it: after 3.2.1, `3` means 3.2.3; after P1-A1, `A3` means P1-A3.

        None if that is ambiguous, or if an action below the code before it may be meant: `AC-2-1` is AC-2(1).
        """
        key, begin = key_of(end.strip("()") if end[1:2].isalpha() else end), key_of(code)
        if not key or any(other.startswith(begin) and other[len(begin) :][:1] in _BELOW for other in self.spellings):
            return None
        found = []
        for other, (other_series, _) in self.series.items():
            shared = key_of(other).removesuffix(key)
            joint = shared[-1:] + key[:1]  # as in `2.|3`: neither a number nor a word is cut in two
            is_ending = shared != key_of(other) and not (joint.isdigit() or joint.isalpha())
            if other_series == self.series[code][0] and other != code and is_ending and begin.startswith(shared):
                found.append(other)
        return found[0] if len(found) == 1 else None

    def between(self, first: str, last: str) -> tuple[str, ...]:
        """The actions of one series from the first to the last, inclusive; none if it runs backwards."""
        (series, begin), (other, end) = self.series[first], self.series[last]
        found = self.series.items() if series == other else ()
        return tuple(code for code, (its, number) in found if its == series and begin <= number <= end)

    def lacking(self, codes: Sequence[str]) -> list[str]:
        """The codes that no action has between these actions of a series: 2.3 between 2.1, 2.2 and 2.4."""
        numbers, part = {self.series[code][1] for code in codes}, _SERIES.fullmatch(codes[0]) if codes else None
        gaps = sorted({*range(min(numbers), max(numbers))} - numbers) if part else ()
        return [f"{part[1]}{number:0{len(part[2])}}{part[3]}" for number in gaps if part]

    def in_printed_order(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Codes without repetition, in published order."""
        return tuple(sorted(set(codes), key=self.order.__getitem__))


def _lead(words: Iterable[str], initialled: Iterable[str], language: str, glued: str) -> re.Pattern[str]:
    """A pattern for lead words: standard ones and the plan's own, also shortened (`Comm 3`, `M3`) or with an ending."""
    ending = r"(?:e?[sn]|\(s\))?" if language.startswith("en") else r"[^\W\d_]{0,3}"
    of_plan = [re.escape(word).replace(r"\ ", r"\s+") for word in words]
    plural = [f"{word[:-1]}(?:y|ies)" if word.endswith("y") else f"{word}{ending}" for word in of_plan]
    short = [word[:end] for word in of_plan if word.isalpha() for end in range(len(word) - 1, _SHORTENED - 1, -1)]
    short += [rf"{word[:3]}(?=\.)" for word in of_plan if word[:_SHORTENED].isalpha() and len(word) > _SHORTENED]
    initials = "".join({"a", *(word[:1].casefold() for word in initialled)} & {*_INITIALS})
    own = re.sub(r"(?=[^\W\d_])[^a-zA-Z]", lambda c: f"(?:{c[0]}|{fold(c[0])})", "|".join([*plural, *short, ""]))
    return re.compile(
        rf"""(?:{own}{_LEADS}) (?![^\W\d_])[\s.:=_\"”]*(?:[-/]+[\s.:]*)?
          |[{initials}][\s.-]*(?=[0-9])|a[\s.]+(?=[a-z]{{1,3}}[0-9]){glued}|(?:[\#№]|n\.?[°º])\s*""",
        re.IGNORECASE | re.VERBOSE,
    )


def code_at(index: Index, text: str, at: int) -> Written | None:
    """The code that begins at a position, perhaps after lead words; in `Action A1`, the `A` is part of the code."""
    while (found := _longest_at(index, text, at)) is None and (word := index.lead.match(text, at)) is not None:
        at = word.end()
    return found


def _longest_at(index: Index, text: str, at: int) -> Written | None:
    """The longest spelling of an action that begins at a position and ends where a word ends."""
    best: Written | None = None
    for count, match in enumerate(LEXEME.finditer(text, at)):
        key = canonical(text[at : match.end()])
        # A text may have three times as many parts as its key, which leaves out blanks and signs.
        if key.rstrip(".-/") not in index.beginnings or count > 3 * index.longest or "\n" in match[0]:
            break
        no_end = match[0].isspace() or match[0] in "-./" or (match[0] == ")" and "(" not in text[at : match.end()])
        if no_end or (spelling := index.spellings.get(key)) is None:
            continue
        if (end := match_end(_MARKS, text, match.end())) == len(text) or not _REST.match(text, end):
            written, is_label = text[at : match.end()], text[match.end() : match.end() + 1] == ")"  # a part: `a)`
            best = best if is_label and written.isalpha() and written != spelling.code else (spelling, at, end)
    if best or not index.other_signs or not (signed := _SIGNED.match(text, at)):
        return best
    numbers = signed[0].split("-")
    if "".join(numbers).isdecimal() and all(int(other) == int(one) + 1 for one, other in pairwise(numbers)):
        return None  # `1-2-3` may be a list
    meant = index.other_signs.get(without_signs(signed[0]), ())  # spelt with other signs: `EL 23-5` for EL/23/5
    return (Spelling(meant[0], alias=True), at, signed.end()) if len(meant) == 1 else None


def codes_in(index: Index, text: str, *, numbers: bool | None = None) -> tuple[str, ...]:
    """The actions whose codes a text contains, in text order; by default, bare `numbers` count in short texts."""
    bare = len(text.split()) <= _FEW if numbers is None else numbers
    found, end, is_list = dict[str, None](), 0, False
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        if (one := code_at(index, text, word.start())) is None:
            end = past_leads(index, text, word.start())
            continue
        is_list = one[1] > word.start() or (is_list and bool(index.between_codes.fullmatch(text, end, word.start())))
        spelling, _, end = one
        written = text[word.start() : end]
        is_count = written.isdecimal() and not (bare or is_list)  # `Actions 2 and 10` is a list
        dash = index.to.match(text, end)
        last = code_at(index, text, dash.end()) if dash else None
        goes_on = last is None and _GOES_ON.match(text, end)
        if not is_count and not goes_on and (not written.isalpha() or written == spelling.code):
            spanned = index.between(spelling.code, last[0].code) if last else ()
            found |= dict.fromkeys(spanned if 0 < len(spanned) <= _FEW_ACTIONS else [spelling.code])
            if last:
                found[last[0].code], end = None, last[2]
    return tuple(found)


def past_leads(index: Index, text: str, at: int) -> int:
    """The end of the lead words at a position, or else the position itself."""
    while (end := match_end(index.lead, text, at)) > at:
        at = end
    return at


def match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The end of the pattern's match at a position, or else the position itself."""
    match = pattern.match(text, at) if at < len(text) else None
    return match.end() if match else at
