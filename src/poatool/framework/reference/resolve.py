"""Find the actions that a text or a cell's value refers to or cites."""

import datetime as dt
import re
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from poatool.framework.dates import MONTH, Date, stored_date, typed_forms, written_date
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.framework.names.statuses import is_status
from poatool.framework.reference.keys import clean, key_of
from poatool.framework.reference.meaning import OTHER_PLAN, counted_under, meaning, range_remarks
from poatool.framework.reference.model import MAX_SUGGESTIONS, Fault, How, Piece, References, Unclear
from poatool.framework.reference.remarks import left_over, without_owners
from poatool.framework.reference.respelling import in_digits, respelt
from poatool.framework.reference.scan import Code, Prose, scan
from poatool.framework.reference.spellings import Index, code_at
from poatool.framework.reference.suggest import echoes, is_short_name, title_of
from poatool.framework.reference.weights import action_named, may_name
from poatool.framework.spans import is_only_time
from poatool.text import invisible, lazy_pattern, listed, long_date, named_letter, without_invisible

_REMEMBERED = 20_000  # how many texts are remembered: more than a year of any plan, in less memory than a workbook
_LONGEST = 4_000  # the longest text, in characters, read as a reference: all the actions of a plan with their texts
_OPEN = lazy_pattern(r"\d[\s,;]{0,9}(?:\.{2,9}|…)\s{0,9}\Z", needs=("..", "…"))  # dots after the last code: `9, 10, …`
_BARE = r"(?<!\w)(?<!\d\.)\d+(?:\.\d+)*(?!\w)"  # a number without letters
_ENDS_WITH_CODES = lazy_pattern(r"(?P<name>[^\d()\[\]\n;:]{3,90}?)\s?[(\[](?P<codes>[^\W\d_]{2}[^()\[\]\n]{1,60})[)\]]")
_WORDED = lazy_pattern(r"(?P<name>[^\n]{40,400}?)\s?[(\[](?P<codes>[^()\[\]\n]{1,20})[)\]]")
_OTHER_NUMBER = lazy_pattern(  # a percentage, money, an amount with a unit, or a number of something else
    r"(?i)\W*(?:24/7|[a-z]{0,3}[$€£]\s?\d[\d.,]*\s?\w*|(?:weeks?|days?|months?|years?|pages?|p[gp]?\.)\s?\d+"
    r"|\d[\d.,]*\s?(?:%|per\s?cent|km?|[ap]?m|[mb]illions?|hours?|days?|weeks?|months?|years?|fte|staff|people))\W*",
    needs=tuple("0123456789"),
)
_FEW = 5  # a name that fits more actions may be the title of a group
_FIRST_YEAR = 1900  # of spreadsheets; not every format says which number such a date is
_NO_CODE = 10**15  # A spreadsheet stores larger numbers inexactly, so they cannot be codes


def resolve(edition: Edition, value: object, *, suggest: bool = True) -> References:
    """Resolve the value of a cell to actions of an edition. Never raises: anything uncertain is a fault.

    A value is a text, number, truth value, date or time, or None; anything else is a spreadsheet error with a `text`.
    `suggest` adds the actions that an unknown text may mean.
    """
    index = index_of(edition, suggest=suggest)
    return _from_text(index, value or "") if value is None or isinstance(value, str) else _from_value(index, value)


@lru_cache(maxsize=_REMEMBERED)
def actions_worded(edition: Edition, text: str) -> tuple[str, ...]:
    """The actions with this text in full, cut off or misspelt; empty if uncertain."""
    return title_of(index_of(edition, suggest=True), text)


@lru_cache(maxsize=_REMEMBERED)
def is_like_wording(edition: Edition, text: str) -> bool:
    """Whether most words of a text are from the text of one action, so that it probably names that action."""
    return echoes(index_of(edition, suggest=False), text)


def settled(edition: Edition, found: References, wording: str) -> References:
    """Settle a number or date that may mean several actions, if the wording beside it fits only one of them."""
    wrong, index = found.pieces[0].resolution, index_of(edition, suggest=False)
    either = {*wrong.either} if wording and isinstance(wrong, Unclear) else ()
    worded = actions_worded(edition, wording) if either else ()
    meant = [code for code in either if code in worded or (not worded and may_name(index, [code], wording))]
    return resolve(edition, *meant).via_text(found.text, How.BESIDE) if len(meant) == 1 else found


