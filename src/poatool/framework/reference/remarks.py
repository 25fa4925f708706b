"""Read words beside a code that do not change its meaning: who, when, how far, `new`, where its reporting went."""

import re
from collections.abc import Callable, Set as AbstractSet
from itertools import takewhile

from poatool.framework.dates import Fit, day_fit, fit_of_bare_month, written_date
from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies
from poatool.framework.names.matching import fold
from poatool.framework.names.statuses import says_how_far
from poatool.framework.reference.keys import key_of
from poatool.framework.reference.model import References
from poatool.framework.reference.spellings import Index, Spelling, code_at, codes_in, match_end
from poatool.framework.reference.suggest import DENIED, EXCLUDED, belongs_to, paraphrases
from poatool.framework.spans import fits, is_only_time
from poatool.text import lazy_pattern

_BRACKETED = lazy_pattern(r"\s{0,9}[(\[]\s{0,9}(?P<said>[^()\[\]\n]{1,99})[)\]]")
_SET_OFF = lazy_pattern(
    r"(?P<sign>\s{0,9}[-:,|]?)\s{1,9}(?P<said>[^\s,;|\n()\[\]][^,;|\n()\[\]]{0,99}?)\s{0,9}(?=[,;|\n(\[]|\Z)"
)
_FIGURES = lazy_pattern(r"\d{1,3}(?![\d%])")
# Words that only point at the action or at what is written on it, or say that it is new or unchanged; after
# punctuation, also what was done to its text, how much of it is done, which part is meant, or where it is printed.
_ADDED = r"(?i)new(?:\s(?:action|wording))?|only|suite|see\splan|cont(?:inued|['’]?d)?\.?(?:\sfrom\slast\s\w{1,9})?"
_ADDED += r"|(?:progress\s|annual\s)?(?:update|report|return)"
_ADDED += r"|(?:of|in|from)\s(?:the|our|this)\s(?:action\s)?plan(?:\sof\saction)?"
_DONE = r"|added|unchanged|updated?|revised|amended|(?:in\s)?part(?:ly|ial(?:ly)?)?"
_LED = r"|lead|(?:support|contribut)(?:ing)?(?:\sagency)?|shared|(?:joint|combined)(?:ly|\s\w{4,8})?"
_PRINTED = r"|(?:see\s)?p(?:p|g|ages?)?\.?\s?\d{1,3}\b.{0,40}"
_ONLY_POINTS = {False: lazy_pattern(_ADDED), True: lazy_pattern(_ADDED + _DONE + _LED + _PRINTED)}
# A remark after `Action 5` that counts something, or says `part 1 of 2`; no other number may follow.
_COUNTED = lazy_pattern(r"(?:part\s\d\sof\s\d|\d+\s(?:FTEs?|hui|staff|(?:course|meeting|session|workshop)s?)\b)\D*\Z")
_OF_TEXT = lazy_pattern(r"(?i)\b(?:(?:annual|progress)\s)?(?:updated?|report|return)\b(?:\s(?:for|of)\b)?")
# A remark in brackets that begins with a word such as `see` or `since`, and so does not name another action.
_IN_PASSING = lazy_pattern(r"(?:see|also|since|as|with|from|for|in|on|at|by|ours?|until)\s[a-z][a-z\s'’-]{1,60}")
# Words before or after a name which show that it is not a count: `9 with Police`, `9 MFAT lead`.
_WITH = lazy_pattern(r"(?i)(?:(?:all|both|joint(?:ly)?|shared)\s)?(?:with|led\sby|avec)\s(?:(?:le|la|les)\s|l['’])?")
_ROLE = lazy_pattern(r"(?i).*\sleads?")


def remarks_at(index: Index, text: str, code: str, at: int) -> tuple[int, str]:
    """Read the remarks directly after a code: where they end, and their words, except any that only point at the code.

    A remark never begins like a reference, as in `, 5 - ongoing`. Beside a number, `new` is not a remark, nor is
    `update`: `9, 3 new`, `1 update`. Nor is `new` after 1 if the plan has added N1.
    """
    remarks: list[str] = []
    edition = index.edition
    while match := _BRACKETED.match(text, at) or _SET_OFF.match(text, at):
        remark, sign = " ".join(match["said"].split()), match.groupdict().get("sign", "(").strip()
        total = [f"of {number}" for number in (len(index.standings), sum(s.in_force for s in index.standings.values()))]
        counts = remark in total or (sign in ("(", ":") and _COUNTED.match(text, match.start("said")))
        counts = (counts and index.lead.match(text)) or (sign == "(" and _is_day(edition, remark))
        if not counts and (_FIGURES.match(remark) or code_at(index, text, match.start("said")) is not None):
            break
        level = index.levels.get(key_of(remark))
        counted = ["update", "report", "return"] if text[:1].isdigit() else []
        counted += [] if index.standings[code].entry.since else ["new"]
        is_count = not sign and remark.casefold().startswith(tuple(counted))
        added = (each for each in index.endings.get(key_of(code), ()) if index.standings[each].entry.since)
        is_count = is_count or (remark.casefold().startswith("new") and any(added))  # `1 (new)` may be N1
        if is_count or (level is not None and code not in level):
            break
        if not (level or _ONLY_POINTS[bool(sign)].fullmatch(remark)):
            when = sign and _says_when_or_how_far(edition, remark, bracketed=sign == "(")
            passing = sign == "(" and _IN_PASSING.fullmatch(remark) and not DENIED.search(remark)
            every = sign == "(" and remark in ("all", "both") and codes_in(index, text[:at], numbers=True)[1:]
            if not (when or counts or passing or every or says_who(edition, remark, beside=not sign)):
                break
            remarks.append(remark)
        at = match.end()
    return at, " ".join(remarks)


