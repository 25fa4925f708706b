"""Write coverage as a page and as JSON. Closing reports reuse its layout, and the `report` document its keys."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Annotated, Literal

from poatool.blocks import Run
from poatool.framework.edition import Edition
from poatool.render import document as doc, text
from poatool.render.coverage.tables import View, by_objective, coverage_tables
from poatool.render.json import Header, Shape, document
from poatool.render.table import Listing, shown
from poatool.reports import coverage_model as model
from poatool.reports.closing import ClosedAction

Listed = tuple[str, doc.Labelled]
"""The id of an objective, and one of its actions as a list item."""


def action_item(action: model.ActionCoverage | ClosedAction, state: str, *why: str) -> Listed:
    """A list item for an action: its text, its state in words, and sentences that explain it."""
    because = doc.words("".join(f" {each}" for each in why if each))
    runs = (Run(f"{action.text} "), Run(f"{state}.", bold=True), *because)
    return action.objective, doc.Labelled(doc.words(action.code), runs)


def actions_document(
    edition: Edition,
    title: str,
    front: Sequence[doc.Passage],
    listed: tuple[str, Sequence[Listed]],
    tables: Sequence[Listing],
) -> doc.Document:
    """Lay out a page: front matter (a notice makes it a draft), actions below a heading (`listed`), and tables."""
    heading, actions = listed
    parts: list[doc.Part] = [
        doc.paragraph(edition.framework.title, look=doc.Look.SUBTITLE),
        doc.paragraph(title, look=doc.Look.TITLE),
        *front,
        doc.Heading(1, doc.words(edition.framework.in_its_words(heading)), "actions"),
    ]
    for objective, found in by_objective(edition, actions, itemgetter(0)):
        parts += [doc.Heading(2, doc.words(objective)), doc.LabelledList(tuple(item for _, item in found))]
    if not actions:
        parts.append(doc.paragraph("None."))
    for number, table in enumerate((each.in_words_of(edition.framework) for each in tables), 1):
        parts.append(doc.Heading(1, doc.words(table.title), f"table-{number}"))
        numbered = [(each, table.holds_numbers(at)) for at, each in enumerate(table.columns)]
        columns = [doc.GridColumn(each.heading, each.width, numbers) for each, numbers in numbered]
        rows = tuple(tuple(doc.words(shown(content)) for content in row) for row in table.rows)
        parts.append(doc.Grid(table.caption, table.caption or table.title, tuple(columns), rows))
    mark = "DRAFT" if any(passage.look is doc.Look.NOTICE for passage in front) else ""
    return doc.Document(title, edition, tuple(parts), "coverage", mark)


def coverage_document(coverage: model.Coverage, view: View) -> doc.Document:
    """The gaps (with `view.only`, the actions asked for), then every table; the table asked for comes first."""
    edition = coverage.edition
    actions = [
        action_item(each, text.state(each, edition), text.explanation(each), text.last_reported(each, edition))
        for each in (coverage.actions if view.only else coverage.gaps)
    ]
    heading = "Actions asked for" if view.only else "Gaps"
    title, front = f"Coverage {edition.period_id or ''}".strip(), [doc.paragraph(f"{text.totals(coverage)}.")]
    tables = [_narrowed(table) for table in coverage_tables(coverage, view)]
    return actions_document(edition, title, front, (heading, actions), tables)


def _narrowed(table: Listing) -> Listing:
    """A table for a page; one of actions leaves out their pillars and objectives, to leave room for texts."""
    first, *others = table.headings
    return table.columns_named(first, *(heading for heading in others if heading not in ("Pillar", "Objective")))


class PublishedCoverage(Shape):
    """The coverage in a published report."""

    totals: Annotated[model.Totals, "."]
    actions: tuple[model.ActionCoverage, ...]
    pillars: tuple[model.Share, ...]
    objectives: tuple[model.Share, ...]
    agencies: tuple[model.AgencyCoverage, ...]


class CoverageBody(PublishedCoverage):
    """The coverage in the `coverage` document and in the whole `report` document."""

    left_out: tuple[model.LeftOut, ...]
    not_expected: Mapping[str, str]


class CoverageDocument(Header, CoverageBody):
    """`gaps --format json`; `matrix` has each agency's answer for each action in force, by their codes."""

    schema: Literal["poatool/coverage/1"]
    matrix: Mapping[str, Mapping[str, model.AgencyAnswer | None]]


def coverage_json(coverage: model.Coverage, _: View) -> CoverageDocument:
    """The `coverage` document; it always has every table."""
    return document(
        CoverageDocument,
        coverage.edition,
        coverage,
        matrix={
            action.code: {agency.code: action.answer(agency.code) for agency in coverage.agencies}
            for action in coverage.actions
            if action.state.in_force
        },
    )
