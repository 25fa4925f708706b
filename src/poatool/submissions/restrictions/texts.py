"""Find words that restrict a text: who may read it, when it may be published, whether it is agreed.

Such words fill a whole heading, title, label, bracket or sentence, and are about the text around them. So one question
decides: does every word before a time, person or reason (`until May`, `by the Minister`) have a role in `words.py`?
Any other word makes a statement about work (`The register is not public`), unless the sentence is about its own text.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import groupby, pairwise

from poatool.framework.columns import COLUMNS
from poatool.framework.model import Framework
from poatool.framework.names.agencies import words_beside_agencies
from poatool.framework.names.matching import fold
from poatool.phrases import phrases
from poatool.submissions.prose import Prose, on_any_lines
from poatool.submissions.restrictions.asides import BRACKETED, DASHES, begins_sentence, parts_of
from poatool.submissions.restrictions.frames import forbids_itself
from poatool.submissions.restrictions.remarks import restricting_clause
from poatool.submissions.restrictions.words import (
    CLEARING,
    Where,
    Word,
    is_enough,
    may_ask,
    may_restrict,
    plain_words,
    sense_of_publishing,
    suspects,
    word_of,
)
from poatool.text import as_read, lazy_pattern

_BETWEEN = 5  # the most words without a role between those with one: `subject to the Minister's final approval`
LONGEST = 120  # the most characters in a part of a text that does nothing but restrict it
_PARTS = lazy_pattern(r"[()\[\]{}<>.;!|\n–—]+|\s-+\s|(?<=[:?])")
# A marking without a verb, at the beginning of a text: `MBIE not for public release`. Words before it only name a part.
_MARKING = lazy_pattern(
    r"\W{0,9}(?:(?:[A-Z][\w’'&-]{0,30}|\d{1,3}[a-z]?|of|and|for|the)[:,]? ){0,5}?"
    r"((?i:not (?:for|to be)|n f p|(?:(?-i:(?<=[A-Z]{2} ))|(?<!\w ))in confidence)\b[^.;:!?\n()–—]{0,120})"
)
_NEXT = lazy_pattern(r" (?=[A-Z])|\Z")  # where a marking may end, and the text begin
_STAMP = lazy_pattern(r"(?<![\w-])[A-Z]{2,20}(?:[ -][A-Z]{2,20}){0,9}(?![\w-])")

_NAMED = {
    "TO_ALL": "(this|these|the following|all|everything)( WORD){0,3} (is|are)",
    "READERS": "(READER)('s?)?",
    "READER": """us|minister-|cabinet|executives?|board|officials?|internal|staff|lead-|governance|committee|media
        your (not: (own )?(row|line|column|cell|tab|sheet|box)-)  # these say where to write
        coordinators?|management|secretariat|group|team|panel|colleagues?|agenc(y|ies)|recipients?|addressees?|readers?""",
    "AND": "and|but|so|as|because|since|though|although|while",
    "THESE": "the|this|that|these|those|its|their|our|all|any|each|both|whose",
    "BE": "is|are|was|were|stays?|remains?|must (be|stay|remain)|(is|are) to (be kept|stay|remain)",
    "STILL": "still|strictly|highly|commercial|commercially|being WORD|with",
    "SECRET": "confidential|in-confidence|in strict confidence|SENSITIVE",
    "THEN": "until|till|for now|at (this|present)|so|because|as|pending|between|but|to|and -n't",
    "TERMS": "matter|case|settlement|details?|terms|names?|figures?|amounts?|outcome|information|facts",
}
_phrases = partial(phrases, parts=_NAMED, case="any")
_DESCRIBING = _phrases("""with REST|(is |are )?not (yet )?(public|(not: announced) -ed)|unpublished
    (strictly )?(restricted|confidential|sensitive)|in (strict )?confidence|for( WORD){1,9} only""")
"""Folded words that describe what stands before them and restrict nothing; but `not yet announced` does restrict."""

_CAVEAT = lazy_pattern(
    r"(?<!\w)(?:[A-Z]{1,20}(?:[ -][A-Z]{2,20}){0,3})?(?<!:)//\s?[A-Z]{2}[A-Z /]{0,40}"
    r"|\bTLP\W{1,3}(?:RED|AMBER|GREEN)\b|\bREL TO [A-Z]{3}\b"
    r"|\b(?:CUI|EXDIS|FOUO|LIMDIS|NODIS|NOFORN|NZEO|ORCON|PROPIN)\b"
)
"""Security markings that other governments and computer emergency teams use: `UNCLASSIFIED//FOUO`, `TLP:AMBER`.

