"""What an item of a text means in an edition."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import assert_never

from poatool.framework.edition import Standing
from poatool.framework.names.matching import fold
from poatool.framework.reference.codes import codes_in
from poatool.framework.reference.items import Code, Item, Prose, Range, Stray, Unsure
from poatool.framework.reference.model import (
    Ambiguous,
    Current,
    Fault,
    How,
    Incorporated,
    NotInForce,
    Piece,
    Resolution,
    Step,
    Unknown,
)
from poatool.framework.reference.spellings import Cleaned, Index, Spelling, key_of
from poatool.framework.reference.suggest import (
    DOUBT,
    MAX_SUGGESTIONS,
    MIN_SHARED_WORDS,
    alike,
    belongs_to,
    closer,
    paraphrases,
    suggest,
    title_of,
)
from poatool.text import lazy_pattern

Meaning = tuple[Piece, tuple[str, ...], str | None]
"""A piece, the actions that it counts towards, and a spelling of it that would resolve, if one is likely."""

_PAGE = lazy_pattern(r"(?i)(?:see )?(?:pages?|pp?|pg)\b.{0,40}")
"""Where an action stands in print: `see page 22 of the plan`."""

_LONGEST = 10
"""A number with this many digits or more is not a code."""


def meaning(index: Index, cleaned: Cleaned, item: Item) -> Meaning:
    """What an item means."""
    text = cleaned.text[item.start : item.end].strip()
    instead: str | None = None
    match item:
        case Code(spelling=spelling):
            resolution, steps = _code(index, text, spelling, item)
        case Range(spelling=first, last=last):
            resolution, steps, instead = _range(index, text, first, last)
        case Unsure(codes=codes, why=why):
            resolution, steps = Ambiguous(Fault.AMBIGUOUS, why, tuple(dict.fromkeys(codes))[:MAX_SUGGESTIONS]), ()
        case Stray(prose=prose):
            resolution, steps = _stray(index, text.removesuffix(prose).rstrip(" :-") if prose else text, prose), ()
        case Prose():
            resolution, steps = _prose(index, text)
        case _:
            assert_never(item)
    paraphrase = item.prose if isinstance(item, Code) and any(step.how is How.TITLE for step in steps) else ""
    piece = Piece(cleaned.place(item.start), cleaned.place(item.end), text, resolution, steps, paraphrase)
    return piece, _codes(index, resolution, steps), instead


def _codes(index: Index, resolution: Resolution, steps: tuple[Step, ...]) -> tuple[str, ...]:
    inside = [step.target for step in steps if step.how is How.RANGE]
    match resolution:
        case Current(code=code) | Incorporated(code=code):
            return tuple(end for one in inside or [code] for end in index.standings[one].counts_under)
        case _:
            return ()


def _standing(index: Index, code: str) -> tuple[Resolution, tuple[Step, ...]]:
    """An action in force, or where its reporting has gone, or why it has none."""
    standing = index.standings[code]
    match standing.standing:
        case Standing.IN_FORCE:
            return Current(code), ()
        case Standing.INCORPORATED if standing.counts_under:
            steps = tuple(Step(hop.origin, hop.target, How.INCORPORATED) for hop in index.route(code))
            return Incorporated(code, standing.counts_under), steps
        case Standing.INCORPORATED:
            return NotInForce(code, Fault.WITHDRAWN, "The action that took it in is not in force either."), ()
        case Standing.WITHDRAWN:
            return NotInForce(code, Fault.WITHDRAWN, "It has no successor."), ()
        case Standing.NOT_YET:
            when = f"It is in force from {standing.since}." if standing.since else "It was added later."
            return NotInForce(code, Fault.NOT_YET, when), ()
        case _:
            assert_never(standing.standing)


def _code(index: Index, text: str, spelling: Spelling, item: Code) -> tuple[Resolution, tuple[Step, ...]]:
    if len(spelling.codes) > 1:
        exact = [code for code in spelling.codes if code == text]
        if not exact:
            return Ambiguous(Fault.AMBIGUOUS, "It is a spelling of each of them.", spelling.codes), ()
        spelling = Spelling((exact[0],), alias=False)
    code = spelling.codes[0]
    how = How.ALIAS if spelling.alias else None
    below = index.headings.get(fold(item.prose)) if item.prose else None
    if below is not None and code not in below:
        why = f"Action {code} does not stand below “{item.prose.strip(' ()')}”."
        return Ambiguous(Fault.CONTRADICTION, why, (code,)), ()
    if below is not None or _PAGE.fullmatch(item.prose.strip(" ().")):
        how = How.TITLE
    elif item.prose and not belongs_to(index, code, item.prose, beside=item.beside):
        # `18 victims` and `1.2 million` may be counts; `N1 victims` is not.
        counts = item.beside and not (any(c.isalpha() for c in code) and any(c.isdigit() for c in code))
        if not paraphrases(index, code, item.prose, beside=counts):
            return _contradicted(index, code, item.prose), ()
        how = How.TITLE
    resolution, steps = _standing(index, code)
    return resolution, (Step(text, code, how), *steps) if how else steps


def _contradicted(index: Index, code: str, prose: str) -> Resolution:
    others = title_of(index, prose)
    if others and code not in others:
        why = f"The number is {code}, but the text is that of Action {others[0]}."
        return Ambiguous(Fault.CONTRADICTION, why, (code, *others)[:MAX_SUGGESTIONS])
    cited = codes_in(index, prose)
    if not cited and (nearer := closer(index, code, prose, MIN_SHARED_WORDS)):
        why = f"The number is {code}, but the words are more like those of Action {nearer[0]}."
        return Ambiguous(Fault.CONTRADICTION, why, (code, *nearer)[:MAX_SUGGESTIONS])
    likely = tuple(dict.fromkeys((code, *(cited or closer(index, code, prose)))))[:MAX_SUGGESTIONS]
    return Unknown(Fault.NOT_A_REFERENCE, f"The words after {code} are not those of Action {code}.", likely)


def _range(
    index: Index, text: str, first: Spelling, last: Spelling | str
) -> tuple[Resolution, tuple[Step, ...], str | None]:
    if isinstance(last, str):
        unknown, instead = _unended(index, first, last)
        return unknown, (), instead
    if len(first.codes) > 1 or len(last.codes) > 1:
        return (
            Ambiguous(Fault.AMBIGUOUS, "One end fits several actions.", (*first.codes, *last.codes)[:MAX_SUGGESTIONS]),
            (),
            None,
        )
    (begin,), (end,) = first.codes, last.codes
    if begin not in index.series or index.series[begin][0] != index.series.get(end, ("", 0))[0]:
        why = f"{begin} and {end} are not in the same series of numbers."
        return Unknown(Fault.BAD_RANGE, why, (begin, end)), (), None
    if not (inside := _between(index, begin, end)):
        back = _between(index, end, begin)[:MAX_SUGGESTIONS]
        return Unknown(Fault.BAD_RANGE, "It runs backwards.", back), (), f"{end}-{begin}"
    steps: list[Step] = []
    for code in inside:
        resolution, further = _standing(index, code)
        if isinstance(resolution, NotInForce):
            return resolution, (), None
        steps += [Step(text, code, How.RANGE), *further]
    return Current(inside[0]), tuple(steps), None


def _unended(index: Index, first: Spelling, last: str) -> tuple[Unknown, str | None]:
    """A range whose end is unknown, and how it may have been meant."""
    if listed := _listed(index, first.codes[0], last):
        why = "A range has a first and a last action, and no third."
        return Unknown(Fault.BAD_RANGE, why, listed[:MAX_SUGGESTIONS]), ", ".join(listed)
    why = f"Its end, “{last}”, is not an action of the plan."
    if (end := _same_series(index, first.codes[0], last)) is not None:
        inside = _between(index, first.codes[0], end)
        return Unknown(Fault.BAD_RANGE, why, inside[:MAX_SUGGESTIONS]), f"{first.codes[0]}-{end}"
    return Unknown(Fault.BAD_RANGE, why, (*first.codes, *suggest(index, last))[:MAX_SUGGESTIONS]), None


def _listed(index: Index, first: str, further: str) -> tuple[str, ...]:
    """The actions of a range with more than two ends, such as `1-3-5`, if all of them are actions."""
    ends = [index.spellings.get(key_of(end)) for end in further.split("-")]
    codes = [spelling.codes[0] for spelling in ends if spelling and len(spelling.codes) == 1]
    return (first, *codes) if len(codes) == len(ends) > 1 else ()


def _stray(index: Index, text: str, prose: str) -> Resolution:
    if text.casefold().rstrip(".") in _NO_NUMBER:
        return Unknown(Fault.NOT_A_REFERENCE, "Write the number of each action, such as “1, 3 and 5”.")
    likely = suggest(index, text.rstrip(DOUBT).rpartition(" ")[2])
    if prose:
        likely = tuple(dict.fromkeys((*(title_of(index, prose) or alike(index, prose)), *likely)))[:MAX_SUGGESTIONS]
    if odd := next((c for c in text if not c.isascii() and c.isalnum()), None):
        name = unicodedata.name(odd, "an unnamed character").capitalize()
        why = f"“{odd}” is not a plain letter or digit: {name} (U+{ord(odd):04X})."
        return Unknown(Fault.LOOK_ALIKE, why, suggest(index, _plainer(text)) or likely)
    return Unknown(Fault.UNKNOWN, "", likely)


def _plainer(text: str) -> str:
    """The text with each odd character as what it looks like, only to make suggestions."""
    return "".join(_PLAINER.get(c) or _number_in(c) or unicodedata.normalize("NFKC", c) for c in text).strip()


def _number_in(character: str) -> str:
    """The number that a digit of another script, a Roman numeral or a circled number stands for."""
    if character.isascii() or unicodedata.category(character) not in ("Nd", "Nl", "No"):
        return ""
    number = unicodedata.numeric(character)
    superscript = "SUPERSCRIPT" in unicodedata.name(character, "")
    return str(int(number)) if number.is_integer() and not superscript else " "


_PLAINER = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТХ", "ABEZHIKMNOPTYXABEKMHOPCTX", strict=True))

_NO_NUMBER = frozenset({"n/a", "na", "n.a", "nil", "none", "tbc", "tbd", "all", "any", "many", "new"})
"""Words written in place of a number."""


def _prose(index: Index, text: str) -> tuple[Resolution, tuple[Step, ...]]:
    found = title_of(index, text)
    if len(found) > 1:
        return Ambiguous(Fault.AMBIGUOUS, "It is equally like several texts.", found[:MAX_SUGGESTIONS]), ()
    if found:
        resolution, steps = _standing(index, found[0])
        return resolution, (Step(text, found[0], How.TITLE), *steps)
    why = "It is neither a number nor the text of an action."
    if codes_in(index, text):
        why = "It says more than the number of an action."
    return Unknown(Fault.NOT_A_REFERENCE, why, suggest(index, text)), ()


def _between(index: Index, first: str, last: str) -> tuple[str, ...]:
    """The actions of one series from the first to the last, inclusive; none if it runs backwards."""
    (series, begin), (_, end) = index.series[first], index.series[last]
    return tuple(code for code, (own, number) in index.series.items() if own == series and begin <= number <= end)


def _same_series(index: Index, first: str, number: str) -> str | None:
    """The later action of the same series that a bare number may stand for: `A3` in `A1-3`."""
    start = index.series.get(first)
    if start is None or not (number.isascii() and number.isdigit() and len(number) < _LONGEST):
        return None
    wanted = start[0], int(number)
    return next((code for code, place in index.series.items() if place == wanted and place[1] > start[1]), None)


def range_remarks(index: Index, piece: Piece, counted: tuple[str, ...]) -> Iterator[str]:
    """Remarks on a range: actions printed within it that it leaves out, and actions counted elsewhere."""
    inside = [step.target for step in piece.via if step.how is How.RANGE]
    if not inside:
        return
    places = [index.order[code] for code in inside]
    printed = [c for c, place in index.order.items() if min(places) < place < max(places) and c not in inside]
    for code in printed:
        if code not in counted and index.standings[code].in_force:
            yield f"Action {code} is printed within {piece.text.strip()} but is not part of it."
    for code in inside:
        standing = index.standings[code]
        if not standing.in_force and standing.counts_under:
            yield f"Action {code} in {piece.text.strip()} is counted under {', '.join(standing.counts_under)}."