@lru_cache(maxsize=16)
def index_of(edition: Edition, *, suggest: bool) -> Index:
    """The spellings of an edition; `suggest` is as in `resolve`."""
    return Index(edition, suggests=suggest)


def _from_value(index: Index, value: object) -> References:
    match value:
        case bool():
            return _refused("TRUE" if value else "FALSE", Fault.NOT_A_REFERENCE, "It is TRUE or FALSE, not a number.")
        case dt.date() if value.year == _FIRST_YEAR:
            return _refused(long_date(value), Fault.DATE, "It is a small number in a cell that shows dates.")
        case dt.date():
            return _from_date(index, long_date(value), Date(value.day, value.month, value.year), long_date(value))
        case dt.time() | dt.timedelta():
            return _refused(str(value), Fault.DATE, "It is a time, not the number of an action.")
        case int() | float():
            return _from_number(index, value)
        case _:
            return _refused(str(getattr(value, "text", value)), Fault.NOT_A_REFERENCE, "It is a spreadsheet error.")


def _from_number(index: Index, value: float) -> References:
    if abs(value) >= _NO_CODE:
        return _refused("a number", Fault.NOT_A_REFERENCE, "The number is too large for an action.")
    if float(value).is_integer():
        return _from_text(index, str(int(value)))
    text = repr(value)
    typed = [index.spellings.get(key_of(index.edition.code_prefix + written)) for written in (text, f"{text}0")]
    codes = tuple(dict.fromkeys(spelling.code for spelling in typed if spelling))
    if all(typed) and len(codes) > 1:
        why = f"A number cell also shows {text} for {text}0. Format the cell as text, and type the code again."
        return _unclear(text, Unclear(Fault.AMBIGUOUS, why, codes, either=codes))
    return _from_text(index, text)


@lru_cache(maxsize=_REMEMBERED)
def _from_text(index: Index, text: str) -> References:
    if len(text) > _LONGEST:
        return _refused(text, Fault.NOT_A_REFERENCE, f"It is {len(text):,} characters long, too long for a reference.")
    cleaned = clean(text)
    if not any(c.isalnum() for c in cleaned):
        return _refused(text, Fault.EMPTY, "It names no action.")
    if left := invisible(cleaned):
        likely = _from_text(index, without_invisible(cleaned)).codes
        return _refused(text, Fault.LOOK_ALIKE, named_letter(left[0]), likely)
    if (dated := _refuse_date(index, text, cleaned)) is not None:
        return dated
    whole = len(index.titles.get(fold(cleaned), ())) == 1
    items = [Prose(0, len(cleaned))] if whole else scan(index, cleaned)
    if not (pieces := tuple(meaning(index, cleaned, item) for item in items)):
        return _refused(text, Fault.EMPTY, "It names no action.")
    if _OPEN.search(cleaned) and isinstance(items[-1], Code) and not items[-1].prose:
        likely = tuple(code for piece in pieces for code in counted_under(index, piece))
        pieces = (Piece(text, Unclear(Fault.NOT_A_REFERENCE, "The dots may stand for other actions.", likely)),)
    codes = index.in_printed_order(code for piece in pieces for code in counted_under(index, piece))
    advice = tuple(remark for each in pieces for remark in range_remarks(index, each, codes))
    found = _as_a_whole(index, text, References(text, pieces, codes, advice))
    return _in_full(index, cleaned, _behind_a_name(index, cleaned, _with_remark(index, cleaned, found)))


def _as_a_whole(index: Index, text: str, parts: References) -> References:
    """Read a text as it should be spelt, or refuse it if it may mean something else as a whole: `3,1` may be 3.1."""
    cleaned = clean(text)
    dotted = cleaned.replace(",", ".")
    shown = code_at(index, dotted, 0) if len(parts.pieces) > 1 and ", " not in cleaned else None
    if shown and shown[2] == len(cleaned):  # a list, or one code with a decimal comma
        decimal, code = _from_text(index, dotted), shown[0].code
        if decimal.resolved and decimal.codes == parts.codes and cleaned.endswith((",0", ",00")):  # `13,0` is 13
            return decimal._replace(text=text, pieces=tuple(piece._replace(text=text) for piece in decimal.pieces))
        why = f"A spreadsheet may show {code} like this. Put a space after each comma of a list."
        return _unclear(text, Unclear(Fault.AMBIGUOUS, why, (code, *parts.codes), either=(code,)))
    unclear = index.suggests and parts.faulty and len(cleaned) > 1
    spelt, digits = (respelt(index, cleaned), in_digits(cleaned)) if unclear else (cleaned, cleaned)
    if spelt != cleaned and (meant := _from_text(index, spelt)).resolved:
        return meant.via_text(text, How.SPELT)
    if digits != cleaned and (meant := _from_text(index, digits)).resolved:
        instead = digits if len(meant.written) > 1 else None
        return _refused(text, Fault.NOT_A_REFERENCE, "Write numbers in digits.", meant.written, instead)
    if unclear and (kept := left_over(index, cleaned.rstrip(), lambda part: _from_text(index, part))):
        return _refused(text, Fault.NOT_A_REFERENCE, "Write only the actions meant.", kept, ", ".join(kept))
    return parts


