"""Footnotes and colours: what marks beside texts and keys to colours say about updates."""

from collections.abc import Mapping, Sequence
from itertools import chain

from poatool.findings.model import Place
from poatool.framework.names.statuses import is_status
from poatool.rules.registry import Problem, once, tables_on, updates_on
from poatool.rules.wording import at_end, cell_on, notes_among
from poatool.submissions.evidence.kinds import COLOURS
from poatool.submissions.evidence.notice_texts import notice_in
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.restrictions.remarks import message_about
from poatool.submissions.restrictions.texts import ban_in, withheld_in
from poatool.submissions.restrictions.words import CLEARING, may_restrict, plain_words, word_of
from poatool.submissions.statements.legend import signs_in
from poatool.text import actions, by_first, lazy_pattern
from poatool.workbooks.model import RawCell, Sheet, trimmed

ABOUT_RETURN = lazy_pattern(
    r"(?i)\bthis (?:return|workbook|file|submission|copy)\b|\A(?:all|the) (?:entries|texts|answers|updates) (?:are|have)\b|\b(?:any|none|no part) of (?:it|this)\b|\Arows? \d"
)  # about the whole return, whatever the sheet is called
_WORDS = 3  # the fewest words that give a colour a meaning besides its name
_At = tuple[int, int]  # row and column
_SIGN = r"[*†‡§]{1,3}|[¹²³⁴-⁹]|\[\d{1,2}\]"
_MARK = lazy_pattern(_SIGN, needs=tuple("*†‡§¹²³⁴⁵⁶⁷⁸⁹["))
_MARKED = lazy_pattern(rf"(?s)(?:[^\s*†‡§](?: (?!\*)| (?=\*+\Z))?|\A(?!\*.*\w))({_SIGN})(?!\w)")
"""A footnote mark in or after a text. A `*` that begins a text with words is a bullet."""


@once
def footnotes(submission: Interpreted) -> tuple[Sequence[Problem], Mapping[tuple[str, _At], Sequence[Update]]]:
    """Report footnotes of published texts, and find the updates that footnotes restrict, by the footnote's cell.

    A footnote restricts no updates if it may be about every text: it speaks of the whole return, or its mark is also
    elsewhere, as in a heading or in the plan (`N1*`).
    """
    of_plan = {(each.footnote, each.code) for each in submission.edition.framework.actions}
    of_texts, restricting = list[Problem](), dict[tuple[str, _At], Sequence[Update]]()
    for sheet in submission.submission.sheets:
        updates = updates_on(submission, sheet)
        notes = ((note, _MARK.match(trimmed(note.value))) for note in notes_among(sheet, updates) if updates)
        for note, mark, text in ((note, sign[0], sign.string) for note, sign in notes if sign):
            rest = text.removeprefix(mark).strip()
            bans = (ban_in(rest), withheld_in(rest), notice_in(rest, submission.edition.period))
            forbids = may_restrict(rest) and any(bans)
            printed = not (forbids or message_about(f"This text is {text}"))
            bearers = [update for update in updates if mark in _marks(update, printed=printed)]
            own = {note.at, *(cell.at for each in bearers for cell in each.row.every_cell)}
            own -= {u.cell("action").at for u in bearers if not of_plan.isdisjoint((mark, code) for code in u.codes)}
            of_all = any(mark in _MARKED.findall(cell.text) for cell in sheet.cells if forbids and cell.at not in own)
            codes = [*dict.fromkeys(code for update in bearers for code in update.codes)]
            if forbids and bearers and not (of_all or ABOUT_RETURN.search(note.text)):
                restricting[sheet.name, note.at] = bearers
            elif codes and not (forbids or sheet.hidden):
                message = f"The text on {actions(codes)} is published without its footnote: {at_end(text)}"
                hint = "Put what readers should know into the text, and delete this note."
                of_texts.append(Problem(Place.of(cell_on(submission, sheet, note)), message, hint, text))
    return of_texts, restricting


def _marks(update: Update, *, printed: bool) -> Sequence[str]:
    """The footnote marks in an update's cells or, if `printed`, at the end of its published texts and of its status."""
    ends = [text.rstrip()[-5:] for text in (*update.texts.values(), update.row.cells.text("status"))]
    texts = ends if printed else [cell.text for cell in update.row.every_cell]
    return [*chain.from_iterable(map(_MARKED.findall, texts))]


@once
def keys_of_colours(submission: Interpreted) -> Mapping[str, Mapping[_At, tuple[RawCell, str, bool]]]:
    """The cells that may explain a colour, by sheet and place; not the headings of known columns.

    Each comes with its colour, and whether it is in an update's row and in a column that explains several colours.
    """
    found = {}
    for sheet in (each for each in submission.submission.sheets if each.fills):
        rows = {update.row.number: update.row for update in updates_on(submission, sheet)}
        known = {cell.at for row in rows.values() for cell in row.cells.raw.values()}
        headings = {each.cell.at for table in tables_on(submission, sheet) for each in table.headings if each.column}
        used, keys = {sheet.fill(*at) for at in known} - {""}, dict[_At, tuple[RawCell, str]]()
        for cell in (each for each in sheet.cells if each.at not in headings):
            row, column = cell.row, cell.column - (not sheet.fill(*cell.at))
            fill, before = sheet.fill(row, column), sheet.fill(row, column - 1)
            apart = known.isdisjoint({cell.at, (row, column)}) and fill != before
            if fill in used and (row not in rows or apart):
                keys[cell.at] = cell, fill
        several = by_first((column, fill) for (_, column), (_, fill) in keys.items())
        found[sheet.name] = {at: (*key, at[0] in rows and len({*several[at[1]]}) > 1) for at, key in keys.items()}
    return found


def in_key(cell: RawCell, sheet: Sheet) -> bool:
    """Whether the row of a coloured cell says that it explains a colour: `Key`, `Red row`."""
    words = {word for other in sheet.cells if other.row == cell.row for word in other.text.casefold().split()}
    return not words.isdisjoint(COLOURS | {"key", "legend", "shaded"})


@once
def colours(submission: Interpreted) -> Sequence[Problem]:
    """Report what a key says about the colour of some of the published texts, other than their status."""
    found, plan = list[Problem](), submission.edition.framework
    for sheet in (each for each in submission.submission.sheets if each.fills and not each.hidden):
        updates = [each for each in updates_on(submission, sheet) if "progress" in each.row.cells]
        for cell, fill, _ in keys_of_colours(submission)[sheet.name].values():
            meant = [u for u in updates if sheet.fill(*u.row.cells.raw["progress"].at) == fill]
            says = trimmed(cell.value)
            words = [*map(word_of, plain_words(says))]
            known = any(is_status(plan, each) for each in (says, *signs_in(says).values()))
            known = known or not CLEARING.isdisjoint(words) or ban_in(says) is not None or len(says.split()) < _WORDS
            if 0 < len(meant) < len(updates) and in_key(cell, sheet) and not known:
                on = actions([*dict.fromkeys(code for update in meant for code in update.codes)])
                message = f"The text on {on} has a colour whose meaning is not published: {at_end(says)}"
                hint = "Put what readers should know into the text. Empty the text if it is not for them."
                found.append(Problem(Place.of(cell_on(submission, sheet, cell)), message, hint, says))
    return found
