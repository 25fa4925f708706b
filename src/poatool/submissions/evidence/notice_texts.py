"""Find notices on a whole sheet or row in titles and notes: `Approved for release: No`, `Not to leave the Ministry`."""

from collections.abc import Mapping, Sequence, Set as AbstractSet
from functools import partial
from itertools import takewhile

from poatool.framework.dates import DATE
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.matching import fold
from poatool.phrases import phrases
from poatool.submissions.evidence.clearance import Question, asked_of_text, is_answer, is_out_later, restricts
from poatool.submissions.evidence.heading_words import MARKS
from poatool.submissions.restrictions.remarks import restricting_clause
from poatool.submissions.restrictions.texts import LONGEST, restriction_in, withheld_in
from poatool.submissions.restrictions.words import Where, plain_words, word_of
from poatool.text import MONTH_NAMES, by_first, lazy_pattern
from poatool.workbooks.model import RawCell, Value, text_of, trimmed

_ANSWERED = lazy_pattern(r"(?P<label>[^:?()–—]{1,120}?)\s{0,9}(?P<sign>[:?]|[(–—]|\s-\s)(?P<answer>[^:?]{1,120})")


def answered_in(text: str) -> tuple[Question, str] | None:
    """The question and answer in a label that has both: `Approved for release: No`, `Confidential (no)`; else None."""
    parts = _ANSWERED.fullmatch(text) if len(text) <= LONGEST else None
    if parts is None or (asked := asked_of_text(parts["label"])) is None:
        return None
    answer = parts["answer"].strip(" .)")
    return (asked, answer) if answer and (parts["sign"] in ":?" or is_answer(answer)) else None


_UNTIL_PUBLISHED = lazy_pattern(r"(?i)\W{0,9}in[ -]confidence until (?:published|released)\W{0,9}", needs=(" until ",))
"""A marking that applies only until the report on these returns is published."""
_BY = r"(?: (?:by|in) [^\W\d_][\w ’'-]{1,40})?\W{1,9}(?:now |since )?"
_SINCE_RELEASED = lazy_pattern(
    r"(?i)\W{0,9}(?:in[ -]confidence|confidential|embargoed|draft|not for (?:release|publication)) until "
    rf"(?:{'|'.join(f'{done}{_BY}{done}' for done in ('released', 'published', 'approved', 'cleared'))})"
    rf"(?: (?:on |in )?(?:\d{{1,2}}[ ./-])?(?:{'|'.join(MONTH_NAMES)}|\d{{1,2}})(?:[ ./-]\d{{2,4}})?)?\W{{0,9}}",
    needs=(" until ",),
)
"""A marking that ended by its own words: `In confidence until released by the Ministry – RELEASED 14 December 2023`."""


def notice_in(text: str, period: ReportingPeriod | None) -> str | None:
    """The notice in a title or row; the whole text if an answer (`Release: No`) or a later date restricts it."""
    if _UNTIL_PUBLISHED.fullmatch(text) or _SINCE_RELEASED.fullmatch(text):
        return None
    if (answered := answered_in(text)) is not None and (is_answer(answered[1]) or restricts(*answered, text, period)):
        return text if restricts(*answered, text, period) else None
    if is_out_later(text, period):
        return text
    of_all = _ALL_OF_IT.search(text) is not None
    where = Where.NOTE if of_all else Where.APART
    return restriction_in(text) or (withheld_in(text) if of_all else None) or restricting_clause(text, where)


def is_on_contact(text: str, plan: Framework) -> bool:
    """Whether a notice is only about its own line, on whom to ask: `Contact (not for publication): …`."""
    parts = _OWN_LINE.match(text) if not _OF_RETURN.search(text) else None
    return bool(parts and fold(parts[1]) in map(fold, plan.column_by_id["contact"].headings))


_OWN_LINE = lazy_pattern(r"([\w -]{3,40}?)\s*(?:\([^()]*\)|(?:,|[–—]|\s-\s)[^:]*)\s*(?:\Z|:)")
_OF_RETURN = lazy_pattern(r"(?i)\b(?:return|workbook|file|sheet|tab|row|all|this)s?\b")

# The beginning of a sentence about a whole return.
_ALL_OF_IT = lazy_pattern(r"(?i)\b(?:nothing in|no part of) (?:this|the)\b|\Aall (?:entries|texts|answers|updates)\b")

_PAIR = 2  # a label and its answer are two cells; only more cells may be an entry in a list of versions
_VERSION = lazy_pattern(r"(?i)v\d{1,2}(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2})+")


def rows_of_versions(cells: Sequence[RawCell]) -> AbstractSet[int]:
    """The rows of a list of versions, which begin with a number such as `0.1`, or have such a number and a date."""
    found = set[int]()
    for at, row in by_first((cell.row, cell) for cell in cells).items():
        numbered = [_VERSION.fullmatch(cell.text.strip()) is not None for cell in row]
        dated = any(DATE.match(text_of(cell.value)) for cell in row)
        if len(row) > _PAIR and (numbered[0] or (any(numbered) and dated)):
            found.add(at)
    return found


