"""ACT: action cells that name no action, an action that is not in force, or perhaps the wrong action."""

from collections import defaultdict
from collections.abc import Iterator, Set as AbstractSet
from typing import TypeVar

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import Edition, Standing
from poatool.framework.names.matching import fold
from poatool.framework.reference.keys import figures_key, key_of
from poatool.framework.reference.model import Current, Fault, How, Incorporated, NotInForce, Unclear
from poatool.framework.reference.resolve import index_of, resolve
from poatool.framework.reference.suggest import TURNING
from poatool.rules import lines
from poatool.rules.actions.texts import numbered_otherwise, texts_on_other_actions
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import contradicted, did_you_mean, in_period, line_above, place_of, quoted
from poatool.rules.workbook.periods import is_for_another_period
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Row, RowKind, Scoped, Table
from poatool.submissions.statements.scope import ACTION, AGENCY, Level
from poatool.text import LATIN, actions, lazy_pattern, listed

F = TypeVar("F", NotInForce, Unclear)

_NUMBER = lazy_pattern(r"[0-9]+")
_MANY = 4  # a hint shortens a longer list of codes, as in `1 to 28`


def with_fault(submission: Interpreted, kind: type[F], *faults: Fault) -> Iterator[tuple[Update, str, F]]:
    """The updates with one of these faults in the action cell, each with the first such fault and its text."""
    for update in submission.updates:
        for text, wrong in update.references.faulty:
            if isinstance(wrong, kind) and wrong.fault in faults:
                yield update, text, wrong
                break


def _fix(submission: Interpreted, update: Update) -> Fix | None:
    """The correction to offer, if the text as a whole has one likely meaning; an unknown number (29, J1) has none."""
    if (references := update.references).instead is not None:
        return Fix(references.instead, safe=False)
    if len(references.pieces) != 1 or not (likely := references.suggestions):
        return None
    text = references.pieces[0].text
    index = index_of(submission.edition, suggest=True)
    before = _WORD.finditer(plain := text.translate(LATIN), 0, max(map(plain.rfind, "0123456789")))
    words = [word[0] for word in before if not index.lead.match(plain, word.start())]  # such as `Goal`
    is_action = TURNING.isdisjoint(fold(text).split()) and index.beginnings.issuperset(map(key_of, words))
    typed, kept = ("".join(str(int(number)) for number in _NUMBER.findall(each)) for each in (text, likely[0]))
    is_sure = figures_key(text) == figures_key(likely[0]) or (len(likely) == 1 and typed in ("", kept))
    return Fix(likely[0], safe=False) if is_sure and is_action else None  # `1O` may mean 10, or part O of action 1


@rule(
    "ACT201",
    Severity.ERROR,
    requires="WBK111",
    was="ACT205 ACT206 ACT208 ACT209 action-missing action-eaten-as-date bad-range look-alike-character",
)
def unknown_action(submission: Interpreted) -> Iterator[Problem]:
    """The action cell is empty, names no action of the plan, or has a date that Excel made of `7-8`.

    poatool does not guess: it suggests what the cell may mean, and sets the row aside until it is corrected. A range
    may be wrong because it runs backwards, mixes series or goes past the end. A character that only looks like a digit
    or a letter is not read as one: a superscript may be a footnote mark. If Excel turned a code into a date, the code
    is lost, unless a wording beside it shows which it was. To fix it, write the number of the action as the plan
    prints it, and the lower number of a range first, in a cell with the format Text.

    Bad rows:
    | <found>       | Under way | Trained forty inspectors.    |
    | 29 <found>    | Under way | Ran two workshops in Napier. |
    | Ν1 <found>    | Under way | Met with survivors.          |
    | 24-22 <found> | Under way | Sent a leaflet to each town. |
    | 3-Jan <found> | Under way | Wrote a guide for employers. |

    Good rows:
    | 1-3 | Under way | Ran two workshops in Napier. |
    """
    for update in submission.updates:
        if update.references.fault is Fault.EMPTY and update.table.heading("action") is not None:
            yield Problem(place_of(update, "action"), "This row names no action.")
    faults = (Fault.UNKNOWN, Fault.NOT_A_REFERENCE, Fault.LOOK_ALIKE, Fault.BAD_RANGE, Fault.DATE)
    for update, text, wrong in with_fault(submission, Unclear, *faults):
        message, hint = _unknown(update, text, wrong, submission.edition)
        yield Problem.at(update.cell("action"), message, hint, _fix(submission, update))