Sources: first.org/tlp; archives.gov/cui, “Limited Dissemination Controls”, and the older markings that these replace.
"""

_READERS = _phrases("""(TO_ALL )?(for )?(WORD by )?(the |your )?(BODY( use)?|…3 READERS( WORD){0,2}) (eyes( only)?|only)
    (TO_ALL )?(for )?…3 WORD eyes only""")
"""Words that name the only permitted readers: `for Ministers only`, `DCE only`, `for the Minister's eyes`."""

_CONFIDED = _phrases("(^|, |(AND) )THESE( TERM){1,6} BE( STILL){0,2}( |-)(SECRET) (before: STOP|THEN)")
"""The words that call something confidential: `The terms of the settlement are in confidence`."""

_TERSE = _phrases("^(the )?TERMS( of (the )?WORD)?( strictly)? (confidential|in (strict )?confidence)$")
_SERVICE = _phrases("""(-line|line|-phone|phone|-site|site|service|channel|survey|questionnaire|poll|clinic|form)s?
    (portal|chat|app|tool|e-mail|email|conversation|session|visit|contact|submission|database|register|list|system)s?
    (mechanism|ballot|vote|referral|programme)s?|(-box|box)(es)?|call-|process-|interview-|counsell-|complain-|enquir-
    support|help|reports|reporting|disclosures|answers|responses|records|files""")
"""Services that a report may call confidential, because they are so for their users: `The helpline is confidential`."""

# The beginning of a sentence on what not to write: `Do not give details of cases before the courts`.
_ASKS = lazy_pattern(r"(?i)\W*(?:please )?(?:do not|don['’]t|avoid|leave out) (?!publi|releas|print|circul|quot)")
_ON_FILLING_IN = _phrases("(example|sample)s? ((row|line|entr|text|answer)-|…6 before (you )?(send|return|submi)-)")
"""Words about how to fill in a form, not about its answers: `Delete the example before you send this back`."""

_SENTENCE, _AT_COURT = lazy_pattern(r"[.!?;]\s|\n"), _phrases("sub judice|before the courts?|suppressed|suppression")
_NAME_WORDS = 8  # the most words in the name of a column
_CLAUSE = lazy_pattern(r"(?<=[\w)])\((\w{1,4})\)")  # a part of a section of an act: `section 9(2)(g)`
_INITIALS = lazy_pattern(r"\b[A-Z](?:\.[A-Z]){1,5}\.(?!\s?[a-z])")
_SPACED = lazy_pattern(r"\b\w(?: \w){4,40}\b")  # a word with spaces between its letters: `C O N F I D E N T I A L`


@lru_cache(maxsize=1024)  # headings and titles recur in many returns
@on_any_lines
def restriction_in(text: str) -> str | None:
    """The restriction in a heading or title, such as `not for publication` in `Progress (not for publication)`."""
    text = as_read(text)
    if not may_restrict(text):
        return None
    if caveat := _CAVEAT.search(text):
        return caveat[0].strip()
    parts = (part.strip() for part in _PARTS.split(text))
    return part_of(text, Where.APART) or next((part for part in parts if _READERS.fullmatch(part)), None)


@lru_cache(maxsize=1024)
def restriction_on(heading: str) -> str | None:
    """The words in a heading, or all of it, that restrict the texts below it: `Unpublished progress`; or None."""
    name, guidance = split_guidance(heading)
    if guidance:
        about_text = [each for each in guidance if _ITSELF.search(each) or not TO_WRITERS.match(each)]
        bans = (*map(restriction_in, guidance), *map(ban_in, about_text))
        return restriction_on(name) or next(filter(None, bans), None)
    as_text = _WORD.sub(lambda w: "text" if fold(w[0]) in _HEADING_WORDS and not word_of(fold(w[0])) else w[0], heading)
    if found := restriction_in(heading):
        return found
    if heading.endswith("?"):  # `Is there anything that we should not print?`
        roles = [word for word in map(word_of, plain_words(heading)) if word is not Word.SMALL]
        forbids: object = (Word.NOT, Word.OUT) in pairwise(roles)
    else:
        forbids = withheld_in(heading)
    if not forbids and len(heading.split()) <= _NAME_WORDS:  # a longer heading says what to write
        forbids = may_restrict(heading) and forbidden_in(heading)
    return heading if restriction_in(as_text) or forbids else None


def is_for_readers(heading: str) -> bool:
    """Whether a part of a heading only offers its texts for publication: `Public text`, `Text (for the report)`."""
    parts = _PARTS.split(heading) if may_ask(heading) else ()
    kinds = [{*map(word_of, plain_words(part)), *([Word.TEXT] if _FOR.match(part) else [])} for part in parts]
    held = any(each & {Word.NOT, Word.BEFORE, Word.WAITING} for each in kinds)  # `Text for release: not before July`
    return not held and any({Word.OUT, Word.TEXT} <= each <= _OFFERING for each in kinds)


_FOR = lazy_pattern(r"(?i)\W*for\b")  # `Release` alone is a question
_OFFERING = CLEARING | {Word.OUT, Word.TEXT, Word.SMALL, Word.POINTER}


def split_guidance(heading: str) -> tuple[str, Sequence[str]]:
    """The first clause of a long heading, and the clauses of a bracket or sentence after it that say what to write."""
    if len(heading) not in _WITH_GUIDANCE or (found := _GUIDANCE.search(heading)) is None:
        return heading, ()
    head, clauses = heading[: found.start()], _CLAUSES.split(found[1] or found[2])
    guides = any(TO_WRITERS.match(each) or "please" in each for each in clauses)
    name, *more = _FURTHER.split(head, 1) if len(head) > _LONG else [head]
    return (name, [*more, *clauses]) if guides else (heading, ())


_ORDER = "please|use|leave|write|choose|select|enter|describe|say|give|tell|state|list|set out|explain|provide|pick"
_GUIDANCE = lazy_pattern(
    rf"(?is)(?<=\w)\s*\(([^()]{{30,}})\)\W*\Z|(?<=\w)[.:]\s+((?:{_ORDER})\b.{{20,}})\Z", needs=("(", *_ORDER.split("|"))
)
TO_WRITERS = lazy_pattern(rf"(?i)\W*(?:so |and |but )?(?:{_ORDER}|ask|do not|if)\b")  # on what to write, not on readers
# The beginning of guidance; whoever it names need not read the column: `ask the secretariat`.
NAMES_OTHERS = lazy_pattern(r"(?i)\W{0,9}(?:so |and |but |please |if \b[^,]{1,40}, )?(?:ask|contact|leave out)\b")
_ITSELF, _CLAUSES = lazy_pattern(r"(?i)\b(?:this|these|it|column)\b"), lazy_pattern(r"[;.]\s|,?\s(?:so|but)\s")
_FURTHER = lazy_pattern(r"(?i),?\s(?:to|on|for|about|in|with)?\s?(?:that|which|whom)\s")
_LONG, _WITH_GUIDANCE = 80, range(95, 301)  # a longer clause is cut at `that`; the lengths of headings to split
_WORD = lazy_pattern(r"\w+")
_HEADING_WORDS = {word for column in COLUMNS if column.published for word in fold(" ".join(column.headings)).split()}


def restricts_sheet(tab: str, plan: Framework) -> bool:
    """Whether a sheet's name restricts it, perhaps beside an agency and numbers: `MBIE not for release 2022`."""
    several = restriction_in(tab) if " " in tab.strip() else None  # `Working draft`; `Draft` alone is only doubtful
    return bool(several or _pure_restriction(tab) or withheld_in(tab) or withheld_in(words_beside_agencies(plan, tab)))