def questions_in(cells: Sequence[RawCell]) -> Mapping[tuple[int, int], tuple[Question, str, RawCell]]:
    """The labels that ask who may see updates, by row and column, each with the answer beside or below it.

    In a sign-off, the answer is the decision beside the names and dates, or has no value if nobody has signed.
    """
    by_place, rows = {cell.at: cell for cell in cells}, by_first((cell.row, cell) for cell in cells)
    found: dict[tuple[int, int], tuple[Question, str, RawCell]] = {}
    for cell in cells:
        label = trimmed(cell.value)
        if label.endswith(".") or (asked := asked_of_text(label)) is None:
            continue
        below = by_place.get((cell.row + 1, cell.column))
        after = (each for each in rows[cell.row] if each.column > cell.column)
        right = [*takewhile(lambda each: not trimmed(each.value).endswith(MARKS), after)]
        beside = next(iter(answers_beside(label, right)), None)
        if below and is_answer(below.value) and not (beside and is_answer(beside.value)):
            found[cell.at] = asked, label, below
        elif beside and _answers(asked, label, beside.value):
            found[cell.at] = asked, label, beside
        elif not right and asked is Question.PUBLISH and _SETTLED.match(label) and _is_in_list(cell, rows):
            found[cell.at] = asked, label, cell._replace(value=None)
    return found


_SETTLED = lazy_pattern(r"(?i)\W*(?:approved|cleared|agreed|authorised|endorsed|signed[ -]?off)\b[^?]*\Z")
"""The labels of sign-offs, such as `Approved for release`, which call for a signature."""

_NAME = lazy_pattern(r"[A-Z][\w.'’-]{0,20}(?:,? (?!\w+(?:ed|ing)\b)[A-Z][\w.'’-]{0,20}){1,6}")  # of a person or a post


def _signs(text: str) -> bool:
    """Whether a text is a date, or only says who signed: `General Manager`, not `With Comms`."""
    return bool((_NAME.fullmatch(text) and not any(map(word_of, plain_words(text)))) or DATE.fullmatch(text))


def answers_beside(label: str, cells: Sequence[RawCell]) -> Sequence[RawCell]:
    """The cells that answer a label: in a sign-off, those that are neither names nor dates, or else the date."""
    if not (label.endswith("?") or (_SETTLED.match(label) and restriction_in(label) is None)):
        return cells
    dates = [cell for cell in cells if DATE.fullmatch(text_of(cell.value))]
    return [cell for cell in cells if not _signs(text_of(cell.value))] or dates or cells


def _is_in_list(label: RawCell, rows: Mapping[int, Sequence[RawCell]]) -> bool:
    """Whether the row above or below also begins with a label, and has an answer."""
    beside = (rows.get(row, ()) for row in (label.row - 1, label.row + 1))
    return any(len(cells) > 1 and cells[0].column == label.column for cells in beside)


def _answers(asked: Question, label: str, beside: Value | None) -> bool:
    """Whether the value beside a label answers it. Without `:` or `?`, only yes, no, a date or a restriction does."""
    text = text_of(beside)
    answers = label.endswith(MARKS) or is_answer(beside) or DATE.fullmatch(text) or restricts(asked, beside)
    return bool(text and answers)


_PARTS = {
    "GOOD": "final|web|website|public|latest|agreed|clean|new|full|short|submitted|updated|template",
    "AS": """as|what|we|said|sent|reported|published|printed|submitted|texts?|wording|answers?|from|in|for|our
        reference|comparison""",
    "EARLIER": "(the )?(last|previous|prior|earlier|past)('?s)?( (reporting )?(year|period|round|time)s?('?s)?)?",
    "REPORTS": "reports?|returns?|updates?|drafts?|versions?|progress|data|submission",
    "ROWS": "rows?|lines|actions|updates|entries|work|activities",
    "INVENTED": "made up|invented|fictitious|fictional|not real",
    "REMOVED": "removed|deleted|dropped|excluded|cut|(taken|left|moved) (out|off)",
}
_phrases = partial(phrases, parts=_PARTS, case="any")
NOT_MEANT = _phrases("""(do )?not send|drafts?|superseded|obsolete|old|archived?|back ?up|back-up|scratch|copy of
    deleted?|unused|redundant|ignore|(not: GOOD) LONG version""")
NOT_THIS_TIME = _phrases("^(((AS)JOINT){0,5}EARLIER( REPORTS)?|wip|work in progress|test|testing)((JOINT)?AMOUNT)?$")
"""A tab or title with only words for texts of an earlier period or a trial: `As sent last year`, `WIP`, `Test 2`."""

_OF_EARLIER = _phrases("""^((AS)JOINT){0,5}EARLIER( REPORTS)?((JOINT)?AMOUNT)?$|^from EARLIER REPORTS
    (not|-n't) …1 updated (not: by)|for (your )?(reference|comparison) (before: $|only|purposes)""")
"""A sub-heading whose rows are not of this period, because they were not updated: `Carried over, for reference`."""

_APART = _phrases("""^(ROWS )?REMOVED (of|from|for) (WORD ){0,2}REPORTS|^end of ((the|our|this) )?REPORTS$
    for context( only)?$|^ROWS (of|by|from) other-|^what (the )?other-( WORD)? (are|have|did|do)""")
"""A sub-heading whose rows are not part of the return: `Taken out of this year’s report`, `End of return`."""

LEFT_OVER = _phrases("""^(for )?(an? )?(example|sample|illustration|demonstration|test)s? (only|data|answers|texts|rows)
    ^(carried|copied|brought|rejected|declined|proposed new|not yet|withdrawn|removed|cancelled|replaced by)
    ^(how|what) (it|this|your|an|a) LONG looks?|^(please )?((write|type) over|overwrite)
    ^(please )?(delete|remove) (this|before)""")
"""The beginning of a title whose rows are not meant to be sent, or may belong to another period or plan."""

INVENTED = _phrases("(answers?|texts?|data|figures|rows|entries|examples?|updates?|all) …2 INVENTED")
"""Words in a title whose rows are never meant to be published: `Dry run: the answers are made up`."""


def of_other_work(text: str) -> str | None:
    """What a sub-heading says about its rows if they are not on the agency's work in the period."""
    earlier = "of an earlier period" if _OF_EARLIER.search(text) else None
    return earlier or ("not part of this return" if _APART.search(text) else None)