def _unknown(update: Update, text: str, wrong: Unclear, edition: Edition) -> tuple[str, str]:
    references, instead = update.references, update.references.instead
    if wrong.fault is Fault.DATE:
        example = f", for instance {quoted(instead)}" if instead else ""
        hint = f"Set the cell's format to Text (Home > Number), then type the numbers again{example}."
        return f"The action is a date. {wrong.why}", hint
    ranged = wrong.fault is Fault.BAD_RANGE
    choices = [quoted(instead)] if instead else []
    if not choices and references.fault is not Fault.BAD_RANGE:
        choices = [f"Action {code}" for code in references.suggestions[:3]]
    what = "a range of actions" if ranged else "an action of the plan"
    otherwise = "List the actions one by one." if ranged else _number_hint(edition)
    return f"{quoted(text)} is not {what}. {wrong.why}".rstrip(), did_you_mean(choices, otherwise)


def _number_hint(edition: Edition) -> str:
    """The hint that lists what may be written: `… as the plan prints it: 1 to 28, or N1`."""
    codes = [action.code for action in edition.actions]
    numbers = [code for code in codes if code.isdecimal()]
    span = [f"{numbers[0]} to {numbers[-1]}"] if len(numbers) > _MANY else numbers
    named = [code for code in codes if not code.isdecimal()]
    shown = named if len(named) <= _MANY else [*named[:2], "…", named[-1]]
    return f"Write the number of an action as the plan prints it: {listed([*span, *shown], 'or')}."


@rule("ACT202", Severity.WARNING)
def incorporated_action(submission: Interpreted) -> Iterator[Problem]:
    """The row reports on an action that has been incorporated into another, and does not say so.

    Its progress is printed under the other action, marked “reported as Action 26”. To fix it, move the row to the other
    action, or write both: `26 (now 9)`.

    Bad rows:
    | 26 <found> | Under way | Spoke at a regional forum on trafficking. |

    Good rows:
    | 26 (now 9) | Under way | Spoke at a regional forum on trafficking. |
    """
    for update in submission.updates:
        pieces = () if update.references.faulty else update.references.pieces
        taken_in = [each.resolution for each in pieces if isinstance(each.resolution, Incorporated) and not each.moved]
        both = taken_in and any(piece.resolution == Current(code) for piece in pieces for code in taken_in[0].into)
        if taken_in and not both:  # `9/26` says where 26 went
            code, into = taken_in[0].code, taken_in[0].into
            message = f"Action {code} has been incorporated into {actions(into)}."
            reported = submission.edition.framework.in_its_words(f"reported as Action {code}")
            message += f" This row is counted under {actions(into)}, “{reported}”."
            fix = Fix(into[0], safe=True) if len(pieces) == len(into) == 1 else None
            hint = f"Write {listed(into)} in this cell, or leave it as it is."
            yield Problem.at(update.cell("action"), message, hint, fix)


