"""What an update says of progress: one reading for the coverage and for all that follows from it."""

from __future__ import annotations

from enum import Enum, auto

from poatool.framework.edition import Edition
from poatool.framework.reference.mentions import mentions
from poatool.rules.updates.contradictions import tells_of_work
from poatool.rules.updates.placeholders import LONGEST, only_points
from poatool.submissions.interpret import Update


class Answer(Enum):
    """What an agency answered for an action, the most telling first."""

    REPORTED = auto()
    NIL = auto()
    POINTER = auto()


def answer(update: Update, edition: Edition) -> Answer:
    """Tell progress from an answer without any.

    A nil return has none. A status under which there is nothing to report, such as “Not started”, has none either,
    whatever is planned, unless the text tells of work that was done: it is an answer, so its agency is not missing, but
    the action stays a gap. A text that only points to other actions (`See Action 6`) says nothing of its own action,
    whatever the status beside it.
    """
    if update.nil:
        return Answer.NIL
    if points_to(update, edition):
        return Answer.POINTER
    idle = update.status is not None and not edition.framework.status_by_id[update.status].progress
    return Answer.NIL if idle and not tells_of_work(update.progress) else Answer.REPORTED


def points_to(update: Update, edition: Edition) -> tuple[str, ...]:
    """The actions that an update points to, if that is all that its progress says."""
    text = update.progress
    if not text or len(text) > LONGEST or not (cited := mentions(edition, text)):
        return ()
    rest = text
    for mention in cited:
        rest = rest.replace(mention.text, "")
    return tuple(dict.fromkeys(c for m in cited for c in m.references.codes)) if only_points(rest) else ()
