"""ACT204: rows in which a cell beside the action says that another action is meant."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from poatool.framework.edition import Edition
from poatool.framework.reference.model import How
from poatool.framework.reference.resolve import index_of, resolve
from poatool.framework.reference.short_names import of_another
from poatool.framework.reference.weights import may_name
from poatool.rules.actions.texts import SERIAL
from poatool.rules.registry import Problem
from poatool.rules.wording import quoted
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import actions, by_first, lazy_pattern, listed
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import Marks, RawCell, text_of

_FEW = 2  # this many names of actions may be unlike the plan's wording by chance
_BRIEF = len("Action no. N12")  # the longest text that is read as an action if no heading asks for one

_TITLE = lazy_pattern(rf"\D{{{_BRIEF},}}")
_OF_ACTIONS = lazy_pattern(r"(?i)action|wording")  # unlike `Description`, perhaps of the work
_MAY_NAME = (None, "action", "action_text")
_NAMES = lazy_pattern(
    r"(?i)\b(?:short|name|title|topic|subject|(?:reported|counted|moved|merged|transferred|continued) (?:under|in|to|into))\b"
)
_EARLIER_OR_MORE = lazy_pattern(r"(?i)\b(?:also|last|former(?:ly)?|previous(?:ly)?|earlier|until|used)\b")


def numbered_otherwise(submission: Interpreted) -> Iterator[Problem]:
    """Report rows and forms in which a second cell, such as `7. Undertake …`, names a different action."""
    edition, columns = submission.edition, defaultdict[object, list[tuple[Update, RawCell, str, bool]]](list)
    known = edition.framework.column_by_id
    asked = {fold_heading(text) for text in known["action"].headings}
    wordings = {fold_heading(text) for text in known["action_text"].headings if _OF_ACTIONS.search(text)}
    for table, updates in groupby(submission.updates, key=attrgetter("table")):
        heads = {table.line_of(heading.cell): heading for heading in table.headings}
        beside = {row.number: row.other for row in table.rows}
        lines = by_first((table.line_of(cell), text_of(cell.value)) for row in table.updates for cell in row.other)
        serial = {at for at, texts in lines.items() if texts[1:] and texts == [*map(str, range(1, len(texts) + 1))]}
        for update in (each for each in updates if each.references.resolved):
            row, wording = update.cell("action").row, update.row.cells.raw.get("action_text")
            others = (wording, *update.row.other, *(beside.get(row, ()) if row != update.row.number else ()))
            for cell in [each for each in others if each and Marks.APART not in each.marks]:
                head = heads.get(table.line_of(cell))
                label = "" if head is None or cell.at < head.cell.at else head.text if head.column in _MAY_NAME else "-"
                names = _NAMES.search(label) is not None and _EARLIER_OR_MORE.search(label) is None
                asks = cell is wording or fold_heading(label) in asked or names
                unknown = label not in ("", "-") and text_of(cell.value).isdecimal()
                beside_words = unknown or fold_heading(label) in SERIAL or (not label and cell.row == row)
                if asks or (beside_words and table.line_of(cell) not in serial and How.TITLE in update.references.ways):
                    columns[table.sheet, cell.column].append((update, cell, label, asks))
    for cells in columns.values():
        problems = list[Problem]()
        agree = [text_of(cell.value) in update.references.written for update, cell, _, asks in cells if not asks]
        headed = fold_heading(cells[0][2]) not in ("", *SERIAL)  # such a column may be about something else
        of_actions = 2 * sum(agree) > len(agree) if headed else any(agree)  # they are the actions of their own rows
        for update, cell, label, asks in cells:
            text, own = text_of(cell.value).strip(), update.references.written
            if asks or (len(text) <= _BRIEF and (of_actions or not text.isdecimal())):
                named = resolve(edition, text, suggest=False).codes or (of_another(edition, own, text) if asks else ())
                if named and set(named).isdisjoint({*update.codes, *own}):
                    place = update.row.cells.origin.cell(cell)
                    says = f"{quoted(label) if label else place.ref} says {listed(named)} here"
                    message = f"{says}, but the action beside it is {actions(own)}."
                    at = place if cell in update.row.other else update.cell("action")  # not at a title above it
                    problems.append(Problem.at(at, message))
        titles = [(update, cell) for update, cell, label, _ in cells if fold_heading(label) in asked | wordings]
        yield from _unlike(titles, edition, len(problems)) or problems


def _unlike(titles: Sequence[tuple[Update, RawCell]], edition: Edition, wrong: int) -> list[Problem]:
    """Report titles of actions if most are unlike the plan's wording for their numbers, and few are known as `wrong`."""
    index = index_of(edition, suggest=False)
    named = [(update, cell) for update, cell in titles if _TITLE.fullmatch(text_of(cell.value))]
    fitting = sum(may_name(index, update.codes, text_of(cell.value)) for update, cell in named)
    if len(named) <= max(_FEW, 3 * fitting, 2 * wrong):
        return []
    (update, cell), (last, _) = named[0], named[-1]
    heading = update.table.heading("action")
    message = f"These numbers do not fit most texts in column {column_letter(cell.column)}."
    hint = "If they are those of another programme, write the plan's numbers. If not, write the plan's wordings."
    at = heading.cell if heading is not None else update.cell("action")
    return [Problem.at(at, message, hint).until(last.row.number)]
