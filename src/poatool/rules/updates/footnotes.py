"""Footnotes of texts, and notes outside the table that withdraw or restrict an update."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from poatool.findings.model import Place
from poatool.framework.reference.resolve import mentions
from poatool.rules.registry import Problem, once, updates_on
from poatool.rules.wording import LOOKED_AT, at_end, cell_on
from poatool.submissions.evidence.clearance import answered_in, questions_in
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.restrictions.texts import Where, all_about_text, restriction_in
from poatool.submissions.restrictions.words import may_restrict, plain_words, word_of
from poatool.text import actions, lazy_pattern
from poatool.workbooks.model import RawCell, Sheet, Visibility, trimmed

_MARK = lazy_pattern(r"[*†‡§]{1,3}|[¹²³⁴-⁹]|\[\d{1,2}\]")
_MARKED = lazy_pattern(r"[^\s*†‡§]\s?([*†‡§]{1,3}|[¹²³⁴-⁹]|\[\d{1,2}\])\Z")
_GONE = r"disregard|ignore|withdrawn?|retracted|superseded|to be (?:replaced|removed|deleted)"
_TAKES_BACK = lazy_pattern(
    rf"(?i)\b(?:{_GONE}|(?:has|have|is|are|was|were) not (?:been )?(?:cleared|agreed|approved)"
    r"|(?:should|must|do) not (?:be used|use)|copied|carried (?:over|forward)"
    r"|last (?:year|period|time)['’]?s?|(?:made|making) up|invent\w{0,9}|fictional|fictitious|dummy|not (?:true|real|correct|final|up to date)|out of date)\b"
)
# Words that show that a note is about the updates on its sheet: `All of the above is copied`, `these rows`.
_ABOUT_ALL = lazy_pattern(
    r"(?i)\b(?:(?:all|everything|any of|both) (?:of )?(?:the |it )?above|the above|above|this|these|our|all"
    r"|(?:gr[ae]y|shad|str[iu]|cross|highlight)[\w-]{0,12}(?: out)?)\W"  # such as `greyed-out rows`
    r"(?:(?:\w{1,20}\W){0,2}?(?:rows?|entry|entries|sheet|tab|return|table|texts?|updates?|answers?|statuse?s?)\b|is\b|are\b)"
)
_LONGEST_NOTE = 400  # the longest note, in characters, to search for a restriction
# Words that show that a note is about a column which reports never print.
_PRIVATE = lazy_pattern(r"\b(?:contacts?|notes?|columns?|personal|emails?|names?|comments)\b")
_LONGEST = 160  # the longest note, in characters, that may withdraw all updates on its sheet


@once
def notes_on_updates(submission: Interpreted) -> Sequence[Problem]:
    """Footnotes of published texts, and notes that withdraw or restrict an update."""
    found: list[Problem] = []
    hint = "Put what readers should know into the text, and delete this note."
    for sheet in submission.submission.sheets:
        if not (updates := updates_on(submission, sheet)) or sheet.visibility is not Visibility.VISIBLE:
            continue
        notes = [(cell, trimmed(cell.value)) for cell in notes_among(sheet, updates)]
        marked = updates if any(_MARK.match(text) for _, text in notes) else ()
        marks = [(mark, code) for update in marked for mark in _marks(update) for code in update.codes]
        of_rows = [(mark, code) for each in marked for mark in _mark_in(each.cell("action").raw) for code in each.codes]
        for cell, text in notes:
            begins = _MARK.match(text)
            meant = [*marks, *(of_rows if _TAKES_BACK.search(text) else ())] if begins else []
            if begins and (footed := dict.fromkeys(code for mark, code in meant if mark == begins[0])):
                message = f"The text on {actions([*footed])} is published without its footnote"
            elif (codes := _withdrawn(text, submission, updates)) is not None:
                what = f"the update on {actions(codes)} is" if codes else "all updates of the sheet are"
                message = f"This note is not published, but {what}"
            else:
                continue
            found.append(Problem(Place.of(cell_on(submission, sheet, cell)), f"{message}: {at_end(text)}", hint, text))
    return found


def _withdrawn(text: str, submission: Interpreted, updates: Sequence[Update]) -> tuple[str, ...] | None:
    """The actions whose updates a note withdraws or restricts; empty for the whole sheet, None if it does neither."""
    if _TAKES_BACK.search(text):
        named = {code for mention in mentions(submission.edition, text) for code in mention.references.codes}
        reported = named.intersection(code for update in updates for code in update.codes)
        if reported or (len(text) <= _LONGEST and _ABOUT_ALL.search(text)):
            return tuple(each.code for each in submission.edition.framework.actions if each.code in reported)
    # PUB513 finds notes that only forbid publication.
    if submission.submission.template is not None or restriction_in(text) is not None or answered_in(text) is not None:
        return None
    return () if _restricts(text) else None


def _restricts(text: str) -> bool:
    """Whether a note beside updates forbids publishing something that reports would print."""
    words = plain_words(text) if len(text) <= _LONGEST_NOTE and may_restrict(text) else ()
    if words[-1:] == ("no",) or _PRIVATE.search(" ".join(words)):
        return False
    runs = (list(run) for known, run in groupby(words, lambda word: word_of(word) is not None) if known)
    return any(all_about_text(run, Where.TEXT) for run in runs)


def _marks(update: Update) -> Iterator[str]:
    """Footnote marks at the ends of an update's published texts, and of its status."""
    status = update.row.cells.raw.get("status")
    for text in (*update.texts.values(), status.text if status else ""):
        yield from _mark_in(text)


def _mark_in(text: str) -> list[str]:
    return [found[1]] if (found := _MARKED.search(text.rstrip()[-8:])) else []


def notes_among(sheet: Sheet, updates: Sequence[Update]) -> Iterator[RawCell]:
    """The texts on a sheet that are in no row of these updates or their headings, and the comments on headings."""
    tables = {id(update.table): update.table for update in updates}.values()
    headings = {head.cell.at for table in tables for head in table.headings}
    rows = {update.row.number for update in updates} | {row for row, _ in headings}
    used = {c.at for update in updates for c in update.row.cells.raw.values() if c.row not in rows}
    yield from (RawCell(*at, text, text) for at, text in sheet.comments.items() if at in headings)
    cells = [cell for cell in sheet.cells[:LOOKED_AT] if cell.row not in rows and cell.at not in used]
    answered = questions_in(cells)
    yield from (cell for cell in cells if isinstance(cell.value, str) and cell.at not in answered)
