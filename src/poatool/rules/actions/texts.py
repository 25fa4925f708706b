"""ACT: actions identified by words: doubtful matches, and actions that a text or its parts are about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import ActionStanding, Edition
from poatool.framework.names.matching import fold
from poatool.framework.reference.model import Fault, How, Incorporated, NotInForce, Piece, Unclear
from poatool.framework.reference.resolve import actions_worded, mentions, resolve
from poatool.rules.registry import Problem, is_progress, once, rule, texts_with
from poatool.rules.wording import in_period, quoted, wordings_of
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.submissions.model import By, Cells, Row, RowKind, Table
from poatool.submissions.template import SERIAL_HEADINGS
from poatool.text import actions, counted, lazy_pattern, listed
from poatool.workbooks.model import text_of

_CITING = lazy_pattern("action")
_SORTED = 3  # how many sub-headings, and rows below the last of them, suggest that the rows were sorted
_MANY = 9  # in a plan of up to this many actions, a row may count for most of them
SERIAL = frozenset(fold_heading(text) for text in SERIAL_HEADINGS)
_IN_FORCE = "Cite the action that is in force."


@rule("ACT217", Severity.WARNING, requires="ACT204", was="ACT218 action-text-misspelt numbers-of-rows")
def action_doubtful(submission: Interpreted) -> Iterator[Problem]:
    """An action was recognised by a wording slightly different from the plan's, or by numbers that may only count rows.

    A row counts for the only action with a similar wording. `Action 7: franchises` counts for Action 7 if its words fit
    no other action better, and `Consumer awareness` for the only action that it fits, if all rows have such names. Rows
    are doubtful if most have other words than the plan's after their numbers. So is a row that counts for most of the
    plan, or a text merged over rows on several actions. Numbers below `No.` are doubtful if no text beside them is in
    the plan, or if they are labels such as `POA-1`; so are numbers below `Line` or `Serial`. If all rows are below the
    last of several sub-headings, they may have been sorted. To fix it, write the number in a column `Action`.

    Bad rows:
    | Identify mecanisms to assist in bilding greater child safeguarding measures in the Pacific. <found> | Under way | Published a study. |
    | 12-28 <found> | Under way | Trained forty inspectors. |

    Good:
    | No. | Status    | Progress               |
    | 1   | Under way | Trained forty of them. |
    """
    yield from _named_otherwise(submission.updates)
    for update in submission.updates:
        for piece in update.references.pieces:
            titled = [step.target for step in piece.via if step.how is How.TITLE]
            if titled and not piece.paraphrase and not _as_worded(piece.text, submission.edition.by_code[titled[0]]):
                message = f"The text was read as Action {titled[0]}, but the plan words it differently."
                fix = Fix(titled[0], safe=False) if len(update.references.pieces) == 1 else None
                hint = f"If that is meant, write {titled[0]} in this cell."
                yield Problem.at(update.cell("action"), message, hint, fix)
                break
        if len(update.codes) > max(_MANY, len(submission.edition.actions) // 2) and not update.nil:
            message = f"One text counts for {len(update.codes)} actions, most of the plan."
            yield Problem.at(update.cell("action"), message, "Write what was done for each action in a row of its own.")
        elif update.row.shared:
            message = "One text is merged over rows on several actions, so it counts for each action."
            hint = "If that is wrong, write what was done for each action in its row."
            yield Problem.at(update.row.first, message, hint)
    for table in submission.submission.tables:
        if (last := _over_all_rows(table, submission.edition)) is not None:
            title, hint = quoted(last.first.raw), "If the rows were sorted, write the number of the action in each."
            message = f"All rows count for the action of this sub-heading ({title}), and none for any other."
            yield Problem.at(last.first, message, hint)
        action = table.heading("action")
        may_count = action and (action.by is By.CONTENT or fold_heading(action.text) in SERIAL)
        if action and may_count and (doubt := _doubt(submission, table)):
            message = f"The numbers below {quoted(action.text)} were read as actions, but {doubt}. They may be the numbers of the rows."
            hint = "If they are actions, call the column “Action”; if not, add such a column with the plan's numbers."
            yield Problem.at(action.cell, message, hint)


def _over_all_rows(table: Table, edition: Edition) -> Row | None:
    """The last of three or more sub-headings with an action, if all rows of a table are below it; or None."""
    titles = [row for row in table.rows if row.kind is RowKind.HEADING and "action" in row.cells]
    named = [row for row in titles if resolve(edition, row.cells.text("action"), suggest=False).codes]
    below = {row.cells.raw["action"].row for row in table.updates if "action" in row.cells}
    return named[-1] if len(named) >= _SORTED <= len(table.updates) and below == {named[-1].number} else None


def _named_otherwise(updates: Sequence[Update]) -> Iterator[Problem]:
    """Report rows if most have other words than the plan's after their numbers, which may then be of another list."""
    unlike = [each for each in updates if How.NUMBER in each.references.ways]
    worded = all(each.references.text[:1].isalpha() for each in unlike)
    if 2 * len(unlike) > len(updates) and not (worded and any(How.TITLE in each.references.ways for each in updates)):
        first, *others = unlike
        message = f"The words after {listed(first.codes)} are not those of {actions(first.codes)}"
        more = f", and the same goes for {counted(len(others), 'more row')}" if others else ""
        hint = f"If {actions(first.codes)} is meant, nothing needs to be done. If not, correct the number."
        yield Problem.at(first.cell("action"), f"{message}{more}.", hint)


