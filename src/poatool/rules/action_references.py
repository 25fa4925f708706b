"""ACT: what the action column refers to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from poatool.findings import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names import fold
from poatool.framework.reference import Ambiguous, Current, Fault, How, Incorporated, NotInForce, Piece, Unknown
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import actions, did_you_mean, in_period, listed, quoted
from poatool.submissions.understand import Understood, Update


def _with_fault(submission: Understood, *faults: Fault) -> Iterator[tuple[Update, Piece]]:
    """The first piece of each update's action cell with one of these faults."""
    for update in submission.updates:
        if "action" not in update.row.cells:
            continue
        for piece in update.references.faulty:
            match piece.resolution:
                case Unknown(fault=fault) | Ambiguous(fault=fault) | NotInForce(fault=fault) if fault in faults:
                    yield update, piece
                    break
                case _:
                    pass


def _problem(update: Update, message: str, hint: str, fix: Fix | None = None) -> Problem:
    cell = update.cell("action")
    return Problem(Place.of(cell), message, hint, value=cell.raw, fix=fix)


def _suggested(update: Update) -> Fix | None:
    """A correction worth offering: only where the text as a whole has one likely meaning."""
    references = update.references
    if references.instead is not None:
        return Fix(references.instead, safe=False)
    if len(references.pieces) == 1 and references.suggestions:
        return Fix(references.suggestions[0], safe=False)
    return None


def _choices(update: Update) -> list[str]:
    if update.references.instead is not None:
        return [quoted(update.references.instead)]
    return [f"Action {code}" for code in update.references.suggestions[:3]]


def _known(edition: Edition) -> str:
    return f"The plan's actions are {actions_span(edition)}; see them with: poatool framework show."


def actions_span(edition: Edition) -> str:
    """The codes of a plan in short: the first, the last and how many."""
    codes = [a.code for a in edition.actions]
    return f"{codes[0]} to {codes[-1]} ({len(codes)} in all)" if codes else "none"


@rule("ACT201", "unknown-action", Severity.ERROR)
def unknown_action(submission: Understood) -> Iterator[Problem]:
    """The action cell names no action of the plan.

    Nothing is guessed: what the cell may have meant is a suggestion, and the row is set aside until it
    is corrected. To fix it, write the number of the action as the plan prints it.

    Bad:
    | Action | Status    | Progress                     |
    | 29     | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 28     | Under way | Ran two workshops in Napier. |
    """
    for update, piece in _with_fault(submission, Fault.UNKNOWN, Fault.NOT_A_REFERENCE):
        match piece.resolution:
            case Unknown(why=why):
                yield _problem(
                    update,
                    f"{quoted(piece.text)} is not an action of the plan. {why}".rstrip(),
                    did_you_mean(_choices(update), _known(submission.edition)),
                    _suggested(update),
                )
            case _:
                pass


@rule("ACT202", "incorporated-action", Severity.WARNING)
def incorporated_action(submission: Understood) -> Iterator[Problem]:
    """The row reports on an action that has been incorporated into another.

    Its progress is reported under the action that took it in, marked with the number it came in under.
    To fix it, move the row to that action.

    Bad:
    | Action | Status    | Progress                                  |
    | 26     | Under way | Spoke at a regional forum on trafficking. |
    Found at: A2

    Good:
    | Action | Status    | Progress                                  |
    | 9      | Under way | Spoke at a regional forum on trafficking. |
    """
    for update in submission.updates:
        for piece in update.references.pieces:
            match piece.resolution:
                case Incorporated(code=code, into=into):
                    alone = len(update.references.pieces) == 1 and len(into) == 1
                    yield _problem(
                        update,
                        f"Action {code} has been incorporated into {actions(into)}. "
                        f"This row is counted under {actions(into)}, “reported as Action {code}”.",
                        f"Write {listed(into)} in this cell, or leave it as it is.",
                        Fix(into[0], safe=True) if alone else None,
                    )
                    break
                case _:
                    pass


@rule("ACT203", "action-not-in-force", Severity.ERROR)
def action_not_in_force(submission: Understood) -> Iterator[Problem]:
    """The row reports on an action that was not yet part of the plan in this period.

    To fix it, check the period of the submission, or report under an action that was in force.

    Bad 2021:
    | Action | Status    | Progress                           |
    | N1     | Under way | Met with survivors to hear advice. |
    Found at: A2

    Good:
    | Action | Status    | Progress                           |
    | N1     | Under way | Met with survivors to hear advice. |
    """
    for update, piece in _with_fault(submission, Fault.NOT_YET):
        match piece.resolution:
            case NotInForce(code=code, why=why):
                yield _problem(
                    update,
                    f"Action {code} was not in force{in_period(submission.edition)}. {why}".rstrip(),
                    "Check that this workbook is for the right period, or move the row to an action in force then.",
                )
            case _:
                pass


