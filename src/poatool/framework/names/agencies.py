"""Find the codes of agencies from their names as people write them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from poatool.framework.model import Framework
from poatool.framework.names import matching
from poatool.framework.names.matching import Guess, Names, contained, fold, likely, mentions
from poatool.text import by_first, lazy_pattern

_SEPARATED = r"[,;/&+|\n•]|\band\b|\bwith\b"
_SEPARATORS = lazy_pattern(_SEPARATED, re.IGNORECASE)

_BEHIND_NAME = lazy_pattern(r"(?<=\w)\s*[(\[][^()\[\]]*[)\]]")
_SIGNS = lazy_pattern(rf"{_SEPARATED}|\s-+\s|[–—()\[\]:]", re.IGNORECASE)
# Signs and words between two agencies, but never between an agency and its unit.
_JOINS = lazy_pattern(r"[;/&+|\n•]|\band\b|\bwith\b", re.IGNORECASE)
_BRACKET = lazy_pattern(r"[(\[]")

_ROLE = lazy_pattern(
    r"""\b(?: co-?lead | leads? | led(?:\sby)? | leading | support(?:s|ed|ing)? | contribut(?:es|ed|ing|or)
      | partner(?:s|ing)? | report(?:s|ed|ing) | responsible | coordinat(?:es|ed|ing|or) | joint(?:ly)? | primary | main
      | agency | in | as | only
      )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Words for a part of an agency: `Policy Group`, `Auckland office`; with a capital, an `Office` may be an agency.
_UNIT_BESIDE = lazy_pattern(r"\b(?:(?i:group|team|unit|branch|division|directorate|section|desk)s?|offices?)\b")
# Where an agency's office is. A place is never an agency; another single word, such as `Interpol`, may be one.
_PLACE = lazy_pattern(
    r"(?i)(?:auckland|t[aā]maki makaurau|hamilton|tauranga|rotorua|napier|hastings|new plymouth|palmerston north"
    r"|wellington|te whanganui-a-tara|nelson|blenheim|christchurch|[oō]tautahi|dunedin|queenstown|invercargill)"
)
# Words without capital letters or figures, and so without a name: `see below`.
_IN_PASSING = lazy_pattern(r"[a-z][a-z\s'’.@-]*")
_NAME = lazy_pattern(r"[A-Z][a-z'’-]+(?: [A-Z]\.?)?(?: [A-ZĀĒĪŌŪ][a-zāēīōū'’-]+){1,2}")
_BODY_WORDS = lazy_pattern(
    r"(?i)\b(?:ministry|department|office|service|services|council|trust|authority|commission|agency|board|police|border|land"
    r"|information|safety|security|health|zealand|crown|national|public|te|nga|ngā|manat[uū])\b"
)
# How to contact somebody: `attn. duty manager`, `ext. 4471`.
_AT_DESK = lazy_pattern(
    r"(?i)(?:attn|attention|c/o|contact|phone|tel|ph|ext|extension|e-?mail|room|level)\b[.:]?\s.{1,60}|\S+@\S+|\+?[\d\s()-]{6,20}"
)
_DENIED = lazy_pattern(r"\b(?:not|no|except|excluding|without)\b", re.IGNORECASE, ("no", "exc", "without"))

# The required similarity to an agency's name. With 72, 7 of 190 words for teams and work resemble an agency's name in
# the bundled plan; with 60, 30 do. Both find names of five letters with one wrong letter, and longer ones with two.
_LIKELY = 72
_NEARLY = 92  # the required similarity to a name with commas or "and" in it: `Foreign Affairs & Trades`
# Marks that repeat the row above or the column's heading, and so name no agency.
_MARKS = frozenset("\"'″′〃“”„‟‘’«»´`^↑⇑⬆?✓✔✗✘✅☐☑☒")
_LONGEST_LIST = 2_000  # the longest list of names, in characters; a longer text is in the wrong column


def agency_codes(framework: Framework) -> Mapping[str, str]:
    """The codes of the agencies by each of their names, folded."""
    return _known(framework).codes


@lru_cache(maxsize=matching.REMEMBERED)
def agencies_in(framework: Framework, text: str) -> tuple[str, ...]:
    """The codes of the agencies that a text names, in text order; a name within a longer one does not count."""
    return contained(_known(framework).codes, text)


def agencies_in_file_name(framework: Framework, name: str) -> tuple[str, ...]:
    """The codes of the agencies in the name of a file or folder, but not its addressee: `Letter to MBIE`."""
    before, to, after = name.replace("_", " ").replace("-", " ").partition(" to ")
    addressed = bool(to) and begins_with_name(framework, after.removeprefix("the "), even_a_word=True)
    return *agencies_in(framework, before), *agencies_in(framework, after)[addressed:]


