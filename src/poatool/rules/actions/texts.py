"""ACT: doubtful readings of actions, and texts and cells that name a different action from their row's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import ActionStanding, Edition
from poatool.framework.names.matching import fold
from poatool.framework.reference.model import How
from poatool.framework.reference.resolve import actions_worded, index_of, mentions, resolve
from poatool.framework.reference.subjects import of_another
from poatool.framework.reference.weights import may_name
from poatool.rules.registry import Problem, is_progress, once, rule, texts_with
from poatool.rules.wording import quoted
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import By, Table
from poatool.submissions.statements.plans import other_plan
from poatool.submissions.template import SERIAL_HEADINGS
from poatool.text import actions, by_first, lazy_pattern, listed
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import Marks, RawCell, text_of

_SERIAL = frozenset(fold_heading(text) for text in SERIAL_HEADINGS)


@rule("ACT217", Severity.WARNING, requires="ACT204", was="ACT218 action-text-misspelt numbers-of-rows")
def action_doubtful(submission: Interpreted) -> Iterator[Problem]:
    """An action was recognised by a wording slightly different from the plan's, or by numbers that may only count rows.

    A row counts for the only action with a similar wording, and `Action 7: franchises` for Action 7 if its words fit no
    other action better. Names such as `Consumer awareness` are read if each clearly means an action of its own. A text merged over rows on several actions is doubtful, and so is a range with numbers that the
    plan lacks. Numbers below `No.` are doubtful if no text beside them is in the plan, or if they only count (`POA-1`,
    `POA-2`); so are numbers below `Line` or `Serial`. If no column has the actions, each text must name its own, as
    `On action 9, we …` does; one finding for each sheet says which were read. To fix it, write the number in a column `Action`.

    Bad rows:
    | Identify mecanisms to assist in bilding greater child safeguarding measures in the Pacific. <found> | Under way | Published a study. |

    Good:
    | No. | Status    | Progress               |
    | 1   | Under way | Trained forty of them. |
    """
    yield from _named_in_texts(submission)
    index = index_of(submission.edition, suggest=False)
    for update in submission.updates:
        for piece in update.references.pieces:
            titled = [step.target for step in piece.via if step.how is How.TITLE]
            if titled and not piece.paraphrase and not _as_worded(piece.text, submission.edition.by_code[titled[0]]):
                message = f"The text was read as Action {titled[0]}, but the plan words it differently."
                fix = Fix(titled[0], safe=False) if len(update.references.pieces) == 1 else None
                hint = f"If the row is about Action {titled[0]}, write {titled[0]} in this cell."
                yield Problem.at(update.cell("action"), message, hint, fix)
                break
        ranges = ([step.target for step in piece.via if step.how is How.RANGE] for piece in update.references.pieces)
        if missing := [code for each in ranges for code in index.lacking(each)]:
            message = f"{quoted(update.references.text)} includes {listed(missing)}, which the plan does not have."
            yield Problem.at(update.cell("action"), message, "Correct the range, or list its actions one by one.")
        if update.row.shared:
            message = "One text is merged over rows on several actions, so it counts for each action."
            hint = "If that is wrong, write what was done for each action in its row."
            yield Problem.at(update.row.first, message, hint)
    for table in submission.submission.tables:
        action = table.heading("action")
        may_count = action and (action.by is By.CONTENT or fold_heading(action.text) in _SERIAL)
        if action and may_count and (doubt := _doubt(submission, table)):
            message = f"The numbers below {quoted(action.text)} were read as actions, but {doubt}. They may be the numbers of the rows."
            hint = "If they are actions, call the column “Action”; if not, add such a column with the plan's numbers."
            yield Problem.at(action.cell, message, hint)


def _named_in_texts(submission: Interpreted) -> Iterator[Problem]:
    """Report once for each sheet that its texts name their own actions."""
    resolved = (update for update in submission.updates if update.references.resolved)
    headed = ((update, update.table.heading("action")) for update in resolved)
    found = by_first((update.table.sheet, update) for update, heading in headed if heading and heading.by is By.TEXT)
    for updates in found.values():
        read = [f"{quoted(update.references.text)} ({update.cell('action').ref})" for update in updates[:_SHOWN]]
        more = [f"{len(updates) - _SHOWN} more"] if updates[_SHOWN:] else []
        message = f"No column has the actions, so they were read from the texts themselves: {listed([*read, *more])}."
        hint = "Check this. If it is right, write the actions into a column “Action” next time."
        yield Problem.at(
            updates[0].cell("action"), message, hint, related=[each.cell("action") for each in updates[1:]]
        )


_SHOWN = 4  # how many actions a message names


def _as_worded(text: str, action: ActionStanding) -> bool:
    """Whether a text contains, or is the beginning of, one of the action's wordings, current or former."""
    folded = fold(text)
    return any(wording in folded or wording.startswith(folded) for wording in map(fold, action.entry.wordings))


