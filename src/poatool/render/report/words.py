"""Texts of a report as runs, with the plan's words and other languages marked; decisions as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from poatool.blocks import Run, Runs, with_languages
from poatool.decisions import model as kinds
from poatool.decisions.waivers import named
from poatool.framework.edition import Edition
from poatool.framework.model import Framework
from poatool.render import document as doc
from poatool.text import one_line


class Words(NamedTuple):
    """The words of one plan."""

    plan: Framework

    def text(self, text: str) -> Runs:
        """A text from the plan or an agency."""
        return with_languages(doc.words(text), self.plan.language_marks)

    def say(self, sentence: str, *, bold: bool = False) -> Runs:
        """Text from poatool itself."""
        return doc.words(self.plan.in_its_words(sentence), bold=bold)

    def named(self, codes: Sequence[str], most: int | None = None) -> Runs:
        """`Actions 1, 3 and 5`, each a link; if there are more than `most`, only their number. Empty for no actions."""
        links = [link(code) for code in codes[:most]]
        if further := len(codes) - len(links):
            links.append(doc.words(f"{further} more"))
        if not links:
            return ()
        before = (*joined(links[:-1]), Run(" and ")) if len(links) > 1 else ()
        return (*self.say("Actions " if len(codes) > 1 else "Action "), *before, *links[-1])

    def agency(self, edition: Edition, code: str) -> Runs:
        """An agency's name in the period, with its code."""
        known = code in self.plan.agency_by_code
        return self.text(f"{one_line(edition.agency_name(code))} ({code})" if known else code)


def anchor(code: str) -> str:
    """The anchor of an action."""
    return f"action-{quote(code)}"


def link(code: str) -> Runs:
    """The code of an action as a link."""
    return doc.words(code, href=f"#{anchor(code)}")


def links(codes: Sequence[str]) -> Runs:
    """The codes of actions as links, or a dash."""
    return joined([link(code) for code in codes]) or doc.words("–")


def joined(parts: Sequence[Runs], between: str = ", ") -> Runs:
    """The parts in order, with a separator between them."""
    return tuple(run for number, part in enumerate(parts) for run in ((Run(between), *part) if number else part))


STATES = {
    kinds.State.APPLIED: "in use",
    kinds.State.STALE: "stale: the text has changed since, or is gone",
    kinds.State.IDLE: "not used: it is about nothing in this report",
}


def in_words(decision: kinds.Decision, plan: Framework) -> str:  # noqa: PLR0911 - a sentence for each kind
    """Describe what a decision settles, such as `Action 14: Delayed`."""
    match decision:
        case kinds.AssessedStatus(action=action, status=status):
            return f"Action {action}: {plan.status_by_id[status].label}"
        case kinds.Counts(agency=agency, file=file, instead_of=other):
            return f"{agency}: {file} counts instead of {other}"
        case kinds.Edit(update=update, column=column):
            return f"{update}: {plan.column_by_id[column].heading} edited"
        case kinds.Withhold(update=update):
            return f"{update}: withheld"
        case kinds.Accept():
            return f"{named(decision)}: accepted"
        case kinds.Extension(agency=agency, until=until):
            return f"{agency}: due by {until}"
        case kinds.Clearance(agency=agency, cleared_by=role, date=date):
            return f"{agency}: cleared{f' by {role}' if role else ''}{f' on {date}' if date else ''}"
        case _:
            raise AssertionError(decision)