def _says_when_or_how_far(edition: Edition, remark: str, *, bracketed: bool) -> bool:
    """Whether a remark is a status, a rating or a time in the period; a lone month or day counts only in brackets."""
    if says_how_far(edition.framework, remark):
        return True
    period, plan = edition.period, edition.framework
    remark = _OF_TEXT.sub("", remark).strip()
    if bracketed and (_is_day(edition, remark) or (period and fit_of_bare_month(remark, period) is Fit.SAME)):
        return True
    return (period is None or Fit.OTHER not in fits(remark, period, plan)) and is_only_time(remark, plan, period)


def _is_day(edition: Edition, remark: str) -> bool:
    """Whether a remark is a day, with its year, in the period if there is one."""
    day, period = written_date(remark), edition.period
    return bool(day and day.exact) and (period is None or day_fit(remark, period) is Fit.SAME)


def says_who(edition: Edition, remark: str, *, beside: bool) -> bool:
    """Whether a remark only names agencies; directly `beside` a code, it must be like `MFAT lead`."""
    begins = _WITH.match(remark)
    if beside and not (begins or _ROLE.fullmatch(remark)):
        return False
    named = agencies(edition.framework, remark[begins.end() :] if begins else remark, suggest=False)
    return bool(named.ids) and not named.unknown


_OWNERS = lazy_pattern(
    r"(?im)^[^\S\n]*(?:(?:action|business|policy|project)\s)?(?:accountable|contact|lead|owner|responsible)s?(?:\s[a-z]{4,10})?"
    r"[^\S\n]?:(?P<who>[^\d\n]{2,120})$"
)


def without_owners(index: Index, text: str) -> tuple[str, str]:
    """A text without its lines that say who leads its action, as in `Owner: Mere Tau, Policy`, and these lines."""
    found = [line for line in _OWNERS.finditer(text) if "\n" in text and not codes_in(index, line["who"], numbers=True)]
    lines = [line[0] for line in found if line.start()]
    rest = "\n".join(line for line in text.split("\n") if line not in lines)
    return rest, " ".join(line.strip() for line in lines)


_OR = lazy_pattern(r"(?i)\sn?or\s", needs=("or",))


def left_over(index: Index, text: str, read: Callable[[str], References]) -> tuple[str, ...]:
    """The actions meant by a text whose end leaves out some, or explains: `1-5 (not 3)`, `9, 27 (26 is now in 9)`."""
    if but := EXCLUDED.search(text):
        named, out = read(text[: but.start()]), read(_OR.sub(" and ", but["codes"]))
        if named.resolved and out.resolved and {*out.written} < {*named.written}:
            return tuple(code for code in named.written if code not in out.written)
    before, _, said = text.rpartition("(")
    if before and text.endswith(")") and (named := read(before.rstrip())).resolved:
        cited = codes_in(index, said, numbers=True)
        under = {end for code in cited for end in index.standings[code].counts_under}
        return named.codes if under <= {*named.codes} and not {*cited} <= under else ()
    return ()


_AFTER_LEVEL = lazy_pattern(r"(?:(?:\s{0,9}[-,/:>()]){1,3}\s{0,9}|\s{1,9}(?=[^\W\d_]{2}))(?=[^\d\n;]{0,150}\d)|[\n;]")
_LONGEST_NAME = 150  # the most characters of the names of a pillar and objectives
_NAME = lazy_pattern(
    r"(?P<name>[^\d\n;:]{2,150}?)(?:\s{0,9}(?P<sign>[:,/(-])\s{0,9}|\s{1,9})(?=(?:actions?\s{1,9})?[^\s\d]{0,9}\d)",
    re.IGNORECASE,
)