def words_beside_agencies(framework: Framework, text: str) -> str:
    """The folded words of a text besides agencies and numbers: `internal return` in `Customs internal return 2022`."""
    words = f" {fold(text)} "
    for name in sorted(filter(words.__contains__, agency_codes(framework)), key=len, reverse=True):
        words = words.replace(f" {name} ", " ")
    return " ".join(word for word in words.split() if not word.isdigit())


def begins_with_name(framework: Framework, text: str, *, even_a_word: bool) -> bool:
    """Whether a text begins with an agency's code or name: `NZ Customs officers completed …`.

    A name of one word may have another meaning, as in `Customs rules`; it counts only with `even_a_word`.
    """
    words = text[:_HEAD].split()
    words = words[1:] if words[:1] == ["The"] else words
    known = _known(framework)
    if not words or not words[0][0].isupper():
        return False
    named, least = fold(" ".join(words)).split(), 1 if even_a_word or words[0].isupper() else 2
    counts = range(least, len(named) + 1) if not known.telling.isdisjoint(named) else ()
    return any(" ".join(named[:count]) in known.codes for count in counts)


_HEAD = 80  # the longest beginning of a text, in characters, to search for a name


class _Known(NamedTuple):
    """The agencies of a plan by their folded names, and the words in these names."""

    codes: Mapping[str, str]
    telling: frozenset[str]  # the longest word of each name; a text with none of them names no agency
    shared: frozenset[str]  # words that several agencies have in their names, such as `ministry`
    parts: int  # the most parts that a name has, split at commas and similar signs


@lru_cache(maxsize=matching.FRAMEWORKS)
def _known(framework: Framework) -> _Known:
    named = [(name, a.code) for a in framework.agencies for name in (a.code, a.name, *a.aliases, *a.former_names)]
    spelt = by_first((fold(each), code) for name, code in named for each in (name, f"{name} {code}"))
    codes = {name: first for name, (first, *_) in spelt.items()}
    telling = frozenset(max(name.split(), key=len) for name in codes if name)
    agencies_with = by_first((word, code) for name, code in codes.items() for word in name.split())
    shared = frozenset(word for word, with_it in agencies_with.items() if len({*with_it}) > 1)
    return _Known(codes, telling, shared, (1 + max((len(_SEPARATORS.findall(name)) for name, _ in named), default=0)))


@lru_cache(maxsize=matching.REMEMBERED)
def agencies(framework: Framework, text: str, *, suggest: bool = True) -> Names:
    """The agencies that a text names: one, or several as in `Police, MBIE and Customs`.

    A name that contains commas or "and" is recognised whole. With `suggest`, unknown parts get suggestions; use this
    only for texts that are meant to name agencies.
    """
    if len(text) > _LONGEST_LIST or (not fold(text) and not _MARKS.isdisjoint(text)):
        return Names(text, (), (Guess(text, ()),))
    words = fold(text).split()
    if not suggest and _known(framework).telling.isdisjoint(words):
        return Names(text, (), (Guess(text, ()),) if words else ())
    if (whole := _with_remarks(framework, text)) is not None:
        return whole
    brackets = [match.span() for match in _BEHIND_NAME.finditer(text)]  # signs in brackets do not separate names
    signs = [m for m in _SEPARATORS.finditer(text) if not any(a <= m.start() < b for a, b in brackets)]
    parts = [(text[start:end].strip(), code) for start, end, code in _parts(framework, text, signs)]
    ids = [code for _, code in parts if code]
    unknown = [_guess(framework, part) if suggest else Guess(part, ()) for part, code in parts if not code]
    several = suggest and unknown and len(ids) + len(unknown) > 1
    if similar := likely(agency_codes(framework), text, _NEARLY) if several else ():
        return Names(text, (), (Guess(text.strip(), similar),))
    return Names(text, tuple(dict.fromkeys(ids)), tuple(unknown))


def _parts(framework: Framework, text: str, signs: Iterable[re.Match[str]]) -> Iterator[tuple[int, int, str | None]]:
    """The parts of a text, cut at signs, each with the agency it names; a name that contains signs is not cut."""
    known = _known(framework)
    table, most = known.codes, known.parts
    edges = [0, *(edge for sign in signs for edge in sign.span()), len(text)]
    spans = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if fold(text[a:b])]
    at = 0
    while at < len(spans):
        start = spans[at][0]
        ends = [end for _, end in spans[at : at + most + 1]]
        sure = (end for end in reversed(ends) if "?" not in text[start:end])
        end, code = next(((end, code) for end in sure if (code := table.get(fold(text[start:end])))), (ends[0], None))
        yield start, end, code
        at += ends.index(end) + 1