def _doubt(submission: Interpreted, table: Table) -> str:
    """Why a table's numbers may not be actions; empty if nothing suggests it, or if one is like `N1` or `Action 3`."""
    edition, updates = submission.edition, [update for update in submission.updates if update.table is table]
    texts = [update.references.text for update in updates]
    labels = [text for text in texts if not text.isdecimal()]
    if any(mentions(edition, label) for label in labels):
        return ""
    resolved = [each for each in updates if each.references.resolved]
    if worded := [each for each in resolved if "action_text" in each.row.cells]:
        wording, wordings = table.heading("action_text"), [each.row.cells.text("action_text") for each in worded]
        index = index_of(edition, suggest=False)
        fitting = sum(may_name(index, each.codes, text) for each, text in zip(worded, wordings, strict=True))
        known = 2 * fitting > len(worded) or any(actions_worded(edition, text) for text in wordings)
        return "" if known or wording is None else f"no text below {quoted(wording.text)} has the plan's wording"
    counted = texts[1:] and all(f"{at}" in (each.references.text, *each.codes) for at, each in enumerate(updates, 1))
    short = any(How.SHORT in update.references.ways for update in updates)
    return "they count 1, 2 and so on" if counted and (labels or short) else ""


@rule("ACT215", Severity.WARNING, was="ACT216 prose-cites-no-action text-of-another-action")
def other_action_in_text(submission: Interpreted) -> Iterator[Problem]:
    r"""A text, or a part of it, begins with the number of a different action, or says that its action is another plan's.

    Rows are often pasted one line off, and plans have actions with the same numbers. To fix it, correct the action or
    the text, or give each action its own row with its part of the text.

    Bad:
    | Action | Status    | Progress                                                                         |
    | 2      | Under way | Ran two workshops in Napier.                                                     |
    | 3      | Under way | Met the unions in May.                                                           |
    | 5      | Under way | Action 3: wrote a guide for workers. <found>                                     |
    | 7      | Under way | On action 6, we met the unions in March. <found>                                 |
    | 8      | Under way | Action 8: trained inspectors.\nAction 9: wrote a leaflet for employers. <found> |
    | 10     | Under way | Set up a helpline, as Action 10 of the Pacific Fisheries Strategy asks. <found>  |

    Good rows:
    | 2 | Under way | Action 2: trained forty inspectors.                    |
    | 3 | Under way | Action 2 was the first that was finished.              |
    | 5 | Under way | Set up Action 40 of the Pacific Strategy in two towns. |
    | 9 | Under way | Spoke at a forum (until 2021 this was Action 26).      |
    """
    yield from texts_on_other_actions(submission)[0]
    for text in filter(is_progress, texts_with(submission, _IS_ACTION)):
        named = _OF_PLAN.search(text.text)
        if named and named[1] in text.update.codes and (plan := other_plan(named[2], submission.edition.framework)):
            message = f"The text says that Action {named[1]} is an action of {quoted(plan)}, which is another plan."
            yield Problem.at(
                text.cell, message, "Correct the action if it is one of this plan; if not, delete the row."
            )