@rule("ACT203", Severity.ERROR, was="ACT213 action-withdrawn")
def action_not_in_force(submission: Interpreted) -> Iterator[Problem]:
    """The row reports on an action that was not part of the plan in this period.

    The action was added later, or had already ended and was not replaced. If the row also names other actions, nobody
    can tell which part of its text is about which action, so the whole row is set aside. To fix it, check the period of
    the submission, or report what was done under an action that was in force.

    Bad 2021 rows:
    | N1 <found>     | Under way | Met with survivors to hear advice. |
    | 21, N1 <found> | Under way | Published a study.                 |
    """
    edition = submission.edition
    for update, _, wrong in with_fault(submission, NotInForce, Fault.NOT_IN_FORCE):
        if is_for_another_period(update, edition):  # it may have been in force then
            continue
        named = [each.code for _, each in update.references.faulty if isinstance(each, NotInForce)]
        named += [step.target for step in update.references.via]  # the actions of a range
        out = [code for code in dict.fromkeys(named) if not edition.by_code[code].counts_under]
        message = f"{actions(out)} {'were' if out[1:] else 'was'} not in force{in_period(edition)}."
        message += "" if out[1:] else f" {wrong.why}"
        hint = "Check that this workbook is for the right period, or move the row to an action that was in force."
        if (standing := edition.by_code[wrong.code]).standing is not Standing.NOT_YET:
            hint = "Report ongoing work under an action in force, and earlier work in the workbook for its period."
            if (ended := standing.by and standing.by.date) and edition.period and ended >= edition.period.start:
                hint = f"Ask the coordinator if earlier work counts. If so, the plan needs `since` beside {ended}."
        if rest := update.references.codes:
            hint = f"If the row is about {actions(rest)} alone, write “{', '.join(rest)}”. {hint}"
        yield Problem.at(update.cell("action"), message, hint)


_WORD = lazy_pattern(r"[^\W\d_]{2,}")
_NAME_WORDS = 3  # the most words in the name of an action: `Action no. 9`
_NEAR = 3  # how many rows above its headings the title of a table may be


@rule("ACT204", Severity.ERROR, was="ACT207 ACT219 number-and-text-disagree action-contradicted")
def ambiguous_action(submission: Interpreted) -> Iterator[Problem]:
    """It is not clear which action a row is about: its text fits several, or a number and a wording disagree.

    The number may name one action, and the wording in the same or the next cell another: numbers below `Action no.`
    count as actions, even if they only number the rows. Most texts may begin with a different action from their row's.
    The tab, title and labels may disagree about rows that name no action, or may name an action that none of the rows
    names. Numbers that begin again below the title of a pillar may name actions of other pillars. A line may say that
    only other actions are reported on or approved, and a column such as `Now reported under` may give the row another
    action. poatool does not guess, so the rows are set aside. To fix it, correct the numbers or the words that are
    wrong, or write the number of the action in each row.

    Bad:
    | Action   | Action text | Status    | Progress                     |
    | Provide information resources and advice to <found> | | Under way | Sent a leaflet to each town. |
    | 7 <found> | Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    | Action 9 |             |           |                              |
    | 2 <found> |             | Under way | Trained forty inspectors.    |

    Bad:
    | We report on actions 2 and 3 only. |           |                           |
    | Action                             | Status    | Progress                  |
    | 2                                  | Under way | Trained forty inspectors. |
    | 5 <found>                          | Under way | Met the unions in March.  |

    Good rows:
    | 21. Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    """
    for update, text, wrong in with_fault(submission, Unclear, Fault.AMBIGUOUS, Fault.CONTRADICTION):
        if wrong.fault is Fault.AMBIGUOUS:
            candidates = listed([f"Action {code}" for code in wrong.suggestions], "or")
            message = f"{quoted(text)} fits {candidates}. {wrong.why}".rstrip()
            hint = "Write the number of the action that is meant."
        else:
            message = f"The number and the text name different actions. {wrong.why}"
            hint = f"Write only the number that is meant: {listed(wrong.suggestions, 'or')}."
        yield Problem.at(update.cell("action"), message, hint)
    yield from numbered_otherwise(submission)
    yield from texts_on_other_actions(submission)[1]

    def says(stated: Scoped) -> str | None:
        codes = resolve(submission.edition, stated.text).codes
        return f"Action {codes[0]}" if len(codes) == 1 else None

    unnamed = (update for update in submission.updates if ACTION not in update.row.cells)
    yield from contradicted(submission, unnamed, ACTION, says, "about")
    yield from _against_titles(submission)
    yield from _against_groups(submission)
    yield from lines.beyond_stated(submission)