def _with_remark(index: Index, text: str, found: References) -> References:
    """Read a code with its action's text and a remark: `9. Build on agreements (incl. 26)`, or who leads it."""
    aside = found.faulty and found.fault is not Fault.CONTRADICTION
    short, who = without_owners(index, text) if aside else (text, "")
    if who and (begun := _from_text(index, short)).resolved:
        return begun.described(found.text, who)
    before, _, remark = text.rpartition("(")
    if not (found.faulty and before and text.rstrip().endswith(")")):
        return found
    begun = _from_text(index, before.rstrip())
    if not begun.resolved or begun.written[1:] or (short := f"{begun.written[0]} ({remark}") == text:
        return found
    remarked = _from_text(index, short)
    moved = begun.pieces[0]._replace(moved=remarked.pieces[0].moved)
    is_same = remarked.resolved and remarked.codes == begun.codes
    return begun._replace(text=found.text, pieces=(moved,)) if is_same else found


def _behind_a_name(index: Index, text: str, found: References) -> References:
    """Read the text of an action, or a name for it, that ends with codes: `Work at sea (Actions 9 and 27)`."""
    if not found.faulty or not text.rstrip().endswith((")", "]")):
        return found
    worded, named = (pattern.fullmatch(text.strip()) for pattern in (_WORDED, _ENDS_WITH_CODES))
    meant = _from_text(index, worded["codes"]) if worded else found
    if worded and (titled := title_of(index, worded["name"])):
        return meant._replace(text=found.text) if titled == meant.written else found
    if worded and (code := action_named(index, worded["name"])):
        return meant.described(found.text, worded["name"]) if meant.written == (code,) else found
    if named is None or not index.lead.match(named["codes"]) or is_status(index.edition.framework, named["name"]):
        return found
    name, meant = named["name"], _from_text(index, named["codes"])
    is_other = not {*title_of(index, name)}.issubset(meant.written) or fold(name) in index.headings
    if is_other or not (meant.resolved and is_short_name(name)) or len(meant.written) > _FEW:
        return found
    return meant.described(found.text, name)


def _in_full(index: Index, text: str, found: References) -> References:
    """Add to bare numbers the letters with which all codes of the plan begin: `5` and `Measure 5` mean M5."""
    opening = index.edition.code_prefix if found.faulty else ""
    bare = re.compile(rf"(?<!{re.escape(opening)}){_BARE}", re.IGNORECASE) if opening else None
    full = bare.sub(lambda number: opening + number[0], text) if bare else text
    if full == text or not (meant := _from_text(index, full)).resolved:
        return found
    described = any(each.paraphrase for each in meant.pieces) or meant.ways & {How.TITLE, How.NUMBER}
    return found if described else meant.via_text(found.text, How.SHORT)


def _refused(text: str, fault: Fault, why: str, likely: tuple[str, ...] = (), instead: str | None = None) -> References:
    return _unclear(text, Unclear(fault, why, likely, instead))


def _unclear(text: str, why: Unclear) -> References:
    return References(text, (Piece(text, why),), ())


def _refuse_date(index: Index, text: str, cleaned: str) -> References | None:
    """Refuse a text that is only a date or a time, and suggest what may have been typed; None for any other text."""
    if (date := written_date(cleaned)) is not None:
        return _from_date(index, text, date, text.strip())
    if (day := stored_date(cleaned)) is not None and key_of(cleaned) not in index.spellings:
        shown = f"{long_date(day)}, which a cell without a date format shows as {cleaned.strip()}"
        return _from_date(index, text, Date(day.day, day.month, day.year), shown)
    if (whole := code_at(index, cleaned, 0)) and whole[2] == len(cleaned):
        return None
    named = any(key_of(word) in index.spellings for word in cleaned.split())
    if _OTHER_NUMBER.fullmatch(cleaned) or (not named and is_only_time(cleaned, index.edition.framework, None)):
        return _refused(text, Fault.NOT_A_REFERENCE, "It is a time, an amount or a page, not an action.")
    return None


