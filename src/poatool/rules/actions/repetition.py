"""ACT: actions on which an agency reports more than once."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.texts import folded
from poatool.rules.wording import actions
from poatool.submissions.understand import Understood, Update


@rule("ACT210", "action-twice", Severity.WARNING)
def action_twice(submission: Understood) -> Iterator[Problem]:
    """An agency reports on one action in several rows.

    Several activities on one action are usual, and all rows are published; our template has spare rows for
    them, and says nothing. To fix it, if one replaces the other, delete the older row.

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
    if submission.submission.template is not None:
        return
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
    return bool(one.progress) and folded(one.progress) == folded(other.progress)


def _repeated(submission: Understood) -> Iterator[tuple[Update, tuple[str, ...], Update]]:
    """Each update that shares actions and an agency with an earlier row: the actions, and that row.

    The row with the same text is preferred, so that one repetition is one finding. Different texts on an
    action and on one incorporated into it are no repetition: they were two actions to whoever wrote them.
    """
    earlier: dict[tuple[str, str], Update] = {}
    saying: dict[tuple[str, str, str], Update] = {}
    for update in submission.updates:
        if not update.references.resolved or update.row.continues is not None:
            continue
        keys = [(code, agency) for code in update.codes for agency in update.agencies or ("",)]
        text = folded(update.progress)
        same = [saying[*key, text] for key in keys if (*key, text) in saying] if update.progress else []
        if candidates := same or [earlier[key] for key in keys if key in earlier]:
            first = candidates[0]
            shared = tuple(c for c in update.codes if c in first.codes)
            if _same_text(update, first) or set(update.references.written) & set(first.references.written):
                yield update, shared, first
        for key in keys:
            earlier.setdefault(key, update)
            saying.setdefault((*key, text), update)


RULES = (action_twice, same_row_twice)
