"""What an agency is shown before a report goes out: its published texts, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from poatool.decisions.model import AssessedStatus, Clearance, Edit, State, Withhold, pin
from poatool.reports.model import ReportedUpdate, SetAside, YearEndReport


class ProofText(NamedTuple):
    """A text of an update as it is published; `edit` is the decision that replaced the text `sent`.

    `was` and `was_all` are the pins of the text as sent, and of all texts of the update.
    """

    update: ReportedUpdate
    column: str
    edit: Edit | None
    sent: str
    was: str
    was_all: str


class Proof(NamedTuple):
    """An agency's published texts and what was left out, with the decisions; nothing from other agencies.

    `withheld` are the updates with the reasons; `assessed` are the decided statuses of actions that it reports on.
    """

    agency: str
    published: tuple[ReportedUpdate, ...]
    texts: Mapping[str, tuple[ProofText, ...]]
    withheld: tuple[tuple[ReportedUpdate, str], ...]
    set_aside: tuple[SetAside, ...]
    assessed: Mapping[str, AssessedStatus]
    cleared: tuple[Clearance, ...]


def proofs(report: YearEndReport) -> tuple[Proof, ...]:
    """The proofs, in the plan's order, of the agencies that sent an update or a file."""
    of_updates = {agency for update in (*report.updates, *report.withheld) for agency in update.agencies}
    agencies = of_updates | {entry.agency for entry in report.set_aside if entry.agency}
    return tuple(_proof(agency, report) for agency in report.edition.framework.in_order(agencies))


def _proof(agency: str, report: YearEndReport) -> Proof:
    published = tuple(update for update in report.updates if agency in update.agencies)
    applied = [
        (each.decision, each.now[0].update) for each in report.rulings if each.now and each.state is State.APPLIED
    ]
    reasons = {update: made.because for made, update in applied if type(made) is Withhold}
    edits = {(update, made.column): made for made, update in applied if isinstance(made, Edit)}
    codes = {code for update in published for code in update.codes}
    decided = [ruling.decision for ruling in report.rulings]
    return Proof(
        agency=agency,
        published=published,
        texts={update.id: tuple(_texts(update, edits)) for update in published},
        withheld=tuple((update, reasons[update.id]) for update in report.withheld if agency in update.agencies),
        set_aside=tuple(entry for entry in report.set_aside if entry.agency == agency),
        assessed={each.action: each for each in decided if isinstance(each, AssessedStatus) and each.action in codes},
        cleared=tuple(each for each in decided if isinstance(each, Clearance) and each.agency == agency),
    )


def _texts(update: ReportedUpdate, edits: Mapping[tuple[str, str], Edit]) -> Iterator[ProofText]:
    sent = {**update.texts, **update.replaced}
    was_all = pin("\n".join(sent.values()))
    for column, text in sent.items():
        yield ProofText(update, column, edits.get((update.id, column)), text, pin(text), was_all)