def _with_remarks(framework: Framework, text: str) -> Names | None:
    """The agencies in a text with remarks, as in `Police (lead)`; None if any part may mean another agency.

    A remark is a role, a unit, a person, a town, a way to contact somebody, or lower-case words in brackets.
    """
    if "?" in text or len(text) > matching.LONGEST_NAME or _DENIED.search(text):
        return None
    table = agency_codes(framework)
    if code := table.get(fold(text)):
        return Names(text, (code,))
    ids: list[str] = []
    remarked: list[str] = []
    signs, last = "", 0
    for start, end, code in _parts(framework, text, _SIGNS.finditer(text)):
        part, before, last = text[start:end].strip(), text[last:start], end
        signs += before
        is_another = not ids or _SEPARATORS.search(signs) is not None
        if not code:
            remarked.append(part)
            if not fold(_ROLE.sub(" ", part)):
                continue
        agency = code or table.get(fold(_ROLE.sub(" ", part)))
        if agency is None and ids:
            agency, is_another = _with_remark(framework, ids[-1], part, before), False
        elif agency is None:
            agency = _with_unit(framework, part)
        elif not is_another:
            agency = _most_specific(framework, {ids[-1], agency})
        if agency is None:
            return None
        ids[len(ids) if is_another else -1 :] = [agency]
        signs = ""
    return Names(text, tuple(dict.fromkeys(ids)), (), "; ".join(remarked)) if ids else None


def _with_unit(framework: Framework, part: str) -> str | None:
    """The agency in `MFAT Pacific Division`, or the unit if the plan has it; None for a text of any other form."""
    words, table = part.split(), agency_codes(framework)
    for count in range(len(words) - 1, 0, -1):
        if code := table.get(fold(" ".join(words[:count]))):
            rest = " ".join(words[count:])
            if unit := table.get(fold(rest)):
                return _most_specific(framework, {code, unit})
            return _with_remark(framework, code, rest, "") if _UNIT_BESIDE.search(rest) else None
    return None


def _with_remark(framework: Framework, code: str, part: str, before: str) -> str | None:
    """The agency with a remark after its name, or the unit in the remark; None if it may mean another agency."""
    table = agency_codes(framework)
    family = {code, *(a.code for a in framework.agencies if a.unit_of == code)}
    others = {name: other for name, other in table.items() if other not in family}
    at_desk = _AT_DESK.fullmatch(part) is not None
    if len(part.split()) > matching.LONGEST_REMARK or (_JOINS.search(before) and not at_desk):
        return None
    person = _NAME.fullmatch(part.strip()) and not (_BODY_WORDS.search(part) or _SEPARATORS.search(before))
    place = _PLACE.fullmatch(part.strip()) and not any(fold(part) in name for name in others)  # not `Auckland Council`
    in_passing = at_desk or person or place or (_BRACKET.search(before) and _IN_PASSING.fullmatch(part))
    if mentions(others, part) or not (in_passing or _UNIT_BESIDE.search(part)):
        return None
    return _most_specific(framework, {code, *contained(table, part)})


def _most_specific(framework: Framework, codes: set[str]) -> str | None:
    """The only agency among these, ignoring an agency if its unit is also among them; None if several are left."""
    units = codes - {agency.unit_of for agency in framework.agencies if agency.code in codes}
    return units.pop() if len(units) == 1 else None


def _guess(framework: Framework, part: str) -> Guess:
    """The agencies that an unknown part may mean: those that it names or, failing that, resembles.

    It must resemble their names even without words that several names share, such as `ministry`.
    """
    if len(part) > matching.LONGEST_NAME or _DENIED.search(part):
        return Guess(part, ())
    if codes := contained(agency_codes(framework), part):
        return Guess(part, codes, each=len(codes) > 1)
    from rapidfuzz import fuzz

    written = fold(part).split()

    def differs_little(name: str) -> bool:
        words = name.split()
        common = _known(framework).shared.intersection(written, words)
        one, other = (" ".join(word for word in each if word not in common) for each in (written, words))
        return not common or max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) >= matching.LIKELY

    table = {name: code for name, code in agency_codes(framework).items() if differs_little(name)}
    return Guess(part, likely(table, part, _LIKELY))