@on_any_lines
def forbidden_in(text: str) -> str | None:
    """The words of a note that forbid publication, whatever else the note says; None if no words do."""
    return _pure_restriction(text) or restricting_clause(text)


def _pure_restriction(text: str) -> str | None:
    """The first part of a sheet's name or a note that consists only of a restriction; None if no part does."""
    return part_of(as_read(text), Where.NOTE) if may_restrict(text) else None


@on_any_lines
def ban_in(note: str) -> str | None:
    """The words of a note that forbid publication, a sentence that only restricts (`Secret.`), or `suppressed`."""
    if (mark := forbidden_in(note)) is None and (restriction := restriction_in(note)) is not None:
        mark = restriction if fold(restriction) in map(fold, _SENTENCE.split(as_read(note))) else None
    courts = (_AT_COURT.search(each) for each in _SENTENCE.split(note) if mark is None and not _ASKS.match(each))
    return next((court[0] for court in courts if court), mark)


@on_any_lines
def withheld_in(text: str) -> str | None:
    """The part of a running text that forbids its publication, such as `(in confidence)`; None if no part does."""
    if not suspects(Prose([text])):
        return None
    text = _CLAUSE.sub(r" \1", _SPACED.sub(lambda match: match[0].replace(" ", ""), text))
    text = _INITIALS.sub(lambda match: match[0].replace(".", " ").rstrip() + ".", text)
    if caveat := _CAVEAT.search(text):
        return caveat[0].strip()
    for bracket in BRACKETED.finditer(text):  # `[internal]`, and `(Internal)` at the beginning
        alone = bracket[0].startswith("[") or not text[: bracket.start()].strip()
        if alone and {*map(word_of, plain_words(bracket[1]))} == {Word.NARROW}:
            return bracket[1]
    for part in dict.fromkeys(_parts_on_text(text)):  # a part that recurs is judged once
        words = part.strip(" \t:,–—-")
        for_some = words.casefold().startswith(("for ", "this")) or words.endswith("ONLY")
        if (for_some and _READERS.fullmatch(words)) or (suspects(Prose([words])) and _restricts(words, Where.TEXT)):
            return words
    return None


