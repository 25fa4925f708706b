"""Recognise texts that stand in for a report: placeholders, pointers and the words of the plan."""

from collections.abc import Sequence, Set as AbstractSet
from functools import lru_cache, partial

from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold, stems
from poatool.framework.reference.resolve import mentions
from poatool.phrases import framed, phrases
from poatool.rules.wording import stems_of_wordings, wordings_of
from poatool.submissions.evidence import kinds
from poatool.submissions.interpret import Update
from poatool.submissions.restrictions.asides import family_of
from poatool.submissions.restrictions.words import Word, word_of
from poatool.text import has_any, lazy_pattern

# Words that prompt whoever fills in a form, words on the state of work, and words on a return and its texts.
_WORDS = {
    "prompt": """
        choose click describe enter explain give list outline provide select summarise type write
    """,
    "state": """
        add complete words email e-mail mail mails page instead agency activity activities result results main milestone
        milestones max maximum status deliverable deliverables sentences supply supplied provided added come coming
        follow follows yes same again always before usual since news movement quo business roughly largely mostly
        basically less carry carries continue continued continues continuing continuous continual continually continuity
        ongoing work works progress progressing made make way track change changes changed unchange unchanged target old
        development developments steady good well fine real much planned expected further new significant year annual
        period last next date today currently present per against each both during through within stage time week weeks
        month months earlier replaced
    """,
    "": """
        paper papers stand stands note notes previous previously report reported reports advised discussed noted stated
        attaches attached attaching attachment attachments enclosed document documents file files spreadsheet workbook
        table sheet sheets tab tabs appendix annex chapter section letter letters link links return response responses
        under covered included addressed described dealt word excel pdf powerpoint
    """,
}
_WORD_ROLES = dict.fromkeys(map(str, range(1900, 2100)), "state")
_WORD_ROLES |= {word: role for role, words in _WORDS.items() for word in words.split()}
_PLACE = lazy_pattern(r"(?i)[’']s\b|\b(?:rows?|lines?|cells?|section|p(?:ages?|p?\.|p)?|tab|sheet|Q)\s?[A-Z]?\d{1,4}\b")
_HANDLING = {"prompt", "please", "you", "i", "text", "out", "cut", "wait", "not", Word.VOID, Word.DROP}
_PARTS = {
    "FOR": "(for |to |the )?(for|actions?)",
    "TBX": "tb(a|b|c|d)",
    "FILLED": "advised|confirmed|completed|determined|updated|added|provided",
    "INPUT": "update|input|text|wording|word|figure|number",
    "SAID": "((our|the|same) )?(text|wording|update|details?|this|it)",
    "FOLLOWS": "(JOINT(and |which |it |they )?(will|to) (follow|come|be (sent|added|supplied))(SHORT))?",
}
_EMPTY = """TBX(JOINT(WORD)){0,2}|TBX ?(BREAK|:)(SHORT)|to be FILLED
    x{2,200}|pending|draft|ditto|do|same|idem|ibid|ibidem|test( test){0,9}|text|text here|placeholder|lorem ipsum(REST)
    (insert|enter|add|type) (text|update|progress|here)( (here|below|please|from|by|in this)(SHORT))?
    voided|void|superseded|obsolete|(please )?(ignore|disregard|delete)( this( row)?)?
    (will|to) (be )?updated? later|(update )?to (come|follow)( (separately|later))?
    ((awaiting|waiting)( for)?|pending) (further )?(INPUT)s?( (from|by|of)( WORD){1,4})?FOLLOWS
    (example|sample)( (answer|text|response|update|entry))? ?:REST|e. ?g. REST|na|n/a|n.a|n-a|not applicable|none|nothing"""
_phrases = partial(phrases, parts=_PARTS, case="any")
_POINTS = _phrases(
    """^((same )?as|unchanged (from|since)|(as )?per|(please )?(see|refer)) (not: FOR)
    ^(SAID ((is|are) )?)?(covered|reported) (by|in|under|with) (not: FOR|LINE to)
    ^(SAID ((is|are) )?(as )?(in|per) (not: FOR)|(in the )?(attached|enclosed))"""
)
"""The beginning of a text that only says where to look: `As above`, `Text as in the letter`, `Covered by MBIE`."""

# A text without a main clause, which only recalls what was said elsewhere: `As discussed with Mere by phone`.
_AS_SAID = _phrases(
    "^as (discussed|agreed|mentioned|explained|advised|said|told|noted|reported)( WORD| DIGITS/DIGITS){0,9}$"
)
# One clause that sends its reader elsewhere: `Please refer to briefing 2324-0815, p. 12 (attached)`.
_REFERS = lazy_pattern(
    r"(?i)(?:please (?:see|refer)|refer to)\s(?:[^.;:!?\n]|\.(?=\s?\d)){1,120}\W{0,3}", needs=("refer", "please see")
)
_ADDED = lazy_pattern(r"(?s)(?:, (?:which|who)\b| (?:sent|dated)\b| \().*")
"""What may end a text that only says where to look: `See our last report, which still holds.`"""

