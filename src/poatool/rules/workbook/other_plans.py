"""WBK: titles, tabs, labels and columns that name another plan of action."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.framework.reference.resolve import resolve
from poatool.rules.registry import Problem, rule, tables_on
from poatool.rules.wording import cell_on, end_of, end_of_rows, outside_tables, quoted
from poatool.submissions.evidence.kinds import SENTENCE_ENDS
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Cell, RowKind, Table
from poatool.submissions.statements import plans, scope
from poatool.submissions.statements.titles import accompanies_updates
from poatool.text import has_any
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import RawCell, Sheet, trimmed


@rule("WBK144", Severity.ERROR, was="title-of-another-plan")
def another_plan(submission: Interpreted) -> Iterator[Problem]:
    """The tab, a title or label above updates or on a cover, or a column such as `Plan`, names another plan.

    The other plan's actions may have the same numbers, so the updates are set aside. To fix it, correct the name, or
    take the rows out if they are about the other plan.

    Bad:
    | Family Violence Action Plan: return for 2022 <found> |           |                           |
    | Action                                               | Status    | Progress                  |
    | 2                                                    | Under way | Trained forty inspectors. |

    Bad:
    | Plan                | Action | Status    | Progress                       |
    | Forced Labour       | 2      | Under way | Trained forty inspectors.      |
    | Child Abuse <found> | 3      | Under way | Put the gift registers online. |

    Good:
    | Modern Slavery Plan of Action: return for 2022 |        |           |                           |
    | Plan                                           | Action | Status    | Progress                  |
    | FLPTS                                          | 2      | Under way | Trained forty inspectors. |
    | PoA                                            | 3      | Under way | Wrote to employers.       |
    """
    plan, message = submission.edition.framework, "{} is another plan; the rows below would count for this one."
    for sheet in submission.submission.sheets if submission.updates else ():
        labelled = {cell.at: (cell, name) for cell, name in _labelled(submission, sheet)}
        yield from (_of_label(submission, cell_on(submission, sheet, cell), name) for cell, name in labelled.values())
        titles = [cell for cell in outside_tables(submission, sheet) if cell.at not in labelled]
        titles += _titles_within(tables_on(submission, sheet))
        of_this = [cell.row for cell in titles if plans.names_this_plan(cell.text, plan)]
        names = ((cell, plans.other_plan(trimmed(cell.value), plan, beside_this=bool(of_this))) for cell in titles)
        named = [(cell_on(submission, sheet, cell), quoted(name)) for cell, name in names if name]
        for cell, quote in named:
            ends = min((row for row in of_this if row > cell.row), default=LAST_ROW)
            below = [update for update in submission.updates if update.row.number < ends]
            yield Problem.at(cell, message.format(quote)).until(end_of_rows(below, cell))
        tables = tables_on(submission, sheet)
        titled = [(table, title) for table in tables for title in (_merged_title(table), "" if named else sheet.name)]
        beside = any(plans.names_this_plan(title, plan) for _, title in titled)
        for table, title in titled:
            if plans.other_plan(title, plan, beside_this=beside):
                at = Place(submission.submission.path, sheet.name, table.header_row)
                yield Problem(at, message.format(quoted(title)), last_row=end_of(table))
        yield from chain.from_iterable(_parts_of_other_plans(table, submission.edition) for table in tables)
    yield from _rows_of_another_plan(submission)


def _parts_of_other_plans(table: Table, edition: Edition) -> Iterator[Problem]:
    """Report sub-headings of a table that name no agency, action or time, if another sub-heading names this plan."""
    alone = [row for row in table.rows if row.kind in (RowKind.NOTE, RowKind.HEADING) and row.is_alone]
    titles = [(row, trimmed(row.start.value)) for row in alone if not trimmed(row.start.value).endswith(SENTENCE_ENDS)]
    if not any(plans.is_part_of_this_plan(text, edition.framework) for _, text in titles):
        return
    groups = {fold(title) for title in edition.framework.group_titles}
    ends = [*(row.number - 1 for row, _ in titles[1:]), table.rows[-1].number]
    for (row, text), last in zip(titles, ends, strict=True):
        named = row.cells.raw.keys() - {scope.ACTION} or resolve(edition, text, suggest=False).codes
        title = plans.other_plan(text, edition.framework, beside_this=True)  # reported as the title of another plan
        other = not plans.names_owner_of_plan(text) and plans.answers_other_plan(text, text, edition.framework)
        this = title or (plans.is_about_plan(text) and not other)
        if not (named or this or has_any(fold(text), groups)):
            message = f"{quoted(text)} is beside this plan's name; the rows below may be about another plan."
            yield Problem.at(row.first, message).until(last if last > row.number else None)


def _of_label(submission: Interpreted, cell: Cell, name: str) -> Problem:
    """The problem with a label for another plan: about the rows below it or, on a cover, about the whole file."""
    last = end_of_rows(submission.updates, cell)
    problem = Problem.at(cell, f"The label names another plan, {quoted(name)}; the rows would count for this one.")
    return problem.until(last) if last else problem._replace(place=Place(cell.file), related=(Place.of(cell),))


def _labelled(submission: Interpreted, sheet: Sheet) -> Iterator[tuple[RawCell, str]]:
    """The names of other plans above tables or on a cover, in or beside a label such as `Plan:`."""
    near = bool(tables_on(submission, sheet)) or accompanies_updates(sheet.name)
    cells = [*outside_tables(submission, sheet)] if near else []
    for before, cell in zip([None, *cells], cells, strict=False):
        label, _, name = trimmed(cell.value).partition(":")
        if before and before.row == cell.row and plans.asks_for_plan(trimmed(before.value)):
            label, name = trimmed(before.value), trimmed(cell.value)
        if plans.asks_for_plan(label) and plans.answers_other_plan(name.strip(), label, submission.edition.framework):
            yield cell, name.strip()


def _merged_title(table: Table) -> str:
    """The title merged over all headings of a table; empty if it has none."""
    texts = [heading.text.removesuffix(trimmed(heading.cell.raw)).strip() for heading in table.headings]
    return texts[0] if len({*texts}) == 1 < len(texts) else ""


def _titles_within(tables: Sequence[Table]) -> Iterator[RawCell]:
    """The texts that are alone in a row above updates of a sheet, and are not sentences."""
    rows = [row for table in tables for row in table.rows]
    last = max((row.number for row in rows if row.kind is RowKind.UPDATE), default=0)
    for row in (row for row in rows if row.kind in (RowKind.NOTE, RowKind.HEADING) and row.number < last):
        if row.is_alone and not trimmed(row.start.value).endswith(SENTENCE_ENDS):
            yield row.start


def _rows_of_another_plan(submission: Interpreted) -> Iterator[Problem]:
    """Report rows of other plans, by a column for plans: if some rows name this plan, all others, else clear ones."""
    for table, updates in groupby(submission.updates, attrgetter("table")):
        headings = () if table.is_form else table.headings
        about = (each for each in headings if each.column != "action" and plans.asks_for_plan(each.text))
        asking = {each.cell.column: each for each in about}
        cells = [cell for update in updates if asking for cell in update.row.every_cell if cell.column in asking]
        plan, named = submission.edition.framework, {trimmed(cell.value) for cell in cells}
        own = {name for name in named if plans.is_this_plan(name, plan)}
        own = own or {name for name in named if plans.is_this_plan(name, plan, least=1)}
        for (column, says), run in groupby(cells, lambda cell: (cell.column, trimmed(cell.value))):
            first, *more = run
            asked = asking[column]
            # The name of a plan recurs, unlike a text.
            sure = plans.is_about_plan(says) or (asked.column is None and len(named) < len(cells))
            if says not in own and (own or (sure and plans.answers_other_plan(says, asked.text, plan))):
                message = f"The row is about another plan: the column {quoted(asked.text)} says {quoted(says)}."
                problem = Problem.at(table.rows[0].cells.origin.cell(first), message)
                yield problem.until(more[-1].row if more else None)
