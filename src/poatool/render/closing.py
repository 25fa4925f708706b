"""Write the closing report: the final state of each action, its reports by period, and the `closing` document."""

from typing import Literal

from poatool.blocks import Run
from poatool.framework.names.matching import fold
from poatool.render import document as doc, html, markdown, typeset
from poatool.render.coverage.page import action_item, actions_document
from poatool.render.json import Header, document, json_bytes
from poatool.render.table import Column, Content, Listing
from poatool.render.word.body import word_bytes
from poatool.reports.closing import ClosedAction, Closing
from poatool.text import counted, listed
from poatool.workspace.records import Final

FINAL = {final: final.replace("_", " ").capitalize() for final in Final}


def closing_files(closing: Closing) -> dict[str, bytes]:
    """The report as JSON, a page, Markdown and Word, and as PDF if typst is installed, by file name."""
    made = {"html": html.html_document, "md": markdown.markdown_document, "docx": word_bytes}
    made |= {"pdf": typeset.pdf_bytes} if typeset.INSTALLED else {}
    report, totals = _document(closing), {final: closing.counts[final] for final in Final}
    written = json_bytes(document(ClosingDocument, closing.edition, closing, totals=totals))
    return {"closing.json": written, **{f"closing.{ending}": render(report) for ending, render in made.items()}}


def _document(closing: Closing) -> doc.Document:
    counts = closing.counts
    totals = [closing.edition.framework.in_its_words(counted(len(closing.actions), "action"))]
    totals += [f"{label}: {counts[final]}" for final, label in FINAL.items() if counts[final]]
    actions = []
    for each in closing.actions:
        state, open_ = _final_state(each), "" if each.confirmed else "To be confirmed."
        # A reason may only repeat the state: `Completed (MBIE) in 2023.`
        repeats = sorted(fold(each.because).split()) == sorted(fold(state).split())
        actions.append(action_item(each, state, "" if repeats else each.because, open_))
    front = [doc.paragraph(f"{'. '.join(totals)}.")]
    if proposed := len(closing.unconfirmed):
        still_open = f"{counted(proposed, 'final state is', 'final states are')} still to be confirmed."
        front.insert(0, doc.paragraph(Run("Draft. ", bold=True), Run(still_open), look=doc.Look.NOTICE))
    return actions_document(closing.edition, "Closing report", front, ("Each action", actions), _tables(closing))


def _final_state(action: ClosedAction) -> str:
    """A final state in words: `Completed in 2023 (MBIE)`, or the state and the actions that continue this one."""
    label = FINAL[action.final]
    if action.period:
        return f"{label} in {action.period}" + (f" ({listed(action.agencies)})" if action.agencies else "")
    return f"{label} to {listed([f'{each.plan}: {each.code}' for each in action.to])}" if action.to else label


def _tables(closing: Closing) -> tuple[Listing, Listing]:
    pillars = closing.edition.pillars
    finals = [[a.final for a in closing.actions if a.pillar == pillar.id] for pillar in pillars]
    finals.append([action.final for action in closing.actions])
    counts: list[tuple[Content, ...]] = [(FINAL[each], *(some.count(each) for some in finals)) for each in FINAL]
    counts.append(("All", *map(len, finals)))
    delivery = tuple(
        (a.code, *(dict(a.reported).get(period, "") for period in closing.periods), _final_state(a))
        for a in closing.actions
    )
    unknown = f"; nothing is known about {listed(closing.unknown)}" if closing.unknown else ""
    reported = f"What was reported on each action in each period{unknown}"
    columns = (Column("Action", 14), *(Column(period, 18) for period in closing.periods), Column("Final state", 30))
    states = (Column("Final state", 20), *(Column(pillar.title, 16) for pillar in pillars), Column("All", 8))
    return (
        Listing("Final states", states, tuple(counts), caption="The actions of each pillar in each final state"),
        Listing("Delivery", columns, delivery, caption=reported),
    )


class ClosingDocument(Header):
    """The final state of every action that the plan ever had. `totals` counts them by final state."""

    schema: Literal["poatool/closing/1"]
    periods: list[str]
    totals: dict[str, int]
    unconfirmed: list[str]
    actions: list[ClosedAction]