def _against_titles(submission: Interpreted) -> Iterator[Problem]:
    """Report a sub-heading, tab or title that names an action if none of its rows names that action."""
    groups: dict[Scoped, list[Update]] = defaultdict(list)
    of_row = {id(update.row): update for update in submission.updates}
    for table in submission.submission.tables:
        caption = line_above(table, submission) if table.is_form else None  # each form may have its own
        named = caption and resolve(submission.edition, caption.raw, suggest=False).codes
        own = [Scoped(ACTION, caption.raw, Level.TITLE, caption)] if caption and named else []
        above = own or table.scope.get(ACTION, ())
        titles = [each for each in above if _is_whole(each, table, submission.edition)]
        title = titles[0] if len({resolve(submission.edition, each.text).codes for each in titles}) == 1 else None
        for row in table.rows:
            if row.kind is RowKind.HEADING:
                cell = row.cells.place(ACTION)
                title = Scoped(ACTION, cell.raw, Level.SECTION, cell) if cell else title
            elif title and (update := of_row.get(id(row))) and update.references.resolved:
                groups[title].append(update)
    for title, (first, *more) in groups.items():
        codes = resolve(submission.edition, title.text).codes
        near = title.level > Level.SECTION or (title.cell and title.cell.row + 1 == first.row.number)
        if codes and near and all(_named(each).isdisjoint(codes) for each in (first, *more)):
            message = f"{quoted(title.text)} is above these rows, but none of them names {actions(codes)}."
            yield Problem.at(first.cell(ACTION), message).until([first, *more][-1].row.number)


def _against_groups(submission: Interpreted) -> Iterator[Problem]:
    """Report rows below a pillar or objective if their numbers begin again, and most name actions of other groups."""
    evidence, of_row = Evidence(submission.edition), {id(update.row): update for update in submission.updates}
    for table in submission.submission.tables:
        parts, before = list[tuple[Row, list[Update]]](), set[str]()
        for row in table.rows:
            if row.kind is RowKind.HEADING:
                parts.append((row, []))
            elif parts and (update := of_row.get(id(row))) and update.references.resolved:
                parts[-1][1].append(update)
        for title, updates in parts:
            group = evidence.in_group(title.first.raw.strip())
            strange = [each for each in updates if group and group.isdisjoint(_named(each))]
            if len(strange) > 1 and 2 * len(strange) > len(updates) and not before.isdisjoint(updates[0].codes):
                first, last = strange[0], strange[-1].row.number
                above, other = quoted(title.first.raw), actions(first.codes)
                message = f"{above} is above these rows, but {other} is not part of it."
                yield Problem.at(first.cell(ACTION), f"{message} The numbers begin again here.").until(last)
            before.update(code for each in updates for code in each.codes)


def _named(update: Update) -> AbstractSet[str]:
    """The actions that a row names, and those that it counts for."""
    return {*update.references.written, *update.codes}


def _is_whole(stated: Scoped, table: Table, edition: Edition) -> bool:
    """Whether a tab (but not `3` or `A3`), or a label or title near a table, is just the name of an action."""
    if stated.cell is None:
        return stated.level == Level.TAB and _WORD.search(stated.text) is not None
    near = table.header_row - _NEAR <= stated.cell.row <= table.header_row
    beside_agency = any(each.cell == stated.cell for each in table.scope.get(AGENCY, ()))  # `Police – Action 2`
    if stated.level > Level.TITLE or not near:
        return False
    worded = resolve(edition, stated.cell.raw, suggest=False)
    in_words = How.NUMBER not in worded.ways and not any(each.paraphrase for each in worded.pieces)
    only_names = worded.resolved and in_words
    return beside_agency or only_names or len(stated.cell.raw.split()) <= _NAME_WORDS