def _as_worded(text: str, action: ActionStanding) -> bool:
    """Whether a text contains, or is the beginning of, one of the action's wordings, current or former."""
    folded = fold(text)
    return any(wording in folded or wording.startswith(folded) for wording in map(fold, action.action.wordings))


def _doubt(submission: Interpreted, table: Table) -> str:
    """Why a table's numbers may not be actions; empty if nothing suggests it, or if one is like `N1` or `Action 3`."""
    edition, updates = submission.edition, [update for update in submission.updates if update.table is table]
    labels = [update.references.text for update in updates if not update.references.text.isdecimal()]
    in_full = [update for update in updates if How.SHORT not in update.references.ways]
    if any(mentions(edition, label) for label in labels) or any(not c.isdecimal() for u in in_full for c in u.codes):
        return ""
    action, wording = table.heading("action"), table.heading("action_text")
    if action is not None and action.weights[0] < 0:
        return "that heading is a word for rows"
    worded = [u.row.cells for u in updates if u.references.resolved and "action_text" in u.row.cells]
    if worded:
        if wording is None or _has_wordings(worded, edition):
            return ""
        return f"no text below {quoted(wording.text)} has the plan's wording"
    numbers = [(update.references.text,) if How.SHORT in update.references.ways else update.codes for update in updates]
    counted = len(updates) > 1 and all(number == (f"{n}",) for n, number in enumerate(numbers, 1))
    return "they count 1, 2 and so on" if counted and (labels or len(in_full) < len(updates)) else ""


def _has_wordings(rows: Sequence[Cells], edition: Edition) -> bool:
    """Whether the texts beside the numbers are the plan's: any of them exactly, or most of them similarly."""
    texts = [text_of(cells["action_text"].value) for cells in rows]
    numbers = [text_of(cells["action"].value).rstrip(" .") for cells in rows]
    as_one = [f"{number} – {text}" for number, text in zip(numbers, texts, strict=True)]
    read = [resolve(edition, each, suggest=False) for each in as_one]
    fitting = sum(each.resolved and How.NUMBER not in each.ways for each in read)
    return 2 * fitting > len(texts) or any(actions_worded(edition, text) for text in texts)


@rule("ACT215", Severity.WARNING, was="ACT216 prose-cites-no-action text-of-another-action")
def other_action_in_text(submission: Interpreted) -> Iterator[Problem]:
    r"""A text is about another action than its row, or cites one that is not in the plan or has been incorporated.

    Rows are often pasted one line off: a text, or a part of it, then begins with the number or wording of another
    action. If one text has parts for several actions, the whole text would be published under each of them. Readers
    would not find an action that is not in force. To fix it, correct the action or the text, or give each action its
    own row with its part of the text.

    Bad:
    | Action  | Status    | Progress                                            | Next steps                   |
    | 2       | Under way | Trained forty inspectors, as for Action 26. <found> |                              |
    | 3       | Under way | Wrote a guide for employers.                        | See Actions 3 and 31 <found> |
    | 5       | Under way | Action 3: wrote a guide for workers. <found>        |                              |
    | 5       | Under way | On action 6, we met the unions in March. <found>    |                              |
    | 6       | Under way | Identify mechanisms to assist in building greater child safeguarding measures in the Pacific: held a first meeting. <found> | |
    | 8 and 9 | Under way | Action 8: trained inspectors.\nAction 9: wrote a leaflet for employers. <found> | |

    Good rows:
    | 2 | Under way | Action 2: trained forty inspectors.                    |
    | 3 | Under way | Action 2 was the first that was finished.              |
    | 5 | Under way | Set up Action 40 of the Pacific Strategy in two towns. |
    | 9 | Under way | Spoke at a forum (until 2021 this was Action 26).      |
    """
    edition, citing = submission.edition, set[Place]()
    for text in texts_with(submission, _CITING.search):
        for mention in mentions(edition, text.text):
            if reasons := [w for piece in mention.references.pieces if (w := _why_not(piece, text.update, edition))]:
                choices = [f"Action {code}" for code in mention.references.suggestions[:3]]
                hint = f"Did you mean {listed(choices, 'or')}? Correct the text." if choices else _IN_FORCE
                yield Problem.at(text.cell, f"The text cites {quoted(mention.text)}. {' '.join(reasons)}", hint)
                citing.add(Place.of(text.cell))
                break
    yield from (problem for problem in texts_on_other_actions(submission)[0] if problem.place not in citing)


