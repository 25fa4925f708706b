"""The `closing` document."""

from __future__ import annotations

from typing import Literal

from poatool.decisions.closing import Final
from poatool.render.json import Header, Shape, header, json_bytes, shaped
from poatool.reports.closing import ClosedAction, Closing


class SuccessorShape(Shape):
    """The action of another plan that continues one of this plan."""

    plan: str
    code: str


class ReportedShape(Shape):
    """What was reported on an action in a period, in words."""

    period: str
    said: str


class ClosedActionShape(Shape):
    """An action and its final state, which is only proposed unless it is `confirmed`.

    `period` and `agencies` say when and by whom it was reported as completed; null and empty for other final states.
    """

    code: str
    text: str
    pillar: str
    objective: str
    final: Final
    confirmed: bool
    because: str
    to: list[SuccessorShape]
    period: str | None
    agencies: list[str]
    reported: list[ReportedShape]


class _Begun(Shape):
    schema: Literal["poatool/closing/1"]


class ClosingDocument(Header, _Begun):
    """The final state of every action that the plan ever had. `totals` count them by final state."""

    periods: list[str]
    totals: dict[str, int]
    unconfirmed: list[str]
    actions: list[ClosedActionShape]


def closing_document(closing: Closing) -> bytes:
    """A closed plan as JSON."""
    document = ClosingDocument(
        schema="poatool/closing/1",
        **header(closing.edition.framework, None),
        periods=list(closing.periods),
        totals={final: closing.counts[final] for final in Final},
        unconfirmed=list(closing.unconfirmed),
        actions=[_action(action) for action in closing.actions],
    )
    return json_bytes(document)


def _action(action: ClosedAction) -> ClosedActionShape:
    return shaped(
        ClosedActionShape,
        action,
        pillar=action.standing.pillar,
        objective=action.standing.objective,
        to=[shaped(SuccessorShape, each) for each in action.to],
        agencies=list(action.agencies),
        reported=[ReportedShape(period=period, said=said) for period, said in action.then.items()],
    )