def part_of(text: str, where: Where) -> str | None:
    """The first part of a text that is only a restriction, and not a label or question; None if no part is."""
    whole = [] if _SENTENCE.search(text) else [text.partition(", ")[0], text.rpartition(", ")[2]]
    for part in dict.fromkeys((*_PARTS.split(text), *whole)):
        words = part.strip().lstrip("0123456789 ")  # the number of a footnote
        if words and not words.endswith((":", "?")) and _restricts(words, where):
            return words
    return None


def _parts_on_text(text: str) -> Iterator[str]:
    """The parts of a running text that may be about the text itself.

    A description within a sentence is about the word before it, not the text: `a register (not public) was set up`.
    """
    for part, place in parts_of(text):
        last, describes = part.split(",")[1:][-1:], _DESCRIBING.fullmatch
        if place in ("brackets", "within") and not (place == "within" and describes(fold(part))):
            yield from (part, part.partition(":")[0], *part.split("; ")[1:], *last, *DASHES.split(part))
        elif place != "within":
            yield from (part, *(each for each in last if not describes(fold(each))))
    for stamp in _STAMP.finditer(text) if not text.isupper() else ():
        if not stamp[0].isalpha() or begins_sentence(text, stamp.start()):
            yield stamp[0]
    if marking := _MARKING.match(text):
        yield from (marking[1][: end.start()] for end in _NEXT.finditer(marking[1]))


def _restricts(words: str, where: Where) -> bool:
    """Whether words, at their place, restrict who may see the text that they are in."""
    if _ON_FILLING_IN.search(words):
        return False
    confided = _CONFIDED.search(words)
    if _TERSE.fullmatch(words) or (confided and not _SERVICE.search(confided[0])):
        return True
    if forbids_itself(words, confides=where is Where.TEXT):
        return True
    if words.casefold().startswith(("it ", "and ")) or (where is Where.TEXT and words[:7].casefold() == "on hold"):
        return False
    plain = plain_words(words) if len(words) <= LONGEST else ()
    # A condition of an order must itself be about approval. In `Ignore this sheet if you lead no action` it is not.
    of_order = [list(part) for is_if, part in groupby(plain, "if".__eq__) if not is_if]
    return all(all_about_text(part, where) for part in (of_order if Word.DROP in map(word_of, plain) else [plain]))


def all_about_text(words: Sequence[str], where: Where) -> bool:
    """Whether words (from `plain_words`) do nothing but restrict their text. Words such as `until May` may follow."""
    seen: set[Word] = set()
    last: Word | None = None
    between = 0
    for each in words:
        is_text = where is not Where.TEXT and each.removesuffix("s") in _DOCUMENTS
        of_text = each.isdigit() and last is Word.TEXT  # `Section 2`
        word = Word.TEXT if is_text or of_text else word_of(each)
        if is_enough(seen, where):
            if word in (Word.BEFORE, Word.GOING_ON, Word.WAITING) or (each == "to" and last is Word.OUT):
                return True
            if word is None:
                begins = Word.DROP if last is Word.BEFORE else Word.VOID if where is Where.NOTE else None
                return begins in seen and last is not Word.VOID  # `Retracted on 3 May`, but not `Withdrawn visas`
        elif word is None:
            between += 1
            if Word.WAITING not in seen or between > _BETWEEN:
                return False
            continue
        if word in _RESTRICTING and Word.NOT in seen and seen <= _DENYING:
            return False
        if word is Word.OUT:
            seen |= sense_of_publishing(seen, where)
        if word is not Word.THING or last is not Word.CLOSED:
            seen.add(word)
        last = word
    only_order = Word.DROP in seen and seen <= {Word.DROP, Word.SMALL} and where is not Where.TEXT  # `Omit`
    return only_order or is_enough(seen, where)


_DOCUMENTS = ("document", "file", "workbook", "spreadsheet", "item", "form")  # the text itself, unless in running text
_RESTRICTING = frozenset((Word.CLOSED, Word.SHUT, Word.NARROW))
_DENYING = frozenset((Word.NOT, Word.SMALL, Word.TEXT, Word.POINTER, Word.THING))
"""The roles of words that, with `not` among them, negate a restricting word: `This return is not confidential`."""