def words_before(index: Index, text: str, at: int) -> tuple[int, AbstractSet[str], str] | None:
    """Read words before a code: where they end, which actions may follow, and their text if it is a remark.

    The words are the title or id of a pillar or objective or, before a sign, also an agency or words of the action.
    """
    who = ""
    if not text[at].isalpha():
        return None
    end, below = _past_levels(index, text, at)
    if not below and (match := _NAME.match(text, at)):
        below = index.headings.get(fold(match["name"]))
        filed = match["sign"] == "/" and "/" in text[match.end() :]  # the number of a paper: `OT/22/003`
        if not (below or filed) and match["sign"] and says_who(index.edition, match["name"], beside=False):
            below, who = index.standings.keys(), match["name"]
        one = code_at(index, text, match.end()) if match["sign"] and not below else None
        if one and paraphrases(index, (one[0].code,), match["name"], beside=False):
            below, who = {one[0].code}, match["name"]
        end = match.end()
    return (end, below, who) if below and code_at(index, text, at) is None else None


def _past_levels(index: Index, text: str, at: int) -> tuple[int, AbstractSet[str] | None]:
    """Where the names of a pillar and its objectives end (`Goal 1, Area 1.2 – `), and the actions below them."""
    below: AbstractSet[str] | None = None
    signs = takewhile(lambda sign: sign[0] not in "\n;", _AFTER_LEVEL.finditer(text, at, at + _LONGEST_NAME))
    ends = [(sign.start(), sign.end()) for sign in signs]
    while named := [(end, level) for start, end in ends if (level := _level(index, text, at, start))]:
        at, level = named[-1]  # the longest name
        below = level if below is None else below & level
    return at, below


def _level(index: Index, text: str, at: int, end: int) -> AbstractSet[str] | None:
    name = text[at:end]
    word, _, number = name.partition(" ")
    is_code = (code := code_at(index, text, end - len(number))) and code[2] > end  # as in `not P4-2`
    numbered = index.levels.get(key_of(number)) if word.isalpha() and not is_code else None
    return index.headings.get(fold(name)) or index.levels.get(key_of(name)) or numbered


# Words between an action and the action to which its reporting went, or from which it came.
_MOVED = lazy_pattern(
    r"""\s{0,9}(?:(?:[-=]{1,3}>|[→⇒➔➜➡⟶])\s{0,9}
      | [(\[]\s{0,9}(?!(?:and|also|plus)\s)(?:(?:[aàoy]|[^\W\d_](?:[^\W\d_]|['’]){1,14}\.?)\s{1,9}){1,6}
      | (?:[-,:;(\[]\s{0,9})?(?:
          (?:withdrawn[:;,]?\s{1,9})?(?:(?:has|have)\s{1,9}been\s{1,9}|is\s{1,9}|was\s{1,9})?
          (?:now|into|incorporated|merged|moved|counted|see)
          (?:\s{1,9}(?:now|part\s{1,9}of|in|into|to|under|with|reported|includes|incorporat(?:es|ing))){0,6}
        | was | formerly | previously | includes | incorporat(?:es|ing) )\s{1,9})""",
    re.IGNORECASE | re.VERBOSE,
)
_GONE = lazy_pattern(r"\s*[(\[]\s*(?:now\s+)?(?:incorporated|merged)\s*[)\]]", re.IGNORECASE)
_NEXT = lazy_pattern(r"\s{0,9}(?:,|&|/|\+|and(?![^\W\d_]))\s{0,9}", re.IGNORECASE)
_CLOSE = lazy_pattern(r"\s{0,9}\.?[)\]]")


def move_at(index: Index, text: str, first: Spelling, at: int) -> tuple[int, tuple[str, ...], bool] | None:
    """Read the words after a code that say where its reporting went: their end, the codes, and whether the plan agrees.

    The plan agrees if it counts the first code only under these codes, or under actions that took one over.
    """
    standing = index.standings[first.code]
    if gone := _GONE.match(text, at):
        return gone.end(), (), not standing.in_force
    if (words := _MOVED.match(text, at)) is None or DENIED.search(text, at):
        return None
    codes: list[str] = []
    end = at = words.end()
    while len(codes) < max(1, len(standing.counts_under)) and (one := code_at(index, text, at)) is not None:
        spelling, _, end = one
        codes.append(spelling.code)
        if (at := match_end(_NEXT, text, end)) == end:
            break
    agrees = {under for code in codes for under in index.standings[code].counts_under}.issuperset(standing.counts_under)
    is_own_text = belongs_to(index, first.code, text[words.start() :])  # as in `24 (under 18)`
    if not codes or (is_own_text and not agrees):
        return None
    if {"(", "["}.isdisjoint(words[0]):
        return end, tuple(codes), agrees
    closed = match_end(_CLOSE, text, end)
    return closed, tuple(codes), agrees and closed > end
