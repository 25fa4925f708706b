"""Recognise headings and labels that ask who may see a text, such as `OK to publish?`, and answers that restrict it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache

from poatool.framework.dates import DATE, spelt_out, written_date
from poatool.framework.model import ReportingPeriod
from poatool.framework.names.matching import fold
from poatool.submissions.evidence.heading_text import NUMBERED
from poatool.submissions.evidence.kinds import NO, YES, is_no_answer
from poatool.submissions.model import Row, Table
from poatool.submissions.restrictions.texts import LONGEST, all_about_text, restriction_in
from poatool.submissions.restrictions.words import CLEARING, Where, Word, may_ask, plain_words, word_of
from poatool.text import as_read, by_first, has_any, lazy_pattern
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import RawCell, Sheet, Value, text_of


class Question(Enum):
    """What a heading or a label asks about a text."""

    PUBLISH = "whether it may be published"
    APPROVE = "who approved it"
    WITHHOLD = "whether it is to be withheld"
    WHICH = "who may see it"


_ASKING = lazy_pattern(
    "ok|okay|suitable|happy|agree|content|comfortable|tick|mark|if|action|permission|y|yes|no|who|status|level|decision"
    "|public|security|document|protective|form|file|workbook|spreadsheet|send|sending|sent"
)
"""Words in questions about a text, besides those in `restrictions/words.py`."""

_FIELDS = {"flag", "ind", "yn", "bool", "boolean", "checkbox"}  # add nothing to a question: `publish_flag`
_KINDS = ("classif", "handling", "marking", "exempt", "version", "clearance", "wording", "foi", "oia", "privacy", "tlp")
"""Beginnings of words that, in a heading or label, are about clearance for publication."""

_CONSENT = lazy_pattern(
    r"(?i)(?:[^.?!]{0,60}\b)?(?:may|can|should|ok(?:ay)?|happy|free|ready|fine|content)\b"
    r"[^.?!]{0,30}\bgo (?:out|public)\?\Z|(?:\w{1,20} ){1,3}(?:ok(?:ay)?|happy|content)\?\Z",
    needs=("?",),
)
"""Questions that ask for consent: `Happy for it to go out?`, `DCE ok?`. But `Did the letters go out?` is about work."""

_WHO_SEES = lazy_pattern(
    r"(?i)\W*(?:whom?\b[^?]{0,20}\b(?:may|can|should|must|is (?:allowed|permitted) to) (?:see|read|view|access)\b"
    r"|(?:(?:may|can|to) be |only )?(?:seen|read|viewed) by|visible to\b"
    r"|(?:readers?|readership|audience) (?:of|for) (?:this|the|each) (?:row|text|answer|update))",
    needs=("who", " by", "visible", "reader", "audience"),
)
"""Headings that ask who may see a text: `Who may read this row?`, but not `Audience`, which may be that of the work."""

_OF_ROW = lazy_pattern(
    r"""(?ix)(?:(?:has|was|is)\ )?(?:(?:the|your|this|agency|agency['’]s)\ ){0,2}
        (?:return|reply|response|answer|update|input|form)\ (?:been\ )?(?:received|returned|sent(?:\ in|\ back)?|in)\?
    | (?:do|does|did|will|are|is)\ (?:you|we|(?:your|the)\ agency)\ (?:report|involved)(?:ing)?(?:\ (?:on|in))?
        (?:\ (?:this|the|each)\ \w{1,20})?\?
    | is\ (?:this|it)\ (?:your|our)(?:\ (?:agency|department|organisation)['’]s)?\ (?!lead)\w{1,20}\?""",
    needs=("?",),
)
"""Questions about whether an agency reports (`Do you report on this action?`) or has reported (`Return received?`)."""

_STATES = ("status", "stage", "state")  # words that, beside `text`, ask whether a text is ready

_AT_COURT = {"sub judice", "before court", "before courts", "suppression order", "name suppression", "suppression"}
"""Folded headings that ask whether a court's order covers a row."""

_BY = lazy_pattern(r" (?:by|of|from)(?:\Z| (?!cabinet|parliament))")

_NO = NO | {"0", "not", "never", "out", "kao", "non", "nein", "nee", "nao", "✗", "✘", "❌"}
_YES = YES | {"1", "fine", "high", "ae", "oui", "ja", "si", "sim", "✓", "✔", "☑", "✅"}
_RESTRICTING = {Question.PUBLISH: _NO, Question.APPROVE: _NO, Question.WITHHOLD: _YES, Question.WHICH: frozenset[str]()}

_READY = lazy_pattern("ok|okay|final|cleared|checked|reviewed|verified|submitted|ready|actual|seen|passed|content")
"""Words by which an answer says that a text is ready. A column where most answers have one is about the texts."""

_AFFIRMED = lazy_pattern("approved|agreed|public|publish|release|now|noted|any|anytime|done|complete")
"""The first words of answers that allow publication. Any other answer is a condition: `Only after the launch`."""

_REFUSED = lazy_pattern(
    r"(?:(?:still|currently|in|under|we|would|will|be) ){0,3}(?:s(?:ec(?:tion)?)? ?\d|declin|fail|refus|reject|denied"
    r"|withdr|retract|exempt|embargo|draft\b|hold\b)|(?:in|under) (?:progress|review|discussion)\b"
)
"""The beginning of an answer that restricts a text: `Declined`, or a section of an act such as `s 9(2)(f)(iv)`."""

_LISTED = lazy_pattern(r"[^;]+;\w", needs=(";",))  # a program's list of steps: `Draft;Sign-off`, but not `OK; RT`
_UNSURE = frozenset({"nothing", "not", "yet", "still"})  # `Sent 20/2, nothing back yet`, `Sign-off still to come`
_PUBLIC = ("public", "for public", "public report", "public version", "unrestricted")
_EVERYBODY = (*_PUBLIC, "all", "open", "everyone", "everybody", "anyone", "external", "clear", "white", "tlp clear")
_SIGNED = lazy_pattern(r"[A-Z]{2,4},? \d{1,2}[/. ](?:\d{1,2}|[A-Z][a-z]{2,8})(?:[/. ]\d{2,4})?")  # `RT 14/2/23`
_NAMED = lazy_pattern(r"[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{1,20}){1,3}, [A-Z]")  # `P. Singh, Deputy Chief Executive`
_FEW = 5  # the most words of an answer that names readers: `Ministers and their staff only`
_SHORT = 30  # the most characters of an answer that clears its row
_HELD = {Word.HELD, Word.DROP}
_UNFINISHED = (Word.BEFORE, Word.GOING_ON)
_LIKELY = (*_KINDS, *Word.HELD.value.split())


def _may_ask(heading: str) -> bool:
    """Whether a heading may ask who may see a text. This is a fast test, which most headings fail."""
    return len(heading) <= LONGEST and (has_any(as_read(heading).casefold(), _LIKELY) or may_ask(heading))


@lru_cache(maxsize=1024)
def question_in(heading: str) -> Question | None:
    """What a heading asks about who may see a row: `OK to publish?`, `Confidential?`, `Classification`; or None."""
    asked = Question.WITHHOLD if fold(heading) in _AT_COURT else None
    asked = Question.PUBLISH if _OF_ROW.match(heading) or _CONSENT.match(heading) else asked
    asked = Question.WHICH if _WHO_SEES.match(heading) else asked
    if asked is not None or fold(heading) == "on hold" or not _may_ask(heading):
        return asked
    plain = [word for word in plain_words(NUMBERED.sub("", heading)) if word not in _FIELDS]
    asking, *rest = _BY.split(" ".join(plain))
    words = asking.split()
    if not _only_ask(words):
        return None
    if any(word.startswith(_KINDS) for word in words):
        return Question.WHICH
    seen = {kind for kind in map(word_of, words) if kind is not None}
    only_held = not seen.isdisjoint(_HELD) and seen <= _HELD | {Word.SMALL, Word.TEXT, Word.BEFORE}
    if Word.NOT in seen:  # `Comment – not for publication` is about that comment
        words = [word for word in words if word_of(word) is not Word.THING]
    if only_held or seen >= {Word.NOT, Word.OUT} or all_about_text(words, Where.APART):
        return Question.WITHHOLD
    settles = CLEARING if rest else {Word.CLEARED, Word.APPROVED} if heading.endswith("?") else ()
    of_publishing = heading.endswith("?") or has_any(heading.casefold(), ("publi", "releas", "report", "go out"))
    if Word.OUT in seen and of_publishing and not (rest and seen & CLEARING):
        return Question.PUBLISH
    return Question.APPROVE if not seen.isdisjoint(settles) else None


def _only_ask(words: Iterable[str]) -> bool:
    return all(word_of(word) or _ASKING.fullmatch(word) or word.startswith(_KINDS) for word in words)


_AS_PUBLISHED = lazy_pattern(r"(?i)\bas (?:publi|print|releas|announc)")


@lru_cache(maxsize=1024)
def asked_of_text(heading: str) -> Question | None:
    """Like `question_in`, but any word about clearance makes a question: `FOI exemption`, `Status of text`."""
    asked = question_in(heading)
    if asked is not None or not (_may_ask(heading) or has_any(heading.casefold(), _STATES)):
        return asked
    words = plain_words(heading)
    if not {"text", "texts"}.isdisjoint(words) and not {*_STATES}.isdisjoint(words):
        return Question.PUBLISH
    telling = {Word.CLOSED, Word.SHUT, Word.OUT, *CLEARING}
    tells = any(word.startswith(_KINDS) or word_of(word) in telling for word in words)
    return Question.WHICH if tells and not _AS_PUBLISHED.search(heading) else None


def restricts(asked: Question, answer: Value | None, label: str = "", period: ReportingPeriod | None = None) -> bool:
    """Whether an answer restricts its row: `No` to “OK to publish?”, or a later date if its `label` is “Release”."""
    text = text_of(answer)[:LONGEST]
    if fold(text) in _EVERYBODY and asked is not Question.WITHHOLD:
        return False
    words = plain_words(text)
    first, kind = (words[0], word_of(words[0])) if words else (text, None)
    if first in _RESTRICTING[asked] and (len(first) > 1 or len(words) <= 1):
        return True
    waits = _UNFINISHED if asked is Question.WITHHOLD else (Word.WAITING,)
    until = asked is Question.WITHHOLD and text[:1].isdigit() and any(map(str.isalpha, text))  # `Embargo: 3 April`
    refuses = kind in (Word.SHUT, Word.DROP, Word.VOID, *waits) or _REFUSED.match(" ".join(words)) is not None
    doubted = text.endswith("?") and (not words or first in _YES | _NO)  # `?`, `Yes?`
    if refuses or until or doubted or is_out_later(f"{label} {text}", period):
        return True
    by_name = not CLEARING.isdisjoint(map(word_of, plain_words(label))) and _NAMED.match(text)
    affirmed = says_yes(text) or clears(text) or by_name
    by_nobody = asked is Question.APPROVE and text[:1].islower()  # not signed with a name or initials: `with Comms`
    if words and not affirmed and not is_no_answer(text) and (asked is Question.PUBLISH or by_nobody):
        unsure = not _UNSURE.isdisjoint(words) or any(word_of(word) in _UNFINISHED for word in words)
        return unsure or not any(map(str.isdigit, text))
    if asked is Question.WHICH and "tlp" in plain_words(label):  # `Amber` then means `TLP Amber`
        text = f"TLP {text}"
    by_readers = asked is Question.WHICH and words[-1:] == ("only",) and len(words) <= _FEW
    return by_readers or restriction_in(text) is not None


def says_yes(answer: str) -> bool:
    """Whether an answer begins with yes or a word such as `Approved`, or is signed with initials and a date."""
    first = (plain_words(answer[:LONGEST]) or (answer,))[0]
    return first in _YES or (_AFFIRMED.fullmatch(first) or _SIGNED.fullmatch(answer.strip())) is not None


def perhaps_refused(label: str, answer: Value | None) -> bool:
    """Whether an answer says no or names readers below a label that may be about texts: “Distribution: Officials”."""
    first, *more = plain_words(text := text_of(answer)[:LONGEST]) or (text,)
    asking = plain_words(label)
    kinds = {word_of(word) for word in asking}
    to_readers = "handling" in asking or (Word.OUT in kinds and kinds.isdisjoint(CLEARING))
    if to_readers and _only_ask(asking) and restriction_in(f"{text} only"):
        return True
    says_no = (first in _NO and (len(first) > 1 or not more)) or word_of(first) in (Word.NOT, Word.WAITING)
    return says_no and ("publish" in asking or not kinds.isdisjoint(CLEARING))


def clears(answer: str) -> bool:
    """Whether a short answer says that a text is ready: `Passed, source seen`, but not `Not seen`."""
    words = plain_words(answer) if len(answer) <= _SHORT else ()
    if not any(map(_READY.fullmatch, words)) or not _UNSURE.isdisjoint(words):
        return False
    return word_of(words[0]) not in (Word.NOT, Word.WAITING, Word.GOING_ON)


def is_out_later(text: str, period: ReportingPeriod | None) -> bool:
    """Whether a title, or a label with its answer, sets a day of release after the period: `Publish after May 2030`."""
    spelt = spelt_out(text) if period and len(text) <= LONGEST else ""
    asked = DATE.sub(" ", spelt).casefold().replace("date of", " ").replace("date", " ").strip(" :")
    if not period or question_in(asked) is not Question.PUBLISH or asked.split()[0].endswith("ed"):
        return False
    dates = (written_date(found[0]) for found in DATE.finditer(spelt))
    return any(date and date.exact and date.exact > period.end for date in dates)


def is_answer(answer: Value | None) -> bool:
    """Whether a value begins with yes or no."""
    return " ".join(plain_words(text_of(answer)[:LONGEST])[:1]) in _YES | _NO


def columns_asking(table: Table, private: Collection[str]) -> Mapping[int, tuple[str, Question]]:
    """The private or unknown columns about who may see an update, each with its heading and question."""
    headings = {table.line_of(heading.cell): heading for heading in table.headings}
    asked: dict[int, tuple[str, Question]] = {}
    for at, heading in headings.items():
        question = heading.text.partition("(")[0] if heading.column else heading.text
        may_ask = heading.column in private or (heading.column is None and not heading.is_name)
        if may_ask and (what := asked_of_text(question)):
            asked[at] = heading.text, what
    cells = (cell for row in table.updates for cell in answers_in(row, private))
    for column, values in by_first((cell.column, cell.value) for cell in cells if not table.is_form).items():
        _, what = asked.get(column, ("", Question.WHICH))
        numbers = any(text.isdigit() and text not in _YES | _NO for text in map(text_of, values))  # of publications
        if numbers or (column in asked and _keeps_itself_out(*asked[column], values)):
            asked.pop(column, None)
            continue
        signed = column in asked and sum(_SIGNED.fullmatch(text_of(value)) is not None for value in values) > 1
        public = _EVERYBODY if column in asked else _PUBLIC
        texts = [text for text in map(text_of, values) if not _LISTED.match(text)]
        cleared = sum(clears(text) or fold(text) in public for text in texts)
        if what is Question.WHICH and (signed or (cleared > 1 and 2 * cleared > len(values))):  # `OK`, `OK`, `Hold`
            label = headings[column].text if column in headings else f"Column {column_letter(column)}"
            asked[column] = label, Question.PUBLISH
    return asked


def _keeps_itself_out(heading: str, what: Question, values: Sequence[Value | None]) -> bool:
    """Whether a heading only keeps its own texts out: `Working notes (not for the report)`, above more than answers."""
    texts = sum(len(text_of(value).split()) > _FEW for value in values)
    return what is Question.WHICH and 2 * texts > len(values) and restriction_in(heading) is not None


def answers_in(row: Row, private: Collection[str]) -> Sequence[RawCell]:
    """The cells of a row that may answer questions about it. None of them is published."""
    return [*(cell for column in private if (cell := row.cells.raw.get(column))), *row.other]


def refusals(table: Table, sheets: Iterable[Sheet], private: Collection[str]) -> Mapping[int, tuple[RawCell, str]]:
    """The answers that withhold a single update of a table, by row, each with its label: `No` to “Publish?”."""
    asked = {} if table.is_form or table.lane else columns_asking(table, private)
    of_several = {row.continues for row in table.updates}
    merged = {area[:2] for each in sheets if each.name == (table.sheet or "") for area in each.merges}
    found: dict[int, tuple[RawCell, str]] = {}
    for row in (row for row in table.updates if asked and row.number not in of_several):
        for cell in (cell for cell in answers_in(row, private) if cell.at not in merged):
            label, question = asked.get(cell.column, ("", Question.WHICH))
            words = plain_words(text := text_of(cell.value)[:LONGEST]) or (text,)
            if question is not Question.APPROVE and len(words) == 1 and words[0] in _RESTRICTING[question]:
                found.setdefault(row.number, (cell, label))
    return found
