"""Put a report into words: texts as runs with links, and decisions as sentences."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from poatool.blocks import Run, Runs, with_languages
from poatool.decisions import model as decisions
from poatool.decisions.waivers import waiver_in_words
from poatool.framework.edition import Edition
from poatool.framework.model import Framework
from poatool.render import document as doc
from poatool.text import long_date, one_line


class Words(NamedTuple):
    """Make runs of texts, with a plan's languages and its word for an action."""

    plan: Framework

    def text(self, text: str) -> Runs:
        """A text from the plan or an agency, with its languages marked."""
        return with_languages(doc.words(text), self.plan.all_marks)

    def say(self, sentence: str, *, bold: bool = False) -> Runs:
        """A sentence from poatool itself, with the plan's word for an action."""
        return doc.words(self.plan.in_its_words(sentence), bold=bold)

    def named(self, codes: Sequence[str], most: int | None = None) -> Runs:
        """`Actions 1, 3 and 5` with a link for each code; of many, only about `most`: `Actions 1, 3 and 4 more`."""
        links = [link(code) for code in codes[: most if most and len(codes) > most + 1 else None]]
        if further := len(codes) - len(links):
            links.append(doc.words(f"{further} more"))
        if not links:
            return ()
        before = (*joined(links[:-1]), Run(" and ")) if len(links) > 1 else ()
        return (*self.say("Actions " if len(codes) > 1 else "Action "), *before, *links[-1])

    def agency(self, edition: Edition, code: str) -> Runs:
        """An agency's name in the period, with its code."""
        return self.text(f"{one_line(edition.agency_name(code))} ({code})")


def anchor(code: str) -> str:
    """The anchor of an action."""
    return f"action-{quote(code)}"


def link(code: str) -> Runs:
    """The code of an action as a link."""
    return doc.words(code, href=f"#{anchor(code)}")


def links(codes: Sequence[str]) -> Runs:
    """The codes of actions as links, or a dash if there are none."""
    return joined([link(code) for code in codes]) or doc.words("–")


def joined(parts: Sequence[Runs], between: str = ", ") -> Runs:
    """The parts in order, with a separator between them."""
    return tuple(run for part in parts for run in (Run(between), *part))[1:]


STATES = {
    decisions.State.APPLIED: "in use",
    decisions.State.STALE: "stale",
    decisions.State.IDLE: "not used: nothing in this report concerns it, or it has run out",
}


def in_words(decision: decisions.Decision, plan: Framework) -> str:  # noqa: PLR0911 - a sentence for each kind
    """Describe what a decision settles, such as `Action 14: Delayed`."""
    match decision:
        case decisions.AssessedStatus(action=action, status=status):
            return f"{plan.in_its_words('Action')} {action}: {plan.status_by_id[status].label}"
        case decisions.Counts(agency=agency, file=file, instead_of=other):
            return f"{agency}: {file} counts instead of {other}"
        case decisions.Edit(update=update, column=column):
            return f"{update}: {plan.column_by_id[column].heading} edited"
        case decisions.Withhold(update=update):
            return f"{update}: withheld"
        case decisions.Accept():
            return f"{waiver_in_words(decision)}: accepted"
        case decisions.Extension(agency=agency, until=until):
            return f"{agency}: due by {long_date(until)}"
        case decisions.Clearance(agency=agency, cleared_by=role, date=date):
            return f"{agency}: cleared{f' by {role}' if role else ''}{f' on {date}' if date else ''}"
        case decisions.NotExpected(agency=agency, action=action):
            on = f" on {plan.in_its_words('Action')} {action}" if action else ""
            return f"{agency}: not expected to report{on}"
        case _:
            raise AssertionError(decision)