@once
def texts_on_other_actions(submission: Interpreted) -> tuple[list[Problem], list[Problem]]:
    """Problems with texts on other actions than their rows', and those in tables where most texts are so."""
    single, moved, by_table = list[Problem](), list[Problem](), defaultdict[int, list[Problem]](list)
    for text in (each for each in submission.texts if is_progress(each) and each.update.references.resolved):
        parts = _parts(text.text, submission.edition)
        fault = _in_parts(text.update, parts) if parts else _beginning_as_worded(text, submission.edition)
        if fault:
            (single if fault[1] is _SPLIT else by_table[id(text.update.table)]).append(Problem.at(text.cell, *fault))
    for table in submission.submission.tables:
        if len(found := by_table[id(table)]) > 1 and len(table.updates) < 2 * len(found):
            moved += [problem._replace(hint=_MOVED) for problem in found]
        else:
            single += found
    return single, moved


def _why_not(piece: Piece, update: Update, edition: Edition) -> str:
    """Why a cited action is not in force; empty if it is, or if the row counts for the action that replaced it."""
    match piece.resolution:
        case Incorporated(code=code, into=into) if not set(into) <= set(update.codes):
            return f"Action {code} has been incorporated into {actions(into)}."
        case NotInForce(code=code, why=why):
            return f"Action {code} is not in force{in_period(edition)}. {why}".rstrip()
        case Unclear(fault=fault) if fault not in (Fault.NOT_A_REFERENCE, Fault.AMBIGUOUS, Fault.CONTRADICTION):
            return f"{quoted(piece.text)} is not an action of the plan."
        case _:
            return ""


_MOVED = "The same goes for most rows: a column may have been sorted or moved alone. Correct the table."
_SPLIT = "Give each action a row with its part of the text."
_SHORTEST_WORDING = 40  # a wording with fewer characters may begin a text by coincidence
_HEADED = lazy_pattern(
    r"[^\S\n]{0,9}(?:,?\s{0,3}\(?cont(?:inued|['’]?d)?\.?)?(?:[)\]]{0,2}[:–—]|[)\]]{1,2}(?=\s)|-(?=\s)|\.(?=\s))"
)
_LINE = lazy_pattern(r"(?im)^[^\w\n]{0,4}(?P<on>(?:for|on|re|under)\s)?(?=actions?\b)", needs=("action",))


def _in_parts(update: Update, parts: Mapping[int, tuple[str, ...]]) -> tuple[str, str] | None:
    """The message and hint on a text with parts such as `Action 8: …`; None if every part is in the right row."""
    own = set(update.codes)
    strange = [codes for codes in parts.values() if own.isdisjoint(codes)]
    others = list(dict.fromkeys(code for codes in strange for code in codes))
    if len(parts) == len(strange) == 1 and 0 in parts:
        return _about_others(update, others)
    if strange:
        return f"Part of the text is about {actions(others)}, but published under {actions(update.codes)}.", _SPLIT
    if len(own) > 1 and len(set(parts.values())) > 1:
        return f"The text has a part for each action, but all of it is published under {actions(update.codes)}.", _SPLIT
    return None


_CODED = lazy_pattern(r"\A\W{0,9}[A-Za-z]{0,2}\d{1,3}\W{1,9}")  # a number before a wording


def _beginning_as_worded(text: Text, edition: Edition) -> tuple[str, str] | None:
    """The message and hint on a text that begins with an action's wording; None if its row counts for that action."""
    wordings, folded = wordings_of(edition), fold(_CODED.sub("", text.text, count=1))
    matching = filter(folded.startswith, wordings) if folded.startswith(tuple(wordings)) else ()
    others = [code for wording in matching if len(wording) >= _SHORTEST_WORDING for code in wordings[wording]]
    counted = {end for code in others for end in edition.by_code[code].counts_under}
    return _about_others(text.update, others) if others and counted.isdisjoint(text.update.codes) else None


def _about_others(update: Update, others: Sequence[str]) -> tuple[str, str]:
    message = f"The row is about {actions(update.codes)}, but its text is about {actions(others)}."
    return message, "Correct the action of the row, or the text."


def _parts(text: str, edition: Edition) -> Mapping[int, tuple[str, ...]]:
    """The actions named at the beginning of each part of a text (`Action 8: …`), by the position of the part."""
    found, lines = dict[int, tuple[str, ...]](), {match.end(): match for match in _LINE.finditer(text)}
    for mention in mentions(edition, text) if lines else ():
        line, end = lines.get(mention.start), mention.start + len(mention.text)
        heads = line and (_HEADED.match(text, end) or (line["on"] and text.startswith(",", end)))  # `On action 8, we …`
        if line and heads and mention.references.codes:
            found[line.start()] = mention.references.codes
    return found