_IS_ACTION = frozenset(("action", "actions")).__contains__
_OF_PLAN = lazy_pattern(
    r"\b[Aa]ctions? ([\w./-]{1,12}),? (?:of|in|under|from) (?:the|our|its) ((?:[A-Z][\w’'-]{1,30} |(?:and|for|of|on|to) ){1,8}"
    r"(?:Plan|Programme|Strategy|Framework|Roadmap)\b(?: (?:[A-Z][\w’'-]{1,30}|and|for|of|on|to)){0,8})"
)


@once
def texts_on_other_actions(submission: Interpreted) -> tuple[list[Problem], list[Problem]]:
    """Problems with texts on a different action from their row's: single ones, and those in tables full of them."""
    single, moved, by_table = list[Problem](), list[Problem](), defaultdict[int, list[Problem]](list)
    for text in (each for each in submission.texts if is_progress(each) and each.update.references.resolved):
        if fault := _in_parts(text.update, _parts(text.text, submission.edition)):
            (single if fault[1] is _SPLIT else by_table[id(text.update.table)]).append(Problem.at(text.cell, *fault))
    for table in submission.submission.tables:
        if len(found := by_table[id(table)]) > 1 and len(table.updates) < 2 * len(found):
            moved += [problem._replace(hint=_MOVED) for problem in found]
        else:
            single += found
    return single, moved


_MOVED = "The same goes for most rows: a column may have been sorted or moved by itself. Correct the table."
_SPLIT = "Give each action a row with its part of the text."
_HEADED = lazy_pattern(
    r"[^\S\n]{0,9}(?:,?\s{0,3}\(?cont(?:inued|['’]?d)?\.?)?(?:[)\]]{0,2}[:–—]|[)\]]{1,2}(?=\s)|-(?=\s)|\.(?=\s))"
)
_LINE = lazy_pattern(r"(?im)^[^\w\n]{0,4}(?P<on>(?:for|on|re|under)\s)?(?=actions?\b)", needs=("action",))


def _in_parts(update: Update, parts: Mapping[int, tuple[str, ...]]) -> tuple[str, str] | None:
    """The message and hint on a text with parts such as `Action 8: …`; None if every part is in the right row."""
    strange = [codes for codes in parts.values() if set(update.codes).isdisjoint(codes)]
    others = list(dict.fromkeys(code for codes in strange for code in codes))
    if len(parts) == len(strange) == 1 and 0 in parts:
        message = f"The row is about {actions(update.codes)}, but its text is about {actions(others)}."
        return message, "Correct the action of the row, or the text."
    if strange:
        return f"Part of the text is about {actions(others)}, but published under {actions(update.codes)}.", _SPLIT
    return None


def _parts(text: str, edition: Edition) -> Mapping[int, tuple[str, ...]]:
    """The actions named at the beginning of each part of a text (`Action 8: …`), by the position of the part."""
    found, lines = dict[int, tuple[str, ...]](), {match.end(): match for match in _LINE.finditer(text)}
    for mention in mentions(edition, text) if lines else ():
        line, end = lines.get(mention.start), mention.start + len(mention.text)
        heads = line and (_HEADED.match(text, end) or (line["on"] and text.startswith(",", end)))  # `On action 8, we …`
        if line and heads and mention.references.codes:
            found[line.start()] = mention.references.codes
    return found


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
                beside_words = unknown or fold_heading(label) in _SERIAL or (not label and cell.row == row)
                if asks or (beside_words and table.line_of(cell) not in serial and How.TITLE in update.references.ways):
                    columns[table.sheet, cell.column].append((update, cell, label, asks))
    for cells in columns.values():
        problems = list[Problem]()
        agree = [text_of(cell.value) in update.references.written for update, cell, _, asks in cells if not asks]
        headed = fold_heading(cells[0][2]) not in ("", *_SERIAL)  # such a column may be about something else
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