_BRACKETED = lazy_pattern(r"\[\w{1,20}(?: \w{1,20})?\]", needs=("[",))  # `[red]`, `[Team name]`
_PLACEHOLDER = _phrases(framed("^({})$", _EMPTY))
_NOT_HERE = lazy_pattern(
    r"(?i)(?:[^\s!,;:]{1,40} ){0,7}[^\s!]{1,60}\.(?:docx?|xls[xmb]?|pptx?|pdf|od[ts]|csv|rtf|txt|msg|eml)"
    r"|=?(?:'[^'\n]{1,150}'|[\w.\[\]]{1,60})!\$?[a-z]{1,3}\$?\d{1,7}(?::\$?[a-z]{1,3}\$?\d{1,7})?"
)
"""Only the name of a file, or the address of a cell: `Action 10 final.docx`, `'[Return.xlsx]MBIE'!D7`."""
_DECLINED = lazy_pattern(r"(?i)(?:n\W?a|not applicable)\s?[,;:.(–—-][^.;!?\n]{1,99}\W{0,9}")  # `N/A – see MBIE`
# Ways to say that there are no next steps: `No further work is planned`.
_NO_MORE = lazy_pattern(
    r"(?i)\W{0,9}(?:no(?!\.| later)|none|nil|nothing)\b(?!.*\b(?:but|still|yet)\b)[^.;!?\n]*\W{0,9}"
)
LONGEST = 200  # the longest placeholder, in characters; a longer text has content, however it begins
_FILLER = "lorem ipsum"

_ADDED_WORDS = 3  # how many words of its own a text may have if it repeats the wording of its action
_LONG = 8  # a wording with fewer distinctive words may be repeated by chance
_MOST_OF = 0.8  # the least share of a wording's distinctive words in a text that repeats it


def stands_in(update: Update, edition: Edition) -> bool:
    """Whether the progress is only a placeholder, an instruction, or the wording of an action."""
    text, folded = update.progress, fold(update.progress)
    if len(text) <= LONGEST:
        refers = _REFERS.fullmatch(text) and not points_to(update, edition)
        declined = text[:1] in "Nn" and _DECLINED.fullmatch(text)
        if refers or declined or not _HANDLING.isdisjoint(said_beside_work(text)):
            return True
    return is_placeholder(text) or folded in wordings_of(edition) or _repeats(folded, update.codes, edition)


def _repeats(text: str, codes: Sequence[str], edition: Edition) -> bool:
    """Whether a folded text only turns an action's wording into a report: `We provided information to the groups`."""
    long = [each for code in codes if len(each := stems_of_wordings(edition)[code]) >= _LONG]
    long = [each for each in long if sum(map(text.__contains__, each)) >= _MOST_OF * len(each)]  # a quick test first
    words = text.split() if long else []
    said = stems(words)
    alike = any(len(said - each) <= _ADDED_WORDS and len(said & each) >= _MOST_OF * len(each) for each in long)
    return alike and not any(any(map(str.isdigit, word)) and not word.startswith("20") for word in words)


def said_beside_work(text: str) -> AbstractSet[str | Word | None]:
    """What the words of a text say about its return and the state of the work; empty if a word says what was done."""
    roles = _roles(text)
    return roles if roles.isdisjoint((None, "figure")) and "ction" not in text else frozenset()


def _roles(text: str) -> AbstractSet[str | Word | None]:
    """What a text's words, except names, say about a return or its texts; with None if one may say what was done."""
    if len(text) > LONGEST or "[" in text:
        return {None}
    places = not text.isascii() or has_any(text, "0123456789'")
    words = (word.strip("“”‘’\"'.,;:!()–—-…/") for word in (_PLACE.sub("", text) if places else text).split())
    found = set[str | Word | None]()
    for at, word in enumerate(words):
        is_name = at > 0 and word[:1].isupper() and word.isalpha() and not text.isupper()
        if word and not is_name:
            found.add(_role(word.lower()))
        if None in found:
            break
    return found


@lru_cache(maxsize=8192)
def _role(word: str) -> str | Word | None:
    """What a word says about a return or its texts; None if it may say what was done, as `published` does."""
    role = _WORD_ROLES[word] if word in _WORD_ROLES else family_of(word)
    went_out = role in ("out", "say") and word.endswith("ed")
    return None if went_out or word in ("law", "item") else word_of(word) if role is None else role


def says_no_more(text: str) -> bool:
    """Whether next steps only say that there are none."""
    return len(text) <= LONGEST and (is_placeholder(text) or _NO_MORE.fullmatch(text) is not None)


def points_to(update: Update, edition: Edition) -> tuple[str, ...]:
    """The actions that a text such as `See Action 6` points to; empty if the progress also says something else."""
    text = update.progress
    if len(text) > LONGEST or not (cited := mentions(edition, text)):
        return ()
    rest = text
    for mention in cited:
        rest = rest.replace(mention.text, "")
    return tuple(dict.fromkeys(c for m in cited for c in m.references.codes)) if None not in _roles(rest) else ()


def is_placeholder(text: str) -> bool:
    """Whether a text is only a placeholder: `TBC`, `as above`, `see last year`, `n/a`, lorem ipsum."""
    if len(text) <= LONGEST and _POINTS.match(text):
        clause = _ADDED.sub("", text)
        if None not in _roles(clause if " " in clause else text):
            return True
    away = text[-1:] != "." and ("!" in text or "." in text[-5:]) and _NOT_HERE.fullmatch(text[: LONGEST + 1])
    return bool(away or (len(text) <= LONGEST and _AS_SAID.fullmatch(text))) or is_blank_answer(text)


def is_blank_answer(text: str) -> bool:
    """Whether a text says nothing, not even where to look: `TBC`, `n/a`, a dash."""
    if len(text) > LONGEST:
        return text[: len(_FILLER)].casefold() == _FILLER
    known = kinds.is_no_answer(text) or _PLACEHOLDER.fullmatch(text) or _BRACKETED.fullmatch(text)
    return bool(text and (known or not any(map(str.isalnum, text))))