def _dotted(index: Index, reading: str) -> str:
    """Write `3-2`, a reading of a date, as `3.2` if that is a code of the plan and `3-2` is not a range or a code."""
    dotted = reading.replace("-", ".")
    return dotted if key_of(dotted) in index.spellings and not _from_text(index, reading).resolved else reading


def _from_date(index: Index, text: str, date: Date, shown: str) -> References:
    """Refuse a date: name all texts that Excel may have turned into it, and suggest the first that is a reference."""
    of_three = (f"{first}.{second}.{(date.year or 0) % 100}" for first, second in permutations((date.day, date.month)))
    typed = tuple(each for each in of_three if key_of(each) in index.spellings)
    typed = typed or tuple(_dotted(index, each) for each in typed_forms(date, index.years))
    twice = f"{date.day}-{date.day}" in typed
    offered = [] if twice else [reading for reading in typed if _from_text(index, reading).resolved]
    likely = offered[0] if offered else str(date.day) if len(typed) == 1 else ""
    codes = _from_text(index, likely).codes
    codes = codes if len(codes) <= MAX_SUGGESTIONS else ()  # in a long range, no action is likelier than another
    why = f"Excel turns {listed([f'“{reading}”' for reading in typed], 'or')} into a date such as {shown}"
    if date.numbers:
        offered = []
        if (several := _from_text(index, date.numbers)).resolved:
            codes, why = several.codes, f"{why}; a list needs commas: “{date.numbers}”"
    either = tuple(index.spellings[key_of(each)].code for each in typed if key_of(each) in index.spellings)
    return _unclear(text, Unclear(Fault.DATE, f"{why}.", codes, offered[0] if offered else None, either))


_NUMBER = r"[A-Za-z]{0,2}\d{1,3}(?:[a-z]|\([a-z0-9]\)|\.\d{1,2})?"
_COUNTED = lazy_pattern(
    r"(?i)(?!\s(?-i:may)\s[a-z])\W*(?:times?|days?|weeks?|months?|years?|hours?|people|person|per|percent"
    rf"|of (?:the|our|its|their|that)|{MONTH})\b"
)
_OWN_PLAN = lazy_pattern(r"\W*of\ (?:the|this)\ plan\b", re.IGNORECASE)
_NEAR = 80  # how many characters after a citation may name its plan


class Mention(NamedTuple):
    """Actions cited in a text: the position and words of the citation, and what it refers to."""

    start: int
    text: str
    references: References


@lru_cache(maxsize=16)
def _citing(edition: Edition) -> re.Pattern[str]:
    """Numbers, and codes of the plan, after the word “action” or the plan's own word for it."""
    words = ("action", *edition.framework.words.get("action", ()))
    codes = (re.escape(code) for code in sorted(edition.by_code, key=len, reverse=True))
    codes = (f"(?-i:{code})" if code.isalpha() else code for code in codes)  # not the article in `took action a lot`
    code = rf"(?:{'|'.join((*codes, _NUMBER))})(?![\w%]|[.,:]\d)"
    return lazy_pattern(
        rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words))})(?:e?[sn])?[^\S\n]+(?:(?:no|number)s?\.?[^\S\n]*)?"
        rf"(?P<codes>{code}(?:[^\S\n]*(?:,(?:[^\S\n]*and)?|[&/–-]|(?:and|or|to)\b)[^\S\n]*{code})*)",
        re.IGNORECASE,
        needs=tuple(word.casefold() for word in words),
    )


def mentions(edition: Edition, text: str) -> tuple[Mention, ...]:
    """The actions that a text cites by number after the plan's word for an action, in the order of the text.

    A count (`action 3 times`), a date, and an action of another plan (`Action 4 of the National Strategy`, `action 2.3
    in the Welfare Plan`) are not citations.
    """
    found: list[Mention] = []
    for match in _citing(edition).finditer(text):
        after = text[match.end("codes") : match.end("codes") + _NEAR]
        if _OWN_PLAN.match(after) or not (_COUNTED.match(after) or OTHER_PLAN.match(after)):
            references = resolve(edition, match["codes"].replace(" or ", " and "))
            found.append(Mention(match.start(), text[match.start() : match.end("codes")], references))
    return tuple(found)