@rule("ACT204", "ambiguous-action", Severity.ERROR)
def ambiguous_action(submission: Understood) -> Iterator[Problem]:
    """The text of the action cell fits more than one action.

    To fix it, write the number of the action that is meant.

    Bad:
    | Action                                      | Status    | Progress                    |
    | Provide information resources and advice to | Under way | Sent a leaflet to each town. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 1      | Under way | Sent a leaflet to each town. |
    """
    for update, piece in _with_fault(submission, Fault.AMBIGUOUS):
        match piece.resolution:
            case Ambiguous(why=why, candidates=candidates):
                yield _problem(
                    update,
                    f"{quoted(piece.text)} fits {listed([f'Action {c}' for c in candidates], 'or')}. {why}".rstrip(),
                    "Write the number of the action that is meant.",
                )
            case _:
                pass


@rule("ACT205", "action-missing", Severity.ERROR)
def action_missing(submission: Understood) -> Iterator[Problem]:
    """A row has something to report and no action to report it on.

    To fix it, write the number of the action in the action column.

    Bad:
    | Action | Status    | Progress                  |
    |        | Under way | Trained forty inspectors. |
    Found at: A2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        heading = update.table.heading("action")
        if heading is None or update.references.fault is not Fault.EMPTY or "action" in update.row.formulas:
            continue
        place = Place(submission.submission.path, update.table.sheet, update.row.number, heading.cell.letter)
        yield Problem(place, "This row names no action.", "Write the number of the action that the row reports on.")


@rule("ACT206", "action-eaten-as-date", Severity.ERROR)
def action_eaten_as_date(submission: Understood) -> Iterator[Problem]:
    """Excel has turned the action numbers into a date.

    `7-8` typed into an ordinary cell becomes 7 August. What was typed is gone, so nothing is guessed.
    To fix it, set the cell's format to Text and type the numbers again.

    Bad:
    | Action | Status    | Progress                     |
    | 3-Jan  | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 1-3    | Under way | Ran two workshops in Napier. |
    """
    for update, piece in _with_fault(submission, Fault.DATE):
        match piece.resolution:
            case Unknown(why=why):
                yield _problem(
                    update,
                    f"The action is a date. {why}",
                    "Set the cell's format to Text (Home > Number), then type the numbers again"
                    + (f", for instance {quoted(update.references.instead)}." if update.references.instead else "."),
                    _suggested(update),
                )
            case _:
                pass


@rule("ACT207", "number-and-text-disagree", Severity.ERROR)
def number_and_text_disagree(submission: Understood) -> Iterator[Problem]:
    """The number is of one action and the text beside it of another.

    To fix it, keep the one that is right.

    Bad:
    | Action | Status | Progress |
    | 7. Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    Found at: A2

    Good:
    | Action | Status | Progress |
    | 21. Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    """
    for update, piece in _with_fault(submission, Fault.CONTRADICTION):
        match piece.resolution:
            case Ambiguous(why=why, candidates=candidates):
                yield _problem(
                    update,
                    f"The number and the text name different actions. {why}",
                    f"Write only the number that is meant: {listed(candidates, 'or')}.",
                )
            case _:
                pass


@rule("ACT208", "bad-range", Severity.ERROR)
def bad_range(submission: Understood) -> Iterator[Problem]:
    """A range of actions runs backwards, mixes series, or has an end that does not exist.

    To fix it, write the range from its lower to its higher number, or list the actions.

    Bad:
    | Action | Status    | Progress                     |
    | 24-22  | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 22-24  | Under way | Ran two workshops in Napier. |
    """
    for update, piece in _with_fault(submission, Fault.BAD_RANGE):
        match piece.resolution:
            case Unknown(why=why):
                yield _problem(
                    update,
                    f"{quoted(piece.text)} is not a range of actions. {why}",
                    did_you_mean(_choices(update), "List the actions one by one."),
                    _suggested(update),
                )
            case _:
                pass


@rule("ACT209", "look-alike-character", Severity.ERROR)
def look_alike_character(submission: Understood) -> Iterator[Problem]:
    """The action is written with a character that only looks like a digit or a letter of its number.

    A superscript or a digit of another script could be a footnote mark or a different number, so it is
    not read as one. To fix it, type the number again.

    Bad:
    | Action | Status    | Progress                     |
    | Ν1     | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | N1     | Under way | Ran two workshops in Napier. |
    """
    for update, piece in _with_fault(submission, Fault.LOOK_ALIKE):
        match piece.resolution:
            case Unknown(why=why):
                yield _problem(
                    update,
                    f"{quoted(piece.text)} is not an action of the plan. {why}",
                    "Type the number again. " + did_you_mean(_choices(update), ""),
                    _suggested(update),
                )
            case _:
                pass


@rule("ACT210", "action-twice", Severity.WARNING)
def action_twice(submission: Understood) -> Iterator[Problem]:
    """An agency reports on one action in several rows.

    Several activities on one action are usual, and all rows are published. To fix it, if one replaces the
    other, delete the older row.

    Bad:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 2      | Under way | Wrote a guide for border officers. |
    Found at: A3

    Good:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 3      | Under way | Wrote a guide for border officers. |
    """
    for update, codes, first in _repeated(submission):
        if not _same_text(update, first):
            yield Problem(
                Place.of(update.cell("action")),
                f"{actions(codes)} {'are' if len(codes) > 1 else 'is'} reported on in row {first.row.number} already.",
                "Delete the row that is out of date; leave both if they are two activities.",
                value=update.cell("action").raw,
                related=(Place.of(first.cell("action")),),
            )


@rule("ACT211", "same-row-twice", Severity.ERROR)
def same_row_twice(submission: Understood) -> Iterator[Problem]:
    """An agency reports the same text on the same action twice.

    It would be published twice. To fix it, delete one of the rows.

    Bad:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    | 2      | Under way | Trained forty inspectors. |
    Found at: A3

    Good:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 3      | Under way | Wrote a guide for border officers. |
    """
    for update, codes, first in _repeated(submission):
        if _same_text(update, first):
            yield Problem(
                Place.of(update.cell("action")),
                f"The same text on {actions(codes)} stands in row {first.row.number} already.",
                "Delete one of the two rows.",
                value=update.cell("action").raw,
                related=(Place.of(first.cell("action")),),
            )


def _same_text(one: Update, other: Update) -> bool:
    return bool(one.progress) and fold(one.progress) == fold(other.progress)


def _written(update: Update) -> set[str]:
    """The actions as they were written, before incorporations; ranges as what they hold."""
    steps = [step for piece in update.references.pieces for step in piece.via if step.how is How.RANGE]
    codes = {step.target for step in steps}
    for piece in update.references.pieces:
        match piece.resolution:
            case Current(code=code) | Incorporated(code=code):
                codes.add(code)
            case _:
                pass
    return codes


def _repeated(submission: Understood) -> Iterator[tuple[Update, tuple[str, ...], Update]]:
    """Each update that shares actions and an agency with an earlier row: the actions, and that row.

    The row with the same text is preferred, so that one repetition is one finding. Different texts on an
    action and on one incorporated into it are no repetition: they were two actions to whoever wrote them.
    """
    earlier: dict[tuple[str, str], list[Update]] = defaultdict(list)
    for update in submission.updates:
        if not update.references.resolved or update.row.continues is not None:
            continue
        keys = [(code, agency) for code in update.codes for agency in update.agencies or ("",)]
        candidates = [one for key in keys for one in earlier[key]]
        if candidates:
            first = next((one for one in candidates if _same_text(update, one)), candidates[0])
            shared = tuple(c for c in update.codes if c in first.codes)
            if _same_text(update, first) or _written(update) & _written(first):
                yield update, shared, first
        for key in keys:
            earlier[key].append(update)


@rule("ACT212", "range-leaves-out", Severity.ADVICE)
def range_leaves_out(submission: Understood) -> Iterator[Problem]:
    """A range of actions leaves out one that is printed within it, or crosses one that has moved.

    A range counts within one series of numbers. To fix it, if the other action is meant too, add it.

    Bad:
    | Action | Status    | Progress                     |
    | 20-23  | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 22-24  | Under way | Ran two workshops in Napier. |
    """
    for update in submission.updates:
        if update.references.advice and "action" in update.row.cells:
            yield _problem(update, " ".join(update.references.advice), "Add the action if it is meant too.")


@rule("ACT213", "action-withdrawn", Severity.ERROR)
def action_withdrawn(submission: Understood) -> Iterator[Problem]:
    """The row reports on an action that has been withdrawn from the plan and has no successor.

    To fix it, move the row to the action that the work belongs to.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update, piece in _with_fault(submission, Fault.WITHDRAWN):
        match piece.resolution:
            case NotInForce(code=code, why=why):
                yield _problem(
                    update,
                    f"Action {code} was withdrawn from the plan. {why}".rstrip(),
                    "Move the row to the action that this work belongs to.",
                )
            case _:
                pass


RULES = (
    unknown_action,
    incorporated_action,
    action_not_in_force,
    ambiguous_action,
    action_missing,
    action_eaten_as_date,
    number_and_text_disagree,
    bad_range,
    look_alike_character,
    action_twice,
    same_row_twice,
    range_leaves_out,
    action_withdrawn,
)
